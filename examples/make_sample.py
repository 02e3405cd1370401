"""Write the sample: an invented company directory, addresses to match, and whose they truly are.

Run `python -m examples.make_sample` at the root of the project. The same seed writes the same
bytes everywhere; nobody in the files exists, and every domain is reserved for examples.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.companies import Plan, give_mailboxes
from benchmarks.dice import Dice
from benchmarks.handles import Habit
from benchmarks.people import Person, draw_person, tokens
from benchmarks.traditions import Tradition, traditions

SEED = 20261123
HERE = Path(__file__).parent
ADDRESSES = 300

EMPLOYERS = (
    ("Example Corp", "example.com", 60, "first.last", "american british irish filipino"),
    (
        "Bergfink Werkzeuge GmbH",
        "bergfink.example",
        44,
        "flast",
        "german dutch belgian swedish danish-norwegian icelandic finnish baltic",
    ),
    (
        "Bocian Software",
        "bocian.example",
        36,
        "f.last",
        (
            "polish czech-slovak hungarian romanian south-slavic bulgarian russian ukrainian "
            "greek georgian armenian central-asian"
        ),
    ),
    (
        "Azulejo Verde Alimentos S.A.",
        "azulejoverde.example",
        28,
        "first_last",
        "spanish mexican portuguese italian french west-african-french",
    ),
    (
        "Monsoon Kettle Systems",
        "monsoonkettle.test",
        26,
        "firstl",
        "north-indian south-indian pakistani-bangladeshi malay indonesian thai vietnamese",
    ),
    (
        "Nine Lanterns Trading Ltd",
        "ninelanterns.example",
        18,
        "first.last",
        "chinese cantonese taiwanese korean japanese",
    ),
    ("Saffron Gate Partners", "saffrongate.test", 12, "lastf", "arabic hebrew persian turkish"),
    ("Baobab & Kite", "baobabkite.example", 8, "first", "nigerian east-african southern-african"),
)

JANE = Person("american", "Jane Smith", given=("jane",), called=("jane",), family=("smith",))
ANCHORS = (
    *("jane.smith", "janesmith", "jane", "jsmith", "janes", "jane.marketing", "j.smith"),
    "jsmi",
)

TITLES = (
    "Accountant",
    "Buyer",
    "Chief Executive",
    "Data Analyst",
    "Designer",
    "Head of Sales",
    "Legal Counsel",
    "Marketing Manager",
    "Office Manager",
    "Product Manager",
    "Recruiter",
    "Software Engineer",
    "Support Engineer",
    "Warehouse Lead",
)
SOURCES = ("crm", "newsletter", "webinar", "support", "invoice")

BAD = (
    ("mia.lindgren(at)bergfink.example", "not an address"),
    ("@example.com", "not an address"),
    ("no-sign-at-all.bocian.example", "not an address"),
    ("olu adeyemi@", "not an address"),
)
UNKNOWN = (
    "ada.okafor@copperfjord.example",
    "jsmith@larchlight.test",
    "hello@tidewheel.example",
    "t.nakagawa@quietquarry.example",
    "maria.silva@copperfjord.example",
    "b.lund@mistymeadow.test",
)


@dataclass(frozen=True, slots=True)
class Employee:
    """A person of the directory, the company they work for, and one they worked for before."""

    id: str
    person: Person
    company: int
    past: int | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `emails.csv`, and the id of the true owner, empty where the directory has none."""

    email: str
    note: str
    owner: str = ""


def staff(dice: Dice) -> list[Employee]:
    """The people of the eight companies, Jane Smith first; one in eight has a past employer.

    >>> staff(Dice(1))[0].person.name
    'Jane Smith'
    """
    employees = [Employee("P001", JANE, 0)]
    for company, (_, _, size, _, homes) in enumerate(EMPLOYERS):
        for place in range(size if company else size - 1):
            tradition = _tradition(dice, homes.split(), place)
            past = (company + 1 + dice.below(7)) % 8 if dice.happens(0.12) else None
            person = _newcomer(dice, tradition, beside_jane=0 in {company, past})
            left = past is None and dice.happens(0.04)
            employees.append(Employee(f"P{len(employees) + 1:03}", person, company, past, left))
    return employees


def _tradition(dice: Dice, homes: Sequence[str], place: int) -> Tradition:
    if place >= len(homes) and dice.happens(0.25):
        return dice.one(traditions())
    return _called(homes[place % len(homes)])


def _called(wanted: str) -> Tradition:
    return next(tradition for tradition in traditions() if tradition.id == wanted)


def _newcomer(dice: Dice, tradition: Tradition, *, beside_jane: bool) -> Person:
    while True:
        person = draw_person(dice, tradition, dressing=3)
        words = {*tokens(person), *person.called, *person.given, *person.family, *person.second}
        if not (
            beside_jane and any(word.startswith(("jan", "smi", "mac", "mar")) for word in words)
        ):
            return person


def plans() -> list[Plan]:
    """The eight companies with their conventions.

    >>> plans()[1].domain
    'bergfink.example'
    """
    return [
        Plan(
            name,
            domain,
            size,
            Habit(pattern, "first.last", clash="digit", strays=0.05 if index else 0.03),
            _called(homes.split()[0]),
            branches=("eu", "lab") if index in {1, 2} else (),
        )
        for index, (name, domain, size, pattern, homes) in enumerate(EMPLOYERS)
    ]


def addresses(dice: Dice, employees: Sequence[Employee]) -> list[Row]:
    """The rows of `emails.csv`: Jane Smith's anchors first, then 300 in all, well mixed.

    >>> dice = Dice(1)
    >>> rows = addresses(dice, staff(dice))
    >>> len(rows), rows[0]
    (300, Row(email='jane.smith@example.com', note='', owner='P001'))
    """
    anchors = [Row(f"{handle}@example.com", "", "P001") for handle in ANCHORS]
    strange = [Row(email, "unknown domain") for email in UNKNOWN]
    bad = [Row(email, note) for email, note in BAD]
    known = [row for plan, number in _numbered() for row in _company(dice, plan, number, employees)]
    room = ADDRESSES - len(anchors) - len(strange) - len(bad)
    chosen = _disguise(dice.order(known)[:room], {one.id: one.person for one in employees})
    return anchors + dice.order([*chosen, *strange, *bad])


def _numbered() -> Iterator[tuple[Plan, int]]:
    return ((plan, number) for number, plan in enumerate(plans()))


def _company(dice: Dice, plan: Plan, number: int, employees: Sequence[Employee]) -> Iterator[Row]:
    """Everybody's address there, and the old one of those who have moved on."""
    here = [one for one in employees if number in {one.company, one.past}]
    people = [one.person for one in here]

    def stranger() -> Person:
        return _newcomer(dice, plan.home, beside_jane=number == 0)

    for mailbox in give_mailboxes(dice, plan, people, stranger):
        if mailbox.owner is None:
            yield Row(mailbox.email, "not listed" if mailbox.kind == "person" else "role mailbox")
        elif here[mailbox.owner].person is not JANE:
            yield _owned(mailbox.email, here[mailbox.owner], number)


def _owned(email: str, owner: Employee, company: int) -> Row:
    past = owner.past == company or owner.left
    return Row(email, "past employer" if past else "", owner.id)


def _disguise(rows: Sequence[Row], people: Mapping[str, Person]) -> list[Row]:
    """The rows, some as people type them: with a tag, in capitals, with a name."""
    rows = list(rows)
    owned = [place for place, row in enumerate(rows) if row.owner and not row.note]
    for place in owned[:2]:
        email = rows[place].email.replace("@", "+news@")
        rows[place] = replace(rows[place], email=email, note="tag")
    for place in owned[2:9]:
        rows[place] = replace(rows[place], email=rows[place].email.upper(), note="capitals")
    for place in owned[9:16]:
        name = people[rows[place].owner].name.replace('"', "")
        email = f'"{name}" <{rows[place].email}>'
        rows[place] = replace(rows[place], email=email, note="display name")
    return rows


def directory(dice: Dice, employees: Iterable[Employee]) -> Iterator[tuple[str, ...]]:
    """The rows of `people.csv`: a line for each employer, the present one first."""
    for one in employees:
        title = dice.one(TITLES)
        places = [(one.company, "false" if one.left else "true")]
        if one.past is not None:
            places.append((one.past, "false"))
        for company, current in places:
            name, domain = EMPLOYERS[company][:2]
            yield one.id, one.person.name, name, domain, current, title


def write(folder: Path, seed: int = SEED) -> None:
    """Write `people.csv`, `emails.csv` and `truth.csv` into the folder."""
    dice = Dice(seed)
    employees = staff(dice)
    rows = addresses(dice, employees)
    heading = ("id", "name", "company", "domain", "current", "title")
    _write(folder / "people.csv", heading, directory(dice, employees))
    emails = [(row.email, dice.one(SOURCES), row.note) for row in rows]
    _write(folder / "emails.csv", ("email", "source", "note"), emails)
    _write(folder / "truth.csv", ("email", "id"), [(row.email, row.owner) for row in rows])


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sample beside this file, or into the folder that `-o` names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, default=HERE, help="folder to write to")
    write(parser.parse_args(arguments).output)


if __name__ == "__main__":
    main()
