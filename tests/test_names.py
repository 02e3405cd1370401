"""Names to readings: naming traditions case by case, and the laws that hold for every name."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addressee.errors import BadSetting
from addressee.name_parts import LONGEST_NAME, MOST_WORDS, written
from addressee.names import MOST_READINGS, plain_reading, readings
from addressee.values import Reading
from cases_table import cases
from people import names, plain_names

CASES = cases("traditions")


def reading(given: str, middle: str, family: str, nickname: str) -> Reading:
    words = [() if text == "-" else tuple(text.split()) for text in (given, middle, family)]
    return Reading(*words, "" if nickname == "-" else nickname)


@pytest.mark.parametrize(("tradition", "name", "given", "middle", "family", "nickname"), CASES)
def test_tradition(
    tradition: str, name: str, given: str, middle: str, family: str, nickname: str
) -> None:
    assert reading(given, middle, family, nickname) in readings(name)


def test_at_least_fifteen_traditions_with_cases_of_their_own() -> None:
    counts = Counter(tradition for tradition, *_ in CASES)
    assert len(counts) >= 15
    assert min(counts.values()) >= 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr. Jane Smith, PhD", "Jane Smith"),
        ("Prof. Dr.-Ing. Jane Smith", "Jane Smith"),
        ("Jane Smith (she/her)", "Jane Smith"),
        ("Jane Smith she/her", "Jane Smith"),
        ("Jane Smith | CEO at Acme", "Jane Smith"),
        ("Jane Smith - Product Manager", "Jane Smith"),
        ("Jane Smith at Acme", "Jane Smith"),
        ("Jane Smith, CEO", "Jane Smith"),
        ("Jane Smith, PMP, CISSP", "Jane Smith"),
        ("Jane   Smith 🙂", "Jane Smith"),
        ("jane.smith", "Jane Smith"),
        ("jane_smith", "Jane Smith"),
        ("ＪＡＮＥ ＳＭＩＴＨ", "Jane Smith"),
        ("Smith, Dr. Jane", "Smith, Jane"),
        ("SMITH Jane", "Smith, Jane"),
        ("Jane SMITH", "Smith, Jane"),
        ("Berg, Jan van der", "van der Berg, Jan"),
    ],
)
def test_what_stands_beside_a_name_does_not_change_its_readings(name: str, expected: str) -> None:
    assert readings(name) == readings(expected)


@pytest.mark.parametrize(
    "name", ["", " ", "☃", "()", "| CEO", "123", ".", "-", "\x00", "'", "ʻ", "ʹʼ"]
)
def test_a_text_without_a_name_has_no_reading_or_an_honest_one(name: str) -> None:
    assert all(reading.given for reading in readings(name))


def test_an_order_that_the_text_marks_is_not_turned_round() -> None:
    assert {reading.family for reading in readings("Smith, Jane")} == {("smith",)}
    assert {reading.family for reading in readings("Jane Smith")} == {("smith",), ("jane",)}


def test_maiden_name_is_a_reading_beside_the_married_one() -> None:
    assert {("smith",), ("jones",)} <= {r.family for r in readings("Jane Smith (née Jones)")}


def test_a_name_in_two_scripts_is_read_in_both() -> None:
    found = readings("Na Li (李娜)")
    assert Reading(("na",), family=("li",)) in found
    assert Reading(("nuo",), family=("li",)) in found


def test_title_alone_may_be_a_name() -> None:
    assert Reading(("don",), family=("smith",)) in readings("Don Smith")


def test_romanisers_are_a_setting_of_the_readings() -> None:
    assert {r.first for r in readings("Jörg", romanizers=("anyascii",))} == {"jorg"}
    assert {r.first for r in readings("Jörg", romanizers=("rows",))} == {"joerg"}
    with pytest.raises(BadSetting, match="no romaniser 'klingon'"):
        readings("Jörg", romanizers=("klingon",))


@given(st.text(max_size=400))
def test_any_text_is_read_in_a_bounded_number_of_ways(name: str) -> None:
    found = readings(name)
    assert len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
    assert all(r.given for r in found)


def test_a_long_text_is_read_as_a_name_only_so_far() -> None:
    long = "Jane " + " ".join(f"Word{letter}" for letter in "abcdefghijklmnop")
    assert next(len(way.words) for way in written(long)) == MOST_WORDS
    assert written("Jane Smith" + " " * 5 + "x" * 2000)[0].words[-1].parts[0] == "x" * (
        LONGEST_NAME - len("Jane Smith ")
    )
    assert len(readings("Anna-Öl Bö-Äl van der Ö-Ü Đ-Ø (Ö-Ä) née Ü-Ö")) == MOST_READINGS


@given(names())
def test_words_of_a_reading_are_lower_case_ascii(name: str) -> None:
    found = readings(name)
    assert found
    for r in found:
        for word in (*r.given, *r.middle, *r.family, *([r.nickname] if r.nickname else [])):
            assert word.isascii()
            assert word.isalnum()
            assert word == word.lower()


@given(names(), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_unicode_form_is_immaterial(name: str, form: str) -> None:
    assert readings(unicodedata.normalize(form, name)) == readings(name)


@given(names())
def test_blanks_around_and_between_are_immaterial(name: str) -> None:
    assert readings(f" \t{name.replace(' ', '  ')}\u200b\n") == readings(name)


@given(plain_names(), st.sampled_from((str.lower, str.upper, str.title)))
def test_case_of_a_plain_name_is_immaterial(name: str, change: type[str]) -> None:
    assert readings(change(name)) == readings(name)


@given(
    plain_names(),
    st.sampled_from(("Dr. {}", "{}, PhD", "{} (he/him)", "{} | CTO at Acme", "{} 🙂")),
)
def test_titles_tails_and_pronouns_are_immaterial(name: str, frame: str) -> None:
    assert readings(frame.format(name)) == readings(name)


@given(plain_names())
def test_two_plain_words_are_read_in_both_orders(name: str) -> None:
    first, last = name.lower().split()
    assert readings(name) == (
        Reading((first,), family=(last,)),
        Reading((last,), family=(first,)),
    )


@given(plain_names())
def test_family_comma_given_is_one_of_the_readings_of_given_family(name: str) -> None:
    first, last = name.split()
    assert set(readings(f"{last}, {first}")) < set(readings(name))


@given(names())
def test_romanising_more_never_loses_a_reading(name: str) -> None:
    if len(readings(name)) < MOST_READINGS:
        assert set(readings(name, romanizers=("anyascii",))) <= set(readings(name))


@given(st.text(max_size=400))
def test_words_taken_apart_hold_a_letter(name: str) -> None:
    for way in written(name):
        assert way.words
        assert way.family <= len(way.words)
        assert all(word.core for word in way.words)


@given(names())
def test_the_plain_reading_is_one(name: str) -> None:
    assert len(plain_reading(name)) == 1
