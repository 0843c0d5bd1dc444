"""A waiver waives a warning that there is.

A waiver whose record was mended would hide the next warning of that rule, and one with a misspelt rule or record
hides nothing. An error cannot be waived at all. Take the waiver out, or correct it; the list can only shrink.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/waivers.csv",
    passes="rule,record,reason\n",
    fails="rule,record,reason\nneutral-words,st-0001-we-will-not,The word is a term of law.\n",
)
