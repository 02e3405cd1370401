"""What there is to know of handles and names before they meet, prepared once for many meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

from ..errors import BadSetting
from ..names import plain_reading, readings
from ..patterns import SEPARATORS, made_of, patterns, single_part
from ..romanize import romanize
from ..values import Pattern, Reading

MOST_NAMES = 65536
"""The names that stay prepared for the next handle, at about 7 kB each; others are read again."""

_SPACED = str.maketrans(SEPARATORS, " " * len(SEPARATORS))


@dataclass(frozen=True, slots=True)
class HandleForm:
    """A handle in one spelling: as it is, with blanks for separators, and its words."""

    text: str
    spaced: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreparedName:
    """What there is to know of a name before any handle is seen.

    `made` maps each handle that a weighted pattern makes to that pattern and reading, `singles`
    each single name to its part. `words` are all words of the readings, `spellings` the readings
    that leave no word out, as text.
    """

    made: Mapping[str, tuple[Pattern, Reading]]
    singles: Mapping[str, str]
    words: tuple[str, ...]
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreparedNames:
    """The names of a company.

    `initials` maps a letter to the places of the names of which a pattern makes a handle with it
    in front, `singles` each single name to the places of those who have it. `spellings` holds the
    first spelling of each name, '' where it has none, and `others` the further ones, of the names
    at `owners`.
    """

    names: tuple[PreparedName, ...]
    initials: Mapping[str, Sequence[int]]
    singles: Mapping[str, Sequence[int]]
    spellings: tuple[str, ...]
    others: tuple[str, ...]
    owners: tuple[int, ...]


@cache
def name_reader(romanizers: tuple[str, ...], mode: str) -> Callable[[str], PreparedName]:
    """What reads a name in that setting, remembering the names it has read."""
    if mode not in ("all", "plain"):
        raise BadSetting(
            f"There are no {mode!r} readings. Choose from all, plain.",
            setting="readings",
            value=mode,
        )

    @lru_cache(maxsize=MOST_NAMES)
    def read(name: str) -> PreparedName:
        if mode == "plain":
            return _name(plain_reading(name))
        return _name(readings(name, romanizers=romanizers))

    return read


@lru_cache(maxsize=4096)
def handle_forms(handle: str, romanizers: tuple[str, ...]) -> tuple[HandleForm, ...]:
    """A handle in each romanisation."""
    forms = []
    for text in dict.fromkeys(map(str.lower, romanize(handle, romanizers=romanizers))):
        spaced = text.translate(_SPACED)
        forms.append(HandleForm(text, spaced, tuple(spaced.split())))
    return tuple(forms)


def _name(found: Sequence[Reading]) -> PreparedName:
    made: dict[str, tuple[Pattern, Reading]] = {}
    singles: dict[str, str] = {}
    for handle, pattern, reading in made_of(found, _weighted()):
        if handle not in made or made[handle][0].weight < pattern.weight:
            made[handle] = (pattern, reading)
        if single_part(pattern):
            singles.setdefault(handle, single_part(pattern))
    words = dict.fromkeys(word for reading in found for word in _words(reading))
    return PreparedName(made, singles, tuple(words), _spellings(found))


@cache
def recent_names(romanizers: tuple[str, ...], mode: str) -> RecentNames:
    """What prepares the names of a company in that setting."""
    return RecentNames(name_reader(romanizers, mode))


class RecentNames:
    """The names of the companies asked last, prepared for the next address: `MOST_NAMES` in all."""

    def __init__(self, read: Callable[[str], PreparedName]) -> None:
        self._read = read
        self._kept: dict[tuple[str, ...], PreparedNames] = {}
        self._total = 0
        self._lock = Lock()

    def of(self, names: tuple[str, ...]) -> PreparedNames:
        """These names, prepared; those asked longest ago make room for them."""
        with self._lock:
            found = self._kept.pop(names, None)
            if found is not None:
                self._kept[names] = found
                return found
        found = _prepared(tuple(map(self._read, names)))
        with self._lock:
            self._total += 0 if names in self._kept else len(names)
            self._kept[names] = found
            while self._total > MOST_NAMES and len(self._kept) > 1:
                oldest = next(iter(self._kept))
                del self._kept[oldest]
                self._total -= len(oldest)
        return found


def _prepared(names: tuple[PreparedName, ...]) -> PreparedNames:
    initials: dict[str, list[int]] = {}
    singles: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for letter in {handle[0] for handle in name.made}:
            initials.setdefault(letter, []).append(place)
        for word in name.singles:
            singles.setdefault(word, []).append(place)
    return PreparedNames(
        names,
        initials,
        singles,
        tuple(next(iter(name.spellings), "") for name in names),
        tuple(text for name in names for text in name.spellings[1:]),
        tuple(place for place, name in enumerate(names) for _ in name.spellings[1:]),
    )


def _spellings(found: Sequence[Reading]) -> tuple[str, ...]:
    """The readings as text, one for each set of words, without those that leave a word out.

    Where the plainest of them has a family name of several words, it is there as one word too, as
    vanderberg.
    """
    sets: dict[frozenset[str], list[Reading]] = {}
    for reading in found:
        sets.setdefault(frozenset(_words(reading)), []).append(reading)
    texts = []
    for words, alike in sets.items():
        if not any(words < others for others in sets):
            texts.append(" ".join(_words(alike[0])))
            joined = next((reading for reading in alike if len(reading.family) > 1), None)
            if joined is not None:
                texts.append(" ".join((*joined.given, *joined.middle, joined.last)))
    return tuple(dict.fromkeys(texts))


@cache
def _weighted() -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in patterns() if pattern.weight)


def _words(reading: Reading) -> Iterator[str]:
    yield from reading.given
    yield from reading.middle
    yield from reading.family
