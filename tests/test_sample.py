"""The committed sample is what its script writes, and holds what its page promises."""

from __future__ import annotations

import csv
import doctest
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.people import tokens
from benchmarks.traditions import traditions
from examples import make_sample

from addressee import Roster, match

ROOT = Path(__file__).parents[1]

FILES = ("people.csv", "emails.csv", "truth.csv")


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "examples" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_writes_the_committed_bytes(tmp_path: Path) -> None:
    make_sample.main(["-o", str(tmp_path)])
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (ROOT / "examples" / name).read_bytes(), name


def test_another_seed_writes_other_people(tmp_path: Path) -> None:
    make_sample.write(tmp_path, seed=2)
    assert (tmp_path / "people.csv").read_bytes() != (ROOT / "examples/people.csv").read_bytes()


def test_its_doctests_hold() -> None:
    assert doctest.testmod(make_sample) == doctest.TestResults(failed=0, attempted=5)


def test_there_are_200_people_in_eight_companies() -> None:
    people = rows("people.csv")
    assert len({row["id"] for row in people}) >= 200
    assert len({(row["company"], row["domain"]) for row in people}) == 8
    assert sum(row["current"] == "false" for row in people) >= 10


def test_every_naming_tradition_occurs() -> None:
    employees = make_sample.staff(make_sample.Dice(make_sample.SEED))
    assert {one.person.tradition for one in employees} == {row.id for row in traditions()}


def test_there_are_300_addresses_of_every_sort() -> None:
    emails = rows("emails.csv")
    notes = Counter(row["note"] for row in emails)
    assert len(emails) == 300
    assert notes["tag"] == 2
    assert notes["not an address"] >= 3
    sorts = ("not listed", "role mailbox", "unknown domain", "past employer", "capitals")
    for note in (*sorts, "display name"):
        assert notes[note] >= 3, note


def test_truth_and_addresses_go_row_by_row() -> None:
    emails, truth = rows("emails.csv"), rows("truth.csv")
    assert [row["email"] for row in emails] == [row["email"] for row in truth]
    ownerless = {"not listed", "role mailbox", "unknown domain", "not an address"}
    for asked, true in zip(emails, truth, strict=True):
        assert (true["id"] == "") == (asked["note"] in ownerless), asked


def test_every_owner_works_or_worked_at_the_domain() -> None:
    domains = {(row["id"], row["domain"]) for row in rows("people.csv")}
    for true in rows("truth.csv"):
        host = true["email"].rpartition("@")[2].strip(">").lower()
        domain = ".".join(host.split(".")[-2:])
        assert not true["id"] or (true["id"], domain) in domains, true


@pytest.mark.parametrize("name", FILES)
def test_every_domain_is_reserved(name: str) -> None:
    for row in rows(name):
        for host in (row.get("domain", ""), row.get("email", "").rpartition("@")[2].strip(">")):
            reserved = (".example", ".test", "example.com")
            assert not host or host.lower().endswith(reserved), row


def test_jane_smith_has_the_anchors_and_no_colleague_like_her() -> None:
    truth = {row["email"]: row["id"] for row in rows("truth.csv")}
    people = rows("people.csv")
    jane = next(row for row in people if row["name"] == "Jane Smith")
    assert (jane["domain"], jane["current"]) == ("example.com", "true")
    for handle in make_sample.ANCHORS:
        assert truth[f"{handle}@example.com"] == jane["id"]
    employees = make_sample.staff(make_sample.Dice(make_sample.SEED))
    here = [one for one in employees if 0 in {one.company, one.past}]
    likes = [one.id for one in here if {"jane", "smith"} & tokens(one.person)]
    assert likes == [jane["id"]]
    others = [email for email, owner in truth.items() if owner != jane["id"]]
    at_example = [email.lower() for email in others if email.lower().endswith("@example.com")]
    assert not [email for email in at_example if "jane" in email or "smith" in email]


def test_matching_the_sample_gives_jane_smith_her_published_scores() -> None:
    people = [{**row, "company": None} for row in rows("people.csv")]
    roster = Roster([row for row in people if row["domain"] == "example.com"])
    anchors = {
        "jane.smith": "0.950",
        "janesmith": "0.950",
        "jane": "0.900",
        "jsmith": "0.750",
        "janes": "0.750",
        "jane.marketing": "0.500",
        "j.smith": "0.708",
    }
    for handle, expected in anchors.items():
        best = match(f"{handle}@example.com", roster).best
        assert best is not None
        assert (best.profile.name, f"{best.score:.3f}", best.tied) == ("Jane Smith", expected, 1)
