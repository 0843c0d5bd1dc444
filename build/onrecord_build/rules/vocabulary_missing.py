"""Every vocabulary that a column takes its codes from has terms, and every vocabulary with terms is one of a column.

A column whose vocabulary is empty would take any value. A vocabulary of no column is most often another one,
mistyped.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord_build.dataset import Dataset
from onrecord_build.example import Example
from onrecord_build.faults import Fault
from onrecord_build.nearest import near
from onrecord_build.records import Row

SEVERITY = "error"
ROW_BY_ROW = True  # the terms, which change only with the schemas; then everything is checked
TERMS = """\
date-precision,day,Day,One day.,2026-02-03,A span of days: interval.,1,,,,
date-precision,month,Month,One month.,2025-05,A day in it: day.,2,,,,
date-precision,year,Year,One year.,2018,A month in it: month.,3,,,,
date-precision,interval,Interval,A span with a first or a last day.,2026-01-03/2026-01-05,One day of several: set.,4,,,,
date-precision,set,One of a set,"One of the days named, and it is not known which.","[2026-01-05,2026-01-06]",\
All the days in between: interval.,5,,,,
"""
EXAMPLE = Example(
    "schemas/terms.csv",
    passes=TERMS,
    fails=TERMS.replace("date-precision", "date-precisions"),
    found_in="schemas/terms.csv",
)


def check(dataset: Dataset) -> Iterator[Fault]:
    terms: dict[str | None, Row] = {}
    for row in dataset.rows("terms"):
        terms.setdefault(row["scheme"], row)
    named: dict[str, str] = {}
    for table in dataset.schemas.tables.values():
        for field in table.fields:
            if vocabulary := field.spec.get("vocabulary"):
                named.setdefault(vocabulary, f"{table.name}.{field.name}")
    for scheme, row in terms.items():
        if scheme is not None and scheme not in named:
            message = f"no column takes its codes from '{scheme}'"
            yield row.fault("scheme", message, "Name the vocabulary of a column in schemas/", near(scheme, named))
    # A term that could not be read may be one of the missing vocabulary.
    if terms and None not in terms and not dataset.records.unread & {"terms", *named}:
        for vocabulary in sorted(set(named) - set(terms)):
            message = f"'{named[vocabulary]}' takes its codes from '{vocabulary}', which has no terms"
            help = f"Add terms with the scheme '{vocabulary}', or name another vocabulary in schemas/"
            yield dataset.rows("terms")[0].fault("scheme", message, help)
