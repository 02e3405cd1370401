"""Ranking: who comes first and why, and the laws of the total order."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addressee import Employer, Profile, Roster, Via, as_profile, match, score
from addressee.errors import BadAddress, BadProfile, BadSetting
from addressee.scoring.documented import documented
from people import DOMAINS, address_and_crowd, crowds, plain_names

ACME = (Employer("Acme", ("acme.example",)),)
WAS_ACME = (Employer("Acme", ("acme.example",), current=False),)


def ids(ranking: object) -> list[object]:
    return [found.profile.id for found in ranking]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("email", "people", "expected"),
    [
        ("jane.smith@acme.example", [(1, "Jane Smith", ACME), (2, "John Smith", ACME)], (1, 1, 1)),
        ("jsmith@acme.example", [(1, "Jane Smith", ACME), (2, "John Smith", ACME)], (1, 1, 2)),
        ("jsmith@acme.example", [(1, "Jane Smith", WAS_ACME), (2, "John Smith", ACME)], (2, 1, 1)),
        ("jane@acme.example", [(2, "Jane Smith", WAS_ACME), (1, "Ann Lee", ACME)], (2, 1, 1)),
        ("jane@acme.example", [(2, "Jane Roe", WAS_ACME), (1, "Jane Doe", ACME)], (1, 1, 1)),
        ("jane@acme.example", [(2, "Jane A", ACME), (1, "Jane B", ACME + WAS_ACME)], (2, 1, 2)),
        ("jane@acme.example", [(2, "Jane A", ACME), (1, "Jane B", WAS_ACME + ACME)], (2, 1, 2)),
        ("jane.smith@mail.acme.example", [(1, "Jane Smith", ACME)], (1, 1, 1)),
        ("jane@acme.example", [("b", "Jane Roe", ACME), ("a", "Jane Doe", ACME)], ("a", 1, 2)),
        ("jane@acme.example", [(10, "Jane Doe", ACME), (9, "Jane Doe", ACME)], (10, 1, 2)),
    ],
)
def test_best(
    email: str,
    people: list[tuple[int | str, str, tuple[Employer, ...]]],
    expected: tuple[int | str, int, int],
) -> None:
    best = match(email, [Profile(*person) for person in people]).best
    assert best is not None
    assert (best.profile.id, best.rank, best.tied) == expected


def test_the_rest_of_the_ranking_says_who_was_asked() -> None:
    people = [Profile(1, "Jane Smith", ACME), Profile(2, "Jane Smith"), Profile(3, "Xu Qi", ACME)]
    ranking = match("jane.smith@acme.example", people)
    assert (ranking.considered, ids(ranking), ranking.via) == (2, [1, 3], Via.HOST)
    assert ranking.company is not None
    assert ranking.company.name == "Acme"
    assert ranking.tie == (ranking.best,)
    assert ranking[0] in ranking
    assert ranking[:1] == tuple(ranking)[:1]


def test_nobody_is_asked_at_an_unknown_company_unless_everybody_is() -> None:
    people = [Profile(1, "Jane Smith", ACME)]
    assert not match("jane.smith@globex.example", people)
    everybody = match("jane.smith@globex.example", people, any_company=True)
    assert [(m.profile.id, m.current) for m in everybody] == [(1, False)]


def test_with_any_company_those_of_the_company_come_first_among_equals() -> None:
    people = [Profile(1, "Jane Smith"), Profile(2, "Jane Smith", ACME)]
    ranking = match("jane.smith@acme.example", people, any_company=True)
    assert [(m.profile.id, m.current, m.rank) for m in ranking] == [(2, True, 1), (1, False, 2)]


def test_ties_are_counted_beyond_the_limit() -> None:
    people = [Profile(number, "Jane Smith", ACME) for number in range(7)]
    ranking = match("jsmith@acme.example", people, limit=2)
    assert [(m.rank, m.tied) for m in ranking] == [(1, 7), (1, 7)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"rank_by": "luck"}, "Nothing is ranked by 'luck'. Choose from score."),
        ({"limit": -1}, "The limit is -1. Give 0 or more, or None for all."),
        ({"min_score": 2}, "The least score is 2. Give a number from 0 to 1."),
        ({"min_score": float("nan")}, "The least score is nan. Give a number from 0 to 1."),
    ],
)
def test_bad_settings(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadSetting) as caught:
        match("jane@acme.example", [], **options)  # type: ignore[arg-type]
    assert str(caught.value) == sentence


def test_bad_address_and_bad_profile_are_told() -> None:
    with pytest.raises(BadAddress):
        match("jane", [])
    with pytest.raises(BadProfile, match="has no name"):
        match("jane@acme.example", [{"id": 1}])


@given(address_and_crowd(), st.randoms(use_true_random=False))
def test_the_order_of_the_profiles_never_matters(
    drawn: tuple[str, list[Profile]], random: Random
) -> None:
    email, crowd = drawn
    shuffled = crowd[:]
    random.shuffle(shuffled)
    assert match(email, shuffled, limit=3) == match(email, crowd, limit=3)


@given(
    st.lists(st.sampled_from(("Jane", "John", "Jo", "Janet", "Jürgen")), min_size=2, max_size=6),
    st.randoms(use_true_random=False),
)
def test_people_who_fit_equally_come_in_an_order_of_their_own(
    given_names: list[str], random: Random
) -> None:
    tied = [Profile(number, f"{name} Smith", ACME) for number, name in enumerate(given_names)]
    shuffled = tied[:]
    random.shuffle(shuffled)
    ranking = match("jsmith@acme.example", shuffled)
    assert ranking == match("jsmith@acme.example", tied)
    assert [found.tied for found in ranking] == [len(tied)] * len(tied)


@given(address_and_crowd(), crowds(max_size=3))
def test_a_newcomer_never_changes_the_score_of_another(
    drawn: tuple[str, list[Profile]], newcomers: list[Profile]
) -> None:
    email, crowd = drawn
    renamed = [Profile(f"new {p.id}", p.name, p.employers) for p in newcomers]
    before = {m.profile.id: m.score for m in match(email, crowd, limit=None)}
    after = {m.profile.id: m.score for m in match(email, crowd + renamed, limit=None)}
    assert before.items() <= after.items()


@given(address_and_crowd())
def test_ranks_count_the_people_before_and_ties_the_equals(
    drawn: tuple[str, list[Profile]],
) -> None:
    ranking = match(*drawn, limit=None)
    for found in ranking:
        better = [m for m in ranking if (m.score, m.current) > (found.score, found.current)]
        equals = [m for m in ranking if (m.score, m.current) == (found.score, found.current)]
        assert found.rank == len(better) + 1
        assert found.tied == len(equals)


@given(address_and_crowd())
def test_scores_fall_and_current_people_come_before_past_ones_of_equal_score(
    drawn: tuple[str, list[Profile]],
) -> None:
    for before, after in pairwise(match(*drawn, limit=None)):
        assert (before.score, before.current) >= (after.score, after.current)


@given(address_and_crowd(), st.integers(0, 9))
def test_a_limit_cuts_the_ranking_and_changes_nothing_else(
    drawn: tuple[str, list[Profile]], limit: int
) -> None:
    assert match(*drawn, limit=limit).matches == match(*drawn, limit=None).matches[:limit]


@given(address_and_crowd(), st.sampled_from((0.5, 0.7, 0.75, 0.9)))
def test_a_least_score_leaves_out_the_lower_ones_and_changes_nothing_else(
    drawn: tuple[str, list[Profile]], least: float
) -> None:
    everybody = match(*drawn, limit=None)
    kept = tuple(m for m in everybody if m.score >= least)
    assert match(*drawn, limit=None, min_score=least).matches == kept


@given(address_and_crowd())
def test_only_people_of_the_company_are_asked(drawn: tuple[str, list[Profile]]) -> None:
    email, crowd = drawn
    domain = email.partition("@")[2]
    for found in match(email, crowd, limit=None):
        assert any(domain in employer.domains for employer in found.profile.employers)


@given(address_and_crowd())
def test_asking_everybody_finds_the_company_too_with_the_same_scores(
    drawn: tuple[str, list[Profile]],
) -> None:
    within = {m.profile: (m.score, m.rule) for m in match(*drawn, limit=None)}
    everybody = {m.profile: (m.score, m.rule) for m in match(*drawn, limit=None, any_company=True)}
    assert within.items() <= everybody.items()


@given(address_and_crowd())
def test_a_roster_answers_as_the_list_does(drawn: tuple[str, list[Profile]]) -> None:
    email, crowd = drawn
    assert match(email, Roster(crowd)) == match(email, crowd) == match(email, iter(crowd))


@given(address_and_crowd())
def test_mappings_answer_as_profiles_do(drawn: tuple[str, list[Profile]]) -> None:
    email, crowd = drawn
    mappings = [
        {
            "id": p.id,
            "name": p.name,
            "employers": [{"domains": list(e.domains), "current": e.current} for e in p.employers],
        }
        for p in crowd
    ]
    assert match(email, mappings) == match(email, crowd)
    assert [as_profile(mapping) for mapping in mappings] == crowd


@given(address_and_crowd())
def test_a_match_has_the_score_of_its_name_alone(drawn: tuple[str, list[Profile]]) -> None:
    email, crowd = drawn
    for found in match(email, crowd, limit=None):
        alone = score(email, found.profile.name)
        assert (found.score, found.rule, found.pieces) == (alone.value, alone.rule, alone.pieces)


@given(plain_names(), crowds(max_size=5), st.sampled_from(DOMAINS))
def test_the_owner_of_a_full_name_handle_is_first(
    name: str, crowd: list[Profile], domain: str
) -> None:
    owner = Profile("owner", name, (Employer("", (domain,)),))
    email = f"{'.'.join(name.lower().split())}@{domain}"
    ranking = match(email, [*crowd, owner])
    assert owner in [m.profile for m in ranking.tie]
    assert all(documented("x", m.profile.name).value <= 0.95 for m in ranking)


@given(address_and_crowd(), st.sampled_from(("mail", "eu.mail")))
def test_an_unlisted_subdomain_asks_the_people_of_its_parent(
    drawn: tuple[str, list[Profile]], label: str
) -> None:
    email, crowd = drawn
    below = match(email.replace("@", f"@{label}."), crowd)
    assert below.matches == match(email, crowd).matches


@given(address_and_crowd())
def test_a_profile_given_twice_ties_with_itself(drawn: tuple[str, list[Profile]]) -> None:
    email, crowd = drawn
    once = match(email, crowd, limit=None)
    twice = match(email, [*crowd, *crowd], limit=None)
    assert len(twice) == 2 * len(once)
    assert {m.profile.id: m.tied * 2 for m in once} == {m.profile.id: m.tied for m in twice}
