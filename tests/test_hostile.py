"""Input of any content, up to 10 kB: no error but the documented ones, and no endless work."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addressee import (
    AddresseeError,
    candidates,
    fold_company,
    match,
    parse,
    readings,
    romanize,
    score,
)

LENGTH = 10_000

BRICKS = (
    *("a", "A", "a ", "a.", "a-", "a, ", "A.B.", "(", ")", "()", "((a", '"', '"a" ', "'", " 'a' "),
    *(
        "@",
        "a@",
        "＠",
        "<",
        ">",
        "<a@",
        "\\",
        "\\(",
        ".",
        "..",
        "-",
        "_",
        "+",
        " ",
        "\t",
        "\n",
        "\x00",
    ),
    *(
        "é",
        "e\u0301",
        "\u0301",
        "\u200b",
        "\u202e",
        "\ufeff",
        "李",
        "李 ",
        "김",
        "ʻ",
        "ﷺ",
        "🙂",
        "İ",
    ),
    *("van ", "van der ", "Dr. ", "PhD ", "née ", " at ", " | ", " - ", "she/her ", "CEO ", "Mc"),
    *("GmbH ", "& ", "株式会社", "xn--", "xn--a.", "mailto:", "%40", "=cmd|", "1", "é.", "ß"),
)

USES: dict[str, Callable[[str], object]] = {
    "an address": parse,
    "a local part": lambda text: parse(f"{text}@example.com"),
    "a host": lambda text: parse(f"jane@{text}.example"),
    "a name read": readings,
    "a name scored": lambda text: score("jane.smith@example.com", text),
    "a handle scored": lambda text: score(f"{text}@example.com", "Jane Smith"),
    "a name for candidates": lambda text: candidates(text, limit=3),
    "a domain for candidates": lambda text: candidates("Jane Smith", text, limit=3),
    "a company": fold_company,
    "letters": romanize,
    "a profile": lambda text: match(
        "jane@example.com",
        [{"id": text, "name": text, "company": text, "domains": [text, "example.com"]}],
    ),
}


def use(name: str, text: str) -> float:
    """The seconds it takes; an error other than ours comes through."""
    start = perf_counter()
    sentence = "."
    try:
        USES[name](text)
    except AddresseeError as error:
        sentence = str(error)
    assert sentence.endswith((".", "?", ")"))
    assert len(sentence) < 600
    return perf_counter() - start


@pytest.mark.parametrize("name", USES)
@pytest.mark.parametrize("brick", BRICKS)
def test_a_brick_repeated_to_ten_kilobytes(name: str, brick: str) -> None:
    text = (brick * LENGTH)[:LENGTH]
    assert use(name, text) < 2.0


@pytest.mark.parametrize("name", USES)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(text=st.lists(st.sampled_from(BRICKS) | st.text(max_size=3), max_size=60).map("".join))
def test_bricks_in_any_order(name: str, text: str) -> None:
    use(name, text)


@pytest.mark.parametrize("name", USES)
@settings(max_examples=100)
@given(text=st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_text_of_any_content(name: str, text: str) -> None:
    use(name, text)
