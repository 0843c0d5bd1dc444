"""How many bytes the tables of a folder hold in memory, all together, as Polars reads them.

Run: python tests/benchmarks/in_memory.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from peers.reading_polars import frames

if __name__ == "__main__":
    print(sum(frame.estimated_size() for frame in frames(Path(sys.argv[1]))))
