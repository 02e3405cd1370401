"""The directory: whose a domain is, what a company is called, and that it never guesses."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from addressee import company, tables
from addressee.address import parse
from addressee.company import Directory, DirectoryRow, read_companies
from addressee.company_domains import company_domain
from addressee.company_groups import Record, as_record
from addressee.company_names import fold_company
from addressee.errors import BadFile
from addressee.hosts import host_parents
from addressee.values import Address, Company, Employer, MailboxKind, Resolution, Via
from cases_table import cases

FREE = sorted(tables.words("free_mail_hosts"))[0]
DISPOSABLE = sorted(tables.words("disposable_hosts"))[0]
DOMAINS = (
    *("acme.example", "eu.acme.example", "hr.eu.acme.example", "labs.acme.example", "acme.test"),
    *("delta.example", "delta.test", "eu.delta.example", "globex.example", "www.globex.example"),
)
WRITTEN = (*DOMAINS, "https://www.acme.example/about", "ACME.Test.", FREE, "", "?", "no domain")
NAMES = ("Acme", "ACME Inc.", "Acme Labs", "Delta", "Delta GmbH", "Globex", "", "株式会社アクメ")

employers = st.builds(
    Employer,
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(WRITTEN), max_size=2).map(tuple),
    st.booleans(),
)
rows = st.builds(
    DirectoryRow,
    st.sampled_from(DOMAINS),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(DOMAINS), max_size=2).map(tuple),
    st.sampled_from(["", "", "", *DOMAINS]),
)
crowds = st.lists(employers, max_size=8)
files = st.lists(rows, max_size=4)
hosts = st.builds("{}{}".format, st.sampled_from(["", "mail.", "a.b."]), st.sampled_from(DOMAINS))
addresses = hosts.map(lambda host: parse(f"ann.smith@{host}"))


def resolve(directory: Directory, host: str) -> Resolution:
    return directory.resolve(parse(f"ann.smith@{host}"))


def directory_of(text: str) -> Directory:
    """A directory written as `name: domain domain | file name: domain`, employers and rows."""
    parts = [part.partition(":") for part in text.split("|") if part.strip()]
    told = [(name.strip(), tuple(rest.split())) for name, _, rest in parts]
    return Directory(
        [Employer(name, found) for name, found in told if not name.startswith("file ")],
        rows=[
            DirectoryRow(found[0], name.removeprefix("file "), found[1:])
            for name, found in told
            if name.startswith("file ")
        ],
    )


@pytest.mark.parametrize(
    ("text", "host", "expected", "reason"),
    [(text, host, expected, reason) for text, host, *expected, reason in cases("directories")],
)
def test_directory(text: str, host: str, expected: list[str], reason: str) -> None:
    found = resolve(directory_of(text), host)
    name = found.company.name if found.company else "-"
    assert [name, found.via.value, found.domain or "-"] == expected, reason


# What is one company


def test_domains_of_one_record_are_one_companys_through_any_chain() -> None:
    directory = directory_of(
        "A: a.example b.example | B: c.example d.example | A: b.example c.example"
    )
    (found,) = directory.companies
    assert found.domains == ("a.example", "b.example", "c.example", "d.example")


def test_equal_names_join_no_domains() -> None:
    directory = directory_of("Delta: delta.example | Delta: delta.test")
    assert [found.domains for found in directory.companies] == [("delta.example",), ("delta.test",)]


def test_a_free_mail_host_joins_nothing() -> None:
    shared = [FREE, DISPOSABLE, f"https://www.{FREE}/inbox"]
    directory = Directory(
        [Employer("A", ("a.example", *shared)), Employer("B", (*shared, "b.example"))]
    )
    assert [found.domains for found in directory.companies] == [("a.example",), ("b.example",)]


def test_an_employer_with_a_free_mail_host_alone_has_no_domain() -> None:
    one, two = Employer("Acme", (FREE,)), Employer("ACME Ltd")
    directory = Directory([one, two])
    assert directory.company_of(one) == directory.company_of(two) == Company("Acme")


def test_a_page_on_a_host_of_all_companies_joins_nothing() -> None:
    page = "https://www.{}/company/{}".format
    host = sorted(tables.words("shared_web_hosts"))[0]
    directory = Directory(
        [
            Employer("A", ("a.example", page(host, "a"))),
            Employer("B", ("b.example", page(host, "b"))),
        ]
    )
    assert len(directory.companies) == 2


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("acme.example", "acme.example"),
        ("  ACME.Example. ", "acme.example"),
        ("https://www.acme.example/about?x=1#y", "acme.example"),
        ("http://acme.example:8080", "acme.example"),
        ("//acme.example/", "acme.example"),
        ("acme.example/about", "acme.example"),
        ("https://user:secret@acme.example/", "acme.example"),
        ("jobs@acme.example", "acme.example"),
        ("www.acme.example", "acme.example"),
        ("www.example", "www.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("https://linkedin.com/company/acme", ""),
        ("https://linkedin.com/", "linkedin.com"),
        ("192.0.2.1", ""),
        ("https://[::1]/", ""),
        ("no domain", ""),
        ("", ""),
        (FREE, ""),
        (f"mail.{FREE}", ""),
        (DISPOSABLE, ""),
    ],
)
def test_what_a_domain_field_means(text: str, domain: str) -> None:
    assert company_domain(text) == domain


# Subdomains


def test_a_subdomain_under_another_name_is_another_company() -> None:
    directory = directory_of("Acme: acme.example | Acme Labs: labs.acme.example")
    assert len(directory.companies) == 2


@pytest.mark.parametrize("name", ["ACME GmbH", ""])
def test_a_subdomain_without_another_name_is_its_parents(name: str) -> None:
    directory = directory_of(f"Acme: acme.example | {name}: eu.acme.example")
    assert [found.domains for found in directory.companies] == [("acme.example", "eu.acme.example")]


def test_a_subdomain_with_a_row_of_its_own_is_a_company_of_its_own() -> None:
    listed = [DirectoryRow("acme.example", "Acme"), DirectoryRow("eu.acme.example", "Acme")]
    assert len(Directory(rows=listed).companies) == 2


def test_below_a_public_suffix_nobody_is_a_subdomain() -> None:
    directory = directory_of("Acme: github.io | Acme: acme.github.io")
    assert len(directory.companies) == 2
    assert directory.company_of(Employer("Acme", ("other.github.io",))) is None


# Employers without domains


def test_a_bare_name_belongs_to_the_one_company_that_bears_it() -> None:
    directory = directory_of("Acme: acme.example | ACME, Inc.: | Globex: globex.example")
    found = directory.company_of(Employer("ACME, Inc."))
    assert found == Company("Acme", ("acme.example",))
    assert directory.company_of(Employer("The Acme Company")) == found


def test_a_bare_name_that_several_bear_is_nobodys() -> None:
    directory = directory_of("Delta: delta.example | Delta: delta.test | Delta GmbH:")
    assert directory.company_of(Employer("Delta GmbH")) is None
    assert directory.company_of(Employer("Delta")) is None


def test_a_bare_name_that_nobody_bears_founds_a_company() -> None:
    directory = directory_of("Initech: | INITECH Ltd: | INITECH Ltd: | :")
    assert directory.companies == (Company("INITECH Ltd"),)
    assert directory.company_of(Employer("initech")) == Company("INITECH Ltd")
    assert directory.company_of(Employer("")) is None


# Employers that the directory was not made from


@pytest.mark.parametrize(
    ("employer", "name"),
    [
        (Employer("Anything", ("acme.example",)), "Acme"),
        (Employer("Anything", ("hr.eu.acme.example", "acme.test")), "Acme"),
        (Employer("Acme", ("labs.acme.example",)), "Acme Labs"),
        (Employer("Acme", ("acme.example", "labs.acme.example")), None),
        (Employer("Acme", ("elsewhere.example",)), None),
        (Employer("acme labs inc"), "Acme Labs"),
        (Employer("Elsewhere"), None),
        (Employer(), None),
    ],
)
def test_an_employer_met_later(employer: Employer, name: str | None) -> None:
    directory = directory_of("Acme: acme.example acme.test | Acme Labs: labs.acme.example")
    for _ in range(2):
        found = directory.company_of(employer)
        assert (found.name if found else None) == name


def test_what_is_remembered_is_bounded_and_changes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(company, "_REMEMBERED", 3)
    directory = directory_of("Acme: acme.example")
    for number in [*range(10), *range(10)]:
        found = directory.company_of(Employer(str(number), (f"h{number}.acme.example",)))
        assert found is not None
        assert found.name == "Acme"
        assert len(directory._met) <= 3


# What a company is called


@pytest.mark.parametrize(
    ("names", "name", "reason"),
    [
        (["Acme Inc.", "ACME", "Acme Inc."], "Acme Inc.", "the most used"),
        (["Acme Inc.", "ACME"], "ACME", "of equals the shortest"),
        (["Bcme", "Acme"], "Acme", "of equally short the first"),
        (["", "", "Acme"], "Acme", "an empty name is none"),
        (
            ["  Acme \u200b  Inc. ", "Acme Inc.", "ACME", "ACME", "Acme Inc."],
            "Acme Inc.",
            "cleaned",
        ),
        (["", ""], "", "nobody names it"),
    ],
)
def test_name(names: list[str], name: str, reason: str) -> None:
    directory = Directory([Employer(called, ("acme.example",)) for called in names])
    assert directory.companies == (Company(name, ("acme.example",)),), reason


def test_each_profile_counts_for_the_name() -> None:
    crowd = [Employer("Acme Inc.", ("acme.example",), current=n > 1) for n in range(3)]
    assert Directory([*crowd, Employer("Acme", ("acme.example",))]).companies[0].name == "Acme Inc."


def test_the_name_in_the_file_wins() -> None:
    crowd = [Employer("ACME Incorporated", ("acme.example",))] * 9
    directory = Directory(crowd, rows=[DirectoryRow("acme.example", "Acme")])
    assert directory.companies[0].name == "Acme"


# Aliases and acquisitions


def test_an_alias_leads_to_the_company() -> None:
    row = DirectoryRow("acme.example", "Acme", aliases=("acme.test", "acme-old.example"))
    acme = Company("Acme", ("acme-old.example", "acme.example", "acme.test"))
    directory = Directory(rows=[row])
    assert resolve(directory, "acme.test") == Resolution(acme, Via.ALIAS, "acme.test")
    assert resolve(directory, "mail.acme.test") == Resolution(acme, Via.ALIAS, "acme.test")
    assert resolve(directory, "acme.example") == Resolution(acme, Via.HOST, "acme.example")
    assert resolve(directory, "mail.acme.example") == Resolution(acme, Via.PARENT, "acme.example")


def test_an_alias_that_an_employer_has_is_its_own_domain() -> None:
    row = DirectoryRow("acme.example", "Acme", aliases=("acme.test",))
    directory = Directory([Employer("Acme", ("acme.test",))], rows=[row])
    assert resolve(directory, "acme.test").via is Via.HOST


def test_an_alias_that_is_the_main_domain_of_another_row_is_its_own_domain() -> None:
    listed = [
        DirectoryRow("a.example", "A", aliases=("b.example",)),
        DirectoryRow("b.example", "A"),
    ]
    directory = Directory(rows=listed)
    assert len(directory.companies) == 1
    assert resolve(directory, "b.example").via is Via.HOST


def test_the_acquired_lead_to_the_acquirer_which_keeps_its_name() -> None:
    listed = [
        DirectoryRow("oldco.example", "A", aliases=("oldco.test",), acquired_by="acme.example"),
        DirectoryRow("acme.example", "Acme Holdings"),
    ]
    crowd = [Employer("Oldco", ("oldco.example",))] * 9
    directory = Directory(crowd, rows=listed)
    acme = Company("Acme Holdings", ("acme.example", "oldco.example", "oldco.test"))
    assert directory.companies == (acme,)
    assert resolve(directory, "oldco.test") == Resolution(acme, Via.ALIAS, "oldco.test")
    assert resolve(directory, "acme.example").via is Via.HOST
    assert directory.company_of(crowd[0]) == directory.company_of(Employer("Oldco Inc.")) == acme


@pytest.mark.parametrize(
    ("crowd", "name", "reason"),
    [
        ([Employer("Acme", ("acme.example",))], "Acme", "its own profiles call it so"),
        ([Employer("Old", ("oldco.example",))] * 9, "Oldco", "no one names the acquirer"),
        ([], "Oldco", "no one else names anything"),
    ],
)
def test_an_acquirer_without_a_row(crowd: list[Employer], name: str, reason: str) -> None:
    listed = [DirectoryRow("oldco.example", "Oldco", acquired_by="acme.example")]
    directory = Directory(crowd, rows=listed)
    assert [found.name for found in directory.companies] == [name], reason
    assert resolve(directory, "acme.example").via is Via.HOST


def test_a_chain_of_acquisitions_ends_at_the_last_acquirer() -> None:
    listed = [
        DirectoryRow("one.example", "One", acquired_by="two.example"),
        DirectoryRow("two.example", "Two", acquired_by="three.example"),
        DirectoryRow("three.example", "Three"),
    ]
    directory = Directory(rows=listed)
    assert directory.companies[0].name == "Three"
    assert {resolve(directory, f"{n}.example").via for n in ("one", "two")} == {Via.ALIAS}
    assert resolve(directory, "three.example").via is Via.HOST


def test_a_ring_of_acquisitions_is_one_company() -> None:
    listed = [
        DirectoryRow("one.example", "One Group", acquired_by="two.example"),
        DirectoryRow("two.example", "Two", acquired_by="one.example"),
    ]
    (found,) = Directory(rows=listed).companies
    assert found == Company("Two", ("one.example", "two.example"))


def test_a_company_that_bought_itself_was_bought_by_no_one() -> None:
    directory = Directory(rows=[DirectoryRow("a.example", "A", acquired_by="www.A.example")])
    assert resolve(directory, "a.example").via is Via.HOST


def test_a_row_of_nothing_is_no_company() -> None:
    assert Directory(rows=[DirectoryRow("?", "Nothing", (FREE,), "")]).companies == ()


# Kinds of mailbox


@pytest.mark.parametrize(
    ("kind", "via"),
    [
        (MailboxKind.FREE_MAIL, Via.FREE_MAIL),
        (MailboxKind.DISPOSABLE, Via.DISPOSABLE),
        (MailboxKind.CALENDAR, Via.CALENDAR),
    ],
)
def test_the_kind_of_a_mailbox_comes_before_its_host(kind: MailboxKind, via: Via) -> None:
    address = Address("", "ann", "", "mail.acme.example", "acme.example", kind)
    found = directory_of("Acme: acme.example").resolve(address)
    assert found == Resolution(None, via, "acme.example")


@pytest.mark.parametrize("kind", [MailboxKind.ROLE, MailboxKind.AUTOMATION, MailboxKind.SHARED])
def test_a_mailbox_of_nobody_still_has_a_company(kind: MailboxKind) -> None:
    address = Address("", "sales", "", "acme.example", "acme.example", kind)
    assert directory_of("Acme: acme.example").resolve(address)


def test_free_mail_is_told_by_the_table() -> None:
    directory = Directory([Employer("Ann", (FREE,))])
    assert resolve(directory, FREE).via is Via.FREE_MAIL
    assert resolve(directory, DISPOSABLE).via is Via.DISPOSABLE


# Laws


@given(crowds, files, st.randoms(use_true_random=False), addresses)
def test_the_order_of_what_goes_in_never_matters(
    crowd: list[Employer], listed: list[DirectoryRow], random: random.Random, address: Address
) -> None:
    directory = Directory(crowd, rows=listed)
    shuffled = Directory(random.sample(crowd, len(crowd)), rows=random.sample(listed, len(listed)))
    assert shuffled.companies == directory.companies
    assert shuffled.resolve(address) == directory.resolve(address)
    assert [*map(shuffled.company_of, crowd)] == [*map(directory.company_of, crowd)]


@given(crowds, files, addresses)
def test_a_resolution_is_never_a_guess(
    crowd: list[Employer], listed: list[DirectoryRow], address: Address
) -> None:
    found = Directory(crowd, rows=listed).resolve(address)
    if found.company is None:
        assert found.via is Via.UNKNOWN
        assert found.domain == ""
    else:
        assert found.domain in found.company.domains
        assert found.domain in host_parents(address.host, address.domain)
        assert (found.domain == address.host) or found.via in {Via.PARENT, Via.ALIAS}


@given(crowds, files)
def test_companies_share_nothing_and_own_all_that_was_named(
    crowd: list[Employer], listed: list[DirectoryRow]
) -> None:
    directory = Directory(crowd, rows=listed)
    owned = Counter(domain for found in directory.companies for domain in found.domains)
    named = [domain for employer in crowd for domain in employer.domains]
    named += [d for row in listed for d in (row.domain, *row.aliases, row.acquired_by)]
    assert set(owned.values()) <= {1}
    assert set(owned) == {company_domain(domain) for domain in named} - {""}
    assert len(set(directory.companies)) == len(directory.companies)


@given(crowds, files)
def test_an_employers_domains_are_its_companys(
    crowd: list[Employer], listed: list[DirectoryRow]
) -> None:
    directory = Directory(crowd, rows=listed)
    for employer in crowd:
        domains = {company_domain(domain) for domain in employer.domains} - {""}
        found = directory.company_of(employer)
        if domains:
            assert found is not None
            assert not domains.isdisjoint(found.domains)
            if len(Directory(rows=listed).companies) < 2:
                assert domains <= set(found.domains)
        assert found is None or found in directory.companies


@given(crowds, files, addresses, st.sampled_from([*NAMES, "Unrelated"]))
def test_an_unrelated_employer_never_changes_a_resolution(
    crowd: list[Employer], listed: list[DirectoryRow], address: Address, name: str
) -> None:
    stranger = Employer(name, ("unrelated.example", "unrelated.test"))
    before = Directory(crowd, rows=listed).resolve(address)
    assert Directory([*crowd, stranger], rows=listed).resolve(address) == before


@given(crowds, files, addresses, st.sampled_from(NAMES))
def test_a_bare_name_never_changes_a_resolution(
    crowd: list[Employer], listed: list[DirectoryRow], address: Address, name: str
) -> None:
    before = Directory(crowd, rows=listed).resolve(address)
    assert Directory([*crowd, Employer(name)], rows=listed).resolve(address) == before


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(DOMAINS[-4:])), max_size=6))
def test_a_bare_name_is_of_the_only_company_that_bears_it(pairs: list[tuple[str, str]]) -> None:
    directory = Directory([Employer(name, (domain,)) for name, domain in pairs])
    for name in NAMES:
        folded = fold_company(name)
        bearers = {
            directory.company_of(Employer(called, (domain,)))
            for called, domain in pairs
            if fold_company(called) == folded
        }
        expected = bearers.pop() if folded and len(bearers) == 1 else None
        assert directory.company_of(Employer(name)) == expected


def joined_plainly(crowd: list[Employer], listed: list[DirectoryRow]) -> set[frozenset[str]]:
    """Which domains are together, read plainly: join what shares a domain until nothing does."""
    sets = [set(map(company_domain, employer.domains)) - {""} for employer in crowd]
    sets += [
        set(map(company_domain, (row.domain, *row.aliases, row.acquired_by))) - {""}
        for row in listed
    ]
    groups: list[set[str]] = []
    for new in filter(None, sets):
        touched = [group for group in groups if group & new]
        groups = [group for group in groups if not group & new] + [new.union(*touched)]
    return {frozenset(group) for group in groups}


flat = [domain for domain in DOMAINS if domain.count(".") == 1]


@given(
    st.lists(
        st.builds(Employer, st.sampled_from(NAMES), st.lists(st.sampled_from(flat)).map(tuple))
    ),
    st.lists(
        st.builds(
            DirectoryRow,
            st.sampled_from(flat),
            st.sampled_from(NAMES),
            st.lists(st.sampled_from(flat), max_size=1).map(tuple),
            st.sampled_from(["", *flat]),
        ),
        max_size=3,
    ),
)
def test_joining_agrees_with_the_plain_way(
    crowd: list[Employer], listed: list[DirectoryRow]
) -> None:
    for people, told in ((crowd, listed[:1]), ([], listed)):
        found = Directory(people, rows=told).companies
        assert {frozenset(c.domains) for c in found if c.domains} == joined_plainly(people, told)


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=3), st.text(max_size=40))
def test_no_text_raises(name: str, domains: list[str], other: str) -> None:
    employer = Employer(name, tuple(domains))
    row = DirectoryRow(other, name, tuple(domains), name)
    directory = Directory([employer], rows=[row])
    directory.company_of(employer)
    directory.company_of(Employer(other, (name,)))
    directory.resolve(Address(other, name, "", other, name))


@pytest.mark.parametrize("bit", ["a.", ".", "a", "/", "@", "é.", "https://", ":1", "www.", "\x00"])
def test_ten_kilobytes_in_a_domain_are_no_trouble(bit: str) -> None:
    text = bit * (10_000 // len(bit))
    directory = Directory([Employer(text, (text,))], rows=[DirectoryRow(text, text, (text,), text)])
    assert len(directory.companies) <= 2


def test_a_directory_can_be_sent_to_another_process() -> None:
    directory = directory_of("Acme: acme.example")
    sent = pickle.loads(pickle.dumps(directory))
    assert sent.companies == directory.companies
    assert sent.company_of(Employer("Acme")) == directory.company_of(Employer("Acme"))


def test_equal_employers_are_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def counted(name: str, domains: tuple[str, ...], uses: int) -> Record:
        folded.append(name)
        return as_record(name, domains, uses)

    monkeypatch.setattr(company, "as_record", counted)
    Directory(
        Employer("Acme", (f"acme{number % 8}.example",), current=bool(number % 3))
        for number in range(1000)
    )
    assert len(folded) == 8


# Files


HEADING = """Its first line should be domain,company or \
domain,company,aliases,acquired_by, with commas, semicolons or tabs."""
NO_COMPANY = "whose addresses belong to no company. Leave it out."
ONE = "Give it to one of them."
AGAIN = "Save it as CSV once more."


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "companies.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "fields", "reason"),
    [
        ("domain,company\nacme.example,Acme\n", [("acme.example", "Acme")], "CSV"),
        ("domain;company\nacme.example;Acme, Inc.\n", [("acme.example", "Acme, Inc.")], "Excel"),
        (
            "domain;company;aliases\nacme.example;Acme;a.test,b.test\n",
            [("acme.example", "Acme", ("a.test", "b.test"))],
            "semicolons, and aliases with commas",
        ),
        ("domain\tcompany\nacme.example\tAcme, Inc.\n", [("acme.example", "Acme, Inc.")], "TSV"),
        ("\ufeffDomain , COMPANY\nacme.example,Acme", [("acme.example", "Acme")], "BOM, case, end"),
        ("company,note,domain\r\nAcme,x,acme.example\r\n", [("acme.example", "Acme")], "order"),
        ('domain,company\nacme.example,"Acme, ""A"""\n', [("acme.example", 'Acme, "A"')], "quotes"),
        ("domain,company\n\n , \nacme.example,\n", [("acme.example", "")], "blank lines, no name"),
        ("domain,company\nacme.example\n", [("acme.example", "")], "a short line"),
        ("company,domain\n", [], "no rows"),
        (
            """domain,company,aliases,acquired_by
            https://www.Acme.example/,Acme,"a.test; b.test,c.test d.test",Big.example.""",
            [("acme.example", "Acme", ("a.test", "b.test", "c.test", "d.test"), "big.example")],
            "aliases parted by anything, domains folded",
        ),
        (
            "domain,company\nacme.example,Acme\nacme.example,ACME Inc.\n",
            [("acme.example", "Acme"), ("acme.example", "ACME Inc.")],
            "the same company twice",
        ),
    ],
)
def test_read(tmp_path: Path, text: str, fields: list[Any], reason: str) -> None:
    expected = tuple(DirectoryRow(*row) for row in fields)
    assert read_companies(written(tmp_path, text)) == expected, reason


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "",
            f"The heading of {{}} names the column 'domain' nowhere. {HEADING}",
        ),
        (
            "domain|company\n",
            f"The heading of {{}} names the column 'domain' nowhere. {HEADING}",
        ),
        (
            "domain,company,company\n",
            f"The heading of {{}} names the column 'company' twice. {HEADING}",
        ),
        (
            "domain,company\nacme.example,Acme\nAcme Ltd,Acme\n",
            "{} line 3: 'Acme Ltd' is no domain of a company. Write it like company.com.",
        ),
        (
            'domain,company\na.example,"A\nB"\n,Acme\n',
            "{} line 4: '' is no domain of a company. Write it like company.com.",
        ),
        (
            "domain,company,aliases\nacme.example,Acme,acme..test\n",
            "{} line 2: 'acme..test' is no domain of a company. Write it like company.com.",
        ),
        (
            "domain,company,acquired_by\nacme.example,Acme,Big Co\n",
            "{} line 2: 'Big Co' is no domain of a company. Write it like company.com.",
        ),
        (
            f"domain,company\n{FREE},Free\n",
            f"{{}} line 2: {FREE} is a free-mail host, {NO_COMPANY}",
        ),
        (
            "domain,company\nacme.example,Acme\nx.example,\nwww.acme.example,Globex\n",
            "{} line 4 gives acme.example to 'Globex', but line 2 gave it to 'Acme'. " + ONE,
        ),
        (
            "domain,company,aliases\nx.example,\nacme.example,Acme,x.example\nx.example,Globex,\n",
            "{} line 4 gives x.example to 'Globex', but line 3 gave it to 'Acme'. " + ONE,
        ),
        (
            "domain,company\nacme.example,Acme\nacme.example,\nacme.example,Globex\n",
            "{} line 4 gives acme.example to 'Globex', but line 2 gave it to 'Acme'. " + ONE,
        ),
        (
            "company,domain\nAcme\n",
            "{} line 2: '' is no domain of a company. Write it like company.com.",
        ),
        (
            b"domain,company\nacme.example,Acme\nm.example,M\xfcller\n",
            "{} line 3 is not UTF-8. Save the file as UTF-8.",
        ),
        (
            f"domain,company\nacme.example,{'x' * 200_000}\n",
            f"{{}} line 2 cannot be taken apart: field larger than field limit (131072). {AGAIN}",
        ),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadFile) as caught:
        read_companies(path)
    assert str(caught.value) == sentence.format(path)
    assert caught.value.path == str(path)


def test_a_file_that_is_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.csv", "a\x00b"):
        with pytest.raises(BadFile, match="cannot be read"):
            read_companies(path)


@given(st.binary(max_size=80) | st.text("domain,copyäß\t\n\r\"';.", max_size=80).map(str.encode))
def test_no_bytes_raise_but_bad_file(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for head in (b"", b"domain,company\n", b"domain\tcompany\taliases\n"):
        found = read_or_told(written(folder, head + data))
        assert isinstance(found, tuple) or found.endswith(".")


def read_or_told(path: Path) -> tuple[DirectoryRow, ...] | str:
    try:
        return read_companies(path)
    except BadFile as error:
        return str(error)


# What the file holds apart

TWO = [DirectoryRow("acme.example", "Acme"), DirectoryRow("globex.example", "Globex")]
BOTH = ("acme.example", "globex.example")


@pytest.mark.parametrize(
    ("employer", "name", "reason"),
    [
        (Employer("Globex Inc.", BOTH), "Globex", "the company of its name"),
        (Employer("Initech", BOTH), "Acme", "of another name: its first domain"),
        (Employer("", BOTH[::-1]), "Globex", "without a name: its first domain"),
        (Employer("Initech", ("initech.example", *BOTH)), "Acme", "the first that the file knows"),
    ],
)
@pytest.mark.parametrize("met", [True, False])
def test_an_employer_with_domains_of_two_rows(
    employer: Employer, name: str, reason: str, met: bool
) -> None:
    directory = Directory([employer] if met else [], rows=TWO)
    found = directory.company_of(employer)
    assert (found.name if found else None) == name, reason
    assert [company.name for company in directory.companies] == ["Acme", "Globex"]


def test_an_employer_with_domains_of_two_rows_lends_its_name_to_one_alone() -> None:
    unnamed = [DirectoryRow("a.example"), DirectoryRow("b.example")]
    directory = Directory([Employer("Acme", ("a.example", "b.example"))], rows=unnamed)
    assert [found.name for found in directory.companies] == ["", "Acme"]
    assert directory.company_of(Employer("Acme")) == Company("Acme", ("a.example",))


@given(crowds, files)
@example(
    [Employer("Acme", ("labs.acme.example",))],
    [
        DirectoryRow("acme.example", "Acme"),
        DirectoryRow("eu.acme.example", "Acme", (), "labs.acme.example"),
    ],
)
def test_employers_never_join_nor_part_what_the_file_tells(
    crowd: list[Employer], listed: list[DirectoryRow]
) -> None:
    directory = Directory(crowd, rows=listed)
    told = [found for found in Directory(rows=listed).companies if found.domains]
    holders = [
        holder
        for found in told
        for holder in directory.companies
        if set(found.domains) & set(holder.domains)
    ]
    assert len(set(holders)) == len(holders) == len(told)


flat_employers = st.builds(
    Employer, st.sampled_from(NAMES), st.lists(st.sampled_from(flat), min_size=1).map(tuple)
)


@given(st.lists(flat_employers, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_employers_never_matters_between_rows(
    crowd: list[Employer], random: random.Random
) -> None:
    directory = Directory(crowd, rows=TWO)
    shuffled = Directory(random.sample(crowd, len(crowd)), rows=TWO)
    assert shuffled.companies == directory.companies
    assert [*map(shuffled.company_of, crowd)] == [*map(directory.company_of, crowd)]
    assert directory.company_of(Employer("", BOTH[:1])) != directory.company_of(
        Employer("", BOTH[1:])
    )
