"""Patterns: how a company turns a name into a handle, a row of `data/patterns.toml` each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from .errors import BadTable
from .tables import records
from .values import Pattern, Piece, Reading

SEPARATORS = "._-"
"""The characters that part the words of a handle."""

_PIECE = re.compile(r"\{(first|middle|last|nickname)(?::(\d+|i))?\}|([._-]*)")


@cache
def patterns() -> tuple[Pattern, ...]:
    """The rows of the pattern table, as they stand there.

    >>> [pattern.id for pattern in patterns()[:3]]
    ['first.last', 'firstlast', 'first_last']
    """
    return tuple(
        Pattern(row["id"], row["template"], row["weight"], row["share"])
        for row in records("patterns")
    )


def handles(pattern: Pattern, reading: Reading) -> tuple[str, ...]:
    """The handles a pattern makes of a reading: none where a piece that it names is missing.

    A name of several words is written as one word, with hyphens, and with the pattern's own
    separator. A whole piece has two letters or more: one letter is an initial. A piece cut to so
    many letters must be longer than that, but for an initial; initials need several words.

    >>> jean = Reading(given=("jean", "pierre"), family=("dupont",))
    >>> by_id = {pattern.id: pattern for pattern in patterns()}
    >>> handles(by_id["first.last"], jean)
    ('jeanpierre.dupont', 'jean-pierre.dupont', 'jean.pierre.dupont')
    >>> handles(by_id["first.m.last"], jean)
    ()
    """
    pieces = _pieces(pattern.template)
    many = any(cut == "" and len(_words(reading, part)) > 1 for part, cut, _ in pieces if part)
    joiners = ("", "-", _separator(pattern.template)) if many else ("",)
    made = (_render(pieces, reading, joiner) for joiner in dict.fromkeys(joiners))
    return tuple(handle for handle in made if handle)


def made_of(
    readings: Sequence[Reading], patterns: Sequence[Pattern]
) -> Iterator[tuple[str, Pattern, Reading]]:
    """The handles that patterns make of readings, each once for a pattern, by the first reading.

    >>> both = Reading(("jane",), ("ann",), ("smith",)), Reading(("jane",), family=("smith",))
    >>> flast = [pattern for pattern in patterns() if pattern.id == "flast"]
    >>> [handle for handle, _, _ in made_of(both, flast)]
    ['jsmith']
    """
    seen = set()
    for reading in readings:
        for pattern in patterns:
            key = (pattern.id, *(_words(reading, part) for part in _parts(pattern.template)))
            if key not in seen:
                seen.add(key)
                for handle in handles(pattern, reading):
                    yield handle, pattern, reading


def pieces(pattern: Pattern, reading: Reading, handle: str) -> tuple[Piece, ...]:
    """The letters of a handle that this pattern made of this reading, beside what they stand for.

    >>> flast = next(pattern for pattern in patterns() if pattern.id == "flast")
    >>> [str(piece) for piece in pieces(flast, Reading(("jane",), family=("smith",)), "jsmith")]
    ['j ~ jane', 'smith']
    """
    found = []
    for part, cut, literal in _pieces(pattern.template):
        words = _words(reading, part)
        made = [_cut(words, cut, joiner) for joiner in ("", "-", _separator(pattern.template))]
        letters = next((text for text in made if part and handle.startswith(text)), literal)
        handle = handle[len(letters) :]
        if part:
            found.append(Piece(letters, "".join(words), part))
    return tuple(found)


def single_part(pattern: Pattern) -> str:
    """The part of a pattern that writes one whole name and nothing else, as `{first}`; or ''.

    >>> [single_part(pattern) for pattern in patterns() if pattern.id in ("first.last", "last")]
    ['', 'last']
    """
    pieces = _pieces(pattern.template)
    return pieces[0][0] if len(pieces) == 1 and not pieces[0][1] else ""


@cache
def _pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    """A template as (part of the name, cut, literal); BadTable where it is no template."""
    found = tuple((m[1] or "", m[2] or "", m[3] or "") for m in _PIECE.finditer(template))
    if "".join(m[0] for m in _PIECE.finditer(template)) != template:
        raise BadTable(f"patterns.toml: {template!r} is no template.", table="patterns")
    return tuple(piece for piece in found if any(piece))


@cache
def _parts(template: str) -> tuple[str, ...]:
    return tuple(part for part, _, _ in _pieces(template) if part)


@cache
def _separator(template: str) -> str:
    return next((literal for _, _, literal in _pieces(template) if literal), "")


def _words(reading: Reading, part: str) -> tuple[str, ...]:
    if part == "first":
        return reading.given
    if part == "last":
        return reading.family
    if part == "middle":
        return reading.middle
    return (reading.nickname,) if reading.nickname else ()


def _render(pieces: Sequence[tuple[str, str, str]], reading: Reading, joiner: str) -> str:
    made = []
    for part, cut, literal in pieces:
        text = _cut(_words(reading, part), cut, joiner) if part else literal
        if not text:
            return ""
        made.append(text)
    return "".join(made)


def _cut(words: Sequence[str], cut: str, joiner: str) -> str:
    if not cut:
        text = joiner.join(words)
        return text if len(text) > 1 else ""
    if cut == "i":
        return "".join(word[0] for word in words) if len(words) > 1 else ""
    whole = "".join(words)
    length = int(cut)
    return whole[:length] if length == 1 or len(whole) > length else ""
