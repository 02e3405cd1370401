"""Invented companies: who works there, and every mailbox with its true owner."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .handles import Habit, draw_habit, draw_handle
from .people import Person, draw_person
from .traditions import Tradition, traditions

SEED = 20261123
DOMAINS = 150
ADDRESSES = 3000

_TABLE = tomllib.loads(Path(__file__).with_name("companies.toml").read_text("utf-8"))

ADJECTIVES: list[str] = _TABLE["adjectives"].split()
NOUNS: list[str] = _TABLE["nouns"].split()
TRADES: list[str] = _TABLE["trades"].split()
ENDINGS: list[str] = _TABLE["endings"]
ROLES: dict[str, str] = {
    role: kind for kind, roles in _TABLE["roles"].items() for role in roles.split()
}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, what it is (`person`, or a kind of role), and the person who owns it.

    `owner` counts the people of the company; `None` for a role's mailbox and an absent owner's.
    """

    email: str
    kind: str
    owner: int | None


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company: its directory of people, and its mailboxes."""

    name: str
    domain: str
    people: tuple[Person, ...]
    mailboxes: tuple[Mailbox, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a company is founded with: how many people, and the conventions of its name and mail."""

    name: str
    domain: str
    size: int
    habit: Habit
    home: Tradition
    branches: tuple[str, ...] = ()


def companies(
    seed: int = SEED, *, domains: int = DOMAINS, addresses: int = ADDRESSES
) -> tuple[Company, ...]:
    """The invented companies of a seed, the largest first; their sizes follow Zipf's law.

    >>> found = companies(1, domains=3, addresses=30)
    >>> [len(company.people) for company in found]
    [16, 8, 5]
    """
    dice = Dice(seed)
    names = company_names(dice)
    return tuple(
        found(dice, draw_plan(dice, *next(names), size)) for size in sizes(domains, addresses)
    )


def sizes(domains: int, addresses: int) -> list[int]:
    """How many people each company has: the n-th an n-th of the first, none under two.

    >>> sizes(4, 100)
    [48, 24, 16, 12]
    """
    whole = sum(1 / rank for rank in range(1, domains + 1))
    return [max(2, round(addresses / whole / rank)) for rank in range(1, domains + 1)]


def company_names(dice: Dice) -> Iterator[tuple[str, str]]:
    """Names of companies with their domains, 1,440 of them, under reserved endings; none twice."""
    for adjective, noun in dice.order([(one, two) for one in ADJECTIVES for two in NOUNS]):
        trade, ending = dice.one(TRADES), dice.one(ENDINGS)
        name = f"{adjective.title()} {noun.title()} {trade} {ending}".strip()
        domain = adjective + dice.one(("", "-")) + noun
        yield name, f"{domain}.{dice.one(('example', 'example', 'test'))}"


def draw_plan(dice: Dice, name: str, domain: str, size: int) -> Plan:
    """The plan of a company of that size: a convention, a home country, now and then branches."""
    branches = ("eu", "us", "lab") if size > 20 and dice.happens(0.3) else ()
    return Plan(name, domain, size, draw_habit(dice, size), draw_tradition(dice), branches)


def draw_tradition(dice: Dice) -> Tradition:
    """A tradition, as often as its share in the world says."""
    return dice.one_of(traditions(), [row.weight for row in traditions()])


def found(dice: Dice, plan: Plan) -> Company:
    """The company of a plan: staffed, mostly from its home where it is small, with mailboxes."""
    local = 0.7 if plan.size < 50 else 0.35
    people = tuple(
        draw_person(dice, plan.home if dice.happens(local) else draw_tradition(dice))
        for _ in range(plan.size)
    )
    mailboxes = give_mailboxes(dice, plan, people, lambda: draw_person(dice, plan.home))
    return Company(plan.name, plan.domain, people, tuple(mailboxes))


def give_mailboxes(
    dice: Dice, plan: Plan, people: Sequence[Person], stranger: Callable[[], Person]
) -> Iterator[Mailbox]:
    """The mailboxes of a company: its roles', everybody's, and those of people it does not list.

    One person in 25 has a second address, and for 25 people there is one such stranger.
    """
    taken = set(ROLES)
    for role in dice.order(tuple(ROLES))[: 1 + dice.below(min(8, 1 + plan.size // 3))]:
        yield Mailbox(f"{role}@{plan.domain}", ROLES[role], None)
    for number, person in enumerate(people):
        yield _mailbox(dice, plan, person, taken, number)
        if dice.happens(0.04):
            yield _mailbox(dice, plan, person, taken, number)
        if dice.happens(0.04):
            yield _mailbox(dice, plan, stranger(), taken, None)


def _mailbox(dice: Dice, plan: Plan, person: Person, taken: set[str], owner: int | None) -> Mailbox:
    handle = draw_handle(dice, person, plan.habit, taken)
    branch = f"{dice.one(plan.branches)}." if plan.branches and dice.happens(0.3) else ""
    return Mailbox(f"{handle}@{branch}{plan.domain}", "person", owner)
