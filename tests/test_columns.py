"""Headings of usual exports: each column is found, and what is unclear is asked for."""

from __future__ import annotations

import pytest

from addressee.columns import Role, find_column, missing_column, opens_preamble, plain, yes_or_no
from addressee.errors import BadFile
from addressee.tables import records

EXPORTS = [
    pytest.param(
        ["Contact ID", "First Name", "Last Name", "Account Name", "Website", "Email", "Account ID"],
        {"id": 0, "first-name": 1, "last-name": 2, "company": 3, "domain": 4, "email": 5},
        id="Salesforce report",
    ),
    pytest.param(
        ["Id", "FirstName", "LastName", "Account.Name", "Account.Website", "AccountId", "Email"],
        {"id": 0, "first-name": 1, "last-name": 2, "company": 3, "domain": 4, "email": 6},
        id="Salesforce data export",
    ),
    pytest.param(
        [
            "Record ID",
            "First Name",
            "Last Name",
            "Company name",
            "Email",
            "Company Domain Name",
            "Email Domain",
            "Associated Company IDs",
            "Lead Status",
        ],
        {"id": 0, "first-name": 1, "last-name": 2, "company": 3, "email": 4, "domain": 5},
        id="HubSpot",
    ),
    pytest.param(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        {"first-name": 0, "last-name": 1, "id": 2, "email": 3, "company": 4},
        id="LinkedIn connections",
    ),
    pytest.param(
        [
            "First Name",
            "Middle Name",
            "Last Name",
            "Company",
            "E-mail Address",
            "E-mail 2 Address",
            "Web Page",
            "Display Name",
        ],
        {"first-name": 0, "middle-name": 1, "last-name": 2, "company": 3, "email": 4}
        | {"domain": 6, "name": 7},
        id="Outlook",
    ),
    pytest.param(
        ["First Name", "Last Name", "Organization Name", "E-mail 1 - Label", "E-mail 1 - Value"],
        {"first-name": 0, "last-name": 1, "company": 2, "email": 4},
        id="Google Contacts",
    ),
    pytest.param(
        ["linkedin_profile_url", "linkedin_flagship_url", "name", "email", "current_employers"],
        {"id": 1, "name": 2, "email": 3},
        id="People Enrichment API",
    ),
    pytest.param(
        ["id", "full_name", "company_domain", "employer", "is_current", "end_date", "url"],
        {"id": 0, "name": 1, "domain": 2, "company": 3, "current": 4, "end-date": 5},
        id="a database",
    ),
    pytest.param(
        ["Vorname", "Nachname", "E-Mail-Adresse", "Firma"],
        {"first-name": 0, "last-name": 1, "email": 2, "company": 3},
        id="German",
    ),
    pytest.param(
        ["Prénom", "NOM", "Courriel", "Société"],
        {"first-name": 0, "last-name": 1, "email": 2, "company": 3},
        id="French",
    ),
]


@pytest.mark.parametrize(("names", "places"), EXPORTS)
def test_the_columns_of_an_export_are_found(names: list[str], places: dict[str, int]) -> None:
    found = {str(role): find_column(role, names, file="export.csv") for role in Role}
    assert {role: place for role, place in found.items() if place is not None} == places


@pytest.mark.parametrize(
    "names", [["Email", "e-mail"], ["email", "email"], ["Work Email", "work-email"]]
)
def test_two_good_columns_are_no_answer(names: list[str]) -> None:
    with pytest.raises(BadFile) as caught:
        find_column(Role.EMAIL, names, file="list.csv")
    listed = ", ".join(map(repr, names))
    assert str(caught.value) == (
        f"list.csv has several columns for the email: {listed}. Choose one with --email-column."
    )
    assert caught.value.path == "list.csv"


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.EMAIL, ["Work email", "Mail", "Email"]),
        (Role.ID, ["Lead ID", "Contact ID"]),
        (Role.ID, ["Contact ID", "Id"]),
        (Role.NAME, ["full_name", "name"]),
        (Role.COMPANY, ["Employer", "Company name", "Company"]),
    ],
)
def test_the_usual_name_wins_over_the_less_usual(role: Role, names: list[str]) -> None:
    assert find_column(role, names, file="x") == len(names) - 1
    assert find_column(role, names[::-1], file="x") == 0


def test_the_column_asked_for_wins() -> None:
    names = ["Email", "Work Email", "work email"]
    assert find_column(Role.EMAIL, names, file="x", asked="work email") == 2
    assert find_column(Role.EMAIL, names, file="x", asked="EMAIL") == 0
    assert find_column(Role.EMAIL, names, file="x", asked="Work Email") == 1


@pytest.mark.parametrize("asked", ["nothing", "", "WORK-EMAIL"])
def test_a_column_asked_for_must_be_there_once(asked: str) -> None:
    with pytest.raises(BadFile) as caught:
        find_column(Role.EMAIL, ["Work Email", "work email"], file="x.csv", asked=asked)
    assert str(caught.value) == (
        f"x.csv has no column {asked!r}, which --email-column names. "
        "Its columns: 'Work Email', 'work email'."
    )


def test_a_missing_column_lists_what_is_there_but_not_for_ever() -> None:
    assert find_column(Role.EMAIL, ["who", "where"], file="list.csv") is None
    sentence = str(missing_column(Role.EMAIL, [f"c{n}" * 50 for n in range(100)], file="list.csv"))
    assert "'c0c0" in sentence
    assert "and 70 more." in sentence
    assert len(sentence) < 2500


def test_every_row_has_a_role_and_no_name_stands_twice() -> None:
    roles = {*map(str, Role), "yes", "no", "preamble"}
    seen: set[tuple[str, str]] = set()
    for row in records("columns"):
        assert row["role"] in roles
        assert row["id"].split(".")[0] == row["role"]
        for name in map(plain, row["names"]):
            assert name
            assert (row["role"], name) not in seen
            seen.add((row["role"], name))
    assert {role for role, _ in seen} == roles


def test_yes_and_no_are_told_apart() -> None:
    rows = {row["role"]: row["names"] for row in records("columns")}
    assert all(yes_or_no(word.upper()) is True for word in rows["yes"])
    assert all(yes_or_no(f" {word} ") is False for word in rows["no"])
    assert [yes_or_no(word) for word in ("", "maybe", "0.0", "noo")] == [None, None, None, None]


@pytest.mark.parametrize(
    ("line", "opens"),
    [("Notes:", True), ("notes: \r\n", True), ("Notes", False), ("Notes:,a", False), ("", False)],
)
def test_a_preamble_is_one_line_alone(line: str, opens: bool) -> None:
    assert opens_preamble(line) is opens
