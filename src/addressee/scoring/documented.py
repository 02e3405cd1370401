"""The published score: the documented weights, and RapidFuzz similarity where none applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from operator import itemgetter

from rapidfuzz import fuzz

from ..errors import BadSetting
from ..names import plain_reading, readings
from ..patterns import SEPARATORS, made_of, patterns, pieces, single_part
from ..romanize import ROMANIZERS, romanize
from ..tables import records
from ..values import Pattern, Piece, Reading, Score

FOREIGN = "single name beside a foreign word"
SIMILARITY = "similarity"

_SPACED = str.maketrans(SEPARATORS, " " * len(SEPARATORS))


@dataclass(frozen=True, slots=True)
class _Handle:
    """A handle in one spelling: as it is, with blanks for separators, and its words."""

    text: str
    spaced: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
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
class _Crowd:
    """Many names at once.

    `singles` maps each single name to the places of those who have it. `spellings` holds the
    first spelling of each name, '' where it has none, and `others` the further ones with places.
    """

    names: tuple[_Name, ...]
    singles: Mapping[str, tuple[int, ...]]
    spellings: tuple[str, ...]
    others: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Documented:
    """The published weights, with RapidFuzz similarity where no rule applies.

    Rules are tried in this order, each over all readings of the name and all romanisations of
    the handle, and the first that applies gives the score: the heaviest pattern of
    `data/patterns.toml` that makes the handle; a single name beside foreign words (words that
    start no piece of the name); 0.85 times `rapidfuzz.fuzz.token_set_ratio`, over the readings
    that leave out no word of the name.

    >>> documented("jane.smith", "Jane Smith")
    Score(value=0.95, rule='first.last', pieces=(Piece(handle='jane', name='jane', part='first'), \
Piece(handle='smith', name='smith', part='last')))
    >>> round(documented("j.smith", "Jane Smith").value, 3)
    0.708
    >>> documented("jane", "").value
    0.0
    """

    def __call__(
        self,
        handle: str,
        name: str,
        /,
        *,
        score_cutoff: float = 0.0,
        romanizers: Sequence[str] = ROMANIZERS,
        readings: str = "all",
    ) -> Score:
        """The score, its rule and the pieces compared; value 0 where it is below the cutoff.

        `readings="plain"` reads a name in one naive way, to measure what the readings bring.
        """
        forms = _handle(handle, tuple(romanizers))
        about = _reader(tuple(romanizers), readings)(name)
        for rule in (_by_pattern, _by_foreign_word, _by_similarity):
            score = rule(forms, about)
            if score is not None:
                return score if score.value >= score_cutoff else Score(0.0, score.rule)
        return Score(0.0, SIMILARITY)

    def many(
        self,
        handle: str,
        names: Sequence[str],
        /,
        *,
        score_cutoff: float = 0.0,
        romanizers: Sequence[str] = ROMANIZERS,
        readings: str = "all",
    ) -> list[float]:
        """The values alone, for one handle and many names: equal to one by one, and quicker."""
        forms = _handle(handle, tuple(romanizers))
        crowd = _crowd(tuple(names), _reader(tuple(romanizers), readings))
        values = _similarities(forms, crowd)
        _apply_foreign_words(forms, crowd, values)
        _apply_patterns(forms, crowd, values)
        return [value if value >= score_cutoff else 0.0 for value in values]


documented = Documented()


@cache
def _reader(romanizers: tuple[str, ...], mode: str) -> Callable[[str], _Name]:
    """What reads a name in that setting, remembering the names it has read."""
    if mode not in ("all", "plain"):
        raise BadSetting(
            f"There are no {mode!r} readings. Choose from all, plain.",
            setting="readings",
            value=mode,
        )

    @lru_cache(maxsize=65536)
    def read(name: str) -> _Name:
        if mode == "plain":
            return _name(plain_reading(name))
        return _name(readings(name, romanizers=romanizers))

    return read


@lru_cache(maxsize=4096)
def _handle(handle: str, romanizers: tuple[str, ...]) -> tuple[_Handle, ...]:
    texts = dict.fromkeys(text.lower() for text in romanize(handle, romanizers=romanizers))
    spaced = {text: text.translate(_SPACED) for text in texts}
    return tuple(_Handle(text, spaced[text], tuple(spaced[text].split())) for text in texts)


def _name(found: Sequence[Reading]) -> _Name:
    made: dict[str, tuple[Pattern, Reading]] = {}
    singles: dict[str, str] = {}
    for handle, pattern, reading in made_of(found, _weighted()):
        if handle not in made or made[handle][0].weight < pattern.weight:
            made[handle] = (pattern, reading)
        if single_part(pattern):
            singles.setdefault(handle, single_part(pattern))
    words = dict.fromkeys(word for reading in found for word in _words(reading))
    return _Name(made, singles, tuple(words), _spellings(found))


@lru_cache(maxsize=16)
def _crowd(names: tuple[str, ...], read: Callable[[str], _Name]) -> _Crowd:
    """The names of a company, prepared for the next address of the same company."""
    about = tuple(map(read, names))
    singles: dict[str, list[int]] = {}
    for place, name in enumerate(about):
        for word in name.singles:
            singles.setdefault(word, []).append(place)
    return _Crowd(
        about,
        {word: tuple(places) for word, places in singles.items()},
        tuple(next(iter(name.spellings), "") for name in about),
        tuple((place, text) for place, name in enumerate(about) for text in name.spellings[1:]),
    )


def _spellings(found: Sequence[Reading]) -> tuple[str, ...]:
    """The readings as text, one for each set of words, without those that leave a word out."""
    sets = {frozenset(_words(reading)): " ".join(_words(reading)) for reading in reversed(found)}
    whole = (text for words, text in sets.items() if not any(words < others for others in sets))
    return tuple(whole)


@cache
def _weighted() -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in patterns() if pattern.weight)


@cache
def _weight(rule: str) -> float:
    return float(next(row["weight"] for row in records("documented") if row["id"] == rule))


def _words(reading: Reading) -> Iterator[str]:
    yield from reading.given
    yield from reading.middle
    yield from reading.family


def _similarities(forms: Sequence[_Handle], crowd: _Crowd) -> list[float]:
    """The similarity of each name: the best of its spellings and of the handle's."""
    weight = _weight(SIMILARITY)
    values = [0.0] * len(crowd.names)
    for form in forms:
        ratios = map(fuzz.token_set_ratio, repeat(form.spaced), crowd.spellings)
        found = [weight * ratio / 100 for ratio in ratios]
        values = list(map(max, values, found)) if any(values) else found
        for place, spelling in crowd.others:
            ratio = fuzz.token_set_ratio(form.spaced, spelling)
            values[place] = max(values[place], weight * ratio / 100)
    return values


def _apply_foreign_words(forms: Sequence[_Handle], crowd: _Crowd, values: list[float]) -> None:
    for form in forms:
        for word in form.words:
            for place in crowd.singles.get(word, ()):
                if _single_beside_foreign(form, crowd.names[place]):
                    values[place] = _weight(FOREIGN)


def _apply_patterns(forms: Sequence[_Handle], crowd: _Crowd, values: list[float]) -> None:
    heaviest: dict[int, float] = {}
    for form in forms:
        for place, about in enumerate(crowd.names):
            made = about.made.get(form.text)
            if made is not None:
                heaviest[place] = max(heaviest.get(place, 0.0), made[0].weight)
    for place, weight in heaviest.items():
        values[place] = weight


def _by_pattern(forms: Sequence[_Handle], about: _Name) -> Score | None:
    made = [about.made[form.text] + (form,) for form in forms if form.text in about.made]
    if not made:
        return None
    pattern, reading, form = max(made, key=lambda entry: entry[0].weight)
    return Score(pattern.weight, pattern.id, pieces(pattern, reading, form.text))


def _by_foreign_word(forms: Sequence[_Handle], about: _Name) -> Score | None:
    for form in forms:
        if _single_beside_foreign(form, about):
            compared = (_compared(word, about.singles) for word in form.words)
            return Score(_weight(FOREIGN), FOREIGN, tuple(compared))
    return None


def _compared(word: str, singles: Mapping[str, str]) -> Piece:
    return Piece(word, word, singles[word]) if word in singles else Piece(word, "", "")


def _single_beside_foreign(form: _Handle, about: _Name) -> bool:
    """Whether just one word is a single name, and the others are words that start no piece."""
    if len(form.words) < 2 or about.singles.keys().isdisjoint(form.words):
        return False
    others = [word for word in form.words if word not in about.singles]
    return len(others) + 1 == len(form.words) and all(
        word.isalpha() and not any(piece.startswith(word) for piece in about.words)
        for word in others
    )


def _by_similarity(forms: Sequence[_Handle], about: _Name) -> Score:
    rated = [
        (fuzz.token_set_ratio(form.spaced, spelling), form)
        for form in forms
        for spelling in about.spellings
    ]
    if not rated:
        return Score(0.0, SIMILARITY)
    ratio, form = max(rated, key=itemgetter(0))
    compared = tuple([_nearest(word, about) for word in form.words])
    return Score(_weight(SIMILARITY) * ratio / 100, SIMILARITY, compared)


def _nearest(word: str, about: _Name) -> Piece:
    """The word of the name most like a word of the handle; a shared beginning counts first."""
    near = [piece for piece in about.words if piece.startswith(word) or word.startswith(piece)]
    if len(near) == 1:
        nearest = near[0]
    else:
        nearest = max(near or about.words, key=lambda piece: (fuzz.ratio(word, piece), piece))
    return Piece(word, nearest, about.singles.get(nearest, "name"))
