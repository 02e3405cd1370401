"""The verb `match`: addresses in a file, people in another, and the matches out, row by row."""

from __future__ import annotations

import argparse
import contextlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..address import parse
from ..columns import Role, find_column, missing_column
from ..company import read_companies
from ..errors import BadAddress, BadSetting
from ..explain import explain
from ..files import (
    STANDARD,
    Column,
    Kind,
    Reject,
    Row,
    Table,
    Writer,
    read_table,
    same_file,
    write_table,
)
from ..files.people import PEOPLE_ROLES, read_people
from ..files.rows import Cell, text_of
from ..progress import track
from ..ranking import Roster, match
from ..scoring.scorer import NamedScorer
from ..values import MailboxKind, Match, Profile, Ranking
from .exits import Exit
from .flags import chosen_scorer
from .match_flags import add_match_flags
from .rejects import Rejects, rejects_beside
from .talk import say

MATCHED, TIE, WEAK, NOBODY = "matched", "tie", "weak", "nobody fits"
WEAK_BELOW = 0.5
"""Where `weak` ends: the published band of the lower scores is 0.5 to 0.89, and no published
score of a match is below it."""

NOBODYS_OWN = frozenset({MailboxKind.ROLE, MailboxKind.AUTOMATION, MailboxKind.SHARED})

_INT64 = range(-(2**63), 2**63)
_NO_DOMAINS = (
    "No one in {} has an employer with a domain, so no address leads to a company. Give a file of "
    "companies and their domains with --companies, or ask everybody with --any-company."
)


def add_match(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb `match`."""
    add_match_flags(verbs).set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read both files, match each row, write; the counts go to stderr."""
    beside = args.rejects or rejects_beside(args.output)
    _check_paths(args, beside)
    scorer = chosen_scorer(args)
    start = time.monotonic()
    always = bool(args.rejects) or (beside is not None and Path(beside).exists())
    rejects = Rejects(beside, always=always, excel_safe=args.excel_safe)
    with rejects, _open(args, args.emails) as emails:
        place = _email_place(args, emails)
        matching = _Matching(args, scorer, _roster(args, rejects))
        with _output(args, emails, matching.roster) as writer:
            for row in _rows(args, emails, "Matching"):
                _match_row(matching, writer, rejects, row, place=place, file=emails.name)
    say(matching.summary(rejects.count, time.monotonic() - start))
    return Exit.REJECTS if rejects.count else Exit.DONE


@dataclass(slots=True)
class _Matching:
    """How rows are matched, and how many came to which end."""

    args: argparse.Namespace
    scorer: NamedScorer
    roster: Roster
    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    def ranking(self, text: str) -> Ranking:
        return match(
            parse(text, psl_path=self.args.psl),
            self.roster,
            scorer=self.scorer,
            limit=self.args.limit,
            min_score=self.args.min_score,
            any_company=self.args.any_company,
        )

    def summary(self, rejected: int, seconds: float) -> str:
        first = [MATCHED, TIE, *[WEAK] * (WEAK in self.counts), NOBODY]
        ends = [*first, *sorted(self.counts.keys() - set(first))]
        counted = ", ".join(f"{self.counts[end]:,} {end}" for end in ends)
        return (
            f"{self.rows:,} rows read beside {len(self.roster):,} people: "
            f"{counted}; {rejected:,} rejected. {seconds:.1f} seconds."
        )


def _match_row(
    matching: _Matching,
    writer: Writer,
    rejects: Rejects,
    row: Row | Reject,
    *,
    place: int,
    file: str,
) -> None:
    matching.rows += 1
    if isinstance(row, Reject):
        rejects.refuse(row)
        return
    try:
        ranking = matching.ranking(text_of(row.cells[place]))
    except BadAddress as error:
        rejects.refuse(row.refused(file, str(error)))
        return
    status = status_of(ranking)
    matching.counts[status] += 1
    for cells in _added_cells(ranking, status, explained=matching.args.explain):
        writer.write(row, cells)


def status_of(ranking: Ranking) -> str:
    """What became of an address: matched, tie, weak, nobody fits, or why it has no company.

    A role, shared or automation mailbox is told as such, whoever fits best. Below `WEAK_BELOW`
    the best is weak, also where several are as good.

    >>> from addressee.values import Address, Via
    >>> address = Address("a@b.example", "a", "", "b.example", "b.example")
    >>> status_of(Ranking(address, None, Via.UNKNOWN, 0, ()))
    'unknown domain'
    """
    if _is_nobodys_own(ranking):
        return f"{ranking.address.kind} mailbox"
    if ranking.best and ranking.best.score < WEAK_BELOW:
        return WEAK
    if ranking.best:
        return MATCHED if ranking.best.tied == 1 else TIE
    return NOBODY if ranking.company else str(ranking.via)


def _is_nobodys_own(ranking: Ranking) -> bool:
    return ranking.address.kind in NOBODYS_OWN and bool(ranking.company or ranking.best)


def _added_cells(ranking: Ranking, status: str, *, explained: bool) -> Iterator[list[Cell]]:
    # Whoever fits a mailbox that is nobody's own is not its owner, however good the score.
    people: Iterable[Match | None] = () if _is_nobodys_own(ranking) else ranking
    for found in list(people) or [None]:
        cells = [*_match_cells(found), status]
        if explained:
            cells.append(explain(found) if found else None)
        yield cells


def _match_cells(found: Match | None) -> list[Cell]:
    if found is None:
        return [None] * 6
    who = found.profile
    return [who.id, who.name, round(found.score, 6), found.rule, found.rank, found.tied]


def _added_columns(roster: Roster, *, explained: bool) -> list[Column]:
    whole = all(isinstance(who.id, int) and who.id in _INT64 for who in roster.profiles)
    columns = [
        Column("matched_id", Kind.INTEGER if whole else Kind.TEXT),
        Column("matched_name"),
        Column("score", Kind.NUMBER),
        Column("rule"),
        Column("rank", Kind.INTEGER),
        Column("tied", Kind.INTEGER),
        Column("status"),
    ]
    return columns + [Column("explanation")] * explained


def _check_paths(args: argparse.Namespace, rejects: str | None) -> None:
    if args.emails == STANDARD == args.people:
        raise BadSetting(
            "Only one of EMAILS and PEOPLE can be -, which is stdin.", setting="people", value="-"
        )
    read = [args.emails, args.people, args.companies, args.psl]
    written = [args.output, rejects]
    for place, path in enumerate(written):
        others = [*read, *written[:place]]
        if path and any(other and same_file(path, other) for other in others):
            raise BadSetting(
                f"{path} is named twice, and would be written over. Name another file.",
                setting="output",
                value=path,
            )


def _open(args: argparse.Namespace, path: str) -> contextlib.AbstractContextManager[Table]:
    return read_table(path, delimiter=args.delimiter, encoding=args.encoding)


def _output(
    args: argparse.Namespace, emails: Table, roster: Roster
) -> contextlib.AbstractContextManager[Writer]:
    return write_table(
        args.output,
        emails.columns,
        added=_added_columns(roster, explained=args.explain),
        format=args.format,
        like=emails,
        excel_safe=args.excel_safe,
    )


def _asked(args: argparse.Namespace, role: Role) -> str | None:
    found: str | None = getattr(args, f"{role}_column".replace("-", "_"))
    return found


def _email_place(args: argparse.Namespace, emails: Table) -> int:
    asked = _asked(args, Role.EMAIL)
    place = find_column(Role.EMAIL, emails.names, file=emails.name, asked=asked)
    if place is None:
        raise missing_column(Role.EMAIL, emails.names, file=emails.name)
    return place


def _roster(args: argparse.Namespace, rejects: Rejects) -> Roster:
    companies = read_companies(args.companies) if args.companies else ()
    asked: dict[Role, str] = {
        role: name for role in PEOPLE_ROLES if (name := _asked(args, role)) is not None
    }
    with _open(args, args.people) as table:
        people = read_people(
            replace(table, rows=_rows(args, table, "Reading people")),
            refuse=rejects.refuse,
            asked=asked,
            employers_needed=not args.any_company,
        )
    if people and not (companies or args.any_company or any(map(_has_domain, people))):
        say(_NO_DOMAINS.format(args.people))
    return Roster(people, rows=companies)


def _has_domain(person: Profile) -> bool:
    return any(employer.domains for employer in person.employers)


def _rows(args: argparse.Namespace, table: Table, label: str) -> Iterator[Row | Reject]:
    if args.no_progress:
        return table.rows
    return track(table.rows, label, done=table.done, total=table.total)
