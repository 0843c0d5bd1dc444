"""`onrecord diff`: over folders, zips, what is installed, environments, revisions of git and the checkout."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from sandbox import REPOSITORY, STATEMENT, Sandbox

ERRATA = "dataset/errata.csv"
ERRATUM = "st-0001-we-will-not,venue,Example City,Example Town,Its council says so.,2026-03-01,1.3.0\n"


def correct(sandbox: Sandbox) -> None:
    """Correct a value and say so."""
    sandbox.edit(STATEMENT, "venue: Example City", "venue: Example Town")
    sandbox.write(ERRATA, sandbox.read(ERRATA) + ERRATUM)


@pytest.fixture
def two(sandbox: Sandbox) -> tuple[Path, Path]:
    """A release, and the next with one correction."""
    old = sandbox.build()
    sandbox.release()
    correct(sandbox)
    sandbox.write("CHANGELOG.md", "# Changes\n\n## 1.3.0 (2026-03-10)\n")
    assert sandbox.run("build")[0] == 0
    return old, old.with_name("onrecord-1.3.0")


def test_two_folders_two_zips_or_one_of_each(sandbox: Sandbox, two: tuple[Path, Path]) -> None:
    zips = [path.with_name(f"{path.name}.zip") for path in two]
    said = [sandbox.run("diff", str(a), str(b)) for a in (two[0], zips[0]) for b in (two[1], zips[1])]
    assert {out for _, out, _ in said} == {said[0][1]}
    status, out, err = said[0]
    assert (status, err) == (0, "")
    assert out.startswith("On Record 1.2.3 → 1.3.0\n")
    assert "venue: `Example City` → `Example Town`  (Its council says so.)" in out
    assert "1 added; 1 in all" in out  # the erratum
    assert "By the Data Package recipe this is a patch change: version 1.2.4 or later." in out


def test_in_python(two: tuple[Path, Path]) -> None:
    difference = onrecord.diff(two[0], onrecord.open(two[1]))
    assert str(difference) == str(onrecord.diff(str(two[0]), two[1].as_uri()))
    assert difference.frame().query("field == 'venue'")["reason"].tolist() == ["Its council says so."]


def test_what_is_installed_here_and_elsewhere(
    sandbox: Sandbox, two: tuple[Path, Path], install: Callable[[Path], None], tmp_path: Path
) -> None:
    install(two[1])
    place = tmp_path / "env" / "lib" / "python3.99" / "site-packages" / "onrecord" / "data"
    shutil.copytree(two[0], place)
    status, out, _ = sandbox.run("diff", str(tmp_path / "env"), "installed", "--format", "json")
    document = json.loads(out)
    assert (status, document["old"], document["new"]) == (0, "1.2.3", "1.3.0")
    assert sandbox.run("diff", str(place.parent), "installed", "--format", "json")[1] == out


def test_a_step_that_is_too_small(sandbox: Sandbox, two: tuple[Path, Path]) -> None:
    status, out, err = sandbox.run("diff", str(two[1]), str(two[0]))
    assert status == 1
    assert "venue: `Example Town` → `Example City`" in out
    assert err.startswith("1.2.3 is too small a step from 1.3.0: what changed is a correction")


def with_code(sandbox: Sandbox) -> Sandbox:
    """A sandbox that holds the code as well, as a clone does."""
    shutil.copytree(REPOSITORY / "build", sandbox.root / "build", ignore=shutil.ignore_patterns("__pycache__", "data"))
    sandbox.write(".gitignore", "/release/\n__pycache__/\n")
    sandbox.commit()
    return sandbox


def test_a_revision_and_the_checkout_as_it_is(sandbox: Sandbox) -> None:
    with_code(sandbox)
    sandbox.git("tag", "v1.2.3")
    released = sandbox.build()
    sandbox.release()
    correct(sandbox)
    status, out, err = sandbox.run("diff", "v1.2.3", ".")
    assert (status, err) == (0, "")
    assert out.startswith("On Record 1.2.3 → 1.3.0.dev0\n")
    assert "Example Town" in out
    assert sandbox.run("diff", str(released), ".")[1] == out
    status, out, _ = sandbox.run("diff", "v1.2.3", str(released))
    assert (status, "Nothing that a release holds changed." in out) == (0, True)


def test_a_revision_is_built_by_its_own_code(sandbox: Sandbox) -> None:
    with_code(sandbox)
    sandbox.git("tag", "v1.2.3")
    # What the code of today makes of the records of then is not what was released then.
    name = "build/onrecord_build/derived/columns.py"
    sandbox.write(name, sandbox.read(name) + "\nraise SystemExit('the code of today')\n")
    sandbox.git("commit", "--quiet", "--all", "--message", "Broken")
    assert sandbox.run("diff", "v1.2.3", "v1.2.3")[0] == 0
    status, _, err = sandbox.run("diff", "v1.2.3", "HEAD")
    assert status == 2
    assert "The revision HEAD cannot be built here: the code of today" in err


@pytest.mark.parametrize("name", ["no-such-revision", "--output=x", "v9"])
def test_what_is_no_release(clone: Sandbox, name: str) -> None:
    status, out, err = clone.run("diff", "--", name, ".")
    assert (status, out) == (2, "")
    assert "git log --oneline --all" in err
    assert not clone.path("x").exists()


def test_no_name(clone: Sandbox) -> None:
    assert clone.run("diff", "", ".") == (
        2,
        "",
        "A release has no name. Name a folder, a zip or an address, or 'installed'.\n",
    )


def test_outside_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(onrecord.OnRecordError, match="There is no v9"):
        onrecord.diff("v9", "installed")


LOG = """# Changes

## 1.3.0.dev0 (unreleased)

- Something of the code.
{data}
## 1.2.3 (2026-02-10)

- The first.
"""


def test_the_data_part_of_an_entry(sandbox: Sandbox) -> None:
    """It is put there, put anew, and is the same twice; nothing else of the change log changes."""
    released = str(sandbox.build())
    sandbox.release()
    sandbox.write("CHANGELOG.md", LOG.format(data=""))
    correct(sandbox)
    status, _, err = sandbox.run("diff", released, ".", "--changelog")
    assert (status, err.startswith("Written into")) == (0, True)
    text = sandbox.read("CHANGELOG.md")
    head, _, rest = text.partition("\n### Data\n")
    assert head == LOG.partition("{data}")[0].rstrip("\n") + "\n"
    assert rest.endswith("\n\n## 1.2.3 (2026-02-10)\n\n- The first.\n")
    assert "| `st-0001-we-will-not` | venue | `Example City` | `Example Town` | Its council says so. |" in rest
    sandbox.run("diff", released, ".", "--changelog")
    assert sandbox.read("CHANGELOG.md") == text
    sandbox.write("CHANGELOG.md", text.replace("- Something of the code.", "- Something else.").replace("Town", "Bay"))
    sandbox.run("diff", released, ".", "--changelog")
    assert sandbox.read("CHANGELOG.md") == text.replace("- Something of the code.", "- Something else.")


def test_the_entry_of_another_version_is_left_alone(sandbox: Sandbox, two: tuple[Path, Path]) -> None:
    before = sandbox.read("CHANGELOG.md")
    status, _, err = sandbox.run("diff", str(two[1]), str(two[0]), "--changelog")
    assert status == 2
    assert "onrecord diff OLD . --changelog" in err
    assert sandbox.read("CHANGELOG.md") == before
