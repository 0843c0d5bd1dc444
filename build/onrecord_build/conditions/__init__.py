"""The language in which rules say what is wrong: conditions on the columns of a row and of the records that it names.

    missing("statement") & (col("support") == "denies-attribution")
    col("source.published").latest < col("statement.said").earliest.plus(-1)
    ~some("evidence", "statement", col("support") == "supports")

A path such as `statement.said` follows a foreign key of the schemas. What is not known makes a condition neither true
nor false: a value that is missing, of the wrong form, or of a record that is not there. A row is wrong of which a
condition is certainly true.

The language says nothing of how it is asked. `in_python` asks it of records, `in_frames` of tables, on whatever engine
holds them. What one of them can say, all can.
"""

from onrecord_build.conditions.language import (
    Alike,
    Condition,
    Narrowed,
    Suspect,
    Value,
    Wrong,
    col,
    given,
    known,
    missing,
    some,
)

__all__ = ["Alike", "Condition", "Narrowed", "Suspect", "Value", "Wrong", "col", "given", "known", "missing", "some"]
