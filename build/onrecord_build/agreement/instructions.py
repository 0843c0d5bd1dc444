"""What a coder is told: how to work, and every coded field with its codes, from the schemas and vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord_build.agreement.fields import CODED, CodedField
from onrecord_build.agreement.sample import GIVEN, PASSAGES, SHEET, Sample
from onrecord_build.dataset import Dataset

TEXT = """\
# Sample {name}: {size} statements to code

{statements}

Two coders who work apart show how far the definitions below lead to the same codes. So work alone, and from the
sources alone: do not look at the dataset, its repository or its releases, nor at what another coder wrote.

1. `{sheet}` has one row a statement. Given are {given}: leave them as they are.
2. `unit` says which words are meant: the words quoted in `{passages}`, or, where no passage there quotes any, a few
   words on what was said. `speaker` (whose voice it was) and `said` (the local day, as an EDTF date) come from the
   record and are not coded.
3. `{passages}` has the passages that bear on each statement: what the page prints, letter by letter, in its language,
   and where. Passages may be translations of each other, cut, or without a quotation: then the page at the address
   reports the words in its own. Open the pages where you can; a locator counts paragraphs.
4. Fill in every other cell of the row with one code or identifier from below. Where several codes could apply and the
   definitions are silent, take the one that stands first. Leave a cell empty only where you find that none can be
   given: an empty cell counts as that finding.
5. Code each field as its definition says, and not as another field would make it likely. The lists of actors and
   events hold what is recorded for whatever reason; that something is listed tells nothing of a statement. Events at
   which something was said, and which nothing was said about, are not listed.
6. Save `{sheet}` as CSV in UTF-8, with commas, with the same rows and columns, and note the day.

Whoever keeps the dataset then runs, with the number, kind and day of the coder:

```
onrecord agreement store FOLDER --coder coder-2 --kind human --material sources-only --coded YYYY-MM-DD
```

"""
RECORDS = {
    "actors": ("Actors", ("actor_id", "name")),
    "events": ("Events", ("event_id", "label")),
}


def instructions(sample: Sample, dataset: Dataset) -> str:
    """The text of INSTRUCTIONS.md."""
    begin = TEXT.format(
        name=sample.name,
        size=len(sample.units),
        statements=dataset.schemas.tables["statements"].spec["description"],
        given=", ".join(f"`{column}`" for column in GIVEN),
        sheet=SHEET,
        passages=PASSAGES,
    )
    lines = [line for field in CODED for line in _field(field, dataset)]
    named = dict.fromkeys(table for field in CODED for table in field.records(dataset.schemas))
    for table in named:
        title, columns = RECORDS[table]
        mere = _mere_occasions(dataset) if table == "events" else set()
        rows = ([row[column] for column in columns] for row in dataset.rows(table) if row[columns[0]] not in mere)
        lines += ["", f"## {title}", "", *_table(columns, sorted(rows))]
    return begin + "\n".join(lines).lstrip() + "\n"


def _mere_occasions(dataset: Dataset) -> set[str]:
    """Events that no statement is about or aims at: their names tell before whom something was said, which is coded."""
    matters = {row["about_event"] for row in dataset.rows("statements")}
    matters |= {row["target_event"] for row in dataset.rows("statement_targets")}
    return {row["event"] for row in dataset.rows("statements") if row["event"]} - matters


def _field(field: CodedField, dataset: Dataset) -> Iterator[str]:
    schemas = dataset.schemas
    definition, tables = field.definition(schemas), field.records(schemas)
    # What several columns hold together, their table describes.
    described = definition if len(field.columns) == 1 else schemas.tables[field.table]
    yield from ("", f"## {field.name}", "", f"{described.spec['description']} {field.asked}".rstrip())
    if tables:
        yield f"One identifier, from the list of {' or of '.join(tables)} below."
    if definition.codes is not None:
        terms = schemas.terms[definition.spec["vocabulary"]]
        rows = ([f"`{t['code']}`", t["definition"], t["example"], t["non_example"]] for t in terms)
        yield from ("", *_table(("code", "what it means", "example", "near miss"), rows))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines]
