"""How long `onrecord check` takes: at first, after one file has changed, and after none has; beside starting Python and
reading the same files with parsers of YAML.

Run: python tests/benchmarks/cold_check.py [--statements 1000] [--runs 15] [--folder DIR] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measured import Run, run
from synthetic import Synthetic

HERE = Path(__file__).resolve().parent
FIRST, CHANGED, SAME = "onrecord check: first", "onrecord check: one file changed", "onrecord check: none changed"
FLOOR = "floor: py-yaml12"
CHECK = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())", "check"]
PARSERS = {FLOOR: "yaml12", "floor: PyYAML's loader in C": "load", "floor: PyYAML's events in C": "events"}
COMMANDS = {
    FIRST: CHECK,
    CHANGED: CHECK,
    SAME: CHECK,
    **{name: [sys.executable, str(HERE / "floor.py"), "dataset", parser] for name, parser in PARSERS.items()},
    "bare Python": [sys.executable, "-c", "pass"],
}


def main() -> None:
    """Print medians and ratios of runs side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where such a dataset is already, to be copied")
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if asked.folder:
            shutil.copytree(asked.folder, folder, dirs_exist_ok=True)
        else:
            Synthetic(folder, asked.statements).write()
        time.sleep(3)  # what was written a moment ago is not trusted to be unchanged
        for command in COMMANDS.values():
            run(command, folder)
        runs = [_round(folder, number) for number in range(asked.runs)]
    result = {name: _figures(name, runs) for name in COMMANDS}
    print(f"{asked.runs} runs side by side, medians; ratios to a first check and to {FLOOR}, all whole processes")
    print(f"{'':36}{'wall':>8}{'/first':>8}{'/floor':>8}{'cpu':>9}{'/first':>8}{'/floor':>8}")
    for name, row in result.items():
        wall, cpu = (f"{row[k]:7.3f}s{row[f'{k}_first']:8.3f}{row[f'{k}_floor']:8.2f}" for k in ("wall", "cpu"))
        print(f"{name:36}{wall} {cpu}")
    for name in PARSERS:
        print(f"{name}, parsing alone: {statistics.median(float(r[name].out) for r in runs):.3f}s")
    if asked.json:
        asked.json.write_text(
            json.dumps({"statements": asked.statements, "runs": asked.runs, "result": result}, indent=1)
        )


def _round(folder: Path, number: int) -> dict[str, Run]:
    """One run of each."""
    shutil.rmtree(folder / ".onrecord", ignore_errors=True)
    done = {FIRST: run(COMMANDS[FIRST], folder)}
    path = min((folder / "dataset" / "statements").rglob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("note: ")]
    lines.insert(lines.index("targets:\n"), f"note: Round {number}.\n")  # a value that may change without an erratum
    path.write_text("".join(lines), encoding="utf-8")
    return done | {name: run(command, folder) for name, command in COMMANDS.items() if name != FIRST}


def _figures(name: str, runs: list[dict[str, Run]]) -> dict[str, float]:
    found = {}
    for kind in ("wall", "cpu"):
        taken = [getattr(r[name], kind) for r in runs]
        found[kind] = round(statistics.median(taken), 4)
        for other, key in ((FIRST, "first"), (FLOOR, "floor")):
            ratios = [own / getattr(r[other], kind) for own, r in zip(taken, runs, strict=True)]
            found[f"{kind}_{key}"] = round(statistics.median(ratios), 3)
    return found


if __name__ == "__main__":
    main()
