"""From a checkout to the HTML of its documentation."""

from __future__ import annotations

import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from onrecord.errors import OnRecordError
from onrecord_build.compile import MemoryStore
from onrecord_build.identity import Identity
from onrecord_build.project import Project
from onrecord_build.site.pages import START, write_pages
from onrecord_build.site.place import beside

COLOUR = re.compile(r"\x1b\[[\d;]*m")
STYLE = Path(__file__).with_name("static")


def write_site(project: Project, store: MemoryStore, place: Path) -> None:
    """Write the site of a checkout and its tables into a folder, in place of the one that was there.

    Raises OnRecordError, and leaves the folder as it was, where a page cannot be made or a link leads nowhere.
    """
    with beside(place) as new, tempfile.TemporaryDirectory() as made:
        source = Path(made) / "source"
        source.mkdir()
        write_pages(project, store, source)
        _run(source, new, Path(made) / "doctrees", _settings(store.identity))


def _run(source: Path, out: Path, doctrees: Path, settings: dict[str, Any]) -> None:
    warnings = io.StringIO()
    told = ""
    with patch_docutils(), docutils_namespace():
        try:
            sphinx = Sphinx(source, None, out, doctrees, "html", settings, status=None, warning=warnings)
            sphinx.build(force_all=True)
        except SphinxError as error:
            told = f"{error.category}: {error}"
    told = COLOUR.sub("", warnings.getvalue() + told).replace(f"{source}{os.sep}", "").strip()
    if told:
        raise OnRecordError(
            f"{told}\nThe site was not written. Mend the above, and run again: python -m onrecord_build.site site"
        )
    (out / ".buildinfo").unlink(missing_ok=True)  # it differs with the place of the checkout


def _settings(identity: Identity) -> dict[str, Any]:
    return {
        "project": identity.short_title,
        "author": ", ".join(identity.creators),
        "version": identity.version,
        "release": identity.version,
        "root_doc": START,
        "extensions": ["sphinx.ext.autodoc", "myst_nb", "onrecord_build.site.extension"],
        "html_theme": "furo",
        "html_title": f"{identity.short_title} {identity.version}",
        "html_static_path": [str(STYLE)],
        "html_css_files": ["site.css"],
        "html_copy_source": False,
        "html_domain_indices": False,
        "html_show_copyright": False,
        "html_last_updated_fmt": None,  # the same sources give the same pages
        "smartquotes": False,  # quotation marks are data here
        "highlight_language": "text",
        "myst_heading_anchors": 3,
        "nb_execution_mode": "off",  # a notebook shows what it stored
        # A picture that is in the page, before one whose script is on another host.
        "nb_mime_priority_overrides": [("html", "image/svg+xml", 0), ("html", "image/png", 1)],
        "python_display_short_literal_types": True,
        "python_maximum_signature_line_length": 88,
        "autodoc_typehints_format": "short",
        "toc_object_entries_show_parents": "hide",
    }
