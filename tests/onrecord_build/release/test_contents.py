"""What lies in a release: complete, described, and the same to the byte wherever and whenever it is built."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.spreadsheet import guarded, unguarded
from onrecord_build.release.formats import FOLDERS
from sandbox import REPOSITORY, STATEMENT, Sandbox, contents

DOCUMENTS = {
    *("README.md", "balance.md", "dictionary.md", "LICENSE-DATA.txt", "CITATION.cff"),
    *("datapackage.json", "croissant.json", "dataset.jsonld", "datasette.json"),
    *("manifest.json", "SHA256SUMS", "onrecord.sqlite"),
}
LABEL = "On Record 1.2.3 (CC-BY-4.0, quotations excepted)"


def test_what_is_in_it(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with_rows = [name for name, table in manifest["tables"].items() if table["rows"]]
    expected = {f"parquet/{name}.parquet" for name in manifest["tables"]}
    expected |= {f"{form}/{name}.{form}" for name in with_rows for form in ("jsonl", "csv")}
    expected |= {"statements/st-0001-we-will-not.json"}
    assert set(contents(folder)) == expected | DOCUMENTS
    assert (manifest["version"], manifest["normal_form"], manifest["released"]) == ("1.2.3", "c14n-1", "2026-02-10")
    assert {"python", "pyarrow", "sqlite", "zlib"} <= manifest["environment"].keys()
    with zipfile.ZipFile(folder.with_name("onrecord-1.2.3.zip")) as packed:
        assert {n: packed.read(n) for n in packed.namelist()} == {
            f"onrecord-1.2.3/{name}": data for name, data in contents(folder).items()
        }


def test_every_file_says_what_it_is_from(sandbox: Sandbox) -> None:
    """Dataset, version and licence, as whoever finds the file alone would look for them."""
    for name, data in contents(sandbox.build()).items():
        if name.endswith(".parquet"):
            told = b" ".join(pq.ParquetFile(io.BytesIO(data)).metadata.metadata.values())
        else:
            told = data  # SQLite and the rest hold text as it is
        for word in (b"On Record", b"1.2.3", b"CC-BY-4.0"):
            assert word in told, (name, word)


def test_every_row_of_a_text_file_says_what_it_is_from(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    for path in (folder / "csv").iterdir():
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert {row["release"] for row in rows} == {LABEL}
    for path in (folder / "jsonl").iterdir():
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert {line["release"] for line in lines} == {LABEL}


def test_a_statement_as_one_document(sandbox: Sandbox) -> None:
    lineage = "dataset/source_lineage.csv"
    head, rest = sandbox.read(lineage).split("\n", 1)
    sandbox.write(lineage, f"{head}\nsrc-0001-example-times,src-0003-example-times,excerpts,\n{rest}")
    path = sandbox.build() / "statements" / "st-0001-we-will-not.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["release"]["version"] == "1.2.3"
    assert document["statement"]["speaker"]["name"] == "Max Muster"
    assert document["targets"][0]["target_actor"]["actor_id"] == "xeb"
    agency, times = document["evidence"]
    assert agency["exact"] == "Мы этого не сделаем"
    assert times["source"]["publisher"]["name"] == "Example Times"
    (link,) = times["source"]["lineage"]
    assert link["parent"]["source_id"] == "src-0003-example-times"
    assert link["parent"]["lineage"][0]["parent"]["publisher"]["name"] == "Example Agency"


def test_the_database_names_its_metadata(sandbox: Sandbox) -> None:
    described = json.loads((sandbox.build() / "datasette.json").read_text(encoding="utf-8"))
    assert list(described["databases"]) == ["onrecord"]


def test_columns_carry_what_they_mean(sandbox: Sandbox) -> None:
    schema = pq.read_schema(sandbox.build() / "parquet" / "statements.parquet")
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.metadata[b"version"] == b"1.2.3"
    assert schema.field("speech_act").metadata[b"vocabulary"] == b"speech-act"
    assert schema.field("n_sources").metadata[b"unit"] == b"sources"
    assert json.loads(schema.metadata[b"primary_key"]) == ["statement_id"]
    keys = json.loads(schema.metadata[b"foreign_keys"])
    assert {"field": "speaker", "table": "actors", "key": "actor_id"} in keys


def test_parquet_is_compressed_with_zstd(sandbox: Sandbox) -> None:
    for path in (sandbox.build() / "parquet").iterdir():
        metadata = pq.ParquetFile(path).metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        assert {g.column(c).compression for g in groups for c in range(metadata.num_columns)} <= {"ZSTD"}


def test_the_list_of_digests_is_one_that_other_programs_read(sandbox: Sandbox) -> None:
    folder = sandbox.build()
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder, capture_output=True, text=True).stderr == ""
    (folder / "balance.md").write_text("nothing", encoding="utf-8")
    assert subprocess.run(command, cwd=folder, capture_output=True).returncode == 1


def test_the_citation_has_version_and_day_and_those_of_the_repository_none(sandbox: Sandbox) -> None:
    lines = (sandbox.build() / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ['version: "1.2.3"', "date-released: 2026-02-10"]
    sandbox.write("CITATION.cff", sandbox.read("CITATION.cff") + "version: 1.0.0\n")
    status, _, err = sandbox.run("build")
    assert (status, "CITATION.cff has a version" in err) == (2, True)


@pytest.mark.parametrize("text", ["", "title: [", "title: x\n", "- a\n"])
def test_a_citation_that_says_too_little(sandbox: Sandbox, text: str) -> None:
    sandbox.write("CITATION.cff", text)
    status, out, err = sandbox.run("build")
    assert (status, out) == (2, "")
    assert "git checkout CITATION.cff" in err


def test_the_summary_says_what_was_built(sandbox: Sandbox) -> None:
    status, out, _ = sandbox.run("build")
    assert status == 0
    assert "On Record 1.2.3" in out
    assert "1 statements" in out
    assert "3 February 2026" in out
    assert "release/onrecord-1.2.3" in out


# No cell of a spreadsheet starts a formula, and every value can be had back.

TEXTS = st.text(
    st.sampled_from("=+-@＝＋－＠'\t\r\n; ,|a\u00a0\"") | st.characters(exclude_categories=["Cs"]), max_size=12
)


@given(TEXTS)
def test_what_is_guarded_can_be_had_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_nothing_guarded_starts_a_formula(text: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(["before", guarded(text), "after"])
    for separator in (",", ";", "\t"):  # by which spreadsheets, after their country, take a file apart
        for row in csv.reader(io.StringIO(buffer.getvalue(), newline=""), delimiter=separator):
            for cell in row:
                assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠"), (text, cell)


def test_no_cell_of_a_release_starts_a_formula(sandbox: Sandbox) -> None:
    sandbox.edit("dataset/actors.csv", "Max Muster", "=HYPERLINK(A1)")
    folder = sandbox.build() / "csv"
    cells = [
        cell
        for path in folder.iterdir()
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        for cell in row
    ]
    assert "'=HYPERLINK(A1)" in cells
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]


# The same records give the same bytes.

ORDER = """
import os
scandir, listdir = os.scandir, os.listdir
class Reversed:
    def __init__(self, path="."):
        with scandir(path) as found: self.found = sorted(found, key=lambda e: e.name, reverse=True)
    def __iter__(self): return iter(self.found)
    def __next__(self): return self.found.pop(0)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = lambda path=".": Reversed(path)
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
"""
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
HERE = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
BUILD = "import os, sys; os.umask(int(sys.argv[1], 8)); from onrecord.cli import main; sys.exit(main(['build']))"


def built(clone: Path, environment: dict[str, str], umask: str, path: str = "") -> dict[str, bytes]:
    """The bytes of all that a build in a clone writes."""
    python_path = os.pathsep.join(filter(None, [path, str(clone / "build"), os.environ.get("PYTHONPATH", "")]))
    plain = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "TZ")}
    subprocess.run(
        [sys.executable, "-c", BUILD, umask],
        cwd=clone,
        env=plain | environment | {"PYTHONPATH": python_path},
        check=True,
        capture_output=True,
    )
    return contents(clone / "release")


def test_two_clean_clones_give_the_same_bytes(tmp_path: Path) -> None:
    """All records of the repository, under other time zones, locales, umasks, hashes and orders of files."""
    clones = [tmp_path / "one", tmp_path / "a longer name" / "two"]
    for clone in clones:
        subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(clone)], check=True)
    (tmp_path / "order").mkdir()
    (tmp_path / "order" / "sitecustomize.py").write_text(ORDER, encoding="utf-8")
    one = built(clones[0], HERE, "022")
    other = built(clones[1], ELSEWHERE, "077", str(tmp_path / "order"))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    modes = [{p.stat().st_mode for p in (c / "release").rglob("*.json")} for c in clones]
    assert modes[0] == modes[1]


OLDER = "pyarrow==20.0.0"
DIGESTS = """
import json, sys
from pathlib import Path
import pyarrow
from onrecord_build.compile import compile_project
from onrecord_build.project import Project
from onrecord_build.release.contents import write_installed
folder = Path(sys.argv[2])
write_installed(compile_project(Project(Path(sys.argv[1]))), folder)
print(pyarrow.__version__, json.loads((folder / "manifest.json").read_text())["content_sha256"])
"""


def test_the_content_digest_is_the_same_under_another_version_of_pyarrow(sandbox: Sandbox, tmp_path: Path) -> None:
    target = tmp_path / "older"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), OLDER]
    subprocess.run(install, check=True, capture_output=True)
    said = []
    for name, path in (("new", ""), ("old", str(target))):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", DIGESTS, str(sandbox.root), str(tmp_path / name)]
        python_path = os.pathsep.join(filter(None, [path, str(REPOSITORY / "build")]))
        done = subprocess.run(
            command, env=os.environ | {"PYTHONPATH": python_path}, check=True, capture_output=True, text=True
        )
        said.append(done.stdout.split())
    assert said[0][0] != said[1][0] == OLDER.partition("==")[2]
    assert said[0][1] == said[1][1]
    parquet = [(tmp_path / name / "parquet" / "statements.parquet").read_bytes() for name in ("new", "old")]
    assert parquet[0] != parquet[1]  # or there would be nothing to be independent of


def test_a_changed_word_changes_the_digest(sandbox: Sandbox) -> None:
    before = json.loads((sandbox.build() / "manifest.json").read_text(encoding="utf-8"))
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    after = json.loads((sandbox.build() / "manifest.json").read_text(encoding="utf-8"))
    changed = {t for t in before["tables"] if before["tables"][t] != after["tables"][t]}
    assert changed == {"statements"}
    assert before["content_sha256"] != after["content_sha256"]


def test_the_content_digest_can_be_made_from_json_lines_alone(sandbox: Sandbox) -> None:
    """What makes it independent of pyarrow: nothing but the values goes into it."""
    folder = sandbox.build()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    whole = ""
    for table in sorted(manifest["tables"]):
        path = folder / "jsonl" / f"{table}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
        plain = [{key: value for key, value in row.items() if key != "release"} for row in rows]
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in plain]
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
        assert digest == manifest["tables"][table]["content_sha256"]
        whole += f"{digest}  {table}\n"
    assert hashlib.sha256(whole.encode()).hexdigest() == manifest["content_sha256"]


def test_every_form_has_a_folder(sandbox: Sandbox) -> None:
    assert set(FOLDERS) == {p.name for p in sandbox.build().iterdir() if p.is_dir()} - {"statements"}
