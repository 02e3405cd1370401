"""Which format a file has, by its name or its first bytes; open it for rows, or create it."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from ..errors import BadFile, BadSetting
from .aligned import AlignedWriter
from .delimited import DelimitedWriter, read_delimited
from .json_lines import JsonLinesWriter, read_json_lines
from .parquet import ParquetWriter, read_parquet
from .rows import Column, Table, Writer, distinct
from .streams import STANDARD, Source, reading, writing

ENCODING = "utf-8-sig"
"""How CSV and TSV are read: UTF-8, with or without the mark that Excel puts in front."""

_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*(?:\{|$)")


class Format(StrEnum):
    """The formats of rows. `TABLE` is for eyes, and is only written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"


_EXTENSIONS = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
}


def format_of(path: str) -> Format | None:
    """The format that a file's name tells, or `None`; a final `.gz` does not count.

    >>> format_of("People.CSV.gz").value, format_of("people.txt")
    ('csv', None)
    """
    name = PurePath(path.lower().removesuffix(".gz"))
    return _EXTENSIONS.get(name.suffix)


@contextlib.contextmanager
def read_table(
    path: str, *, delimiter: str | None = None, encoding: str = ENCODING
) -> Iterator[Table]:
    """The file as a `Table` of rows, read as they are asked for; `-` is stdin.

    A name that tells no format is no hindrance: the first bytes do. Gzip is unpacked whatever the
    name. Raises `BadFile`, `BadSetting`, and `MissingPackage` for Parquet without pyarrow.

    >>> with read_table("no/such/people.csv") as table:
    ...     pass
    Traceback (most recent call last):
    addressee.errors.BadFile: no/such/people.csv cannot be read: No such file or directory.
    """
    with reading(path) as source:
        named = format_of(path)
        _refuse_others(source, named)
        found = named or _format_inside(source)
        if found == Format.PARQUET:
            yield read_parquet(source)
        elif found == Format.JSONL:
            yield read_json_lines(source)
        else:
            tabs = "\t" if found == Format.TSV else None
            yield read_delimited(source, delimiter=delimiter, encoding=encoding, usual=tabs)


def _refuse_others(source: Source, named: Format | None) -> None:
    """Tell the way out to whoever hands in what people have instead of rows."""
    start = source.file.peek(64)[:64]
    if start.startswith(b"PK\x03\x04"):
        sentence = f"{source.name} is an Excel workbook, or packed with zip. Save it as CSV."
        raise BadFile(sentence, path=source.name)
    if named in (None, Format.JSONL) and _ARRAY.match(start):
        sentence = f"{source.name} holds a JSON array. Write one object a line, without brackets."
        raise BadFile(sentence, path=source.name)


def _format_inside(source: Source) -> Format:
    start = source.file.peek(64)[:64]
    if start.startswith(b"PAR1"):
        return Format.PARQUET
    return Format.JSONL if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else Format.CSV


@contextlib.contextmanager
def write_table(
    path: str,
    columns: Sequence[Column],
    *,
    added: Sequence[Column] = (),
    format: str | None = None,  # noqa: A002 - the name of the flag
    like: Table | None = None,
    excel_safe: bool = False,
) -> Iterator[Writer]:
    """A `Writer` of rows with these columns and the added ones; `-` is stdout.

    The file appears when the block ends well, or not at all. A name that stands already among
    the columns gets a number behind it. `like` is the table the rows come from, whose types
    Parquet keeps. Raises `BadSetting` where neither the name nor `format` tells the format, and
    `UnwritableFile`.
    """
    chosen = Format(format) if format else _format_to_write(path)
    names = [column.name for column in columns]
    if chosen in (Format.JSONL, Format.PARQUET):  # where no name may stand twice
        names = distinct(names)
    news = distinct((column.name for column in added), taken=names)
    old = [Column(name, column.kind) for name, column in zip(names, columns, strict=True)]
    new = [Column(name, column.kind) for name, column in zip(news, added, strict=True)]
    with writing(path) as file:
        writer = _writer(file, chosen, old, new, like, excel_safe=excel_safe)
        yield writer
        writer.finish()


def _format_to_write(path: str) -> Format:
    if path == STANDARD:
        return Format.TABLE if sys.stdout.isatty() else Format.CSV
    found = format_of(path)
    if found is None:
        known = " ".join(_EXTENSIONS)
        raise BadSetting(
            f"The name {path} tells no format. End it in one of {known}, or name it with --format.",
            setting="format",
            value=None,
        )
    return found


def _writer(
    file: BinaryIO,
    chosen: Format,
    columns: list[Column],
    added: list[Column],
    like: Table | None,
    *,
    excel_safe: bool,
) -> Writer:
    names = [column.name for column in columns]
    news = [column.name for column in added]
    if chosen == Format.PARQUET:
        return ParquetWriter(file, columns, added, like.schema if like else None)
    if chosen == Format.JSONL:
        return JsonLinesWriter(file, names, news)
    if chosen == Format.TABLE:
        return AlignedWriter(file, names + news)
    delimiter = "\t" if chosen == Format.TSV else ","
    return DelimitedWriter(file, names + news, delimiter=delimiter, excel_safe=excel_safe)
