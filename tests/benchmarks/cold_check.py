"""How long a cold `onrecord check` takes, beside starting Python and reading the same files with positions.

Run: python tests/benchmarks/cold_check.py [--statements 1000] [--pairs 9] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import Synthetic

HERE = Path(__file__).resolve().parent
CHECK = "import sys; from onrecord.cli import main; sys.exit(main(['check']))"


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of a whole process."""
    # Compiled modules are kept, as on any machine on which the command has run before.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "ONRECORD_TEXTS")}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return taken


def main() -> None:
    """Print medians and ratios of pairs run side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    commands = {
        "onrecord check": [sys.executable, "-c", CHECK],
        "floor: PyYAML events in C, with positions": [sys.executable, str(HERE / "floor.py"), "dataset"],
        "bare Python": [sys.executable, "-c", "pass"],
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Synthetic(folder, asked.statements).write()
        for command in commands.values():
            seconds(command, folder)
        runs = [{name: seconds(command, folder) for name, command in commands.items()} for _ in range(asked.pairs)]
    floor = "floor: PyYAML events in C, with positions"
    result = {
        name: {
            "median_seconds": round(statistics.median(run[name] for run in runs), 3),
            "median_ratio_to_floor": round(statistics.median(run[name] / run[floor] for run in runs), 2),
            "least_ratio": round(min(run[name] / run[floor] for run in runs), 2),
            "greatest_ratio": round(max(run[name] / run[floor] for run in runs), 2),
        }
        for name in commands
    }
    print(f"{asked.statements} statements, {asked.pairs} runs side by side")
    for name, row in result.items():
        spread = f"{row['least_ratio']}–{row['greatest_ratio']}"
        print(f"{name:44}{row['median_seconds']:8.3f} s{row['median_ratio_to_floor']:7.2f} × floor ({spread})")
    if asked.json:
        asked.json.write_text(
            json.dumps({"statements": asked.statements, "runs": asked.pairs, "result": result}, indent=1)
        )


if __name__ == "__main__":
    main()
