"""Invented people: a name as a directory writes it, and the words its bearer signs with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dice import Dice
from .traditions import Tradition, Word, plain

SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")

TAILS = (
    " | CEO at Acme",
    " - Sales Manager",
    " | Data & Analytics",
    ", Head of Procurement",
    " (she/her)",
    " (he/him)",
    " 🚀",
    " | Open to work",
    " - hiring!",
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: `name` as shown, the rest in pieces as an address would spell them.

    `called` is what colleagues call the person: the given name, or a short or other one.
    """

    tradition: str
    name: str
    given: tuple[str, ...]
    called: tuple[str, ...]
    middle: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


def draw_person(dice: Dice, tradition: Tradition, *, dressing: float = 1.0) -> Person:
    """A person of the tradition; `dressing` raises or lowers how often a name has a title or tail.

    >>> from .traditions import traditions
    >>> draw_person(Dice(3), traditions()[0]) == draw_person(Dice(3), traditions()[0])
    True
    """
    woman = dice.happens(0.5)
    form = dice.weighted(tradition.forms)
    words = _draw_words(dice, tradition, form, woman=woman)
    if not _writable(form, words):
        form = next(iter(tradition.forms))
        words = _draw_words(dice, tradition, form, woman=woman)
    shown = SLOT.sub(lambda slot: _show(words[slot[1]], slot[2]), form)
    return _person(dice, tradition, _dress(dice, tradition, shown, dressing), form, words)


def _draw_words(
    dice: Dice, tradition: Tradition, form: str, *, woman: bool
) -> dict[str, Word | None]:
    pools = {
        "given": "women" if woman else "men",
        "also": "women" if woman else "men",
        "middle": "women" if woman else "men",
        "family": "family",
        "second": "family",
        "extra": "family",
        "father": "fathers",
        "particle": "particles",
    }
    slots = [slot[1] for slot in SLOT.finditer(form)]
    words: dict[str, Word | None] = {
        slot: dice.one(tradition.pool(pools[slot], woman=woman)) for slot in slots if slot in pools
    }
    if "nickname" in slots:
        words["nickname"] = _nickname(dice, tradition, words.get("given"))
    return words


def _nickname(dice: Dice, tradition: Tradition, given: Word | None) -> Word | None:
    choices = (given and tradition.nicknames.get(given.shown)) or tradition.pools.get("aliases")
    return dice.one(choices) if choices else None


def _writable(form: str, words: dict[str, Word | None]) -> bool:
    wanted = [(words[slot[1]], slot[2]) for slot in SLOT.finditer(form)]
    whole = all(word and (word.native or way != "native") for word, way in wanted)
    return whole and len({word.shown for word in words.values() if word}) == len(words)


def _show(word: Word | None, way: str | None) -> str:
    if word is None:
        return ""
    ways = {
        "native": word.native or word.shown,
        "upper": word.shown.upper(),
        "initial": word.shown[0],
    }
    return ways[way] if way else word.shown


def _dress(dice: Dice, tradition: Tradition, shown: str, dressing: float) -> str:
    titles, suffixes = tradition.pools.get("titles"), tradition.pools.get("suffixes")
    if titles and dice.happens(0.02 * dressing):
        shown = f"{dice.one(titles).shown} {shown}"
    if suffixes and dice.happens(0.02 * dressing):
        shown = f"{shown}{dice.one((' ', ', '))}{dice.one(suffixes).shown}"
    if dice.happens(0.01 * dressing):
        shown = dice.one((shown.upper(), shown.lower()))
    if dice.happens(0.01 * dressing):
        shown += dice.one(TAILS)
    return shown


def _person(
    dice: Dice, tradition: Tradition, name: str, form: str, words: dict[str, Word | None]
) -> Person:
    pieces = {slot: _spell(dice, word) for slot, word in words.items() if word}
    given = pieces.get("given") or pieces["nickname"]
    middle = pieces.get("middle", ()) + pieces.get("father", ()) + pieces.get("extra", ())
    if "also" in pieces and dice.happens(0.3):
        given += pieces["also"]
    elif "also" in pieces:
        middle += pieces["also"]
    family = pieces.get("family", ())
    if "{family:initial}" in form and dice.happens(0.5):
        family = (family[0][0],)
    return Person(
        tradition=tradition.id,
        name=name,
        given=given,
        called=_called(dice, tradition, form, words, pieces) or given,
        middle=middle,
        particle=pieces.get("particle", ()),
        family=family,
        second=pieces.get("second", ()),
    )


def _called(
    dice: Dice,
    tradition: Tradition,
    form: str,
    words: dict[str, Word | None],
    pieces: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    if form.startswith("{given:initial}. {middle}"):
        return pieces["middle"]
    if "nickname" in pieces:
        return pieces["nickname"] if dice.happens(0.6) else ()
    unseen = _nickname(dice, tradition, words["given"])
    return _spell(dice, unseen) if unseen and dice.happens(0.1) else ()


def _spell(dice: Dice, word: Word) -> tuple[str, ...]:
    return word.spellings[0] if dice.happens(0.7) else dice.one(word.spellings)


def tokens(person: Person) -> frozenset[str]:
    """The words of the person's name as shown, in plain letters: what a look-alike would share.

    >>> sorted(tokens(Person("american", "Dr. Jane O'Neill", ("jane",), ("jane",))))
    ['dr', 'jane', 'oneill']
    """
    return frozenset(plain(person.name).replace("-", " ").split())
