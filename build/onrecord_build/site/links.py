"""Links from one file of the repository to another, as links from page to page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

LINK = re.compile(
    r"(?P<code>^```.*?^```$|`[^`\n]+`(?!\]))"
    r"|(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^\s)]+)\)",
    re.MULTILINE | re.DOTALL,
)


def relinked(text: str, path: str, places: Mapping[str, str]) -> str:
    """A Markdown file of the repository, `path`, with links to where its neighbours are in the site.

    `places` says where a file of the repository is. What the site does not have is named without a link.
    """

    def at_its_place(match: re.Match[str]) -> str:
        target, hash_, anchor = (match["target"] or "").partition("#")
        if match["code"] or not target or re.match(r"\w+:", target):
            return match[0]
        named = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if named in places:
            return f"{match['picture']}[{match['text']}]({places[named]}{hash_}{anchor})"
        return match["text"] if "`" in match["text"] else f"`{match['text']}`"

    return LINK.sub(at_its_place, text)
