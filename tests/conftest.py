from __future__ import annotations

from pathlib import Path

import pytest

from sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "checkout")


@pytest.fixture
def clone(sandbox: Sandbox) -> Sandbox:
    """A sandbox in which everything is committed."""
    sandbox.commit()
    return sandbox
