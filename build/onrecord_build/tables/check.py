"""Check tables: ask an engine which rows are wrong, and put the first of each kind into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from onrecord_build.conditions import Alike, Condition, Suspect, Wrong, col
from onrecord_build.conditions.in_frames import beginning
from onrecord_build.faults import Fault, Span, shown
from onrecord_build.nearest import near
from onrecord_build.progress import Step, progress, silent
from onrecord_build.records import Row
from onrecord_build.references import dangling as dangling_reference
from onrecord_build.references import keys_of
from onrecord_build.rules import Rule, cross_record_rules, rule
from onrecord_build.schema import Field, Reference, read_schemas
from onrecord_build.tables import MOST
from onrecord_build.tables.engines import ROW, Engine, open_engine, readable
from onrecord_build.tables.files import find_tables
from onrecord_build.tables.findings import Finding, Findings
from onrecord_build.tables.frames import Frames
from onrecord_build.tables.own_faults import dangling, wrong_values
from onrecord_build.tables.rows import Part
from onrecord_build.values import Wrong as WrongValue
from onrecord_build.values import groups, lacking

ALSO = "release"  # a column that files of a release have beside those of the table
Words = Callable[[Part, Row], Fault]


class Asked(NamedTuple):
    """A condition on the rows of a table, and what becomes of those of which it is true."""

    table: str
    condition: Condition
    found: Callable[[list[int]], None]


class Suspected(NamedTuple):
    """Rows of a table that may break a rule."""

    rule: Rule
    suspect: Suspect | Alike
    rows: list[int]


def check_tables(paths: Sequence[Path], schemas_of: Path, engine: str = "polars", most: int = MOST) -> Findings:
    """Check the tables in files and folders.

    `engine` is polars, duckdb or spark. Of each kind of fault the first `most` are put into words; all are counted.
    Raises OnRecordError where a file cannot be read as a table.
    """
    schemas = read_schemas(schemas_of)
    files = find_tables(paths, schemas.released)
    running = open_engine(engine)
    try:
        with progress("checking", len(files) * 3 + 1) as step, readable(running, files.values()):
            return Check(running, Frames(running, files, schemas, step), most, step).findings()
    finally:
        running.close()


class Check:
    """One check, step by step: keys, single rows, rows that others name, and what rules judge for themselves."""

    def __init__(self, engine: Engine, frames: Frames, most: int, step: Step = silent) -> None:
        self.engine = engine
        self.frames = frames
        self.schemas = frames.schemas
        self.most = most
        self.step = step
        self.not_asked: dict[str, set[str]] = {}
        self.kinds: dict[tuple[str, str, str], list[tuple[list[int], Words]]] = defaultdict(list)
        self.whole: list[Finding] = []
        self.broken: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))

    def findings(self) -> Findings:
        """All that is wrong."""
        rules = list(cross_record_rules())
        for table in self.frames.tables:
            self.step(f"keys of {table}")
            self._columns(table)
            self._keys(table)
            self._values(table)
        for table in self.frames.tables:
            self._references(table)
        suspects = self._suspects(rules)
        self._answer([*self._asked(rules), *self._asked_of(suspects)])
        self.step("rows together")
        self._together(suspects)
        part = self._loaded(suspects)
        kinds = [*self.whole, *self._worded(part), *self._judged(part, suspects)]
        heights = {name: self.frames.height(name) for name in self.frames.tables}
        return Findings(
            sorted(kinds, key=lambda kind: kind[:3]),
            heights,
            {code: sorted(tables) for code, tables in self.not_asked.items()},
        )

    def _columns(self, table: str) -> None:
        """Faults of whole columns: those that have to be there, and those that nobody knows."""
        one = self.frames.tables[table]
        path = str(one.file.path)
        for field in one.table.authored.values():
            if field.required and field.name not in one.fields:
                message, help = f"the table has no column '{field.name}'", lacking(field)[1]
                self._of_table(table, Fault(path, Span(1, 1, 2), "missing-column", message, help, column=field.name))
        for name in one.columns:
            if name not in one.fields and name != ALSO:
                message = f"'{name}' is not a column of {table}"
                help = f"Leave it out; the columns are {', '.join(one.table.named)}"
                choices = near(name, one.table.named)
                self._of_table(table, Fault(path, Span(1, 1, 2), "unknown-field", message, help, choices, column=name))

    def _of_table(self, table: str, fault: Fault) -> None:
        self.whole.append(Finding(table, fault.column, fault.code, fault.severity, [0], [fault]))

    def _keys(self, table: str) -> None:
        """Rows whose key another row has as well."""
        one = self.frames.tables[table]
        keys = [names for names in keys_of(one.table) if all(name in one.fields for name in names)]
        alike = self.frames.rows_alike(table, [[col(name) for name in names] for names in keys], None)
        for names, rows in zip(keys, alike, strict=True):
            found = self.frames.fetched(table, ROW, rows, [ROW, *names])
            values = list(zip(*(found[name] for name in names), strict=True))
            first: dict[tuple[Any, ...], int] = {}
            again: dict[int, int] = {}
            for row, key in sorted(zip(found[ROW], values, strict=True)):
                if first.setdefault(key, row) != row:
                    again[row] = first[key]
            if again:
                one.repeats.add(names[-1] if len(names) == 1 else "")
                self._add(table, names[-1], "repeated-value", sorted(again), _repeated(names, again))

    def _asked(self, rules: Iterable[Rule]) -> Iterator[Asked]:
        """The conditions of all rules, as far as the tables that they are about are there."""
        for one in rules:
            for wrong in one.wrong(self.schemas):
                if wrong.table not in self.frames.tables:
                    continue
                if absent := self.frames.absent(wrong.table, wrong.condition):
                    self.not_asked.setdefault(one.code, set()).update(absent)
                else:
                    yield Asked(wrong.table, wrong.condition, partial(self._rule, one, wrong))

    def _suspects(self, rules: Iterable[Rule]) -> list[Suspected]:
        """What each rule that judges for itself suspects; the rows are yet to be found."""
        found: list[Suspected] = []
        for one in rules:
            for suspect in one.suspects(self.schemas):
                if suspect.table not in self.frames.tables:
                    continue
                if absent := self.frames.absent(suspect.table, suspect.condition, suspect.beside):
                    self.not_asked.setdefault(one.code, set()).update(absent)
                else:
                    found.append(Suspected(one, suspect, []))
        return found

    def _asked_of(self, suspects: Iterable[Suspected]) -> Iterator[Asked]:
        """The conditions of which it depends whether a row is suspect by itself."""
        for _, suspect, rows in suspects:
            if isinstance(suspect, Suspect):
                if suspect.condition is None:
                    rows.extend(range(self.frames.height(suspect.table)))
                else:
                    yield Asked(suspect.table, suspect.condition, rows.extend)

    def _answer(self, asked: Iterable[Asked]) -> None:
        """Find the rows of which conditions are true.

        Those of one table are asked together, because what rows name is then looked up once; but for those that cost
        more, which are asked of the rows of which the beginning of the condition is true.
        """
        alike: dict[tuple[str, str], list[tuple[Asked, Condition | None]]] = defaultdict(list)
        for one in asked:
            costs_more = self.frames.is_costly(one.table, one.condition)
            where = beginning(one.condition) if costs_more else None
            alike[one.table, f"{costs_more} {where}"].append((one, where))
        for table in self.frames.tables:
            self.step(table)
            for some in (found for (name, _), found in alike.items() if name == table):
                conditions = [one.condition for one, _ in some]
                for (one, _), rows in zip(some, self.frames.rows_where(table, conditions, some[0][1]), strict=True):
                    one.found(rows)

    def _together(self, suspects: Iterable[Suspected]) -> None:
        """Find the rows that are suspect together, and leave out those that a look at them clears."""
        alike: dict[tuple[str, str], list[tuple[Alike, list[int]]]] = defaultdict(list)
        for _, suspect, rows in suspects:
            if isinstance(suspect, Alike):
                alike[suspect.table, repr(suspect.condition)].append((suspect, rows))
        for (table, _), some in alike.items():
            found = self.frames.rows_alike(table, [suspect.values for suspect, _ in some], some[0][0].condition)
            for (_, rows), those in zip(some, found, strict=True):
                rows.extend(those)
        for _, suspect, rows in suspects:
            if suspect.narrowed is not None:
                rows[:] = self.frames.rows_picked(suspect.table, rows, suspect.narrowed)

    def _values(self, table: str) -> None:
        """Faults of the values of a table."""
        one, found = self.frames.tables[table], wrong_values(self.frames, table)
        one.known |= {
            name: {value for _, value in found.wrong.get(name, ())} for name in one.texts if name not in one.leading
        }
        for name, values in found.wrong.items():
            self._wrong_values(table, name, values)
        for name, numbers in found.lacking.items():
            self.broken[table][name].update(numbers)
            self._add(table, name, "missing-value", numbers, _lacking(one.fields[name]))
        for code, numbers in found.groups.items():
            self._add(table, "", code, numbers, _group(code))

    def _references(self, table: str) -> None:
        """References that lead nowhere."""
        one = self.frames.tables[table]
        for reference in one.table.references:
            if reference.field not in one.fields or reference.table not in self.frames.tables:
                continue
            values = dangling(self.frames, table, reference)
            # What is no identifier at all leads nowhere either, and has a fault of its own.
            left = dict(self._wrong_values(table, reference.field, values))
            self.broken[table][reference.field].update(left)
            self._add(table, reference.field, "unknown-record", sorted(left), _dangling(reference, left))
            # No rule should speak again of what leads nowhere.
            one.known.setdefault(reference.field, set()).update(value for _, value in values)

    def _wrong_values(self, table: str, name: str, values: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Faults of values of a column that are none; returns those that have no fault, with their rows."""
        one = self.frames.tables[table]
        faults = {value: one.fault_of(name, value) for value in {value for _, value in values}}
        rows: dict[str, list[int]] = defaultdict(list)
        for row, value in values:
            if (fault := faults[value]) is not None:
                rows[fault.code].append(row)
        for code, numbers in rows.items():
            self.broken[table][name].update(numbers)
            self._add(table, name, code, numbers, _wrong(name, dict(values), faults))
        return [(row, value) for row, value in values if faults[value] is None]

    def _rule(self, rule: Rule, wrong: Wrong, rows: list[int]) -> None:
        """Faults of a rule that says by a condition which rows are wrong."""
        say = rule.say
        assert say is not None
        self._add(wrong.table, "", rule.code, rows, lambda part, row: say(part, row, *wrong.about))

    def _add(self, table: str, column: str, code: str, rows: list[int], words: Words) -> None:
        if rows:
            self.kinds[table, column, code].append((rows, words))

    def _loaded(self, suspects: Iterable[Suspected]) -> Part:
        """The rows that have to be looked at: the first of each kind, and all that a rule has to judge."""
        shown: dict[str, set[int]] = defaultdict(set)
        for (table, *_), found in self.kinds.items():
            for rows, _ in found:
                shown[table].update(rows[: self.most])
        together: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
        for _, suspect, rows in suspects:
            together[suspect.table, suspect.beside].update(rows)
        part = Part(self.frames, self.broken)
        part.load(shown, together)
        return part

    def _worded(self, part: Part) -> Iterable[Finding]:
        """The kinds of faults that an engine told, the first of each in words."""
        for (table, column, code), found in self.kinds.items():
            severity, at = rule(code).severity, part.at[table]
            faults = [words(part, at[row]).under(code, severity) for rows, words in found for row in rows[: self.most]]
            rows = sorted(row + 1 for numbers, _ in found for row in numbers)
            yield Finding(table, column, code, severity, rows, sorted(faults)[: self.most])

    def _judged(self, part: Part, suspects: Sequence[Suspected]) -> Iterable[Finding]:
        """The kinds of faults that rules find for themselves among the rows they are asked about."""
        for one in dict.fromkeys(suspected.rule for suspected in suspects if suspected.rows):
            assert one.judge is not None
            part.ask(
                {s.suspect.table for s in suspects if s.rule is one},
                [(s.suspect.table, s.rows) for s in suspects if s.rule is one],
            )
            kinds: dict[str, list[Fault]] = defaultdict(list)
            for fault in one.judge(part):
                kinds[fault.row.table].append(fault.under(one.code, one.severity))
            for table, faults in kinds.items():
                faults.sort()
                rows = [fault.span.line for fault in faults]
                yield Finding(table, "", one.code, one.severity, rows, faults[: self.most])


def _wrong(name: str, values: Mapping[int, str], faults: Mapping[str, WrongValue | None]) -> Words:
    def say(part: Part, row: Row) -> Fault:
        wrong = faults[values[row.place[0]]]  # type: ignore[index]
        assert wrong is not None
        return row.fault(name, wrong.message, wrong.help, wrong.suggestions)

    return say


def _lacking(field: Field) -> Words:
    return lambda part, row: row.fault(field.name, *lacking(field))


def _dangling(reference: Reference, values: Mapping[int, str]) -> Words:
    def say(part: Part, row: Row) -> Fault:
        retired = {old["id"]: old["replaced_by"] for old in part.rows("retired_ids")}
        return dangling_reference(row, values[row.place[0]], reference, part, retired)  # type: ignore[index]

    return say


def _group(code: str) -> Words:
    def say(part: Part, row: Row) -> Fault:
        return next(fault for fault in groups(row, part.schemas.tables[row.table]) if fault.code == code)

    return say


def _repeated(names: Sequence[str], first: Mapping[int, int]) -> Words:
    def say(part: Part, row: Row) -> Fault:
        key = shown(" ".join(str(row[name]) for name in names))
        message = f"{' and '.join(names)} '{key}' is given again, first in row {first[row.place[0]] + 1}"  # type: ignore[index]
        return row.fault(names[-1], message, "Give one of the two another, or merge the records")

    return say
