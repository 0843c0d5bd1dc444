from __future__ import annotations

import atexit
import builtins
import gc
import sys
from typing import Any

import pytest

import onrecord
from onrecord.cli import main

COMMANDS = ["check", "fix", "new", "rule", "changes", "agreement", "build", "generate"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"onrecord {onrecord.__version__}\n"


def test_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(onrecord.tables().index)


def test_describe(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", "statements"]) == 0
    assert "speech_act" in capsys.readouterr().out
    assert main(["describe", "statment"]) == 2
    assert "Did you mean" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in ("tables", "describe", "verify", *COMMANDS))


def test_only_a_process_of_its_own_leaves_what_it_holds_at_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    registered: list[object] = []
    monkeypatch.setattr(atexit, "register", registered.append)
    assert main(["--version"]) == 0
    assert registered == []  # whoever called it goes on
    monkeypatch.setattr(sys, "argv", ["onrecord", "--version"])
    assert main() == 0
    assert registered == [gc.freeze]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_plain_install_says_how_to_get_the_rest(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without_builder(name: str, *arguments: Any) -> Any:
        if name.startswith("onrecord_build"):
            raise ModuleNotFoundError("No module named 'onrecord_build'", name="onrecord_build")
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without_builder)
    assert main([command]) == 2
    assert f"pip install -e '.[dev]' && onrecord {command}" in capsys.readouterr().err
