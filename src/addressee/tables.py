"""Tables are data: read the rows under `data/`, and refuse a table that breaks the rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import BadTable

DATA = Path(__file__).parent / "data"


@cache
def words(table: str) -> frozenset[str]:
    """The words of a one-column list, `data/<table>.tsv`.

    Raises `BadTable` where the list has no head, a duplicate, or is unsorted or unfolded.

    >>> "gmail.com" in words("free_mail_hosts")
    True
    """
    return frozenset(row[0] for row in rows(table))


@cache
def labels(table: str) -> Mapping[str, str]:
    """The words of a two-column list, each with its label.

    >>> labels("mailbox_roles")["sales"]
    'role'
    """
    return MappingProxyType({row[0]: row[1] for row in rows(table)})


def rows(table: str, *, folder: Path = DATA) -> list[tuple[str, ...]]:
    """The rows of `<folder>/<table>.tsv`: lines `# key: value` first, then sorted, folded rows.

    The head must name `source`, `date`, `licence` and `columns`. Raises `BadTable`.
    """
    head: dict[str, str] = {}
    found: list[tuple[str, ...]] = []
    lines = (folder / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head[key.strip()] = value.strip()
            continue
        row = tuple(line.split("\t"))
        _check_row(table, number, row, head, found[-1] if found else None)
        found.append(row)
    return found


def _check_row(
    table: str,
    line: int,
    row: tuple[str, ...],
    head: dict[str, str],
    before: tuple[str, ...] | None,
) -> None:
    missing = [key for key in ("source", "date", "licence", "columns") if not head.get(key)]
    if missing:
        raise BadTable(f"{table}.tsv names no {missing[0]} in its head.", table=table, line=line)
    if len(row) != len(head["columns"].split()) or not all(row):
        raise BadTable(f"{table}.tsv line {line}: not one value a column.", table=table, line=line)
    if row[0] != row[0].strip().casefold():
        raise BadTable(
            f"{table}.tsv line {line}: {row[0]!r} is not folded.", table=table, line=line
        )
    if before is not None and row[0] == before[0]:
        raise BadTable(f"{table}.tsv line {line}: {row[0]!r} stands twice.", table=table, line=line)
    if before is not None and row[0] < before[0]:
        raise BadTable(f"{table}.tsv line {line}: {row[0]!r} is unsorted.", table=table, line=line)


@cache
def records(table: str, *, folder: Path = DATA) -> tuple[Mapping[str, Any], ...]:
    """The rows of a small curated table, `<folder>/<table>.toml`: each an `[[row]]`.

    Each row has an `id` of its own and its `evidence`. Raises `BadTable`.

    >>> records("patterns")[0]["id"]
    'first.last'
    """
    import tomllib  # not needed to parse an address, and it takes as long to import as five modules

    with (folder / f"{table}.toml").open("rb") as file:
        found = tomllib.load(file)["row"]
    seen: set[str] = set()
    for row in found:
        if not row.get("id") or not row.get("evidence"):
            raise BadTable(f"{table}.toml: a row lacks its id or its evidence: {row}.", table=table)
        if row["id"] in seen:
            raise BadTable(f"{table}.toml: the id {row['id']!r} stands twice.", table=table)
        seen.add(row["id"])
    return tuple(MappingProxyType(row) for row in found)
