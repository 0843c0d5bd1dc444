"""The rules across records, one small module each: a docstring that says why, and `check(dataset)` that yields faults.

A module put here is a rule; nothing else has to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.faults import Fault

RULES: dict[str, Callable[[Dataset], Iterator[Fault]]] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}").check
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
}
