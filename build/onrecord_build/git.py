"""Ask git about a clone of the project."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord_build.project import Project


def git(project: Project, *arguments: str) -> bytes:
    """What git prints; raises OnRecordError where it cannot say."""
    plain = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", *arguments], cwd=project.root, env=plain, capture_output=True, check=False)
    except FileNotFoundError:
        raise OnRecordError("This compares with a revision of git, and git is not installed. Install it.") from None
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split()) or "git failed"
        if "not a git repository" in reason:
            raise OnRecordError(f"{reason}. This compares with a revision of git: run it in a clone of the project.")
        raise OnRecordError(f"{reason}. Name a revision that is there; list them with: git log --oneline --all")
    return done.stdout


def commit_of(project: Project, revision: str) -> str:
    """The commit that a revision names."""
    # The commit itself: what begins with a hyphen, git would take for an option.
    return git(project, "rev-list", "--max-count=1", "--end-of-options", revision, "--").decode().strip()


def unpack(project: Project, commit: str, folder: Path, *paths: str) -> None:
    """Put files as a commit has them into a folder: all, or those named."""
    # A zip, because tar has its safe way of unpacking only from Python 3.11.4 on.
    archive = git(project, "archive", "--format=zip", commit, *(["--", *paths] if paths else []))
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(folder)
