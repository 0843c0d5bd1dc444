"""The files of the repository that are generated from others: descriptors, schemas for editors, the page of the rules,
names as types, what releases hold, and anchors."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.texts import NotFound
from onrecord_build import anchors, corrections, csv_form, released, typed_names
from onrecord_build.check import read_typed
from onrecord_build.descriptor import authored_descriptor, render
from onrecord_build.editor_schema import editor_schemas
from onrecord_build.identity import read_identity
from onrecord_build.project import Project
from onrecord_build.rule_page import page
from onrecord_build.rules import erratum_missing
from onrecord_build.schema import Schemas, read_schemas


def generated(project: Project, texts: Path | None = None) -> dict[Path, str]:
    """Every generated file with the text it should have; the anchors only with the archived texts at hand."""
    schemas, identity = read_schemas(project.schemas), read_identity(project)
    files = {
        folder / "datapackage.json": render(authored_descriptor(schemas, identity, folder.name))
        for folder in (project.dataset, project.schemas)
    }
    files |= {project.schemas / "editor" / name: text for name, text in editor_schemas(schemas).items()}
    if (rules := project.root / "build/onrecord_build/rules").is_dir():
        files[rules / "README.md"] = page()
        files[project.root / typed_names.FILE] = typed_names.typed_names(schemas)
    if not project.unreleased:
        files[project.root / released.FILE] = _released(project, schemas)
    if texts is not None:
        files[project.dataset / anchors.FILE] = _anchors(project, schemas, texts)
    return files


def _released(project: Project, schemas: Schemas) -> str:
    """Every record that some release holds: those known before, and those of the version that is released now."""
    dataset, _ = read_typed(project, schemas)
    if dataset.records.released is None:
        raise OnRecordError(
            f"{released.FILE} is not in order, so nothing was written. Say what is wrong: onrecord check"
        )
    # Written anew, the list would know nothing any more of the values that they held.
    if unsaid := sum(1 for _ in erratum_missing.check(dataset)):
        raise OnRecordError(
            f"{unsaid} value{'s' * (unsaid != 1)} that a release held changed without an erratum, so nothing was "
            "written. List them: onrecord check"
        )
    rows = corrections.cells(dataset)
    return csv_form.write([{"id": name, **cells} for name, cells in rows.items()], schemas.tables["released"])


def _anchors(project: Project, schemas: Schemas, texts: Path) -> str:
    dataset, _ = read_typed(project, schemas, texts)
    archived = {s["source_id"]: s["text_sha256"] for s in dataset.rows("sources") if s["text_sha256"]}
    found = []
    for row in dataset.rows("evidence"):
        digest = archived.get(row["source"])
        text = (dataset.texts or {}).get(digest or "")
        if digest is None or row["evidence_id"] is None:
            continue
        if text is None:
            raise OnRecordError(
                f"The text of {row['source']} (SHA-256 {digest}) is not in {texts}. "
                "Name the folder that holds it: --texts DIR"
            )
        try:
            start, end = text.locate(row)
        except NotFound:
            continue  # left out here, and reported by: onrecord check --texts DIR
        found.append(anchors.Anchor(row["evidence_id"], digest, anchors.passage_digest(row), start, end))
    return anchors.render_anchors(found)
