from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import onrecord
from onrecord.release import Release
from onrecord.store import FolderStore, installed
from onrecord_build.compile import MemoryStore
from onrecord_build.release.contents import write_installed


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    """The records of the repository from wherever tables can come: memory, files, and a release as folder and zip."""
    store = installed()
    assert isinstance(store, MemoryStore)
    folder = tmp_path_factory.mktemp("forms") / "data"
    folder.mkdir()
    write_installed(store, folder)
    packed = Path(shutil.make_archive(str(folder), "zip", folder))
    return {
        "memory": Release(store),
        "files": Release(FolderStore(folder)),
        "folder": onrecord.open(folder),
        "zip": onrecord.open(packed),
    }


@pytest.fixture(scope="session")
def files(forms: dict[str, Release]) -> Release:
    """The same as an installed copy has it."""
    return forms["files"]
