"""Tables as frames in which rules can be asked: rows with what they name, what names them, and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from onrecord_build.conditions.in_frames import InFrames, columns, joined, namings
from onrecord_build.conditions.language import Condition, Narrowed, Some, Value
from onrecord_build.dataset import LABELS
from onrecord_build.progress import Step, silent
from onrecord_build.schema import Reference, Schemas
from onrecord_build.tables.engines import ROW, Engine
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.normal import normal
from onrecord_build.tables.table_frame import Frame, TableFrame

Path = tuple[str, ...]
Needs = Iterable[tuple[Path, str]]  # paths, and which part of each

MOST_COMPARED = 50_000_000  # values, of rows that are compared with one another at a time
FEW = 1 / 8  # of the rows of another table, below which it is worth while to leave out first what no row is about


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
        asked = sorted(needs)
        frame = self.prepared(reference.table, [*asked, ((reference.key,), "")])
        if reference.key in self.tables[reference.table].repeats:
            last = frame.group_by(reference.key).agg(nw.col(ROW).max())
            frame = frame.join(last, on=[reference.key, ROW], how="semi")
        if among is not None:
            frame = frame.join(among, left_on=reference.key, right_on="wanted", how="semi")
        return frame.drop_nulls([reference.key]).select(
            nw.col(reference.key).alias(f"{column}__key"),
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
