"""The plot: an address and a crowd go in, the people it could belong to come out, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import groupby
from typing import Any

from .address import parse
from .company import Directory, DirectoryRow
from .errors import BadSetting
from .profiles import as_profile
from .scoring.scorer import NamedScorer, Scorer, get_scorer
from .text import fold
from .values import Address, Company, Match, Profile, Ranking, Score

Person = Profile | Mapping[str, Any]
Candidacy = tuple[Profile, bool]
"""A person and whether the company still employs them."""

RANK_BY = ("score",)


@dataclass(frozen=True)
class Crowd:
    """The people who are asked about an address."""

    people: tuple[Candidacy, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Their names, in the same order."""
        return tuple(profile.name for profile, _ in self.people)


NOBODY = Crowd(())


class Roster:
    """People prepared once for many addresses: as profiles, by company.

    `rows` are rows of a directory file, as `read_companies` gives them.

    >>> roster = Roster([{"id": 1, "name": "Jane Smith", "domain": "example.com"}])
    >>> [match("jsmith@example.com", roster).best.profile.id for _ in range(2)]
    [1, 1]
    """

    def __init__(self, profiles: Iterable[Person], *, rows: Iterable[DirectoryRow] = ()) -> None:
        self.profiles = tuple(as_profile(person) for person in profiles)
        employers = (employer for profile in self.profiles for employer in profile.employers)
        self.directory = Directory(employers, rows=rows)
        self._crowds = {
            company: Crowd(tuple((self.profiles[place], now) for place, now in places.items()))
            for company, places in self._places().items()
        }

    def _places(self) -> dict[Company, dict[int, bool]]:
        """The places of each company's people among the profiles, and who is still there."""
        found: dict[Company, dict[int, bool]] = {}
        of_employer: dict[int, dict[int, bool]] = {}
        for place, profile in enumerate(self.profiles):
            for employer in profile.employers:
                people = of_employer.get(id(employer))
                if people is None:
                    company = self.directory.company_of(employer)
                    people = found.setdefault(company, {}) if company is not None else {}
                    of_employer[id(employer)] = people
                people[place] = employer.current or people.get(place, False)
        return found

    def __len__(self) -> int:
        return len(self.profiles)

    def of(self, company: Company | None) -> Crowd:
        """The people of a company, current and past."""
        return self._crowds.get(company, NOBODY) if company is not None else NOBODY

    def all(self, company: Company | None) -> Crowd:
        """Everybody, with whether that company employs them."""
        if company is None:
            return self._everybody
        now = {id(profile): current for profile, current in self.of(company).people}
        return Crowd(tuple((profile, now.get(id(profile), False)) for profile in self.profiles))

    @cached_property
    def _everybody(self) -> Crowd:
        return Crowd(tuple((profile, False) for profile in self.profiles))


def match(
    email: str | Address,
    profiles: Iterable[Person] | Roster,
    *,
    scorer: str | Scorer = "documented",
    rank_by: str = "score",
    limit: int | None = 10,
    min_score: float = 0.0,
    any_company: bool = False,
) -> Ranking:
    """The people of the address's company whom it could belong to, best first.

    A person is of the company who has an employer that the address's host, or a parent of it,
    leads to; with `any_company` everybody is asked. People whose score is 0 or below `min_score`
    are left out, and of the rest at most `limit` are returned (`None` for all).

    The order is total: higher score first, then who is employed there now, then by folded name,
    name and id. Equal score and employment is a tie: the tied share their `rank`, and `tied`
    counts them, also those beyond the limit. The order of `profiles` never matters. For many
    addresses, prepare the people once: `Roster(profiles)`.

    Raises `BadAddress`, `BadProfile`, `BadSetting`, `UnknownScorer` and `ScorerFailed`.

    >>> people = [
    ...     {"id": 1, "name": "Jane Smith", "domain": "example.com"},
    ...     {"id": 2, "name": "John Smith", "domain": "example.com"},
    ...     {"id": 3, "name": "Jane Smith", "domain": "example.org"},
    ... ]
    >>> best = match("jane.smith@example.com", people).best
    >>> best.profile.id, best.score, best.rule, best.tied
    (1, 0.95, 'first.last', 1)
    >>> [(m.profile.id, m.rank, m.tied) for m in match("JSmith+x@mail.example.com", people)]
    [(1, 1, 2), (2, 1, 2)]
    >>> ranking = match("jane.smith@example.net", people)
    >>> len(ranking), str(ranking.via)
    (0, 'unknown domain')
    """
    _check(rank_by, limit, min_score)
    address = email if isinstance(email, Address) else parse(email)
    roster = profiles if isinstance(profiles, Roster) else Roster(profiles)
    resolution = roster.directory.resolve(address)
    crowd = roster.all(resolution.company) if any_company else roster.of(resolution.company)
    matches = _rank(address.handle, crowd, get_scorer(scorer), limit, min_score)
    return Ranking(address, resolution.company, resolution.via, len(crowd.people), matches)


def score(email: str | Address, name: str, *, scorer: str | Scorer = "documented") -> Score:
    """How much the handle of an address looks like a name: value, rule and the pieces compared.

    Raises `BadAddress`, `UnknownScorer` and `ScorerFailed`.

    >>> found = score("j.smith@example.com", "Jane Smith")
    >>> round(found.value, 3), found.rule, [str(piece) for piece in found.pieces]
    (0.708, 'similarity', ['j ~ jane', 'smith'])
    """
    address = email if isinstance(email, Address) else parse(email)
    return get_scorer(scorer)(address.handle, name)


def _check(rank_by: str, limit: int | None, min_score: float) -> None:
    if rank_by not in RANK_BY:
        raise BadSetting(
            f"Nothing is ranked by {rank_by!r}. Choose from {', '.join(RANK_BY)}.",
            setting="rank_by",
            value=rank_by,
        )
    if limit is not None and limit < 0:
        raise BadSetting(
            f"The limit is {limit}. Give 0 or more, or None for all.", setting="limit", value=limit
        )
    if not 0.0 <= min_score <= 1.0:
        raise BadSetting(
            f"The least score is {min_score}. Give a number from 0 to 1.",
            setting="min_score",
            value=min_score,
        )


def _rank(
    handle: str,
    crowd: Crowd,
    scorer: NamedScorer,
    limit: int | None,
    min_score: float,
) -> tuple[Match, ...]:
    values = scorer.many(handle, crowd.names, score_cutoff=min_score)
    least = _last_kept(values, limit)
    kept = [
        (value, *candidacy)
        for value, candidacy in zip(values, crowd.people, strict=True)
        if value and value >= least
    ]
    kept.sort(key=_order)
    matches: list[Match] = []
    for _, equals in groupby(kept, key=lambda entry: (entry[0], entry[2])):
        tie = list(equals)
        rank = len(matches) + 1
        for value, profile, current in tie:
            if limit is not None and len(matches) >= limit:
                return tuple(matches)
            found = scorer(handle, profile.name)
            matches.append(Match(profile, value, found.rule, rank, len(tie), current, found.pieces))
    return tuple(matches)


def _last_kept(values: Sequence[float], limit: int | None) -> float:
    """The value below which no one comes within the limit; ties with it are kept to be counted."""
    if limit is None or len(values) <= limit:
        return 0.0
    return nlargest(max(limit, 1), values)[-1]


def _order(entry: tuple[float, Profile, bool]) -> tuple[float, bool, str, str, str, str]:
    """The total order of matches, stated once."""
    value, profile, current = entry
    return (-value, not current, fold(profile.name), profile.name, str(profile.id), repr(profile))
