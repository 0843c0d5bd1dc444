"""A file of records is encoded in UTF-8.

Names stand in the dataset in many scripts, and UTF-8 is the one encoding that has them all; other bytes would have to
be guessed at. Open the file in the encoding in which it was written and save it as UTF-8; a spreadsheet calls that
'CSV UTF-8'. Look at the letters with accents afterwards.
"""

from __future__ import annotations

from onrecord_build.example import Example

SEVERITY = "error"
EXAMPLE = Example(
    "dataset/sources.csv",
    passes="first-hand,example-times,André Byline,",
    fails="first-hand,example-times,Andr\udce9 Byline,",
    instead_of="first-hand,example-times,A. Byline,",
)
