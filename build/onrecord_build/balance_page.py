"""The balance of a release as a page: the table balance, and who was searched without result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.markdown import table
from onrecord_build.compile import MemoryStore
from onrecord_build.derived.balance import NONE

HEAD = ("Statements", "Speakers", "Primary", "Corroborated", "Supported")


def balance_page(store: MemoryStore) -> str:
    """Render balance.md from the tables of a release."""
    balance = store.read("balance").to_pylist()
    names = {row["actor_id"]: row["name"] for row in store.read("actors").to_pylist()}
    terms = [row for row in store.read("terms").to_pylist() if row["scheme"] == "balance-dimension"]
    identity = store.identity
    lines = [
        f"# Balance of {identity.short_title} {identity.version}",
        "",
        f"{identity.label}.",
        "",
        *_whole(store, balance),
    ]
    for term in sorted(terms, key=lambda row: row["rank"]):
        rows = [row for row in balance if row["dimension"] == term["code"]]
        if term["code"] == "country":  # who was searched without result stands at the end
            rows = [row for row in rows if row["n_statements"]]
        counts = _stances(rows, store) if term["code"] == "stance" else _counts(rows, term["label"], term["code"])
        lines += ["", f"## {term['label']}", "", term["definition"], "", *counts]
    searches = sorted(store.read("searches").to_pylist(), key=lambda row: names[row["actor"]])
    found = [(names[row["actor"]], row["searched"], ", ".join(row["langs"]), len(row["queries"])) for row in searches]
    lines += ["", "## Searched and not found", "", "It says what was searched, and not that the actor kept silent.", ""]
    lines += table(("Actor", "Searched", "Languages", "Queries"), found, (3,))
    return "\n".join(lines) + "\n"


def _whole(store: MemoryStore, balance: Sequence[dict[str, Any]]) -> list[str]:
    """The figures of the whole, and what the columns of the tables below count."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for row in balance:
        numbers[row["dimension"]][row["group"]] = row["n_statements"]
    support, language = numbers["verification"], numbers["language"]
    whole = sum(support.values())
    supported = sum(support.get(code, 0) for code in ("verified-primary", "corroborated"))
    figures = {
        "Statements": whole,
        "Speakers": len(store.read("statements")["speaker"].unique()),
        "States and organisations": len(numbers["on-behalf-of"].keys() - {NONE}),
        "On a primary source, or on two independent witnesses or more": _share(supported, whole),
        "Quoted in another language than English": _share(
            sum(number for code, number in language.items() if code not in ("en", NONE)), whole
        ),
        "Sources": store.read("sources").num_rows,
        "Publishers": len(store.read("sources")["publisher"].drop_null().unique()),
    }
    return [
        *(f"- {name}: {figure}" for name, figure in figures.items()),
        "",
        "“Primary” counts the statements that a primary source verifies, “corroborated” those of the others that have "
        "two or more independent witnesses; “supported” is the share of both.",
    ]


def _counts(rows: Iterable[dict[str, Any]], label: str, dimension: str) -> list[str]:
    """The groups of one dimension, the largest first; months in their order."""
    ordered = sorted(rows, key=lambda row: (dimension != "month" and -row["n_statements"], row["group"]))
    searched = any(row["n_searched"] for row in ordered)
    head = (label, *HEAD, *(["Searched without result"] if searched else []))
    return table(
        head,
        [
            (
                row["label"],
                row["n_statements"],
                row["n_speakers"],
                row["n_primary"],
                row["n_corroborated"],
                _share(row["n_primary"] + row["n_corroborated"], row["n_statements"]),
                *([row["n_searched"]] if searched else []),
            )
            for row in ordered
        ],
        range(1, len(head)),
    )


def _stances(found: Iterable[dict[str, Any]], store: MemoryStore) -> list[str]:
    """One row for each target, one column for each stance."""
    terms = [row for row in store.read("terms").to_pylist() if row["scheme"] == "stance"]
    stances = {row["code"]: row["label"] for row in sorted(terms, key=lambda row: row["rank"])}
    targets: dict[str, dict[str, int]] = {}
    for row in found:
        targets.setdefault(row["label"].rpartition(": ")[0], {})[row["group"].rpartition("/")[2]] = row["n_statements"]
    ordered = sorted(targets.items(), key=lambda target: (-sum(target[1].values()), target[0]))
    rows = [(name, *(counts.get(stance, 0) for stance in stances)) for name, counts in ordered]
    return table(("Target", *stances.values()), rows, range(1, len(stances) + 1))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"
