"""What holds for the values of a column, by the descriptor: the same laws for every library that checks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Law(NamedTuple):
    """One law of a column: which it is, what it goes by, and what to say of a value that breaks it.

    What is of another type altogether is let pass by all laws but that of the type and those of uniqueness, so that it
    is named once. A missing value is let pass by all but "given".
    """

    name: str
    by: Any
    words: str


def laws(field: Mapping[str, Any], resource: Mapping[str, Any]) -> Iterator[Law]:
    """The laws of a column of a table, the more basic before the others."""
    limits = field.get("constraints", {})
    see = f'see onrecord.describe("{resource["name"]}")'
    if limits.get("required"):
        yield Law("given", None, "is missing, and every row has to have one")
    yield _of_type(field, see)
    if field["onrecordType"] == "list":
        sizes = field.get("limits", {})
        if "minLength" in sizes:
            yield Law("fewest", sizes["minLength"], f"has fewer than {_items(sizes['minLength'])}")
        if "maxLength" in sizes:
            yield Law("most", sizes["maxLength"], f"has more than {_items(sizes['maxLength'])}")
    elif "codes" not in field:
        if "pattern" in limits:
            yield Law("pattern", limits["pattern"], f"has not the form {limits['pattern']}; {see}")
        if "maxLength" in limits:
            yield Law("longest", limits["maxLength"], f"is longer than {limits['maxLength']} characters")
    key = list(resource["schema"]["primaryKey"])
    if limits.get("unique") or key == [field["name"]]:
        yield Law("once", None, "is there more than once")
    elif key[-1] == field["name"]:
        yield Law("key", key, f"is there more than once together with the same {', '.join(key[:-1])}")


def has_to_be_there(field: Mapping[str, Any], resource: Mapping[str, Any]) -> bool:
    """Whether rows of a person's own need a column: what is computed they do not, unless the whole table is."""
    computed = all(f.get("derived") for f in resource["schema"]["fields"])
    return bool(field.get("constraints", {}).get("required")) and (computed or not field.get("derived"))


def _of_type(field: Mapping[str, Any], see: str) -> Law:
    codes: Sequence[str] | None = field.get("codes")
    what = f"a code of {field.get('vocabulary', 'the column')}; {see}"
    match field["onrecordType"]:
        case "list" if codes is not None:
            return Law("list of codes", codes, f"is not a list of which every item is {what}")
        case "list":
            return Law("list of texts", None, "is not a list of texts, none of them empty")
        case "date":
            return Law("day", None, "is not a day: 2026-02-03, a date, or a timestamp at midnight without time zone")
        case "boolean":
            return Law("truth value", None, "is neither True nor False")
        case "integer":
            return Law("whole number", None, "is not a whole number")
        case "number":
            return Law("number", None, "is not a number")
        case _ if codes is not None:
            return Law("code", codes, f"is not {what}")
        case _:
            return Law("text", None, "is not a text, or an empty one: what is missing is None")


def _items(number: int) -> str:
    return f"{number} item" if number == 1 else f"{number} items"
