"""CSV and TSV: records as RFC 4180 has them, and a bad one never takes the next one with it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from ..columns import opens_preamble
from ..errors import BadFile, BadSetting
from .rows import UNDECODED, Cell, Column, Reject, Row, Table, shown, text_of
from .streams import Source

DELIMITERS = ",\t;"
"""What may part the cells of a file that does not say; the commonest in the heading wins."""

LONGEST_LINE = 1 << 24
"""Characters; a longer line is rejected, so that a file without line ends needs no more memory."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[\w /.-]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Rows after a stray quote are read again, this many times over before they are given up with it.
_PATIENCE = 8


def read_delimited(
    source: Source, *, delimiter: str | None, encoding: str, usual: str | None = None
) -> Table:
    """A `Table` of texts; the delimiter is found in the heading where none is given.

    `usual` is the delimiter that the name of the file tells. The one given counts only where the
    heading has it or has no other: it may be meant for another file of the same command.
    A `Notes:` preamble and the `sep=;` line of Excel before the heading are skipped.
    Raises `BadFile` where there is no heading, and `BadSetting` for an encoding nobody knows.
    """
    lines = _Lines(_decoded(source, encoding), source.name)
    found = _skip_to_heading(lines)
    parted_by = _delimiter(lines.peek(), delimiter, found or usual)
    records = _Records(lines, source.name, parted_by)
    heading = next(iter(records), None)
    if heading is None:
        raise BadFile(
            f"{source.name} is empty. Its first line should name the columns.", path=source.name
        )
    if isinstance(heading, Reject):
        raise BadFile(f"The heading of {source.name}: {heading.reason}.", path=source.name)
    columns = tuple(Column(text_of(cell)) for cell in heading.cells)
    rows = _of_width(records, len(columns), source.name)
    return Table(source.name, columns, rows, source.done, source.total)


def _decoded(source: Source, encoding: str) -> io.TextIOWrapper:
    if encoding == "utf-8-sig" and source.file.peek(2)[:2] in _UTF16:
        encoding = "utf-16"
    try:
        return io.TextIOWrapper(source.file, encoding, "surrogateescape", newline="")
    except LookupError as error:
        raise BadSetting(
            f"There is no encoding {encoding!r}. Usual ones are utf-8-sig, cp1252 and utf-16.",
            setting="encoding",
            value=encoding,
        ) from error


class _Lines:
    """The physical lines with their numbers; lines may be handed back to be read again."""

    def __init__(self, file: io.TextIOWrapper, name: str) -> None:
        self._file = file
        self._name = name
        self._number = 0
        self._again: deque[tuple[int, str]] = deque()
        self._patience = csv.field_size_limit()

    def __next__(self) -> tuple[int, str]:
        if self._again:
            return self._again.popleft()
        line = self._read()
        if not line:
            raise StopIteration
        self._number += 1
        self._patience += _PATIENCE * len(line)
        return self._number, line

    def _read(self) -> str:
        try:
            line = self._file.readline(LONGEST_LINE)
            rest = line
            while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
                rest = self._file.readline(LONGEST_LINE)
        except UnicodeError as error:
            raise BadFile(f"{self._name} cannot be decoded: {error}.", path=self._name) from error
        return line

    def peek(self) -> str:
        """The next line, which stays to be read; empty at the end."""
        taken = next(self, (0, ""))
        if taken[1]:
            self._again.appendleft(taken)
        return taken[1]

    def hand_back(self, lines: Sequence[tuple[int, str]]) -> bool:
        """Take lines back, unless the same lines came back so often that it would never end."""
        self._patience -= sum(len(line) for _, line in lines)
        if self._patience < 0:
            return False
        self._again.extendleft(reversed(lines))
        return True


def _skip_to_heading(lines: _Lines) -> str | None:
    """Skip what stands before the heading; the delimiter, where Excel names it there."""
    separator = _SEPARATOR_LINE.fullmatch(lines.peek())
    if separator:
        next(lines)
        return separator[1]
    if opens_preamble(lines.peek()):
        while lines.peek().strip():
            next(lines)
    while lines.peek() and not lines.peek().strip("\r\n"):
        next(lines)
    return None


def _delimiter(heading: str, given: str | None, usual: str | None) -> str:
    outside = re.sub(r'"[^"]*("|$)', "", heading)
    found = usual or max(DELIMITERS, key=outside.count)
    # What is no single character is kept too, to be refused where the cells are parted.
    is_kept = given and (len(given) != 1 or given in outside or found not in outside)
    return given if given and is_kept else found


class _Records:
    """The records, each a `Row` of as many cells as it has, or a `Reject`."""

    def __init__(self, lines: _Lines, name: str, delimiter: str) -> None:
        self._lines = lines
        self._name = name
        self._delimiter = delimiter
        self._taken: list[tuple[int, str]] = []
        self._size = 0

    def __iter__(self) -> Iterator[Row | Reject]:
        reader = self._reader()
        while True:
            self._taken.clear()
            self._size = 0
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield self._reject(f"the row cannot be taken apart: {error}")
                reader = self._reader()
                continue
            if cells is None:
                return
            if cells:
                yield self._checked(cells)

    def _reader(self) -> Iterator[list[str]]:
        try:
            return csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
        except (TypeError, ValueError) as error:
            raise BadSetting(
                f"{self._delimiter!r} cannot part cells. Name one character, such as ';'.",
                setting="delimiter",
                value=self._delimiter,
            ) from error

    def _feed(self) -> Iterator[str]:
        while self._size < LONGEST_LINE:
            try:
                line = next(self._lines)
            except StopIteration:
                return
            self._taken.append(line)
            self._size += len(line[1])
            yield line[1]
        raise csv.Error("it is too long")

    def _reject(self, reason: str) -> Reject:
        """Refuse the first line of what was taken; the lines after it are read again."""
        line, text = self._taken[0]
        if not self._lines.hand_back(self._taken[1:]):
            reason += f"; with it went {len(self._taken) - 1:,} lines after it"
        return Reject(self._name, line, reason, shown(text))

    def _checked(self, cells: list[str]) -> Row | Reject:
        line = self._taken[0][0]
        text = "".join(text for _, text in self._taken)
        fault = _fault(text)
        if fault:
            return Reject(self._name, line, fault, shown(text))
        return Row(line, tuple(cells), text)


def _fault(text: str) -> str:
    undecoded = None if text.isascii() else UNDECODED.search(text)
    if undecoded:
        byte = ord(undecoded[0]) - 0xDC00
        return f"the byte 0x{byte:02x} is not in the file's encoding (see --encoding)"
    if "\0" in text:
        return "a cell holds a NUL byte"
    return "the line is too long" if len(text) >= LONGEST_LINE else ""


def _of_width(records: Iterable[Row | Reject], width: int, name: str) -> Iterator[Row | Reject]:
    for record in records:
        if isinstance(record, Row) and len(record.cells) != width:
            count = len(record.cells)
            reason = f"the number of cells is {count}, and the heading has {width}"
            yield record.refused(name, reason)
        else:
            yield record


class DelimitedWriter:
    """Writes CSV or TSV in UTF-8: cells are quoted where they must be, lines end in a newline."""

    def __init__(
        self, file: BinaryIO, names: Sequence[str], *, delimiter: str, excel_safe: bool
    ) -> None:
        self._excel_safe = excel_safe
        # Ended by CR and LF, a cell that holds either of them is quoted in every Python.
        self._csv = csv.writer(_Ended(file), delimiter=delimiter, lineterminator="\r\n")
        self._write_heading(file, list(map(self._text, names)), delimiter)

    def _write_heading(self, file: BinaryIO, names: list[str], delimiter: str) -> None:
        # Names in quotes are mistaken neither for another delimiter nor for a preamble.
        plain = all(map(_PLAIN_NAME.fullmatch, names))
        csv.writer(
            _Ended(file),
            delimiter=delimiter,
            lineterminator="\r\n",
            quoting=csv.QUOTE_MINIMAL if plain else csv.QUOTE_ALL,
        ).writerow(names)

    def write(self, row: Row, added: Sequence[Cell] = ()) -> None:
        """Write the row, with the added cells behind its own."""
        self._csv.writerow([self._text(cell) for cell in (*row.cells, *added)])

    def _text(self, cell: Cell) -> str:
        if self._excel_safe and isinstance(cell, str) and cell.startswith(_FORMULA):
            return "'" + cell
        return text_of(cell)

    def finish(self) -> None:
        """Write nothing more: each row is written at once."""


class _Ended:
    """Takes the lines of `csv.writer`, and ends them in a newline alone."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, line: str) -> None:
        self._file.write((line[:-2] + "\n").encode("utf-8", "backslashreplace"))
