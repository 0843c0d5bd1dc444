"""The engines that tables are checked on: each opens files as frames of narwhals, and does what those cannot."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.errors import OnRecordError
from onrecord.extras import needed_for
from onrecord_build.tables.files import TableFile
from onrecord_build.tables.unreadable import refuse_empty, unreadable

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

ROW = "_row"  # the number of a row in its file, or through the parts of its table, from 0
ITEMS = "\x1f"  # between the items of a list


class Engine(ABC):
    """One engine, for as long as a check takes."""

    name: ClassVar[str]
    #: What the engine raises, of which not all need be exceptions of Python.
    raises: ClassVar[tuple[type[BaseException], ...]] = (Exception,)

    @abstractmethod
    def scan(self, file: TableFile) -> nw.LazyFrame[Any]:
        """The rows of a file with their numbers. A column of lists comes as text, its items with ITEMS between them.

        Of a table in parts, rows are counted through them, and the values that folders name come as text.
        """

    @abstractmethod
    def small(self, table: pa.Table) -> nw.LazyFrame[Any]:
        """A frame of values that are at hand."""

    @abstractmethod
    def alike(self, frame: nw.LazyFrame[Any], columns: Sequence[Sequence[str]]) -> list[list[int]]:
        """For each of some columns: the rows that have these values in common with another, and maybe a few others."""

    def collect(self, frame: nw.LazyFrame[Any]) -> dict[str, list[Any]]:
        """The columns of a frame in Python."""
        return frame.collect("pyarrow").to_dict(as_series=False)

    def read(self, file: TableFile) -> None:
        """Read every value of a file, for nothing but to see that it can be read."""
        import narwhals as nw

        self.collect(self.scan(file).select(nw.all().max()))

    def close(self) -> None:  # noqa: B027 (most hold nothing)
        """Let go of what the engine holds."""


def open_engine(name: str) -> Engine:
    """An engine by name; raises OnRecordError where what it needs is not installed."""
    with needed_for(f"--engine {name}", name):
        module = importlib.import_module(f"onrecord_build.tables.engines.on_{name}")
    engine: Engine = module.open()
    return engine


@contextmanager
def readable(engine: Engine, files: Collection[TableFile]) -> Iterator[None]:
    """Ask an engine about files inside it; raises OnRecordError, naming the file, where one cannot be read.

    Which file it is, few engines tell, least of all of a question about many: so each is read alone.
    """
    alone = [one for file in files for one in file.files()]
    for file in alone:
        refuse_empty(file)
    try:
        yield
    except OnRecordError:
        raise
    except engine.raises as error:
        for file in alone:
            try:
                engine.read(file)
            except engine.raises as said:
                raise unreadable(file, engine.name, said) from None
        raise error
