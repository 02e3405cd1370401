"""Strategies that draw people, the ways their names are written, and handles made from them."""

from __future__ import annotations

from hypothesis import strategies as st

from addressee.names import readings
from addressee.patterns import handles, patterns
from addressee.values import Employer, Profile

GIVEN = (
    *("Jane", "John", "Janet", "Jürgen", "Anna-Lena", "Jean-Pierre", "Li", "Wei", "Min-su", "Thi"),
    *("Oluwaseun", "Priya", "Øystein", "Łukasz", "Đorđe", "Иван", "Νίκος", "Aylin", "Seán", "Jo"),
)
FAMILY = (
    *("Smith", "Smithson", "Jones", "Müller", "van der Berg", "de la Cruz", "García López", "Kim"),
    *(
        "O'Brien",
        "al-Rashid",
        "Nguyễn",
        "Петров",
        "Åkesson",
        "Smith-Jones",
        "Ng",
        "Öztürk",
        "Ó Briain",
    ),
)
DOMAINS = ("acme.example", "globex.example", "initech.test")
FOREIGN = ("marketing", "berlin", "xyzzy", "contractor")


def given() -> st.SearchStrategy[str]:
    return st.sampled_from(GIVEN)


def family() -> st.SearchStrategy[str]:
    return st.sampled_from(FAMILY)


@st.composite
def names(draw: st.DrawFn) -> str:
    """A full name in one of the forms in which files hold names."""
    form = draw(
        st.sampled_from(
            (
                "{g} {f}",
                "{f}, {g}",
                "{g} {m} {f}",
                "{g} {m:.1}. {f}",
                "Dr. {g} {f}",
                "{g} {f}, PhD",
                "{g}",
                '{g} "{n}" {f}',
                "{g} {f} | CEO at Acme",
                "{g} {f} (she/her)",
            )
        )
    )
    return form.format(g=draw(given()), f=draw(family()), m=draw(given()), n=draw(given()))


@st.composite
def plain_names(draw: st.DrawFn) -> str:
    """A given and a family name of one ASCII word each, which start no part of each other."""
    first = draw(st.sampled_from(("Jane", "Priya", "Oluwaseun", "Aylin", "Robert")))
    last = draw(st.sampled_from(("Smith", "Miller", "Kowalski", "Nakamura", "Ferrari")))
    return f"{first} {last}"


@st.composite
def employers(draw: st.DrawFn) -> tuple[Employer, ...]:
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=0, max_size=2, unique=True))
    return tuple(Employer("", (domain,), draw(st.booleans())) for domain in domains)


@st.composite
def crowds(draw: st.DrawFn, min_size: int = 1, max_size: int = 8) -> list[Profile]:
    """People with ids of their own, several of them of one company."""
    size = draw(st.integers(min_size, max_size))
    return [Profile(number, draw(names()), draw(employers())) for number in range(size)]


def made_handles(name: str, *, weighted: bool = False) -> list[str]:
    """Every handle that the patterns make of a name."""
    return [
        handle
        for reading in readings(name)
        for pattern in patterns()
        if pattern.weight or not weighted
        for handle in handles(pattern, reading)
    ]


@st.composite
def handles_of(draw: st.DrawFn, name: str) -> str:
    """A handle made from the name, now and then with a digit, or from no one."""
    made = made_handles(name)
    handle = draw(st.sampled_from(made)) if made and draw(st.integers(0, 9)) else "zz"
    return handle + draw(st.sampled_from(("", "", "", "2", "17", ".marketing")))


@st.composite
def handle_and_name(draw: st.DrawFn) -> tuple[str, str]:
    """A handle and a name; the handle is of that name, or of another."""
    name = draw(names())
    return draw(handles_of(draw(st.sampled_from((name, draw(names())))))), name


@st.composite
def address_and_crowd(draw: st.DrawFn) -> tuple[str, list[Profile]]:
    """An address at one of the companies, its handle made from one of the people."""
    crowd = draw(crowds())
    handle = draw(handles_of(draw(st.sampled_from(crowd)).name))
    return f"{handle}@{draw(st.sampled_from(DOMAINS))}", crowd
