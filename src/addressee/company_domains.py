"""The domain that a company's record means, whatever stands in its domain field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .hosts import fold_host, host_kind
from .tables import words
from .values import MailboxKind

_NOBODYS = frozenset({MailboxKind.FREE_MAIL, MailboxKind.DISPOSABLE})
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//", re.IGNORECASE)
_URL = re.compile(r"(?P<authority>[^/\\?#]*)(?P<page>.*)", re.DOTALL)
_PORT = re.compile(r":\d{0,5}$")


def company_domain(text: str) -> str:
    """The host that a domain field means, or `''` where it names none that is one company's own.

    A URL is taken as its host, and a leading `www.` is dropped. Free-mail and disposable hosts are
    no company's, and neither is a page on a host where all companies have theirs
    (`shared_web_hosts.tsv`).

    >>> company_domain("https://www.acme.example/about"), company_domain("Jobs@ACME.example.")
    ('acme.example', 'acme.example')
    >>> company_domain("https://www.linkedin.com/company/acme"), company_domain("linkedin.com")
    ('', 'linkedin.com')
    """
    found = _URL.match(_SCHEME.sub("", text.strip(), count=1))
    if found is None:
        return ""
    host = _without_www(fold_host(_PORT.sub("", found["authority"].rpartition("@")[2])))
    is_page = bool(found["page"].strip("/\\"))
    return "" if is_nobodys(host) or (is_page and _has_pages_of_all(host)) else host


def company_domains(texts: Iterable[str]) -> tuple[str, ...]:
    """The `company_domain` of each text that has one, in order and without repeats.

    >>> company_domains(["acme.test", "", "http://www.acme.example/", "acme.test"])
    ('acme.test', 'acme.example')
    """
    return tuple(domain for domain in dict.fromkeys(map(company_domain, texts)) if domain)


def is_nobodys(host: str) -> bool:
    """Whether a host gives mailboxes to everybody, so that its domain tells no company.

    >>> is_nobodys("acme.example"), is_nobodys("mail.ru"), is_nobodys("corp.mail.ru")
    (False, True, False)
    """
    return host_kind(host, host.rpartition(".")[2]) in _NOBODYS


def parents(host: str) -> Iterator[str]:
    """The hosts above a host, nearest first.

    >>> list(parents("eu.acme.example"))
    ['acme.example', 'example']
    """
    while host := host.partition(".")[2]:
        yield host


def _has_pages_of_all(host: str) -> bool:
    hosts = words("shared_web_hosts")
    return host in hosts or any(parent in hosts for parent in parents(host))


def _without_www(host: str) -> str:
    return host[4:] if host.startswith("www.") and host.count(".") > 1 else host
