"""A YAML file holds one record, written out in plain keys and values.

Anchors, aliases, tags, second documents and keys that are not plain words say in a roundabout way what a record can
say outright, and programs differ in how they read them. Write the value out in full, and put every record into a file
of its own.
"""

from __future__ import annotations

from onrecord_build.example import STATEMENT, Example

SEVERITY = "error"
EXAMPLE = Example(
    STATEMENT,
    passes="""\
event: evt-0001-briefing
original_lang: ru
speech_act: refuse
topics: [diplomacy-mediation, sovereignty-territory]
about_event: evt-0001-briefing
""",
    fails="""\
event: &briefing evt-0001-briefing
original_lang: ru
speech_act: refuse
topics: [diplomacy-mediation, sovereignty-territory]
about_event: *briefing
""",
)
