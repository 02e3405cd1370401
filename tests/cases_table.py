"""Tables of cases under `tests/cases/`: a head of `#` lines, then a row a case."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


def cases(table: str) -> list[tuple[str, ...]]:
    """The rows of a table, without its head."""
    lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
