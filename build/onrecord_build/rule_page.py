"""The rules as a person reads them: one at a time (onrecord rule CODE), and all on a page (rules/README.md)."""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord_build.example import Example
from onrecord_build.nearest import near
from onrecord_build.rules import ACROSS, RULES, Rule, rule

INTRODUCTION = """# Rules

What `onrecord check` holds against the records. An error has to be mended. A warning has to be mended, or put aside for
the record at hand, with a reason, in `dataset/waivers.csv`; a waiver that waives nothing any more is an error itself.

In each example, `✗` is what breaks the rule and `✓` what does not.

This page is generated from the modules beside it: `onrecord generate`.
"""


def overview() -> str:
    """A line for each rule."""
    width = max(map(len, RULES))
    lines = [f"{code:{width}}  {rule(code).severity:7}  {rule(code).title}" for code in RULES]
    return "\n".join([*lines, "", "To read more of one: onrecord rule CODE"])


def explain(code: str) -> str:
    """One rule; raises OnRecordError, with the nearest code, where there is none of that name."""
    if code not in RULES:
        choices = near(code, RULES)
        hint = f"Did you mean onrecord rule {choices[0].value}? " if choices else ""
        raise OnRecordError(f"There is no rule '{code}'. {hint}List them with: onrecord rule")
    one = rule(code)
    parts = [f"{one.code} ({_kind(one)})", one.title, one.explanation, *_example(one.example, "  ")]
    return "\n\n".join(filter(None, parts))


def page() -> str:
    """The text of rules/README.md."""
    parts = [INTRODUCTION]
    for title, codes in (
        ("Across records", list(ACROSS)),
        ("Reading a record", [code for code in RULES if code not in ACROSS]),
    ):
        parts.append(f"## {title}\n")
        for code in codes:
            one = rule(code)
            parts.append(f"### {one.code}\n\n*{_kind(one)}.* **{one.title}** {' '.join(one.explanation.split())}\n")
            parts.append("\n".join(["```", *_example(one.example, ""), "```", ""]))
    return "\n".join(parts)


def _kind(one: Rule) -> str:
    of_records = one.code in ACROSS and not one.asks_tables
    return f"{one.severity}{', with a fixer' if one.fix else ''}{', of records only' if of_records else ''}"


def _example(example: Example, margin: str) -> list[str]:
    blocks = [f"{margin}{example.path}"]
    blocks += [_marked("·", edit.new, margin) for edit in example.given if edit.new]
    for mark, text in (("✗", example.fails), ("✓", example.passes)):
        blocks.append(_marked(mark, "(no such file)" if text is None else text or "(nothing)", margin))
    return blocks


def _marked(mark: str, text: str, margin: str) -> str:
    lines = text.encode("utf-8", "replace").decode("utf-8").rstrip("\n").split("\n")
    return "\n".join(
        f"{margin}{mark} {line if line.isprintable() else ascii(line)[1:-1]}"[:160].rstrip() for line in lines
    )
