"""The contract of a scorer, for the tests of whoever writes one: `check_scorer(my_scorer)`."""

from __future__ import annotations

from itertools import product

from .scoring.scorer import NamedScorer, Scorer, get_scorer
from .values import Score

HANDLES = (
    *("jane.smith", "jsmith", "jane", "j.smith2", "smith_jane", "x", "", ".", "müller", "李娜"),
    *("jane smith", "a" * 500, "._-" * 50, "\u200b", "\x00", "١٢٣", "🙂"),
)
"""Handles that a scorer meets: usual ones, and what the world puts before an @-sign."""

NAMES = (
    *(
        "Jane Smith",
        "Smith, Jane",
        "Jürgen von Stein",
        "李娜",
        "Иван Петров",
        "Cher",
        "J. R. Smith",
    ),
    *("", " ", "☃", "Jane " * 100, "x" * 500, "\x00", "'\"();--", "🙂 Jane"),
)
"""Names that a scorer meets: usual ones, and what stands in the name column of real files."""


def check_scorer(scorer: str | Scorer) -> None:
    """Nothing, where a scorer keeps the contract of `Scorer`; else `AssertionError` says how not.

    Over a table of usual and odd handles and names: it never raises; its value is a finite
    number from 0 to 1, the same each time; a value below `score_cutoff` becomes 0 and the others
    stay; its batch, if it has one, agrees with it one by one.

    >>> check_scorer("documented")
    >>> check_scorer(lambda handle, name, *, score_cutoff=0.0: len(handle))
    Traceback (most recent call last):
    AssertionError: <lambda>('jane.smith', 'Jane Smith') broke the contract: The scorer \
'<lambda>' returned 10. A score is a number from 0 to 1.
    """
    named = get_scorer(scorer)
    for handle, name in product(HANDLES, NAMES):
        value = _value(named, handle, name, 0.0)
        _demand(value == _value(named, handle, name, 0.0), named, handle, name, "two calls differ")
        for cutoff in (0.5, max(0.0, value - 0.001), 1.0):
            expected = value if value >= cutoff else 0.0
            found = _value(named, handle, name, cutoff)
            _demand(
                found == expected,
                named,
                handle,
                name,
                f"it is {value}, but with score_cutoff={cutoff} it is {found}, not {expected}",
            )
    for handle, cutoff in product(HANDLES, (0.0, 0.5)):
        one_by_one = [_value(named, handle, name, cutoff) for name in NAMES]
        together = named.many(handle, NAMES, score_cutoff=cutoff)
        for name, alone, batched in zip(NAMES, one_by_one, together, strict=True):
            _demand(alone == batched, named, handle, name, f"{alone} alone, {batched} in a batch")


def _value(scorer: NamedScorer, handle: str, name: str, cutoff: float) -> float:
    try:
        found = scorer(handle, name, score_cutoff=cutoff)
    except Exception as error:
        _demand(False, scorer, handle, name, str(error))  # noqa: FBT003
        raise
    _demand(isinstance(found, Score), scorer, handle, name, "it is no Score")
    return found.value


def _demand(kept: bool, scorer: NamedScorer, handle: str, name: str, how: str) -> None:  # noqa: FBT001
    if not kept:
        raise AssertionError(
            f"{scorer.name}({handle!r:.40}, {name!r:.40}) broke the contract: {how}"
        )
