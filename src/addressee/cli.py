"""The command `addressee`: a verb per task; data on stdout, talk and progress on stderr."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from . import __version__
from .commands.exits import MEANINGS, Exit, Stopped, exit_code, stopping_cleanly
from .commands.match import add_match
from .commands.show import add_candidates, add_parse, add_score, add_scorers
from .commands.talk import say
from .errors import AddresseeError


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the command with these arguments, those of the process by default.

    >>> main(["candidates", "Jane Smith", "example.com", "--limit", "1", "--format", "nonsense"])
    2
    """
    try:
        with stopping_cleanly():
            return _run(argv)
    except AddresseeError as error:
        say(f"addressee: {error}")
        return exit_code(error)
    except BrokenPipeError:
        _close_stdout()
        return Exit.NO_READER
    except KeyboardInterrupt:
        say("addressee: interrupted; no half file is left.")
        return Exit.INTERRUPTED
    except Stopped:
        return Exit.TERMINATED


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = build_parser().parse_args(argv)
        code = args.run(args)
    except SystemExit as stop:  # how argparse ends after --help and after a usage error
        code = stop.code if isinstance(stop.code, int) else Exit.DONE
    sys.stdout.flush()
    return int(code)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    codes = "\n".join(f"  {code.value:>3}  {meaning}" for code, meaning in MEANINGS.items())
    parser = argparse.ArgumentParser(
        prog="addressee",
        description="Whose address is this? Match emails to the people they could belong to.",
        epilog=f"exit codes:\n{codes}\n\nexample:\n  addressee match emails.csv people.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"addressee {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for add in (add_match, add_parse, add_score, add_candidates, add_scorers):
        add(verbs)
    return parser


def _close_stdout() -> None:
    """Point stdout at nothing, so that the interpreter does not complain when it leaves."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
