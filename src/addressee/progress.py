"""How far a long task is: after two seconds, on a terminal, a line that is drawn over and over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TextIO, TypeVar

Item = TypeVar("Item")

PATIENCE = 2.0
"""Seconds without a word: most tasks are done by then."""

_BETWEEN_DRAWINGS = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands: rows so far and seconds; `share` is 0 to 1, `None` if nobody knows.

    >>> print(Standing(12_345, 10.0, 0.25))
    25 %  12,345 rows  1,234 rows/s  0:30 left
    >>> print(Standing(0, 0.0, None))
    0 rows  0 rows/s
    """

    rows: int
    seconds: float
    share: float | None

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left at this rate, where the end is known."""
        return self.seconds / self.share - self.seconds if self.share else None

    def __str__(self) -> str:
        parts = [f"{self.rows:,} rows", f"{int(self.rate):,} rows/s"]
        if self.share is not None:
            parts.insert(0, f"{int(self.share * 100)} %")
        if self.left is not None:
            parts.append(f"{int(self.left) // 60}:{int(self.left) % 60:02} left")
        return "  ".join(parts)


class Display(Protocol):
    """What shows a standing, and takes it away at the end."""

    def show(self, standing: Standing) -> None:
        """Show it in place of the one before."""

    def clear(self) -> None:
        """Leave nothing on the screen."""


class PlainLine:
    r"""One line of text, drawn over itself.

    >>> import io
    >>> screen = io.StringIO()
    >>> line = PlainLine(screen, "Reading")
    >>> line.show(Standing(10, 1.0, 0.5))
    >>> screen.getvalue()
    '\r\x1b[KReading  50 %  10 rows  10 rows/s  0:01 left'
    """

    def __init__(self, stream: TextIO, label: str) -> None:
        self._stream = stream
        self._label = label

    def show(self, standing: Standing) -> None:
        """Show it in place of the one before."""
        self._draw(f"{self._label}  {standing}")

    def clear(self) -> None:
        """Leave nothing on the screen."""
        self._draw("")

    def _draw(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


class RichBar:
    """A bar of the package rich, with the same figures."""

    def __init__(self, stream: TextIO, label: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        figures = TextColumn("{task.fields[figures]}")
        self._bar: Any = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            figures,
            console=Console(file=stream),
            transient=True,
            auto_refresh=False,
        )
        self._task = self._bar.add_task(label, total=None, figures="")
        self._bar.start()

    def show(self, standing: Standing) -> None:
        """Show it in place of the one before."""
        total = None if standing.share is None else 1.0
        self._bar.update(
            self._task, completed=standing.share or 0.0, total=total, figures=str(standing)
        )
        self._bar.refresh()

    def clear(self) -> None:
        """Leave nothing on the screen."""
        self._bar.stop()


def display(stream: TextIO, label: str) -> Display:
    """A bar where rich is installed, a plain line where it is not."""
    try:
        return RichBar(stream, label)
    except ImportError:
        return PlainLine(stream, label)


def track(
    items: Iterable[Item],
    label: str,
    *,
    done: Callable[[], int] = lambda: 0,
    total: int | None = None,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
    patience: float = PATIENCE,
) -> Iterator[Item]:
    """The items as they are; while they are taken, it is shown how far one is.

    `done()` out of `total` is the share, bytes or rows. Nothing is shown in the first seconds,
    nor where the stream (stderr) is no terminal.

    >>> list(track("abc", "Reading"))
    ['a', 'b', 'c']
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from items
        return
    start = clock()
    due = start + patience
    shown: Display | None = None
    try:
        for count, item in enumerate(items, start=1):
            yield item
            now = clock()
            if now >= due:
                shown = shown or display(stream, label)
                share = min(done() / total, 1.0) if total else None
                shown.show(Standing(count, now - start, share))
                due = now + _BETWEEN_DRAWINGS
    finally:
        if shown:
            shown.clear()
