"""Identifiers, and other values that tell records apart, occur once.

Two records with one identifier could not be told apart by what refers to them, and two sources with one address are
the same page. Give one of them another value, or merge the two.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes=",Minister quoted again,https://times.example/again,",
    fails=",Minister quoted again,https://times.example/minister,",
)
