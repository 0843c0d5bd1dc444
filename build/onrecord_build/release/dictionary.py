"""The data dictionary of a release: every table, column and code, as a page in Markdown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.markdown import table

if TYPE_CHECKING:
    from onrecord_build.compile import MemoryStore
    from onrecord_build.identity import Identity
    from onrecord_build.schema import Field, Table

TITLE, TABLES, VOCABULARIES = "Data dictionary", "Tables", "Vocabularies"
EXPLANATION = (
    "“Required” columns have a value in every row. “Derived” columns are computed when a release is built; “authored” "
    "ones are written in the records. EDTF is the Extended Date/Time Format."
)
COLUMNS = ("Column", "Type", "Unit", "Required", "Origin", "Description")


class Anchors:
    """Where the headings of the page are, as GitHub names them."""

    def __init__(self, tables: Iterable[str], vocabularies: Iterable[str]) -> None:
        self._taken: Counter[str] = Counter()
        for heading in (TITLE, TABLES):
            self._anchor(heading)
        self.tables = {name: self._anchor(name) for name in tables}
        self._anchor(VOCABULARIES)
        self.vocabularies = {name: self._anchor(name) for name in vocabularies}

    def _anchor(self, heading: str) -> str:
        """The anchor of a heading; the second of the same name has a number behind it."""
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        again = self._taken[plain]
        self._taken[plain] += 1
        return f"{plain}-{again}" if again else plain


def dictionary(store: MemoryStore, identity: Identity) -> str:
    """Render the data dictionary of a release."""
    terms = _by_scheme(store.read("terms").to_pylist())
    tables = store.schemas.released
    anchors = Anchors(tables, terms)
    rows = ((_link(n, anchors.tables[n]), f"{store.read(n).num_rows:,}", _row_is(t)) for n, t in tables.items())
    lines = [f"# {TITLE}", "", *_head(identity), "", f"## {TABLES}", ""]
    lines += [*table(("Table", "Rows", "What it holds"), rows, (1,)), "", EXPLANATION]
    for one in tables.values():
        lines += ["", *_section(one, anchors)]
    lines += ["", f"## {VOCABULARIES}", "", "Codes stand in the order of their rank."]
    used = _used(tables)
    for scheme, found in terms.items():
        lines += ["", *_vocabulary(scheme, found, used.get(scheme, []))]
    return "\n".join(lines) + "\n"


def _head(identity: Identity) -> Iterator[str]:
    released = f"released on {identity.released.isoformat()}" if identity.released else "not released yet"
    yield from (f"{_text(identity.title)}.", "")
    yield f"- Version {identity.version}, {released}."
    note = f", {_text(identity.license_note)}" if identity.license_note else ""
    yield f"- Licence: [{identity.license_name}]({identity.license_url}){note}."


def _row_is(table: Table) -> str:
    """The first sentence of what the schema says of a table."""
    text: str = table.spec["description"]
    return _text(re.split(r"(?<=\.) ", text, maxsplit=1)[0])


def _section(one: Table, anchors: Anchors) -> Iterator[str]:
    yield from (f"### {one.name}", "", _text(one.spec["description"]), "")
    yield f"- Key: {', '.join(f'`{column}`' for column in one.key)}"
    for r in one.references:
        yield f"- Reference: `{r.field}` is `{r.key}` of {_link(r.table, anchors.tables[r.table])}"
    yield ""
    yield from table(COLUMNS, (_column(field, anchors) for field in one.fields))


def _column(field: Field, anchors: Anchors) -> tuple[str, ...]:
    return (
        f"`{field.name}`",
        _type(field),
        _text(field.spec.get("unit", "")),
        "yes" if field.required else "no",
        "derived" if field.derived else "authored",
        _text(field.spec["description"]) + _codes(field, anchors),
    )


def _type(field: Field) -> str:
    if field.type == "list":
        return f"list of {field.spec.get('itemType', 'string')}"
    return f"{field.type} (EDTF)" if field.edtf else field.type


def _codes(field: Field, anchors: Anchors) -> str:
    """Where the codes of a column are."""
    vocabulary: str = field.spec.get("vocabulary", "")
    anchor = anchors.vocabularies.get(vocabulary)
    return f" Codes: {_link(vocabulary, anchor)}." if anchor else ""


def _vocabulary(scheme: str, terms: Iterable[Mapping[str, Any]], used: Sequence[str]) -> Iterator[str]:
    yield from (f"### {scheme}", "")
    if used:
        yield from (f"Used by {', '.join(f'`{column}`' for column in used)}.", "")
    rows = ((f"`{term['code']}`", _text(term["label"]), _text(term["definition"])) for term in terms)
    yield from table(("Code", "Label", "Definition"), rows)


def _by_scheme(terms: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The terms of each vocabulary by rank, vocabularies by name."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term["scheme"], term["rank"])):
        found[term["scheme"]].append(term)
    return dict(found)


def _used(tables: Mapping[str, Table]) -> dict[str, list[str]]:
    """The columns that have codes of each vocabulary."""
    columns: dict[str, list[str]] = defaultdict(list)
    for one in tables.values():
        for field in one.fields:
            if vocabulary := field.spec.get("vocabulary"):
                columns[vocabulary].append(f"{one.name}.{field.name}")
    return columns


def _link(text: str, anchor: str) -> str:
    return f"[{text}](#{anchor})"


def _text(text: str) -> str:
    """A text as a cell can hold it: on one line, and with nothing that Markdown would take for its own."""
    return re.sub(r"([\\`*<|\[\]])", r"\\\1", " ".join(text.split()))
