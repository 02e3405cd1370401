"""Count what makes the addresses of a corpus, and write the shares into the tables.

    python -m benchmarks.pattern_shares CORPUS [--write]

An address counts for one pattern only: of the patterns that make it of the plainest reading of
its owner's name from which any does, the one that makes the most addresses by itself. It also
counts for the place of that reading. Only counts are written.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from addressee.names import readings
from addressee.patterns import handles, patterns
from addressee.tables import DATA

PLACES = ("first", "second", "third", "later")
LATER_PLACES = 10
"""The places that share what is counted as later: few names have more readings than these."""


def explanations(handle: str, name: str) -> tuple[list[str], str]:
    """The patterns that make a handle of the first reading that yields any, and its place."""
    for number, reading in enumerate(readings(name)):
        found = [pattern.id for pattern in patterns() if handle in handles(pattern, reading)]
        if found:
            return found, PLACES[min(number, len(PLACES) - 1)]
    return [], ""


def pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    """The handle and the owner's name of each address of a corpus."""
    with (corpus / "dev.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["query_email"].split("@")[0].lower(), row["true_name"]


def count(corpus: Path) -> tuple[Counter[str], Counter[str], int]:
    """How many addresses each pattern makes, how many each place, and how many there are."""
    found = [explanations(handle, name) for handle, name in pairs(corpus)]
    alone = Counter(ids[0] for ids, _ in found if len(ids) == 1)
    by_pattern = Counter(max(ids, key=lambda pattern: alone[pattern]) for ids, _ in found if ids)
    by_place = Counter(place for _, place in found if place)
    return by_pattern, by_place, len(found)


def rewrite(table: str, counts: Mapping[str, int], total: int, what: str) -> str:
    """The text of a table with the shares and their evidence brought up to date."""
    blocks = table.split("[[row]]\n")
    for number, block in enumerate(blocks[1:], start=1):
        row = block.split('"')[1]
        share = round(counts.get(row, 0) / total / (LATER_PLACES if row == "later" else 1), 6)
        evidence = f"{what} {counts.get(row, 0):,} of {total:,} addresses of the dev corpus"
        fresh = re.sub(r"(?m)^share = .*$", f"share = {share}", block)
        blocks[number] = re.sub(r"(?m)^evidence = .*$", f'evidence = "{evidence}"', fresh)
    return "[[row]]\n".join(blocks)


def write(name: str, counts: Mapping[str, int], total: int, what: str) -> None:
    """Bring the table of that name up to date."""
    path = DATA / f"{name}.toml"
    path.write_text(rewrite(path.read_text("utf-8"), counts, total, what), "utf-8")


def main() -> None:
    """Count, print the counts, and with --write bring the tables up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true", help="write the shares into the tables")
    options = parser.parse_args()
    by_pattern, by_place, total = count(options.corpus)
    for name, number in (*by_pattern.most_common(), *by_place.most_common()):
        print(f"{number / total:8.4f}  {number:6d}  {name}")
    print(f"{by_pattern.total() / total:8.4f}  {by_pattern.total():6d}  explained by a pattern")
    if options.write:
        write("patterns", by_pattern, total, "makes")
        write("reading_places", by_place, by_place.total(), "is behind")


if __name__ == "__main__":
    main()
