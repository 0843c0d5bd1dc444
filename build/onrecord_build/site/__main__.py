"""Write the documentation as a site.

Run: python -m onrecord_build.site site
"""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.store import INSTALLED, installed
from onrecord_build.compile import MemoryStore
from onrecord_build.invalid import InvalidDataset
from onrecord_build.project import Project
from onrecord_build.site.write import write_site


def main() -> None:
    """Write the site of this checkout into the folder given."""
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("Name the folder to write the site into: python -m onrecord_build.site site")
    place = Path(sys.argv[1])
    try:
        write_site(Project.of_this_code(), _tables(), place.absolute())
    except (InvalidDataset, OnRecordError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error}. Make room or permission for it, and run the command again.")
    except KeyboardInterrupt:
        sys.exit("Interrupted; what was there before is as it was. Run the command again.")
    print(place / "index.html")


def _tables() -> MemoryStore:
    """The tables that the loader answers from: the pages of the loader and of the data are then of the same."""
    store = installed()
    if not isinstance(store, MemoryStore):
        raise OnRecordError(f"{INSTALLED} holds compiled tables, and a site is made from records. Take it away.")
    return store


if __name__ == "__main__":
    main()
