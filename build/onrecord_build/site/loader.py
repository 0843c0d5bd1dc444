"""The page of the loader: every name that the package offers, in the order of its ladder."""

from __future__ import annotations

import onrecord
from onrecord.plots import Plots
from onrecord_build.site.docstrings import as_rest

SECTIONS = {
    "Tables": ("tables", "describe", "load"),
    "Questions by name": ("statements", "evidence", "relationships", "tenures", "actors", "events"),
    "Pictures": ("plot",),
    "Citations": ("cite",),
    "Graphs and SQL": ("graph", "write_graph", "sql"),
    "Schemas": ("schema",),
    "Tracing and verifying": ("explain", "verify", "resolve"),
    "Releases": ("open", "verify_release", "diff", "Release", "__version__"),
    "Errors": ("OnRecordError",),
}
ALSO = "Also"
RETURNED = {  # what functions return that is of this package
    "diff": ("onrecord.comparison.Difference", ("as_json", "as_markdown", "frame")),
    "resolve": ("onrecord.records.resolution.Resolution", ()),
}
SIGNATURES = """In signatures, ``Names`` is one text or several, ``Day`` is a date or a text such as
``"2026-01-03"``, and ``Version`` another release, named as under :py:class:`onrecord.Release`. ``pd`` is pandas, ``pl``
Polars, ``pa`` Arrow and ``nx`` networkx. ``TableName``, ``ColumnName`` and the names of vocabularies, such as
``SpeechAct``, stand for the texts that the :doc:`data dictionary <dictionary>` lists."""


def offered() -> list[str]:
    """The names that lead to an entry: those of the package, and its pictures."""
    return [*onrecord.__all__, *(f"plot.{picture}" for picture in pictures())]


def pictures() -> list[str]:
    """The functions of `onrecord.plot`."""
    return [name for name in vars(Plots) if not name.startswith("_")]


def loader() -> str:
    """The page, in reStructuredText."""
    placed = {name for names in SECTIONS.values() for name in names}
    sections = {**SECTIONS, ALSO: tuple(name for name in onrecord.__all__ if name not in placed)}
    lines = [*_heading("The loader", "="), ".. highlight:: default", ""]
    lines += [".. automodule:: onrecord", "   :no-members:", "", SIGNATURES, ""]
    for title, names in sections.items():
        if names:
            lines += _heading(title, "-")
            for name in names:
                lines += [*_entry(name), ""]
    return "\n".join(lines)


def _heading(title: str, rule: str) -> list[str]:
    return [title, rule * len(title), ""]


def _entry(name: str) -> list[str]:
    thing = getattr(onrecord, name)
    if name == "plot":
        lines = _data("plot", "Plots", Plots.__doc__ or "")
        for picture in pictures():
            lines += ["", f".. autofunction:: onrecord::plot.{picture}"]
    elif name == "__version__":
        lines = _data(name, "str", f"The version of the package, which is that of the data: `{thing}`")
    elif name == "Release":
        lines = [".. autoclass:: onrecord.Release()", "   :members: at, descriptor, version", "   :undoc-members:"]
    elif isinstance(thing, type):
        lines = [f".. autoexception:: onrecord.{name}()"]
    else:
        lines = [f".. autofunction:: onrecord.{name}"]
    if name in RETURNED:
        path, members = RETURNED[name]
        lines += ["", f".. autoclass:: {path}()", *([f"   :members: {', '.join(members)}"] if members else [])]
    return lines


def _data(name: str, kind: str, text: str) -> list[str]:
    return [f".. py:data:: {name}", f"   :type: {kind}", "", *(f"   {line}".rstrip() for line in as_rest(text))]
