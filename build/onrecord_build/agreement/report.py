"""Say how far coders agree, from dataset/codings.csv alone, and what can and cannot be concluded from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.errors import OnRecordError
from onrecord_build.agreement.fields import BY_NAME
from onrecord_build.agreement.measure import LEVEL, RESAMPLES, SEED, Agreement, Confusion, measure
from onrecord_build.agreement.store import FILE
from onrecord_build.check import check
from onrecord_build.faults import shown
from onrecord_build.invalid import InvalidDataset
from onrecord_build.nearest import near
from onrecord_build.project import Project

NONE = "(none)"  # a coder found that no value can be given
FEW = 30
WIDE = 20  # more codes than this make a matrix that no line holds
DRAW = "Draw a sample: onrecord agreement draw NAME --to FOLDER"
METHOD = (
    "Agree: pairs of codings of a statement that are the same. Alpha: Krippendorff's alpha for nominal data; 1 is full "
    "agreement, 0 is what chance alone would give. An empty coding counts as a code, "
    f"{NONE}. Interval: {LEVEL} %, percentile bootstrap, {RESAMPLES:,} resamples of statements with the seed {SEED}."
)


def report(project: Project, name: str | None, form: str) -> str:
    """The report on a sample, or on all, as "text" or "json".

    Raises InvalidDataset where dataset/codings.csv has faults, OnRecordError where it has no such sample or, of the
    sample named, the codings of one coder only.
    """
    dataset, faults = check(project)
    if wrong := [fault for fault in faults if fault.path == FILE and fault.code != "not-canonical"]:
        raise InvalidDataset(wrong)
    samples = summarise(dataset.rows("codings"))
    if not samples:
        raise OnRecordError(f"{FILE} has no codings. {DRAW}")
    if name is not None:
        if name not in samples:
            meant = ", ".join(map(str, near(name, samples)))
            hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(samples)}. {DRAW}"
            raise OnRecordError(f"{FILE} has no sample '{shown(name)}'. {hint}")
        samples = {name: samples[name]}
    if form == "json":
        return json.dumps({"version": 1, "samples": list(samples.values())}, ensure_ascii=False, indent=1) + "\n"
    return "\n\n".join("\n".join(in_words(sample)) for sample in samples.values()) + "\n"


def summarise(codings: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Sum up rows of the table codings, in whatever order: for each sample its coders, caveats and fields.

    A field has its number of units, percent, alpha and interval (None where undefined), resamples_left_out and, for
    each pair of coders, a confusion matrix.
    """
    by_sample: dict[str, list[Mapping[str, Any]]] = {}
    for row in codings:
        by_sample.setdefault(row["sample"], []).append(row)
    return {name: _sample(name, by_sample[name]) for name in sorted(by_sample)}


def _sample(name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    coders = {
        row["coder"]: {
            "coder": row["coder"],
            "kind": row["coder_kind"],
            "material": row["material"],
            "coded": row["coded"].isoformat(),
        }
        for row in rows
    }
    described = [coders[coder] for coder in sorted(coders, key=lambda coder: (len(coder), coder))]
    values: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        values.setdefault(row["field"], {}).setdefault(row["statement"], {})[row["coder"]] = row["value"] or NONE
    statements = len({row["statement"] for row in rows})
    fields = [field for field in BY_NAME if field in values] if len(coders) > 1 else []
    return {
        "sample": name,
        "statements": statements,
        "coders": described,
        "method": METHOD,
        "caveats": list(_caveats(described, statements, values)),
        "fields": [_field(field, measure(values[field])) for field in fields],
    }


def _caveats(
    coders: Sequence[Mapping[str, str]], statements: int, values: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Iterator[str]:
    """What a reader has to know before drawing conclusions."""
    if len(coders) < 2:
        yield "Only one coder has coded the sample, so that nothing can be compared yet."
        return
    if all(coder["kind"] == "model" for coder in coders):
        number = "Two codings" if len(coders) == 2 else f"{len(coders)} codings"
        yield (
            f"{number} by models show whether the definitions are applied alike by models; they do not show what "
            "people would code."
        )
    if len({coder["material"] for coder in coders}) > 1:
        yield "The coders had not the same material, so that they can differ by what they read as well as by how."
    yield f"With {statements} statements the intervals are wide: read them, and not alpha alone."
    if statements < FEW:
        yield f"With fewer than {FEW} statements no general claim about the dataset follows from these figures."
    if {"target", "stance"} <= set(values):
        same = sum(len(set(unit.values())) == 1 for unit in values["target"].values())
        yield (
            "A stance is one towards the target that each coder named, and all named the same target for "
            f"{same} of {statements} statements."
        )


def _field(field: str, found: Agreement) -> dict[str, Any]:
    return {
        "field": field,
        "units": found.units,
        "percent": found.percent,
        "alpha": found.alpha,
        "interval": list(found.interval) if found.interval else None,
        "resamples_left_out": found.left_out,
        "confusions": [confusion._asdict() for confusion in found.confusions],
    }


def in_words(sample: Mapping[str, Any]) -> Iterator[str]:
    """One of the samples that summarise gives, in words."""
    yield f"Sample {sample['sample']}: {sample['statements']} statements, {len(sample['coders'])} coders"
    for coder in sample["coders"]:
        yield f"  {coder['coder']}: {coder['kind']}, {coder['material'].replace('-', ' ')}, {coder['coded']}"
    yield from ("", *sample["caveats"])
    if not sample["fields"]:
        yield "Store another coding: onrecord agreement store FOLDER --coder coder-2 --kind KIND --coded YYYY-MM-DD"
        return
    yield from (sample["method"], "", f"{'field':15}{'units':>6}{'agree':>9}{'alpha':>8}   {LEVEL} % interval")
    for field in sample["fields"]:
        yield f"{field['field']:15}{field['units']:6}{field['percent']:7.1f} %{_alpha(field)}"
    for field in sample["fields"]:
        for confusion in field["confusions"]:
            yield from ("", *_matrix(field["field"], Confusion(**confusion)))


def _alpha(field: Mapping[str, Any]) -> str:
    if field["alpha"] is None:
        return "   undefined: every coding is the same code"
    low, high = field["interval"]
    if field["percent"] == 100:
        return f"{field['alpha']:8.3f}   none: no coding differs, and so none would in a resample"
    left_out = field["resamples_left_out"]
    without = f", without {left_out:,} resamples in which it is undefined" if left_out else ""
    return f"{field['alpha']:8.3f}   {low:.3f} to {high:.3f}{without}"


def _matrix(field: str, confusion: Confusion) -> Iterator[str]:
    """A matrix whose columns are numbered as its rows are, since codes are too long to stand over columns.

    Where all codes would be too wide, those are left out that both coders gave to the same statements.
    """
    yield f"{field}: rows {confusion.rows}, columns {confusion.columns}"
    kept: Sequence[int] = range(len(confusion.codes))
    if len(confusion.codes) > WIDE:
        kept = [place for place in kept if _differs(confusion.counts, place)]
        yield f"  Left out: {len(confusion.codes) - len(kept)} codes that both gave to the same statements."
    if not kept:
        return
    width = max(len(confusion.codes[place]) for place in kept)
    yield f"  {'':{width + 4}}{''.join(f'{number:4}' for number, _ in enumerate(kept, start=1))}"
    for number, row in enumerate(kept, start=1):
        counts = (confusion.counts[row][column] for column in kept)
        yield f"  {number:3} {confusion.codes[row]:{width}}{''.join(f'{count or chr(183):>4}' for count in counts)}"


def _differs(counts: Sequence[Sequence[int]], place: int) -> bool:
    same = counts[place][place]
    return sum(counts[place]) > same or sum(row[place] for row in counts) > same
