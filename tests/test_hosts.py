"""Hosts: their one spelling, their registrable domain, their parents and what they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from addressee.errors import BadSetting
from addressee.hosts import (
    LONGEST_HOST,
    LONGEST_LABEL,
    fold_host,
    host_kind,
    host_parents,
    registrable_domain,
)
from addressee.tables import labels, words
from addressee.values import MailboxKind

LABELS = ("acme", "eu", "3m", "a-b", "x", "mail", "initech2", "bücher", "例え", "мир", "größe")
SUFFIXES = ("example", "test", "com", "co.uk", "github.io", "公司.cn", "example.org")

SMALL_LIST = """\
// ===BEGIN ICANN DOMAINS===
com
example
公司.example
*.wild.test
!own.wild.test
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===
pages.example
// ===END PRIVATE DOMAINS===
"""


@st.composite
def hosts(draw: st.DrawFn) -> str:
    """A host as people write it: in its own script, in any case, with or without a closing dot."""
    first = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4))
    host = ".".join([*first, draw(st.sampled_from(SUFFIXES))])
    return draw(st.sampled_from((host, host.title(), f"{host}.", host.replace(".", "。"))))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("acme.example", "acme.example"),
        ("  ACME.Example\t", "acme.example"),
        ("acme.example.", "acme.example"),
        ("ａｃｍｅ．ｅｘａｍｐｌｅ", "acme.example"),
        ("acme。example｡", "acme.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("xn--bcher-kva.größe.example", "xn--bcher-kva.xn--gre-6ka8i.example"),
        ("localhost", "localhost"),
        ("3m.test", "3m.test"),
        ("a" * LONGEST_LABEL, "a" * LONGEST_LABEL),
        ("a." * 126 + "a", "a." * 126 + "a"),
    ],
)
def test_a_host_has_one_spelling(text: str, host: str) -> None:
    assert fold_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "..", "acme..example", ".acme.example", "acme.example..", "。"),
        *("-acme.example", "acme-.example", "acme.-", "a_b.example", "a b.example", "a@b.example"),
        *("192.0.2.1", "acme.12", "7", "[192.0.2.1]", "2001:db8::1", "acme.example:25", "acme/x"),
        *(
            "☃.example",
            "a_b.bücher.example",
            "bücher..example",
            "\ud800.example",
            "\u0301a.example",
        ),
        *("a" * (LONGEST_LABEL + 1), "ü" * 60 + ".example", "a." * 127 + "a", "bücher.12"),
        *(
            "." * 10_000,
            "a." * 5_000,
            "ü" * 10_000,
            "xn--" * 2_500,
            "-" * 10_000,
            "\u202e" * 10_000,
        ),
    ],
)
def test_what_is_no_host_name_folds_to_nothing(text: str) -> None:
    assert fold_host(text) == ""


@given(hosts())
def test_folding_twice_is_folding_once(host: str) -> None:
    folded = fold_host(host)
    assert folded
    assert fold_host(folded) == fold_host(f" {folded.upper()}. ") == folded


@given(hosts())
def test_both_spellings_of_a_host_are_equal(host: str) -> None:
    import idna

    folded = fold_host(host)
    assert folded.isascii()
    assert fold_host(idna.decode(folded)) == folded


@given(st.text() | st.binary().map(lambda octets: octets.decode("latin-1")))
def test_no_text_makes_folding_raise(text: str) -> None:
    folded = fold_host(text)
    assert len(folded) <= LONGEST_HOST
    assert fold_host(folded) == folded


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("acme.example", "acme.example"),
        ("eu.acme.example", "acme.example"),
        ("a.b.c.acme.test", "acme.test"),
        ("mail.acme.localhost", "acme.localhost"),
        ("EU.ACME.example.", "acme.example"),
        ("mail.acme.co.uk", "acme.co.uk"),
        ("alice.github.io", "alice.github.io"),
        ("a.b.github.io", "b.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("com", "com"),
        ("localhost", "localhost"),
        ("a.b.anything.ck", "b.anything.ck"),
        ("anything.ck", "anything.ck"),
        ("www.ck", "www.ck"),
        ("a.www.ck", "www.ck"),
        ("a.city.kawasaki.jp", "city.kawasaki.jp"),
        ("eu.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("192.0.2.1", "192.0.2.1"),
        ("no host", "no host"),
        ("", ""),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@given(hosts())
def test_the_registrable_domain_is_an_end_of_the_host_and_its_own_domain(host: str) -> None:
    folded = fold_host(host)
    domain = registrable_domain(host)
    assert f".{folded}".endswith(f".{domain}")
    assert registrable_domain(domain) == domain


@given(hosts(), st.sampled_from(("eu", "mail", "a.b")))
def test_a_subdomain_has_the_domain_of_its_parent(host: str, below: str) -> None:
    domain = registrable_domain(host)
    assume(domain != fold_host(host))  # a host that is a suffix, such as eu.com, is nobody's parent
    assert registrable_domain(f"{below}.{domain}") == domain


def test_a_fresher_list_replaces_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "a list.dat"
    path.write_text(SMALL_LIST, encoding="utf-8")

    def domain(host: str) -> str:
        assert registrable_domain(host, psl_path=path) == registrable_domain(
            host, psl_path=str(path)
        )
        return registrable_domain(host, psl_path=path)

    assert domain("a.b.公司.example") == "b.xn--55qx5d.example"
    assert domain("a.b.pages.example") == "b.pages.example"
    assert domain("a.b.any.wild.test") == "b.any.wild.test"
    assert domain("a.own.wild.test") == "own.wild.test"
    assert domain("a.b.co.uk") == "co.uk"
    assert registrable_domain("a.b.co.uk") == "b.co.uk"


@pytest.mark.parametrize(
    ("content", "what"),
    [(None, "cannot be read"), (b"\xff\xfe", "cannot be read"), (b"<html>", "is no Public Suffix")],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, content: bytes | None, what: str) -> None:
    path = tmp_path / "list.dat"
    if content is not None:
        path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(BadSetting) as caught:
            registrable_domain("acme.example", psl_path=path)
        assert str(caught.value).startswith(f"The file {str(path)!r} {what}")
        assert "Leave psl_path out" in str(caught.value)
        assert (caught.value.setting, caught.value.value) == ("psl_path", str(path))


def test_a_list_path_with_a_null_byte_is_refused() -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        registrable_domain("acme.example", psl_path="list\0")


@pytest.mark.parametrize(
    ("host", "domain", "parents"),
    [
        ("eu.acme.example", "acme.example", ("eu.acme.example", "acme.example")),
        (
            "a.b.acme.example",
            "acme.example",
            ("a.b.acme.example", "b.acme.example", "acme.example"),
        ),
        ("acme.example", "acme.example", ("acme.example",)),
        ("notacme.example", "acme.example", ("notacme.example",)),
        ("acme.example", "initech.test", ("acme.example",)),
        ("." * 10_000, ".", ("." * 10_000,)),
        ("", "", ("",)),
    ],
)
def test_parents_of_a_host(host: str, domain: str, parents: tuple[str, ...]) -> None:
    assert host_parents(host, domain) == parents


@given(hosts())
def test_parents_go_one_label_at_a_time_from_host_to_domain(host: str) -> None:
    folded, domain = fold_host(host), registrable_domain(host)
    parents = host_parents(folded, domain)
    assert (parents[0], parents[-1]) == (folded, domain)
    for below, above in pairwise(parents):
        assert below.partition(".")[2] == above


HOST_LISTS = {
    "calendar_hosts": MailboxKind.CALENDAR,
    "disposable_hosts": MailboxKind.DISPOSABLE,
    "free_mail_hosts": MailboxKind.FREE_MAIL,
}


@pytest.mark.parametrize("table", HOST_LISTS)
def test_a_listed_host_and_its_subdomains_are_of_the_kind_of_the_list(table: str) -> None:
    for host in words(table):
        assert fold_host(host) == host, f"{table}: {host} is no folded host"
        assert "." in host, f"{table}: {host} has no dot"
        domain = registrable_domain(host)
        assert host_kind(host, domain) is HOST_LISTS[table], host
        assert host_kind(f"eu.{host}", domain) is HOST_LISTS[table], host


def test_no_host_is_in_two_lists() -> None:
    lists = [words(table) for table in HOST_LISTS] + [frozenset(labels("mailbox_hosts"))]
    assert sum(len(found) for found in lists) == len(frozenset().union(*lists))


def test_the_lists_hold_what_everybody_expects_of_them() -> None:
    assert {"gmail.com", "yahoo.co.jp", "qq.com", "gmx.de", "libero.it"} <= words("free_mail_hosts")
    assert {"mailinator.com", "yopmail.com"} <= words("disposable_hosts")
    services = (
        "google.com",
        "outlook.com",
        "yahoo.com",
        "icloud.com",
        "zoho.com",
        "protonmail.com",
    )
    calendars = {f"calendar.{service}" for service in services}
    assert calendars | {"resource.calendar.google.com"} <= words("calendar_hosts")
    assert len(words("free_mail_hosts")) > 1000
    assert len(words("disposable_hosts")) > 200


@pytest.mark.parametrize(
    ("host", "domain", "kind"),
    [
        ("acme.example", "acme.example", MailboxKind.PERSON),
        ("lists.acme.example", "acme.example", MailboxKind.SHARED),
        ("eu.lists.acme.example", "acme.example", MailboxKind.SHARED),
        ("lists.eu.acme.example", "acme.example", MailboxKind.SHARED),
        ("lists.example", "lists.example", MailboxKind.PERSON),
        ("noreply.acme.example", "acme.example", MailboxKind.AUTOMATION),
        ("corp.mail.ru", "mail.ru", MailboxKind.PERSON),
        ("it.corp.mail.ru", "mail.ru", MailboxKind.PERSON),
        ("notmail.ru", "notmail.ru", MailboxKind.PERSON),
        ("reply.github.com", "github.com", MailboxKind.AUTOMATION),
        ("", "", MailboxKind.PERSON),
    ],
)
def test_the_nearest_listed_parent_decides(host: str, domain: str, kind: MailboxKind) -> None:
    assert host_kind(host, domain) is kind


OFFLINE = """
import os, pathlib, socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("somebody opened a socket")
socket.socket.__init__ = socket.getaddrinfo = refuse
from addressee.address import parse
from addressee.hosts import registrable_domain
assert parse("jane@eu.b\\u00fccher.example").domain == "xn--bcher-kva.example"
assert registrable_domain("a.b.co.uk") == "b.co.uk"
assert registrable_domain("a.own.wild.test", psl_path=sys.argv[1]) == "own.wild.test"
print(sorted(str(path) for path in pathlib.Path(os.environ["HOME"]).rglob("*")))
"""


def test_no_socket_is_opened_and_no_cache_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path = tmp_path / "list.dat"
    path.write_text(SMALL_LIST, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE, str(path)],
        env=os.environ | {"HOME": str(home), "TLDEXTRACT_CACHE": str(home / "cache")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
