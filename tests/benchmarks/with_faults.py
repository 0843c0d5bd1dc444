"""The twin of made-up tables: the same with faults of every kind in a share of their rows, and the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import polars as pl
from faulty import columns, keys, of_evidence, of_facts, of_lists, of_people, of_sources, of_statements
from faulty.twin import REGISTER, NoRoom, Places, Put, Registered, Twin, places

MODULES = (columns, keys, of_evidence, of_facts, of_lists, of_people, of_sources, of_statements)
CODES = sorted({registered.code for registered in REGISTER})
ALONE = sorted({registered.code for registered in REGISTER if registered.alone})


def with_faults(
    tables: dict[str, pl.DataFrame],
    share: float = 0.01,
    seed: int = 2,
    *,
    typed: bool = True,
    codes: list[str] | None = None,
    say: Callable[[str], object] = lambda line: None,
) -> tuple[dict[str, pl.DataFrame], list[Put]]:
    """The tables with faults in about that share of the rows of each, and at least one of each kind; and which.

    A fault brings others with it: what named a record whose identifier is wrong leads nowhere. Those are not listed.
    With `typed=False` columns of numbers, days and truth values hold wrong texts as well, as files of text can. `codes`
    is for faults of some kinds alone; those of ALONE are only put in when asked for, as others would hide them. In small
    tables there is no room for every kind: `say` is told, a line each, which were left out.
    """
    chosen = [r for r in REGISTER if _asked(r, codes) and not (typed and r.untyped)]
    chosen.sort(key=lambda r: (r.untyped, len(tables[r.table]), r.which is None))
    kinds = Counter(registered.table for registered in chosen)
    twin, put = Twin(tables, seed), list[Put]()
    for registered in chosen:
        count = max(1, round(share * len(tables[registered.table]) / kinds[registered.table]))
        count *= 2 if registered.pairs else 1
        where = _injected(twin, registered, count)
        put += [Put(registered.code, *place) for place in where]
        if not where:
            say(f"{registered.code} in {registered.table}: no room for it")
    return twin.tables, put


def _injected(twin: Twin, registered: Registered, count: int) -> Places:
    """Where faults of a kind went, of which there should be that many; nowhere, where there is no room."""
    rows = twin.choose(registered.table, registered.which, count, after=registered.after)
    if len(rows) <= registered.pairs:
        return []
    try:
        where = registered.inject(twin, rows)
    except NoRoom:
        return []
    return places(registered.table, where, rows) if isinstance(where, str) else where


def _asked(registered: Registered, codes: list[str] | None) -> bool:
    return not registered.alone if codes is None else registered.code in codes
