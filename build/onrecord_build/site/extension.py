"""What this site adds to Sphinx: docstrings that are plain text, and an anchor for each row of the data dictionary."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.transforms import SphinxTransform
from sphinx.util.inspect import stringify_signature

from onrecord_build.site.docstrings import as_rest
from onrecord_build.site.loader import offered

DICTIONARY = "dictionary"


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    app.connect("autodoc-process-docstring", _docstring)
    app.connect("autodoc-process-signature", _signature)
    app.connect("doctree-read", _in_full)
    app.add_transform(Anchors)
    return {"parallel_read_safe": True}


def _docstring(app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]) -> None:
    lines[:] = as_rest("\n".join(lines), offered())


def _signature(
    app: Sphinx, what: str, name: str, thing: object, options: Any, arguments: str | None, returned: str | None
) -> tuple[str | None, str] | None:
    """Of a function that has overloads: all that it may return, where its own signature has to say Any."""
    method = getattr(thing, "__func__", None)
    if method is None:
        return None
    source = ModuleAnalyzer.for_module(method.__module__)
    source.analyze()
    overloads = source.overloads.get(method.__qualname__, [])
    kinds = dict.fromkeys(stringify_signature(one).rpartition(" -> ")[2] for one in overloads)
    return (arguments, " | ".join(kinds)) if kinds else None


def _in_full(app: Sphinx, doctree: nodes.document) -> None:
    """Call a picture as it is called: onrecord.plot.timeline, and not plot.timeline."""
    for name in doctree.findall(addnodes.desc_addname):
        if name.astext() == "plot.":
            name.insert(0, nodes.Text("onrecord."))


class Anchors(SphinxTransform):
    """Makes what the data dictionary explains an aim of links, by its name: statements, statements.speech_act.

    Columns and codes stand in the index as well, and are found by the search.
    """

    default_priority = 800  # before the index and the contents are collected

    def apply(self, **kwargs: Any) -> None:
        if self.env.docname != DICTIONARY:
            return
        for section in self.document.findall(nodes.section):
            title = section[0].astext()
            if title not in self.document.ids:
                self._anchor(section, title)
            for table in (child for child in section.children if isinstance(child, nodes.table)):
                for row in table.findall(nodes.row):
                    self._row(row, title)

    def _row(self, row: nodes.row, title: str) -> None:
        named = row[0].next_node(nodes.literal)
        if named is not None:
            anchor = f"{title}.{named.astext()}"
            self._anchor(row, anchor)
            row[0].insert(0, addnodes.index(entries=[("single", f"{named.astext()} ({title})", anchor, "", None)]))

    def _anchor(self, node: nodes.Element, anchor: str) -> None:
        node["ids"].append(anchor)
        self.document.ids[anchor] = node
