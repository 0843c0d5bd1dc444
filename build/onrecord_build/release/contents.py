"""What a release holds, in the order in which it is written: the tables in each form, what describes them, digests."""

from __future__ import annotations

from pathlib import Path

from onrecord.integrity.manifest import SUMS
from onrecord.releases.container import MANIFEST
from onrecord.store import DESCRIPTOR
from onrecord_build.balance_page import balance_page
from onrecord_build.compile import MemoryStore
from onrecord_build.descriptor import MEDIA, release_descriptor, render
from onrecord_build.identity import CITATION, citation_file
from onrecord_build.project import Project
from onrecord_build.release import manifest
from onrecord_build.release.croissant import croissant
from onrecord_build.release.dictionary import dictionary
from onrecord_build.release.file import File
from onrecord_build.release.formats import FOLDERS, csv, jsonl, nested_json, parquet, sqlite
from onrecord_build.release.formats.datasette import datasette_metadata
from onrecord_build.release.linked_data import linked_data
from onrecord_build.release.readme import readme

LICENSE = "LICENSE-DATA"


def write_contents(store: MemoryStore, project: Project, folder: Path) -> None:
    """Write everything; the same records give the same bytes."""
    identity = store.identity
    for form in (parquet, jsonl, csv):
        form.write(store, folder)
    sqlite.write(store, folder)
    nested_json.write(store, folder)
    _write(folder / "datasette.json", render(datasette_metadata(store)))
    _write(folder / "balance.md", balance_page(store))
    _write(folder / "dictionary.md", dictionary(store, identity))
    _write(folder / CITATION, citation_file(identity, _read(project, CITATION)))
    _write(folder / f"{LICENSE}.txt", f"{identity.label}\n\n{_read(project, LICENSE)}")
    _write(folder / "README.md", readme(store))
    _write(folder / DESCRIPTOR, render(release_descriptor(store.schemas, identity, store.rows, files(folder))))
    # The statements as single documents are too many to be listed one by one.
    described = [file for file in files(folder).values() if not file.path.startswith(f"{nested_json.FOLDER}/")]
    _write(folder / "croissant.json", render(croissant(store, identity, described)))
    _write(folder / "dataset.jsonld", render(linked_data(store, identity, described)))
    finish(store, folder)


def write_installed(store: MemoryStore, folder: Path) -> None:
    """Write what the wheel holds: the tables as Parquet, an index of the records, descriptor and digests."""
    parquet.write(store, folder)
    sqlite.write_index(store, folder)
    _write(folder / DESCRIPTOR, render(release_descriptor(store.schemas, store.identity, store.rows, files(folder))))
    finish(store, folder)


def finish(store: MemoryStore, folder: Path) -> None:
    """Write the manifest and the list of digests."""
    text = manifest.manifest(store, files(folder))
    _write(folder / MANIFEST, text)
    _write(folder / SUMS, manifest.sums_of(text))
    for path in (folder, *folder.rglob("*")):  # whatever the umask of whoever builds
        path.chmod(0o755 if path.is_dir() else 0o644)


def files(folder: Path) -> dict[str, File]:
    """The files written so far, by path."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        form = name.partition("/")[0] if name.partition("/")[0] in FOLDERS else None
        data = path.read_bytes()
        table = path.stem if form else None
        media = MEDIA.get(path.suffix.removeprefix("."), MEDIA["txt"])
        found[name] = File(name, len(data), manifest.sha256(data), media, table, form)
    return found


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _read(project: Project, name: str) -> str:
    return (project.root / name).read_text(encoding="utf-8")
