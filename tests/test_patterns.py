"""Patterns and candidates: every row makes what it says, and what it makes is recognised."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addressee import candidates, parse, patterns, readings
from addressee.errors import BadSetting, BadTable
from addressee.patterns import _pieces, handles, pieces, single_part
from addressee.scoring.documented import documented
from addressee.tables import records
from addressee.values import Pattern, Reading
from people import names, plain_names

TABLE = {pattern.id: pattern for pattern in patterns()}
JANE = Reading(("jane",), family=("smith",))


@pytest.mark.parametrize("row", records("patterns"), ids=lambda row: row["id"])
def test_the_example_of_a_row_is_made_by_its_pattern(row: dict[str, dict[str, str]]) -> None:
    pattern = TABLE[str(row["id"])]
    made = [h for r in readings(row["example"]["name"]) for h in handles(pattern, r)]
    assert row["example"]["handle"] in made


def test_at_least_forty_rows_each_with_weight_share_and_evidence() -> None:
    rows = records("patterns")
    assert len(rows) >= 40
    for row in rows:
        assert 0.0 <= row["weight"] <= 1.0
        assert 0.0 <= row["share"] <= 1.0
        assert "addresses of the dev corpus" in row["evidence"]
    assert 0.7 < sum(row["share"] for row in rows) < 1.0


def test_the_published_weights_are_these_and_no_others() -> None:
    assert {pattern.id: pattern.weight for pattern in patterns() if pattern.weight} == {
        "first.last": 0.95,
        "firstlast": 0.95,
        "first_last": 0.95,
        "first-last": 0.95,
        "first": 0.9,
        "last": 0.9,
        "flast": 0.75,
        "firstl": 0.75,
    }


def test_no_two_rows_have_one_template() -> None:
    templates = [pattern.template for pattern in patterns()]
    assert len(set(templates)) == len(templates)


@pytest.mark.parametrize("template", ["{first", "{given}", "{first:x}", "first", "{first}+{last}"])
def test_a_template_that_is_none_is_refused(template: str) -> None:
    with pytest.raises(BadTable, match="is no template"):
        _pieces(template)


@pytest.mark.parametrize(
    ("pattern", "reading", "expected"),
    [
        ("flast", JANE, ("jsmith",)),
        ("first.m.last", JANE, ()),
        ("flast7", JANE, ()),
        ("nickname", JANE, ()),
        ("last", Reading(("cher",)), ()),
        ("flast", Reading(("j",), family=("smith",)), ("jsmith",)),
        ("initialslast", JANE, ()),
        ("initialslast", Reading(("jean", "pierre"), family=("roux",)), ("jproux",)),
        ("last", Reading(("jan",), family=("van", "berg")), ("vanberg", "van-berg")),
        (
            "f_last",
            Reading(("jan",), family=("van", "berg")),
            ("j_vanberg", "j_van-berg", "j_van_berg"),
        ),
    ],
)
def test_handles(pattern: str, reading: Reading, expected: tuple[str, ...]) -> None:
    assert handles(TABLE[pattern], reading) == expected


def test_single_names_are_the_patterns_of_one_whole_name() -> None:
    assert [p.id for p in patterns() if single_part(p)] == ["first", "last", "nickname"]


@given(names(), st.sampled_from(patterns()))
def test_a_handle_that_a_weighted_pattern_makes_scores_at_least_its_weight(
    name: str, pattern: Pattern
) -> None:
    for reading in readings(name):
        for handle in handles(pattern, reading):
            assert documented(handle, name).value >= pattern.weight


@given(names(), st.sampled_from(patterns()))
def test_the_pieces_of_a_made_handle_spell_it_out(name: str, pattern: Pattern) -> None:
    for reading in readings(name):
        for handle in handles(pattern, reading):
            letters = "".join(piece.handle for piece in pieces(pattern, reading, handle))
            assert letters.translate(str.maketrans("", "", "._-")) == handle.translate(
                str.maketrans("", "", "._-")
            )


@given(names())
def test_candidates_are_distinct_and_each_is_made_by_its_pattern(name: str) -> None:
    found = candidates(name)
    assert len({c.address for c in found}) == len(found)
    for c in found:
        assert any(c.address in handles(TABLE[c.pattern], r) for r in readings(name))


@given(names(), st.integers(0, 30))
def test_a_limit_cuts_the_candidates_and_changes_nothing_else(name: str, limit: int) -> None:
    assert candidates(name, "acme.example", limit=limit) == candidates(name, "acme.example")[:limit]


@given(names())
def test_candidates_at_a_domain_are_addresses_with_the_bare_handles(name: str) -> None:
    bare = candidates(name)
    full = candidates(name, "ACME.example.")
    assert [parse(c.address).handle for c in full] == [c.address for c in bare]
    assert {parse(c.address).host for c in full} <= {"acme.example"}


@given(plain_names())
def test_candidates_of_the_plain_reading_stand_in_the_order_of_their_shares(name: str) -> None:
    first = readings(name)[0]
    plain = [c for c in candidates(name) if c.address in handles(TABLE[c.pattern], first)]
    assert all(a.share >= b.share for a, b in pairwise(plain))


@pytest.mark.parametrize(
    ("domain", "limit", "sentence"),
    [
        (
            "no domain",
            None,
            "'no domain' is no domain. Give one such as example.com, or leave it out.",
        ),
        ("example.com", -1, "The limit is -1. Give 0 or more, or None for all."),
    ],
)
def test_bad_settings_of_candidates(domain: str, limit: int | None, sentence: str) -> None:
    with pytest.raises(BadSetting) as caught:
        candidates("Jane Smith", domain, limit=limit)
    assert str(caught.value) == sentence
