"""What a coder wrote for a field can be a value of that field.

Codings are compared by what they say, so that a misspelt code would count as disagreement. `field` is one of those that
are coded; `value` is a code of it, the identifier of an actor or event, or a language tag. A value or a statement that
was retired since stays as it was written. Where the coder found that none can be given, it is empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.agreement.fields import BY_NAME, expect_value
from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault, shown
from onrecord_build.nearest import near
from onrecord_build.values import Wrong

SEVERITY = "error"
ROW_BY_ROW = True
HEADER = "sample,statement,coder,field,value,coder_kind,material,coded\n"
ROW = "first,st-0001-we-will-not,coder-1,speech_act,{},human,record-at-hand,2026-02-10\n"
EXAMPLE = Example(
    "dataset/codings.csv",
    passes=f"{HEADER}{ROW.format('refuse')}",
    fails=f"{HEADER}{ROW.format('refused')}",
    instead_of=HEADER,
)


def check(dataset: Dataset) -> Iterator[Fault]:
    right: set[tuple[str, str]] = set()
    coded = {None, *(row["id"] for row in dataset.rows("retired_ids")), *dataset.records.unread}
    for row in dataset.rows("codings"):
        name, value, statement = row["field"], row["value"], row["statement"]
        if statement not in coded:
            if dataset.get("statements", statement) is None:
                message = f"'{shown(statement)}' is no statement, nor was it one"
                help = "Name the statement that was coded, or take the row out"
                yield row.fault("statement", message, help, dataset.nearest(statement, "statements"))
            coded.add(statement)
        if name is None or (name, value) in right:
            continue
        if (field := BY_NAME.get(name)) is None:
            message = f"'{shown(name)}' is not a field that is coded"
            yield row.fault("field", message, f"Take one of {', '.join(BY_NAME)}", near(name, BY_NAME))
            continue
        try:
            if value is not None:
                expect_value(value, field, dataset)
                right.add((name, value))
        except Wrong as wrong:
            yield row.fault("value", wrong.message, wrong.help, wrong.suggestions)
