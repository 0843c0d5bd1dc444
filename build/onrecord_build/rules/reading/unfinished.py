"""The hints of a template are gone from a record that is complete.

Comments that begin with `#:` are hints that `onrecord new` writes into a template. While fields are missing they
help; in a finished record they are in the way. They go with onrecord fix once every field is filled; comments of your
own, without the colon, stay.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="place: Example City\n",
    fails="#: Town or building.\nplace: Example City\n",
)
