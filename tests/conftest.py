from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store import FolderStore
from sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "checkout")


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a release folder the installed one."""

    def use(folder: Path) -> None:
        store = FolderStore(folder)
        monkeypatch.setattr("onrecord.store.installed", lambda: store)

    return use


@pytest.fixture
def clone(sandbox: Sandbox) -> Sandbox:
    """A sandbox in which everything is committed."""
    sandbox.commit()
    return sandbox
