"""Romanisation behind one function: a text goes in, its spellings in a to z come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from .errors import BadSetting, MissingPackage
from .tables import records
from .text import strip_marks

ROMANIZERS = ("unidecode", "anyascii", "rows")
"""The default setting: every way there is, in the order in which the spellings come out."""


_SURROGATES = re.compile("[\ud800-\udfff]")


def romanize(text: str, *, romanizers: Sequence[str] = ROMANIZERS) -> tuple[str, ...]:
    """The spellings of a text in ASCII, without repeats, in the order of `romanizers`.

    `unidecode` and `anyascii` ask the packages of that name; `rows` applies `romanization.toml`
    (ö is oe) and leaves the rest to the first of the others that is named; alone, it drops what is
    in no row and no plain letter under its marks. Raises `BadSetting` for a
    romaniser that is none of these, and `MissingPackage` for one that is not installed.

    >>> romanize("Jörg")
    ('Jorg', 'Joerg')
    >>> romanize("Jörg", romanizers=("anyascii",))
    ('Jorg',)
    >>> romanize("")
    ('',)
    """
    ways = _ways(tuple(romanizers))
    if text.isascii():
        return (text,)
    text = _SURROGATES.sub("", text)
    return tuple(dict.fromkeys(spelling for way in ways for spelling in way(text)))


@cache
def _ways(romanizers: tuple[str, ...]) -> tuple[Callable[[str], list[str]], ...]:
    if not romanizers:
        raise BadSetting(
            f"No romaniser is named. Name at least one of {', '.join(ROMANIZERS)}.",
            setting="romanizers",
            value=romanizers,
        )
    loaders = {"unidecode": _unidecode, "anyascii": _anyascii}
    whole = {name: loaders[name]() for name in romanizers if name in loaders}
    rest = next(iter(whole.values()), _drop)
    ways: list[Callable[[str], list[str]]] = []
    for name in romanizers:
        if name in whole:
            ways.append(_one(whole[name]))
        elif name == "rows":
            ways.append(_by_rows(rest))
        else:
            raise BadSetting(
                f"There is no romaniser {name!r}. Choose from {', '.join(ROMANIZERS)}.",
                setting="romanizers",
                value=romanizers,
            )
    return tuple(ways)


def _one(spell: Callable[[str], str]) -> Callable[[str], list[str]]:
    return lambda text: [_ascii(spell(text))]


def _by_rows(rest: Callable[[str], str]) -> Callable[[str], list[str]]:
    def spell(text: str) -> list[str]:
        return [_ascii(rest(_replace(text, letters))) for letters in _systems(text)]

    return spell


def _systems(text: str) -> list[dict[str, str]]:
    """The rows of which any letters occur; one that changes nothing where there is none."""
    folded = text.casefold()
    found = [
        dict(row["letters"])
        for row in records("romanization")
        if any(letters in folded or letters in text for letters in row["letters"])
    ]
    return found or [dict[str, str]()]


def _replace(text: str, letters: dict[str, str]) -> str:
    for old in sorted(letters, key=len, reverse=True):
        text = text.replace(old, letters[old])
        text = text.replace(old.capitalize(), letters[old].capitalize())
        text = text.replace(old.upper(), letters[old].upper())
    return text


def _ascii(text: str) -> str:
    return "".join(c for c in text if c.isascii())


def _drop(text: str) -> str:
    return strip_marks(text)


def _unidecode() -> Callable[[str], str]:
    try:
        from unidecode import unidecode
    except ImportError as error:
        raise _missing("unidecode") from error
    return unidecode


def _anyascii() -> Callable[[str], str]:
    try:
        from anyascii import anyascii
    except ImportError as error:
        raise _missing("anyascii") from error
    return anyascii


def _missing(package: str) -> MissingPackage:
    others = ", ".join(repr(name) for name in ROMANIZERS if name != package)
    return MissingPackage(
        f"The romaniser {package!r} is not installed. Install it (pip install {package}), "
        f"or leave it out: romanizers=({others}).",
        package=package,
    )
