"""The module onrecord.names: the names of tables and columns, and codes, as types that editors and checkers know."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord_build.schema import Schemas

FILE = "build/onrecord/names.py"
VOCABULARIES = {
    "SpeechAct": "speech-act",
    "Topic": "topic",
    "ActorKind": "actor-kind",
    "Region": "region",
    "EventKind": "event-kind",
    "RelationshipType": "relationship-type",
    "RelationshipState": "relationship-state",
}
HEAD = '''"""Names of tables and columns, and codes, as types: editors complete them, and type checkers know them.

Generated from schemas/ by `onrecord generate`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias
'''


def typed_names(schemas: Schemas) -> str:
    """The text of the module."""
    released = schemas.released
    columns = {field.name for table in released.values() for field in table.fields}
    types = {"TableName": list(released), "ColumnName": sorted(columns)}
    types |= {name: [term["code"] for term in schemas.terms[scheme]] for name, scheme in VOCABULARIES.items()}
    return HEAD + "".join(f"\n{_alias(name, values)}" for name, values in types.items())


def _alias(name: str, values: Iterable[str]) -> str:
    return f"{name}: TypeAlias = Literal[\n" + "".join(f'    "{value}",\n' for value in values) + "]\n"
