"""How the command ends: the exit code of every error, and of every other end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Mapping
from enum import IntEnum
from types import FrameType, MappingProxyType

from ..errors import (
    AddresseeError,
    BadAddress,
    BadFile,
    BadProfile,
    BadSetting,
    BadTable,
    MissingPackage,
    ScorerFailed,
    UnknownScorer,
    UnwritableFile,
)


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REJECTS = 3
    INPUT = 4
    OUTPUT = 5
    SCORER = 6
    PACKAGE = 7
    INTERRUPTED = 130
    NO_READER = 141
    TERMINATED = 143


MEANINGS: Mapping[Exit, str] = MappingProxyType(
    {
        Exit.DONE: "done",
        Exit.FAULT: "a fault of addressee itself",
        Exit.USAGE: "the command line is wrong",
        Exit.REJECTS: "done, but some rows were rejected; the rest is written",
        Exit.INPUT: "an input cannot be used; nothing is written",
        Exit.OUTPUT: "the output cannot be written",
        Exit.SCORER: "the scorer is unknown or failed; nothing is written",
        Exit.PACKAGE: "a package is not installed; nothing is written",
        Exit.INTERRUPTED: "interrupted (Ctrl-C); no half file is left",
        Exit.NO_READER: "whoever read the output has gone",
        Exit.TERMINATED: "told to stop (SIGTERM); no half file is left",
    }
)
"""What each code says, as `addressee --help` prints it."""

EXIT_CODES: Mapping[type[AddresseeError], Exit] = MappingProxyType(
    {
        AddresseeError: Exit.FAULT,
        BadAddress: Exit.INPUT,
        BadFile: Exit.INPUT,
        BadProfile: Exit.INPUT,
        BadSetting: Exit.USAGE,
        BadTable: Exit.INPUT,
        MissingPackage: Exit.PACKAGE,
        ScorerFailed: Exit.SCORER,
        UnknownScorer: Exit.SCORER,
        UnwritableFile: Exit.OUTPUT,
    }
)
"""The exit code of every error; an error of a plug-in has that of the class it is made from."""


def exit_code(error: AddresseeError) -> Exit:
    """The code of the error's class, or of the nearest class above it.

    >>> exit_code(BadAddress("There is no @-sign in 'ada'.", text="ada")).value
    4
    """
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


class Stopped(BaseException):
    """Raised when the process is told to stop, so that what is half done is cleared away."""


@contextlib.contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Inside, SIGTERM and a closed terminal raise `Stopped`; a caller's own handlers are kept."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = (name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
    found = [getattr(signal, name) for name in names]
    ours = [number for number in found if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)
