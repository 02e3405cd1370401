"""The closed protocol: `python -m benchmarks.closed [--corpus DIR | --git REPO...]`.

Every address is asked among all people of its domain, the owner among them. An answer is right if
it is the owner, or has the same folded words in its name, in any order. Equal scores count as the
total order decides them: by folded name, name and id.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, utils

from addressee import BadAddress, BadFile, get_scorer, parse
from addressee.text import fold

from .companies import SEED
from .corpus import invented_corpus
from .corpus_files import Candidate, Corpus, Query, read_corpus
from .dice import Dice
from .git_history import history_corpus
from .record import RESULTS, keep, record, table

SIZES = {"2-9": range(2, 10), "10-99": range(10, 100), "100-999": range(100, 1000)}
LARGEST = "1000+"

Scores = Callable[[str, Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of a domain in the total order, their ids, and their names in folded words."""

    people: tuple[Candidate, ...]
    ids: frozenset[str]
    names: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> str:
        """The class of size that the domain belongs to."""
        count = len(self.people)
        return next((size for size, counts in SIZES.items() if count in counts), LARGEST)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out for a query: the place of the first right person, 1 the best, and a tie."""

    size: str
    rank: int
    tied: bool


def contenders() -> dict[str, Scores]:
    """Return what is compared: each scores one handle with many names.

    >>> sorted(contenders())
    ['documented', 'documented, plain reading', 'rapidfuzz WRatio']
    """
    return {
        "documented": get_scorer("documented").many,
        "documented, plain reading": get_scorer("documented", readings="plain").many,
        "rapidfuzz WRatio": _wratio,
    }


def _wratio(handle: str, names: Sequence[str]) -> list[float]:
    plain = utils.default_process(handle)
    return [fuzz.WRatio(plain, utils.default_process(name)) for name in names]


def crowds(candidates: Iterable[Candidate]) -> dict[str, Crowd]:
    """Return the people of each domain, in the total order."""
    people: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        people[candidate.domain].append(candidate)
    return {domain: _crowd(found) for domain, found in people.items()}


def _crowd(people: Iterable[Candidate]) -> Crowd:
    ordered = sorted(people, key=lambda one: (fold(one.name), one.name, one.id))
    names = tuple(one.name for one in ordered)
    ids = frozenset(one.id for one in ordered)
    return Crowd(tuple(ordered), ids, names, tuple(map(_words, names)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name).split()))


def chosen(
    corpus: Corpus, among: Mapping[str, Crowd], *, seed: int, limit: int | None, smallest: int
) -> list[Query]:
    """Return the queries to ask: of domains of so many people, a seeded choice of so many.

    What `parse` refuses as no address is left out; `measure` counts it.
    """
    large = {domain: crowd for domain, crowd in among.items() if len(crowd.people) >= smallest}
    eligible = [
        query
        for query in corpus.queries
        if query.domain in large
        and query.owner in large[query.domain].ids
        and not _refused(query.email)
    ]
    return Dice(seed).order(eligible)[:limit]


def _refused(email: str) -> bool:
    try:
        parse(email)
    except BadAddress:
        return True
    return False


def answers(queries: Iterable[Query], among: Mapping[str, Crowd], scores: Scores) -> list[Answer]:
    """Return the answer to each query, in the order of the queries.

    >>> people = [Candidate("a.example", "1", "Ada Okafor"), Candidate("a.example", "2", "Bo Ek")]
    >>> asked = [Query("bo@a.example", "a.example", "", "2", "Bo Ek")]
    >>> answers(asked, crowds(people), contenders()["documented"])
    [Answer(size='2-9', rank=1, tied=False)]
    """
    return [_answer(query, among[query.domain], scores) for query in queries]


def _answer(query: Query, crowd: Crowd, scores: Scores) -> Answer:
    values = scores(parse(query.email).handle, crowd.names)
    wanted = _words(query.name)
    right = [
        place
        for place, person in enumerate(crowd.people)
        if person.id == query.owner or crowd.words[place] == wanted
    ]
    first = max(right, key=lambda place: (values[place], -place))
    rank = 1 + sum(
        value > values[first] or (value == values[first] and place < first)
        for place, value in enumerate(values)
    )
    best = max(values)
    return Answer(crowd.size, rank, sum(value == best for value in values) > 1)


def figures(found: Sequence[Answer]) -> dict[str, Any]:
    """Return hit@1, MRR, the share of ties at the top, and hit@1 by size of the domain.

    >>> figures([Answer("2-9", 1, False), Answer("2-9", 4, True)])["mrr"]
    0.625
    """
    sizes = [size for size in (*SIZES, LARGEST) if any(answer.size == size for answer in found)]
    return {
        **_hits(found),
        "mrr": _mean(1 / answer.rank for answer in found),
        "tied": _mean(answer.tied for answer in found),
        "by_size": {size: _hits([one for one in found if one.size == size]) for size in sizes},
    }


def _hits(found: Sequence[Answer]) -> dict[str, Any]:
    return {"queries": len(found), "hit@1": _mean(answer.rank == 1 for answer in found)}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else 0.0


def measure(corpus: Corpus, *, seed: int, limit: int | None, smallest: int) -> dict[str, Any]:
    """Return the figures of every contender over the same queries, with the seconds each took."""
    among = crowds(corpus.candidates)
    queries = chosen(corpus, among, seed=seed, limit=limit, smallest=smallest)
    domains = {query.domain for query in queries}
    measured: dict[str, Any] = {}
    for name, scores in contenders().items():
        start = perf_counter()
        found = answers(queries, among, scores)
        measured[name] = {**figures(found), "seconds": round(perf_counter() - start, 2)}
    return {
        "queries": len(queries),
        "domains": len(domains),
        "refused": sum(_refused(query.email) for query in corpus.queries),
        "people": sum(len(among[domain].people) for domain in domains),
        "smallest_domain": smallest,
        "contenders": measured,
    }


def shown(measured: Mapping[str, Any]) -> str:
    """Return the figures as a table to read."""
    sizes = [*SIZES, LARGEST]
    heading = ["closed protocol", "hit@1", "MRR", *sizes, "tied", "seconds"]
    rows = [list(_cells(name, row, sizes)) for name, row in measured["contenders"].items()]
    counts = (
        "{queries:,} addresses of {domains:,} domains, {people:,} people; "
        "{refused:,} refused as no address"
    ).format_map(measured)
    return f"{table(heading, rows)}\n{counts}"


def _cells(name: str, row: Mapping[str, Any], sizes: Sequence[str]) -> Iterator[str]:
    yield name
    yield f"{row['hit@1']:.3f}"
    yield f"{row['mrr']:.3f}"
    for size in sizes:
        hits = row["by_size"].get(size)
        yield f"{hits['hit@1']:.3f}" if hits else "-"
    yield f"{row['tied']:.3f}"
    yield f"{row['seconds']:.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and keep the result."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0] + ".")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--corpus", type=Path, help="folder with dev.tsv and candidates_dev.tsv")
    source.add_argument("--git", type=Path, nargs="+", metavar="REPO", help="git histories")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS / "closed.json")
    parser.add_argument("--queries", type=int, help="ask so many, chosen by the seed; else all")
    parser.add_argument("--smallest", type=int, default=2, help="least people of a domain asked")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        kind, corpus = _corpus(options)
    except (BadFile, OSError) as error:
        parser.error(str(error))
    measured = measure(corpus, seed=options.seed, limit=options.queries, smallest=options.smallest)
    keep(record("closed", seed=options.seed, corpus=kind, **measured), options.output)
    print(shown(measured))


def _corpus(options: argparse.Namespace) -> tuple[str, Corpus]:
    if options.corpus:
        return "folder", read_corpus(options.corpus)
    if options.git:
        return "git", history_corpus(options.git)
    return "invented", invented_corpus(options.seed)


if __name__ == "__main__":
    main()
