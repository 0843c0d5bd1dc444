"""The console command `onrecord`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import OnRecordError

CONTRIBUTOR = {
    "check": "check the records and say of every fault where it is and what to do",
    "fix": "mend what can be mended mechanically, and put files in canonical form",
    "new": "begin a record: allocate an identifier and write a template in its place",
    "rule": "explain a rule, or list them",
    "changes": "sum up what changed in the records since a revision of git",
    "agreement": "draw a blind sample for another coder, store the codings, and report how far coders agree",
    "build": "compile the records into a release",
    "generate": "bring the generated files of the repository up to date",
}
NOT_INSTALLED = """onrecord {command} works on the records, which this installation does not have.
Clone the project's repository and, in the clone, run:
    pip install -e '.[dev]' && onrecord {command}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns 0, 1 where records have faults or quotations do not stand where they should, 2 where it was used wrongly.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    # A quotation is printed in its own script, whatever the console's encoding can show of it.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if arguments and arguments[0] in CONTRIBUTOR:
        try:
            from onrecord_build.commands import run

            return run(arguments)
        except ModuleNotFoundError as error:
            print(NOT_INSTALLED.format(command=arguments[0]), file=sys.stderr)
            if error.name != "onrecord_build":
                print(f"(missing: {error.name})", file=sys.stderr)
            return 2

    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Actors, statements and relationships around the events of 3 January 2026 in Caracas.",
    )
    parser.add_argument("--version", action="store_true", help="print the version of the data and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("tables", help="list the tables")
    commands.add_parser("describe", help="explain the columns of a table").add_argument("table", metavar="TABLE")
    explain = commands.add_parser("explain", help="trace a value back to the words that it rests on")
    explain.add_argument("record", metavar="RECORD", help="identifier of a record, such as st-…")
    explain.add_argument("field", nargs="?", metavar="FIELD", help="one of its fields (default: all)")
    verify = commands.add_parser(
        "verify",
        help="look the quotations of the data up in texts that you have",
        description="Look every quotation of the data up in texts that you have: plain text, HTML pages, PDF. A file "
        "belongs to a source by its SHA-256, by its name (SOURCE_ID.html) or, a saved page, by its address. "
        "Exit status: 0 all that could be looked up are found, 1 some are not, 2 the command cannot be run as given.",
    )
    add_texts(verify, "folder of your texts")
    verify.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    for name, text in CONTRIBUTOR.items():
        commands.add_parser(name, help=f"{text} (in a clone of the project)")
    asked = parser.parse_args(arguments)

    import onrecord

    try:
        if asked.version:
            print(f"onrecord {onrecord.__version__}")
        elif asked.command == "tables":
            for table, row in onrecord.tables().iterrows():
                print(f"{table:22}{row['rows']:6}  {row['description']}")
        elif asked.command == "describe":
            for column, row in onrecord.describe(asked.table).iterrows():
                print(f"{column:18}{row['type']:9}{row['description']}")
                if row["codes"]:
                    print(f"{'':27}codes: {row['codes']}")
        elif asked.command == "explain":
            from onrecord.explanation import explanation

            print(explanation(asked.record, asked.field))
        elif asked.command == "verify":
            status = _verify(asked.texts, asked.format)
            sys.stdout.flush()
            return status
        else:
            parser.print_help()
        sys.stdout.flush()
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def add_texts(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Give a command the option --texts."""
    folder = os.environ.get("ONRECORD_TEXTS")
    parser.add_argument(
        "--texts",
        type=Path,
        default=Path(folder) if folder else None,
        metavar="DIR",
        help=f"{meaning} (default: the environment variable ONRECORD_TEXTS)",
    )


def _verify(texts: Path | None, form: str) -> int:
    if texts is None:
        raise OnRecordError("Name the folder that holds your texts: onrecord verify --texts DIR")
    from onrecord.verification import FAULTS, report, verification

    done = verification(texts)
    print(report.as_json(done) if form == "json" else report.as_text(done), end="")
    return 1 if any(row.status in FAULTS for row in done.checked) else 0
