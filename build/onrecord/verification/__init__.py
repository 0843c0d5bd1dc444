"""Hold the quotations of the data against texts that a user has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.records.evidence_columns import RECORDS_WITH_EVIDENCE
from onrecord.store import Store
from onrecord.texts import PARAGRAPH, NotFound, Text
from onrecord.verification.alteration import alteration
from onrecord.verification.extract import undirected
from onrecord.verification.holdings import Held, Problem, read_holdings

if TYPE_CHECKING:
    import pandas as pd

STATUSES = ("found", "moved", "ambiguous", "altered", "not-found", "not-held")  # the best first
FAULTS = ("moved", "ambiguous", "altered", "not-found")


class Checked(NamedTuple):
    """What became of one quotation or designation."""

    evidence: str
    record: str
    source: str
    file: str | None
    status: str
    place: str | None
    diff: str | None
    words: str


class Verification(NamedTuple):
    """What became of all of them, and the files that said nothing about any."""

    checked: list[Checked]
    unmatched: list[str]
    unreadable: list[Problem]


class _Finding(NamedTuple):
    status: str
    place: str | None = None
    diff: str | None = None


def verify(store: Store, texts: str | Path) -> pd.DataFrame:
    """What `onrecord.verify` returns."""
    import pandas as pd

    done = verification(store, Path(texts))
    frame = pd.DataFrame(done.checked, columns=list(Checked._fields))
    frame["status"] = pd.Categorical(frame["status"], categories=list(STATUSES))
    frame.attrs["unmatched"] = done.unmatched
    frame.attrs["unreadable"] = {problem.file: f"{problem.reason}. {problem.help}" for problem in done.unreadable}
    return frame


def verification(store: Store, folder: Path) -> Verification:
    """Do what verify() does, and return it without pandas. Raises OnRecordError where verify() does."""
    tables = {name: store.read(name).to_pylist() for name in ("sources", "evidence", "designations")}
    texts, unmatched, unreadable = read_holdings(folder, tables["sources"])
    checked = []
    for row in tables["evidence"]:
        if row["exact"] is not None:
            record = next(row[column] for column in RECORDS_WITH_EVIDENCE if row[column] is not None)
            file, finding = _best((t.file, f) for t in texts.get(row["source"], []) for f in _quotation(row, t))
            checked.append(Checked(row["evidence_id"], record, row["source"], file, *finding, row["exact"]))
    sources = {row["evidence_id"]: row["source"] for row in tables["evidence"]}
    for row in tables["designations"]:
        source, words = sources[row["evidence"]], row["words"]
        file, finding = _best((t.file, f) for t in texts.get(source, []) for f in _designation(words, t))
        checked.append(Checked(row["evidence"], row["statement"], source, file, *finding, words))
    return Verification(checked, unmatched, unreadable)


def _best(findings: Iterable[tuple[str, _Finding]]) -> tuple[str | None, _Finding]:
    """The best finding; of several quotations altered, that with the least difference."""
    best: tuple[str | None, _Finding] = None, _Finding("not-held")
    for file, finding in findings:
        if _merit(finding) < _merit(best[1]):
            best = file, finding
        if finding.status == "found":
            break
    return best


def _merit(finding: _Finding) -> tuple[int, int]:
    return STATUSES.index(finding.status), len(finding.diff or "")


def _quotation(row: Mapping[str, Any], held: Held) -> Iterator[_Finding]:
    placed = held.archived is not None and row["start"] is not None
    if placed and held.archived:
        place = (row["start"], row["end"])
        if place in held.archived.places(row["exact"], place):
            yield _Finding("found", held.archived.label(place[0]))
            return
    exact, prefix, suffix = (undirected(row[column] or "") for column in ("exact", "prefix", "suffix"))
    for text in held.readings:
        everywhere = text.places(exact)
        # Where a place is recorded in this very text, no other is right.
        fitting = [] if placed else text.places(exact, _area(row["locator"], text), prefix, suffix)
        places = fitting or everywhere
        if len(places) == 1:
            yield _Finding("found" if fitting else "moved", _labels(text, places))
        elif places:
            yield _Finding("ambiguous", _labels(text, places))
        elif similar := alteration(exact, text):
            yield _Finding("altered", text.label(similar[0]), similar[1])
        else:
            yield _Finding("not-found")


def _designation(words: str, held: Held) -> Iterator[_Finding]:
    for text in held.readings:
        places = text.places(undirected(words))
        yield _Finding("found", text.label(places[0][0])) if places else _Finding("not-found")


def _area(locator: str | None, text: Text) -> tuple[int, int]:
    """Where a locator lets words stand: anywhere, where it is of another kind than 'paragraph N'."""
    try:
        return text.area(locator)
    except NotFound:
        return (0, 0) if PARAGRAPH.fullmatch(locator or "") else (0, len(text.normal))


def _labels(text: Text, places: Sequence[tuple[int, int]]) -> str:
    return "; ".join(dict.fromkeys(text.label(at) for at, _ in places))
