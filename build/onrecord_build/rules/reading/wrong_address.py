"""An address is whole, from https:// or http:// to its end.

Without its beginning no program can follow it, and white space breaks it in two. Copy it from the address bar of the
browser.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes=",https://times.example/minister,",
    fails=",times.example/minister,",
)
