"""The zip of a release: the same bytes for the same files, and a seal at its end."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from onrecord.releases.container import CHUNK, seal, unsealed
from onrecord_build.identity import Identity
from onrecord_build.progress import Step, silent

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell
MODE = 0o100644 << 16
UNIX = 3


def write_archive(identity: Identity, folder: Path, to: Path, step: Step = silent) -> None:
    """Pack a folder. The comment of the zip says what it is, and ends with the digest of all bytes before that."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(
            (p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix()
        ):
            step(path.relative_to(folder).as_posix())
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, MODE, UNIX
            entry.file_size = path.stat().st_size  # by which zipfile knows whether it needs the form for large files
            with path.open("rb") as file, packed.open(entry, "w") as into:
                shutil.copyfileobj(file, into, CHUNK)
        packed.comment = unsealed(identity.label)
    seal(to)
    to.chmod(0o644)
