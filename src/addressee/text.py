"""Text, before anything is known of it: one spelling for each string, whatever script it is in."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    r"""NFKC, without invisible characters, with single blanks; letters keep their case.

    >>> clean("  Ｊａｎｅ\u200b \t Smith ")
    'Jane Smith'
    """
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip()
    text = unicodedata.normalize("NFKC", _BLANKS.sub(" ", text))
    visible = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", visible)).strip()


def fold(text: str) -> str:
    """The text `clean`, and in one case: folding twice is folding once.

    >>> fold(" STRASSE ") == fold("straße")
    True
    """
    text = clean(text)
    if text.isascii():
        return text.lower()
    return clean(text.casefold())


def strip_marks(text: str) -> str:
    """The text without combining marks; letters that are no letter plus mark stay.

    >>> strip_marks("société générale øre")
    'societe generale øre'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
