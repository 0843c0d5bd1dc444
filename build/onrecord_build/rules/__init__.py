"""The rules, one small module each; the folder is the list of them, and nothing else has to know of a new one.

A module is called like the code of its rule. It says what the rule is (the first line of its docstring) and why (the
rest), SEVERITY ("error", or "warning" for what can be waived), EXAMPLE (a case that breaks it and one that does not),
and which rows are wrong, in one of two ways:

- WRONG, conditions in the language of onrecord_build.conditions (or `wrong(schemas)`, which yields them), and
  `say(dataset, row)`, which puts into words what is wrong with a row of which one is true. Such a rule runs by itself
  on records, on tables of any size, and on every engine.
- `check(dataset)`, which looks for the faults itself and yields them, and SUSPECTS (or `suspects(schemas)`), conditions
  on the rows among which they are: of tables, an engine picks those, and the rule judges them. Without SUSPECTS a rule
  is about the files of a checkout, and is not asked of tables.

A rule that judges for itself can say `ROW_BY_ROW = True`: what it says of a row depends on that row and what `beside`
tells. After a change it is then asked of the rows concerned, and not of all; rows that are `Alike` are asked about
together anyway. With COLUMNS_ASKED, a change to a row counts only in these columns. Without SUSPECTS, what a rule says
depends on the record that the row is a part of, on rows of lists (errata, codings, retired identifiers) that name it,
and on the records of the tables BESIDE that it refers to.

Where what is right is beyond doubt, `fix(dataset, fault)` returns the columns to change, with their values (None to
leave one out).

In the package `reading` are the rules that a record breaks before it is a record: there the readers find the faults,
and the modules say the rest.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Set
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord_build.conditions import Alike, Suspect, Wrong
from onrecord_build.conditions.in_python import matching
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.schema import Schemas

Changes = dict[str, Any]


class Rule:
    """One rule, as its module gives it."""

    def __init__(self, code: str, module: ModuleType) -> None:
        self.code = code
        self.module = module
        self.severity: str = module.SEVERITY
        self.example: Example = module.EXAMPLE
        self.row_by_row: bool = getattr(module, "ROW_BY_ROW", False)
        self.beside: tuple[str, ...] = getattr(module, "BESIDE", ())
        self.columns: Set[str] | None = getattr(module, "COLUMNS_ASKED", None)
        self.say: Callable[..., Fault] | None = getattr(module, "say", None)
        self.judge: Callable[[Dataset], Iterator[Fault]] | None = getattr(module, "check", None)
        self.fix: Callable[[Dataset, Fault], Changes] | None = getattr(module, "fix", None)

    @property
    def asks_tables(self) -> bool:
        """Whether the rule is asked of tables as well, and not of the files of a checkout alone."""
        return any(hasattr(self.module, name) for name in ("WRONG", "wrong", "SUSPECTS", "suspects"))

    def wrong(self, schemas: Schemas) -> list[Wrong]:
        """The rows that break the rule, as far as conditions say which they are."""
        if hasattr(self.module, "wrong"):
            return list(self.module.wrong(schemas))
        return list(getattr(self.module, "WRONG", ()))

    def suspects(self, schemas: Schemas) -> list[Suspect | Alike]:
        """The rows among which are those that break the rule, where it judges for itself."""
        if hasattr(self.module, "suspects"):
            return list(self.module.suspects(schemas))
        return list(getattr(self.module, "SUSPECTS", ()))

    def check(self, dataset: Dataset) -> Iterator[Fault]:
        """The faults among records."""
        for table, condition, about in self.wrong(dataset.schemas):
            for row in matching(dataset, table, condition):
                yield self.module.say(dataset, row, *about)
        if self.judge is not None:
            yield from self.judge(dataset)

    @property
    def title(self) -> str:
        """What the rule is, in one line."""
        return (self.module.__doc__ or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why there is the rule, and what to do."""
        return (self.module.__doc__ or "").partition("\n")[2].strip()


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
