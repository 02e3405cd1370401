"""Addresses: a text goes in, an `Address` taken apart comes out, or a sentence of what is wrong."""

from __future__ import annotations

import re
import reprlib
import unicodedata
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

from .errors import BadAddress
from .hosts import LONGEST_HOST, LONGEST_LABEL, fold_host, host_kind, registrable_domain
from .mailbox import handle_kind
from .text import fold
from .values import Address, MailboxKind

LONGEST = 320
"""The most characters an address can have: 64 before the @-sign and 255 after it (RFC 3696)."""

_PERSON = MailboxKind.PERSON
_SHOWN = 60
_EXAMPLE = "An address looks like name@company.com."
_NAMED = "Write a name and an address as: Jane Smith <name@company.com>."
_ATOM = r"[A-Za-z0-9!#$%&'*/=?^_`{|}~-]"
_PLAIN = re.compile(
    rf"({_ATOM}+(?:\.{_ATOM}+)*)(?:\+((?:{_ATOM}|\+)*))?@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
_FORBIDDEN = re.compile(r"[(),:;<>@\[\\\]]")
_NOT_IN_HOST = re.compile(r"[\x00-,/:-@\[-`{-\x7f]")
_QUOTE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_IN_QUOTE = re.compile(r"\\.|.", re.DOTALL)
_COMMENT = re.compile(r"\s*\(")
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
_BLANK = re.compile(r"\s")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


class _FaultError(Exception):
    """A sentence that says what is wrong; `parse` makes a `BadAddress` of it."""


def parse(text: str, *, psl_path: str | Path | None = None) -> Address:
    """The address taken apart: handle, tag, host, registrable domain and kind of mailbox.

    A `mailto:` before it, a name around it, comments and quotes are taken off; case, Unicode form,
    tag and surrounding blanks make no other handle. `psl_path` names a fresher Public Suffix List
    than the bundled one. Raises `BadAddress` where the text is no email address, and `BadSetting`
    where `psl_path` is no such list.

    >>> address = parse(" J.Smith+News@EU.Acme.Example. ")
    >>> address.handle, address.tag, address.host, address.domain, str(address.kind)
    ('j.smith', 'news', 'eu.acme.example', 'acme.example', 'person')
    >>> str(parse('"Smith, Jane" <"Jane Smith"@bücher.example>'))
    'jane smith@xn--bcher-kva.example'
    >>> parse("jo")
    Traceback (most recent call last):
    addressee.errors.BadAddress: There is no @-sign in 'jo'. An address looks like name@company.com.
    """
    try:
        handle, tag, written = _parts(text)
        host, domain, kind = _host_facts(written, psl_path)
    except _FaultError as fault:
        given = text if isinstance(text, str) else reprlib.repr(text)
        raise BadAddress(str(fault), text=given) from None
    if kind is _PERSON:
        kind = handle_kind(handle, domain)
    return Address(text, handle, tag, host, domain, kind)


@lru_cache(maxsize=1 << 15)
def _host_facts(written: str, psl_path: str | Path | None) -> tuple[str, str, MailboxKind]:
    host = fold_host(written)
    if "." not in host:
        _refuse_host(written)
    domain = registrable_domain(host, psl_path=psl_path)
    return host, domain, host_kind(host, domain)


def _parts(text: object) -> tuple[str, str, str]:
    """The handle, the tag, and the host as written."""
    if not isinstance(text, str):
        raise _FaultError(
            f"An address is a text, and this is of type {type(text).__name__}. {_EXAMPLE}"
        )
    given = text.strip()
    if len(given) > LONGEST:
        raise _FaultError(
            f"The address is {len(given):,} characters long, and {LONGEST} is the most that one "
            "can have. Hand in one address at a time."
        )
    plain = _PLAIN.fullmatch(given)
    if plain:
        handle, tag, host = plain.groups("")
        return handle.lower(), tag.lower(), host
    return _taken_apart(given)


def _taken_apart(given: str) -> tuple[str, str, str]:
    address, mask = _bare(given)
    at = _at_sign(address, mask)
    local, marks = _without_comments(address[:at], mask[:at])
    host, _ = _without_comments(address[at + 1 :], mask[at + 1 :])
    if not local:
        raise _FaultError(f"Nothing stands before the @-sign in {_show(address)}. {_EXAMPLE}")
    if not host:
        raise _FaultError(f"Nothing stands after the @-sign in {_show(address)}. {_EXAMPLE}")
    _check_local(local, marks)
    handle, tag = _handle_and_tag("".join(c for c, m in zip(local, marks, strict=True) if m != '"'))
    if not handle:
        raise _FaultError(f"Nothing stands before the @-sign in {_show(address)}. {_EXAMPLE}")
    return handle, tag, host


def _handle_and_tag(local: str) -> tuple[str, str]:
    before, plus, after = local.partition("+")
    handle = fold(before).rstrip(". ") if plus else fold(before)
    return (handle, fold(after)) if handle else (fold(local), "")


def _bare(given: str) -> tuple[str, str]:
    """The address without what is written around it, and its mask."""
    address = _without_scheme(_one_form(given))
    mask = _mask(address)
    if "<" in mask or ">" in mask:
        address = _without_scheme(_bracketed(address, mask))
        mask = _mask(address)
    if not address:
        raise _FaultError(f"The address is empty. {_EXAMPLE}")
    return address, mask


def _one_form(text: str) -> str:
    """NFKC with ASCII dots, and without invisible characters but the joiners some hosts need."""
    if text.isascii():
        return text.strip()
    seen = (c for c in text if unicodedata.category(c) != "Cf" or ord(c) in _JOINERS)
    return unicodedata.normalize("NFKC", "".join(seen)).replace("。", ".").strip()


def _without_scheme(address: str) -> str:
    if address[:7].lower() != "mailto:":
        return address
    return _one_form(unquote(address[7:].partition("?")[0]))


def _mask(text: str) -> str:
    """The text as long as it was: comments are `(`, quotes and escapes `"`, what they hold `q`."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        comment = _COMMENT.match(text, at)
        if comment:
            piece = "(" * (_comment_end(text, comment.end()) - at)
        else:
            piece = _quote_mask(text, at) if text[at] == '"' else text[at]
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces)


def _quote_mask(text: str, at: int) -> str:
    quote = _QUOTE.match(text, at)
    if not quote:
        raise _FaultError(
            f"A double quote is opened and never closed in {_show(text)}. Close it or take it out."
        )
    inner = _IN_QUOTE.findall(quote[0][1:-1])
    return '"' + "".join("q" if len(piece) == 1 else '"q' for piece in inner) + '"'


def _comment_end(text: str, at: int) -> int:
    depth = 1
    for bracket in _IN_COMMENT.finditer(text, at):
        depth += (bracket[0] == "(") - (bracket[0] == ")")
        if not depth:
            return bracket.end()
    raise _FaultError(
        f"A bracket is opened and never closed in {_show(text)}. Close it or take it out."
    )


def _bracketed(text: str, mask: str) -> str:
    between = mask[mask.find("@") + 1 : mask.rfind("@")]
    if mask.count("@") > 1 and ("," in between or ";" in between):
        raise _FaultError(_several(text))
    start, end = mask.find("<"), mask.find(">")
    if mask.count("<") != 1 or mask.count(">") != 1 or end < start:
        raise _FaultError(f"The angle brackets in {_show(text)} do not pair. {_NAMED}")
    if mask[end + 1 :].strip("( "):
        raise _FaultError(f"Something stands after the angle brackets in {_show(text)}. {_NAMED}")
    return text[start + 1 : end].strip()


def _at_sign(address: str, mask: str) -> int:
    first, last = mask.find("@"), mask.rfind("@")
    if first < 0 and "@" in address:
        raise _FaultError(f"The @-sign in {_show(address)} is quoted or in a comment. {_EXAMPLE}")
    if first < 0:
        raise _FaultError(f"There is no @-sign in {_show(address)}. {_EXAMPLE}")
    if first < last and re.search(r"[,;\s]", mask[first:last]):
        raise _FaultError(_several(address))
    if first < last:
        raise _FaultError(f"There is more than one @-sign in {_show(address)}. {_EXAMPLE}")
    return first


def _several(text: str) -> str:
    return f"There is more than one address in {_show(text)}. Hand in one address at a time."


def _without_comments(text: str, mask: str) -> tuple[str, str]:
    kept = [(c, m) for c, m in zip(text, mask, strict=True) if m != "("]
    left = len(kept) - len("".join(m for _, m in kept).lstrip())
    return "".join(c for c, _ in kept[left:]), "".join(m for _, m in kept[left:])


def _check_local(local: str, marks: str) -> None:
    """Refuse what cannot stand before the @-sign; in quotes more can."""
    shown = _show(local)
    if _BLANK.search(marks):
        raise _FaultError(f"There is a blank in {shown}, before the @-sign. Take it out. {_NAMED}")
    unseen = next((c for c in local if unicodedata.category(c) in _UNSEEN or c == "\ufffd"), None)
    if unseen:
        raise _FaultError(f"The character U+{ord(unseen):04X} in {shown} is no text. Take it out.")
    forbidden = _FORBIDDEN.search(marks)
    if forbidden:
        raise _FaultError(
            f"The character {forbidden[0]!r} cannot stand in {shown}, before the @-sign. "
            "Take it out, or put that part in double quotes."
        )
    stray = _stray_dot(marks.translate(_JOINERS))
    if stray:
        raise _FaultError(
            f"The part before the @-sign, {shown}, {stray}. "
            "Take it out, or put that part in double quotes."
        )


def _stray_dot(text: str) -> str:
    if ".." in text:
        return "has two dots in a row"
    return "begins with a dot" if text[:1] == "." else "ends with a dot" if text[-1:] == "." else ""


def _refuse_host(host: str) -> NoReturn:
    name, shown = host.removesuffix("."), _show(host)
    if _is_ip_address(name):
        raise _FaultError(f"The host {shown} is an IP address, which names no company. {_EXAMPLE}")
    if _BLANK.search(host):
        raise _FaultError(f"There is a blank in the host {shown}. Take it out.")
    forbidden = _NOT_IN_HOST.search(host)
    if forbidden:
        raise _FaultError(
            f"The character {forbidden[0]!r} cannot stand in the host {shown}. {_EXAMPLE}"
        )
    stray = _stray_dot(name if name and ".." not in host else host)
    if stray:
        raise _FaultError(f"The host {shown} {stray}. Take it out.")
    if "." not in name:
        raise _FaultError(f"The host {shown} has no dot. {_EXAMPLE}")
    if name.rpartition(".")[2].isdecimal():
        raise _FaultError(f"The host {shown} ends in a number, as no host name does. {_EXAMPLE}")
    if len(name) > LONGEST_HOST:
        raise _FaultError(f"The host {shown} is longer than {LONGEST_HOST} characters. Shorten it.")
    for label in name.split("."):
        _refuse_label(label, shown)
    raise _FaultError(f"The host {shown} is no host name by IDNA 2008. {_EXAMPLE}")


def _refuse_label(label: str, shown: str) -> None:
    if len(label) > LONGEST_LABEL:
        raise _FaultError(
            f"A label of the host {shown} is longer than {LONGEST_LABEL} characters. Shorten it."
        )
    if label[0] == "-" or label[-1] == "-":
        raise _FaultError(
            f"The label {_show(label)} of the host {shown} begins or ends with a hyphen. "
            "Take it out."
        )
    if not fold_host(f"{label}.example"):
        raise _FaultError(
            f"The label {_show(label)} of the host {shown} is no host name by IDNA 2008. {_EXAMPLE}"
        )


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host.startswith("[")
    return True


def _show(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}...")
