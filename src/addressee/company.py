"""The directory: which company an address, or an employer of a profile, belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from .company_domains import company_domains
from .company_file import DirectoryRow, read_companies
from .company_groups import (
    Record,
    aliases_only,
    as_company,
    as_folded,
    as_record,
    leading_domain,
    with_domains,
    without_domains,
)
from .company_names import fold_company
from .hosts import host_parents, registrable_domain
from .values import Address, Company, Employer, MailboxKind, Resolution, Via

__all__ = ["Directory", "DirectoryRow", "read_companies"]

_NO_COMPANIES = {
    MailboxKind.CALENDAR: Via.CALENDAR,
    MailboxKind.DISPOSABLE: Via.DISPOSABLE,
    MailboxKind.FREE_MAIL: Via.FREE_MAIL,
}
_REMEMBERED = 65536
_UNMET = Company("")
_key = attrgetter("name", "domains")


class Directory:
    """The companies that employers and the rows of a file tell of, found by domain or employer.

    Domains that stand together are one company's; equal names alone join nothing, for two
    companies may be called Delta. What different rows of the file own, employers never join: one
    that lists domains of several companies of the file belongs to the one of its name, else to
    that of its first domain that the file knows. Domains that the file does not know may still
    become one company's by the word of a single profile. An employer without domains belongs to
    the company that bears its folded name if exactly one does, and founds one of that name if
    none does. `companies` are all of them, by name and domains. The order of what goes in never
    matters.

    >>> directory = Directory([Employer("Acme", ("acme.example", "acme.test"))])
    >>> directory.companies
    (Company(name='Acme', domains=('acme.example', 'acme.test')),)
    >>> directory.company_of(Employer("ACME Inc.")).domains
    ('acme.example', 'acme.test')
    """

    __slots__ = ("_aliases", "_by_domain", "_by_employer", "_by_name", "_met", "_told", "companies")

    def __init__(
        self, employers: Iterable[Employer] = (), *, rows: Iterable[DirectoryRow] = ()
    ) -> None:
        uses = Counter(map(_key, employers))
        records = {key: as_record(*key, count) for key, count in uses.items()}
        folded = list(dict.fromkeys(map(as_folded, rows)))
        self._aliases = aliases_only(records.values(), folded)
        self._by_domain: dict[str, Company] = {}
        self._by_name: dict[str, Company | None] = {}
        grouping = with_domains(list(records.values()), folded)
        self._told = grouping.told
        self.companies = self._gather(grouping.groups, records.values())
        self._by_employer = {key: self._of(record) for key, record in records.items()}
        self._met: dict[tuple[str, tuple[str, ...]], Company | None] = {}

    def _gather(
        self, groups: Iterable[list[Record]], employers: Iterable[Record]
    ) -> tuple[Company, ...]:
        found = []
        for group in groups:
            company = as_company(group)
            found.append(company)
            self._by_domain.update(dict.fromkeys(company.domains, company))
            for name in {record.folded for record in group}:
                self._by_name[name] = None if name in self._by_name else company
        for name, group in without_domains(employers).items():
            if name not in self._by_name:
                self._by_name[name] = as_company(group)
                found.append(as_company(group))
        self._by_name.pop("", None)
        return tuple(sorted(found, key=attrgetter("name", "domains")))

    def resolve(self, address: Address) -> Resolution:
        """The company of an address, how it was found or why not, and the domain that told.

        A free-mail, disposable or calendar address has none. Otherwise the host itself counts
        before its parents, down to the registrable domain, so a subdomain belongs to its parent
        unless it is listed for another company. `via` is an alias where the domain is one only by
        an alias or an acquisition: no employer has it, and no row of the file that is a company's
        own.

        >>> address = Address("ann@eu.acme.example", "ann", "", "eu.acme.example", "acme.example")
        >>> Directory([Employer("Acme", ("acme.example",))]).resolve(address)
        ... # doctest: +ELLIPSIS
        Resolution(company=Company(name='Acme', ...), via=<Via.PARENT: ...>, domain='acme.example')
        >>> Directory().resolve(address).via.value
        'unknown domain'
        """
        if address.kind in _NO_COMPANIES:
            return Resolution(None, _NO_COMPANIES[address.kind], address.domain)
        for host in host_parents(address.host, address.domain):
            company = self._by_domain.get(host)
            if company is not None:
                return Resolution(company, self._via(address.host, host), host)
        return Resolution(None, Via.UNKNOWN, "")

    def _via(self, host: str, found: str) -> Via:
        if found in self._aliases:
            return Via.ALIAS
        return Via.HOST if found == host else Via.PARENT

    def company_of(self, employer: Employer) -> Company | None:
        """The company of an employer, also of one that the directory was not made from.

        Its domains decide; its name does where it has none. Where they lead to
        several, it is of those that the file knows: the one of its name, else that of the first
        domain. `None` where they lead to no company, or to several that the file does not know;
        but an employer that the directory was made from has the company of its first domain.

        >>> directory = Directory(rows=[DirectoryRow("acme.example", "Acme")])
        >>> directory.company_of(Employer("Acme Labs", ("labs.acme.example",))).name
        'Acme'
        >>> directory.company_of(Employer("Acme", ("acme.test",))) is None
        True
        """
        key = (employer.name, employer.domains)
        found = self._by_employer.get(key, _UNMET)
        return self._meet(key) if found is _UNMET else found

    def _meet(self, key: tuple[str, tuple[str, ...]]) -> Company | None:
        found = self._met.get(key, _UNMET)
        if found is not _UNMET:
            return found
        if len(self._met) >= _REMEMBERED:
            self._met.clear()
        name, domains = key
        found = self._met[key] = self._find(fold_company(name), company_domains(domains))
        return found

    def _of(self, record: Record) -> Company | None:
        if not record.domains:
            return self._by_name.get(record.folded)
        return self._by_domain[leading_domain(record.folded, record.domains, self._told)]

    def _find(self, folded: str, domains: Sequence[str]) -> Company | None:
        if not domains:
            return self._by_name.get(folded)
        hosts = [host for host in map(self._listed, domains) if host]
        if not hosts:
            return None
        leading = leading_domain(folded, hosts, self._told)
        found = self._by_domain[leading]
        alone = all(self._by_domain[host] is found for host in hosts)
        return found if alone or leading in self._told else None

    def _listed(self, domain: str) -> str:
        if domain in self._by_domain:
            return domain
        above = host_parents(domain, registrable_domain(domain))
        return next((host for host in above if host in self._by_domain), "")
