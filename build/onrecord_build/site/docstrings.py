"""Docstrings, which are plain text, as reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc
from textwrap import dedent, indent

SPECIAL = re.compile(r"[^\w\s]|_")
TERM = re.compile(r"(?P<term>\S+(?: \S+)*) {2,}(?P<text>\S.*)")
BLOCK = re.compile(
    r"(?P<example>(?:^ {4}.*\n|^\n(?= {4}))+)"  # which may have blank lines within
    r"|(?P<list>(?:^ {2}.*\n)+)"
    r"|(?P<text>^\S.*\n(?:^(?!(?:Returns|Raises)\b)\S.*\n)*)",  # what these begin is read by itself
    re.MULTILINE,
)


def as_rest(text: str, called: Sequence[str] = ()) -> list[str]:
    """A docstring as lines of reStructuredText that say the same.

    Code between backticks stays code. What is indented by four is an example; what is indented by two is a list of
    terms with their meanings, or else of names. What is named like one of `called`, a name of the package, leads there:
    `onrecord.load`, load().
    """
    lines: list[str] = []
    inline = _inline(called)
    for match in BLOCK.finditer(cleandoc(text) + "\n"):
        block = dedent(match[0]).strip("\n")
        if match["example"]:
            lines += ["::", "", indent(block, "    ")]
        elif match["text"]:
            lines += [inline(block)]
        elif terms := _terms(block.splitlines()):
            for term, meaning in terms:
                lines += [f"``{term.replace('`', '')}``", f"    {inline(meaning)}"]
        else:
            lines += [".. container:: names", "", f"    {inline(block)}"]
        lines.append("")
    return "\n".join(lines).splitlines()


def _terms(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Terms and what they mean; none where the lines are no list of them."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if match := TERM.match(line):
            found.append((match["term"], match["text"]))
        elif found and line.startswith(" "):
            term, meaning = found[-1]
            found[-1] = term, f"{meaning} {line.strip()}"
        else:
            return []
    return found


def _inline(called: Sequence[str]) -> Callable[[str], str]:
    """What turns text into markup: code, links to what is called, addresses; everything else is as it reads."""
    names = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True)) or r"(?!)"
    pattern = re.compile(
        rf"(?P<address>https?://[^\s()]+[\w/])|`(?P<code>[^`\s](?:[^`]*[^`\s])?)`|(?<![\w.])(?P<name>{names})\(\)"
    )

    def marked(match: re.Match[str]) -> str:
        if match["address"]:
            return match["address"]
        if match["name"]:
            return rf"\ :py:func:`{match['name']}() <onrecord.{match['name']}>`\ "
        code = match["code"]
        if (name := code.removeprefix("onrecord.")) in called:
            return rf"\ :py:obj:`{code} <onrecord.{name}>`\ "
        return rf"\ ``{code}``\ "

    def translate(text: str) -> str:
        """The text on one line, which begins with nothing, so that it is no heading, list or rule."""
        text, parts, at = " ".join(text.split()), [r"\ "], 0
        for match in pattern.finditer(text):
            parts += [_plain(text[at : match.start()]), marked(match)]
            at = match.end()
        return "".join([*parts, _plain(text[at:])])

    return translate


def _plain(text: str) -> str:
    """A text in which nothing is markup."""
    return SPECIAL.sub(r"\\\g<0>", text)
