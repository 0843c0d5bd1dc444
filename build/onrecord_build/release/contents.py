"""What a release holds, in the order in which it is written: the tables in each form, what describes them, digests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.integrity.manifest import SUMS
from onrecord.integrity.partitions import FOLDER as PARTITIONED
from onrecord.releases.container import MANIFEST
from onrecord.store import DESCRIPTOR
from onrecord_build.balance_page import balance_page
from onrecord_build.compile import MemoryStore
from onrecord_build.descriptor import MEDIA, release_descriptor, render
from onrecord_build.identity import CITATION, citation_file
from onrecord_build.progress import Step, silent
from onrecord_build.release import manifest
from onrecord_build.release.croissant import croissant
from onrecord_build.release.dictionary import dictionary
from onrecord_build.release.file import File
from onrecord_build.release.formats import FOLDERS, csv, jsonl, nested_json, parquet, partitioned, sqlite
from onrecord_build.release.formats.datasette import datasette_metadata
from onrecord_build.release.linked_data import linked_data
from onrecord_build.release.readme import readme
from onrecord_build.release.wanted import Wanted

LICENSE = "LICENSE-DATA"
WRITERS = {
    "parquet": parquet.write,
    "jsonl": jsonl.write,
    "csv": csv.write,
    "sqlite": sqlite.write,
    "statements": nested_json.write,
}
# What lies in so many files that they are not described one by one.
MANY = (f"{nested_json.FOLDER}/", f"{PARTITIONED}/")


def write_contents(
    store: MemoryStore, home: Path, folder: Path, wanted: Wanted | None = None, step: Step = silent
) -> None:
    """Write everything that is wanted; the same records give the same bytes.

    `home` is the folder that holds CITATION.cff and, where there is one, the text of the licence.
    """
    identity, wanted = store.identity, wanted or Wanted()
    for form, write in WRITERS.items():
        if form in wanted.forms:
            write(store, folder, step)
    partitioned.write(store, folder, wanted.partitions, step)
    step("what describes it")
    if "sqlite" in wanted.forms:
        _write(folder / "datasette.json", render(datasette_metadata(store)))
    _write(folder / "balance.md", balance_page(store))
    _write(folder / "dictionary.md", dictionary(store, identity))
    _write(folder / CITATION, citation_file(identity, (home / CITATION).read_text(encoding="utf-8")))
    _write(folder / f"{LICENSE}.txt", f"{identity.label}\n\n{_license(store, home)}")
    _write(folder / "README.md", readme(store, wanted))
    found = files(folder)
    _write(folder / DESCRIPTOR, render(release_descriptor(store.schemas, identity, store.rows, found, wanted)))
    described = [file for name, file in files(folder, found).items() if not name.startswith(MANY)]
    _write(folder / "croissant.json", render(croissant(store, identity, described)))
    _write(folder / "dataset.jsonld", render(linked_data(store, identity, described)))
    finish(store, folder, found)


def write_installed(store: MemoryStore, folder: Path) -> None:
    """Write what the wheel holds: the tables as Parquet, an index of the records, descriptor and digests."""
    parquet.write(store, folder)
    sqlite.write_index(store, folder)
    found = files(folder)
    _write(folder / DESCRIPTOR, render(release_descriptor(store.schemas, store.identity, store.rows, found)))
    finish(store, folder, found)


def finish(store: MemoryStore, folder: Path, known: Mapping[str, File] | None = None) -> None:
    """Write the manifest and the list of digests."""
    text = manifest.manifest(store, files(folder, known))
    _write(folder / MANIFEST, text)
    _write(folder / SUMS, manifest.sums_of(text))
    for path in (folder, *folder.rglob("*")):  # whatever the umask of whoever builds
        path.chmod(0o755 if path.is_dir() else 0o644)


def files(folder: Path, known: Mapping[str, File] | None = None) -> dict[str, File]:
    """The files written so far, by path; those that are known are not read again."""
    return {
        name: (known or {}).get(name) or _file(path, name)
        for path in sorted(p for p in folder.rglob("*") if p.is_file())
        if (name := path.relative_to(folder).as_posix())
    }


def _file(path: Path, name: str) -> File:
    form = name.partition("/")[0] if name.partition("/")[0] in FOLDERS else None
    media = MEDIA.get(path.suffix.removeprefix("."), MEDIA["txt"])
    return File(name, path.stat().st_size, manifest.sha256_of(path), media, path.stem if form else None, form)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _license(store: MemoryStore, home: Path) -> str:
    """The text of the licence of the data, or where to find it."""
    identity = store.identity
    text = home / LICENSE
    if identity.own or text.is_file():
        return text.read_text(encoding="utf-8")
    return f"{identity.license_name}: {identity.license_url}\n"
