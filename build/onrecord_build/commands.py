"""The commands of a contributor: onrecord check, build, generate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord_build.check import check
from onrecord_build.faults import InvalidDataset
from onrecord_build.project import Project


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns 0, 1 where records have faults, 2 where the command cannot be run, 130 where it was interrupted.
    """
    parser = argparse.ArgumentParser(prog="onrecord")
    commands = parser.add_subparsers(dest="command", required=True)
    texts = argparse.ArgumentParser(add_help=False)
    texts.add_argument(
        "--texts",
        type=Path,
        default=Path(os.environ["ONRECORD_TEXTS"]) if os.environ.get("ONRECORD_TEXTS") else None,
        metavar="DIR",
        help="folder of archived texts to look quotations up in (default: the environment variable ONRECORD_TEXTS)",
    )
    commands.add_parser("check", parents=[texts], help="check the records")
    commands.add_parser("build", help="compile the records into a release")
    commands.add_parser("generate", parents=[texts], help="bring the generated files of the repository up to date")
    asked = parser.parse_args(arguments)
    try:
        project = Project.around(Path.cwd())
        match asked.command:
            case "check":
                return _check(project, asked.texts)
            case "build":
                return _build(project)
            case _:
                return _generate(project, asked.texts)
    except InvalidDataset as error:
        print(error, file=sys.stderr)
        return 1
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error}. Make room or permission for it, and run the command again.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted; what was there before is as it was. Run the command again.", file=sys.stderr)
        return 130


def _check(project: Project, texts: Path | None) -> int:
    dataset, faults = check(project, texts)
    if faults:
        raise InvalidDataset(faults)
    counts = ", ".join(f"{len(rows)} {name.replace('_', ' ')}" for name, rows in dataset.records.rows.items() if rows)
    quotations = f"\nQuotations were looked up in the texts of {texts}." if texts else ""
    print(f"No faults in {counts}.{quotations}")
    return 0


def _build(project: Project) -> int:
    from onrecord_build.compile import compile_project
    from onrecord_build.frames import validate
    from onrecord_build.release import write_release
    from onrecord_build.summary import summarise

    store = compile_project(project)
    validate(store)
    place = write_release(store, project.root)
    print(summarise(store, place, project.name_of(place)))
    return 0


def _generate(project: Project, texts: Path | None) -> int:
    from onrecord_build.generate import generated

    for path, text in generated(project, texts).items():
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        if not same:
            _replace(path, text)
        print(f"{project.name_of(path)}: {'unchanged' if same else 'written'}")
    if texts is None:
        print("dataset/anchors.csv: left as it is; it needs the archived texts: onrecord generate --texts DIR")
    return 0


def _replace(path: Path, text: str) -> None:
    """Write a file beside its place and rename it: there is never half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
