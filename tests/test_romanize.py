"""Romanisation: every way, any one alone, and a missing one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addressee import romanize
from addressee.errors import BadSetting
from addressee.romanize import ROMANIZERS
from people import names


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("Jörg", ("Jorg", "Joerg")),
        ("Ödegård", ("Odegard", "Oedegard", "Oedegaard")),
        ("Đorđe", ("Dorde", "Djordje")),
        ("Weiß", ("Weiss",)),
        ("İpek Işık", ("Ipek Isik",)),
        ("Łukasz", ("Lukasz",)),
        ("plain", ("plain",)),
        ("J\ud800örg", ("Jorg", "Joerg")),
        ("Мария", ("Mariia", "Mariya", "Maria")),
    ],
)
def test_spellings(text: str, spellings: tuple[str, ...]) -> None:
    assert set(spellings) <= set(romanize(text))


@given(st.text(max_size=60) | names())
def test_spellings_are_ascii_and_distinct(text: str) -> None:
    found = romanize(text)
    assert found
    assert len(set(found)) == len(found)
    assert all(spelling.isascii() for spelling in found)


@given(names(), st.lists(st.sampled_from(ROMANIZERS), min_size=1, unique=True))
def test_fewer_ways_give_fewer_spellings(name: str, ways: list[str]) -> None:
    if ways[0] == ROMANIZERS[0] or "rows" not in ways:
        assert set(romanize(name, romanizers=ways)) <= set(romanize(name))


def test_no_way_at_all_is_refused() -> None:
    with pytest.raises(BadSetting, match="No romaniser is named"):
        romanize("Jörg", romanizers=())


WITHOUT_UNIDECODE = """
import sys
sys.modules["unidecode"] = None
import addressee
from addressee.scoring.scorer import get_scorer
scorer = get_scorer("documented", romanizers=("anyascii", "rows"))
people = [{"id": 1, "name": "Jürgen Müller", "domain": "example.com"}]
print(addressee.match("juergen.mueller@example.com", people, scorer=scorer).best.score)
print(addressee.match("jurgen.muller@example.com", people, scorer=scorer).best.score)
print(addressee.candidates("Jürgen Müller", limit=1, romanizers=("anyascii",))[0].address)
try:
    addressee.readings("Jane Smith")
except addressee.MissingPackage as error:
    print(error)
"""


def test_the_library_works_without_unidecode_where_the_setting_leaves_it_out() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_UNIDECODE], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == [
        "0.95",
        "0.95",
        "jurgen.muller",
        (
            "The romaniser 'unidecode' is not installed. Install it (pip install unidecode), "
            "or leave it out: romanizers=('anyascii', 'rows')."
        ),
    ]
