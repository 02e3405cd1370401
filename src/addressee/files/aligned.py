"""A table for eyes: columns aligned, long cells cut, nothing that could upset a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import BinaryIO

from .rows import Cell, Row, text_of

WIDEST_CELL = 40
"""Columns of the screen; a longer text is cut, but in the last column."""

_ROWS_MEASURED = 200


class AlignedWriter:
    """Writes rows under a heading; the first rows decide how wide the columns are."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        self._file = file
        self._widths: list[int] = []
        self._held = [[_plain(name) for name in names], ["-" for _ in names]]

    def write(self, row: Row, added: Sequence[Cell] = ()) -> None:
        """Write the row, with the added cells behind its own."""
        cells = (*row.cells, *added)
        last = len(cells) - 1
        self._held.append([_shown(cell, whole=n == last) for n, cell in enumerate(cells)])
        if self._widths or len(self._held) > _ROWS_MEASURED:
            self.finish()

    def finish(self) -> None:
        """Write what is still held back."""
        if not self._widths:
            self._widths = [max(map(_width, cells)) for cells in zip(*self._held, strict=True)]
            self._held[1] = ["-" * width for width in self._widths]
        for cells in self._held:
            padded = map(_padded, cells, self._widths)
            self._file.write(("  ".join(padded).rstrip() + "\n").encode("utf-8", "replace"))
        self._held.clear()


def _shown(cell: Cell, *, whole: bool) -> str:
    if isinstance(cell, float):
        return f"{cell:.3f}"
    if whole:
        return _plain(text_of(cell))
    text = _plain(text_of(cell)[: WIDEST_CELL * 2])
    while _width(text) > WIDEST_CELL:
        text = text[:-2] + "…"
    return text


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
