"""What a person writes is what a user loads: records → tables → every form of a release → loader, and the order of files and
rows never shows."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.engines import load as load_table
from onrecord.integrity.forms import ROWS, Expected
from onrecord.store import FolderStore
from onrecord_build.release.formats import FOLDERS
from sandbox import EVENT, RELATIONSHIP, STATEMENT, Sandbox, contents

# What other programs turn into something else: a truth value, a time, an octal number, a missing value, a shorter number.
POISON = ["no", "12:30", "0555567", "NA", "1.10", "007", "null", "~", "=1+1", "a\nb", "e\u0301", "שלום (שלום)", "مرحبا", "\U0001f54a", "1e5", "nan", "[]", "{}"]  # fmt: skip
texts = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.just("\n"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
values = st.sampled_from(POISON) | texts
items = st.lists(values.map(lambda t: t.replace(";", ",").strip()).filter(bool), unique=True, max_size=4)


def rewrite_csv(sandbox: Sandbox, table: str, key: str, new: dict[str, str]) -> None:
    name = f"dataset/{table}.csv"
    rows = list(csv.DictReader(io.StringIO(sandbox.read(name), newline="")))
    row = next(r for r in rows if key in r.values())
    assert set(new) <= set(row)
    row.update(new)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    sandbox.write(name, text.getvalue())


def rewrite_yaml(sandbox: Sandbox, name: str, change: dict[str, Any], evidence: dict[str, str]) -> None:
    record = yaml.load(sandbox.read(name), yaml.BaseLoader)
    record.update(change)
    record["evidence"][0].update(evidence)
    sandbox.write(name, yaml.safe_dump(record, allow_unicode=True, default_style='"', sort_keys=False))


def mend(sandbox: Sandbox) -> None:
    """Put what was written by other programs into canonical form and place."""
    status, _, err = sandbox.run("fix")
    assert status == 0, err


def load(folder: Path, table: str) -> tuple[pd.DataFrame, dict[str, list[dict[str, Any]]]]:
    """A table of a release by way of the loader, and by way of each form."""
    store = FolderStore(folder)
    fields = next(r["schema"]["fields"] for r in store.descriptor["resources"] if r["name"] == table)
    files = {form: folder / form / f"{table}.{form}" for form in FOLDERS} | {"sqlite": folder / "onrecord.sqlite"}
    forms = {form: list(ROWS[form](path.read_bytes(), Expected(table, fields, 10**6))) for form, path in files.items()}
    return load_table(store, table, "pandas", None, None), forms


@settings(max_examples=25, deadline=None)
@given(v=st.tuples(*[values] * 10), aliases=items)
@example(v=tuple(POISON[:10]), aliases=POISON[:4])
@example(v=tuple(POISON[-10:]), aliases=POISON[-4:])
def test_every_value_survives(v: tuple[str, ...], aliases: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        sandbox = Sandbox(Path(place) / "checkout")
        actor = {"name": v[0], "name_native": v[1]}
        rewrite_csv(sandbox, "actors", "xeb", actor | {"aliases": ";".join(aliases)})
        rewrite_csv(sandbox, "sources", "src-0002-example-agency", {"title": v[2], "author": v[3]})
        rewrite_yaml(sandbox, EVENT, {"place": v[4]}, {})
        rewrite_yaml(sandbox, RELATIONSHIP, {"unit": v[5], "instrument": v[6]}, {})
        rewrite_yaml(sandbox, STATEMENT, {"venue": v[7], "title_as_given": v[8]}, {"exact": v[9]})
        mend(sandbox)
        release = sandbox.build()
        cases: list[tuple[str, str, dict[str, Any]]] = [
            ("actors", "xeb", actor | {"aliases": aliases}),
            ("sources", "src-0002-example-agency", {"title": v[2], "author": v[3]}),
            ("events", "evt-0001-briefing", {"place": v[4]}),
            ("relationships", "rel-0001-treaty", {"unit": v[5], "instrument": v[6], "amount": 12.5}),
            ("statements", "st-0001-we-will-not", {"venue": v[7], "title_as_given": v[8], "quote": v[9]}),
            ("evidence", "ev-0010-agency", {"exact": v[9]}),
        ]
        for table, key, expected in cases:
            frame, forms = load(release, table)
            loaded = frame[frame.iloc[:, 0] == key].to_dict("records")[0]
            assert {k: loaded[k] for k in expected} == expected
            for form, rows in forms.items():
                (plain,) = [row for row in rows if next(iter(row.values())) == key]
                assert {k: plain[k] for k in expected} == expected, form
        document = json.loads((release / "statements" / "st-0001-we-will-not.json").read_text(encoding="utf-8"))
        assert document["statement"]["quote"] == v[9]
        assert v[2] in {passage["source"]["title"] for passage in document["evidence"]}


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_never_shows(chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        sandbox = Sandbox(Path(place) / "checkout")
        before = independent(sandbox.build())
        for path in sorted(sandbox.path("dataset").glob("*.csv")):
            head, *lines = path.read_text(encoding="utf-8").splitlines()
            chance.shuffle(lines)
            path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        for name in (STATEMENT, EVENT, RELATIONSHIP):
            record = yaml.load(sandbox.read(name), yaml.BaseLoader)
            fields = list(record.items())
            chance.shuffle(fields)
            chance.shuffle(record["evidence"])
            folder = sandbox.path(name).parent / chance.choice("abc")
            folder.mkdir()
            sandbox.path(name).rename(folder / Path(name).name)
            moved = str((folder / Path(name).name).relative_to(sandbox.root))
            sandbox.write(moved, yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False))
        mend(sandbox)
        assert independent(sandbox.build()) == before


# What holds all tables, or the digests of all files.
ADD_UP = {"manifest.json", "SHA256SUMS", "datapackage.json", "croissant.json", "dataset.jsonld", "onrecord.sqlite"}


def independent(release: Path) -> dict[str, bytes]:
    """The files of a release, but for those that say on which line of which file a value was written."""
    return {
        name: data for name, data in contents(release).items() if name not in ADD_UP and Path(name).stem != "provenance"
    }


def test_a_target_keeps_its_place(sandbox: Sandbox) -> None:
    frame, _ = load(sandbox.build(), "statement_targets")
    assert frame["position"].tolist() == [1, 2]
    assert frame["target_actor"].tolist()[0] == "xeb"
    assert frame["target_event"].tolist()[1] == "evt-0001-briefing"
