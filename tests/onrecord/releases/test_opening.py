"""Opening releases on this machine: the same interface as the installed data, and nothing hostile gets in."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.releases import container as module
from sandbox import Sandbox, contents, rewrite

TOP = "onrecord-1.2.3"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Sandbox(tmp_path_factory.mktemp("opening") / "checkout").build()


@pytest.fixture
def zipped(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built.with_name(f"{built.name}.zip"), tmp_path / "a.zip"))


@pytest.mark.parametrize("how", ["folder", "zip", "text", "file folder", "file zip", "zip by others"])
def test_the_interface_is_that_of_the_installed_data(
    built: Path, zipped: Path, tmp_path: Path, install: Callable[[Path], None], how: str
) -> None:
    others = tmp_path / "others"
    shutil.make_archive(str(others), "zip", built)  # without the folder at the top, and with entries for folders
    named: dict[str, str | Path] = {
        "folder": built,
        "zip": zipped,
        "text": str(zipped),
        "file folder": built.as_uri(),
        "file zip": zipped.as_uri(),
        "zip by others": others.with_suffix(".zip"),
    }
    release = onrecord.open(named[how])
    install(built)
    assert release.version == "1.2.3"
    for name in onrecord.tables().index:
        assert release.load(name).equals(onrecord.load(name))
        assert release.describe(name).equals(onrecord.describe(name))
    assert release.tables().equals(onrecord.tables())
    statement = release.load("statements")["statement_id"][0]
    assert release.explain(statement, "said").equals(onrecord.explain(statement, "said"))
    assert release.resolve(statement) == onrecord.resolve(statement)
    assert repr(release) == "<On Record 1.2.3>"


def test_verifying_texts_and_drawing_with_an_opened_release(built: Path, tmp_path: Path) -> None:
    release = onrecord.open(built)
    (tmp_path / "src-0002-example-agency.txt").write_text("Мы этого не сделаем", encoding="utf-8")
    assert "found" in set(release.verify(tmp_path)["status"])
    assert release.plot.positions("prp-0002-own-laws").to_dict()


def test_a_digest_pins_it(built: Path, zipped: Path) -> None:
    import hashlib

    for path, pinned in ((zipped, zipped), (built, built / "SHA256SUMS")):
        digest = hashlib.sha256(pinned.read_bytes()).hexdigest()
        assert onrecord.open(path, sha256=digest.upper()).version == "1.2.3"
        with pytest.raises(onrecord.OnRecordError, match=f"has the SHA-256 {digest} and not {'0' * 64}"):
            onrecord.open(path, sha256="0" * 64)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ftp://example.org/a.zip", "by https:, http: or file: only"),
        ("s3://example/a.zip", "by https:, http: or file: only"),
        ("file://example.org/a.zip", "is on another machine"),
        ("no-such-release", "There is no"),
        ("", "has no manifest.json"),
    ],
)
def test_what_is_no_release(name: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(onrecord.OnRecordError, match=why):
        onrecord.open(name)


def test_what_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(onrecord.OnRecordError, match="names no release"):
        onrecord.open(["a"])  # type: ignore[arg-type]
    (tmp_path / "text").write_text("no zip", encoding="utf-8")
    with pytest.raises(onrecord.OnRecordError, match="is no zip, or a damaged one"):
        onrecord.open(tmp_path / "text")


ALTERED = ("parquet/statements.parquet", "balance.md")


@pytest.fixture(params=["folder", "zip"])
def tampered(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Path:
    """A release with two files that are as long as they were, and others, as the folder or packed anew."""
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    for name in ALTERED:
        data = bytearray((folder / name).read_bytes())
        data[len(data) // 2] ^= 1
        (folder / name).write_bytes(data)
    return folder if request.param == "folder" else Path(shutil.make_archive(str(tmp_path / "b"), "zip", folder))


def test_an_altered_file_is_named_and_nothing_of_it_is_loaded(tampered: Path) -> None:
    release = onrecord.open(tampered)
    for engine in ("pandas", "polars", "pyarrow", "duckdb"):
        with pytest.raises(onrecord.OnRecordError) as caught:
            release.load("statements", engine=engine)
        assert str(caught.value).startswith(f"{tampered} is not used, because it is not as its manifest says:")
        assert f"\n  {ALTERED[0]}: was altered: its SHA-256 is " in str(caught.value)
    with pytest.raises(onrecord.OnRecordError, match=f"{ALTERED[0]}: was altered"):
        release.statements()
    with pytest.raises(onrecord.OnRecordError, match=f"{ALTERED[0]}: was altered"):
        release.sql("select count(quote) from statements")
    assert len(release.load("actors")) and len(release.load("evidence"))


def test_all_that_is_altered_is_named_where_that_is_asked_for(tampered: Path, built: Path) -> None:
    with pytest.raises(onrecord.OnRecordError) as caught:
        onrecord.open(tampered, whole=True)
    assert all(f"\n  {name}: was altered" in str(caught.value) for name in ALTERED)
    assert onrecord.open(built, whole=True).version == "1.2.3"


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_opening_and_loading_one_table_reads_that_file_alone(
    built: Path, zipped: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    kind = module.Folder if form == "folder" else module.Archive
    open_one = kind.open

    def counted(self: Any, name: str) -> Any:
        read.append(name)
        return open_one(self, name)

    monkeypatch.setattr(kind, "open", counted)
    release = onrecord.open(built if form == "folder" else zipped)
    assert set(read) == {"manifest.json", "SHA256SUMS", "datapackage.json"}
    read.clear()
    assert len(release.load("actors")) and len(release.load("actors", columns=["name"]))
    assert set(read) == {"parquet/actors.parquet"}


def test_a_description_that_was_altered_opens_nothing(built: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(built, tmp_path / "release"))
    for name in ("datapackage.json", "manifest.json", "SHA256SUMS"):
        kept = (release / name).read_bytes()
        (release / name).write_bytes(kept.replace(b"e", b"a", 1))
        with pytest.raises(onrecord.OnRecordError, match=name):
            onrecord.open(release)
        (release / name).write_bytes(kept)


def test_a_manifest_that_leads_out_of_the_release_finds_nothing_there(built: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(built, tmp_path / "release"))
    (tmp_path / "secret.parquet").write_bytes((built / "parquet" / "actors.parquet").read_bytes())
    text = (release / "datapackage.json").read_text(encoding="utf-8")
    rewrite(release, "datapackage.json", text.replace("parquet/actors.parquet", "../secret.parquet").encode())
    with pytest.raises(onrecord.OnRecordError, match=r"has no \.\./secret\.parquet"):
        onrecord.open(release).load("actors")


def test_what_is_altered_after_it_was_opened_is_not_loaded(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    release = onrecord.open(folder)
    shutil.copy(folder / "parquet" / "terms.parquet", folder / "parquet" / "actors.parquet")
    with pytest.raises(onrecord.OnRecordError, match=r"parquet/actors\.parquet: was altered"):
        release.load("actors")
    assert len(release.load("terms"))


def test_a_table_that_would_not_fit(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that say that a million times there is nothing."""
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    pq.write_table(pa.table({"actor_id": pa.nulls(1_000_000, pa.string())}), tmp_path / "bomb")
    rewrite(folder, "parquet/actors.parquet", (tmp_path / "bomb").read_bytes())
    release = onrecord.open(folder)
    monkeypatch.setattr(module, "MOST_BYTES", 100_000)
    with pytest.raises(onrecord.OnRecordError, match="the table actors would not fit"):
        release.load("actors")
    assert len(release.load("terms"))


@pytest.mark.parametrize(
    "change",
    [
        lambda descriptor: descriptor.pop("version"),
        lambda descriptor: descriptor["resources"][0].pop("title"),
        lambda descriptor: descriptor["resources"][0].pop("schema"),
        lambda descriptor: descriptor["resources"][0].update(path=["a"]),
        lambda descriptor: descriptor["resources"][0]["schema"]["fields"][0].pop("onrecordType"),
    ],
)
def test_a_descriptor_that_lacks_something(built: Path, tmp_path: Path, change: Callable[[Any], Any]) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    change(descriptor)
    rewrite(folder, "datapackage.json", json.dumps(descriptor).encode())
    with pytest.raises(onrecord.OnRecordError, match="does not describe a release"):
        onrecord.open(folder)


def test_columns_are_not_mistaken_for_others(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    table = pq.read_table(built / "parquet" / "statements.parquet")
    pq.write_table(table.drop_columns(["speaker"]), tmp_path / "less")
    rewrite(folder, "parquet/statements.parquet", (tmp_path / "less").read_bytes())
    with pytest.raises(onrecord.OnRecordError, match="its columns are"):
        onrecord.open(folder).load("statements")


def test_it_stays_open_when_the_current_folder_changes(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.parent)
    releases = [onrecord.open(built.name), onrecord.open(f"{built.name}.zip")]
    monkeypatch.chdir(tmp_path)
    assert all(len(release.load("statements")) for release in releases)


def test_a_circle_of_identifiers_given_up(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "release"))
    schema = pq.read_schema(built / "parquet" / "retired_ids.parquet")
    row = {"id": "a", "replaced_by": "a", "reason": "No reason.", "version": "1.0.0"}
    pq.write_table(pa.Table.from_pylist([row], schema=schema), tmp_path / "circle")
    rewrite(folder, "parquet/retired_ids.parquet", (tmp_path / "circle").read_bytes())
    with pytest.raises(onrecord.OnRecordError, match="leads in a circle"):
        onrecord.open(folder).resolve("a")


# Zips that nobody should unpack.


def repacked(built: Path, to: Path, *more: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """The files of a release and some more, as a zip."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in contents(built).items():
            packed.writestr(f"{TOP}/{name}", data)
        for entry, data in more:
            packed.writestr(entry, data)
    return to


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", f"{TOP}/../../evil", "C:/evil", "a\\..\\evil", f"{TOP}//evil", f"{TOP}/./evil", "a\nb"],
)
def test_a_path_that_leads_out(built: Path, tmp_path: Path, name: str) -> None:
    zipped = repacked(built, tmp_path / "a.zip", (zipfile.ZipInfo(name), b"evil"))
    with pytest.raises(onrecord.OnRecordError, match="leads out of the archive"):
        onrecord.open(zipped)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip"]


def test_links_doubles_and_strangers(built: Path, tmp_path: Path) -> None:
    with pytest.raises(onrecord.OnRecordError, match="is a link"):
        onrecord.open(repacked(built, tmp_path / "a.zip", (link(f"{TOP}/csv/link.csv"), b"/etc/passwd")))
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = repacked(built, tmp_path / "b.zip", (zipfile.ZipInfo(f"{TOP}/balance.md"), b"other"))
    with pytest.raises(onrecord.OnRecordError, match="is in it twice"):
        onrecord.open(doubled)
    with pytest.raises(onrecord.OnRecordError, match="is not in the manifest"):
        onrecord.open(repacked(built, tmp_path / "c.zip", (zipfile.ZipInfo(f"{TOP}/more"), b"more")))
    with pytest.raises(onrecord.OnRecordError, match="lies outside"):
        onrecord.open(repacked(built, tmp_path / "d.zip", (zipfile.ZipInfo("more"), b"more")))
    fifo = zipfile.ZipInfo(f"{TOP}/fifo")
    fifo.create_system, fifo.external_attr = 3, (stat.S_IFIFO | 0o600) << 16
    with pytest.raises(onrecord.OnRecordError, match="is no regular file"):
        onrecord.open(repacked(built, tmp_path / "e.zip", (fifo, b"")))


def test_what_would_unpack_to_too_much(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(built, tmp_path / "a.zip", (zipfile.ZipInfo(f"{TOP}/bomb"), b"\0" * 30_000_000))
    monkeypatch.setattr(module, "MOST_BYTES", 20_000_000)
    with pytest.raises(onrecord.OnRecordError, match=r"would have 3\d,\d{3},\d{3} bytes"):
        onrecord.open(bomb)


def test_entries_that_share_their_bytes(zipped: Path) -> None:
    """As in a bomb that is small: many entries of the directory point to one stretch of the file."""
    data = bytearray(zipped.read_bytes())
    with zipfile.ZipFile(zipped) as packed:
        largest = max(packed.infolist(), key=lambda entry: entry.compress_size)
        start = packed.start_dir
        entries = packed.infolist()
    at = start
    for entry in entries:
        name = len(entry.filename.encode())
        data[at + 16 : at + 28] = (
            largest.CRC.to_bytes(4, "little")
            + largest.compress_size.to_bytes(4, "little")
            + largest.file_size.to_bytes(4, "little")
        )
        data[at + 42 : at + 46] = largest.header_offset.to_bytes(4, "little")
        at += 46 + name
    zipped.write_bytes(data)
    with pytest.raises(onrecord.OnRecordError, match="its entries: overlap"):
        onrecord.open(zipped)


def test_an_encrypted_entry_and_an_unknown_method(zipped: Path) -> None:
    data = bytearray(zipped.read_bytes())
    with zipfile.ZipFile(zipped) as packed:
        start = packed.start_dir
    data[start + 8] |= 1
    data[start + 10] = 14
    zipped.write_bytes(data)
    with pytest.raises(onrecord.OnRecordError) as caught:
        onrecord.open(zipped)
    assert "is encrypted" in str(caught.value)
    assert "is packed with method 14" in str(caught.value)


def test_a_size_that_is_a_lie(zipped: Path) -> None:
    """What unpacks to more than it declares is read no further than it declares."""
    data = bytearray(zipped.read_bytes())
    with zipfile.ZipFile(zipped) as packed:
        start, name = packed.start_dir, packed.infolist()[0].filename
    data[start + 24 : start + 28] = (1).to_bytes(4, "little")
    zipped.write_bytes(data)
    with pytest.raises(onrecord.OnRecordError, match=f"{name.partition('/')[2]}: has 1 bytes and not"):
        onrecord.open(zipped)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_zip_is_refused_and_never_a_traceback(
    built: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = built.with_name(f"{built.name}.zip").read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(st.sampled_from([whole[:at], whole[:at] + b"\xff\x00\xff" + whole[at + 3 :], whole[at:]]))
    path = tmp_path_factory.mktemp("damaged") / "a.zip"
    path.write_bytes(damaged)
    try:
        release = onrecord.open(path)
    except onrecord.OnRecordError:
        return
    # What a zip does not need to be read, such as a time, may differ; what it holds may not.
    for name in release.tables().index:
        with contextlib.suppress(onrecord.OnRecordError):
            assert release.load(name).equals(onrecord.open(built).load(name))


def test_an_entry_without_a_name(zipped: Path) -> None:
    data = zipped.read_bytes()
    with zipfile.ZipFile(zipped) as packed:
        name = packed.infolist()[0].filename.encode()
    zipped.write_bytes(data.replace(name, b"\0" * len(name)))
    with pytest.raises(onrecord.OnRecordError, match="an entry has no name"):
        onrecord.open(zipped)


def test_a_zip_without_a_manifest(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a", "b")
    with pytest.raises(onrecord.OnRecordError, match=r"has no manifest\.json"):
        onrecord.open(tmp_path / "a.zip")
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (tmp_path / "b.zip").write_bytes(buffer.getvalue())
    with pytest.raises(onrecord.OnRecordError, match=r"has no manifest\.json"):
        onrecord.open(tmp_path / "b.zip")
