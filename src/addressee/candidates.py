"""The other direction: from a name and a domain to the addresses a person might have there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .errors import BadSetting
from .hosts import fold_host
from .names import readings
from .patterns import made_of, patterns
from .romanize import ROMANIZERS
from .tables import records
from .values import Candidate, Pattern


def candidates(
    name: str,
    domain: str | None = None,
    *,
    limit: int | None = None,
    romanizers: Sequence[str] = ROMANIZERS,
) -> tuple[Candidate, ...]:
    """The addresses that a person of this name might have at a domain, the likeliest first.

    Without a domain, bare handles. They stand in the order of their pattern's share times the
    share of addresses that are made of the reading at that place (`data/reading_places.toml`).
    Raises `BadSetting` where the domain is none, or the limit is negative.

    >>> [c.address for c in candidates("Jane Smith", "example.com", limit=3)]
    ['jane.smith@example.com', 'jsmith@example.com', 'jane@example.com']
    >>> candidates("")
    ()
    """
    host = _checked_host(domain)
    if limit is not None and limit < 0:
        raise BadSetting(
            f"The limit is {limit}. Give 0 or more, or None for all.", setting="limit", value=limit
        )
    best: dict[str, tuple[float, Pattern]] = {}
    for place, reading in enumerate(readings(name, romanizers=romanizers), start=1):
        for handle, pattern, _ in made_of((reading,), patterns()):
            worth = pattern.share * _share_of_place(place)
            if handle not in best or worth > best[handle][0]:
                best[handle] = (worth, pattern)
    order = sorted(best, key=lambda handle: -best[handle][0])
    return tuple(
        Candidate(f"{handle}@{host}" if host else handle, best[handle][1].id, best[handle][1].share)
        for handle in order[:limit]
    )


@cache
def _share_of_place(place: int) -> float:
    """How often an address is made of the reading at this place, counted from 1."""
    rows = records("reading_places")
    return float(rows[min(place, len(rows)) - 1]["share"])


def _checked_host(domain: str | None) -> str:
    if domain is None:
        return ""
    host = fold_host(domain)
    if "." not in host:
        raise BadSetting(
            f"{domain[:60]!r} is no domain. Give one such as example.com, or leave it out.",
            setting="domain",
            value=domain,
        )
    return host
