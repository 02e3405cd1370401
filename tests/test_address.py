"""Addresses: every way to write one, every way to get one wrong, and whose mailbox it is."""

from __future__ import annotations

import ast
import json
import pickle
import time
import traceback
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from addressee import address as address_module
from addressee.address import LONGEST, parse
from addressee.errors import BadAddress, BadSetting
from addressee.mailbox import handle_kind
from addressee.tables import labels, words
from addressee.text import fold
from addressee.values import Address, MailboxKind
from cases_table import cases

GOOD = [(json.loads(text), *fields) for text, *fields in cases("addresses")]
BAD = [(json.loads(text), message) for text, message in cases("bad_addresses")]

Core = tuple[str, str, str, MailboxKind]


def core(address: Address) -> Core:
    """What the writing of an address must not alter."""
    return address.handle, address.host, address.domain, address.kind


def outcome(text: str) -> Address | BadAddress:
    """What parsing gives or says; any other error goes on its way and fails the test."""
    try:
        return parse(text)
    except BadAddress as refusal:
        return refusal


@pytest.mark.parametrize("row", GOOD, ids=lambda row: ascii(row[0]))
def test_an_address_is_taken_apart(row: tuple[str, ...]) -> None:
    text, handle, tag, host, domain, kind = row
    address = parse(text)
    assert address == Address(text, handle, tag, host, domain, MailboxKind(kind))
    assert address.text is text


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_is_no_address_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(BadAddress) as caught:
        parse(text)
    assert str(caught.value) == message
    assert caught.value.text == (text if isinstance(text, str) else repr(text))


def test_the_table_of_refusals_reaches_every_sentence_of_the_parser() -> None:
    tree = ast.parse(Path(address_module.__file__).read_text(encoding="utf-8"))
    faults = {
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and ast.unparse(node).startswith("raise _FaultError(")
    }
    lines = {line_of_fault(text) for text, _ in BAD}
    assert len(faults) > 20
    assert not [lines_of for lines_of in faults if not lines & set(lines_of)]


def line_of_fault(text: str) -> int:
    """The line of `address.py` that refused a text."""
    refusal = outcome(text)
    assert isinstance(refusal, BadAddress)
    assert refusal.__context__ is not None
    return traceback.extract_tb(refusal.__context__.__traceback__)[-1].lineno or 0


def test_a_refusal_quotes_at_most_sixty_characters_of_the_text() -> None:
    with pytest.raises(BadAddress) as caught:
        parse("x" * LONGEST)
    assert "x" * 57 + "..." in str(caught.value)
    assert "x" * 58 not in str(caught.value)


def test_length_is_judged_before_anything_else_and_without_blanks() -> None:
    longest = "a" * (LONGEST - len("@acme.example")) + "@acme.example"
    assert parse(f"  {longest}\n").handle == "a" * 307
    with pytest.raises(BadAddress, match="321 characters"):
        parse(f"a{longest}")
    with pytest.raises(BadAddress, match="10,000 characters"):
        parse("(" * 10_000)


def test_a_local_part_may_be_longer_than_64_characters_as_calendars_make_them() -> None:
    host = "group.calendar.google.com"
    address = parse(f"c_{'0f' * 32}@{host}")
    assert (len(address.handle), address.kind) == (66, MailboxKind.CALENDAR)


# The kind of a mailbox


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("calendar_hosts", MailboxKind.CALENDAR),
        ("disposable_hosts", MailboxKind.DISPOSABLE),
        ("free_mail_hosts", MailboxKind.FREE_MAIL),
    ],
)
@pytest.mark.parametrize("handle", ["jane.smith", "noreply", "sales", "team"])
def test_the_kind_of_a_listed_host_goes_before_that_of_the_handle(
    table: str, kind: MailboxKind, handle: str
) -> None:
    for host in sorted(words(table))[::7]:
        for written in (host, f"eu.{host}", host.upper()):
            assert parse(f"{handle}@{written}").kind is kind, written


def test_the_handle_counts_where_a_host_is_taken_out_of_a_free_mail_service() -> None:
    host = "corp.mail.ru"
    assert parse(f"jane.smith@{host}").kind is MailboxKind.PERSON
    assert parse(f"noreply@{host}").kind is MailboxKind.AUTOMATION


@pytest.mark.parametrize("word", sorted(labels("mailbox_roles")))
def test_every_word_of_the_table_is_recognised_in_all_its_spellings(word: str) -> None:
    kind = MailboxKind(labels("mailbox_roles")[word])
    for mark in (".", "-", "_", ""):
        assert handle_kind(word.replace(".", mark)) is kind
    assert handle_kind(f"{word}2") is kind
    assert handle_kind(f"eu-{word}") is kind
    assert handle_kind(f"{word}-acme", "acme.example") is kind


def test_the_mailbox_tables_fit_together() -> None:
    roles, markers = labels("mailbox_roles"), labels("mailbox_markers")
    assert set(roles.values()) == {"role", "automation", "shared"}
    assert set(markers.values()) == {"any", "first", "last"}
    assert set(markers) <= set(roles), "a marker is a word of mailbox_roles"
    joined = [word.replace(".", "") for word in roles]
    assert len(joined) == len(set(joined)), "a phrase stands twice, with and without its dots"
    qualifiers = words("mailbox_qualifiers")
    assert not qualifiers & set(joined)
    assert all(word.isalpha() for word in (*qualifiers, *joined)), (
        "handles are read letter by letter"
    )
    assert {MailboxKind(label) for label in labels("mailbox_hosts").values()}


WORDS = sorted(labels("mailbox_roles"))
QUALIFIERS = sorted(words("mailbox_qualifiers"))
NAMES = ("jane", "smith", "jürgen", "okafor", "nguyen", "talbot", "eva", "wójcik", "xyzzy")


@given(st.sampled_from(WORDS), st.lists(st.sampled_from(QUALIFIERS), max_size=3), st.data())
def test_qualifiers_never_make_a_person_of_a_role(
    word: str, qualifiers: list[str], data: st.DataObject
) -> None:
    handle = "-".join(data.draw(st.permutations([word, *qualifiers])))
    assert handle_kind(handle) is not MailboxKind.PERSON


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
    st.sampled_from([word for word in WORDS if word not in labels("mailbox_markers")]),
    st.data(),
)
def test_a_name_beside_a_word_that_settles_nothing_is_a_person(
    names: list[str], word: str, data: st.DataObject
) -> None:
    assume("." not in word)
    handle = ".".join(data.draw(st.permutations([*names, word])))
    assert handle_kind(handle) is MailboxKind.PERSON


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), st.sampled_from((".", "-", "_", ""))
)
def test_names_are_people(names: list[str], mark: str) -> None:
    assert handle_kind(mark.join(names)) is MailboxKind.PERSON


# Properties of parsing

LOCAL = (
    *(
        "jane",
        "Smith",
        "j",
        "o'brien",
        "müller",
        "МАША",
        "νίκος",
        "李娜",
        "josé",
        "sales",
        "noreply",
    ),
    *("team", "x1", "d_a", "a-b", "ﬁona", "Ǆemo", "ａｎｎ"),
)
TAGS = ("", "news", "a.b", "x+y", "Ünal")
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title, str.swapcase)
FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")
HOSTS = ("acme.example", "eu.acme.example", "lists.acme.test", "bücher.example", "a.b.github.io")


@st.composite
def locals_(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(LOCAL), min_size=1, max_size=3))
    return draw(st.sampled_from((".", "-", "_", ""))).join(pieces)


@given(locals_(), st.sampled_from(TAGS), st.sampled_from(HOSTS), st.data())
def test_case_form_tag_and_blanks_are_immaterial(
    local: str, tag: str, host: str, data: st.DataObject
) -> None:
    plain = parse(f"{local}@{host}")
    written = f"{local}+{tag}@{host}" if tag else f"{local}@{host}"
    change = data.draw(st.sampled_from(CASES))
    form = data.draw(st.sampled_from(FORMS))
    blanks = data.draw(st.sampled_from(("", " ", "\t", "\u00a0", "\u200b", "\r\n")))
    address = parse(f"{blanks}{unicodedata.normalize(form, change(written))}{blanks}")
    assert core(address) == core(plain)
    assert address.tag == fold(tag)


@given(locals_(), st.sampled_from(HOSTS), st.data())
def test_what_is_written_around_an_address_is_immaterial(
    local: str, host: str, data: st.DataObject
) -> None:
    name = data.draw(
        st.sampled_from(("Jane", '"Smith, Jane" ', "(x) ", "Jane @ Acme ", "李娜 ", ""))
    )
    around = data.draw(
        st.sampled_from(
            ("{name}<{it}>", "mailto:{it}", "<mailto:{it}>", "{it} ({name})", "MAILTO:{it}?to=x@y")
        )
    )
    it = f"{local}@{host}"
    assume('"' not in name or "(" not in around)
    assert core(parse(around.format(name=name, it=it))) == core(parse(it))


@given(locals_(), st.sampled_from(TAGS), st.sampled_from(HOSTS))
def test_parsing_what_an_address_prints_gives_it_again(local: str, tag: str, host: str) -> None:
    address = parse(f"{local}+{tag}@{host}")
    again = parse(str(address))
    assert core(again) == core(address)
    assert again.tag == ""


@given(locals_(), st.sampled_from(HOSTS))
def test_quoting_a_local_part_is_immaterial(local: str, host: str) -> None:
    assert core(parse(f'"{local}"@{host}')) == core(parse(f"{local}@{host}"))
    escaped = "".join(f"\\{letter}" for letter in local)
    assert core(parse(f'"{escaped}"@{host}')) == core(parse(f"{local}@{host}"))


PLAIN_LOCAL = st.from_regex(address_module._PLAIN.pattern.rpartition("@")[0], fullmatch=True)


@given(PLAIN_LOCAL.filter(lambda local: len(local) < 200), st.sampled_from(HOSTS[:3]))
@example("jane+", HOSTS[0])
@example("a.b+c++d", HOSTS[0])
def test_the_fast_way_agrees_with_the_slow_one(local: str, host: str) -> None:
    text = f"{local}@{host}"
    assert address_module._PLAIN.fullmatch(text)
    handle, tag, written = address_module._taken_apart(text)
    address = parse(text)
    assert (address.handle, address.tag) == (handle, tag)
    assert core(address) == core(parse(f"<{text}>"))
    assert written == host


@given(locals_(), st.sampled_from(("bücher", "größe", "例え", "мир")))
def test_both_spellings_of_a_host_are_equal(local: str, label: str) -> None:
    punycode = label.encode("punycode").decode("ascii")
    written, spelled = parse(f"{local}@{label}.example"), parse(f"{local}@xn--{punycode}.example")
    assert core(written) == core(spelled)


@given(locals_(), st.sampled_from(TAGS), st.sampled_from(HOSTS))
def test_a_handle_is_folded_and_never_empty(local: str, tag: str, host: str) -> None:
    address = parse(f"{local}+{tag}@{host}")
    assert address.handle
    assert fold(address.handle) == address.handle
    assert fold(address.tag) == address.tag
    assert pickle.loads(pickle.dumps(address)) == address


SCRAPS = [
    "a",
    "é",
    "@",
    ".",
    "+",
    '"',
    "\\",
    "(",
    ")",
    "<",
    ">",
    ",",
    ";",
    ":",
    " ",
    "\t",
    "\0",
    "%40",
]
SCRAPS += [
    "mailto:",
    "acme.example",
    "＠",
    "。",
    "\u0301",
    "\u200d",
    "\u202e",
    "\ufdfa",
    "\ud800",
    "[",
    "]",
]


@given(
    st.text()
    | st.binary().map(lambda octets: octets.decode("latin-1"))
    | st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join)
    | st.text(max_size=20).map(lambda local: f"{local}@acme.example")
    | st.text(max_size=20).map(lambda host: f"jane@{host}.example")
)
def test_no_text_raises_anything_but_bad_address(text: str) -> None:
    found = outcome(text)
    assert found.text is text
    if isinstance(found, BadAddress):
        assert str(found).endswith((".", ">."))
    else:
        assert found.handle
        assert f".{found.host}".endswith(f".{found.domain}")


HOSTILE = [
    *(scrap * 10_000 for scrap in '@("<>.\\,+%-\0 \n'),
    *(
        scrap * 10_000
        for scrap in ("\u0301", "\u202e", "\u200d", "\ud800", "ü", "＠", "\ufdfa", "🙂")
    ),
    *("a@" * 5_000, "a." * 5_000, "()" * 5_000, '""' * 5_000, "<>" * 5_000, "mailto:" * 1_400),
    *("%40" * 3_300, "xn--" * 2_500, "ü." * 5_000, "\\(" * 5_000, " (" * 5_000, "team" * 2_500),
]


@pytest.mark.parametrize("length", [LONGEST - len("@acme.example"), LONGEST, 10_000])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:4]))
def test_hostile_texts_are_refused_or_read_at_once(text: str, length: int) -> None:
    parse("warm@bücher.example")
    begun = time.perf_counter()
    for written in (text[:length], f"{text[:length]}@acme.example", f"a@{text[: length - 2]}"):
        assert len(str(outcome(written))) < 7_000
    assert time.perf_counter() - begun < 0.5


def test_a_fresher_suffix_list_is_handed_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("psl") / "list.dat"
    path.write_text("// ===BEGIN ICANN DOMAINS===\nacme.example\n", encoding="utf-8")
    assert parse("jane@eu.acme.example", psl_path=path).domain == "eu.acme.example"
    assert parse("jane@eu.acme.example").domain == "acme.example"
    with pytest.raises(BadSetting):
        parse("jane@eu.acme.example", psl_path=path.with_name("none.dat"))
