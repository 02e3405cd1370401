"""What single steps cost: `python -m benchmarks.micro`. Every figure is the median of repeats."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from addressee import Profile, Roster, match, parse, readings, score
from addressee.values import Employer

from .companies import SEED, Company, companies
from .record import RESULTS, keep, record, table

REPEATS = 7
PEOPLE = 5000
ADDRESSES = 1000

FRESH = """
import sys, time
before = set(sys.modules)
start = time.perf_counter()
import addressee
spent = time.perf_counter() - start
packages = [name.partition(".")[0] for name in set(sys.modules) - before]
own = packages.count("addressee")
print(spent, own, sum(name not in sys.stdlib_module_names for name in packages) - own)
"""

Step = Callable[[], int]
"""Something to time; it returns how many times it did the thing."""


def measure(
    seed: int, *, people: int = PEOPLE, addresses: int = ADDRESSES, repeats: int = REPEATS
) -> dict[str, Any]:
    """Return the median cost of each step, in the unit that the key of the figure ends with."""
    fresh = list(_fresh(seed, repeats))
    company = companies(seed, domains=1, addresses=people)[0]
    return {
        "repeats": repeats,
        "import": import_cost(repeats),
        "parse_microseconds": _cost([_parsing(one) for one in fresh]),
        "readings_of_new_names_microseconds": _cost([_reading(one) for one in fresh]),
        "score_of_known_names_microseconds": _cost(_scoring_known_names(fresh)),
        **_matching(company, addresses, repeats),
    }


def import_cost(repeats: int = REPEATS) -> dict[str, float]:
    """Return what `import addressee` costs in fresh interpreters, and the modules it loads."""
    runs = [_import_once() for _ in range(repeats)]
    return {
        "milliseconds": round(median(spent for spent, _, _ in runs) * 1000, 1),
        "own_modules": int(runs[0][1]),
        "third_party_modules": int(runs[0][2]),
    }


def _import_once() -> tuple[float, ...]:
    command = [sys.executable, "-c", FRESH]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return tuple(map(float, done.stdout.split()))


@dataclass(frozen=True, slots=True)
class Fresh:
    """Addresses and names that no repeat before had."""

    emails: list[str]
    names: list[str]


def _fresh(seed: int, repeats: int) -> Iterator[Fresh]:
    seen: set[str] = set()
    for repeat in range(1, repeats + 1):
        found = companies(seed + repeat, domains=20, addresses=500)
        emails = [mailbox.email for company in found for mailbox in company.mailboxes]
        names = [person.name for company in found for person in company.people]
        yield Fresh(_unseen(emails, seen), _unseen(names, seen))


def _unseen(texts: Sequence[str], seen: set[str]) -> list[str]:
    new = [text for text in dict.fromkeys(texts) if text not in seen]
    seen.update(new)
    return new


def _parsing(fresh: Fresh) -> Step:
    def step() -> int:
        for email in fresh.emails:
            parse(email)
        return len(fresh.emails)

    return step


def _reading(fresh: Fresh) -> Step:
    def step() -> int:
        for name in fresh.names:
            readings(name)
        return len(fresh.names)

    return step


def _scoring(emails: Sequence[str], names: Sequence[str]) -> Step:
    pairs = list(zip(emails, names, strict=False))

    def step() -> int:
        for email, name in pairs:
            score(email, name)
        return len(pairs)

    return step


def _scoring_known_names(fresh: Sequence[Fresh]) -> list[Step]:
    """New addresses each time, all with the names that the first time made known."""
    names = fresh[0].names
    _scoring(fresh[0].emails, names)()
    return [_scoring(one.emails, names) for one in fresh]


def _matching(company: Company, addresses: int, repeats: int) -> dict[str, Any]:
    employer = (Employer(company.name, (company.domain,)),)
    profiles = [
        Profile(number, person.name, employer) for number, person in enumerate(company.people)
    ]
    owned = [box.email for box in company.mailboxes if box.kind == "person"]
    asked = [owned[place % len(owned)] for place in range(addresses)]
    rosters = [_rostering(profiles)] * repeats
    first, *others = _match_times(asked, Roster(profiles), min(3, repeats + 1))
    return {
        "match_people": len(profiles),
        "match_addresses": len(asked),
        "roster_milliseconds": _cost(rosters, 1e3),
        "match_names_new_seconds": round(first, 2),
        "match_names_known_seconds": round(median(others), 2),
    }


def _rostering(profiles: Sequence[Profile]) -> Step:
    def step() -> int:
        Roster(profiles)
        return 1

    return step


def _match_times(asked: Sequence[str], roster: Roster, repeats: int) -> Iterator[float]:
    for _ in range(repeats):
        yield _seconds(lambda: sum(len(match(email, roster)) for email in asked))


def _seconds(step: Step) -> float:
    start = perf_counter()
    step()
    return perf_counter() - start


def _cost(steps: Sequence[Step], unit: float = 1e6) -> float:
    return round(median(_each(step) for step in steps) * unit, 2)


def _each(step: Step) -> float:
    start = perf_counter()
    count = step()
    return (perf_counter() - start) / count


def shown(measured: Mapping[str, Any]) -> str:
    """Return the figures as a table to read."""
    loaded = measured["import"]
    company = f"{measured['match_addresses']:,} addresses, {measured['match_people']:,} people"
    rows = [
        ("import addressee", f"{loaded['milliseconds']:.0f} ms"),
        ("  modules of its own", f"{loaded['own_modules']}"),
        ("  modules of other packages", f"{loaded['third_party_modules']}"),
        ("parse", f"{measured['parse_microseconds']:.1f} µs"),
        ("readings, new names", f"{measured['readings_of_new_names_microseconds']:.1f} µs"),
        ("score, names seen before", f"{measured['score_of_known_names_microseconds']:.1f} µs"),
        ("Roster of the company below", f"{measured['roster_milliseconds']:.1f} ms"),
        (f"match, {company}", f"{measured['match_names_known_seconds']:.2f} s"),
        ("  the first time, names new", f"{measured['match_names_new_seconds']:.2f} s"),
    ]
    return table(("step", "median"), rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and keep the result."""
    parser = argparse.ArgumentParser(description="Measure what single steps cost.")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS / "micro.json")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    measured = measure(options.seed, repeats=options.repeats)
    keep(record("micro", seed=options.seed, **measured), options.output)
    print(shown(measured))


if __name__ == "__main__":
    main()
