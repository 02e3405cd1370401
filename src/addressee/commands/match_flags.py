"""The flags of the verb `match`, in the groups that its help shows."""

from __future__ import annotations

import argparse

from ..columns import Role
from ..files import STANDARD
from .flags import add_format, add_scorer, add_verb, limit, share

_FORMATS = ("table", "csv", "tsv", "jsonl", "parquet")
_DESCRIPTION = (
    "Say whose address each address is. The output has the columns and rows of EMAILS in their "
    "order, and behind them matched_id, matched_name, score, rule, rank, tied and status; a name "
    "that is there already gets _2 behind it. status is matched, tie, nobody fits, or why the "
    "address has no company. Files are CSV, TSV, JSON Lines or Parquet, also gzipped; - is stdin."
)
_COLUMNS = {
    Role.EMAIL: "the addresses in EMAILS",
    Role.ID: "the id of a person in PEOPLE (default: the line)",
    Role.NAME: "the full name",
    Role.FIRST: "the first name, where there is no full name",
    Role.MIDDLE: "the middle name",
    Role.LAST: "the last name",
    Role.DOMAIN: "the domain, or several, or the web page of the employer",
    Role.COMPANY: "the name of the employer",
    Role.CURRENT: "yes or no: whether it still is the employer",
    Role.END: "when it ceased to be the employer; blank if it has not",
}


def add_match_flags(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The parser of the verb, with its flags."""
    parser = add_verb(
        verbs,
        "match",
        help="say whose address each address is",
        description=_DESCRIPTION,
        example="addressee match emails.csv people.csv -o matched.csv",
    )
    parser.add_argument("emails", metavar="EMAILS", help="a file with a column of addresses")
    parser.add_argument(
        "people",
        metavar="PEOPLE",
        help="a file with id, name (or first and last name) and domain or company, a row for "
        "each employer of a person; also exports of Salesforce, HubSpot and LinkedIn",
    )
    _add_output(parser)
    _add_matching(parser)
    _add_reading(parser)
    return parser


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "-o", "--output", default=STANDARD, metavar="OUT", help="a file; - is stdout (default)"
    )
    add_format(group, _FORMATS)
    group.add_argument("--explain", action="store_true", help="add the column explanation")
    group.add_argument(
        "--rejects",
        metavar="FILE",
        help="where rows go that cannot be used (default: beside OUT, as OUT.rejects.csv)",
    )
    group.add_argument(
        "--excel-safe",
        action="store_true",
        help="put ' before CSV cells that begin with = + - @, so that Excel runs no formula",
    )
    group.add_argument("--no-progress", action="store_true", help="show no progress")


def _add_matching(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("matching")
    group.add_argument(
        "--limit",
        type=limit,
        default=1,
        metavar="N",
        help="at most so many people an address, each a row; or all (default: 1)",
    )
    group.add_argument(
        "--min-score", type=share, default=0.0, metavar="X", help="0 to 1 (default: 0)"
    )
    group.add_argument(
        "--any-company", action="store_true", help="ask everybody, not only the company's people"
    )
    add_scorer(group)
    group.add_argument("--companies", metavar="FILE", help="a directory of companies and domains")
    group.add_argument("--psl", metavar="FILE", help="a Public Suffix List to use")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("reading")
    for role in Role:
        group.add_argument(f"--{role}-column", metavar="NAME", help=_COLUMNS[role])
    group.add_argument(
        "--delimiter", metavar="C", help="what parts the cells of CSV (default: found out)"
    )
    group.add_argument(
        "--encoding", default="utf-8-sig", metavar="NAME", help="of CSV and TSV (default: UTF-8)"
    )
