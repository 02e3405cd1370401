"""The published score: its anchors to three decimals, and a slow reading of its rules."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from addressee import score
from addressee.errors import BadSetting
from addressee.names import readings
from addressee.patterns import handles, patterns
from addressee.romanize import romanize
from addressee.scoring.documented import FOREIGN, SIMILARITY, documented
from addressee.tables import records
from addressee.values import Piece
from people import FOREIGN as FOREIGN_WORDS
from people import handle_and_name, made_handles, names, plain_names

ANCHORS = [
    ("jane.smith", 0.95, "first.last"),
    ("janesmith", 0.95, "firstlast"),
    ("jane", 0.9, "first"),
    ("jsmith", 0.75, "flast"),
    ("janes", 0.75, "firstl"),
    ("jane.marketing", 0.5, FOREIGN),
    ("j.smith", 0.708, SIMILARITY),
]


@pytest.mark.parametrize(("handle", "value", "rule"), ANCHORS)
def test_published_anchor(handle: str, value: float, rule: str) -> None:
    found = score(f"{handle}@example.com", "Jane Smith")
    assert f"{found.value:.3f}" == f"{value:.3f}"
    assert found.rule == rule


def test_a_partial_match_is_below_the_lowest_similarity_anchor() -> None:
    assert 0.0 < documented("jsmi", "Jane Smith").value < documented("j.smith", "Jane Smith").value


@pytest.mark.parametrize(
    ("handle", "name", "value", "rule"),
    [
        ("jane_smith", "Jane Smith", 0.95, "first_last"),
        ("jane-smith", "Jane Smith", 0.95, "first-last"),
        ("smith", "Jane Smith", 0.9, "last"),
        ("smith.jane", "Jane Smith", 0.95, "first.last"),
        ("smith.jane", "Smith, Jane", 0.85, SIMILARITY),
        ("jane.s", "Jane Smith", 0.68, SIMILARITY),
        ("jane.smithson", "Jane Smith", 0.5, FOREIGN),
        ("marketing-smith", "Jane Smith", 0.5, FOREIGN),
        ("jane.2", "Jane Smith", None, SIMILARITY),
        ("juergen.mueller", "Jürgen Müller", 0.95, "first.last"),
        ("jurgen.muller", "Jürgen Müller", 0.95, "first.last"),
        ("jürgen.müller", "Juergen Mueller", 0.95, "first.last"),
        ("jvanderberg", "Jan van der Berg", 0.75, "flast"),
        ("jberg", "Jan van der Berg", 0.75, "flast"),
        ("jean-pierre.dupont", "Jean-Pierre Dupont", 0.95, "first.last"),
        ("j.vanderberg", "Jan van der Berg", 0.85 * 24 / 26, SIMILARITY),
        ("j.smithjones", "Jane Smith-Jones", 0.85 * 20 / 22, SIMILARITY),
        ("ming.li", "李明", 0.95, "first.last"),
        ("bob.miller", 'Robert "Bob" Miller', 0.95, "first.last"),
        ("cher", "Cher", 0.9, "first"),
        ("", "Jane Smith", 0.0, SIMILARITY),
        ("jane", "", 0.0, SIMILARITY),
        ("...", "Jane Smith", 0.0, SIMILARITY),
    ],
)
def test_score_and_rule(handle: str, name: str, value: float | None, rule: str) -> None:
    found = documented(handle, name)
    assert found.rule == rule
    if value is not None:
        assert found.value == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize(
    ("handle", "pieces"),
    [
        ("jsmith", [Piece("j", "jane", "first"), Piece("smith", "smith", "last")]),
        ("jane.marketing", [Piece("jane", "jane", "first"), Piece("marketing", "", "")]),
        ("j.smith", [Piece("j", "jane", "first"), Piece("smith", "smith", "last")]),
        ("jsmi", [Piece("jsmi", "smith", "last")]),
    ],
)
def test_pieces_say_what_was_compared(handle: str, pieces: list[Piece]) -> None:
    assert list(documented(handle, "Jane Smith").pieces) == pieces


@pytest.mark.parametrize("row", records("documented"), ids=lambda row: row["id"])
def test_the_example_of_a_rule_is_scored_by_it(row: dict[str, dict[str, str]]) -> None:
    assert documented(row["example"]["handle"], row["example"]["name"]).rule == row["id"]


def slow_score(handle: str, name: str) -> float:
    """The rules read plainly: over all readings and spellings, the first rule that applies."""
    spellings = {text.lower() for text in romanize(handle)}
    found = readings(name)
    made = [
        p.weight for r in found for p in patterns() if spellings & set(handles(p, r)) and p.weight
    ]
    if made:
        return max(made)
    words = {w for r in found for w in (*r.given, *r.middle, *r.family)}
    single = {
        h for r in found for p in patterns() if p.id in ("first", "last") for h in handles(p, r)
    }
    for spelling in spellings:
        tokens = re.split(r"[._\-\s]+", spelling.strip("._- "))
        rest = [token for token in tokens if token not in single]
        is_foreign = all(t.isalpha() and not any(w.startswith(t) for w in words) for t in rest)
        if len(tokens) > 1 and len(rest) == len(tokens) - 1 and is_foreign:
            return 0.5
    sets = [frozenset((*r.given, *r.middle, *r.family)) for r in found]
    whole = [r for r, s in zip(found, sets, strict=True) if not any(s < other for other in sets)]
    texts = {" ".join((*r.given, *r.middle, *r.family)) for r in whole}
    for words in {frozenset((*r.given, *r.middle, *r.family)) for r in whole}:
        alike = [r for r, s in zip(found, sets, strict=True) if s == words and len(r.family) > 1]
        texts |= {" ".join((*r.given, *r.middle, r.last)) for r in alike[:1]}
    spaced = {re.sub(r"[._-]", " ", spelling) for spelling in spellings}
    return max(
        (0.85 * fuzz.token_set_ratio(s, t) / 100 for s in spaced for t in texts), default=0.0
    )


@given(handle_and_name())
def test_the_slow_reading_of_the_rules_agrees(pair: tuple[str, str]) -> None:
    handle, name = pair
    assert documented(handle, name).value == pytest.approx(slow_score(handle, name), abs=1e-12)


@given(handle_and_name())
def test_a_score_is_finite_and_from_0_to_1_and_similarity_stays_below_0_9(
    pair: tuple[str, str],
) -> None:
    found = documented(*pair)
    assert math.isfinite(found.value)
    assert 0.0 <= found.value <= 1.0
    assert found.rule != SIMILARITY or found.value < 0.9


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_score(handle: str, name: str) -> None:
    assert 0.0 <= documented(handle, name).value <= 1.0


@given(handle_and_name(), st.floats(0.0, 1.0))
def test_a_cutoff_makes_lower_scores_0_and_leaves_the_others(
    pair: tuple[str, str], cutoff: float
) -> None:
    value = documented(*pair).value
    assert documented(*pair, score_cutoff=cutoff).value == (value if value >= cutoff else 0.0)


@given(handle_and_name(), st.lists(names(), max_size=5), st.sampled_from((0.0, 0.5, 0.75, 0.9)))
def test_many_equals_one_by_one(pair: tuple[str, str], others: list[str], cutoff: float) -> None:
    handle, name = pair
    crowd = [name, *others]
    alone = [documented(handle, person, score_cutoff=cutoff).value for person in crowd]
    assert documented.many(handle, crowd, score_cutoff=cutoff) == alone


@given(plain_names(), st.sampled_from(FOREIGN_WORDS), st.sampled_from("._-"), st.booleans())
def test_a_single_name_beside_a_foreign_word_scores_a_half(
    name: str, foreign: str, separator: str, given_name: bool
) -> None:
    single = name.lower().split()[0 if given_name else 1]
    for handle in (f"{single}{separator}{foreign}", f"{foreign}{separator}{single}"):
        assert documented(handle, name).value == 0.5


@given(plain_names())
def test_a_better_fitting_handle_never_scores_less(name: str) -> None:
    first, last = name.lower().split()
    fitting = [f"{first}.{last}", first, f"{first[0]}{last}", f"{first}.berlin", f"{first[0]}.q"]
    scores = [documented(handle, name).value for handle in fitting]
    assert scores == sorted(scores, reverse=True)


@given(names(), st.data())
def test_case_tag_and_blanks_of_the_address_are_immaterial(name: str, data: st.DataObject) -> None:
    made = [handle for handle in made_handles(name) if handle.isascii()]
    assume(made)
    handle = data.draw(st.sampled_from(made))
    plain = score(f"{handle}@example.com", name)
    assert score(f"  {handle.upper()}+news@EXAMPLE.com ", name) == plain


@given(plain_names(), st.sampled_from(("ö", "ü", "ä", "ø", "å")))
def test_an_accent_in_the_name_is_met_by_every_spelling_of_it(name: str, letter: str) -> None:
    first, last = name.split()
    accented = f"{first} {last}{letter}sen"
    for spelling in romanize(f"{last}{letter}sen".lower()):
        assert documented(f"{first.lower()}.{spelling}", accented).value == 0.95


def test_readings_are_an_option_of_the_call() -> None:
    assert documented("juergen.mueller", "Jürgen Müller", readings="plain").value < 0.95
    with pytest.raises(BadSetting, match="no 'some' readings. Choose from all, plain"):
        documented("jane", "Jane", readings="some")
    with pytest.raises(BadSetting, match="no 'some' readings. Choose from all, plain"):
        documented.many("jane", ["Jane"], readings="some")
