"""How far long work has come, on a terminal; nothing where the output goes to a file, a pipe or a CI log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[str], None]  # called before each piece of work, with what it is

AFTER = 0.5  # seconds: what is done sooner than that needs no bar


def silent(what: str) -> None:
    """A step that nobody is told of."""


@contextmanager
def progress(doing: str, total: int | None = None) -> Iterator[Step]:
    """Show on the error stream what is being done, and how much of it is left where `total` pieces are known.

    with progress("writing", 3) as step: step("csv/statements.csv")
    """
    if not sys.stderr.isatty():
        yield silent
        return
    from tqdm import tqdm

    with tqdm(total=total, desc=doing, leave=False, delay=AFTER, unit="", dynamic_ncols=True, file=sys.stderr) as bar:
        begun = False

        def step(what: str) -> None:
            nonlocal begun
            bar.set_postfix_str(what, refresh=not begun)
            if begun:  # what was begun before is done
                bar.update()
            begun = True

        yield step
