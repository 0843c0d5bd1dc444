"""The console command `onrecord`."""

from __future__ import annotations

import argparse
import atexit
import gc
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
    if arguments is None:
        # The process ends with the command, and whatever it holds need not be taken apart before.
        atexit.register(gc.freeze)
        arguments = sys.argv[1:]
    arguments = list(arguments)
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
    commands.add_parser("show", help="show a record with its evidence").add_argument("record", metavar="RECORD")
    explain = commands.add_parser("explain", help="trace a value back to the words that it rests on")
    explain.add_argument("record", metavar="RECORD", help="identifier of a record, such as st-…")
    explain.add_argument("field", nargs="?", metavar="FIELD", help="one of its fields (default: all)")
    commands.add_parser("resolve", help="say what became of an identifier").add_argument("record", metavar="RECORD")
    verify = commands.add_parser(
        "verify",
        help="recompute all digests of a release, or look the quotations of the data up in texts that you have",
        description="With RELEASE (a folder, a zip, an address or 'installed'): recompute every digest of it, of its "
        "bytes and of its tables in each form, and name what differs. Without: look every quotation of the installed "
        "data up in texts that you have: plain text, HTML pages, PDF. A file belongs to a source by its SHA-256, by "
        "its name (SOURCE_ID.html) or, a saved page, by its address. "
        "Exit status: 0 all is as it should be, 1 something is not, 2 the command cannot be run as given.",
    )
    verify.add_argument("release", nargs="?", metavar="RELEASE", help="the release whose digests to recompute")
    add_texts(verify, "folder of your texts")
    verify.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    diff = commands.add_parser(
        "diff",
        help="compare two releases",
        description="Compare two releases, each given as a folder, a zip, an address, 'installed', the folder of "
        "another Python environment or, in a clone of the project, a revision of git or '.' for the checkout as it is. "
        "A revision is built by its own code, as if it were checked out. "
        "Exit status: 0 done, 1 the version of NEW is too small a step from that of OLD, 2 the command cannot be run "
        "as given.",
    )
    diff.add_argument("old", metavar="OLD", help="the release before")
    diff.add_argument("new", metavar="NEW", help="the release after")
    diff.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="how to report (default: text)"
    )
    diff.add_argument(
        "--changelog", action="store_true", help="put the report into the top entry of CHANGELOG.md (in a clone)"
    )
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
        elif asked.command == "show":
            from onrecord.records.showing import show
            from onrecord.store import installed

            print(show(installed(), asked.record))
        elif asked.command == "explain":
            from onrecord.records.explanation import explanation
            from onrecord.store import installed

            print(explanation(installed(), asked.record, asked.field))
        elif asked.command == "resolve":
            print(onrecord.resolve(asked.record))
        elif asked.command in ("verify", "diff"):
            status = {"verify": _verify, "diff": _diff}[asked.command](asked)
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
    except OSError as error:
        print(f"{error}. Make room or permission for it, and run the command again.", file=sys.stderr)
        return 2
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


def _verify(asked: argparse.Namespace) -> int:
    if asked.release is not None:
        return _verify_release(asked.release, asked.format)
    if asked.texts is None:
        raise OnRecordError(
            "Name the release whose digests to recompute: onrecord verify RELEASE\n"
            "or the folder that holds your texts: onrecord verify --texts DIR"
        )
    from onrecord.store import installed
    from onrecord.verification import FAULTS, report, verification

    done = verification(installed(), asked.texts)
    print(report.as_json(done) if asked.format == "json" else report.as_text(done), end="")
    return 1 if any(row.status in FAULTS for row in done.checked) else 0


def _verify_release(release: str, form: str) -> int:
    from onrecord.integrity import examine, report
    from onrecord.releases.opening import reached

    done = examine(reached(release))
    print(report.as_json(done) if form == "json" else report.as_text(done), end="")
    return 1 if done.findings else 0


def _diff(asked: argparse.Namespace) -> int:
    from onrecord.comparison import compare, report
    from onrecord.releases.opening import store_of

    difference = compare(store_of(asked.old), store_of(asked.new))
    print(getattr(report, f"as_{asked.format}")(difference), end="")
    if asked.changelog:
        try:
            from onrecord_build.notes import write_notes
        except ModuleNotFoundError:
            raise OnRecordError(NOT_INSTALLED.format(command="diff OLD NEW --changelog")) from None

        print(f"Written into {write_notes(difference)}", file=sys.stderr)
    if difference.refusal:
        print(difference.refusal, file=sys.stderr)
        return 1
    return 0
