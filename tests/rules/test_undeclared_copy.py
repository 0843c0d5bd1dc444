from __future__ import annotations

import hashlib

import pytest

from onrecord_build.rules.undeclared_copy import EXAMPLE, TWO, WORDS
from sandbox import STATEMENT, Sandbox

TWELVE = "because we have our own laws and nobody else has a say"


def two(sandbox: Sandbox, words: str, rendition: str = "source-translation") -> None:
    (edit,) = EXAMPLE.given
    sandbox.edit(edit.path, edit.old, edit.new)
    text = TWO.format(words=words).replace("rendition: source-translation", f"rendition: {rendition}")
    sandbox.edit(STATEMENT, EXAMPLE.instead_of, text)


def test_twelve_words_are_a_copy(sandbox: Sandbox) -> None:
    two(sandbox, f"No, {TWELVE}, he says.")
    assert "12 words in a row are those of 'ev-0013-times', from an unrelated source" in sandbox.fault()


def test_eleven_words_are_none(sandbox: Sandbox) -> None:
    two(sandbox, f"No, {TWELVE.removesuffix(' say')}.")
    assert sandbox.faults() == []


def test_declared_lineage(sandbox: Sandbox) -> None:
    two(sandbox, WORDS)
    lineage = "dataset/source_lineage.csv"
    sandbox.write(lineage, sandbox.read(lineage) + "src-0004-example-times,src-0003-example-times,excerpts,\n")
    assert sandbox.faults() == []


def test_words_of_the_speaker_agree_by_themselves(sandbox: Sandbox) -> None:
    two(sandbox, WORDS, "verbatim")
    assert not any("in a row" in fault for fault in sandbox.faults())


@pytest.mark.parametrize("related", [False, True])
def test_archived_texts_that_are_nearly_the_same(sandbox: Sandbox, related: bool) -> None:
    (original,) = sandbox.path("archive").iterdir()
    copy = original.read_bytes() + b"\nPrinted with permission.\n"
    sandbox.path("archive/copy.txt").write_bytes(copy)
    digest = hashlib.sha256(copy).hexdigest()
    sandbox.edit(
        "dataset/sources.csv",
        "2026-02-04,en,false,excerpt,2026-02-10,,,",
        f"2026-02-04,en,false,full-text,2026-02-10,{digest},,",
    )
    if related:
        sandbox.edit(
            "dataset/source_lineage.csv", "src-0002-example-agency,excerpts", "src-0001-example-times,excerpts"
        )
    found = [fault for fault in sandbox.faults("--texts", "archive") if "its text is nearly that of" in fault]
    assert bool(found) is not related
