"""From a value back to the words that it rests on: evidence, source, lineage, record file, version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.naming import told
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.store import Store

COMPUTED = "computed"


class Trace:
    """The tables that a trace goes through, as lists of rows, each read when it is first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tables: dict[str, list[dict[str, Any]]] = {}
        self._named: dict[str, dict[str, dict[str, Any]]] = {}

    def rows(self, record: str, field: str | None) -> Iterator[dict[str, Any]]:
        """The rows of the frame."""
        if not isinstance(record, str) or not isinstance(field, str | None):
            wrong = field if isinstance(record, str) else record
            raise OnRecordError(f'Records and fields are texts, not {told(wrong)}: onrecord.explain("st-…", "said")')
        written = [p for p in self._table("provenance") if p["record"] == record and p["table"] != "retired_ids"]
        if not written:
            raise OnRecordError(self._no_record(record))
        # Several can have a name in common: the first target of a statement and its first designation are both st-…/1.
        tables = list(dict.fromkeys(p["table"] for p in written))
        fields = {(table, f["name"]): f for table in tables for f in self._schema(table)["fields"]}
        order = list(fields)
        written.sort(key=lambda p: order.index((p["table"], p["field"])))
        if field is None:
            asked = [*written, *(p for p in self._table("provenance") if p["record"].startswith(f"{record}/"))]
        else:
            asked = [p for p in written if p["field"] == field]
            asked += [self._computed(t, record, field) for t in tables if fields.get((t, field), {}).get("derived")]
            if not asked:
                raise OnRecordError(self._no_field(record, tables, field))
        for p in asked:
            yield from self._value(p)

    def _computed(self, table: str, record: str, field: str) -> dict[str, Any]:
        """The same for a value that nobody wrote as the table provenance has for those that somebody did."""
        return {"record": record, "table": table, "field": field, "basis": COMPUTED, "path": None, "line": None} | {
            "evidence": self._supporting(record)
        }

    def _value(self, p: dict[str, Any]) -> Iterator[dict[str, Any]]:
        value = self._row(p["table"], p["record"])[p["field"]]
        start = {key: p[key] for key in ("record", "table", "field", "basis", "path", "line")}
        start |= {"value": _shown(value), "version": self._store.descriptor["version"]}
        shown_by = list(p["evidence"])
        if p["table"] == "evidence":
            shown_by = [p["record"]]
        elif p["table"] == "sources":
            start["link"] = self._row("sources", p["record"])["url"]
        elif p["basis"] == "evidence":
            shown_by += [e["evidence_id"] for e in self._bearing(p["record"]) if e["support"] == "contradicts"]
        if not shown_by:
            yield start
        for evidence in shown_by:
            yield start | self._passage(evidence)

    def _passage(self, evidence: str) -> dict[str, Any]:
        row = self._row("evidence", evidence)
        source = self._row("sources", row["source"])
        return {
            "evidence": evidence,
            "support": row["support"],
            "rendition": row["rendition"],
            "quote": row["exact"],
            "lang": row["lang"],
            "note": row["note"],
            "link": row["link"],
            "source": row["source"],
            "publisher": self._name(source["publisher"]),
            "title": source["title"],
            "published": source["published"],
            "lineage": self._lineage(row["source"], ()),
        }

    def _lineage(self, source: str, below: tuple[str, ...]) -> str | None:
        """What a source draws on, and what that draws on."""
        drawn = []
        for link in self._table("source_lineage"):
            if link["child"] == source and link["parent"] not in below:
                publisher = self._row("sources", link["parent"])["publisher"]
                above = self._lineage(link["parent"], (*below, source))
                name = f"{self._name(publisher)} ({link['parent']})" if publisher else link["parent"]
                drawn.append(f"{link['relation']} {name}" + (f", which {above}" if above else ""))
        return "; ".join(drawn) or None

    def _bearing(self, record: str) -> list[dict[str, Any]]:
        """The evidence that bears on a record."""
        return [e for e in self._table("evidence") if record in (e[column] for column in RECORDS_WITH_EVIDENCE)]

    def _supporting(self, record: str) -> list[str]:
        return [e["evidence_id"] for e in self._bearing(record) if e["support"] == "supports"]

    def _row(self, table: str, record: str) -> dict[str, Any]:
        """The row of a record; its name is its key, with slashes between the parts."""
        if table not in self._named:
            key = self._schema(table)["primaryKey"]
            self._named[table] = {"/".join(str(row[column]) for column in key): row for row in self._table(table)}
        return self._named[table][record]

    def _name(self, actor: str | None) -> str | None:
        return str(self._row("actors", actor)["name"]) if actor else None

    def _table(self, name: str) -> list[dict[str, Any]]:
        if name not in self._tables:
            self._tables[name] = self._store.read(name).to_pylist()
        return self._tables[name]

    def _schema(self, table: str) -> dict[str, Any]:
        schema: dict[str, Any] = next(r for r in self._store.descriptor["resources"] if r["name"] == table)["schema"]
        return schema

    def _no_record(self, record: str) -> str:
        import difflib

        for retired in self._table("retired_ids"):
            if retired["id"] == record:
                instead = f"Instead: onrecord explain {retired['replaced_by']}" if retired["replaced_by"] else ""
                return f"'{record}' was retired in {retired['version']}: {retired['reason']} {instead}".rstrip()
        known = {p["record"] for p in self._table("provenance")}
        near = difflib.get_close_matches(record, known, n=1) or [k for k in sorted(known) if record and record in k][:1]
        hint = f"Did you mean: onrecord explain {near[0]}" if near else "Identifiers are in the tables: onrecord tables"
        return f"There is no record '{record}'. {hint}"

    def _no_field(self, record: str, tables: list[str], field: str) -> str:
        import difflib

        fields = [f["name"] for table in tables for f in self._schema(table)["fields"]]
        if field in fields:
            return f"'{record}' has no {field}: the field is empty, because no page that was read shows it.\n" + (
                f"What it has: onrecord explain {record}"
            )
        near = difflib.get_close_matches(field, fields, n=1)
        hint = (
            f"Did you mean: onrecord explain {record} {near[0]}"
            if near
            else f"List them: onrecord describe {tables[0]}"
        )
        return f"Records of {' and '.join(tables)} have no field '{field}'. {hint}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
