"""Tables of rows in files: CSV, TSV, JSON Lines and Parquet, streamed in, and whole when out."""

from .formats import Format, format_of, read_table, write_table
from .rows import Column, Kind, Reject, Row, Table, Writer
from .streams import STANDARD, same_file

__all__ = [
    "STANDARD",
    "Column",
    "Format",
    "Kind",
    "Reject",
    "Row",
    "Table",
    "Writer",
    "format_of",
    "read_table",
    "same_file",
    "write_table",
]
