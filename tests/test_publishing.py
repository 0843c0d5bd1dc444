"""How a release is published: every script of the workflow is run as it stands, on a small checkout of its own."""

from __future__ import annotations

import copy
import hashlib
import os
import re
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import OnRecordError
from onrecord_build import notes
from sandbox import REPOSITORY, STATEMENT, Sandbox
from test_github import WORKFLOWS, load, name_of

WORKFLOW = load(REPOSITORY / ".github" / "workflows" / "release.yml")
JOBS = WORKFLOW["jobs"]
STEPS = {step["name"]: step for step in JOBS["build"]["steps"] if "run" in step}
TAG, PREVIOUS = "v1.2.3", "v1.2.2"
FIRST = "## 1.2.2 (2026-02-01)\n\n- The first.\n"
ENTRY = f"# Changes\n\n## 1.2.3 (2026-02-10)\n\n- A summary in other words.\n\n{FIRST}"
PACKAGES = ["onrecord-1.2.3-py3-none-any.whl", "onrecord-1.2.3.tar.gz"]
PARTS = ["CITATION.cff", "croissant.json", "datapackage.json", "dataset.jsonld", "manifest.json", "onrecord.sqlite"]
NEEDED = (
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    ".gitattributes",
    ".github/builders.txt",
    ".gitignore",
    "build",
)
Done = subprocess.CompletedProcess[str]


class Runner:
    """Runs scripts as a runner of GitHub does: one after another in one folder, each in a shell of its own."""

    def __init__(self, workspace: Path, bin: Path) -> None:
        self.workspace = workspace
        self.bin = bin
        self.temp = workspace.with_name(f"{workspace.name}-temp")
        self.temp.mkdir()

    def run(self, step: dict[str, Any], job: str = "build", tag: str = TAG) -> Done:
        script = self.temp / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        given = WORKFLOW["env"] | JOBS[job].get("env", {}) | step.get("env", {})
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ONRECORD"))}
        environment |= {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            **{f"GITHUB_{name}": str(self.temp / name) for name in ("ENV", "OUTPUT", "PATH", "STEP_SUMMARY")},
            **{name: filled(value, tag) for name, value in given.items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(
            command, cwd=self.workspace, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )


def filled(value: str, tag: str) -> str:
    """What GitHub puts in for an expression."""
    known = {"github.ref_name": tag, "github.repository": "someone/onrecord", "github.token": "a-token"}
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], value)


def step(start: str) -> dict[str, Any]:
    """The step of the job `build` whose name begins so."""
    (found,) = (one for name, one in STEPS.items() if name.startswith(start))
    return dict(found)


def used(job: str, action: str) -> list[dict[str, Any]]:
    """What each use of an action in a job is given."""
    return [dict(step["with"]) for step in JOBS[job]["steps"] if step.get("uses", "").startswith(f"{action}@")]


def uploaded(name: str, workspace: Path) -> list[Path]:
    """The files of an artifact."""
    (upload,) = (given for given in used("build", "actions/upload-artifact") if given["name"] == name)
    paths = [workspace / path for path in upload["path"].split()]
    return sorted(file for path in paths for file in (path.iterdir() if path.is_dir() else [path]))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """A repository with two releases, the second of which is to be published."""
    sandbox = Sandbox(tmp_path_factory.mktemp("origin") / "onrecord")
    for name in NEEDED:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, sandbox.path(name), ignore=shutil.ignore_patterns("__pycache__"))
        else:
            sandbox.write(name, (REPOSITORY / name).read_text(encoding="utf-8"))
    sandbox.write("CHANGELOG.md", f"# Changes\n\n{FIRST}")
    release(sandbox, PREVIOUS)
    sandbox.edit(STATEMENT, "will not do what", "refuses to do what")
    sandbox.write("CHANGELOG.md", ENTRY)
    status, _, err = sandbox.run("diff", PREVIOUS, ".", "--changelog")
    assert status == 0, err
    release(sandbox, TAG)
    return sandbox


def release(sandbox: Sandbox, tag: str) -> None:
    status, _, err = sandbox.run("generate")
    assert status == 0, err
    sandbox.commit()
    sandbox.git("tag", "--force", tag)


def clone(origin: Sandbox, place: Path) -> Path:
    """What the action that checks out leaves: the commit of the tag, with all tags."""
    command = ["git", "-c", "advice.detachedHead=false", "clone", "--quiet", "--branch", TAG]
    subprocess.run([*command, str(origin.root), str(place)], check=True)
    return place


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment in place of what the action that sets Python up leaves."""
    place = tmp_path_factory.mktemp("python")
    venv.create(place, with_pip=True, symlinks=True)
    return place / "bin"


@pytest.fixture(scope="module")
def published(origin: Sandbox, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """The job `build`, run to its end."""
    runner = Runner(clone(origin, tmp_path_factory.mktemp("runner") / "onrecord"), python)
    for name, one in STEPS.items():
        done = runner.run(one)
        assert done.returncode == 0, f"{name}\n{done.stdout}\n{done.stderr}"
    return runner


@pytest.fixture
def again(origin: Sandbox, published: Runner, tmp_path: Path) -> tuple[Sandbox, Callable[[str], Done]]:
    """A clone to spoil, and a step to run in it, by the start of its name, with the builders that are installed."""
    runner = Runner(clone(origin, tmp_path / "onrecord"), published.bin)
    sandbox = copy.copy(origin)
    sandbox.root = runner.workspace
    return sandbox, lambda name: runner.run(step(name))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name_of)
def test_the_auditor_of_workflows_finds_nothing(workflow: Path) -> None:
    zizmor = Path(sysconfig.get_path("scripts"), "zizmor")
    done = subprocess.run([zizmor, "--offline", "--no-progress", workflow], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for ignored in re.findall("zizmor: ignore.*", workflow.read_text(encoding="utf-8")):
        assert re.search(r"\] \S+ \S+", ignored), "say why"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name_of)
def test_every_action_is_pinned_to_a_commit_whose_version_stands_beside_it(workflow: Path) -> None:
    for line in re.findall("uses: (.*)", workflow.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_all_workflows_pin_an_action_to_the_same_commit() -> None:
    pins = {pin for path in WORKFLOWS for pin in re.findall("uses: (.*)", path.read_text(encoding="utf-8"))}
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


def test_only_a_tag_publishes_and_nothing_ends_it_halfway() -> None:
    assert WORKFLOW["on"] == {"push": {"tags": ["v*"]}}
    assert WORKFLOW["concurrency"] == {"group": "release-${{ github.ref }}", "cancel-in-progress": False}
    assert WORKFLOW["defaults"] == {"run": {"shell": "bash"}}
    assert all("shell" not in one for job in JOBS.values() for one in job["steps"])


def test_a_job_may_do_what_it_has_to_and_no_more() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: (job.get("needs"), job["permissions"], job.get("environment")) for name, job in JOBS.items()} == {
        "build": (None, {"contents": "read"}, None),
        "attest": ("build", {"attestations": "write", "contents": "read", "id-token": "write"}, None),
        "pypi": ("attest", {"id-token": "write"}, "pypi"),
        "github": ("attest", {"contents": "write"}, None),
    }
    # Whoever holds a right to write runs no code of the repository, but for one script.
    assert [len([one for one in job["steps"] if "run" in one]) for job in JOBS.values()] == [len(STEPS), 0, 0, 1]
    assert all("timeout-minutes" in job for job in JOBS.values())
    assert used("build", "actions/checkout") == [{"fetch-depth": 0, "persist-credentials": False}]
    assert used("build", "actions/setup-python") == [{"python-version": "3.13"}], "no cache: another run may fill it"


def test_the_builders_name_no_place_to_get_them_from() -> None:
    text = (REPOSITORY / ".github" / "builders.txt").read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    assert first.startswith("# ")
    for line in rest.splitlines():
        pinned = r"[\w.-]+==[\w.]+( ; [\w.]+ [<>=]+ '[\w.]+')? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
        assert re.fullmatch(pinned, line), line


def test_what_is_uploaded_is_all_there_and_its_digests_hold(published: Runner) -> None:
    folder = published.workspace / "dist-release"
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    listed = {line[66:]: line[:64] for line in sums.splitlines()}
    assert list(listed) == sorted(listed)
    assert sorted(listed) == sorted([*PACKAGES, "onrecord-1.2.3.zip", *PARTS])
    assert listed == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name in listed
    }
    release = published.workspace / "release"
    assert (folder / "onrecord-1.2.3.zip").read_bytes() == (release / "onrecord-1.2.3.zip").read_bytes()
    for name in PARTS:
        assert (folder / name).read_bytes() == (release / "onrecord-1.2.3" / name).read_bytes()
    assert [path.name for path in uploaded("release", published.workspace)] == sorted(
        [*listed, "SHA256SUMS", "notes.md"], key=lambda name: (name == "notes.md", name)
    )


def test_all_of_it_is_attested(published: Runner) -> None:
    assert used("attest", "actions/download-artifact") == [{"name": "release"}]
    (given,) = used("attest", "actions/attest-build-provenance")
    files = [path.relative_to(published.workspace) for path in uploaded("release", published.workspace)]
    assert [path.name for path in files if not fnmatch(path.as_posix(), given["subject-path"])] == ["notes.md"]


def test_the_registry_gets_the_wheel_and_the_sdist_that_were_attested_and_nothing_else(published: Runner) -> None:
    assert used("pypi", "actions/download-artifact") == [{"name": "packages", "path": "dist"}]
    assert used("pypi", "pypa/gh-action-pypi-publish") == [{"packages-dir": "dist", "attestations": True}]
    packages = uploaded("packages", published.workspace)
    assert [path.name for path in packages] == PACKAGES
    for path in packages:
        assert path.read_bytes() == (published.workspace / "dist-release" / path.name).read_bytes()


def test_the_release_on_github_has_the_files_and_the_notes(published: Runner, tmp_path: Path) -> None:
    assert used("github", "actions/download-artifact") == [{"name": "release"}]
    runner = Runner(tmp_path / "empty", tmp_path)
    shutil.copytree(published.workspace / "dist-release", runner.workspace / "dist-release")
    shutil.copy(published.workspace / "notes.md", runner.workspace)
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\nprintf "%s\\n" "$GH_REPO" "$GH_TOKEN" "$@" > {tmp_path / "told"}\n', encoding="utf-8")
    gh.chmod(0o755)
    (publish,) = (one for one in JOBS["github"]["steps"] if "run" in one)
    done = runner.run(publish, job="github")
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assets = sorted(f"dist-release/{path.name}" for path in (runner.workspace / "dist-release").iterdir())
    assert told[:5] == ["someone/onrecord", "a-token", "release", "create", TAG]
    assert sorted(told[5:-5]) == assets
    assert told[-5:] == ["--verify-tag", "--title", "On Record 1.2.3", "--notes-file", "notes.md"]
    written = (runner.workspace / "notes.md").read_text(encoding="utf-8")
    assert written.startswith("- A summary in other words.\n\n### Data\n\nFrom 1.2.2. ")
    assert "refuses to do what" in written
    assert "The first." not in written


REFUSE, STEP, GENERATED = "Refuse a tag", "Refuse too small", "Refuse generated"


@pytest.mark.parametrize(
    ("tag", "heading", "told"),
    [
        ("v1.2.4", "1.2.3 (2026-02-10)", "for v1.2.4 it is '## 1.2.4 (YYYY-MM-DD)'"),
        ("v1.2", "1.2.3 (2026-02-10)", "The tag v1.2 is none such as v1.2.3."),
        ("v1.2.3.dev0", "1.2.3.dev0 (2026-02-10)", "The tag v1.2.3.dev0 is none such as v1.2.3."),
        (TAG, "1.2.3 (unreleased)", "is '## 1.2.3 (unreleased)', and for v1.2.3"),
        (TAG, "1.2.3.dev0 (unreleased)", "is '## 1.2.3.dev0 (unreleased)', and for v1.2.3"),
        (TAG, "1.2.30 (2026-02-10)", "is '## 1.2.30 (2026-02-10)', and for v1.2.3"),
        (TAG, "1x2y3 (2026-02-10)", "is '## 1x2y3 (2026-02-10)', and for v1.2.3"),
    ],
)
def test_a_tag_and_a_heading_that_do_not_fit_are_refused(
    origin: Sandbox, tmp_path: Path, tag: str, heading: str, told: str
) -> None:
    runner = Runner(clone(origin, tmp_path / "onrecord"), tmp_path)
    log = runner.workspace / "CHANGELOG.md"
    log.write_text(ENTRY.replace("1.2.3 (2026-02-10)", heading), encoding="utf-8")
    done = runner.run(step(REFUSE), tag=tag)
    assert done.returncode == 1
    assert done.stdout.startswith("::error::") and told in done.stdout


def test_files_that_are_not_as_committed_are_refused(origin: Sandbox, tmp_path: Path) -> None:
    runner = Runner(clone(origin, tmp_path / "onrecord"), tmp_path)
    assert runner.run(step(REFUSE)).returncode == 0
    (runner.workspace / "stray.txt").touch()
    (runner.workspace / "README.md").write_text("Other words\n", encoding="utf-8")
    done = runner.run(step(REFUSE))
    assert done.returncode == 1
    assert done.stdout == "::error::These files are not as committed:  M README.md, ?? stray.txt\n"


def test_too_small_a_step_is_refused(again: tuple[Sandbox, Callable[[str], Done]]) -> None:
    sandbox, run = again
    sandbox.edit(STATEMENT, "    lang: ru\n", "    lang: ru\n    locator: paragraph 1\n")  # more data
    release(sandbox, TAG)
    done = run(STEP)
    assert done.returncode == 1
    assert "1.2.3 is too small a step from 1.2.2" in done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [("refuses to do what", "declines to do what"), ("### Data", "### Dates")],
    ids=["other words", "no data part"],
)
def test_a_change_log_that_says_something_else_of_the_data_is_refused(
    again: tuple[Sandbox, Callable[[str], Done]], old: str, new: str
) -> None:
    sandbox, run = again
    assert run(STEP).returncode == 0
    sandbox.edit("CHANGELOG.md", old, new)
    release(sandbox, TAG)
    done = run(STEP)
    assert done.returncode == 1
    assert "+++ b/CHANGELOG.md" in done.stdout


def test_the_first_release_has_nothing_to_be_compared_with_and_later_ones_always_have(
    again: tuple[Sandbox, Callable[[str], Done]],
) -> None:
    sandbox, run = again
    sandbox.git("checkout", "--quiet", "--orphan", "elsewhere")
    release(sandbox, TAG)
    assert run(STEP).returncode == 128  # the release before it is in another history
    sandbox.git("tag", "--delete", PREVIOUS)
    done = run(STEP)
    assert (done.returncode, done.stdout) == (0, "The first release: there is none to compare with.\n")


def test_records_with_faults_and_generated_files_of_before_are_refused(
    again: tuple[Sandbox, Callable[[str], Done]],
) -> None:
    sandbox, run = again
    sandbox.write("dataset/datapackage.json", sandbox.read("dataset/datapackage.json").replace("title", "titel"))
    sandbox.commit()
    assert run(GENERATED).returncode == 1
    sandbox.edit(STATEMENT, "speech_act: refuse", "speech_act: refused")
    done = run("Check")
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file={STATEMENT}")


def test_a_release_that_differs_from_the_second_build_or_from_its_digests_is_refused(
    published: Runner, tmp_path: Path
) -> None:
    runner = Runner(tmp_path / "onrecord", published.bin)
    shutil.copytree(published.workspace, runner.workspace, ignore=shutil.ignore_patterns("dist-release"))
    folder = runner.workspace / "release" / "onrecord-1.2.3"
    with (folder / "README.md").open("a", encoding="utf-8") as file:
        file.write("\n")
    done = runner.run(step("Recompute"))
    assert done.returncode == 1
    assert "README.md" in done.stdout
    done = runner.run(step("Build everything again"))
    assert done.returncode == 1
    assert done.stdout.endswith(f"Files release/onrecord-1.2.3/README.md and {folder}/README.md differ\n")


def test_the_notes_are_the_top_entry_without_its_heading() -> None:
    assert notes.top_entry(ENTRY) == "- A summary in other words.\n"
    assert notes.top_entry("# Changes\n\n## 1.0.0 (2026-02-01)\n\n### Data\n\nFrom.\n") == "### Data\n\nFrom.\n"
    with pytest.raises(OnRecordError, match="has no heading"):
        notes.top_entry("# Changes\n")


def test_the_notes_are_printed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.write("CHANGELOG.md", ENTRY)
    monkeypatch.chdir(sandbox.root)
    notes.main()
    assert capsys.readouterr().out == "- A summary in other words.\n"
