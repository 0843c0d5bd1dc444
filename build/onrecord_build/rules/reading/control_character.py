"""No value holds a control character.

Such characters cannot be seen, and some programs stop at them or refuse the whole file. They come in with text copied
from a PDF or a terminal. Take them out, and see whether a letter was lost with them.
"""

from __future__ import annotations

from onrecord_build.example import EVENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    EVENT,
    passes="label: Briefing of the minister\n",
    fails='label: "Briefing of the\\u0007 minister"\n',
)
