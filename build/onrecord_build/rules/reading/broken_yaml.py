"""A YAML file follows the syntax of YAML.

Nothing can be known of a line that is no YAML; it is left out, and the rest of the file is checked. Most often the
text holds a colon with a space behind it, or begins with a sign that means something in YAML: put it between
quotation marks. Indent with spaces, two at a time.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes='description: "The minister has one topic: the neighbour."\n',
    fails="description: The minister has one topic: the neighbour.\n",
    instead_of="description: The minister of Example State speaks to journalists.\n",
)
