"""One table as a frame: its values of their kind, and which values are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals as nw
import pyarrow as pa

from onrecord.normal_form import normalise
from onrecord_build.schema import Field, Schemas, Table
from onrecord_build.tables.columns import as_items, is_mapped, judged, typed, wrong
from onrecord_build.tables.engines import ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.normal import ODD
from onrecord_build.values import Typist, Wrong

Frame = nw.LazyFrame[Any]

KINDS: dict[str, Any] = {"boolean": nw.Boolean(), "integer": nw.Int64(), "number": nw.Float64(), "date": nw.Date()}
MANY = 100  # different values that are wrong, above which to look for them takes longer than to ask again
STANDS_FOR = ("earliest", "latest", "joined")  # parts of a value that is judged by itself
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
        #: What is known to be wrong, by column, once all values were looked at: nothing then has to be asked twice.
        self.known: dict[str, set[str]] = {}

    def _text(self, name: str) -> nw.Expr:
        """A column as text; where there is nothing but quotation marks or brackets, there is nothing."""
        text = nw.col(name).cast(nw.String)
        given = (text != "") & (text != "[]") if self.fields[name].type == "list" else text != ""
        return nw.when(given).then(text).alias(name)

    def judged(self, parts: Iterable[tuple[str, str]]) -> Frame:
        """The rows, with what is asked for of those of their values that are judged one by one."""
        asked = {name for name, part in parts if part in STANDS_FOR or (part == "" and self._is_day(name))}
        frame = self.raw
        for name in sorted(asked & {field.name for field in self.mapped}):
            verdicts = self.engine.small(self._verdicts(self.fields[name]))
            frame = frame.join(verdicts, left_on=name, right_on=f"{name}__value", how="left")
        return frame

    def _is_day(self, name: str) -> bool:
        return name in self.texts and self.texts[name].type == "date"

    def odd_forms(self, name: str) -> pa.Table:
        """The texts of a column of whose normal form only Python is sure, and that form."""
        if name not in self.odd:
            odd = self.raw.filter(nw.col(name).str.contains(ODD)).select(name).unique(name)
            texts = self.engine.collect(odd)[name]
            kinds = pa.schema([("odd", pa.string()), ("even", pa.string())])
            self.odd[name] = pa.table([texts, [*map(normalise, texts)]], schema=kinds)
        return self.odd[name]

    def _verdicts(self, field: Field) -> pa.Table:
        if field.name not in self.verdicts:
            found = judged(self.values(field.name), field, self.typist)
            self.verdicts[field.name] = found.rename_columns([f"{field.name}__{part}" for part in found.column_names])
        return self.verdicts[field.name]

    def values(self, column: str) -> list[str]:
        """The different values of a column."""
        found = self.engine.collect(self.raw.select(column).drop_nulls().unique(column))
        return sorted(found[column])

    def is_wrong(self, field: Field) -> nw.Expr:
        """True of a value that is not one of its column."""
        if field in self.mapped:
            told = self._verdicts(field).to_pydict()
            right = zip(told[f"{field.name}__value"], told[f"{field.name}__right"], strict=True)
            broken = [value for value, is_right in right if not is_right]
            return nw.col(field.name).is_in(broken) if broken else nw.lit(False) & nw.col(field.name).is_null()
        if field.name in self.leading or (field.name in self.known and len(self.known[field.name]) < MANY):
            return nw.col(field.name).is_in(sorted(self.known[field.name]))
        return wrong(field)

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

    def part(self, name: str, part: str) -> nw.Expr:
        """A value of its kind, or a bound of it, or whether there is one, or whether it is certainly missing."""
        field = self.fields.get(name)
        if field is None:
            absent = self.table.named[name]
            if part in ("given", "lacks"):
                return nw.lit(part == "lacks" and not absent.required)
            return _nothing(absent, part)
        if part == "lacks":
            return nw.lit(False) if field.required else nw.col(name).is_null()
        if part in STANDS_FOR:
            return nw.col(f"{name}__{part}")
        is_text, value = name in self.texts and name not in self.leading, nw.col(name)
        is_right = name not in self.texts or self.known.get(name) == set()
        if part == "given":
            return ~value.is_null() if is_right else ~value.is_null() & ~self.is_wrong(field)
        if field.type == "date" and name in self.texts:
            return nw.col(f"{name}__earliest")
        value = typed(field) if is_text else value
        return value if is_right else nw.when(~self.is_wrong(field)).then(value)


def _nothing(field: Field, part: str) -> nw.Expr:
    """Null, of the type of a column."""
    kind = "date" if part in ("earliest", "latest") else field.type
    return nw.lit(None, dtype=KINDS.get(kind, nw.String()))
