"""How invented companies make a handle of a name: patterns, oddities, and what a clash does.

This is written on its own, without the patterns of `addressee`: a generator that asked the library
would only measure that the library agrees with itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .people import Person

NOTHING_OF_THE_NAME: list[str] = tomllib.loads(
    Path(__file__).with_name("companies.toml").read_text("utf-8")
)["strays"].split()


@dataclass(frozen=True, slots=True)
class Parts:
    """A name as one company spells it in handles."""

    first: str
    middle: str
    last: str
    syllables: str


@dataclass(frozen=True, slots=True)
class Habit:
    """The convention of a company: its patterns, and what it does with the odd parts of a name."""

    pattern: str
    second: str
    clash: str
    hyphens: bool = False
    particles: bool = True
    both_families: bool = False
    strays: float = 0.1


Pattern = Callable[[Parts], str]

PATTERNS: Mapping[str, Pattern] = {
    "first.last": lambda p: f"{p.first}.{p.last}",
    "flast": lambda p: p.first[:1] + p.last,
    "first": lambda p: p.first,
    "firstl": lambda p: p.first + p.last[:1],
    "firstlast": lambda p: p.first + p.last,
    "first_last": lambda p: f"{p.first}_{p.last}",
    "first-last": lambda p: f"{p.first}-{p.last}",
    "f.last": lambda p: f"{p.first[:1]}.{p.last}",
    "first.l": lambda p: f"{p.first}.{p.last[:1]}",
    "last": lambda p: p.last,
    "last.first": lambda p: f"{p.last}.{p.first}",
    "lastf": lambda p: p.last + p.first[:1],
    "lastfirst": lambda p: p.last + p.first,
    "first.m.last": lambda p: ".".join(filter(None, (p.first, p.middle[:1], p.last))),
    "fmlast": lambda p: p.first[:1] + p.middle[:1] + p.last,
    "initials": lambda p: p.first[:1] + p.middle[:1] + p.last[:1],
    "flast, eight letters": lambda p: (p.first[:1] + p.last)[:8],
    "lastf, eight letters": lambda p: p.last[:7] + p.first[:1],
    "syllables": lambda p: p.syllables + p.last,
    "last, syllables": lambda p: p.last + p.syllables,
}

SHARES: Mapping[str, float] = {
    "first.last": 42,
    "flast": 20,
    "first": 6,
    "firstl": 5,
    "firstlast": 6,
    "first_last": 3,
    "first-last": 1,
    "f.last": 3,
    "first.l": 1,
    "last": 2,
    "last.first": 3,
    "lastf": 2,
    "lastfirst": 1,
    "first.m.last": 1,
    "fmlast": 1,
    "initials": 1,
    "flast, eight letters": 2,
    "lastf, eight letters": 1,
    "syllables": 1,
    "last, syllables": 0.5,
}

CLASHES: Mapping[str, float] = {"digit": 5, "zero and digit": 2, "middle": 3, "longer": 3}


def draw_habit(dice: Dice, size: int) -> Habit:
    """The convention of a company of that many people; small ones like given names alone."""
    shares = dict(SHARES)
    if size < 10:
        shares["first"] *= 5
    return Habit(
        pattern=dice.weighted(shares),
        second=dice.weighted(SHARES),
        clash=dice.weighted(CLASHES),
        hyphens=dice.happens(0.5),
        particles=dice.happens(0.8),
        both_families=dice.happens(0.15),
        strays=dice.one((0.02, 0.06, 0.12, 0.2)),
    )


def parts(person: Person, habit: Habit) -> Parts:
    """The person's name as the company spells it.

    >>> ana = Person("spanish", "Ana-Luz de la Paz", ("ana", "luz"), ("ana", "luz"),
    ...              particle=("de", "la"), family=("paz",))
    >>> parts(ana, Habit("first.last", "flast", "digit", hyphens=True))
    Parts(first='ana-luz', middle='', last='delapaz', syllables='al')
    """
    hyphen = "-" if habit.hyphens and "-" in person.name else ""
    words = [*(person.particle if habit.particles else ()), *person.family]
    last = "".join(words)
    if person.second and habit.both_families:
        last += hyphen + "".join(person.second)
    middle = "".join(person.middle)
    return Parts(
        first=hyphen.join(person.called),
        middle=middle,
        last=last or middle,
        syllables="".join(piece[0] for piece in person.called),
    )


def draw_handle(dice: Dice, person: Person, habit: Habit, taken: set[str]) -> str:
    """A handle for the person that nobody has yet; it is put among the taken ones."""
    spelt = parts(person, habit)
    if dice.happens(habit.strays):
        handle = _stray(dice, spelt)
    else:
        pattern = habit.pattern if dice.happens(0.93) else habit.second
        handle = PATTERNS[pattern](spelt) if spelt.last else spelt.first
    while handle in taken or not handle:
        handle = _settle(dice, handle, spelt, habit, taken)
    taken.add(handle)
    return handle


def _stray(dice: Dice, spelt: Parts) -> str:
    """Those who go their own way: no name at all, one piece of it, a number, a prefix."""
    ways: Mapping[str, float] = {
        f"{dice.one(NOTHING_OF_THE_NAME)}{dice.one(('', '7', '42', '88'))}": 3,
        f"{dice.one(('e', 'x', '', 'u'))}{10000 + dice.below(90000)}": 3,
        spelt.first: 3,
        spelt.last or spelt.first: 2,
        f"{dice.one(('v-', 'ext.', 'c_'))}{spelt.first[:1]}{spelt.last}": 1,
        f"{spelt.first}{spelt.last[:1]}{dice.below(100):02}": 1,
        f"{spelt.first}.{dice.one(('dev', 'work', 'sales', 'de'))}": 1,
        f"{spelt.last}{dice.below(10)}{spelt.first[:1]}": 0.5,
    }
    return dice.weighted(ways)


def _settle(dice: Dice, handle: str, spelt: Parts, habit: Habit, taken: set[str]) -> str:
    middle = spelt.middle[:1] or dice.one("abcdejklmrst")
    choices = {
        "middle": f"{spelt.first}.{middle}.{spelt.last}"
        if "." in handle
        else f"{spelt.first[:1]}{middle}{spelt.last}",
        "longer": f"{spelt.first[:2]}{spelt.last}",
    }
    other = choices.get(habit.clash, "").strip(".")
    if other and other not in taken:
        return other
    number = next(n for n in range(2, len(taken) + 3) if f"{handle}{n}" not in taken)
    return f"{handle}{number:02}" if habit.clash == "zero and digit" else f"{handle}{number}"
