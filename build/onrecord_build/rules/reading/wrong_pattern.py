"""A value has the form that its field asks for.

Identifiers, language tags, digests and versions have one form each, by which they are recognised everywhere. The
pattern stands in the schema of the table, with a description of the field: onrecord describe.
"""

from __future__ import annotations

from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(STATEMENT, passes="original_lang: ru\n", fails="original_lang: Russian\n")
