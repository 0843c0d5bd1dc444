"""Every field that is required has a value.

Without it the record does not say enough to be used. Add the field; where a source does not show what it asks for,
see whether its vocabulary has a code for that, such as unknown. Do not make a value up.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="label: Briefing of the minister\n", fails="", found_in=EVENT)
