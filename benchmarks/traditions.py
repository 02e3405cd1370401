"""The naming traditions of `traditions.toml`: pools of words and the forms of a full name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("traditions.toml")

POOLS = (
    *("men", "women", "family", "women_family", "fathers", "women_fathers"),
    *("particles", "women_particles", "aliases", "titles", "suffixes"),
)

LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: as it is shown, in its own script, and as addresses spell it, in pieces."""

    shown: str
    native: str
    spellings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tradition:
    """A row of `traditions.toml`: pools of words by name, forms with weights, and short forms."""

    id: str
    weight: float
    forms: Mapping[str, float]
    pools: Mapping[str, tuple[Word, ...]]
    nicknames: Mapping[str, tuple[Word, ...]]

    def pool(self, name: str, *, woman: bool) -> tuple[Word, ...]:
        """The words of a pool, in their feminine form where there is one and it is asked for."""
        return (woman and self.pools.get(f"women_{name}")) or self.pools.get(name, ())


def word(text: str) -> Word:
    """The word that a row writes as `Shown/native=spelling,spelling`.

    >>> word("De_Luca=de'luca").spellings
    (('de', 'luca'),)
    >>> word("Björn/Бьёрн")
    Word(shown='Björn', native='Бьёрн', spellings=(('bjorn',),))
    """
    name, _, spellings = text.partition("=")
    shown, _, native = name.replace("_", " ").partition("/")
    written = spellings.split(",") if spellings else [re.sub(r"[- ]", "'", plain(shown))]
    return Word(shown, native, tuple(tuple(filter(None, way.split("'"))) for way in written))


def plain(text: str) -> str:
    """The text in small letters a to z, hyphens and blanks; marks and other signs are gone.

    >>> plain("Ó Súilleabháin-O'Brien Jr.")
    'o suilleabhain-obrien jr'
    """
    apart = unicodedata.normalize("NFD", text.lower().translate(LETTERS))
    return "".join(c for c in apart if c in "- " or (c.isascii() and c.isalnum()))


@cache
def traditions() -> tuple[Tradition, ...]:
    """Every tradition of the table, in the order of its rows.

    >>> traditions()[0].id
    'american'
    """
    return tuple(_tradition(row) for row in tomllib.loads(TABLE.read_text("utf-8"))["row"])


def _tradition(row: Mapping[str, Any]) -> Tradition:
    pools = {pool: _words(row[pool]) for pool in POOLS if pool in row}
    nicknames = {name: _words(short) for name, short in row.get("nicknames", {}).items()}
    return Tradition(row["id"], row["weight"], row["forms"], pools, nicknames)


def _words(text: str) -> tuple[Word, ...]:
    return tuple(word(part) for part in text.split())
