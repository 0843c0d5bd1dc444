"""Tables as frames in which rules can be asked: values of their kind, and what comes with references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from onrecord.normal_form import normalise
from onrecord_build.conditions.in_frames import InFrames, columns, joined, plain_parts
from onrecord_build.conditions.language import Column, Condition, Either, Every, Not, Some, Value
from onrecord_build.dataset import LABELS
from onrecord_build.progress import Step, silent
from onrecord_build.schema import Field, Reference, Schemas, Table
from onrecord_build.tables.columns import as_items, is_mapped, judged, typed, wrong
from onrecord_build.tables.engines import ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.normal import ODD, normal
from onrecord_build.values import Typist, Wrong

Path = tuple[str, ...]
Needs = Iterable[tuple[Path, str]]  # paths, and which part of each
Frame = nw.LazyFrame[Any]

KINDS: dict[str, Any] = {"boolean": nw.Boolean(), "integer": nw.Int64(), "number": nw.Float64(), "date": nw.Date()}
THERE = "there"  # behind a reference: whether it leads to a record
NATIVE = {
    "boolean": lambda kind: kind == nw.Boolean,
    "integer": lambda kind: kind.is_integer(),
    "number": lambda kind: kind.is_numeric(),
    "date": lambda kind: kind == nw.Date,
}


class TableFrame:
    """One table: its rows as text or values of their kind, and which values are none."""

    def __init__(self, engine: Engine, file: TableFile, table: Table, schemas: Schemas) -> None:
        self.engine = engine
        self.file = file
        self.table = table
        self.typist = Typist(table, schemas)
        scanned = engine.scan(file)
        kinds = scanned.collect_schema()
        self.columns = [name for name in kinds if name != ROW]
        self.fields = {f.name: f for f in table.fields if f.name in kinds}
        self.leading: set[str] = set()  # columns whose values are right if they lead to a record, which is asked anyway
        #: The columns of text, whose values have to be looked at; the others have a type that says it all.
        self.texts = {n: f for n, f in self.fields.items() if f.type not in NATIVE or not NATIVE[f.type](kinds[n])}
        # A list that is computed can be empty, where every row has to have one.
        self.required = [n for n, f in self.fields.items() if f.required and not (f.derived and f.type == "list")]
        self.mapped = [f for f in self.texts.values() if is_mapped(f)]
        self.raw: Frame = scanned.select(ROW, *(self._text(n) if n in self.texts else n for n in self.fields))
        self.odd: dict[str, pa.Table] = {}
        self.verdicts: dict[str, pa.Table] = {}
        self.repeats: set[str] = set()  # columns of which a value occurs twice

    def _text(self, name: str) -> nw.Expr:
        """A column as text; where there is nothing but quotation marks or brackets, there is nothing."""
        text = nw.col(name).cast(nw.String)
        given = (text != "") & (text != "[]") if self.fields[name].type == "list" else text != ""
        return nw.when(given).then(text).alias(name)

    def judged(self, names: Iterable[str]) -> Frame:
        """The rows, with verdicts on those of the columns whose different values are judged one by one."""
        frame = self.raw
        for field in self.mapped:
            if (name := field.name) in names:
                frame = frame.join(self._verdicts(field), left_on=name, right_on=f"{name}__value", how="left")
        return frame

    def odd_forms(self, name: str) -> pa.Table:
        """The texts of a column of whose normal form only Python is sure, and that form."""
        if name not in self.odd:
            odd = self.raw.filter(nw.col(name).str.contains(ODD)).select(name).unique(name)
            texts = self.engine.collect(odd)[name]
            kinds = pa.schema([("odd", pa.string()), ("even", pa.string())])
            self.odd[name] = pa.table([texts, [*map(normalise, texts)]], schema=kinds)
        return self.odd[name]

    def _verdicts(self, field: Field) -> Frame:
        if field.name not in self.verdicts:
            found = judged(self.values(field.name), field, self.typist)
            self.verdicts[field.name] = found.rename_columns([f"{field.name}__{part}" for part in found.column_names])
        return self.engine.small(self.verdicts[field.name])

    def values(self, column: str) -> list[str]:
        """The different values of a column."""
        found = self.engine.collect(self.raw.select(column).drop_nulls().unique(column))
        return sorted(found[column])

    def is_wrong(self, field: Field) -> nw.Expr:
        """True of a value that is not one of its column."""
        if field.name not in self.texts or field.name in self.leading:
            return nw.lit(False)
        return ~nw.col(f"{field.name}__right") if field in self.mapped else wrong(field)

    def fault_of(self, name: str, value: str) -> Wrong | None:
        """What is wrong with a value of a text column, if anything is."""
        field = self.fields[name]
        try:
            self.typist.typed(as_items(value, field) if field.type == "list" else value, field)
        except Wrong as wrong:
            return wrong
        return None

    def as_typed(self, name: str, values: list[Any]) -> list[Any]:
        """The values of a column as records have them, of what an engine has; None for what is none of the column."""
        field = self.fields[name]
        if name not in self.texts or (field.type == "string" and field.name not in self.verdicts):
            return values
        known: dict[str | None, Any] = {None: [] if field.type == "list" else None}
        for value in values:
            if value not in known:
                try:
                    known[value] = self.typist.typed(as_items(value, field) if field.type == "list" else value, field)
                except Wrong:
                    known[value] = None
        return [known[value] for value in values]

    def part(self, name: str, part: str, flagged: bool) -> nw.Expr:
        """A value of its kind, or a bound of it, or whether there is one, or whether it is certainly missing.

        Where a frame is flagged, what is wrong stands in columns of its own, and need not be looked at again.
        """
        field = self.fields.get(name)
        if field is None:
            absent = self.table.named[name]
            if part in ("given", "lacks"):
                return nw.lit(part == "lacks" and not absent.required)
            return _nothing(absent, part)
        if part == "lacks":
            return nw.lit(False) if field.required else nw.col(name).is_null()
        if part in ("earliest", "latest"):
            return nw.col(f"{name}__{part}")
        is_plain = name not in self.texts or name in self.leading
        right = nw.col(f"wrong__{name}").is_null() if flagged and not is_plain else ~self.is_wrong(field)
        if part == "given":
            return ~nw.col(name).is_null() if is_plain else ~nw.col(name).is_null() & right
        if field.type == "date" and name in self.texts:
            return nw.col(f"{name}__earliest")
        return nw.col(name) if is_plain else nw.when(right).then(typed(field))


class Frames:
    """All tables that were named, by name, and the rules asked of them."""

    def __init__(self, engine: Engine, files: Mapping[str, TableFile], schemas: Schemas, step: Step = silent) -> None:
        self.engine = engine
        self.schemas = schemas
        self.tables: dict[str, TableFrame] = {}
        for name, file in files.items():
            step(f"reading {file.path.name}")
            self.tables[name] = TableFrame(engine, file, schemas.tables[name], schemas)
        self.translation = InFrames()
        for one in self.tables.values():
            one.leading = {r.field for r in one.table.references if r.field in one.texts and r.table in self.tables}

    def absent(self, table: str, condition: Condition | None, beside: Iterable[str] = ()) -> set[str]:
        """The tables that are not there and that a condition is about, or a rule looks into beside."""
        asked = {table, *self._others(table, condition), *beside}
        return {other for other in asked if other not in self.tables and not self.is_empty(other)}

    def is_empty(self, table: str) -> bool:
        """Whether a table that is not there holds nothing: lists that are kept beside the matter need not be kept."""
        return table not in self.tables and not self.schemas.tables[table].substantive

    def _others(self, table: str, condition: Condition | None) -> Iterable[str]:
        for path, _ in columns(condition):
            at = table
            for step in path[:-1]:
                at = self.reference(at, step).table
                yield at
        for some in _somes(condition):
            yield some.table
            yield from self._others(some.table, some.where)

    def reference(self, table: str, column: str) -> Reference:
        return next(r for r in self.schemas.tables[table].references if r.field == column)

    def prepared(self, table: str, needs: Needs, flags: Mapping[str, nw.Expr] | None = None) -> Frame:
        """The rows of a table with what conditions need of them, and of the records that they name.

        `flags` are further columns, made of the rows as they are.
        """
        own, far, forms = set[tuple[str, str]](), defaultdict[str, set[tuple[tuple[str, ...], str]]](set), set[Path]()
        for path, part in needs:
            if part == "normal":
                forms.add(path)
                part = ""
            own.add((path[0], part if len(path) == 1 else ""))
            if len(path) > 1:
                far[path[0]].add((path[1:], part))
        one = self.tables[table]
        frame = one.judged(one.fields if flags is not None else {name for name, _ in own})
        if flags is not None:
            frame = frame.with_columns(**flags)
        parts = [one.part(n, part, flags is not None).alias(joined((n,), part)) for n, part in sorted(own)]
        frame = frame.select(ROW, *(flags or ()), *parts)
        for column, inner in sorted(far.items()):
            frame = frame.join(self.named(table, column, inner), left_on=column, right_on=f"{column}__key", how="left")
        for path in sorted(forms):
            frame = self._with_normal_form(frame, table, path)
        return frame

    def _with_normal_form(self, frame: Frame, table: str, path: Path) -> Frame:
        """A frame with the normal form of a text."""
        name, text = joined(path), nw.col(joined(path))
        for step in path[:-1]:
            table = self.reference(table, step).table
        form, one = normal(text), self.tables[table]
        if path[-1] in one.fields and (odd := one.odd_forms(path[-1])).num_rows:
            names = {"odd": f"{name}__odd", "even": f"{name}__even"}
            frame = frame.join(self.engine.small(odd).rename(names), left_on=name, right_on=names["odd"], how="left")
            even = nw.col(names["even"])
            form = nw.when(~even.is_null()).then(even).otherwise(form)
        return frame.with_columns(form.alias(joined(path, "normal")))

    def named(self, table: str, column: str, needs: Needs) -> Frame:
        """What a column of a table refers to: a row for each record, with its key, and the columns asked for."""
        reference = self.reference(table, column)
        asked = sorted(need for need in needs if need[0] != (THERE,))
        frame = self.prepared(reference.table, [*asked, ((reference.key,), "")])
        if reference.key in self.tables[reference.table].repeats:
            last = frame.group_by(reference.key).agg(nw.col(ROW).max())
            frame = frame.join(last, on=[reference.key, ROW], how="semi")
        return frame.drop_nulls([reference.key]).select(
            nw.col(reference.key).alias(f"{column}__key"),
            nw.lit(True).alias(joined((column, THERE))),
            *(nw.col(joined(path, part)).alias(joined((column, *path), part)) for path, part in asked),
        )

    def rows_where(self, table: str, condition: Condition | None) -> list[int]:
        """The numbers of the rows of which a condition is true."""
        if condition is None:
            return self.engine.collect(self.tables[table].raw.select(ROW))[ROW]
        key = self.schemas.tables[table].key[0]
        needed = {Column((key,)), *(s.of for s in _somes(condition) if s.of is not None)}
        needs = [*columns(condition), *(need for column in needed for need in columns(column))]
        left = self._narrowed(self.prepared(table, needs), condition, key)
        return [] if left is None else sorted(set(self.engine.collect(left.select(ROW))[ROW]))

    def rows_alike(self, table: str, values: Sequence[Value], condition: Condition | None) -> list[int]:
        """The numbers of the rows that have values in common with another one, and maybe of some others."""
        needs = [*columns(condition), *(need for value in values for need in columns(value))]
        frame = self.prepared(table, needs)
        if condition is not None:
            frame = frame.filter(self.translation.true(condition))
        names = [f"same__{number}" for number in range(len(values))]
        same = dict(zip(names, map(self.translation.value, values), strict=True))
        return self.engine.alike(frame.select(ROW, **same), names)

    def fetched(self, table: str, column: str, values: Sequence[Any], columns: Sequence[str]) -> dict[str, list[Any]]:
        """Columns of the rows of which one column has one of these values, as they are."""
        kind = pa.int64() if column == ROW else pa.string()
        wanted = self.engine.small(pa.table({"wanted": pa.array(values, kind)}))
        raw = self.tables[table].raw.select(*{column: None, **dict.fromkeys(columns)})
        return self.engine.collect(raw.join(wanted, left_on=column, right_on="wanted", how="semi").select(*columns))

    def labels(self, table: str, most: int) -> list[tuple[str, str]]:
        """The keys of the records of a table and what they are called, unless there are more than so many."""
        one = self.tables[table]
        key = one.table.key[0]
        names = [name for name in (key, *LABELS) if name in one.fields]
        found = self.engine.collect(one.raw.select(names).drop_nulls([key]).head(most + 1))
        if len(found[key]) > most:
            return []
        return [(row[0], next((label for label in row[1:] if label), "")) for row in zip(*found.values(), strict=True)]

    def _narrowed(self, frame: Frame, condition: Condition, key: str) -> Frame | None:
        """The rows of a frame of which a condition is true; None where there are none."""
        own, others = plain_parts(condition)
        if own:
            frame = frame.filter(self.translation.true(Every(tuple(own))))
        # Rows that have to be named are few, and what is left after them costs less to ask.
        for part in sorted(others, key=lambda part: isinstance(part, Not)):
            left = self._named_or_not(frame, part, key)
            if left is None:
                return None
            frame = left
        return frame

    def _named_or_not(self, frame: Frame, condition: Condition, key: str) -> Frame | None:
        """The rows of a frame of which a condition on the rows that name them is true; None where there are none."""
        match condition:
            case Some(table) if self.is_empty(table):
                return None
            case Not(Some(table)) if self.is_empty(table):
                return frame
            case Some():
                return self.engine.held(frame.join(self._naming(condition, True), **_on(condition, key), how="semi"))
            case Not(Some() as some):
                on = _on(some, key)
                return frame.drop_nulls([on["left_on"]]).join(self._naming(some, False), **on, how="anti")
        found = [self._narrowed(frame, part, key) for part in _alternatives(condition)]
        rows = [one.select(ROW) for one in found if one is not None]
        return frame.join(nw.concat(rows).unique(ROW), on=ROW, how="semi") if rows else None

    def _naming(self, some: Some, wanted: bool) -> Frame:
        """What rows name that count for a condition; not wanted: that may count."""
        needs = [*columns(some.where), ((some.by,), "")]
        frame = self.prepared(some.table, needs).drop_nulls([some.by])
        if some.where is not None:
            if wanted:
                frame = frame.filter(self.translation.true(some.where))
            else:
                frame = frame.filter(~self.translation.true(~some.where).fill_null(False))
        return frame.select(nw.col(some.by).alias("named"))


def _on(some: Some, key: str) -> dict[str, str]:
    return {"left_on": joined(some.of.path) if some.of else key, "right_on": "named"}


def _somes(condition: Condition | None) -> Iterable[Some]:
    match condition:
        case Some():
            yield condition
        case Every(parts) | Either(parts):
            for part in parts:
                yield from _somes(part)
        case Not(part):
            yield from _somes(part)


def _alternatives(condition: Condition) -> list[Condition]:
    """The conditions of which one has to be true."""
    match condition:
        case Either(parts):
            return list(parts)
        case Not(Every(parts)):
            return [~part for part in parts]
    raise TypeError(f"{condition!r} is no choice")


def _nothing(field: Field, part: str) -> nw.Expr:
    """Null, of the type of a column."""
    return nw.lit(None, dtype=KINDS["date"] if part else KINDS.get(field.type, nw.String()))
