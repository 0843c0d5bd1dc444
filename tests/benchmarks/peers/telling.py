"""How a peer is run, and what it says."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path


def tell(check: Callable[[Path], Counter[str]]) -> None:
    """Check the folder that the command names, and print the number of faults by code, seconds and peak memory."""
    start = time.perf_counter()
    faults = check(Path(sys.argv[1]))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"faults": dict(sorted(faults.items())), "seconds": round(seconds, 3), "peak_mb": round(peak)}))


def files(folder: Path) -> dict[str, Path]:
    """The files of a folder by the table that they hold."""
    return {path.stem: path for path in sorted(folder.iterdir()) if path.suffix in (".parquet", ".csv", ".jsonl")}
