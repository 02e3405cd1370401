"""Progress: silent for two seconds and off a terminal, and gone at the end."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator

import pytest

from addressee.progress import PlainLine, RichBar, Standing, display, track


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def ticking(step: float) -> Callable[[], float]:
    """A clock that goes on by so many seconds each time it is looked at."""
    times: Iterator[int] = iter(range(1_000_000))
    return lambda: next(times) * step


@pytest.fixture
def no_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "rich"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rich", None)


def drawings(screen: io.StringIO) -> list[str]:
    return screen.getvalue().split("\r\x1b[K")[1:]


def test_nothing_is_drawn_off_a_terminal() -> None:
    screen = io.StringIO()
    assert list(track(range(100), "Reading", stream=screen, clock=ticking(10.0))) == [*range(100)]
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("no_rich")
def test_nothing_is_drawn_in_the_first_two_seconds() -> None:
    screen = Terminal()
    assert len(list(track(range(19), "Reading", stream=screen, clock=ticking(0.1)))) == 19
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("no_rich")
def test_a_line_is_drawn_four_times_a_second_and_taken_away() -> None:
    screen = Terminal()
    done = iter(range(1000))
    items = track(
        range(40), "Reading", stream=screen, clock=ticking(0.125), done=lambda: next(done), total=10
    )
    assert list(items) == [*range(40)]
    drawn = drawings(screen)
    assert drawn[0] == "Reading  0 %  16 rows  8 rows/s"
    assert drawn[1] == "Reading  10 %  18 rows  8 rows/s  0:20 left"
    assert drawn[-1] == ""
    assert len(drawn) == 14


@pytest.mark.usefixtures("no_rich")
def test_without_an_end_there_is_no_share() -> None:
    screen = Terminal()
    list(track(range(4), "Reading", stream=screen, clock=ticking(1.0)))
    assert drawings(screen)[0] == "Reading  2 rows  1 rows/s"


@pytest.mark.usefixtures("no_rich")
def test_the_line_is_taken_away_when_the_reader_stops() -> None:
    screen = Terminal()
    items = track(range(100), "Reading", stream=screen, clock=ticking(3.0))
    assert [next(items), next(items)] == [0, 1]
    items.close()  # type: ignore[attr-defined]
    assert drawings(screen) == ["Reading  1 rows  0 rows/s", ""]


def test_rich_draws_a_bar_with_the_same_figures() -> None:
    screen = Terminal()
    shown = display(screen, "Reading")
    assert isinstance(shown, RichBar)
    shown.show(Standing(1234, 10.0, 0.5))
    shown.show(Standing(1234, 10.0, None))
    shown.clear()
    assert "Reading" in screen.getvalue()
    assert "50 %  1,234 rows  123 rows/s  0:10 left" in screen.getvalue()
    assert "━" in screen.getvalue()


@pytest.mark.usefixtures("no_rich")
def test_without_rich_there_is_a_plain_line() -> None:
    assert isinstance(display(Terminal(), "Reading"), PlainLine)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(0, 0.0, None), "0 rows  0 rows/s"),
        (Standing(10, 2.0, 0.0), "0 %  10 rows  5 rows/s"),
        (Standing(10, 2.0, 1.0), "100 %  10 rows  5 rows/s  0:00 left"),
        (Standing(10, 60.0, 0.01), "1 %  10 rows  0 rows/s  99:00 left"),
    ],
)
def test_figures(standing: Standing, words: str) -> None:
    assert str(standing) == words
