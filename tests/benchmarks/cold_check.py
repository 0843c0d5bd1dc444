"""How long a cold `onrecord check` takes, beside starting Python and reading the same files with positions.

Run: python tests/benchmarks/cold_check.py [--statements 1000] [--runs 15] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from measured import Run, run
from synthetic import Synthetic

HERE = Path(__file__).resolve().parent
FLOOR = "floor: PyYAML events in C, with positions"
CHECK = "import sys; from onrecord.cli import main; sys.exit(main(['check']))"


def main() -> None:
    """Print medians and ratios of runs side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    commands = {
        "onrecord check": [sys.executable, "-c", CHECK],
        FLOOR: [sys.executable, str(HERE / "floor.py"), "dataset"],
        "bare Python": [sys.executable, "-c", "pass"],
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Synthetic(folder, asked.statements).write()
        for command in commands.values():
            run(command, folder)
        runs = [{name: run(command, folder) for name, command in commands.items()} for _ in range(asked.runs)]
    result = {name: _figures(name, runs) for name in commands}
    print(f"{asked.statements} statements, {asked.runs} runs side by side, medians; ratios to the floor")
    print(f"{'':44}{'wall':>8}{'ratio':>7}{'cpu':>10}{'ratio':>7}")
    for name, row in result.items():
        print(f"{name:44}{row['wall']:7.3f}s{row['wall_ratio']:7.2f}{row['cpu']:9.3f}s{row['cpu_ratio']:7.2f}")
    if asked.json:
        asked.json.write_text(
            json.dumps({"statements": asked.statements, "runs": asked.runs, "result": result}, indent=1)
        )


def _figures(name: str, runs: list[dict[str, Run]]) -> dict[str, float]:
    median = statistics.median
    return {
        "wall": round(median(r[name].wall for r in runs), 4),
        "wall_ratio": round(median(r[name].wall / r[FLOOR].wall for r in runs), 3),
        "cpu": round(median(r[name].cpu for r in runs), 4),
        "cpu_ratio": round(median(r[name].cpu / r[FLOOR].cpu for r in runs), 3),
    }


if __name__ == "__main__":
    main()
