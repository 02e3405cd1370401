"""Company names: one spelling for each, without the legal form and however it is punctuated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from . import tables
from .text import fold, strip_marks

_APOSTROPHES = re.compile("['`‘’‛′ʼ]|(?<=[א-ת])[\"״׳](?=[א-ת])")
_NOT_KANA = re.compile("[^\u3040-\u30ff]+")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_](?:(?:\.\s?|/)[^\W\d_](?!\w))+")
_BETWEEN_INITIALS = re.compile(r"[./\s]+")
_AND_SIGNS = re.compile("[&+]")
_NOT_OF_WORD = re.compile(r"[\W_]+")
_NO_NAME = (["the"], ["and"])
_GLUED_LENGTH = 3
"""A form written without blanks, such as 株式会社, is sought inside a word from this length on."""


def fold_company(name: str) -> str:
    """One spelling for a company's name: lower case, no marks, no punctuation, no legal form.

    Initials are joined: `S.A.`, `S A` and `A/S` are `sa`, `sa` and `as`. A leading `the` goes.
    `&` and `+` are `and`, and so is the word for it in other languages (`company_conjunctions.tsv`)
    where it stands between two words. Legal forms (`legal_forms.tsv`) are taken off both ends as
    long as something is left that is neither `the` nor `and`. Folding twice is folding once. Only
    where nothing of the name is visible is the result empty.

    >>> fold_company("The Müller & Söhne GmbH & Co. KG") == fold_company("MULLER UND SOHNE")
    True
    >>> fold_company("株式会社アクメ"), fold_company("PT. Acme, Tbk"), fold_company("Acme, S. A.")
    ('アクメ', 'acme', 'acme')
    >>> fold_company("Limited"), fold_company("The Company, Inc."), fold_company("?")
    ('limited', 'the company', '?')
    """
    text = fold(name)
    words = _words(text) if any(map(str.isalnum, text)) else []
    if not words:
        return text
    return " ".join(_same_and(_without_forms(words)))


def _words(text: str) -> list[str]:
    # A mark of Japanese makes another letter: パス and バス are two names.
    text = _NOT_KANA.sub(lambda found: strip_marks(found[0]), text)
    text = _APOSTROPHES.sub("", text)
    text = _INITIALS.sub(lambda found: _BETWEEN_INITIALS.sub("", found[0]), text)
    text = _AND_SIGNS.sub(" and ", text)
    if text.isascii():
        return _joined_initials(_NOT_OF_WORD.sub(" ", text).split())
    text = _forms().glued.sub(r" \g<0> ", text)
    return _joined_initials("".join(c if _is_of_word(c) else " " for c in text).split())


def _is_of_word(character: str) -> bool:
    # Vowel signs of Indian and Thai scripts are marks that no letter absorbs: they stay.
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _joined_initials(words: list[str]) -> list[str]:
    if all(len(word) > 1 for word in words):
        return words
    joined: list[str] = []
    for initial, run in groupby(words, _is_initial):
        together = list(run)
        joined += ["".join(together)] if initial else together
    return joined


def _is_initial(word: str) -> bool:
    # A single Chinese, Japanese or Korean character is a word, no initial.
    return len(word) == 1 and word.isalpha() and unicodedata.east_asian_width(word) != "W"


def _without_forms(words: list[str]) -> list[str]:
    forms = _forms()
    while True:
        if size := forms.at_end(words):
            del words[-size:]
        elif size := forms.at_start(words):
            del words[:size]
        else:
            return words


def _same_and(words: list[str]) -> list[str]:
    last = len(words) - 1
    return [
        "and" if 0 < at < last and _joins(words[at - 1], word, words[at + 1]) else word
        for at, word in enumerate(words)
    ]


def _joins(before: str, word: str, after: str) -> bool:
    if word not in _conjunctions():
        return False
    return len(word) > 1 or not {before, after} & _conjunctions()


@dataclass(frozen=True, slots=True)
class _Forms:
    """The legal forms by the place they stand in, each as its words with single blanks."""

    prefixes: frozenset[str]
    suffixes: frozenset[str]
    longest: int
    glued: re.Pattern[str]

    def at_end(self, words: list[str]) -> int:
        """How many words at the end are a legal form that can go: the longest, or 0."""
        for size in range(min(self.longest, len(words) - 1), 0, -1):
            if " ".join(words[-size:]) in self.suffixes and words[:-size] not in _NO_NAME:
                return size
        return 0

    def at_start(self, words: list[str]) -> int:
        """How many words at the start are a legal form or an article that can go, or 0."""
        for size in range(min(self.longest, len(words) - 1), 0, -1):
            if " ".join(words[:size]) in self.prefixes and words[size:] not in _NO_NAME:
                return size
        return int(words[0] == "the" and len(words) > 1 and not self._is_form(words[1:]))

    def _is_form(self, words: list[str]) -> bool:
        whole = " ".join(words) if len(words) <= self.longest else ""
        return whole in self.suffixes or whole in self.prefixes


@cache
def _forms() -> _Forms:
    places: dict[str, set[str]] = {"prefix": set(), "suffix": set(), "both": set()}
    for form, _, place in tables.rows("legal_forms"):
        places[place].update(_in_languages(form))
    forms = set[str]().union(*places.values())
    return _Forms(
        frozenset(places["prefix"] | places["both"]),
        frozenset(places["suffix"] | places["both"]),
        max(form.count(" ") + 1 for form in forms),
        _any_of(form for form in forms if _is_glued(form)),
    )


def _in_languages(form: str) -> list[str]:
    words = form.split()
    if "and" not in words:
        return [form]
    return [" ".join(word if w == "and" else w for w in words) for word in sorted(_conjunctions())]


def _is_glued(form: str) -> bool:
    return len(form) >= _GLUED_LENGTH and unicodedata.east_asian_width(form[0]) == "W"


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(forms, key=lambda form: (-len(form), form))))


@cache
def _conjunctions() -> frozenset[str]:
    return tables.words("company_conjunctions")
