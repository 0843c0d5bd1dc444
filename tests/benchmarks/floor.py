"""The floor of a check: start Python, read every YAML file of a folder with the place of each value, and nothing else.

Run: python floor.py FOLDER
"""

import sys
from pathlib import Path
from typing import Any

import yaml


def read(text: str) -> Any:
    """Values with line and column, from the events of PyYAML's parser in C."""
    events: Any = yaml.parse(text, Loader=yaml.CSafeLoader)
    next(events)
    next(events)

    def node(event: Any) -> Any:
        mark = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            return event.value, mark.line, mark.column
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(node(event))
            return items, mark.line, mark.column
        values = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            values[event.value] = node(next(events))
        return values, mark.line, mark.column

    return node(next(events))


for path in Path(sys.argv[1]).rglob("*.yaml"):
    read(path.read_text(encoding="utf-8"))
