"""What `onrecord verify` prints: text for people, JSON for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from onrecord.verification import FAULTS, STATUSES, Checked, Verification

VERSION = 1
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but the line feed
MOST = 20  # names in a list
MEANING = {
    "found": "stand where the record says",
    "moved": "stand at another place",
    "ambiguous": "stand at several places",
    "altered": "only similar words stand there",
    "not-found": "nothing like them stands there",
    "not-held": "there is no text of the source",
}
WHAT_TO_DO = {
    "moved": "The words are right. Where your text is the page as it was read, report the place; a copy that is laid "
    "out otherwise may count its paragraphs otherwise.",
    "ambiguous": "Report that the record needs a prefix or suffix that says which place is meant.",
    "altered": "Compare both with the page. Where it has the words of your text, report the record; pages also change.",
    "not-found": "Make sure that the file has the whole page, of this source; then report the record.",
}


def as_json(done: Verification) -> str:
    """A JSON document: version (of this form: 1), counts by status, checked, unmatched and unreadable files.

    Every row of `checked` has the columns of onrecord.verify(), null where there is nothing to say. Fields may be
    added; none is renamed or taken away without another version.
    """
    document = {
        "version": VERSION,
        "counts": _counts(done.checked),
        "checked": [row._asdict() for row in done.checked],
        "unmatched": done.unmatched,
        "unreadable": [problem._asdict() for problem in done.unreadable],
    }
    # A name of a file that is no text in the encoding of the system has a character that cannot be printed.
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def as_text(done: Verification) -> str:
    """Every quotation that is not as recorded, then counts, then files that said nothing."""
    blocks = [_block(row) for status in FAULTS for row in done.checked if row.status == status]
    counts = _counts(done.checked)
    blocks.append("\n".join(f"{status:10}{count:6}  {MEANING[status]}" for status, count in counts.items()))
    if counts["not-held"]:
        sources = {row.source for row in done.checked if row.status == "not-held"}
        blocks.append(f"No text of {_number(len(sources), 'source')}; which: onrecord verify --format json")
    if done.unreadable:
        lines = [f"  {p.file}: {p.reason}. {p.help}." for p in done.unreadable]
        blocks.append("\n".join([f"{_number(len(lines), 'file')} without a text that can be read:", *lines]))
    if done.unmatched:
        lines = [f"  {name}" for name in done.unmatched[:MOST]]
        if len(done.unmatched) > MOST:
            lines.append(f"  and {len(done.unmatched) - MOST} more; which: onrecord verify --format json")
        blocks.append(
            "\n".join(
                [
                    f"{_number(len(done.unmatched), 'file')} of no source. Where one is, call it by the source's "
                    'identifier, such as SOURCE_ID.html; onrecord.load("sources") lists them:',
                    *lines,
                ]
            )
        )
    return "\n\n".join(_printable(block) for block in blocks) + "\n"


def _block(row: Checked) -> str:
    where = ", ".join(filter(None, (row.file, row.place)))
    return (
        f"{row.status}  {row.evidence}  {row.record}  {row.source}\n"
        f"  in {where}\n"
        f"  {row.diff or ' '.join(row.words.split())}\n"
        f"  {WHAT_TO_DO[row.status]}"
    )


def _counts(checked: Sequence[Checked]) -> dict[str, int]:
    counts: Counter[Any] = Counter(row.status for row in checked)
    return {status: counts[status] for status in STATUSES}


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _printable(text: str) -> str:
    """A text that cannot steer the terminal that it is printed on."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
