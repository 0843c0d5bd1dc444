"""Waivers: a warning that does not apply to a record is put aside in dataset/waivers.csv, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault
from onrecord_build.nearest import near
from onrecord_build.records import Row

CODE = "idle-waiver"
Key = tuple[str | None, str | None]  # rule and record


def without_waived(
    faults: Sequence[Fault], dataset: Dataset, asked: Callable[[Key], bool] = lambda key: True
) -> Iterator[Fault]:
    """The faults that are not waived, and one for each waiver that waives nothing, of those that were `asked` about."""
    waivers = {(row["rule"], row["record"]): row for row in dataset.rows("waivers")}
    used = set()
    for fault in faults:
        key = (fault.code, fault.record)
        if fault.severity == "warning" and key in waivers:
            used.add(key)
        else:
            yield fault
    if dataset.records.unread:  # what a file that could not be read would be warned of is not known
        return
    for key, row in waivers.items():
        if key not in used and not row.broken and asked(key):
            yield _idle(row)


def idle(fault: Fault) -> bool:
    """Whether the fault is a waiver that has done its service and can go."""
    return fault.code == CODE and fault.column == "record"


def _idle(row: Row) -> Fault:
    from onrecord_build.rules import RULES, rule

    code = row["rule"]
    if code not in RULES:
        message = f"there is no rule '{code}'"
        return row.fault("rule", message, "List the rules: onrecord rule", near(code, RULES), code=CODE)
    if rule(code).severity != "warning":
        message = f"'{code}' is an error, and only a warning can be waived"
        return row.fault("rule", message, f"Mend the record; see: onrecord rule {code}", code=CODE)
    message = f"'{row['record']}' no longer breaks '{code}'"
    return row.fault("record", message, "Take the waiver out, or run: onrecord fix", code=CODE)
