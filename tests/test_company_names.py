"""One spelling for a company's name: the table, the forms, and what holds for every name."""

from __future__ import annotations

import re
import sys
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addressee import company_names, tables
from addressee.company_names import fold_company
from addressee.text import fold
from cases_table import cases

NAMES = cases("company_names")
FORMS = tables.rows("legal_forms")
ALONE = ("AS", "SE", "The Company", "Limited", "SA", "Inc", "GmbH", "株式会社", "ООО", "PT", "The")

plain_words = st.sampled_from(
    ("acme", "delta", "widgets", "muster", "przykład", "пример", "見本", "견본", "דוגמה", "مثال")
)
plain_names = st.lists(plain_words, min_size=1, max_size=3).map(" ".join)
suffixes = st.sampled_from([form for form, _, place in FORMS if place != "prefix"])
prefixes = st.sampled_from([form for form, _, place in FORMS if place != "suffix"])
crumbs = st.sampled_from(
    [
        *"&+.,/()-'\"« ",
        "and",
        "The",
        "y",
        "e",
        "et",
        "und",
        "A",
        "B.",
        "c",
        "株",
        "é",
        "\u0301",
        "3",
    ]
)
any_name = st.lists(suffixes | prefixes | plain_words | crumbs, max_size=8).flatmap(
    lambda words: st.sampled_from(["", " ", ".", ". "]).map(lambda gap: gap.join(words))
)


@pytest.mark.parametrize(("name", "folded", "country"), NAMES)
def test_name(name: str, folded: str, country: str) -> None:
    assert fold_company(name) == folded


def test_the_table_goes_round_the_world() -> None:
    assert len(NAMES) >= 80
    assert len({country for _, _, country in NAMES}) >= 30


def test_the_forms_are_of_at_least_thirty_countries() -> None:
    assert len({country for _, countries, _ in FORMS for country in countries.split(",")}) >= 30


def test_every_country_of_the_table_has_a_form() -> None:
    known = {country for _, countries, _ in FORMS for country in countries.split(",")}
    assert {country for _, _, country in NAMES} <= known


def test_no_name_of_the_table_repeats() -> None:
    assert len({name for name, _, _ in NAMES}) == len(NAMES)


@pytest.mark.parametrize(("form", "countries", "place"), FORMS)
def test_a_form_is_written_as_names_are_when_they_are_compared(
    form: str, countries: str, place: str
) -> None:
    assert " ".join(company_names._words(fold(form))) == form
    assert place in {"prefix", "suffix", "both"}
    codes = countries.split(",")
    assert codes == sorted(set(codes))
    assert all(re.fullmatch("[a-z]{2}", code) for code in codes)


@pytest.mark.parametrize("name", ALONE)
def test_a_name_that_is_a_form_stays(name: str) -> None:
    assert fold_company(name) == name.lower()


@pytest.mark.parametrize(
    ("name", "folded", "reason"),
    [
        ("AS Inc.", "as", "the last form is the name"),
        ("The Company Limited", "the company", "an article alone is no name"),
        ("Company & Co.", "company", "the first word is the name, the rest a form"),
        ("& Co.", "and co", "and alone is no name"),
        ("バス K.K.", "バス", "Japanese marks make other letters"),
        ("PT The", "pt the", "nor is an article behind a form"),
        ("Limited Limited Limited", "limited", "forms go one by one"),
        ("Incorporate", "incorporate", "a form is a whole word"),
        ("Corporate Co Workers", "corporate co workers", "in the middle it is no form"),
        ("Generation Y Ltd", "generation y", "a letter at the end joins nothing"),
        ("Y Combined", "y combined", "a letter at the start joins nothing"),
        ("Brown y Green", "brown and green", "a word for and, between words"),
        ("Brown & E Green", "brown and e green", "beside an and, a letter is an initial"),
        ("A y B", "ayb", "among initials, a letter is an initial"),
        ("A. B. C. Widgets", "abc widgets", "initials are one word"),
        ("A B C Widgets", "abc widgets", "also without dots"),
        ("ABC Widgets", "abc widgets", "and when they are one word"),
        ("24/7 Widgets", "24 7 widgets", "digits are no initials"),
        ("見 本", "見 本", "a Chinese character is a word, no initial"),
        ("Acme.com Ltd", "acme com", "a dot between words is a blank"),
        ("acme_widgets", "acme widgets", "so is a line"),
        ("Widgets-R-Us", "widgets r us", "and a hyphen"),
        ("Théâtre d’Exemple", "theatre dexemple", "an apostrophe is nothing"),
        ("½ Price Widgets", "1 2 price widgets", "a fraction is digits"),
        ("", "", "nothing"),
        (" \u200b ", "", "nothing visible"),
        ("???", "???", "no letter, no digit: the cleaned text"),
        ("&", "&", "also where it would be a word"),
    ],
)
def test_edge(name: str, folded: str, reason: str) -> None:
    assert fold_company(name) == folded, reason


def test_every_character_that_is_a_letter_or_digit_leaves_something() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if character.isalnum():
            assert fold_company(character), ascii(character)


@given(any_name)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_company(fold_company(name)) == fold_company(name)


@given(st.text(max_size=30))
def test_any_text_folds_to_something_that_stays(text: str) -> None:
    folded = fold_company(text)
    assert fold_company(folded) == folded
    assert folded or not any(character.isalnum() for character in text)


@given(plain_names, suffixes, st.sampled_from([" ", ", ", " - ", " ("]))
def test_a_form_behind_a_name_is_immaterial(name: str, form: str, gap: str) -> None:
    assert fold_company(f"{name}{gap}{form}") == fold_company(name)


@given(plain_names, prefixes)
def test_a_form_before_a_name_is_immaterial(name: str, form: str) -> None:
    assert fold_company(f"{form} {name}") == fold_company(name)


@given(plain_names, prefixes, suffixes)
def test_case_and_punctuation_are_immaterial(name: str, before: str, behind: str) -> None:
    written = f"{before.upper()}. «{name.upper()}», {behind.upper()}!"
    assert fold_company(written) == fold_company(name)


@given(plain_names, plain_names, st.sampled_from(sorted(tables.words("company_conjunctions"))))
def test_every_word_for_and_is_and(one: str, other: str, word: str) -> None:
    expected = f"{fold_company(one)} and {fold_company(other)}"
    assert fold_company(f"{one} {word} {other}") == expected
    assert fold_company(f"{one} & {other}") == fold_company(f"{one}+{other}") == expected


@given(st.lists(st.sampled_from("abcdfghjk"), min_size=2, max_size=6))
def test_the_ways_to_write_initials_are_equal(letters: list[str]) -> None:
    ways = [gap.join(letters) for gap in ("", ".", ". ", " ", "/")]
    folded = {fold_company(f"Muster {way} Widgets") for way in ways}
    assert folded == {f"muster {''.join(letters)} widgets"}


def oracle(name: str) -> str:
    """The rule for forms read plainly: of all words, take every cut that a form allows."""
    if not any(map(str.isalnum, fold(name))):
        return fold(name)
    words = company_names._words(fold(name))
    forms = company_names._forms()
    changed = True
    while changed:
        changed = False
        for size in range(len(words) - 1, 0, -1):
            kept = words[:-size]
            if " ".join(words[len(kept) :]) in forms.suffixes and kept not in (["the"], ["and"]):
                words, changed = kept, True
                break
        else:
            for size in range(len(words) - 1, 0, -1):
                kept = words[size:]
                if " ".join(words[:size]) in forms.prefixes and kept not in (["the"], ["and"]):
                    words, changed = kept, True
                    break
            else:
                rest = " ".join(words[1:])
                if words[:1] == ["the"] and rest and rest not in forms.suffixes | forms.prefixes:
                    words, changed = words[1:], True
    return " ".join(company_names._same_and(words)) if words else fold(name)


@given(any_name)
def test_the_fast_cut_agrees_with_the_plain_one(name: str) -> None:
    assert fold_company(name) == oracle(name)


@pytest.mark.parametrize(
    "bit", ["the ", "gmbh ", "有限公司", "a.", "a/", "и ", "x y ", "&", "''", "pt ", "and co ", "é"]
)
def test_ten_kilobytes_are_no_trouble(bit: str) -> None:
    folded = fold_company(bit * (10_000 // len(bit)))
    assert folded == fold_company(folded)
    assert folded


def test_names_of_one_company_fold_alike() -> None:
    spellings = ["Acme, Inc.", "ACME INC", "The Acme Corporation", "acme", "Acme Co., Ltd.", "Ácme"]
    assert len(list(groupby(spellings, fold_company))) == 1
