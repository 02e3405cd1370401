"""Show what the sample's matches say: `python -m examples.demo MATCHES`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from addressee import score

SAMPLE = Path(__file__).parent
SHOWN = 20
PUBLISHED = ("jane.smith", "janesmith", "jane", "jsmith", "janes", "jane.marketing", "j.smith")
"""The handles of Jane Smith whose scores are published, best first but for the last two."""

COLUMNS = ("email", "matched_name", "score", "rule", "status")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, its columns aligned."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def answers(matches: Sequence[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """The first matches, as the columns that say most."""
    yield COLUMNS
    for row in matches[:SHOWN]:
        value = f"{float(row['score']):.3f}" if row["score"] else ""
        yield row["email"], row["matched_name"], value, row["rule"], row["status"]


def published() -> Iterator[tuple[str, ...]]:
    """The published scores, as the library gives them."""
    yield "handle", "name", "score", "rule"
    for handle in PUBLISHED:
        found = score(f"{handle}@example.com", "Jane Smith")
        yield handle, "Jane Smith", f"{found.value:.3f}", found.rule


def outcome(matches: Sequence[dict[str, str]]) -> str:
    """How many owners were found, and how many addresses without an owner got somebody."""
    truth = {row["email"]: row["id"] for row in rows(SAMPLE / "truth.csv")}
    owned = [row for row in matches if truth[row["email"]]]
    found = sum(row["matched_id"] == truth[row["email"]] for row in owned)
    others = [row for row in matches if not truth[row["email"]]]
    wrong = sum(row["status"] in {"matched", "tie"} for row in others)
    return (
        f"Of {len(owned)} addresses whose owner is in the directory, {found} found the owner.\n"
        f"Of {len(others)} whose owner is not, {wrong} got somebody all the same: the score says\n"
        "how a handle looks like a name, not how probable it is that the person owns the address."
    )


def main(arguments: Sequence[str]) -> None:
    """Print the first matches, the published scores, and how the matches compare with the truth."""
    matches = rows(Path(arguments[0]))
    print(f"The first {SHOWN} of {len(matches)} answers:\n")
    print("\n".join(aligned(list(answers(matches)))))
    print("\nThe published scores, for Jane Smith:\n")
    print("\n".join(aligned(list(published()))))
    print(f"\n{outcome(matches)}")


if __name__ == "__main__":
    main(sys.argv[1:])
