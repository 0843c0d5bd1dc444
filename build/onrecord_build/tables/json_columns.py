"""The columns of a file of JSON Lines: those of its first lines."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from onrecord.errors import OnRecordError

LINES = 1000


def columns_of(path: Path) -> list[str]:
    """The names, in order; raises OnRecordError where a line is no JSON object."""
    names: dict[str, None] = {}
    with open(path, "rb") as file:
        for number, line in enumerate(islice(file, LINES), start=1):
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("it is no object")
            except ValueError as error:
                message = f"{path}, line {number} is no JSON object: {error}. Write one object a line, in UTF-8"
                raise OnRecordError(f"{message}; to see it: sed -n {number}p {path}") from None
            names.update(dict.fromkeys(row))
    return list(names)
