"""Hosts: one spelling for each, the domain that was registered, the parents between, the kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .errors import BadSetting
from .tables import labels, words
from .values import MailboxKind

if TYPE_CHECKING:
    from tldextract import TLDExtract

LONGEST_HOST = 253
"""The most characters a host name can have (RFC 1035, without the closing dot)."""
LONGEST_LABEL = 63
"""The most characters between two dots of a host name."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*(?!\d+\Z){_LABEL}")
_LIST_MARK = "===BEGIN ICANN DOMAINS==="
_LIST_PAGE = "https://publicsuffix.org/list/public_suffix_list.dat"


def fold_host(text: str) -> str:
    """The host as lower-case ASCII without a closing dot; empty where the text is no host name.

    A name in another script becomes punycode (IDNA 2008 after the mapping of UTS 46), so both
    spellings of it are equal. An IP address is no host name.

    >>> fold_host("Bücher.Example."), fold_host("XN--BCHER-KVA.example")
    ('xn--bcher-kva.example', 'xn--bcher-kva.example')
    >>> fold_host("ａｃｍｅ。example"), fold_host("acme..example"), fold_host("192.0.2.1")
    ('acme.example', '', '')
    """
    host = text.strip()
    if not host.isascii():
        host = _punycode(host)
    host = host.lower().removesuffix(".")
    return host if len(host) <= LONGEST_HOST and _HOST.fullmatch(host) else ""


def _punycode(host: str) -> str:
    import idna

    if len(host) > 4 * LONGEST_HOST:  # longer than any spelling of the longest host
        return ""
    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError:
        return ""


def registrable_domain(host: str, *, psl_path: str | Path | None = None) -> str:
    """The part of a host that somebody registered, by the Public Suffix List; or the host itself.

    Suffixes of private owners count: below github.io each name is somebody's own. A host that is
    a suffix, or no host name, comes back as it is. An ending the list does not know counts as one
    suffix. The list is the one that tldextract ships, or the file `psl_path`, which is read once a
    process. Raises `BadSetting` where that file cannot be read or holds no such list.

    >>> registrable_domain("eu.acme.example"), registrable_domain("mail.acme.co.uk")
    ('acme.example', 'acme.co.uk')
    >>> registrable_domain("a.b.github.io"), registrable_domain("github.io")
    ('b.github.io', 'github.io')
    """
    folded = fold_host(host)
    if not folded:
        return host
    return _registrable(folded, None if psl_path is None else str(psl_path))


@lru_cache(maxsize=1 << 15)
def _registrable(host: str, psl_path: str | None) -> str:
    found = _suffix_list(psl_path)(host)
    if found.suffix:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


@lru_cache(maxsize=8)
def _suffix_list(psl_path: str | None) -> TLDExtract:
    from tldextract import TLDExtract

    if psl_path is None:
        return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
    extract = TLDExtract(
        cache_dir=None,
        suffix_list_urls=(psl_path,),
        fallback_to_snapshot=False,
        include_psl_private_domains=True,
    )
    extract("example.com", session=cast("Any", _ListFile(psl_path)))  # reads and keeps the list
    return extract


class _ListFile:
    """What tldextract asks of its web client, answered from a file and never from the network.

    A `file://` address would also do, but its encoding would be guessed and the file left open.
    """

    def __init__(self, path: str) -> None:
        self.text = _list_text(path)

    def get(self, _url: str, *, timeout: object) -> _ListFile:
        del timeout
        return self

    def raise_for_status(self) -> None:
        """Nothing to raise: the file was read."""


def _list_text(path: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _bad_list(path, "cannot be read") from error
    if _LIST_MARK not in text:
        raise _bad_list(path, "is no Public Suffix List")
    return text


def _bad_list(path: str, what: str) -> BadSetting:
    return BadSetting(
        f"The file {path!r} {what}. Leave psl_path out for the list that is bundled, "
        f"or fetch a fresh one from {_LIST_PAGE}.",
        setting="psl_path",
        value=path,
    )


def host_parents(host: str, domain: str) -> tuple[str, ...]:
    """The host and its parents down to the registrable domain, nearest first.

    >>> host_parents("mail.eu.acme.example", "acme.example")
    ('mail.eu.acme.example', 'eu.acme.example', 'acme.example')
    >>> host_parents("acme.example", "other.example")
    ('acme.example',)
    """
    if not host.endswith(f".{domain}") or len(host) > LONGEST_HOST:
        return (host,)
    depth = host.count(".", 0, len(host) - len(domain))
    pieces = host.split(".", depth)
    return tuple(".".join(pieces[start:]) for start in range(depth + 1))


def host_kind(host: str, domain: str) -> MailboxKind:
    """The kind of mailbox that a host holds by itself; a person's where no list knows the host.

    The nearest parent that is listed decides, so a company may house its own people below the
    domain of its free-mail service.

    >>> str(host_kind("resource.calendar.google.com", "google.com"))
    'calendar'
    >>> str(host_kind("corp.mail.ru", "mail.ru")), str(host_kind("eu.mail.ru", "mail.ru"))
    ('person', 'free-mail')
    """
    known = _host_kinds()
    for name in host_parents(host, domain):
        kind = known.get(name) or (known.get(name.partition(".")[0]) if name != domain else None)
        if kind:
            return kind
    return MailboxKind.PERSON


@cache
def _host_kinds() -> Mapping[str, MailboxKind]:
    kinds = {host: MailboxKind(label) for host, label in labels("mailbox_hosts").items()}
    kinds.update(dict.fromkeys(words("free_mail_hosts"), MailboxKind.FREE_MAIL))
    kinds.update(dict.fromkeys(words("disposable_hosts"), MailboxKind.DISPOSABLE))
    kinds.update(dict.fromkeys(words("calendar_hosts"), MailboxKind.CALENDAR))
    return kinds
