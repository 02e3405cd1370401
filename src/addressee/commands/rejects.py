"""Where rejected rows go: into a file of their own, or the first of them to stderr."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import TracebackType

from ..files import STANDARD, Column, Kind, Reject, Row, Writer, format_of, write_table
from .talk import say

_COLUMNS = (Column("file"), Column("line", Kind.INTEGER), Column("reason"), Column("text"))
_LINES_TOLD = 20


class Rejects:
    """Takes rejected rows; at a good end the file of them is there, if one was asked for.

    With `always` it is there also when no row was rejected, with its heading alone.
    """

    def __init__(self, path: str | None, *, always: bool = False, excel_safe: bool = False) -> None:
        self.path = path
        self.count = 0
        self._always = always
        self._excel_safe = excel_safe
        self._stack = contextlib.ExitStack()
        self._writer: Writer | None = None

    def __enter__(self) -> Rejects:
        if self._always and self.path:
            self._writer = self._opened(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)
        if not self.path and self.count > _LINES_TOLD:
            say(f"... and {self.count - _LINES_TOLD:,} more")

    def refuse(self, reject: Reject) -> None:
        """Put it in the file; without a file, tell the first few on stderr."""
        self.count += 1
        if self.path:
            self._writer = self._writer or self._opened(self.path)
            cells = (reject.file, reject.line, reject.reason, reject.text)
            self._writer.write(Row(self.count, cells))
        elif self.count <= _LINES_TOLD:
            say(f"{reject.file} line {reject.line}: {reject.reason}")

    def _opened(self, path: str) -> Writer:
        known = None if format_of(path) else "csv"
        table = write_table(path, _COLUMNS, format=known, excel_safe=self._excel_safe)
        return self._stack.enter_context(table)


def rejects_beside(output: str) -> str | None:
    """The file of rejects beside an output file: its name without extension, and `.rejects.csv`.

    >>> rejects_beside("out/matched.csv.gz"), rejects_beside("-")
    ('out/matched.rejects.csv', None)
    """
    if output == STANDARD:
        return None
    path = Path(output.removesuffix(".gz"))
    return str(path.with_suffix("") if format_of(output) else path) + ".rejects.csv"
