"""People from a table: each row a person with one employer, or a whole profile in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..columns import Role, find_column, missing_column, yes_or_no
from ..errors import BadProfile
from ..profiles import as_profile, split_domains
from ..values import Employer, Profile
from .rows import Cell, Reject, Row, Table, text_of

PEOPLE_ROLES: tuple[Role, ...] = tuple(role for role in Role if role != Role.EMAIL)
"""The columns that say something of a person."""

_WHOLE = ("employers", "current_employers", "past_employers")
_PARTS = (Role.FIRST, Role.MIDDLE, Role.LAST)


@dataclass(slots=True)
class _Person:
    """What the rows read so far say of one id."""

    name: str
    line: int
    employers: dict[Employer, None] = field(default_factory=dict)


def read_people(
    table: Table,
    *,
    refuse: Callable[[Reject], None],
    asked: Mapping[Role, str] | None = None,
    employers_needed: bool = True,
) -> list[Profile]:
    """The people of a table, in the order of their first row.

    Rows with the same id are one person with several employers. Without a column for the id, a
    row's line number is its id. `asked` names columns that no usual name tells. A row without a
    name or with a blank id goes to `refuse`. Raises `BadFile` where a column is missing.

    >>> from addressee.files.rows import Column
    >>> columns = Column("id"), Column("First name"), Column("Last name"), Column("Website")
    >>> rows = [
    ...     Row(2, ("7", "Jane", "Smith", "example.com")),
    ...     Row(3, ("7", "Jane", "Smith", "www.example.org")),
    ...     Row(4, ("8", "", " ", "example.com")),
    ... ]
    >>> refused = []
    >>> for profile in read_people(Table("-", columns, iter(rows)), refuse=refused.append):
    ...     print(profile.id, profile.name, [employer.domains for employer in profile.employers])
    7 Jane Smith [('example.com',), ('www.example.org',)]
    >>> [(reject.line, reject.reason) for reject in refused]
    [(4, 'there is no name')]
    """
    places = _places(table, asked or {}, employers_needed=employers_needed)
    people: dict[str | int, _Person] = {}
    for row in table.rows:
        reason = "" if isinstance(row, Reject) else _add(people, table, places, row)
        if isinstance(row, Reject):
            refuse(row)
        elif reason:
            refuse(row.refused(table.name, reason))
    return [Profile(key, person.name, tuple(person.employers)) for key, person in people.items()]


def _places(
    table: Table, asked: Mapping[Role, str], *, employers_needed: bool
) -> dict[Role, int | None]:
    names = table.names
    places: dict[Role, int | None] = {
        role: find_column(role, names, file=table.name, asked=asked.get(role))
        for role in PEOPLE_ROLES
    }
    if places[Role.NAME] is None and places[Role.FIRST] is None and places[Role.LAST] is None:
        raise missing_column(Role.NAME, names, file=table.name)
    company = places[Role.DOMAIN] is not None or places[Role.COMPANY] is not None
    if employers_needed and not company and not _is_whole(table):
        raise missing_column(Role.DOMAIN, names, file=table.name)
    return places


def _is_whole(table: Table) -> bool:
    return any(name in _WHOLE for name in table.names)


def _add(
    people: dict[str | int, _Person], table: Table, places: dict[Role, int | None], row: Row
) -> str:
    """Add what the row says; the reason where it cannot be used."""
    try:
        found = _profile(table, places, row)
    except (BadProfile, _UnclearError) as error:
        return str(error)
    if not found.name.strip():
        return "there is no name"
    if isinstance(found.id, str) and not found.id.strip():
        return "there is no id"
    person = people.setdefault(found.id, _Person(found.name, row.line))
    if person.name != found.name:
        return f"the id {found.id!r} is another person's, {person.name!r} of line {person.line}"
    person.employers.update(dict.fromkeys(found.employers))
    return ""


class _UnclearError(ValueError):
    """A cell says something that nobody understands."""


def _profile(table: Table, places: dict[Role, int | None], row: Row) -> Profile:
    """The person of a row, with the employer of its columns and those of a whole profile."""
    cells = {role: row.cells[place] for role, place in places.items() if place is not None}
    person: dict[str, Any] = {
        "id": _id(cells.get(Role.ID, row.line)),
        "name": _name(cells),
    }
    found = as_profile(person | {"employers": list(_employers(cells))})
    record = zip(table.names, row.cells, strict=True)
    whole = {key: cell for key, cell in record if key in _WHOLE and cell not in (None, "")}
    if not whole:
        return found
    employers = dict.fromkeys((*found.employers, *as_profile(person | whole).employers))
    return Profile(found.id, found.name, tuple(employers))


def _id(cell: Cell) -> str | int:
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else text_of(cell)


def _name(cells: Mapping[Role, Cell]) -> str:
    name = text_of(cells.get(Role.NAME)).strip()
    parts = (text_of(cells.get(role)).strip() for role in _PARTS)
    return name or " ".join(part for part in parts if part)


def _employers(cells: Mapping[Role, Cell]) -> Iterator[dict[str, Any]]:
    company = text_of(cells.get(Role.COMPANY)).strip()
    domains = _domains(cells.get(Role.DOMAIN))
    if company or domains:
        yield {"name": company, "domains": domains, "current": _is_current(cells)}


def _domains(cell: Cell) -> list[str]:
    texts = cell if isinstance(cell, list) else [cell]
    return [part for text in texts for part in split_domains(text_of(text))]


def _is_current(cells: Mapping[Role, Cell]) -> bool:
    said = text_of(cells.get(Role.CURRENT)).strip()
    if said:
        answer = yes_or_no(said)
        if answer is None:
            raise _UnclearError(
                f"whether the employer is current is {said[:40]!r}: neither yes nor no"
            )
        return answer
    end = text_of(cells.get(Role.END)).strip()
    return not end or yes_or_no(end) is True
