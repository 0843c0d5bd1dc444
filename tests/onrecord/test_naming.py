"""Names: whoever is named, in whichever way, is found; who is not, or may be several, is told with the nearest."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.naming import folded, nearest
from onrecord.release import Release
from onrecord.views import meant
from onrecord.views.iso3166 import ALPHA_3
from plain import ids
from sandbox import Sandbox

CALL = re.compile(r"onrecord\.(\w+)\((\w+)=\"([^\"]*)\"\)")
STATES = {three.lower(): two for two, three in ALPHA_3.items()}


def actors(release: Release, name: Any) -> list[str]:
    return ids(cast(Any, release.actors)(name, expand=False))


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def last_first(name: str) -> str:
    *first, last = name.split()
    return f"{last}, {' '.join(first)}"


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper": str.upper,
    "lower": str.lower,
    "swapped": str.swapcase,
    "casefold": str.casefold,
    "without accents": without_accents,
    "capitals without accents": lambda name: without_accents(name.upper()),
    "backwards": lambda name: " ".join(reversed(name.split())),
    "last name first": last_first,
    "spaced": lambda name: f"\t {name.replace(' ', '   ')}\n",
    "NFD": lambda name: unicodedata.normalize("NFD", name),
    "NFKC": lambda name: unicodedata.normalize("NFKC", name),
}


@pytest.fixture(scope="module")
def unique(files: Release) -> dict[str, str]:
    """What one actor alone is called, and by whom: names, names in the own language, aliases."""
    called = defaultdict(set)
    for row in files.store.read("actors").to_pylist():
        key = row["actor_id"]
        for name in (key, row["name"], row["name_native"], STATES.get(key), *(row["aliases"] or [])):
            if name:
                called[" ".join(sorted(folded(name).split())) or name].add((key, name))
    return {name: key for group in called.values() if len({key for key, _ in group}) == 1 for key, name in group}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_whoever_alone_is_called_so_is_found(files: Release, unique: dict[str, str], spelling: str) -> None:
    """Whatever the case, the accents and the order of the words, in Latin and every other script."""
    assert len(unique) > 3000
    known = meant.actors(files)  # what actors() goes by; to ask that thousands of times takes a minute
    spelt = {name: SPELLINGS[spelling](name) for name in unique}
    assert {name: known.called(form) for name, form in spelt.items()} == {name: [key] for name, key in unique.items()}


def test_names_are_for_every_function(files: Release) -> None:
    one = {
        "delcy-rodriguez": ["DELCY RODRIGUEZ", "Rodríguez, Delcy"],
        "chn": ["China", "CN", "中国"],
    }
    for key, names in one.items():
        for name in names:
            assert actors(files, name) == [key]
            for of in ("speaker", "on_behalf_of", "target"):
                assert ids(files.statements(**{of: name})) == ids(files.statements(**{of: key}))  # type: ignore[arg-type]
            for of in ("party", "subject", "object"):
                assert ids(files.relationships(**{of: name})) == ids(files.relationships(**{of: key}))  # type: ignore[arg-type]
            assert ids(files.tenures(name)) == ids(files.tenures(key))
            assert ids(files.tenures(organisation=name)) == ids(files.tenures(organisation=key))
            assert ids(files.events(participant=name)) == ids(files.events(participant=key))
            assert ids(files.events(country=name)) == ids(files.events(country=key))
            assert ids(files.actors(country=name)) == ids(files.actors(country=key))


def test_every_state_is_found_by_its_codes(files: Release) -> None:
    """Also where something else is called so but spelt otherwise, such as a site jp; where it is not, both are told."""
    table = files.store.read("actors")
    names = dict(zip(table["actor_id"].to_pylist(), table["name"].to_pylist(), strict=True))
    states = [row["actor_id"] for row in table.to_pylist() if row["kind"] == "state"]
    known = meant.actors(files)
    for key in states:
        called_so = [other for other, name in names.items() if name == STATES[key]]
        assert sorted(known.called(STATES[key])) == sorted([key, *called_so])
        assert known.called(key) == known.called(key.upper()) == [key]
    assert actors(files, "JP") == ["jpn"]


def test_an_identifier_goes_before_everything(files: Release) -> None:
    known = meant.actors(files)
    assert all(known.called(key) == [key] for key in known.names)


def test_codes_and_labels_of_vocabularies(files: Release) -> None:
    for row in files.store.read("terms").to_pylist():
        known = meant.terms(files, row["scheme"])
        for form in (row["code"], row["code"].upper(), row["label"], row["label"].upper(), f" {row['label']} "):
            assert known.called(form) == [row["code"]], row
    assert ids(files.statements(act="Demand")) == ids(files.statements(act="demand"))
    assert ids(files.actors(region="Western Europe")) == ids(files.actors(region="western-europe"))


# Several at once


def test_a_list_in_whatever_form(files: Release) -> None:
    names = ["Sergei Lavrov", "cn"]
    expected = ids(files.statements(on_behalf_of=["sergei-lavrov", "chn"], expand=False))
    assert expected
    several: list[Any] = [names, tuple(names), set(names), iter(names), (name for name in names), dict.fromkeys(names)]
    several += [pd.Series(names), pd.Index(names), np.array(names), pd.Series(names, dtype="category")]
    for given_names in several:
        assert ids(cast(Any, files.statements)(on_behalf_of=given_names, expand=False)) == expected
    assert actors(files, np.str_("Sergei Lavrov")) == ["sergei-lavrov"]
    assert ids(files.statements(speaker=files.actors("Sergei Lavrov")["actor_id"])) == ids(
        files.statements(speaker="sergei-lavrov")
    )


# What is not there

ODD: list[Any] = [
    None,
    5,
    1.5,
    b"usa",
    [["usa"]],
    {},
    float("nan"),
    pd.NaT,
    "",
    "  ",
    "...",
    "\ud800",
    "\x00",
    "?" * 10**6,
]


@pytest.mark.parametrize("value", ODD, ids=lambda v: repr(v)[:20])
def test_what_is_no_name(files: Release, value: Any) -> None:
    for given_value in (value, [value], ["usa", value]):
        if given_value is None:
            continue  # which is as if it were left out
        with pytest.raises(onrecord.OnRecordError) as caught:
            actors(files, given_value)
        assert 'onrecord.load("actors")' in str(caught.value) or CALL.search(str(caught.value))
        assert len(str(caught.value)) < 2000


def test_an_empty_list_is_told_to_be_one(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError, match=r"speaker is empty. Leave it out"):
        files.statements(speaker=[])


def test_all_that_is_wrong_is_told_at_once_with_calls_that_run(files: Release) -> None:
    with pytest.raises(onrecord.OnRecordError) as caught:
        files.statements(
            speaker=["Sergey Lavrow", "Delcy Rodrigues"],
            on_behalf_of="Chinna",
            target="TT",
            act="demnad",
            topic="oil and gas",
            since="2026-02-30",
            as_of="yesterday",
        )
    told = str(caught.value).splitlines()
    assert [line.partition(":")[0].partition(" ")[0] for line in told] == [
        *("speaker", "speaker", "on_behalf_of", "target", "act", "topic", "since", "as_of"),
    ]
    expected = ["sergei-lavrov", "delcy-rodriguez", "chn", "tt", "demand"]
    for line, key in zip(told, expected, strict=False):
        calls = CALL.findall(line)
        assert key in [value for _, _, value in calls], line
        for function, argument, value in calls:
            cast(Any, getattr(files, function))(**{argument: value})
    assert "may be any of several" in told[3]
    assert 'since="2026-02-28"' in told[6]


def test_every_function_names_itself(files: Release) -> None:
    asked: list[tuple[str, str]] = [
        *(("statements", of) for of in ("speaker", "on_behalf_of", "target", "act", "topic")),
        *(("actors", of) for of in ("actor", "kind", "country", "region")),
        *(("relationships", of) for of in ("party", "subject", "object", "type", "state")),
        *(("tenures", of) for of in ("holder", "organisation")),
        *(("events", of) for of in ("kind", "country", "participant")),
    ]
    wrong = {"act": "demnad", "topic": "electons", "type": "sanction", "state": "anounced", "region": "carribean"}
    for function, argument in asked:
        kind = {"actors": "persn", "events": "court hearin"}.get(function, "")
        value = kind if argument == "kind" else wrong.get(argument, "Delcy Rodriges")
        with pytest.raises(onrecord.OnRecordError) as caught:
            cast(Any, getattr(files, function))(**{argument: value})
        calls = CALL.findall(str(caught.value))
        assert calls, str(caught.value)
        for name, of, nearest_value in calls:
            assert (name, of) == (function, argument)
            cast(Any, getattr(files, name))(**{of: nearest_value})


def test_what_was_merged_is_found_under_what_it_was_merged_into(sandbox: Sandbox) -> None:
    sandbox.write("dataset/retired_ids.csv", "id,replaced_by,reason,version\nold-muster,max-muster,It was one.,1.2.3\n")
    release = onrecord.open(sandbox.build())
    assert actors(release, "old-muster") == ["max-muster"]
    assert ids(release.statements(speaker="old-muster")) == ["st-0001-we-will-not"]


# The comparison of texts itself


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30))
@example(text="𝘼")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@settings(max_examples=100, deadline=None)
@given(
    forms=st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), max_size=8),
    wrong=st.text(max_size=12),
)
def test_the_nearest_do_not_depend_on_the_order(forms: list[str], wrong: str) -> None:
    pairs = [(form, form) for form in forms]
    near = nearest(wrong, pairs)
    assert near == nearest(wrong, pairs[::-1])
    assert len(near) <= 3 and set(near) <= set(forms)


@pytest.mark.parametrize("letters", ["øØ", "łŁ", "đĐ", "ıI", "ħĦ", "ßẞ", "éÉ", "ёЁ", "ñÑ"])
def test_a_letter_and_its_capital_are_one(letters: str) -> None:
    assert folded(letters[0]) == folded(letters[1])
