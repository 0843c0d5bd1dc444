"""`onrecord verify RELEASE` finds every altered byte, and names what differs."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.cli import main
from onrecord.integrity import examine
from onrecord.releases.opening import reached
from sandbox import Sandbox, contents, rewrite

Said = tuple[int, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Sandbox(tmp_path_factory.mktemp("integrity") / "checkout").build()


@pytest.fixture(scope="module")
def packed(built: Path) -> Path:
    return built.with_name(f"{built.name}.zip")


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Path:
    """A release that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / built.name))


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(path: Path, *options: str) -> Said:
        status = main(["verify", str(path), *options])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def found(path: Path) -> list[str]:
    """What differs, file by file; or that the release is not opened at all."""
    try:
        return [finding.file for finding in examine(reached(path)).findings]
    except onrecord.OnRecordError as error:
        return [str(error)]


@contextmanager
def altered(path: Path, data: bytes) -> Iterator[None]:
    """Another content, for a while."""
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(before)


def flipped(data: bytes, at: int, by: int) -> bytes:
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]


def test_a_whole_release(built: Path, packed: Path, verify: Callable[..., Said]) -> None:
    for path in (built, packed):
        status, out = verify(path)
        assert status == 0
        assert out.startswith("On Record 1.2.3 is whole.")
        assert "22 tables hold the same rows in CSV, JSON Lines, Parquet and SQLite" in out
    assert onrecord.verify_release(built).empty


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_altered_byte_is_found(built: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(contents(built))))
    path = built / name
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    with altered(path, flipped(before, at, data.draw(st.integers(1, 255)))):
        assert {name, "SHA256SUMS"} & set(found(built)) or any(name in said for said in found(built))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_altered_byte_of_a_zip_is_found(packed: Path, data: st.DataObject) -> None:
    before = packed.read_bytes()
    # As often at the end, where the directory of the zip is, as anywhere else.
    first = data.draw(st.sampled_from([0, len(before) - 5000]))
    at = data.draw(st.integers(first, len(before) - 1))
    with altered(packed, flipped(before, at, data.draw(st.integers(1, 255)))):
        assert found(packed) != []


def test_every_byte_of_the_end_of_a_zip(packed: Path) -> None:
    """The comment, which has the digest of all the rest, and the record before it."""
    before = packed.read_bytes()
    for at in range(len(before) - 160, len(before)):
        with altered(packed, flipped(before, at, 1)):
            assert found(packed) != [], at


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_is_cut_off_or_put_on_is_found(built: Path, packed: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([packed, *(built / name for name in sorted(contents(built)))]))
    before = path.read_bytes()
    other = data.draw(
        st.one_of(st.integers(0, len(before) - 1).map(lambda n: before[:n]), st.binary(min_size=1).map(before.__add__))
    )
    with altered(path, other):
        assert found(packed if path == packed else built) != []


@pytest.mark.parametrize("name", ["csv/statements.csv", "SHA256SUMS", "datapackage.json", "balance.md"])
def test_a_missing_file_is_named(release: Path, name: str, verify: Callable[..., Said]) -> None:
    (release / name).unlink()
    status, out = verify(release)
    assert status == 1
    assert f"{name}\n  is missing.\n" in out


def test_what_does_not_belong_there_is_named(release: Path) -> None:
    (release / "more.csv").write_text("a\n", encoding="utf-8")
    (release / "parquet" / "link.parquet").symlink_to(release / "parquet" / "terms.parquet")
    (release / "statements" / "folder").symlink_to(release / "parquet")
    assert sorted(found(release)) == ["more.csv", "parquet/link.parquet", "statements/folder"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_form_that_says_something_else_is_found_though_all_digests_agree(release: Path, form: str) -> None:
    name = f"{form}/statements.{form}"
    data = (release / name).read_bytes()
    rewrite(release, name, data.replace("Мы этого не сделаем".encode(), "Мы это сделаем".encode()))
    (finding,) = examine(reached(release)).findings
    assert finding.file == name
    assert "the table statements has another content" in finding.what
    rewrite(release, name, data + data.splitlines(keepends=True)[-1])
    (finding,) = examine(reached(release)).findings
    assert finding.what == "the table statements has more than 1 rows"


def test_a_database_that_says_something_else_is_found_though_all_digests_agree(release: Path) -> None:
    path = release / "onrecord.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("UPDATE statements SET venue = 'Example Town'")
    database.close()
    rewrite(release, path.name, path.read_bytes())
    (finding,) = examine(reached(release)).findings
    assert (finding.file, finding.what.split(" has ")[0]) == ("onrecord.sqlite", "the table statements")


@pytest.mark.parametrize(
    "name", ["parquet/statements.parquet", "onrecord.sqlite", "csv/terms.csv", "jsonl/terms.jsonl"]
)
def test_a_table_that_cannot_be_read_is_a_finding_and_no_traceback(release: Path, name: str) -> None:
    rewrite(release, name, b"\xff\xfe nothing of the kind")
    findings = examine(reached(release)).findings
    assert {finding.file for finding in findings} == {name}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "[" * 100_000, '{"resources": [{"format": "csv", "name": "x", "path": "../x"}]}'],
    ids=["empty", "list", "object", "null", "deep", "outside"],
)
def test_a_descriptor_that_is_none(release: Path, text: str) -> None:
    rewrite(release, "datapackage.json", text.encode())
    assert found(release) == ["datapackage.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "[" * 100_000, '{"name": 1}'])
def test_a_manifest_that_is_none(release: Path, text: str, verify: Callable[..., Said]) -> None:
    (release / "manifest.json").write_text(text, encoding="utf-8")
    status, out = verify(release)
    assert status == 2
    assert "manifest.json is not that of a release" in out


FORGED = {
    "a cell more": ("csv/actors.csv", lambda data: data.replace(b"\n", b",EXTRA\n")),
    "another label": ("csv/actors.csv", lambda data: data.replace(b"On Record 1.2.3", b"On Record 9.9.9")),
    "another label of one row": (
        "jsonl/actors.jsonl",
        lambda data: data.replace(b"On Record 1.2.3", b"Other 1.2.3", 1),
    ),
    "a last line without end": ("jsonl/actors.jsonl", lambda data: data + b'{"actor_id": "evil"}'),
    "a key twice": ("jsonl/actors.jsonl", lambda data: data.replace(b'{"actor_id"', b'{"name": "evil", "actor_id"', 1)),
    "no database": ("onrecord.sqlite", lambda data: b""),
    "a value too large": ("jsonl/terms.jsonl", lambda data: data.replace(b'"rank":1', b'"rank": 1e999', 1)),
}


@pytest.mark.parametrize(("name", "change"), FORGED.values(), ids=FORGED)
def test_forms_are_read_strictly(release: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    data = (release / name).read_bytes()
    assert change(data) != data
    rewrite(release, name, change(data))
    assert set(found(release)) == {name}


def test_a_long_cell_is_no_fault(release: Path) -> None:
    """The limit of Python's reader is not one of the data."""
    path = release / "csv" / "actors.csv"
    rewrite(release, "csv/actors.csv", path.read_bytes().replace(b"Max Muster", b"M" * 200_000))
    (finding,) = examine(reached(release)).findings
    assert "has another content" in finding.what


def test_what_the_descriptor_leaves_out_is_not_taken_for_whole(release: Path) -> None:
    descriptor = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    resources = descriptor["resources"]
    for kept, missing in (
        ([r for r in resources if r["name"] != "statements-csv"], "csv/statements.csv"),
        ([r for r in resources if r["name"] != "statements"], "parquet/statements.parquet"),
        ([r for r in resources if r["format"] != "sqlite"], "onrecord.sqlite"),
        ([], "datapackage.json"),
    ):
        text = json.dumps(descriptor | {"resources": kept})
        rewrite(release, "datapackage.json", text.encode())
        assert missing in found(release)


def test_a_database_with_a_view_in_the_place_of_a_table_does_not_hang(release: Path) -> None:
    path = release / "onrecord.sqlite"
    endless = "WITH RECURSIVE n(rowid) AS (SELECT 1 UNION ALL SELECT rowid + 1 FROM n) SELECT rowid FROM n"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("DROP TABLE searches")
        database.execute(f"CREATE VIEW searches AS {endless}")
    database.close()
    rewrite(release, path.name, path.read_bytes())
    assert [f.what for f in examine(reached(release)).findings] == [
        "the table searches cannot be read from it (it is no table there)"
    ]


def test_a_table_with_more_rows_than_there_should_be_is_not_read(release: Path) -> None:
    name = "parquet/searches.parquet"
    table = pq.read_table(release / name)
    many = pa.table({field.name: pa.nulls(10_000_000, field.type) for field in table.schema})
    pq.write_table(many, release / name)
    rewrite(release, name, (release / name).read_bytes())
    (finding,) = examine(reached(release)).findings
    assert (finding.file, "10000000 rows" in finding.what) == (name, True)


MANIFESTS = ['"bytes": true', '"bytes": -1', '"bytes": 1e18', '"bytes": NaN', '"bytes": "1"', '"bytes": 99999999999999']


@pytest.mark.parametrize("size", MANIFESTS)
def test_a_size_that_is_none(release: Path, size: str, verify: Callable[..., Said]) -> None:
    path = release / "manifest.json"
    path.write_text(re.sub(r'"bytes": \d+', size, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    status, out = verify(release)
    assert (status, "manifest.json is not that of a release" in out) == (2, True)


def test_a_character_that_is_none(release: Path, verify: Callable[..., Said]) -> None:
    path = release / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("On Record", "\\ud800", 1), encoding="utf-8")
    assert verify(release)[0] == 2


def test_folders_in_folders(release: Path) -> None:
    """More of them than Python can call itself."""
    subprocess.run(["mkdir", "--parents", "/".join("a" * 1100)], cwd=release, check=True)
    try:
        assert any(name.startswith("a/a") for name in found(release))
    finally:  # whoever clears up here calls itself
        subprocess.run(["rm", "--recursive", "a"], cwd=release, check=True)


def test_a_name_that_is_too_long(verify: Callable[..., Said]) -> None:
    status, out = verify(Path("x" * 3000))
    assert (status, "Name a folder or a zip" in out) == (2, True)


def test_what_is_installed(release: Path, verify: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.releases.opening.INSTALLED", release)
    assert verify(Path("installed"))[0] == 0


def test_as_json(release: Path, verify: Callable[..., Said]) -> None:
    (release / "balance.md").write_text("", encoding="utf-8")
    status, out = verify(release, "--format", "json")
    document = json.loads(out)
    assert (status, document["release"], document["version"]) == (1, "1.2.3", 1)
    assert [finding["file"] for finding in document["findings"]] == ["balance.md"]
    assert document["forms"] == ["csv", "jsonl", "parquet", "sqlite"]


def test_as_a_frame(release: Path) -> None:
    (release / "balance.md").write_text("", encoding="utf-8")
    frame = onrecord.verify_release(release)
    assert frame["file"].tolist() == ["balance.md"]
    assert list(frame.columns) == ["file", "what", "help"]


def test_without_a_release_or_texts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("ONRECORD_TEXTS", raising=False)
    assert main(["verify"]) == 2
    assert "onrecord verify RELEASE" in capsys.readouterr().err
    assert main(["verify", str(tmp_path)]) == 2
    assert "has no manifest.json" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "none")]) == 2
    assert "There is no" in capsys.readouterr().err
