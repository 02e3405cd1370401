"""Flags that several verbs share, and the values they take."""

from __future__ import annotations

import argparse
import sys
import textwrap
from typing import Any

from ..romanize import romanize
from ..scoring.scorer import NamedScorer, get_scorer

Flags = argparse.ArgumentParser | argparse._ArgumentGroup  # argparse has no public name for it

SHOWN_FORMATS = ("table", "csv", "jsonl")


def add_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    *,
    help: str,  # noqa: A002 - the word argparse has for it
    example: str,
    description: str = "",
) -> argparse.ArgumentParser:
    """A parser for the verb, whose help ends with an example."""
    return verbs.add_parser(
        name,
        help=help,
        description=textwrap.fill(description or f"{help[0].upper()}{help[1:]}."),
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_format(parser: Flags, formats: tuple[str, ...] = SHOWN_FORMATS) -> None:
    """The flag `--format`."""
    parser.add_argument(
        "--format",
        choices=formats,
        help="how to print; otherwise a table on a terminal, and CSV into a file or pipe",
    )


def add_scorer(parser: Flags) -> None:
    """The flags that choose a scorer."""
    parser.add_argument(
        "--scorer",
        default="documented",
        metavar="NAME",
        help="the scorer: a name from 'addressee scorers', or module:attr (default: %(default)s)",
    )
    add_romanizers(parser)


def add_romanizers(parser: Flags) -> None:
    """The flag that chooses the romanisers."""
    parser.add_argument(
        "--romanizers",
        type=comma_list,
        metavar="LIST",
        help="how names become a to z, such as anyascii,rows (default: unidecode,anyascii,rows)",
    )


def chosen_scorer(args: argparse.Namespace) -> NamedScorer:
    """The scorer that the flags name, with its options bound; it is found out now if it works."""
    options: dict[str, Any] = {}
    if ":" in args.scorer and "" not in sys.path:
        sys.path.insert(0, "")  # module:attr may stand in the working directory, as under python -m
    if args.romanizers is not None:
        romanize("", romanizers=args.romanizers)
        options["romanizers"] = args.romanizers
    return get_scorer(args.scorer, **options)


def comma_list(text: str) -> tuple[str, ...]:
    """The words between the commas.

    >>> comma_list("anyascii, rows")
    ('anyascii', 'rows')
    """
    return tuple(word.strip() for word in text.split(",") if word.strip())


def limit(text: str) -> int | None:
    """A number of 1 or more, or `None` for `all`.

    >>> limit("3"), limit("all")
    (3, None)
    """
    if text == "all":
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no limit: give 1 or more, or 'all'")
    return int(text)


def share(text: str) -> float:
    """A number from 0 to 1.

    >>> share("0.75")
    0.75
    """
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return number
