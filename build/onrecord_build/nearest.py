"""Which of the right values was meant: by identifier, name, alias or code, whatever the accents and order of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from onrecord.naming import TOO_LONG, folded
from onrecord_build.faults import Choice

MOST = 3
NEAR = 72.0  # of 100
MARGIN = 10.0
NUMBERED = re.compile(r"[a-z]+-[0-9]{4,}-")  # how most identifiers begin


class Choices(tuple[Choice, ...]):
    """Right values that are looked through more than once, with what is compared of them."""

    @cached_property
    def forms(self) -> tuple[list[str], list[int]]:
        """Everything that a choice is known by, and the place of the choice."""
        found = [(form, number) for number, choice in enumerate(self) for form in _forms(choice)]
        return [form for form, _ in found], [number for _, number in found]


def nearest(wrong: str, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return at most three choices, the nearest first; none where nothing is near."""
    try:
        from rapidfuzz import fuzz, process  # only a fault brings the library in
    except ModuleNotFoundError:  # where a wheel is built there is no contributor to advise
        return ()
    wanted = folded(wrong[:TOO_LONG])
    if not wanted:
        return ()
    choices = choices if isinstance(choices, Choices) else Choices(choices)
    texts, numbers = choices.forms
    # One word of two ("rubio") is near, but less near than the whole name, in whatever order.
    ways = [
        (fuzz.ratio, 1.0),
        (fuzz.token_sort_ratio, 0.99),
        *([(fuzz.token_set_ratio, 0.9)] if len(wanted) > 3 else []),
    ]
    best: dict[int, float] = {}
    for scorer, weight in ways:
        for _, score, index in process.extract(wanted, texts, scorer=scorer, limit=None, score_cutoff=NEAR / weight):
            number = numbers[index]
            best[number] = max(best.get(number, 0.0), weight * score)
    if numbered := NUMBERED.match(wrong):  # which tells more than the words behind it
        best |= {
            at: max(best.get(at, 0.0), 95.0)
            for at, choice in enumerate(choices)
            if choice.value.startswith(numbered[0])
        }
    ranked = sorted(best, key=lambda number: (-best[number], choices[number]))[:MOST]
    # Beside one that fits well, others that fit far less would only distract.
    return tuple(choices[number] for number in ranked if best[number] > best[ranked[0]] - MARGIN)


def near(wrong: str, right: Iterable[str]) -> tuple[Choice, ...]:
    """The same for values that are known by nothing else."""
    return nearest(wrong, [Choice(value) for value in sorted(right)])


def _forms(choice: Choice) -> list[str]:
    return list(dict.fromkeys(filter(None, map(folded, (choice.value, choice.label, *choice.also)))))
