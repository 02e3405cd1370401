"""The small verbs, each an answer on the screen: parse, score, candidates, scorers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence

from ..address import parse
from ..candidates import candidates
from ..errors import BadAddress
from ..explain import explain
from ..files import STANDARD, Column, Kind, Reject, Row, write_table
from ..files.rows import Cell, shown
from ..ranking import score
from ..romanize import ROMANIZERS
from ..scoring.scorer import installed_scorers
from .exits import Exit
from .flags import add_format, add_romanizers, add_scorer, add_verb, chosen_scorer, limit
from .rejects import Rejects

Verbs = argparse._SubParsersAction

_ADDRESS = tuple(map(Column, ("text", "handle", "tag", "host", "domain", "kind")))
_SCORE = (Column("value", Kind.NUMBER), Column("rule"), Column("pieces"))
_CANDIDATE = (Column("address"), Column("pattern"), Column("share", Kind.NUMBER))
_SCORER = tuple(map(Column, ("name", "source", "summary")))


def add_parse(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """The verb `parse`."""
    parser = add_verb(
        verbs,
        "parse",
        help="take addresses apart: handle, tag, host, registrable domain, kind of mailbox",
        example="addressee parse J.Smith+news@eu.example.com",
    )
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="an address; - reads stdin")
    parser.add_argument("--psl", metavar="FILE", help="a Public Suffix List to use")
    add_format(parser)
    parser.set_defaults(run=_parse)


def _parse(args: argparse.Namespace) -> int:
    with Rejects(None) as rejects, write_table(STANDARD, _ADDRESS, format=args.format) as writer:
        for number, text in enumerate(_texts(args.texts), start=1):
            try:
                found = parse(text, psl_path=args.psl)
            except BadAddress as error:
                rejects.refuse(Reject("input", number, str(error), shown(text)))
                continue
            cells = (found.text, found.handle, found.tag, found.host, found.domain, str(found.kind))
            writer.write(Row(number, cells))
    return Exit.REJECTS if rejects.count else Exit.DONE


def _texts(given: Iterable[str]) -> Iterator[str]:
    for text in given:
        if text != STANDARD:
            yield text
            continue
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "surrogateescape").rstrip("\r\n")


def add_score(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """The verb `score`."""
    parser = add_verb(
        verbs,
        "score",
        help="say how much an address looks like a name, by which rule, and what was compared",
        example='addressee score jsmith@example.com "Jane Smith" --explain',
    )
    parser.add_argument("email", metavar="EMAIL", help="an address, as written")
    parser.add_argument("name", metavar="NAME", help="a full name, as written")
    add_scorer(parser)
    parser.add_argument("--explain", action="store_true", help="add the reasons in words")
    add_format(parser)
    parser.set_defaults(run=_score)


def _score(args: argparse.Namespace) -> int:
    found = score(args.email, args.name, scorer=chosen_scorer(args))
    cells: list[Cell] = [round(found.value, 6), found.rule, "; ".join(map(str, found.pieces))]
    columns = list(_SCORE)
    if args.explain:
        columns.append(Column("explanation"))
        cells.append(explain(found))
    return _print(columns, [cells], args.format)


def add_candidates(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """The verb `candidates`."""
    parser = add_verb(
        verbs,
        "candidates",
        help="list the addresses that a person might have, the likeliest first",
        example='addressee candidates "Jane Smith" example.com --limit 5',
    )
    parser.add_argument("name", metavar="NAME", help="a full name, as written")
    parser.add_argument("domain", metavar="DOMAIN", nargs="?", help="without it, bare handles")
    parser.add_argument("--limit", type=limit, metavar="N", help="at most so many (default: all)")
    add_romanizers(parser)
    add_format(parser)
    parser.set_defaults(run=_candidates)


def _candidates(args: argparse.Namespace) -> int:
    ways = ROMANIZERS if args.romanizers is None else args.romanizers
    found = candidates(args.name, args.domain, limit=args.limit, romanizers=ways)
    rows: list[list[Cell]] = [[one.address, one.pattern, round(one.share, 6)] for one in found]
    return _print(_CANDIDATE, rows, args.format)


def add_scorers(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """The verb `scorers`."""
    parser = add_verb(
        verbs,
        "scorers",
        help="list the scorers that are installed",
        example="addressee scorers --format jsonl",
    )
    add_format(parser)
    parser.set_defaults(run=_scorers)


def _scorers(args: argparse.Namespace) -> int:
    rows: list[list[Cell]] = [[one.name, one.source, one.summary] for one in installed_scorers()]
    return _print(_SCORER, rows, args.format)


def _print(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], format_: str | None) -> int:
    with write_table(STANDARD, columns, format=format_) as writer:
        for number, cells in enumerate(rows, start=1):
            writer.write(Row(number, tuple(cells)))
    return Exit.DONE
