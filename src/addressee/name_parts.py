"""A full name as written, taken apart: the words of the name, and what only stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from .tables import labels, words
from .text import clean, fold, strip_marks

LONGEST_NAME = 300
"""The characters of a text that are read as a name; what stands after them is no name any more."""

MOST_WORDS = 8
"""The words of a name that are kept: of a longer one the first five and the last three."""

_ASIDE = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]|[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_SINGLE_QUOTED = re.compile(r"(?<= )['‘]([^'‘’ ]+)['’](?= )")
_TAIL = re.compile(r"[|•;<>=]| [-–—~·/@:]+ | (?:at|bei|chez) ")
_APOSTROPHE = re.compile(r"['’‘`´ʻʼ′]")
_HYPHEN = re.compile(r"[-‐‑‒–−]+")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its parts (of a hyphenated word), after any particles that belong to it.

    >>> Word(("van", "der", "Berg"), particles=2).core
    ('Berg',)
    """

    parts: tuple[str, ...]
    particles: int = 0

    @property
    def core(self) -> tuple[str, ...]:
        """The parts without the particles."""
        return self.parts[self.particles :]


@dataclass(frozen=True, slots=True)
class Written:
    """A name taken apart: its words, and which of them the text itself marks as the family name.

    `family` counts the words of the family name, at the front where `family_first`, else at the
    end; 0 leaves open which they are.
    """

    words: tuple[Word, ...]
    family: int = 0
    family_first: bool = False
    nickname: str = ""
    maiden: str = ""


def written(name: str) -> tuple[Written, ...]:
    """Every way to take a text apart as a name, the plainest first; none where it holds no letter.

    >>> [[word.parts for word in way.words] for way in written("Dr. Jane Smith, PhD | CEO at Acme")]
    [[('Jane',), ('Smith',)]]
    >>> written("Smith, Jane")[0].family_first
    True
    >>> written("☃")
    ()
    """
    text, asides = _without_asides(clean(name[: 4 * LONGEST_NAME])[:LONGEST_NAME])
    text, maiden = _without_maiden(_without_tail(text))
    nickname = ""
    names = list(_by_comma(text))
    for aside in asides:
        if label(aside.split()[0]) == "maiden":
            maiden = _without_maiden(f"- {aside}")[1]
        elif _is_name(aside, text):
            names += _by_comma(aside)
        elif not nickname:
            nickname = aside
    ways = (way for found in names for way in _by_script(found))
    return tuple(
        dict.fromkeys(replace(way, nickname=nickname, maiden=maiden) for way in ways if way.words)
    )


def _without_maiden(text: str) -> tuple[str, str]:
    """The text up to a word such as 'née', and the maiden name behind it, '' if there is none."""
    tokens = text.split()
    for place, token in enumerate(tokens[1:-1], start=1):
        if token.islower() and label(token) == "maiden":
            return " ".join(tokens[:place]), " ".join(tokens[place + 1 :])
    return text, ""


@lru_cache(maxsize=16384)
def label(word: str) -> str:
    """What a word beside names is, by the table `name_words`: '' for a plain word.

    title, suffix, particle, job, pronoun, or maiden (a word before a maiden name). A particle of
    one letter is one in lower case or with an accent only, since E is an initial; but for an O
    without a dot, which is Irish.

    >>> label("Ph.D."), label("Von"), label("Smith"), label("y"), label("Y.")
    ('suffix', 'particle', '', 'particle', '')
    """
    found = labels("name_words").get(strip_marks(fold(word)).replace(".", ""), "")
    is_initial = re.fullmatch(r"[A-NP-Z]\.?|O\.", word) is not None
    return "" if is_initial and found == "particle" else found


def _without_asides(text: str) -> tuple[str, list[str]]:
    """The text without what stands in brackets or quotes, and that, pronouns left out."""
    asides: list[str] = []

    def keep(found: re.Match[str]) -> str:
        asides.append((found[1] or (found[2] if found.re is _ASIDE else "") or "").strip())
        return " "

    rest = _SINGLE_QUOTED.sub(keep, _ASIDE.sub(keep, text))
    if not _has_letter(rest):
        return text, []
    kept = [clean(aside) for aside in asides if _has_letter(aside) and not _is_pronouns(aside)]
    return clean(re.sub(r"[()\[\]{}\"“”„«»]", " ", rest)), kept


def _is_pronouns(text: str) -> bool:
    return all(label(word) == "pronoun" for word in re.split(r"[\s/,]+", text) if word)


def _is_pronoun_list(token: str) -> bool:
    return "/" in token and _is_pronouns(token)


def _has_letter(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_name(aside: str, text: str) -> bool:
    """Whether an aside is a name of its own: more than one word, or in another script."""
    return " " in aside or _is_east_asian(aside) != any(map(_is_east_asian, text.split()))


def _without_tail(text: str) -> str:
    """The first piece that holds a letter, of a text like 'Jane Smith | CEO at Acme'."""
    return next((piece.strip() for piece in _TAIL.split(text) if _has_letter(piece)), "")


def _by_comma(text: str) -> Iterator[Written]:
    """'Family, Given' is read so; a comma before degrees and job titles parts them off."""
    segments = [segment.split() for segment in text.split(",")]
    segments = [tokens for tokens in segments if any(map(_has_letter, tokens))]
    if not segments:
        return
    head, *rest = segments
    given = next((tokens for tokens in rest if not _is_beside(tokens, head)), None)
    if given is None:
        yield from _in_open_order(head)
        return
    trailing = list(takewhile(lambda token: label(token) == "particle", reversed(given)))[::-1]
    given = given[: len(given) - len(trailing)] or given
    family = _words(trailing + head, particle_first=True)
    yield Written((*family, *_words(_without_titles(given))), len(family), family_first=True)
    if len(family) > 1:
        yield from _in_open_order(head)


def _is_beside(tokens: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a segment after a comma is no given name but degrees, a title or a job."""
    is_whole = len(head) > 1 and not "".join(head).isupper()
    return (
        all(
            label(t) in {"suffix", "pronoun"} or (is_whole and _ACRONYM.fullmatch(t))
            for t in tokens
        )
        or any(label(token) == "job" for token in tokens)
        or len(tokens) > 4
    )


def _in_open_order(tokens: Sequence[str]) -> Iterator[Written]:
    kept = _without_titles(tokens)
    marked, family_first = _capital_family(kept)
    yield Written(_words(kept), marked, family_first)
    if label(kept[0]) == "particle" and len(kept) > 2:
        yield Written(_words(kept, particle_first=True))
    if label(kept[0]) == "suffix" and len(kept) > 2:
        yield Written(_words(kept[1:]))
    if not marked and any(label(token) == "particle" for token in kept[1:-1]):
        yield Written(tuple(word for token in kept for word in _words([token])))
    if len(kept) == 1 < len(tokens):
        yield Written(_words(tokens))
    camel = _CAMEL.split(kept[0])
    if len(kept) == 1 and len(camel) > 1:
        yield Written(_words(camel))


def _without_titles(tokens: Sequence[str]) -> list[str]:
    """The tokens without titles before, and suffixes, jobs and pronouns behind; never none."""
    kept = list(tokens)
    job = next((i for i in range(2, len(kept)) if label(kept[i]) == "job"), len(kept))
    del kept[job:]
    while len(kept) > 1 and (label(kept[-1]) == "suffix" or _is_pronoun_list(kept[-1])):
        kept.pop()
    while len(kept) > 1 and (label(kept[0]) == "title" or not _has_letter(kept[0])):
        kept.pop(0)
    return kept


def _capital_family(tokens: Sequence[str]) -> tuple[int, bool]:
    """How many words stand in capitals at one end, as in 'SMITH Jane', and if that is the front."""
    capitals = [len(token) > 2 and token.isupper() and "." not in token for token in tokens]
    count = sum(capitals)
    if 0 < count < len(tokens):
        if all(capitals[:count]):
            return count, True
        if all(capitals[-count:]):
            return count, False
    return 0, False


def _words(tokens: Iterable[str], *, particle_first: bool = False) -> tuple[Word, ...]:
    split = [token for token in _split_dots(tokens) if _has_letter(_APOSTROPHE.sub("", token))]
    plain = [_APOSTROPHE.sub("", token) for token in split]
    is_particle = [label(token) == "particle" for token in split]
    if len(plain) > MOST_WORDS:
        plain, is_particle = plain[:5] + plain[-3:], is_particle[:5] + is_particle[-3:]
    found: list[Word] = []
    particles: list[str] = []
    for i, token in enumerate(plain):
        if is_particle[i] and (i > 0 or particle_first) and i + 1 < len(plain):
            particles.append(token)
        else:
            found.append(_word(particles, token))
            particles = []
    return tuple(found)


def _split_dots(tokens: Iterable[str]) -> list[str]:
    """The tokens, parted at dots as in J.R. and ジェーン・スミス, but for particles such as v.d."""
    return [
        part
        for token in tokens
        for part in ([token] if label(token) == "particle" else re.split(r"[._・]+", token))
    ]


def _word(particles: Sequence[str], token: str) -> Word:
    parts = [part for part in _HYPHEN.split(token) if _has_letter(part)][:4]
    inner = list(takewhile(lambda part: label(part) == "particle", parts[:-1]))
    return Word((*particles, *parts), len(particles) + len(inner))


def _by_script(way: Written) -> Iterator[Written]:
    """A name in two scripts is two names; an East Asian one without blanks is family first."""
    east = tuple("".join(word.parts) for word in way.words if _is_east_asian(word.parts[0]))
    other = tuple(word for word in way.words if not _is_east_asian(word.parts[0]))
    if other:
        yield way if not east else Written(other)
    if len(east) == 1:
        yield _east_asian(east[0])
    elif east:
        syllables = tuple(Word(tuple(text)) for text in east)
        yield Written(syllables, 0 if other else way.family, family_first=way.family_first)


def _east_asian(text: str) -> Written:
    if not 2 <= len(text) <= 4:
        return Written((Word((text,)),))
    family = 2 if len(text) > 2 and text[:2] in words("compound_surnames") else 1
    return Written((Word(tuple(text[:family])), Word(tuple(text[family:]))), 1, family_first=True)


def _is_east_asian(text: str) -> bool:
    """Whether a text is in Han characters or Hangul, where a syllable is a character."""
    return all(
        "一" <= c <= "鿿" or "가" <= c <= "힣" or "㐀" <= c <= "䶿" or c == "々" for c in text
    )
