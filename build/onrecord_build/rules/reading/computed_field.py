"""What is computed is not written into a record.

Counts, quotations, bounds of dates and the record to which a nested one belongs follow from the rest. Written by hand
as well, they would be wrong as soon as the rest changes. Leave them out: a release has them.
"""

from __future__ import annotations

from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="lead_evidence: ev-0010-agency\n",
    fails="lead_evidence: ev-0010-agency\nn_sources: 2\n",
)
