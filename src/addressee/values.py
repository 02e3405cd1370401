"""The nouns: frozen values that the verbs of addressee take and give, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload


class MailboxKind(StrEnum):
    """Whose mailbox an address names: one person's, or one of the kinds that are nobody's own.

    >>> str(MailboxKind.FREE_MAIL)
    'free-mail'
    """

    PERSON = "person"
    ROLE = "role"
    AUTOMATION = "automation"
    SHARED = "shared"
    FREE_MAIL = "free-mail"
    DISPOSABLE = "disposable"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Address:
    """An email address taken apart by `addressee.parse`.

    `text` is what was given. `handle` is the local part as it is matched: unquoted, NFKC,
    case-folded, without its tag. `host` is lower-case ASCII (punycode), `domain` the registrable
    domain of the host, or the host itself where it has none.

    >>> Address("J.Smith+news@eu.example.com", "j.smith", "news", "eu.example.com", "example.com")
    ... # doctest: +ELLIPSIS
    Address(text='J.Smith+news@eu.example.com', handle='j.smith', tag='news', ...)
    """

    text: str
    handle: str
    tag: str
    host: str
    domain: str
    kind: MailboxKind = MailboxKind.PERSON

    def __str__(self) -> str:
        return f"{self.handle}@{self.host}"


@dataclass(frozen=True, slots=True)
class Employer:
    """A company as a profile names it: its name, the domains it is known by, and if still current.

    >>> Employer("Acme", ("acme.example",)).current
    True
    """

    name: str = ""
    domains: tuple[str, ...] = ()
    current: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A person: an id of the caller's, a full name as written, and employers.

    >>> Profile(id=7, name="Jane Smith").employers
    ()
    """

    id: str | int
    name: str
    employers: tuple[Employer, ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """A company the directory knows: a name as written, and every domain it answers to, sorted.

    >>> Company("Acme Inc.", ("acme.example",)).name
    'Acme Inc.'
    """

    name: str
    domains: tuple[str, ...] = ()


class Via(StrEnum):
    """How an address led to its company, or why it led to none."""

    HOST = "host"
    PARENT = "parent domain"
    ALIAS = "alias"
    FREE_MAIL = "free-mail host"
    DISPOSABLE = "disposable host"
    CALENDAR = "calendar robot"
    UNKNOWN = "unknown domain"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The company of an address, or `None`; `via` says how or why, `domain` what was recognised.

    >>> bool(Resolution(None, Via.UNKNOWN, ""))
    False
    """

    company: Company | None
    via: Via
    domain: str

    def __bool__(self) -> bool:
        return self.company is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """One honest way to read a full name: romanised lower-case words in each of its places.

    >>> Reading(given=("jean", "pierre"), family=("dupont",)).first
    'jeanpierre'
    """

    given: tuple[str, ...]
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    nickname: str = ""

    @property
    def first(self) -> str:
        """The given name as one word."""
        return "".join(self.given)

    @property
    def last(self) -> str:
        """The family name as one word; empty for a single name."""
        return "".join(self.family)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of `data/patterns.toml`: how a company may turn a name into a handle.

    `weight` is the published score of a handle that the pattern makes, 0 where none is published;
    `share` is the part of the corpus's addresses that it makes, 0 to 1.

    >>> Pattern("flast", "{first:1}{last}", 0.75, 0.2).id
    'flast'
    """

    id: str
    template: str
    weight: float
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a person might have: `address` is a bare handle where no domain was given.

    >>> Candidate("jsmith@example.com", "flast", 0.2).pattern
    'flast'
    """

    address: str
    pattern: str
    share: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a handle beside the piece of the name they were compared with.

    `part` is the place of the piece: first, middle, last, nickname, or name where it has none.
    `name` is empty where the letters were compared with nothing.

    >>> str(Piece("j", "jane", "first"))
    'j ~ jane'
    """

    handle: str
    name: str
    part: str

    def __str__(self) -> str:
        if self.handle == self.name:
            return self.handle
        return f"{self.handle} ~ {self.name or '(nothing)'}"


@dataclass(frozen=True, slots=True)
class Score:
    """What a scorer says of one handle and one name.

    `value` lies in 0 to 1; `rule` names the rule that gave it; `pieces` are what was compared.

    >>> float(Score(0.75, "flast"))
    0.75
    """

    value: float
    rule: str
    pieces: tuple[Piece, ...] = ()

    def __float__(self) -> float:
        return self.value


@dataclass(frozen=True, slots=True)
class Match:
    """One person an address could belong to, at a place of a `Ranking`.

    `rank` counts from 1 and is shared by equals; `tied` is how many people of the company share
    it. `current` is false where only a past employer connects the person with the company, and
    where nothing does.
    """

    profile: Profile
    score: float
    rule: str
    rank: int
    tied: int = 1
    current: bool = True
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Match]):
    """The people an address could belong to, best first; a sequence of `Match`.

    `company` is the address's company, `None` where the directory knows none; `via` says how it
    was found or why not. `considered` counts the people that were scored.

    >>> address = Address("a@b.example", "a", "", "b.example", "b.example")
    >>> ranking = Ranking(address, None, Via.UNKNOWN, 0, ())
    >>> len(ranking), ranking.best
    (0, None)
    """

    address: Address
    company: Company | None
    via: Via
    considered: int
    matches: tuple[Match, ...]

    @property
    def best(self) -> Match | None:
        """The first match, or `None` where there is none; `best.tied` says if it stands alone."""
        return self.matches[0] if self.matches else None

    @property
    def tie(self) -> tuple[Match, ...]:
        """The matches that share the first rank: one in a clear answer, none in an empty one."""
        return tuple(match for match in self.matches if match.rank == 1)

    def __len__(self) -> int:
        return len(self.matches)

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Match, ...]: ...
    def __getitem__(self, index: int | slice) -> Match | tuple[Match, ...]:
        return self.matches[index]
