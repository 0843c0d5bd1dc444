"""The error of whoever needs records without faults, and gets some with."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.errors import OnRecordError
from onrecord_build.faults import Fault
from onrecord_build.reports import as_text


class InvalidDataset(OnRecordError):
    """The records have faults; `faults` lists all of them, in order of file, line and column."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(f"{as_text.report(self.faults)}Mend them, then run: onrecord check")
