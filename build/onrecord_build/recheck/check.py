"""Check what has changed since the last state without a fault, and what depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from onrecord_build.conditions import Alike, Suspect
from onrecord_build.conditions.in_python import matching
from onrecord_build.csv_records import CsvFile
from onrecord_build.faults import Fault
from onrecord_build.memory import Memory
from onrecord_build.project import Project
from onrecord_build.recheck import CannotTell
from onrecord_build.recheck.compare import Comparison
from onrecord_build.recheck.concerned import Concerned
from onrecord_build.recheck.csv_rows import CsvRows
from onrecord_build.recheck.references import check_references
from onrecord_build.recheck.remembered import looks_at
from onrecord_build.records import File, Row
from onrecord_build.rules import Rule, cross_record_rules
from onrecord_build.schema import read_schemas
from onrecord_build.waivers import without_waived

MOST = 4000  # rows that one rule is asked about


class Outcome(NamedTuple):
    """What a check has found: the faults, sorted, the files that they are in, and the number of records by table."""

    faults: list[Fault]
    files: Mapping[str, File]
    counts: dict[str, int]


def check_again(project: Project, memory: Memory) -> Outcome | None:
    """The outcome of a check; None where less than a whole check does not tell."""
    try:
        comparison = Comparison(project, memory, read_schemas(project.schemas))
        outcome = _Again(comparison).outcome()
    except CannotTell:
        return None
    memory.close_since(None if outcome.faults else outcome.counts)
    return outcome


class _Again:
    """One such check."""

    def __init__(self, comparison: Comparison) -> None:
        self.faults = comparison.faults
        self.counts = comparison.counts
        self.schemas = comparison.schemas
        self.before, self.after = comparison.before, comparison.after
        self.changes = comparison.changes
        self.concerned = {view: Concerned(self.changes, view) for view in (self.before, self.after)}
        self.asked: set[str] = set()  # rules of which faults can be waived
        self.touched: set[tuple[str | None, str | None]] = set()  # and what records they were asked about

    def outcome(self) -> Outcome:
        """Ask every rule of what the changes concern."""
        faults = [*self.faults, *check_references(self.changes)]
        for rule in cross_record_rules():
            faults += (fault.under(rule.code, rule.severity) for fault in self._ask(rule))
        self.after.asked = None
        found = sorted(set(without_waived(faults, self.after, self._is_known_idle)))
        for fault in found:
            if fault.path not in self.after.records.files and fault.path.endswith(".csv"):
                self._name(fault)
        return Outcome(found, self.after.records.files, self.counts)

    def _name(self, fault: Fault) -> None:
        """Let the file of a fault be known, for its lines."""
        name = fault.path
        text = self.after.files.text(name)
        self.after.records.files[name] = CsvFile(name, text, next(iter(self.schemas.tables.values())))

    def _is_known_idle(self, waiver: tuple[str | None, str | None]) -> bool:
        """Never: a waiver that was used still is, unless its rule was asked about its record, or something near it."""
        code, record = waiver
        if waiver in self.touched or (code in self.asked and record in self.changes.near):
            raise CannotTell
        return False

    def _touch(self, rule: Rule, rows: list[Row]) -> None:
        """Note that a rule may say something else of these rows than before."""
        if rows and rule.severity == "warning":
            self.asked.add(rule.code)
            self.touched |= {(rule.code, row.id) for row in rows}

    def _ask(self, rule: Rule) -> Iterator[Fault]:
        for table, condition, about in rule.wrong(self.schemas):
            if not self.changes.touch(looks_at(self.schemas, table, condition)):
                continue
            was, rows = (self.concerned[view].by(table, condition) for view in (self.before, self.after))
            self._touch(rule, [*was, *rows])
            if rows:
                rows.sort(key=self.after.files.order)
                self.after.asked = None
                for row in matching(self.after, table, condition, rows):
                    yield rule.module.say(self.after, row, *about)
        if rule.judge is None:
            return
        suspects = rule.suspects(self.schemas)
        rows = self._to_judge(rule, suspects)
        if rows or not suspects:  # without suspects, a rule may be about records that are gone
            self.after.ask(rows)
            self._touch(rule, rows)
            yield from rule.judge(self.after)

    def _to_judge(self, rule: Rule, suspects: Sequence[Suspect | Alike]) -> list[Row]:
        """The rows that a rule has to see, which judges for itself."""
        found: list[Row] = []
        if not suspects:
            if not rule.row_by_row:
                raise CannotTell
            return [*self._changed_and_named, *self._referring(rule.beside)]
        for suspect in suspects:
            rows_of = {one: one.suspects(suspect, rule.columns) for one in self.concerned.values()}
            for rows in rows_of.values():
                self._touch(rule, rows)
            if isinstance(suspect, Alike):
                wanted = {v for one, rows in rows_of.items() for v in one.values(suspect, one.true(suspect, rows))}
                found += self._with_beside(suspect, self.concerned[self.after].alike(suspect, wanted))
            elif rule.row_by_row:
                found += self._with_beside(suspect, rows_of[self.concerned[self.after]])
            elif any(one.true(suspect, rows) for one, rows in rows_of.items()):
                return self._all(suspects)
        return found

    def _all(self, suspects: Iterable[Suspect | Alike]) -> list[Row]:
        """All rows that a rule goes through, if they are not too many."""
        tables = {name for suspect in suspects for name in (suspect.table, *suspect.beside)}
        if sum(self.counts.get(name, 0) for name in tables) > MOST:
            raise CannotTell
        return [row for name in tables for row in self.after.all_rows(name)]

    @cached_property
    def _changed_and_named(self) -> list[Row]:
        """For rules about the files of a checkout: what has changed, and the lists that name it.

        With every record come those that are nested in it.
        """
        view, changed = self.after, [row for name in self.changes.of for row in self.changes.rows_after(name)]
        lists = [row for rows in self._lists() for row in rows.holding(self.changes.identifiers())]
        named = [*lists, *changed, *self.changes.rows_before()]
        named = [row for row in named if not self.schemas.tables[row.table].references]
        cells = {cell for row in named for cell in row.values() if isinstance(cell, str)}
        view.release(self.changes.identifiers() | cells)
        found = [*changed, *lists]
        for name in self.changes.of:  # others may have the same identifier
            key = self.schemas.tables[name].key[0]
            found += view.naming(name, key, self.changes.values(name, key))
        for name, table in self.schemas.citable.items() if cells else ():
            if len(table.key) == 1:
                found += view.naming(name, table.key[0], cells)
        files = {row.path for row in [*found, *self.changes.rows_before()] if row.path.endswith(".yaml")}
        return [*found, *(row for name in files for row in view.rows_of(name))]

    def _referring(self, tables: Collection[str]) -> list[Row]:
        """The rows that refer to records of these tables, where either has changed, and the records referred to."""
        found: list[Row] = []
        for name, table in self.schemas.tables.items():
            for reference in table.references:
                if reference.table in tables:
                    rows = self.concerned[self.after].referring(name, reference)
                    found += rows
                    values = {row[reference.field] for row in rows} - {None}
                    found += self.after.naming(reference.table, reference.key, values) if values else []
        return found

    def _lists(self) -> Iterator[CsvRows]:
        """The rows of tables that name records without a reference, and so by any of their columns."""
        for name, table in self.schemas.tables.items():
            if not table.references and name in self.counts:
                for place in table.places:
                    # Terms are part of the schemas, and with them everything is checked.
                    if "csv" in place and not place["csv"].startswith("..") and not place.get("generated"):
                        yield self.after.csv(f"dataset/{place['csv']}", name)

    def _with_beside(self, suspect: Suspect | Alike, rows: list[Row]) -> list[Row]:
        """Rows of a table, and those beside them that a rule looks into."""
        found, view = list(rows), self.after
        for reference in self.schemas.tables[suspect.table].references:
            if reference.table in suspect.beside:
                found += view.naming(reference.table, reference.key, {row[reference.field] for row in rows} - {None})
        if "source_lineage" in suspect.beside and rows:
            found += view.all_rows("source_lineage")
        return found
