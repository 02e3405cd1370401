"""What every format shares: a column, a row of cells with its place in the file, a row refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

Cell: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | None
"""What a cell can hold. CSV and TSV know texts only; the others know all that JSON knows."""

UNDECODED = re.compile("[\udc80-\udcff]")
"""A byte that the encoding of the file does not have, as `surrogateescape` lets it through."""

_LONGEST_SHOWN = 1000


class Kind(StrEnum):
    """What all cells of a column are; `TEXT` also where they differ."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name as it stands in the heading, and what its cells are.

    >>> Column("Email Address").kind.value
    'text'
    """

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one a column. `line` counts from 1; in Parquet it counts rows.

    `original` is the row as its own format had it, so that the format can give it back exactly.

    >>> Row(2, ("jane@example.com", "7")).cells[0]
    'jane@example.com'
    """

    line: int
    cells: tuple[Cell, ...]
    original: object = None

    def refused(self, file: str, reason: str) -> Reject:
        """The row as a `Reject` of that file, for that reason."""
        text = self.original if isinstance(self.original, str) else text_of(list(self.cells))
        return Reject(file, self.line, reason, shown(text))


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be used: the file and line it starts on, why, and what stood there.

    >>> Reject("people.csv", 7, "there is no name", "7,,example.com").reason
    'there is no name'
    """

    file: str
    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file open for reading: its columns, its rows and rejects in order, how far it is read.

    `done()` and `total` are bytes or rows; `total` is `None` where nobody knows the end.
    `schema` is the Arrow schema of a Parquet file.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterator[Row | Reject]
    done: Callable[[], int] = field(default=lambda: 0)
    total: int | None = None
    schema: object = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


class Writer(Protocol):
    """What each format writes with: rows one by one, then `finish`."""

    def write(self, row: Row, added: Sequence[Cell] = ()) -> None:
        """Write the row, with the added cells behind its own."""

    def finish(self) -> None:
        """Write what is still held back."""


def text_of(cell: Cell) -> str:
    """A cell as text: nothing for `None`, `true` and `false`, JSON for lists and objects.

    >>> text_of(None), text_of(True), text_of(0.5), text_of(["Jane", 7])
    ('', 'true', '0.5', '["Jane", 7]')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    return json.dumps(cell, ensure_ascii=False, default=str)


def shown(text: str) -> str:
    r"""A rejected row as a file of rejects shows it: on one line, cut where it is very long.

    >>> shown("Jane;\udcff\r\n")
    'Jane;\\xff'
    """
    text = text.strip("\r\n")
    if len(text) > _LONGEST_SHOWN:
        text = text[:_LONGEST_SHOWN] + "…"
    text = UNDECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def distinct(names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """The names, each that is taken already with `_2` behind it, or the first number that is free.

    >>> distinct(["score", "rank"], taken=["email", "score"])
    ['score_2', 'rank']
    """
    used = set(taken)
    found = []
    for name in names:
        free = name
        number = 2
        while free in used:
            free = f"{name}_{number}"
            number += 1
        used.add(free)
        found.append(free)
    return found
