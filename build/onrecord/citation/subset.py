"""From a subset of a release to the sources that it rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from onrecord.citation.columns import identifiers_in, keys, own_keys
from onrecord.citation.frames import frame_of, texts
from onrecord.errors import OnRecordError
from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

RETIRED = "retired_ids"
MOST = 50  # identifiers that a message names; nobody reads on


def sources_of(store: Store, of: object) -> set[str]:
    """The sources that identifiers, or the rows of a frame, rest on; raises OnRecordError where it cannot be said."""
    if isinstance(of, str):
        asked: set[str] | None = {of}
    elif isinstance(of, bytes):
        asked = None
    elif frame := frame_of(of):
        asked = identifiers_in(store.descriptor, frame)
    else:
        asked = texts(of)
    if asked is None:
        other = f"a {type(of).__name__}" + (" of something else" if hasattr(of, "__iter__") else "")
        raise OnRecordError(
            f"Only identifiers, or a frame that has some, can be cited; this is {other}. "
            'Run, for example: onrecord.cite(["st-…", "st-…"]) or onrecord.cite(onrecord.load("statements"))'
        )
    return _rest_on(store, asked) if asked else set()


def _rest_on(store: Store, asked: set[str]) -> set[str]:
    """The sources of records that are named."""
    import pyarrow.compute as pc

    held = {table: set(store.read(table)[column].to_pylist()) for table, column in own_keys(store.descriptor).items()}
    meant = asked
    left = meant.difference(*held.values())
    nested: set[str] = set()
    while names := {name for name in left if "/" in name}:
        stood_for, known = _stood_for(store, names)
        if not known:
            break
        nested |= known
        meant = meant | stood_for
        left = meant.difference(nested, *held.values())
    if left:
        raise OnRecordError(_unknown(store, left))
    found = {table: meant & identifiers for table, identifiers in held.items()}
    # A proposition is judged by the passages that show positions on it.
    shown: list[str] = []
    if "propositions" in found:
        positions = store.read("statement_positions")
        shown = positions.filter(_among(positions["proposition"], found["propositions"]))["evidence"].to_pylist()
    passages = store.read("evidence")
    bearing = _among(passages["evidence_id"], found["evidence"].union(shown))
    for column, table in RECORDS_WITH_EVIDENCE.items():
        bearing = pc.or_(bearing, _among(passages[column], found[table]))
    return found["sources"].union(passages.filter(bearing)["source"].to_pylist())


def _stood_for(store: Store, names: set[str]) -> tuple[set[str], set[str]]:
    """What records without identifier of their own rest on, as rows of their tables; and those that there are.

    Records of two tables can have a name in common: the first target of a statement and its first designation.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    stood_for: set[str] = set()
    known: set[str] = set()
    for table, key in keys(store.descriptor).items():
        if len(key) > 1:
            rows = store.read(table)
            called = pc.binary_join_element_wise(*(pc.cast(rows[column], pa.string()) for column in key), "/")
            if meant := {at: name for at, name in enumerate(called.to_pylist()) if name in names}:
                known.update(meant.values())
                frame = frame_of(rows.take(list(meant)))
                assert frame is not None  # an Arrow table is one
                stood_for |= identifiers_in(store.descriptor, frame)
    return stood_for, known


def _among(column: pa.ChunkedArray, values: Collection[str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.is_in(column, value_set=pa.array(sorted(values), column.type))


def _unknown(store: Store, wrong: Collection[str]) -> str:
    """Each identifier that cannot be cited, with what became of it or the nearest that there is."""
    from onrecord.records.resolution import resolve

    retired = set(store.read(RETIRED)["id"].to_pylist())
    told: list[str] = []
    instead: list[str | None] = []
    known: list[str] = []
    for name in sorted(wrong)[:MOST]:
        if name in retired:
            became = resolve(store, name)
            told.append(str(became))
            instead.append(became.current)
        else:
            known = known or _known(store)
            near = _nearest(name, known)
            told.append(f"there is no '{name}'" + (f"; the nearest is {near}" if near else ""))
            instead.append(near)
    listed = "\n  ".join(told)
    more = f"\n  and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
    named = ", ".join(f'"{name}"' for name in dict.fromkeys(instead) if name)
    return (
        f"On Record {store.descriptor['version']} cannot cite {len(wrong)} of what was asked for:\n  {listed}{more}\n"
    ) + (f"Instead: onrecord.cite([{named}])" if named else "Identifiers are in the tables: onrecord.tables()")


def _known(store: Store) -> list[str]:
    return [i for table, column in own_keys(store.descriptor).items() for i in store.read(table)[column].to_pylist()]


def _nearest(name: str, known: list[str]) -> str | None:
    import difflib

    begin, _, rest = name.partition("-")
    number = f"{begin}-{rest.partition('-')[0]}-"  # which tells more than the words behind it
    numbered = [i for i in known if rest and i.startswith(number)]
    alike = numbered or [i for i in known if i.startswith(f"{begin}-")] or known
    near = difflib.get_close_matches(name, alike, n=1, cutoff=0 if numbered else 0.6)
    return near[0] if near else None
