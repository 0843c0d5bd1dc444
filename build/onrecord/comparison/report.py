"""What `onrecord diff` prints: text for people, JSON for programs, Markdown for the change log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from onrecord.comparison import Count, Difference
from onrecord.comparison.records import RETIRED, RecordChange
from onrecord.comparison.schemas import SchemaChange
from onrecord.comparison.version import is_version, least_version
from onrecord.markdown import cell, cells, excerpts, line, table

VERSION = 1
PACKAGE = ("title", "description", "keywords", "contributors", "homepage")  # likewise of the package
MOST = 40  # lines of one kind; the counts are of all
DETAILS = ("title", "description", "vocabulary", "derived")  # of columns, which are counted and not listed
WHY_NOT = "nothing says why"
KINDS = ("added", "changed", "merged", "withdrawn", "removed", "vanished")


def as_json(difference: Difference) -> str:
    """A JSON document: version (of this form: 1), old, new, step, least_version, refusal, counts, schema, records."""
    document = {
        "version": VERSION,
        "old": difference.old,
        "new": difference.new,
        "step": difference.step,
        "least_version": least_version(difference.old, difference.step) if is_version(difference.old) else None,
        "refusal": difference.refusal,
        "counts": {name: count._asdict() for name, count in difference.counts.items()},
        "schema": [change._asdict() for change in difference.schema],
        "records": [change._asdict() for change in difference.records],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_text(difference: Difference) -> str:
    """The sentences, the counts, and every value of a record that somebody changed."""
    lines = [f"On Record {difference.old} → {difference.new}", ""]
    told = [f"  {place}: {what}" for place, what in _schema(difference.schema)]
    lines += ["Tables and columns:", *_cut(told), ""] if told else []
    counts = [f"  {line(name):22}{_counted(count)}" for name, count in difference.counts.items() if any(count[2:])]
    lines += ["Records:", *counts, ""] if counts else []
    gone = [_line(c) for c in _gone(difference)]
    lines += ["Gone:", *_cut(gone), ""] if gone else []
    values = [_line(c) for c in _authored(difference)]
    lines += ["Changed:", *_cut(values), ""] if values else []
    return "\n".join([*lines, _verdict(difference), ""])


def as_markdown(difference: Difference) -> str:
    """The data part of an entry of the change log."""
    lines = [f"From {difference.old}. {_verdict(difference)}", ""]
    told = [f"- {cell(place)}: {what}" for place, what in _schema(difference.schema)]
    lines += [*_cut(told), ""] if told else []
    counts = [(name.replace("_", " "), count.after, *_numbers(count)) for name, count in difference.counts.items()]
    if any(any(count[2:]) for count in difference.counts.values()):
        shown = [at for at, kind in enumerate(KINDS) if any(getattr(c, kind) for c in difference.counts.values())]
        head = ("Table", "Rows", *(KINDS[at].capitalize() for at in shown))
        lines += [
            *table(head, [(n, rows, *(numbers[at] for at in shown)) for n, rows, *numbers in counts], range(1, 8)),
            "",
        ]
    gone = [
        f"- {cell(c.record)} {c.kind}{f' into {cell(c.after)}' if c.after else ''}: {line(c.reason or WHY_NOT)}"
        for c in _gone(difference)
    ]
    lines += [*_cut(gone), ""] if gone else []
    values = list(_authored(difference))
    if values:
        rows = [
            (cell(c.record), c.field, *cells(c.before, c.after), " ".join((c.reason or "").split())) for c in values
        ]
        more = [("…", f"{len(rows) - MOST} more", "", "", "")] if len(rows) > MOST else []
        lines += [*table(("Record", "Field", "Before", "After", "Reason"), [*rows[:MOST], *more]), ""]
    return "\n".join(lines)


def _verdict(difference: Difference) -> str:
    if difference.step == "none":
        return "Nothing that a release holds changed."
    least = f": version {least_version(difference.old, difference.step)} or later" if is_version(difference.old) else ""
    return f"By the Data Package recipe this is a {difference.step} change{least}."


def _schema(changes: Iterable[SchemaChange]) -> Iterator[tuple[str, str]]:
    """A line for each table and what happened there, so that ten columns added are one line and not ten."""
    groups: dict[tuple[str, str], list[SchemaChange]] = {}
    for change in changes:
        own = "described otherwise" if _is_detail(change) else change.what
        groups.setdefault((change.table, own), []).append(change)
    for (name, what), group in groups.items():
        columns = [change.column for change in group if change.column]
        if what in ("column added", "column removed"):
            yield name, f"column{'s' * (len(columns) != 1)} {what.split()[1]}: {', '.join(columns)}"
        elif what == "described otherwise":
            places = dict.fromkeys(change.column or change.what for change in group)
            yield name or "package", f"{what}: {', '.join(places)}"
        else:
            for change in group:
                place = ".".join(part for part in (name, change.column) if part) or "package"
                yield place, f"{what}{_from_to(change)}"


def _is_detail(change: SchemaChange) -> bool:
    """Whether it is told only where it is, and not what it was and became."""
    return change.what in DETAILS or (not change.table and change.what in PACKAGE)


def _from_to(change: SchemaChange) -> str:
    if change.before is None and change.after is None:
        return ""
    if change.before is None or change.after is None:
        return f": {line(change.before or change.after or '')}"
    return f": {line(change.before)} → {line(change.after)}"


def _numbers(count: Count) -> list[int]:
    return [getattr(count, kind) for kind in KINDS]


def _counted(count: Count) -> str:
    numbers = [f"{number} {kind}" for kind, number in zip(KINDS, _numbers(count), strict=True) if number]
    return f"{', '.join(numbers)}; {count.after} in all"


def _gone(difference: Difference) -> Iterator[RecordChange]:
    """The records that went; an identifier that is no more among those given up came back, and is told as added."""
    kinds = ("merged", "withdrawn", "vanished")
    return (c for c in difference.records if c.kind in kinds and c.table != RETIRED)


def _authored(difference: Difference) -> Iterator[RecordChange]:
    """The values that somebody changed; those that follow from others are counted only."""
    return (c for c in difference.records if c.kind in ("changed", "removed") and not c.derived)


def _line(change: RecordChange) -> str:
    reason = f"  ({line(change.reason)})" if change.reason else ""
    record = line(change.record)
    if not change.field:
        into = f" into {line(change.after)}" if change.after else ""
        return f"  {record}  {change.kind}{into}{reason}"
    before, after = (f"`{text}`" if text else "empty" for text in excerpts(change.before, change.after))
    return f"  {record}  {change.field}: {before} → {after}{reason}"


def _cut(lines: Sequence[str]) -> list[str]:
    more = [f"  and {len(lines) - MOST} more: --format json has all"] if len(lines) > MOST else []
    return [*lines[:MOST], *more]
