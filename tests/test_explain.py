"""Matches and scores in words: the words say what the numbers say."""

from __future__ import annotations

import pytest

from addressee import match, patterns, score
from addressee.explain import explain

PEOPLE = [
    {"id": 1, "name": "Jane Smith", "domain": "acme.example"},
    {"id": 2, "name": "John Smith", "domain": "acme.example"},
    {"id": 3, "name": "Jack Smith", "domain": "acme.example"},
    {
        "id": 4,
        "name": "Priya Ferrari",
        "employers": [{"name": "Acme", "domain": "acme.example", "current": False}],
    },
]


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("jane.smith", "0.950 by the pattern {first}.{last}: jane, smith"),
        ("jsmith", "0.750 by the pattern {first:1}{last}: j ~ jane, smith"),
        ("j.smith", "0.708 by similarity: j ~ jane, smith"),
        (
            "jane.marketing",
            "0.500 by single name beside a foreign word: jane, marketing ~ (nothing)",
        ),
    ],
)
def test_a_score_in_words(handle: str, words: str) -> None:
    assert explain(score(f"{handle}@acme.example", "Jane Smith")) == words


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("jane.smith", "Jane Smith: 0.950 by the pattern {first}.{last}: jane, smith"),
        (
            "jsmith",
            (
                "Jack Smith: 0.750 by the pattern {first:1}{last}: j ~ jack, smith; "
                "2 others fit as well"
            ),
        ),
        (
            "pferrari",
            (
                "Priya Ferrari: 0.750 by the pattern {first:1}{last}: p ~ priya, ferrari; "
                "not employed there now"
            ),
        ),
    ],
)
def test_a_match_in_words(handle: str, words: str) -> None:
    best = match(f"{handle}@acme.example", PEOPLE).best
    assert best is not None
    assert explain(best) == words


def test_a_tie_of_two_is_told_in_the_singular() -> None:
    best = match("jsmith@acme.example", PEOPLE[:2]).best
    assert best is not None
    assert explain(best).endswith("; 1 other fits as well")


def test_every_pattern_is_told_by_its_template() -> None:
    from addressee.values import Score

    for pattern in patterns():
        assert explain(Score(0.5, pattern.id)) == f"0.500 by the pattern {pattern.template}"
