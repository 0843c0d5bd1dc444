"""What every translation of a condition has in common: and, or and not, for what is true, false or not known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from onrecord_build.conditions.language import (
    OPPOSITES,
    Among,
    Comparison,
    Condition,
    Either,
    Every,
    Given,
    Holds,
    Not,
    Some,
    Within,
)

Expression = TypeVar("Expression")


class Translation(ABC, Generic[Expression]):
    """Makes of a condition an expression that says of which rows it is certainly true.

    A negation is carried down to the comparisons, because what is not certainly true is not certainly false.
    """

    def true(self, condition: Condition) -> Expression:
        """An expression for: the condition is true."""
        return self._translated(condition, True)

    def _translated(self, condition: Condition, wanted: bool) -> Expression:
        match condition:
            case Not(part):
                return self._translated(part, not wanted)
            case Every(parts) | Either(parts):
                inner = (self._translated(part, wanted) for part in parts)
                return self.all(inner) if isinstance(condition, Every) is wanted else self.any(inner)
            case Comparison(operator, left, right):
                return self.comparison(Comparison(operator if wanted else OPPOSITES[operator], left, right))
            case Among():
                return self.among(condition, wanted)
            case Holds():
                return self.holds(condition, wanted)
            case Within():
                return self.within(condition, wanted)
            case Given():
                return self.given(condition, wanted)
            case Some():
                return self.some(condition, wanted)
        raise TypeError(f"{condition!r} is no condition")

    @abstractmethod
    def all(self, parts: Iterable[Expression]) -> Expression: ...

    @abstractmethod
    def any(self, parts: Iterable[Expression]) -> Expression: ...

    @abstractmethod
    def comparison(self, condition: Comparison) -> Expression: ...

    @abstractmethod
    def among(self, condition: Among, wanted: bool) -> Expression: ...

    @abstractmethod
    def holds(self, condition: Holds, wanted: bool) -> Expression: ...

    @abstractmethod
    def within(self, condition: Within, wanted: bool) -> Expression: ...

    @abstractmethod
    def given(self, condition: Given, wanted: bool) -> Expression: ...

    @abstractmethod
    def some(self, condition: Some, wanted: bool) -> Expression: ...
