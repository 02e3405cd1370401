"""JSON Lines: an object a line; a bad line is rejected, a good one is given back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from ..errors import BadFile
from .rows import Cell, Column, Kind, Reject, Row, Table, shown
from .streams import Source

LONGEST_LINE = 1 << 26
"""Bytes; a longer line is rejected."""

_BLANKS = " \t\r\n"
_INTEGERS = range(-(2**63), 2**63)


class JsonObject(str):
    """The text of a JSON object: what its number, spaces and order of keys were."""

    __slots__ = ()


def read_json_lines(source: Source) -> Table:
    """A `Table` whose columns are all keys of all objects, in the order of their first coming.

    The file is read twice, the first time for the keys. Raises `BadFile` where it has no object.
    """
    source.keep()
    columns = _columns(source)
    if not columns:
        sentence = f"{source.name} holds no JSON object. Each line should be one, such as {{...}}."
        raise BadFile(sentence, path=source.name)
    source.start_again()
    return Table(source.name, columns, _rows(source, columns), source.done, source.total)


def _columns(source: Source) -> tuple[Column, ...]:
    kinds: dict[str, Kind | None] = {}
    for _, _, found in _objects(source):
        if isinstance(found, dict):
            for key, value in found.items():
                kinds[key] = _common(kinds.get(key), _kind(value))
    return tuple(Column(name, kind or Kind.TEXT) for name, kind in kinds.items())


def _kind(value: object) -> Kind | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if isinstance(value, int):
        return Kind.INTEGER if value in _INTEGERS else Kind.TEXT
    return Kind.NUMBER if isinstance(value, float) else Kind.TEXT


def _common(one: Kind | None, other: Kind | None) -> Kind | None:
    if one is None or other is None or one == other:
        return one or other
    return Kind.NUMBER if {one, other} == {Kind.INTEGER, Kind.NUMBER} else Kind.TEXT


def _rows(source: Source, columns: Sequence[Column]) -> Iterator[Row | Reject]:
    names = [column.name for column in columns]
    for number, text, found in _objects(source):
        if isinstance(found, dict):
            yield Row(number, tuple(found.get(name) for name in names), JsonObject(text))
        else:
            yield Reject(source.name, number, found, shown(text))


def _objects(source: Source) -> Iterator[tuple[int, str, dict[str, Any] | str]]:
    """Number and text of each line that is not blank, and its object or what is wrong with it."""
    number = 0
    while line := source.file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(source)
            yield number, line[:LONGEST_LINE].decode("latin-1"), "the line is too long"
            continue
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", "surrogateescape")
        text = text.strip(_BLANKS)
        if text:
            yield number, text, _parsed(text)


def _skip_line(source: Source) -> None:
    while (rest := source.file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _parsed(text: str) -> dict[str, Any] | str:
    try:
        text.encode("utf-8")
        found = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except UnicodeEncodeError:
        return "the line is not UTF-8"
    except RecursionError:
        return "the JSON is nested too deep"
    except ValueError as error:
        return f"this is no JSON: {error}"
    return found if isinstance(found, dict) else "this is no JSON object"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large a number")
    return number


class JsonLinesWriter:
    """Writes an object a line; one that came as JSON keeps its own text, and takes more keys."""

    def __init__(self, file: BinaryIO, names: Sequence[str], added: Sequence[str]) -> None:
        self._file = file
        self._names = names
        self._added = added

    def write(self, row: Row, added: Sequence[Cell] = ()) -> None:
        """Write the row, with the added cells behind its own."""
        news = dict(zip(self._added, added, strict=True))
        if isinstance(row.original, JsonObject):
            line = _joined(row.original, news)
        else:
            line = _dumped(dict(zip(self._names, row.cells, strict=True)) | news)
        self._file.write((line + "\n").encode("utf-8", "backslashreplace"))

    def finish(self) -> None:
        """Write nothing more: each row is written at once."""


def _joined(text: str, news: dict[str, Cell]) -> str:
    if not news:
        return text
    inside = text[1:-1].strip(_BLANKS)
    return "{" + inside + ", " * bool(inside) + _dumped(news)[1:]


def _dumped(value: dict[str, Cell]) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    # Legal in JSON, but some readers take them for the end of a line.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
