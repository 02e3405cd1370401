"""Parquet, through pyarrow: read and written batch by batch, with the types it came with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from ..errors import BadFile, MissingPackage
from .rows import Cell, Column, Kind, Reject, Row, Table, text_of
from .streams import Source

_ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Where a row lies: the record batch it was read with, and its index there."""

    batch: Any
    index: int


def _arrow() -> Any:
    try:
        import pyarrow as arrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPackage(
            'Parquet needs the package pyarrow: pip install "addressee[bulk]".', package="pyarrow"
        ) from error
    return arrow


def read_parquet(source: Source) -> Table:
    """A `Table` whose cells are Python's values, or texts where Python has no plain value.

    Raises `BadFile` where the file is no Parquet, and `MissingPackage` without pyarrow.
    """
    arrow = _arrow()
    source.keep()
    told = _Told(arrow, source.name)
    file = told(arrow.parquet.ParquetFile, source.file)
    schema = file.schema_arrow
    columns = tuple(Column(field.name, _kind(arrow, field.type)) for field in schema)
    read = [0]
    rows = _rows(arrow, file, read, told)
    return Table(source.name, columns, rows, lambda: read[0], file.metadata.num_rows, schema)


class _Told:
    """Calls, and tells each failure of Arrow as a sentence."""

    def __init__(self, arrow: Any, name: str) -> None:
        self._errors = (arrow.ArrowException, OSError, ValueError)
        self._name = name

    def __call__(self, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        try:
            return function(*args, **options)
        except BadFile:
            raise
        except self._errors as error:
            raise BadFile(
                f"{self._name} cannot be read as Parquet: {str(error).rstrip('.')}.",
                path=self._name,
            ) from error


def _kind(arrow: Any, type_: Any) -> Kind:
    if arrow.types.is_boolean(type_):
        return Kind.BOOLEAN
    if arrow.types.is_integer(type_):
        return Kind.INTEGER
    return Kind.NUMBER if arrow.types.is_floating(type_) else Kind.TEXT


def _rows(arrow: Any, file: Any, read: list[int], told: _Told) -> Iterator[Row | Reject]:
    batches = file.iter_batches(batch_size=_ROWS_AT_ONCE)
    while (batch := told(next, batches, None)) is not None:
        told(batch.validate, full=True)
        cells = [told(_cells, arrow, column) for column in batch.columns]
        for index, row in enumerate(zip(*cells, strict=True)):
            read[0] += 1
            yield Row(read[0], row, BatchRow(batch, index))


def _cells(arrow: Any, column: Any) -> list[Cell]:
    types = arrow.types
    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_temporal(column.type) or types.is_decimal(column.type):
        column = column.cast(arrow.string())
    cells: list[Any] = column.to_pylist()
    if types.is_binary(column.type) or types.is_large_binary(column.type):
        return [cell and cell.decode("utf-8", "backslashreplace") for cell in cells]
    return cells


class ParquetWriter:
    """Writes a row group a batch; rows that came from Parquet keep their columns as they were."""

    def __init__(
        self,
        file: BinaryIO,
        columns: Sequence[Column],
        added: Sequence[Column],
        schema: Any,
    ) -> None:
        self._arrow = _arrow()
        self._kept = schema
        self._columns = tuple(added) if schema is not None else (*columns, *added)
        new = [(column.name, self._type(column)) for column in self._columns]
        old = list(schema) if schema is not None else []
        metadata = schema.metadata if schema is not None else None
        self._schema = self._arrow.schema([*old, *self._arrow.schema(new)], metadata=metadata)
        self._held: list[tuple[Row, Sequence[Cell]]] = []
        self._writer = self._arrow.parquet.ParquetWriter(file, self._schema)

    def _type(self, column: Column) -> Any:
        makers = {
            Kind.TEXT: self._arrow.string,
            Kind.INTEGER: self._arrow.int64,
            Kind.NUMBER: self._arrow.float64,
            Kind.BOOLEAN: self._arrow.bool_,
        }
        return makers[column.kind]()

    def write(self, row: Row, added: Sequence[Cell] = ()) -> None:
        """Write the row, with the added cells behind its own."""
        if len(self._held) >= _ROWS_AT_ONCE or self._leaves_batch(row):
            self._flush()
        self._held.append((row, added))

    def _leaves_batch(self, row: Row) -> bool:
        if self._kept is None or not self._held:
            return False
        return _origin(self._held[0][0]).batch is not _origin(row).batch

    def _flush(self) -> None:
        if not self._held:
            return
        old = [] if self._kept is None else self._taken()
        width = len(self._columns)
        news = [(*(row.cells if self._kept is None else ()), *added) for row, added in self._held]
        new = [self._array([cells[n] for cells in news], n) for n in range(width)]
        self._writer.write_batch(self._arrow.record_batch([*old, *new], schema=self._schema))
        self._held.clear()

    def _taken(self) -> list[Any]:
        batch = _origin(self._held[0][0]).batch
        indices = [_origin(row).index for row, _ in self._held]
        return list(batch.take(self._arrow.array(indices)).columns)

    def _array(self, cells: list[Cell], number: int) -> Any:
        column = self._columns[number]
        if column.kind == Kind.TEXT:
            cells = [None if cell is None else _encodable(text_of(cell)) for cell in cells]
        if column.kind == Kind.NUMBER:
            cells = [float(cell) if isinstance(cell, int) else cell for cell in cells]
        return self._arrow.array(cells, type=self._type(column))

    def finish(self) -> None:
        """Write what is held back, and the foot of the file."""
        self._flush()
        self._writer.close()


def _origin(row: Row) -> BatchRow:
    if not isinstance(row.original, BatchRow):
        raise TypeError(f"line {row.line} did not come from Parquet")
    return row.original


def _encodable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
