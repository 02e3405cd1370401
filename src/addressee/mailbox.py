"""Mailboxes: whose a handle is by its words alone, one person's or nobody's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .tables import labels, words
from .text import strip_marks
from .values import MailboxKind

_LETTERS = re.compile(r"[^\W\d_]{3,}|[^\W\d_]{1,2}(?!\d{3})")  # ab1234 is an employee number
_LONGEST_PHRASE = 4
_LONGEST_COMPOUND = 40
_SHORTEST = 3
_UNMISTAKABLE = 7
"""A word of so many letters needs no known word before it: acmehelpdesk, acmenoreply."""
_MOST_NAMES = 3
"""Where more words than this stand in a handle, a known one at either end settles it."""
_PERSON = MailboxKind.PERSON
_PRECEDENCE = (MailboxKind.AUTOMATION, MailboxKind.SHARED, MailboxKind.ROLE)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The tables, ready to be asked: phrases stand in them with their dots and run together.

    `starts` are the first words of phrases, `endings` the last three letters of the words that
    settle the kind at the end of a handle, and `places` where a word settles it.
    """

    kinds: Mapping[str, MailboxKind]
    places: Mapping[str, str]
    qualifiers: frozenset[str]
    starts: frozenset[str]
    endings: frozenset[str]


def handle_kind(handle: str, domain: str = "") -> MailboxKind:
    """The kind of mailbox that the words of a handle name: a person's unless they say otherwise.

    Each word is looked up in `mailbox_roles`. A qualifier (a region, a number, the name of the
    domain) says nothing. A word of neither sort speaks for a person, unless two known words stand
    against it, or a word that settles the kind where it stands. The handle is folded already.

    >>> [str(handle_kind(handle)) for handle in ("sales2", "info.de", "build-bot", "all")]
    ['role', 'role', 'automation', 'shared']
    >>> [str(handle_kind(handle)) for handle in ("jane.marketing", "john.jenkins", "talbot")]
    ['person', 'person', 'person']
    >>> str(handle_kind("sales-acme", "acme.example")), str(handle_kind("salesteam"))
    ('role', 'shared')
    """
    tokens = _LETTERS.findall(handle if handle.isascii() else strip_marks(handle))
    vocabulary = _vocabulary()
    if vocabulary.starts.isdisjoint(tokens) and not (
        tokens and tokens[-1][-3:] in vocabulary.endings
    ):
        return _PERSON
    own = frozenset(_LETTERS.findall(domain.partition(".")[0]))
    return _verdict(list(_pieces(tokens, vocabulary, own)), vocabulary)


def _verdict(pieces: Sequence[str | None], vocabulary: _Vocabulary) -> MailboxKind:
    known = [piece for piece in pieces if piece]
    if len(known) < 2 * pieces.count(None):
        ends = {"first": pieces[0], "last": pieces[-1]}
        known = [piece for piece in known if vocabulary.places.get(piece) == "any"]
        known += [
            piece
            for end, piece in ends.items()
            if piece and (len(pieces) > _MOST_NAMES or vocabulary.places.get(piece) == end)
        ]
    kinds = {vocabulary.kinds[piece] for piece in known}
    return next((kind for kind in _PRECEDENCE if kind in kinds), _PERSON)


def _pieces(
    tokens: Sequence[str], vocabulary: _Vocabulary, own: frozenset[str]
) -> Iterator[str | None]:
    """Each known word or phrase; `''` for a qualifier, `None` for a word of neither."""
    start = 0
    while start < len(tokens):
        size, phrase = _longest_phrase(tokens, start, vocabulary)
        token = tokens[start]
        if phrase:
            yield phrase
        elif token in vocabulary.qualifiers or token in own:
            yield ""
        else:
            yield _tail(token, vocabulary)
        start += size


def _longest_phrase(tokens: Sequence[str], start: int, vocabulary: _Vocabulary) -> tuple[int, str]:
    if tokens[start] in vocabulary.starts:
        for size in range(_LONGEST_PHRASE, 0, -1):
            phrase = ".".join(tokens[start : start + size])
            if phrase in vocabulary.kinds:
                return phrase.count(".") + 1, phrase
    return 1, ""


def _tail(token: str, vocabulary: _Vocabulary) -> str | None:
    """The word that settles the kind at the end of words run together; `None` where none does."""
    if token[-3:] not in vocabulary.endings or len(token) > _LONGEST_COMPOUND:
        return None
    starts = sorted({*_word_ends(token, vocabulary), *range(1, len(token) - _UNMISTAKABLE + 1)})
    tails = (token[start:] for start in starts)
    return next((tail for tail in tails if vocabulary.places.get(tail) in {"any", "last"}), None)


def _word_ends(token: str, vocabulary: _Vocabulary) -> list[int]:
    """Where a whole number of known words, none of them short, ends in the token."""
    ends = [0]
    for end in range(_SHORTEST, len(token)):
        starts = (start for start in ends if end - start >= _SHORTEST)
        if any(_is_word(token[start:end], vocabulary) for start in starts):
            ends.append(end)
    return ends[1:]


def _is_word(letters: str, vocabulary: _Vocabulary) -> bool:
    return letters in vocabulary.kinds or letters in vocabulary.qualifiers


@cache
def _vocabulary() -> _Vocabulary:
    kinds = _both_spellings(labels("mailbox_roles"))
    places = _both_spellings(labels("mailbox_markers"))
    return _Vocabulary(
        kinds={word: MailboxKind(label) for word, label in kinds.items()},
        places=places,
        qualifiers=words("mailbox_qualifiers"),
        starts=frozenset(word.partition(".")[0] for word in kinds),
        endings=frozenset(word[-3:] for word, place in places.items() if place != "first"),
    )


def _both_spellings(table: Mapping[str, str]) -> dict[str, str]:
    return dict(table) | {word.replace(".", ""): label for word, label in table.items()}
