"""A file is in canonical form.

Keys and rows have one order, quotation marks stand only where they are needed, and long text is folded at one width,
so that a difference between two versions is a difference in what is said. Nobody has to know the form: onrecord fix
writes it, and changes no value.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="label: Briefing of the minister\nkind: press-briefing\n",
    fails='kind: "press-briefing"\nlabel: Briefing of the minister\n',
)
