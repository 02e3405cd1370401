"""Which domains are one company's: employers of profiles and rows of a file, gathered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

from .company_domains import company_domain, company_domains, parents
from .company_file import DirectoryRow
from .company_names import fold_company
from .hosts import host_parents, registrable_domain
from .text import clean
from .values import Company


class Voice(IntEnum):
    """Who names a company; the lowest that names it at all decides what it is called."""

    FILE = 0
    PROFILES = 1
    FILE_OF_ACQUIRED = 2
    PROFILES_OF_ACQUIRED = 3


@dataclass(frozen=True, slots=True)
class Record:
    """Domains that stand together, under a name as written and folded, `uses` times."""

    name: str
    folded: str
    domains: tuple[str, ...]
    uses: int
    voice: Voice = Voice.PROFILES


Told = Mapping[str, Set[str]]
"""The folded names that the file gives to the company of each domain that it knows."""


class Grouping(NamedTuple):
    """Records that name a domain, a group a company, and what the file tells of their domains."""

    groups: list[list[Record]]
    told: Told


def as_record(name: str, domains: Iterable[str], uses: int) -> Record:
    """The record of an employer that stands in `uses` profiles.

    >>> as_record("ACME  Inc.", ["https://acme.example/", "?"], 2)
    ... # doctest: +ELLIPSIS
    Record(name='ACME Inc.', folded='acme', domains=('acme.example',), uses=2, ...)
    """
    return Record(clean(name), fold_company(name), company_domains(domains), uses)


def as_folded(row: DirectoryRow) -> DirectoryRow:
    """The row with its domains as they are compared; `''` for what is no domain.

    >>> as_folded(DirectoryRow("ACME.example", "Acme", ("www.acme.test", "?"))).aliases
    ('acme.test',)
    """
    domain, acquirer = company_domain(row.domain), company_domain(row.acquired_by)
    aliases = tuple(alias for alias in company_domains(row.aliases) if alias != domain)
    return DirectoryRow(domain, row.company, aliases, "" if acquirer == domain else acquirer)


def aliases_only(employers: Iterable[Record], rows: Sequence[DirectoryRow]) -> frozenset[str]:
    """The domains that only an alias or an acquisition leads from.

    That is: the aliases of rows, and the domain of a row that says `acquired_by`; but not a
    domain that a profile's employer has, or that is the domain of a row without acquirer.
    """
    own = {domain for record in employers for domain in record.domains}
    own.update(row.domain for row in rows if not row.acquired_by)
    return frozenset(_acquired(rows).union(*(row.aliases for row in rows)) - own)


def with_domains(employers: Sequence[Record], rows: Sequence[DirectoryRow]) -> Grouping:
    """The records that name a domain, in groups, each of one company, and what the file tells.

    Domains of one record are one company's, and so are a domain and its acquirer's. A subdomain
    that only employers have, once without a name or under one of its parent's, is its parent's.
    But employers never join what the file holds apart, through any chain: such an employer lends
    its name to the company of its `leading_domain` alone. Where two companies of the file are
    said to have a domain that the file does not know, it goes where most profiles have it.
    """
    listed = [_of_row(row) for row in rows]
    known = [record for record in employers if record.domains]
    unions = _Unions()
    for together in chain((record.domains for record in listed), _subdomains(known, rows)):
        unions.join(together)
    told = _told(listed, unions)
    unions.hold_apart(told)
    for one, other in _links(known, told):
        unions.join((one, other))
    acquired = _acquired(rows)
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in chain(listed, *(_parts(record, told, unions) for record in known)):
        if record.domains:
            groups[unions.top(record.domains[0])].append(_heard(record, acquired))
    return Grouping(list(groups.values()), told)


def leading_domain(folded: str, domains: Sequence[str], told: Told) -> str:
    """The domain that decides between several: one of its name, else known, else the first.

    >>> told = {"acme.example": {"acme"}, "globex.example": {"globex"}}
    >>> leading_domain("globex", ["acme.example", "globex.example"], told)
    'globex.example'
    >>> leading_domain("initech", ["initech.example", "acme.example", "globex.example"], told)
    'acme.example'
    """
    known = [domain for domain in domains if domain in told]
    named = [domain for domain in known if folded in told[domain]]
    return next(chain(named, known, domains))


def without_domains(employers: Iterable[Record]) -> dict[str, list[Record]]:
    """The records that name no domain, by their folded name."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in employers:
        if record.folded and not record.domains:
            groups[record.folded].append(record)
    return groups


def as_company(records: Sequence[Record]) -> Company:
    """The company of a group: called what most call it, else the shortest, else the first by a-z.

    >>> as_company([as_record("Acme", (), 1), as_record("ACME", (), 2), as_record("", (), 9)]).name
    'ACME'
    """
    uses: Counter[tuple[Voice, str]] = Counter()
    for record in records:
        if record.name:
            uses[record.voice, record.name] += record.uses
    names = sorted(uses, key=lambda found: (found[0], -uses[found], len(found[1]), found[1]))
    domains = {domain for record in records for domain in record.domains}
    return Company(names[0][1] if names else "", tuple(sorted(domains)))


def _acquired(rows: Iterable[DirectoryRow]) -> set[str]:
    return {domain for row in rows if row.acquired_by for domain in (row.domain, *row.aliases)}


def _heard(record: Record, acquired: set[str]) -> Record:
    if record.voice is Voice.PROFILES and acquired.issuperset(record.domains):
        return replace(record, voice=Voice.PROFILES_OF_ACQUIRED)
    return record


def _of_row(row: DirectoryRow) -> Record:
    voice = Voice.FILE_OF_ACQUIRED if row.acquired_by else Voice.FILE
    together = (row.domain, *row.aliases, row.acquired_by)
    domains = tuple(domain for domain in together if domain)
    return Record(clean(row.company), fold_company(row.company), domains, 1, voice)


def _told(listed: Iterable[Record], unions: _Unions) -> Told:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for record in listed:
        if record.domains:
            names[unions.top(record.domains[0])].update({record.folded} - {""})
    return {domain: names[top] for domain, top in unions.tops() if top in names}


def _links(employers: Iterable[Record], told: Told) -> list[tuple[str, str]]:
    """Which domains employers join, the most used first, so that their order is immaterial."""
    uses: Counter[tuple[str, str]] = Counter()
    for record in employers:
        if len(record.domains) > 1:
            leading = leading_domain(record.folded, record.domains, told)
            for domain in record.domains:
                uses[leading, domain] += record.uses
    return sorted(uses, key=lambda link: (-uses[link], link))


def _parts(record: Record, told: Told, unions: _Unions) -> list[Record]:
    """The record by company; only the part of its leading domain keeps its name."""
    if len(record.domains) == 1:
        return [record]
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for domain in record.domains:
        parts[unions.top(domain)].append(domain)
    own = unions.top(leading_domain(record.folded, record.domains, told))
    named = replace(record, domains=tuple(parts.pop(own)))
    return [named, *(Record("", "", tuple(part), record.uses) for part in parts.values())]


def _subdomains(
    employers: Iterable[Record], rows: Sequence[DirectoryRow]
) -> Iterator[tuple[str, str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for domain in (row.domain, *row.aliases):
            names[domain].add(fold_company(row.company))
    in_file = names.keys() | {row.acquired_by for row in rows}
    for record in employers:
        for domain in record.domains:
            names[domain].add(record.folded)
    for domain in names.keys() - in_file:
        parent = _listed_parent(domain, names)
        if parent and not names[domain].isdisjoint({*names[parent], ""}):
            yield domain, parent


def _listed_parent(domain: str, listed: Mapping[str, object]) -> str:
    if not any(parent in listed for parent in parents(domain)):
        return ""  # the common case, without a look into the Public Suffix List
    above = host_parents(domain, registrable_domain(domain))[1:]
    return next((parent for parent in above if parent in listed), "")


class _Unions:
    """Domains that are one company's, each below another or at the top of its company."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._apart: set[str] = set()

    def top(self, domain: str) -> str:
        above = self._above
        while above.setdefault(domain, domain) != domain:
            above[domain] = above[above[domain]]
            domain = above[domain]
        return domain

    def tops(self) -> list[tuple[str, str]]:
        return [(domain, self.top(domain)) for domain in self._above]

    def hold_apart(self, domains: Iterable[str]) -> None:
        """From now on, no two companies of these domains are joined."""
        self._apart.update(map(self.top, domains))

    def join(self, domains: Sequence[str]) -> None:
        for domain in domains[1:]:
            upper, lower = self.top(domains[0]), self.top(domain)
            if lower in self._apart:
                upper, lower = lower, upper
            if lower not in self._apart:
                self._above[lower] = upper
