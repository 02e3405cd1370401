"""A file of companies: which domains are whose, and who was bought by whom, a row a company."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from re import split

from .company_domains import company_domain, is_nobodys
from .company_names import fold_company
from .errors import BadFile
from .hosts import fold_host


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A row of a file of companies: a main domain, whose it is, and what else leads there.

    `aliases` are further domains of the company. `acquired_by` is a domain of the company that
    bought it, to which its addresses then lead.

    >>> DirectoryRow("acme.example", "Acme Inc.", aliases=("acme.test",)).acquired_by
    ''
    """

    domain: str
    company: str = ""
    aliases: tuple[str, ...] = ()
    acquired_by: str = ""


def read_companies(path: str | PathLike[str]) -> tuple[DirectoryRow, ...]:
    """The rows of a CSV or TSV file whose heading names `domain`, `company`, and further columns.

    Commas, semicolons or tabs part its cells: whichever is commonest in the heading.
    `aliases` holds domains parted by blanks, `;` or `,`; `acquired_by` holds a domain of the
    acquirer; other columns are passed over. Two rows with one company's name are two companies:
    domains of the same company stand in one row. Raises `BadFile`, with the line, where the file
    cannot be read, a column is missing, a cell is no domain, or two companies claim one domain.

    >>> read_companies("no/such/companies.csv")
    Traceback (most recent call last):
    addressee.errors.BadFile: no/such/companies.csv cannot be read: No such file or directory.
    """
    name = fspath(path)
    owners: dict[str, tuple[str, int]] = {}
    rows: list[DirectoryRow] = []
    for line, cells in _lines(name):
        row = _row(name, line, cells)
        _claim(name, line, row, owners)
        rows.append(row)
    return tuple(rows)


def _lines(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(name)
    heading = text.partition("\n")[0]
    delimiter = max("\t,;", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [cell.strip().casefold() for cell in next(reader, [])]
        _check_columns(name, columns)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(columns, map(str.strip, cells), strict=False))
    except csv.Error as error:
        sentence = f"{name} line {reader.line_num} cannot be taken apart: {error}."
        raise BadFile(f"{sentence} Save it as CSV once more.", path=name) from error


def _text(name: str) -> str:
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = f"{name} line {line} is not UTF-8. Save the file as UTF-8."
        raise BadFile(sentence, path=name) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{name} cannot be read: {why}.", path=name) from error


def _check_columns(name: str, columns: list[str]) -> None:
    for needed in ("domain", "company"):
        if columns.count(needed) != 1:
            found = "twice" if needed in columns else "nowhere"
            raise BadFile(
                f"The heading of {name} names the column {needed!r} {found}. Its first line should "
                "be domain,company or domain,company,aliases,acquired_by, with commas, semicolons "
                "or tabs.",
                path=name,
            )


def _row(name: str, line: int, cells: dict[str, str]) -> DirectoryRow:
    aliases = [alias for alias in split(r"[\s;,]+", cells.get("aliases", "")) if alias]
    acquirer = cells.get("acquired_by", "")
    return DirectoryRow(
        _domain(name, line, cells.get("domain", "")),
        cells.get("company", ""),
        tuple(_domain(name, line, alias) for alias in aliases),
        _domain(name, line, acquirer) if acquirer else "",
    )


def _domain(name: str, line: int, text: str) -> str:
    domain = company_domain(text)
    if domain:
        return domain
    host = fold_host(text)
    if host and is_nobodys(host):
        reason = f"{host} is a free-mail host, whose addresses belong to no company. Leave it out."
    else:
        reason = f"{text!r} is no domain of a company. Write it like company.com."
    raise BadFile(f"{name} line {line}: {reason}", path=name)


def _claim(name: str, line: int, row: DirectoryRow, owners: dict[str, tuple[str, int]]) -> None:
    for domain in (row.domain, *row.aliases):
        company, before = owners.get(domain, ("", 0))
        if company and row.company and fold_company(company) != fold_company(row.company):
            raise BadFile(
                f"{name} line {line} gives {domain} to {row.company!r}, but line {before} gave it "
                f"to {company!r}. Give it to one of them.",
                path=name,
            )
        if not company:
            owners[domain] = (row.company, line)
