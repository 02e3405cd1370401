"""The published score: the documented weights, and RapidFuzz similarity where none applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import itemgetter

from rapidfuzz import fuzz, process

from ..patterns import pieces
from ..romanize import ROMANIZERS
from ..tables import records
from ..values import Piece, Score
from .prepared import (
    HandleForm,
    PreparedName,
    PreparedNames,
    handle_forms,
    name_reader,
    recent_names,
)

FOREIGN = "single name beside a foreign word"
SIMILARITY = "similarity"


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
        forms = handle_forms(handle, tuple(romanizers))
        about = name_reader(tuple(romanizers), readings)(name)
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
        forms = handle_forms(handle, tuple(romanizers))
        crowd = recent_names(tuple(romanizers), readings).of(tuple(names))
        values = _similarities(forms, crowd)
        _apply_foreign_words(forms, crowd, values)
        _apply_patterns(forms, crowd, values)
        return [value if value >= score_cutoff else 0.0 for value in values]


documented = Documented()


@cache
def _weight(rule: str) -> float:
    return float(next(row["weight"] for row in records("documented") if row["id"] == rule))


def _similarities(forms: Sequence[HandleForm], crowd: PreparedNames) -> list[float]:
    """The similarity of each name: the best of its spellings and of the handle's."""
    weight = _weight(SIMILARITY)
    values = [0.0] * len(crowd.names)
    for form in forms:
        ratios = map(fuzz.token_set_ratio, repeat(form.spaced), crowd.spellings)
        found = [weight * ratio / 100 for ratio in ratios]
        values = list(map(max, values, found)) if any(values) else found
        ratios = map(fuzz.token_set_ratio, repeat(form.spaced), crowd.others)
        for place, ratio in zip(crowd.owners, ratios, strict=True):
            value = weight * ratio / 100
            if value > values[place]:  # noqa: PLR1730  max takes three times as long, here where it counts
                values[place] = value
    return values


def _apply_foreign_words(
    forms: Sequence[HandleForm], crowd: PreparedNames, values: list[float]
) -> None:
    for form in forms:
        for word in form.words:
            for place in crowd.singles.get(word, ()):
                if _single_beside_foreign(form, crowd.names[place]):
                    values[place] = _weight(FOREIGN)


def _apply_patterns(forms: Sequence[HandleForm], crowd: PreparedNames, values: list[float]) -> None:
    heaviest: dict[int, float] = {}
    for form in forms:
        for place in crowd.initials.get(form.text[:1], ()):
            made = crowd.names[place].made.get(form.text)
            if made is not None:
                heaviest[place] = max(heaviest.get(place, 0.0), made[0].weight)
    for place, weight in heaviest.items():
        values[place] = weight


def _by_pattern(forms: Sequence[HandleForm], about: PreparedName) -> Score | None:
    made = [about.made[form.text] + (form,) for form in forms if form.text in about.made]
    if not made:
        return None
    pattern, reading, form = max(made, key=lambda entry: entry[0].weight)
    return Score(pattern.weight, pattern.id, pieces(pattern, reading, form.text))


def _by_foreign_word(forms: Sequence[HandleForm], about: PreparedName) -> Score | None:
    for form in forms:
        if _single_beside_foreign(form, about):
            compared = (_compared(word, about.singles) for word in form.words)
            return Score(_weight(FOREIGN), FOREIGN, tuple(compared))
    return None


def _compared(word: str, singles: Mapping[str, str]) -> Piece:
    return Piece(word, word, singles[word]) if word in singles else Piece(word, "", "")


def _single_beside_foreign(form: HandleForm, about: PreparedName) -> bool:
    """Whether just one word is a single name, and the others are words that start no piece."""
    if len(form.words) < 2 or about.singles.keys().isdisjoint(form.words):
        return False
    others = [word for word in form.words if word not in about.singles]
    return len(others) + 1 == len(form.words) and all(
        word.isalpha() and not any(piece.startswith(word) for piece in about.words)
        for word in others
    )


def _by_similarity(forms: Sequence[HandleForm], about: PreparedName) -> Score:
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


def _nearest(word: str, about: PreparedName) -> Piece:
    """The word of the name most like a word of the handle; a shared beginning counts first."""
    near = [piece for piece in about.words if piece.startswith(word) or word.startswith(piece)]
    if len(near) == 1:
        nearest = near[0]
    else:
        nearest = process.extractOne(word, near or about.words, scorer=fuzz.ratio)[0]
    return Piece(word, nearest, about.singles.get(nearest, "name"))
