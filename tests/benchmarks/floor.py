"""The floor of a check: read and parse every YAML file of a folder with a parser, and nothing else.

Run: python floor.py FOLDER yaml12|load|events

yaml12 is a parser of YAML 1.2 in Rust, load is PyYAML's loader with its parser in C, events are the events of that
parser, with the place of each value. Prints the seconds that it took without starting Python and importing the parser.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def yaml12() -> Callable[[str], Any]:
    """What py-yaml12 makes of a text."""
    from yaml12 import parse_yaml

    return parse_yaml


def load() -> Callable[[str], Any]:
    """What PyYAML makes of a text."""
    import yaml

    return lambda text: yaml.load(text, Loader=yaml.CSafeLoader)


def events() -> Callable[[str], Any]:
    """Values with line and column, from the events of PyYAML's parser."""
    import yaml

    def read(text: str) -> Any:
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

    return read


parse = {"yaml12": yaml12, "load": load, "events": events}[sys.argv[2]]()
start = time.perf_counter()
for path in Path(sys.argv[1]).rglob("*.yaml"):
    parse(path.read_text(encoding="utf-8"))
print(time.perf_counter() - start)
