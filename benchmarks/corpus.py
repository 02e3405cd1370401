"""Write a corpus of invented people: `python -m benchmarks.corpus -o DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from .companies import ADDRESSES, DOMAINS, SEED, Company, companies
from .corpus_files import Candidate, Corpus, Query, RoleMailbox, write_corpus


def invented_corpus(
    seed: int = SEED, *, domains: int = DOMAINS, addresses: int = ADDRESSES
) -> Corpus:
    """Return the corpus of a seed; mailboxes of people who are not listed are left out of it.

    >>> corpus = invented_corpus(1, domains=2, addresses=12)
    >>> len(corpus.queries) >= len(corpus.candidates) == 12
    True
    """
    queries: list[Query] = []
    candidates: list[Candidate] = []
    roles: list[RoleMailbox] = []
    for company in companies(seed, domains=domains, addresses=addresses):
        people = _candidates(company, len(candidates))
        candidates += people
        queries += _queries(company, people)
        roles += _roles(company)
    return Corpus(tuple(queries), tuple(candidates), tuple(roles))


def _candidates(company: Company, before: int) -> list[Candidate]:
    return [
        Candidate(company.domain, f"P{number:06}", person.name)
        for number, person in enumerate(company.people, start=before + 1)
    ]


def _queries(company: Company, people: Sequence[Candidate]) -> list[Query]:
    owned = [(box.email, people[box.owner]) for box in company.mailboxes if box.owner is not None]
    return [
        Query(email, company.domain, company.name, owner.id, owner.name) for email, owner in owned
    ]


def _roles(company: Company) -> list[RoleMailbox]:
    return [
        RoleMailbox(box.email, box.email.partition("@")[0], company.domain, box.kind)
        for box in company.mailboxes
        if box.kind != "person"
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the corpus and say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0] + ".")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--domains", type=int, default=DOMAINS, help="at most 1,440")
    parser.add_argument("--addresses", type=int, default=ADDRESSES, help="about as many")
    options = parser.parse_args(arguments)
    corpus = invented_corpus(options.seed, domains=options.domains, addresses=options.addresses)
    write_corpus(options.output, corpus)
    print(
        f"{len(corpus.queries):,} addresses of {len(corpus.candidates):,} invented people over "
        f"{options.domains:,} domains, and {len(corpus.roles):,} role mailboxes."
    )


if __name__ == "__main__":
    main()
