"""Which column is which: the headings of usual exports are rows of `data/columns.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from .errors import BadFile
from .tables import records
from .text import fold, strip_marks

_COLUMNS_SHOWN = 30


class Role(StrEnum):
    """What a column can be good for. The flag that names it is `--<role>-column`."""

    EMAIL = "email"
    ID = "id"
    NAME = "name"
    FIRST = "first-name"
    MIDDLE = "middle-name"
    LAST = "last-name"
    DOMAIN = "domain"
    COMPANY = "company"
    CURRENT = "current"
    END = "end-date"


def find_column(
    role: Role, names: Sequence[str], *, file: str, asked: str | None = None
) -> int | None:
    """The place of the column with that role, `None` where there is none.

    `asked` is the name that the user gave; without it, usual names are tried in the order of the
    table, whatever their case and punctuation. Raises `BadFile` where the column asked for is
    missing, or where several columns have the same name.

    >>> find_column(Role.FIRST, ["FirstName", "last_name"], file="people.csv")
    0
    >>> find_column(Role.EMAIL, ["Work email", "Email"], file="list.csv")
    1
    >>> find_column(Role.EMAIL, ["Email", "E-mail"], file="list.csv")
    Traceback (most recent call last):
    addressee.errors.BadFile: list.csv has several columns for the email: 'Email', 'E-mail'. \
Choose one with --email-column.
    """
    if asked is not None:
        return _asked_for(role, names, file, asked)
    found = list(map(plain, names))
    for usual in (plain(name) for row in _rows(role) for name in row):
        places = [place for place, name in enumerate(found) if name == usual]
        if len(places) > 1:
            raise _ambiguous(role, [names[place] for place in places], file)
        if places:
            return places[0]
    return None


def _asked_for(role: Role, names: Sequence[str], file: str, asked: str) -> int:
    if asked in names:
        return names.index(asked)
    places = [place for place, name in enumerate(names) if plain(name) == plain(asked)]
    if len(places) != 1:
        raise BadFile(
            f"{file} has no column {asked!r}, which --{role}-column names. {_seen(names)}",
            path=file,
        )
    return places[0]


def _ambiguous(role: Role, found: Sequence[str], file: str) -> BadFile:
    listed = ", ".join(map(repr, found))
    return BadFile(
        f"{file} has several columns for the {_words(role)}: {listed}. "
        f"Choose one with --{role}-column.",
        path=file,
    )


def missing_column(role: Role, names: Sequence[str], *, file: str) -> BadFile:
    """The error that says which columns there are, and how to name the right one.

    >>> print(missing_column(Role.EMAIL, ["who", "where"], file="list.csv"))
    list.csv has no column for the email. Its columns: 'who', 'where'. Name one with --email-column.
    >>> print(missing_column(Role.EMAIL, ["jane@example.com"], file="list.txt"))
    list.txt has no column for the email. Its columns: 'jane@example.com'. \
The first line looks like data: put a line with the column names above it.
    """
    way_out = f"Name one with --{role}-column."
    if any("@" in name for name in names):
        way_out = "The first line looks like data: put a line with the column names above it."
    return BadFile(
        f"{file} has no column for the {_words(role)}. {_seen(names)} {way_out}", path=file
    )


def _seen(names: Sequence[str]) -> str:
    more = len(names) - _COLUMNS_SHOWN
    listed = ", ".join(f"{name[:60]!r}" for name in names[:_COLUMNS_SHOWN])
    return f"Its columns: {listed}{f', and {more} more' if more > 0 else ''}."


def _words(role: Role) -> str:
    return role.replace("-", " ")


def plain(name: str) -> str:
    """A heading as it is compared: folded, only its letters and digits.

    >>> plain("E-Mail  Address"), plain("Prénom")
    ('emailaddress', 'prenom')
    """
    return "".join(letter for letter in strip_marks(fold(name)) if letter.isalnum())


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes or no; `None` where it says neither.

    >>> yes_or_no("TRUE"), yes_or_no("former"), yes_or_no("")
    (True, False, None)
    """
    word = plain(text)
    if any(word in row for row in _rows("yes")):
        return True
    return False if any(word in row for row in _rows("no")) else None


def opens_preamble(line: str) -> bool:
    r"""Whether a first line stands before the heading, with all that follows up to a blank line.

    >>> opens_preamble("Notes:\r\n"), opens_preamble("Notes,Email\n")
    (True, False)
    """
    return any(fold(line) in row for row in _rows("preamble"))


def _rows(role: str) -> list[Sequence[str]]:
    return [row["names"] for row in records("columns") if row["role"] == role]
