"""Names to readings: every honest way to read a full name, none picked silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from .name_parts import Word, Written, written
from .romanize import ROMANIZERS, romanize
from .values import Reading

MOST_READINGS = 64
"""The readings of one name that are kept; an ordinary name has two to twenty."""

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_LONGEST_WORD = 40

Words = Sequence[Word]
Places = tuple[Words, Words, Words]


def readings(name: str, *, romanizers: Sequence[str] = ROMANIZERS) -> tuple[Reading, ...]:
    """The readings of a full name, the plainest first; none where it holds no letter.

    Both orders where the text leaves the order open, double surnames and given names, with and
    without particles, and all that in each romanisation. Raises `BadSetting` and
    `MissingPackage` as `romanize` does.

    >>> for reading in readings("Jürgen von Stein")[:3]:
    ...     print(*reading.given, "|", *reading.family)
    jurgen | von stein
    jurgen | stein
    von stein | jurgen
    >>> readings("Smith, Jane")
    (Reading(given=('jane',), middle=(), family=('smith',), nickname=''),)
    >>> readings("")
    ()
    """
    return _readings(name, tuple(romanizers))


@lru_cache(maxsize=4096)
def _readings(name: str, romanizers: tuple[str, ...]) -> tuple[Reading, ...]:
    ways = (
        spelled for way in written(name) for spelled in _spellings(way, romanizers) if spelled.words
    )
    found = (reading for way in ways for reading in _of_way(way))
    return tuple(islice(dict.fromkeys(found), MOST_READINGS))


def plain_reading(name: str) -> tuple[Reading, ...]:
    """The one reading of a naive reader: first word given, last word family, letters as they are.

    It stands for what `readings` replaces, so that the two can be measured side by side.

    >>> plain_reading("Juan Carlos García López")
    (Reading(given=('juan',), middle=('carlos', 'garcía'), family=('lópez',), nickname=''),)
    >>> plain_reading("")
    ()
    """
    words = name.lower().split()
    if not words:
        return ()
    return (Reading((words[0],), tuple(words[1:-1]), tuple(words[1:][-1:])),)


def _spellings(way: Written, romanizers: tuple[str, ...]) -> Iterator[Written]:
    """The same name in each romanisation, as lower-case words of a to z."""
    lines = [part for word in way.words for part in word.parts]
    text = "\n".join([*lines, way.nickname, way.maiden])
    for spelling in dict.fromkeys(s.lower() for s in romanize(text, romanizers=romanizers)):
        spelled = [_NO_LETTER.sub("", line)[:_LONGEST_WORD] for line in spelling.split("\n")]
        *parts, nickname, maiden = spelled
        words = _regroup(way.words, parts)
        is_whole = len(words) == len(way.words)
        yield Written(words, way.family if is_whole else 0, way.family_first, nickname, maiden)


def _regroup(words: Words, parts: Sequence[str]) -> tuple[Word, ...]:
    found = []
    start = 0
    for word in words:
        end = start + len(word.parts)
        spelled = [part for part in parts[start:end] if part]
        if spelled:
            found.append(Word(tuple(spelled), min(word.particles, len(spelled) - 1)))
        start = end
    return tuple(found)


def _of_way(way: Written) -> Iterator[Reading]:
    for places in _places(way):
        for reading in _variants(*places):
            yield Reading(reading.given, reading.middle, reading.family, way.nickname)
            if way.nickname:
                yield Reading((way.nickname,), reading.middle, reading.family)
            if way.maiden:
                yield Reading(reading.given, reading.middle, (way.maiden,), way.nickname)


def _places(way: Written) -> Iterator[Places]:
    """Which words are given, middle and family names: the arrangements of a name."""
    words = way.words
    if len(words) == 1:
        yield words, (), ()
    elif way.family and way.family_first:
        yield from _marked(words[way.family :], words[: way.family])
    elif way.family:
        yield from _marked(words[: -way.family], words[-way.family :])
    else:
        yield from _given_first(words)
        yield from _family_first(words)


def _marked(given: Words, family: Words) -> Iterator[Places]:
    for surname in dict.fromkeys((tuple(family), tuple(family[:1]), tuple(family[-1:]))):
        yield given[:1], given[1:], surname
        yield given, (), surname
        yield given[-1:], given[:-1], surname
        if len(given) > 2:
            yield given[:2], given[2:], surname


def _given_first(words: Words) -> Iterator[Places]:
    """One or two given names, one or two surnames, the second surname at times left out."""
    end = len(words)
    for surnames, left_out in ((1, 0), (2, 0), (1, 1), (2, 1)):
        start = end - left_out - surnames
        for given in (1, 2):
            if given <= start:
                yield words[:given], words[given:start], words[start : start + surnames]
    if end > 2:
        yield words[-2:-1], (), words[-1:]
    initials = next((i for i, word in enumerate(words) if len("".join(word.parts)) > 1), 0)
    if initials and end - initials > 2:
        yield from _given_first(words[initials:])


def _family_first(words: Words) -> Iterator[Places]:
    """The rest is one given name (Chinese), middle names and one (Vietnamese), or one and more.

    An English given name may stand before it all (Clement Chan Siu-man).
    """
    for surnames in (1, 2):
        family, rest = words[:surnames], words[surnames:]
        if rest:
            yield rest, (), family
            yield rest[-1:], rest[:-1], family
            yield rest[:1], rest[1:], family
        if len(rest) > 2:
            yield rest[1:], rest[:1], family
    if len(words) == 3:
        yield words[2:], (), words[1:2]


def _variants(given: Words, middle: Words, family: Words) -> Iterator[Reading]:
    between = _all_parts(middle)
    for surname in _family_variants(family):
        for first in _given_variants(given):
            yield Reading(first, between, surname)


def _all_parts(words: Words) -> tuple[str, ...]:
    return tuple(part for word in words for part in word.parts)


def _given_variants(words: Words) -> Iterator[tuple[str, ...]]:
    yield _all_parts(words)
    if len(words) == 1 and len(words[0].parts) > 1:
        yield words[0].parts[:1]


def _family_variants(words: Words) -> Iterator[tuple[str, ...]]:
    yield _all_parts(words)
    if any(word.particles for word in words):
        yield tuple(part for word in words for part in word.core)
    if len(words) == 1 and len(words[0].core) > 1:
        yield words[0].core[:1]
        yield words[0].core[-1:]
