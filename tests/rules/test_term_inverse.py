from __future__ import annotations

import pytest

from sandbox import Sandbox

TERMS = "schemas/terms.csv"


def reported(sandbox: Sandbox) -> list[str]:
    """What the rule says, without the help."""
    return [f"{f['line']}: {f['message']}" for f in sandbox.report() if f["code"] == "term-inverse"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (",18,true,,", ",18,true,related-to,", "'family-of' is symmetric, and has the inverse 'related-to'"),
        (",17,false,held-by,", ",17,false,,", "'holds-in-custody' is not symmetric, and has no inverse"),
        (",17,false,held-by,", ",17,,,", "'holds-in-custody' is not symmetric, and has no inverse"),
        (
            "supports.,3,,,,",
            "supports.,3,,shown-by,,",
            "'context' is a term of 'evidence-support', and only a relationship-type has 'inverse'",
        ),
        (
            "supports.,3,,,,",
            "supports.,3,true,,,",
            "'context' is a term of 'evidence-support', and only a relationship-type has 'symmetric'",
        ),
    ],
)
def test_terms_at_fault(sandbox: Sandbox, old: str, new: str, what: str) -> None:
    line = sandbox.edit(TERMS, old, new)
    assert reported(sandbox) == [f"{line}: {what}"]


def test_a_broken_value(sandbox: Sandbox) -> None:
    sandbox.edit(TERMS, ",18,true,,", ",18,perhaps,,")
    assert reported(sandbox) == []
