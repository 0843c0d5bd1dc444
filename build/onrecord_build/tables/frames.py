"""Tables as frames in which rules can be asked: values of their kind, and what comes with references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from onrecord.normal_form import normalise
from onrecord_build.conditions.in_frames import InFrames, columns, joined, namings
from onrecord_build.conditions.language import Condition, Narrowed, Some, Value
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
MANY = 100  # different values that are wrong, above which to look for them takes longer than to ask again
MOST_COMPARED = 50_000_000  # values, of rows that are compared with one another at a time
FEW = 1 / 8  # of the rows of another table, below which it is worth while to leave out first what no row is about
STANDS_FOR = ("earliest", "latest", "joined")  # parts of a value that is judged by itself
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
            judged = self._verdicts(field).to_pydict()
            right = zip(judged[f"{field.name}__value"], judged[f"{field.name}__right"], strict=True)
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
        self.heights: dict[str, int] = {}
        for one in self.tables.values():
            one.leading = {r.field for r in one.table.references if r.field in one.texts and r.table in self.tables}
            one.known = {name: set() for name in one.leading}

    def absent(self, table: str, condition: Condition | None, beside: Iterable[str] = ()) -> set[str]:
        """The tables that are not there and that a condition is about, or a rule looks into beside."""
        asked = {table, *self._others(table, condition), *beside}
        return {other for other in asked if other not in self.tables and not self.is_empty(other)}

    def height(self, table: str) -> int:
        """The number of rows."""
        if table not in self.heights:
            self.heights[table] = self.engine.collect(self.tables[table].raw.select(nw.len().alias("n")))["n"][0]
        return self.heights[table]

    def _few(self, frame: Frame, column: str, table: str, other: str, *, few: bool) -> Frame | None:
        """What the rows of a frame have in a column that leads to another table, if that is much longer."""
        if few or self.height(table) < self.height(other) * FEW:
            return frame.select(nw.col(column).alias("wanted")).drop_nulls().unique()
        return None

    def is_empty(self, table: str) -> bool:
        """Whether a table that is not there holds nothing: lists that are kept beside the matter need not be kept."""
        return table not in self.tables and not self.schemas.tables[table].substantive

    def _others(self, table: str, condition: Condition | None) -> Iterable[str]:
        for path, _ in columns(condition):
            at = table
            for step in path[:-1]:
                at = self.reference(at, step).table
                yield at
        for some, _ in namings(condition):
            yield some.table
            yield from self._others(some.table, some.where)

    def reference(self, table: str, column: str) -> Reference:
        return next(r for r in self.schemas.tables[table].references if r.field == column)

    def needs(self, table: str, condition: Condition | None) -> Iterable[tuple[Path, str]]:
        """What the rows of a table have to have for a condition."""
        yield from columns(condition)
        if any(some.of is None for some, _ in namings(condition)):
            yield (self.schemas.tables[table].key[0],), ""

    def is_costly(self, table: str, condition: Condition) -> bool:
        """Whether a condition is about the rows that name the one at hand, or a text of a record that it names."""
        return any(namings(condition)) or any(self._is_far_text(table, *need) for need in columns(condition))

    def _is_far_text(self, table: str, path: Path, part: str) -> bool:
        for step in path[:-1]:
            table = self.reference(table, step).table
        field = self.schemas.tables[table].named[path[-1]]
        is_text = field.type == "string" and field.codes is None and field.pattern is None and not field.edtf
        return len(path) > 1 and part in ("", "normal") and is_text

    def rows_where(self, table: str, conditions: Sequence[Condition], where: Condition | None) -> list[list[int]]:
        """The numbers of the rows of which each condition is true, among those of which `where` is.

        That is about the rows themselves; what they name, and what names them, is then asked of those alone.
        """
        frame = self.prepared(table, [need for one in conditions for need in self.needs(table, one)], where=where)
        asking = [some for one in conditions for some in namings(one)]
        frame = self.with_namings(frame, table, asking, few=where is not None)
        names = [f"rule__{number}" for number in range(len(conditions))]
        asked = dict(zip(names, map(self.translation.true, conditions), strict=True))
        frame = frame.select(ROW, **asked).filter(nw.any_horizontal(*map(nw.col, names), ignore_nulls=True))
        found = self.engine.collect(frame)
        return [sorted(row for row, is_true in zip(found[ROW], found[name], strict=True) if is_true) for name in names]

    def prepared(
        self,
        table: str,
        needs: Needs,
        where: Condition | None = None,
    ) -> Frame:
        """The rows of a table with what conditions need of them, and of the records that they name.

        `where` is about the rows themselves, and leaves out those of which it is not true.
        """
        needs = [*needs, *columns(where)]
        own, far, forms = set[tuple[str, str]](), defaultdict[str, set[tuple[tuple[str, ...], str]]](set), set[Path]()
        for path, part in needs:
            if part == "normal":
                forms.add(path)
                part = ""
            own.add((path[0], part if len(path) == 1 else ""))
            if len(path) > 1:
                far[path[0]].add((path[1:], part))
        one = self.tables[table]
        parts = [one.part(name, part).alias(joined((name,), part)) for name, part in sorted(own)]
        frame = one.judged(own).select(ROW, *parts)
        if where is not None:
            frame = frame.filter(self.translation.true(where))
        own_rows = frame
        for column, inner in sorted(far.items()):
            among = self._few(own_rows, column, table, self.reference(table, column).table, few=where is not None)
            named = self.named(table, column, inner, among)
            frame = frame.join(named, left_on=column, right_on=f"{column}__key", how="left")
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

    def named(self, table: str, column: str, needs: Needs, among: Frame | None) -> Frame:
        """What a column of a table refers to: a row for each record, with its key, and the columns asked for.

        Where few records are wanted, the others are left out first.
        """
        reference = self.reference(table, column)
        asked = sorted(need for need in needs if need[0] != (THERE,))
        frame = self.prepared(reference.table, [*asked, ((reference.key,), "")])
        if reference.key in self.tables[reference.table].repeats:
            last = frame.group_by(reference.key).agg(nw.col(ROW).max())
            frame = frame.join(last, on=[reference.key, ROW], how="semi")
        if among is not None:
            frame = frame.join(among, left_on=reference.key, right_on="wanted", how="semi")
        return frame.drop_nulls([reference.key]).select(
            nw.col(reference.key).alias(f"{column}__key"),
            nw.lit(True).alias(joined((column, THERE))),
            *(nw.col(joined(path, part)).alias(joined((column, *path), part)) for path, part in asked),
        )

    def with_namings(self, frame: Frame, table: str, asked: Iterable[tuple[Some, bool]], *, few: bool = False) -> Frame:
        """A frame that says of each of its rows what `namings` finds: whether rows that name it are there.

        One join tells of all that is asked of the rows that name by the same column, however many conditions ask it.
        Where the rows of the frame are few, those of the others are first left out that name none of them.
        """
        own_rows = frame
        groups: dict[tuple[str, str, Path], dict[str, tuple[Some, bool]]] = defaultdict(dict)
        for some, surely in asked:
            of = some.of.path if some.of else (self.schemas.tables[table].key[0],)
            groups[some.table, some.by, of][self.translation.named(some, surely)] = (some, surely)
        for (other, by, of), columns_of in sorted(groups.items()):
            if self.is_empty(other):
                frame = frame.with_columns(nw.lit(False).alias(name) for name in columns_of)
            else:
                right = f"{other}__{by}__named"
                among = self._few(own_rows, joined(of), table, other, few=few)
                naming = self._naming(other, by, columns_of, among).rename({"named": right})
                frame = frame.join(naming, left_on=joined(of), right_on=right, how="left")
            known = ~nw.col(joined(of)).is_null()
            frame = frame.with_columns(
                (nw.col(name).fill_null(False) if surely else nw.col(name).fill_null(False) | ~known).alias(name)
                for name, (_, surely) in columns_of.items()
            )
        return frame

    def _naming(self, table: str, by: str, asked: Mapping[str, tuple[Some, bool]], among: Frame | None) -> Frame:
        """What rows of a table name, and whether one of them counts, or may count, for each condition."""
        needs = [((by,), ""), *(need for some, _ in asked.values() for need in columns(some.where))]
        flags = [self._counts(some.where, surely).alias(name) for name, (some, surely) in asked.items()]
        frame = self.prepared(table, needs).drop_nulls([by]).select(nw.col(by).alias("named"), *flags)
        if among is not None:
            frame = frame.join(among, left_on="named", right_on="wanted", how="semi")
        counting = frame.filter(nw.any_horizontal(*map(nw.col, asked), ignore_nulls=False))
        return counting.group_by("named").agg(*(nw.col(name).any() for name in asked))

    def _counts(self, where: Condition | None, surely: bool) -> nw.Expr:
        if where is None:
            return nw.lit(True)
        found = self.translation.true(where if surely else ~where).fill_null(False)
        return found if surely else ~found

    def rows_alike(self, table: str, values: Sequence[Sequence[Value]], condition: Condition | None) -> list[list[int]]:
        """For each of some values: the rows that have them in common with another one, and maybe a few others.

        Only rows count of which a condition is true.
        """
        needs = [*self.needs(table, condition), *(need for some in values for value in some for need in columns(value))]
        frame = self.prepared(table, needs)
        if condition is not None:
            frame = self.with_namings(frame, table, namings(condition)).filter(self.translation.true(condition))
        different = {repr(value): value for some in values for value in some}
        named = {key: f"same__{number}" for number, key in enumerate(different)}
        frame = frame.select(ROW, *(self.translation.value(different[key]).alias(n) for key, n in named.items()))
        names = [[named[repr(value)] for value in some] for some in values]
        # What is compared takes eight bytes a row.
        together = max(1, MOST_COMPARED // max(1, self.height(table)))
        return [
            rows
            for start in range(0, len(names), together)
            for rows in self.engine.alike(frame, names[start : start + together])
        ]

    def rows_picked(self, table: str, rows: Sequence[int], narrowed: Narrowed) -> list[int]:
        """Those of some rows that Python picks by a few of their columns."""
        one = self.tables[table]
        names = [name for name in narrowed.columns if name in one.fields]
        found = self.fetched(table, ROW, rows, [ROW, *names])
        nothing = [None] * len(found[ROW])
        columns = [one.as_typed(n, found[n]) if n in found else nothing for n in narrowed.columns]
        return sorted({found[ROW][place] for place in narrowed.pick(*columns)})

    def fetched(self, table: str, column: str, values: Sequence[Any], columns: Sequence[str]) -> dict[str, list[Any]]:
        """Columns of the rows of which one column has one of these values, as they are."""
        if not values:
            return {name: [] for name in columns}
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


def _nothing(field: Field, part: str) -> nw.Expr:
    """Null, of the type of a column."""
    kind = "date" if part in ("earliest", "latest") else field.type
    return nw.lit(None, dtype=KINDS.get(kind, nw.String()))
