"""The commands of a contributor, and what each of them takes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.cli import add_texts
from onrecord.errors import OnRecordError
from onrecord_build.faults import Fault
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.records import File
from onrecord_build.release.formats import FORMS
from onrecord_build.tables import ENGINES, MOST

FORMATS = ("text", "json", "github", "sarif")


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns 0, 1 where records have faults, 2 where the command cannot be run, 130 where it was interrupted.
    """
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except InvalidDataset as error:
        print(error, file=sys.stderr)
        return 1
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"{error}. Make room or permission for it, and run the command again.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted; what was there before is as it was. Run the command again.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str]) -> int:
    if arguments[0] == "check":
        from onrecord_build.schema import names_of_tables
        from onrecord_build.tables.files import name_tables

        asked = _parser().parse_args(arguments)
        if name_tables(asked.paths, names_of_tables(Project.of_this_code().schemas)):
            return _check_tables(asked)
    project = Project.around(Path.cwd())
    if arguments[0] == "new":
        # Its options are the fields of the records, so that they come from the schemas.
        from onrecord_build.new import new

        return new(project, arguments[1:])
    if arguments[0] == "agreement":
        from onrecord_build.agreement.command import agreement

        return agreement(project, arguments[1:])
    asked = _parser().parse_args(arguments)
    match asked.command:
        case "check":
            return _check(project, asked)
        case "fix":
            return _fix(project, asked.paths)
        case "rule":
            return _rule(asked.code)
        case "changes":
            return _changes(project, asked.base)
        case "build":
            return _build(project, asked)
        case _:
            return _generate(project, asked.texts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="onrecord")
    commands = parser.add_subparsers(dest="command", required=True)
    texts = argparse.ArgumentParser(add_help=False)
    add_texts(texts, "folder of archived texts to look quotations up in")
    check = commands.add_parser(
        "check",
        parents=[texts],
        help="check the records, or tables",
        description="Check the records, or tables in the schemas of a release, and say of every fault where it is, "
        "what is wrong and what to do. Exit status: 0 no faults, 1 faults (of tables: errors), 2 it cannot be run.",
    )
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="report only on these files and folders of records; or check these tables: files such as "
        "statements.parquet, .csv or .jsonl, folders of them, and folders such as statements/ with a table in parts "
        "(Parquet), whose rows are counted through in the order of the paths",
    )
    check.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help="what checks tables: polars (default), duckdb (in a limited memory), spark (the session that is there, or "
        "a local one)",
    )
    check.add_argument(
        "--most",
        type=int,
        default=MOST,
        metavar="N",
        help=f"faults of a kind that are shown of tables (default: {MOST})",
    )
    check.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    check.add_argument(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="BASE",
        help="report only on records changed since a revision of git (default: HEAD) and on what refers to them",
    )
    fix = commands.add_parser("fix", help="mend what can be mended mechanically, and put files in canonical form")
    fix.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="mend only these files and folders")
    commands.add_parser("rule", help="explain a rule").add_argument("code", nargs="?", metavar="CODE")
    changes = commands.add_parser("changes", help="sum up what changed in the records since a revision of git")
    changes.add_argument("base", nargs="?", default="HEAD", metavar="BASE", help="the revision (default: HEAD)")
    build = commands.add_parser(
        "build",
        help="compile the records into a release",
        description="Compile the records, or tables that a machine made, into a release in release/.",
    )
    build.add_argument(
        "--tables",
        type=Path,
        metavar="DIR",
        help="instead of the records, release these tables: files such as statements.parquet, .csv or .jsonl, folders "
        "with tables in parts (Parquet), and a CITATION.cff that says what they are",
    )
    build.add_argument(
        "--forms",
        nargs="+",
        choices=FORMS,
        metavar="FORM",
        help=f"{', '.join(FORMS)}; parquet always (default: all)",
    )
    build.add_argument(
        "--partition",
        action="append",
        default=[],
        metavar="TABLE=COLUMN",
        help="write a table also in parts, a folder for each value of a column, or for each month or year of a date: "
        "statements=said_month",
    )
    commands.add_parser("generate", parents=[texts], help="bring the generated files of the repository up to date")
    return parser


def _check_tables(asked: argparse.Namespace) -> int:
    from onrecord_build.tables.check import check_tables
    from onrecord_build.tables.reports import report

    if asked.changed is not None:
        raise OnRecordError("--changed is for records. Leave it out, or see: onrecord check --help")
    findings = check_tables(asked.paths, Project.of_this_code().schemas, asked.engine, asked.most)
    print(report(findings, asked.format, colour=_colour()), end="")
    return 1 if findings.errors else 0


def _check(project: Project, asked: argparse.Namespace) -> int:
    import gc

    # What is read is needed to the end, and the end is near.
    gc.disable()
    try:
        return _checked(project, asked)
    finally:
        gc.enable()


def _checked(project: Project, asked: argparse.Namespace) -> int:
    from onrecord_build.memory import Memory

    if asked.paths:
        from onrecord_build.selection import within

        chosen = within(project, asked.paths)  # a path that is none is an error of use, and said at once
    memory = Memory(project, asked.texts)
    if asked.changed is None and memory.unchanged():
        return _say(asked, [], {}, memory.found_before or {})
    if asked.changed is None:
        from onrecord_build.recheck.check import check_again

        if (outcome := check_again(project, memory)) is not None:
            faults = [fault for fault in outcome.faults if chosen(fault)] if asked.paths else outcome.faults
            return _say(asked, faults, outcome.files, outcome.counts)
    from onrecord_build.check import check

    dataset, faults = check(project, asked.texts, memory)
    if asked.paths:
        faults = [fault for fault in faults if chosen(fault)]
    if asked.changed is not None:
        from onrecord_build.selection import changed

        concerned = changed(project, dataset, asked.changed)
        faults = [fault for fault in faults if concerned(fault)]
    counts = {name: len(rows) for name, rows in dataset.records.rows.items() if rows}
    return _say(asked, faults, dataset.records.files, counts)


def _say(
    asked: argparse.Namespace, faults: Sequence[Fault], files: Mapping[str, File], counts: Mapping[str, int]
) -> int:
    """Print the outcome of a check, and return the exit status."""
    if asked.format == "text" and not faults:
        if asked.paths or asked.changed is not None:
            print("No faults in what was asked for.")
        else:
            from onrecord_build.faults import called

            print(f"No faults in {', '.join(f'{count} {called(name, count)}' for name, count in counts.items())}.")
        if asked.texts:
            print(f"Quotations were looked up in the texts of {asked.texts}.")
        return 0
    print(_report(faults, files, asked.format), end="")
    return 1 if faults else 0


def _report(faults: Sequence[Fault], files: Mapping[str, File], form: str) -> str:
    import importlib

    module = importlib.import_module(f"onrecord_build.reports.as_{form}")
    colour = {"colour": _colour()} if form == "text" else {}
    return str(module.report(faults, files, **colour))


def _colour() -> bool:
    """Colour on a terminal, unless somebody has asked for none: https://no-color.org"""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _fix(project: Project, paths: list[Path]) -> int:
    from onrecord_build.fix import fix

    done = fix(project, paths)
    for line in done:
        print(line)
    if not done:
        print("Nothing to mend mechanically. What is left to say: onrecord check")
    return 0


def _rule(code: str | None) -> int:
    from onrecord_build.rule_page import explain, overview

    print(explain(code) if code else overview())
    return 0


def _changes(project: Project, base: str) -> int:
    from onrecord_build.changes import summarise_changes

    print(summarise_changes(project, base))
    return 0


def _build(project: Project, asked: argparse.Namespace) -> int:
    from onrecord_build.compile import compile_project
    from onrecord_build.frames import validate
    from onrecord_build.progress import progress
    from onrecord_build.release.place import write_release
    from onrecord_build.release.tables import store_of_folder
    from onrecord_build.release.wanted import wanted
    from onrecord_build.schema import read_schemas
    from onrecord_build.summary import summarise

    parts = wanted(read_schemas(project.schemas), asked.forms, asked.partition)
    with progress("onrecord build") as step:
        if asked.tables is None:
            step("reading and checking the records")
            store = compile_project(project)
            step("holding the tables against their schemas")
            validate(store)
        else:
            from onrecord_build.tables.check import check_tables
            from onrecord_build.tables.reports import report

            store = store_of_folder(asked.tables, project, step)
            step("checking the tables")
            findings = check_tables([asked.tables], project.schemas)
            if findings.errors:
                print(report(findings, "text"), end="", file=sys.stderr)
                return 1
        place = write_release(store, project, parts, asked.tables, step)
    print(summarise(store, place, project.name_of(place)))
    return 0


def _generate(project: Project, texts: Path | None) -> int:
    from onrecord_build.files import replace
    from onrecord_build.generate import generated

    for path, text in generated(project, texts).items():
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        if not same:
            replace(path, text)
        print(f"{project.name_of(path)}: {'unchanged' if same else 'written'}")
    if texts is None:
        print("dataset/anchors.csv: left as it is; it needs the archived texts: onrecord generate --texts DIR")
    return 0
