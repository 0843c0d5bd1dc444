"""The rules, one small module each; the folder is the list of them, and nothing else has to know of a new one.

A module is called like the code of its rule. It says what the rule is (the first line of its docstring) and why (the
rest), SEVERITY ("error", or "warning" for what can be waived), EXAMPLE (a case that breaks it and one that does not),
`check(dataset)`, which yields the faults, and where what is right is beyond doubt `fix(dataset, fault)`, which
returns the columns to change, with their values (None to leave one out).

In the package `reading` are the rules that a record breaks before it is a record: there the readers find the faults,
and the modules say the rest.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault

Changes = dict[str, Any]


class Rule:
    """One rule, as its module gives it."""

    def __init__(self, code: str, module: ModuleType) -> None:
        self.code = code
        self.module = module
        self.severity: str = module.SEVERITY
        self.example: Example = module.EXAMPLE
        self.check: Callable[[Dataset], Iterator[Fault]] = getattr(module, "check", _found_by_readers)
        self.fix: Callable[[Dataset, Fault], Changes] | None = getattr(module, "fix", None)

    @property
    def title(self) -> str:
        """What the rule is, in one line."""
        return (self.module.__doc__ or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why there is the rule, and what to do."""
        return (self.module.__doc__ or "").partition("\n")[2].strip()


def _found_by_readers(dataset: Dataset) -> Iterator[Fault]:
    """What a rule does whose faults are found while records are read."""
    yield from ()


def _modules(*folder: str) -> dict[str, str]:
    """The modules of a package by the code of their rules."""
    # Not pkgutil.iter_modules: it imports inspect, which takes as long as all rules together.
    files = Path(__path__[0], *folder).iterdir()
    names = sorted(file.stem for file in files if file.suffix == ".py" and not file.name.startswith("_"))
    return {name.replace("_", "-"): ".".join((__name__, *folder, name)) for name in names}


ACROSS = _modules()
RULES = dict(sorted((ACROSS | _modules("reading")).items()))


@cache
def rule(code: str) -> Rule:
    """The rule of that code."""
    return Rule(code, importlib.import_module(RULES[code]))


def cross_record_rules() -> Iterator[Rule]:
    """The rules with a check of their own."""
    return map(rule, ACROSS)
