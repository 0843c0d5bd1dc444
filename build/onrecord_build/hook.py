"""Build hook of the wheel: compile the records and put the tables beside the loader."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRecords(BuildHookInterface[Any]):
    """Puts onrecord/data/ into a wheel. An editable install has none: there the loader compiles the records."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "build")))
        try:
            from onrecord_build.compile import compile_project
            from onrecord_build.frames import validate
            from onrecord_build.project import Project
            from onrecord_build.release.contents import write_installed

            store = compile_project(Project(Path(self.root)))
            validate(store)
        finally:
            sys.path.pop(0)
        self.folder = tempfile.TemporaryDirectory()
        write_installed(store, Path(self.folder.name))
        folder = Path(self.folder.name)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            build_data["force_include"][str(path)] = f"onrecord/data/{path.relative_to(folder).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
