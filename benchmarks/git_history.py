"""Write a corpus from git histories: `python -m benchmarks.git_history REPO... -o DIR`.

Authors sign commits with a name and an address, so a history says whose address is whose. What is
written are real people's names and addresses: keep the folder to yourself and out of every
repository, measure with it, and delete it.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from addressee import BadAddress, BadFile, parse
from addressee.tables import words
from addressee.text import fold
from addressee.values import Address, MailboxKind

from .corpus_files import Candidate, Corpus, Query, write_corpus


@dataclass(frozen=True, slots=True)
class Signature:
    """A name and an address, as one commit was signed with."""

    name: str
    email: str


def signatures(repository: Path) -> list[Signature]:
    """Return what the commits of a repository are signed with, spelt as its `.mailmap` says.

    Raises `BadFile` where git finds no history there.
    """
    command = ["git", "-C", str(repository), "log", "--encoding=UTF-8", "--format=%aN%x09%aE"]
    log = subprocess.run(command, check=False, capture_output=True)
    if log.returncode:
        raise BadFile(
            f"There is no git history in {str(repository)!r}. Name a folder where 'git log' works.",
            path=str(repository),
        )
    lines = log.stdout.decode("utf-8", errors="replace").split("\n")
    parted = (line.rpartition("\t") for line in lines)
    return [Signature(name, email) for name, _, email in parted if name and email]


def history_corpus(repositories: Iterable[Path]) -> Corpus:
    """Return the corpus of the histories of some repositories; `BadFile` where one has none."""
    return corpus_of(one for repository in repositories for one in signatures(repository))


def corpus_of(signed: Iterable[Signature]) -> Corpus:
    """Return the corpus that signatures make: people's own addresses at companies' domains.

    An address belongs to the name that signed with it most often, the first of equals by folded
    order; addresses of one domain whose names have the same folded words are one person's.

    >>> jane = Signature("Jane Smith", "jane@acme.example")
    >>> typo = Signature("jsmith", "Jane@acme.example")
    >>> corpus = corpus_of([typo, jane, jane, Signature("CI", "noreply@acme.example")])
    >>> [(query.email, query.name) for query in corpus.queries]
    [('jane@acme.example', 'Jane Smith')]
    """
    spellings: dict[Address, Counter[str]] = defaultdict(Counter)
    for signature in signed:
        address = _personal(signature.email)
        if address is not None:
            spellings[address][" ".join(signature.name.split())] += 1
    owned = {address: _majority(names) for address, names in spellings.items()}
    return _numbered(owned)


def _personal(email: str) -> Address | None:
    """The address as one value for all its spellings, or nothing where it is nobody's own."""
    try:
        address = parse(email.strip())
    except BadAddress:
        return None
    if address.kind is not MailboxKind.PERSON or {address.host, address.domain} & _free_mail():
        return None
    return parse(str(address))


def _free_mail() -> frozenset[str]:
    return words("free_mail_hosts")


def _majority(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], fold(name), name))


def _numbered(owned: dict[Address, str]) -> Corpus:
    people: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    queries: list[Query] = []
    for address in sorted(owned, key=lambda address: (address.domain, str(address))):
        name = owned[address]
        key = (address.domain, tuple(sorted(fold(name).split())))
        person = people.setdefault(key, Candidate(address.domain, f"P{len(people) + 1:06}", name))
        queries.append(Query(str(address), address.domain, "", person.id, person.name))
    return Corpus(tuple(queries), tuple(people.values()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the corpus of the histories named, and say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0] + ".")
    parser.add_argument("repository", nargs="+", type=Path, help="a folder with a git history")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        corpus = history_corpus(options.repository)
    except BadFile as error:
        parser.error(str(error))
    write_corpus(options.output, corpus)
    domains = len({candidate.domain for candidate in corpus.candidates})
    print(
        f"{len(corpus.queries):,} addresses of {len(corpus.candidates):,} people over {domains:,} "
        "domains. They are real people: keep the folder to yourself."
    )


if __name__ == "__main__":
    main()
