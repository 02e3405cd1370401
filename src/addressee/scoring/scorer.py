"""What a scorer is, and how one is found: by name, as `module:attr`, or handed in as a callable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from ..errors import ScorerFailed, UnknownScorer
from ..values import Score

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "addressee.scorers"
"""The entry-point group in which a package offers its scorers."""

BUILT_IN = {"documented": "addressee.scoring.documented:documented"}
"""The scorers that addressee ships; no other package can take their names."""


@runtime_checkable
class Scorer(Protocol):
    """How much a handle looks like a name: any callable of this shape is a scorer.

    It takes the handle and the name by position and options by keyword, and returns a `Score`,
    or just its value, 0 to 1. A value below `score_cutoff` may be returned as 0, so that a
    scorer can stop early. It may have a method `many(handle, names, *, score_cutoff)` that
    returns the values of one handle and many names at once, equal to one by one.
    """

    def __call__(self, handle: str, name: str, /, *, score_cutoff: float = 0.0) -> Score | float:
        """The score of one handle and one name."""
        ...


@dataclass(frozen=True, slots=True)
class ScorerInfo:
    """An installed scorer: its name, where it is (`module:attr`), the first line of its docs."""

    name: str
    source: str
    summary: str


@dataclass(frozen=True, slots=True)
class NamedScorer:
    """A scorer with its name: what it returns is checked, and what it raises is named.

    >>> half = NamedScorer("half", lambda handle, name, *, score_cutoff=0.0: 0.5)
    >>> half("jane", "Jane Smith")
    Score(value=0.5, rule='half', pieces=())
    >>> half.many("jane", ["Jane Smith", "Jo"], score_cutoff=0.6)
    [0.0, 0.0]
    """

    name: str
    function: Scorer

    def __call__(self, handle: str, name: str, /, *, score_cutoff: float = 0.0) -> Score:
        """The score of one handle and one name; `ScorerFailed` where the scorer fails."""
        try:
            found = self.function(handle, name, score_cutoff=score_cutoff)
        except Exception as error:
            raise self._failed(error) from error
        score = found if isinstance(found, Score) else Score(self._checked(found), self.name)
        if self._checked(score.value) < score_cutoff:
            return Score(0.0, score.rule)
        return score

    def many(
        self, handle: str, names: Sequence[str], /, *, score_cutoff: float = 0.0
    ) -> list[float]:
        """The values of one handle and many names, in their order."""
        batch = getattr(self.function, "many", None)
        if batch is None:
            return [self(handle, name, score_cutoff=score_cutoff).value for name in names]
        try:
            values = list(batch(handle, names, score_cutoff=score_cutoff))
        except Exception as error:
            raise self._failed(error) from error
        if len(values) != len(names):
            raise ScorerFailed(
                f"The scorer {self.name!r} returned {len(values)} values for {len(names)} names.",
                scorer=self.name,
            )
        checked = map(self._checked, values)
        return [value if value >= score_cutoff else 0.0 for value in checked]

    def _checked(self, value: object) -> float:
        if isinstance(value, (int, float)) and 0.0 <= value <= 1.0:
            return float(value)
        raise ScorerFailed(
            f"The scorer {self.name!r} returned {value!r:.80}. A score is a number from 0 to 1.",
            scorer=self.name,
        )

    def _failed(self, error: Exception) -> ScorerFailed:
        return ScorerFailed(
            f"The scorer {self.name!r} failed: {type(error).__name__}: {error}. Report it to "
            "whoever wrote that scorer, or choose another: see 'addressee scorers'.",
            scorer=self.name,
        )


def get_scorer(scorer: str | Scorer, **options: Any) -> NamedScorer:
    """The scorer of a name, of a `module:attr`, or the callable itself, with options bound to it.

    Raises `UnknownScorer` where there is none of that name, and `ScorerFailed` where it cannot
    be imported or called.

    >>> get_scorer("documented")("jsmith", "Jane Smith").value
    0.75
    >>> get_scorer("rapidfuzz.distance.JaroWinkler:normalized_similarity")("jane", "jane").value
    1.0
    >>> get_scorer("documnted")
    Traceback (most recent call last):
    addressee.errors.UnknownScorer: There is no scorer 'documnted'. Installed: documented. ...
    """
    if isinstance(scorer, NamedScorer):
        return NamedScorer(scorer.name, _bound(scorer.function, options)) if options else scorer
    if isinstance(scorer, str):
        if scorer in BUILT_IN and not options:
            return _built_in(scorer)
        return NamedScorer(scorer, _bound(_load(scorer), options))
    name = getattr(scorer, "__qualname__", type(scorer).__qualname__)
    return NamedScorer(name, _bound(scorer, options))


@cache
def _built_in(name: str) -> NamedScorer:
    return NamedScorer(name, _attribute(name, BUILT_IN[name]))


def installed_scorers() -> tuple[ScorerInfo, ...]:
    """The scorers that can be chosen by name, sorted: our own, and those of entry points.

    >>> [info.name for info in installed_scorers() if info.source.startswith("addressee.")]
    ['documented']
    """
    sources = {point.name: point.value for point in _entry_points()} | BUILT_IN
    return tuple(ScorerInfo(name, sources[name], _summary(name)) for name in sorted(sources))


def _summary(name: str) -> str:
    try:
        return (getattr(_load(name), "__doc__", "") or "").strip().partition("\n")[0]
    except ScorerFailed as error:
        return str(error)


def _bound(function: Scorer, options: dict[str, Any]) -> Scorer:
    if not callable(function):
        raise ScorerFailed(
            f"{function!r:.80} is no scorer: it cannot be called.", scorer=repr(function)
        )
    if not options:
        return function
    bound = partial(function, **options)
    batch = getattr(function, "many", None)
    return _Bound(bound, partial(batch, **options)) if batch else bound


@dataclass(frozen=True, slots=True)
class _Bound:
    """A scorer with a batch, options bound to both."""

    one: Scorer
    many: Any

    def __call__(self, handle: str, name: str, /, *, score_cutoff: float = 0.0) -> Score | float:
        return self.one(handle, name, score_cutoff=score_cutoff)


def _load(name: str) -> Scorer:
    if name in BUILT_IN:
        return _attribute(name, BUILT_IN[name])
    found = [point for point in _entry_points() if point.name == name]
    if found:
        return _attribute(name, found[0].value)
    if ":" in name:
        return _attribute(name, name)
    installed = sorted({*BUILT_IN, *(point.name for point in _entry_points())})
    raise UnknownScorer(
        f"There is no scorer {name!r}. Installed: {', '.join(installed)}. "
        "Name one of these, or give module:attr.",
        scorer=name,
    )


def _attribute(name: str, source: str) -> Scorer:
    module, _, path = source.partition(":")
    try:
        found: Any = import_module(module)
        for attribute in path.split("."):
            found = getattr(found, attribute)
    except Exception as error:
        raise ScorerFailed(
            f"The scorer {name!r} cannot be loaded from {source!r}: {type(error).__name__}: "
            f"{error}. Install the package that offers it.",
            scorer=name,
        ) from error
    return _callable(name, found)


def _callable(name: str, found: Any) -> Scorer:
    if not callable(found):
        raise ScorerFailed(f"The scorer {name!r} is no scorer: it cannot be called.", scorer=name)
    scorer: Scorer = found
    return scorer


def _entry_points() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
