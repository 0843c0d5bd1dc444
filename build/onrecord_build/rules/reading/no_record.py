"""A YAML file is a record, and so is each item of a list of records.

A record is a set of fields, each with its name before it, and a bare word does not say which field it is the value
of. Write `name: value`, and begin each record of a list with `- `. To start from a template: onrecord new.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(EVENT, passes="  - actor: max-muster\n    role: speaker\n", fails="  - max-muster\n")
