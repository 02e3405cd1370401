"""The files of a corpus: addresses whose owner is known, and the people of each domain.

`dev.tsv` has the columns query_email, registered_domain, company, true_person_id and true_name;
`candidates_dev.tsv` has registered_domain, person_id and full_name; `roles_dev.tsv`, which not
every corpus has, has email, handle, registered_domain and role_kind. Values are parted by tabs
and hold none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path

QUERY_COLUMNS = ("query_email", "registered_domain", "company", "true_person_id", "true_name")
CANDIDATE_COLUMNS = ("registered_domain", "person_id", "full_name")
ROLE_COLUMNS = ("email", "handle", "registered_domain", "role_kind")


@dataclass(frozen=True, slots=True)
class Query:
    """An address whose owner is known, a row of `dev.tsv`."""

    email: str
    domain: str
    company: str
    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of a domain, a row of `candidates_dev.tsv`."""

    domain: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RoleMailbox:
    """A mailbox that is no person's own, a row of `roles_dev.tsv`."""

    email: str
    handle: str
    domain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Addresses whose owner is known, the people of each domain, and role mailboxes."""

    queries: tuple[Query, ...]
    candidates: tuple[Candidate, ...]
    roles: tuple[RoleMailbox, ...] = field(default=())


def write_corpus(folder: Path, corpus: Corpus) -> None:
    """Write the files of a corpus into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "dev.tsv", QUERY_COLUMNS, map(astuple, corpus.queries))
    _write(folder / "candidates_dev.tsv", CANDIDATE_COLUMNS, map(astuple, corpus.candidates))
    if corpus.roles:
        _write(folder / "roles_dev.tsv", ROLE_COLUMNS, map(astuple, corpus.roles))


def read_corpus(folder: Path) -> Corpus:
    """Read the queries and candidates of a folder; `OSError` where a file is missing."""
    return Corpus(
        tuple(Query(*row) for row in _read(folder / "dev.tsv", QUERY_COLUMNS)),
        tuple(Candidate(*row) for row in _read(folder / "candidates_dev.tsv", CANDIDATE_COLUMNS)),
    )


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in (columns, *rows):
            file.write("\t".join(" ".join(value.split()) for value in row) + "\n")


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        heading = file.readline().rstrip("\n").split("\t")
        places = [heading.index(column) for column in columns]
        for line in file:
            values = line.rstrip("\n").split("\t")
            yield [values[place] for place in places]
