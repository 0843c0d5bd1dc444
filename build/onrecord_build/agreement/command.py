"""The command `onrecord agreement`: draw, store, report."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from onrecord_build.project import Project


def agreement(project: Project, arguments: Sequence[str]) -> int:
    """Run one step; return the exit status."""
    asked = _parser().parse_args(arguments)
    match asked.step:
        case "draw":
            from onrecord_build.agreement.draw import draw

            sample = draw(project, asked.name, asked.to, asked.size, asked.seed, asked.about)
            print(f"Drawn: {len(sample.units)} statements (seed {sample.seed}), in {asked.to}")
            print(
                f"Give the folder to a coder who has not seen the record; {asked.to}/INSTRUCTIONS.md says how to work."
            )
        case "store":
            from onrecord_build.agreement.store import Coder, store_records, store_sheet

            material = asked.material or ("record-at-hand" if asked.from_records else "sources-only")
            coder = Coder(asked.coder, asked.kind, material, asked.coded)
            if asked.from_records:
                print(store_records(project, asked.folder, asked.from_records, coder))
            else:
                print(store_sheet(project, asked.folder, coder))
        case _:
            from onrecord_build.agreement.report import report

            print(report(project, asked.name, asked.format), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord agreement",
        description="How far do coders agree who work apart? Draw a blind sample, store what each coder wrote, report.",
    )
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    draw = steps.add_parser(
        "draw",
        help="draw a blind sample of statements",
        description="Draw statements, and write what a coder needs into a new folder: a sheet to fill in, passages and "
        "instructions. Nothing of the record's own coding is in it. The same seed draws the same statements.",
    )
    draw.add_argument("name", metavar="NAME", help="name of the sample, such as starting-article")
    draw.add_argument("--size", type=int, metavar="N", help="how many statements (default: all)")
    draw.add_argument("--seed", type=int, default=1, metavar="S", help="which ones (default: 1)")
    draw.add_argument(
        "--about",
        metavar="SOURCE",
        help="only statements with evidence from this source, whose own passages are left out where there are others",
    )
    draw.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder outside dataset/")
    store = steps.add_parser(
        "store",
        help="store what a coder wrote",
        description="Check a filled-in sheet and add it to dataset/codings.csv; where anything is wrong with it, all "
        "of it is said and nothing is written.",
    )
    store.add_argument("folder", type=Path, metavar="FOLDER", help="the folder that was drawn")
    store.add_argument(
        "--from-records",
        metavar="NAME",
        help="store the dataset's own coding of the sample, as it is today, instead of the sheet",
    )
    store.add_argument("--coder", required=True, metavar="CODER", help="coder-1, coder-2, …")
    store.add_argument("--kind", required=True, metavar="KIND", help="a code of coder-kind: human or model")
    store.add_argument(
        "--material",
        metavar="MATERIAL",
        help="a code of coding-material (default: sources-only, and record-at-hand with --from-records)",
    )
    store.add_argument("--coded", required=True, metavar="YYYY-MM-DD", help="day of the coding")
    report = steps.add_parser("report", help="say how far coders agree, field by field")
    report.add_argument("name", nargs="?", metavar="NAME", help="a sample (default: all)")
    report.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    return parser
