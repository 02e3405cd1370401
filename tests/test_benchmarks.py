"""The benchmarks measure what they say: invented people, git histories, the closed protocol."""

from __future__ import annotations

import doctest
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import (
    closed,
    companies,
    corpus,
    corpus_files,
    dice,
    git_history,
    handles,
    micro,
    people,
    record,
    traditions,
)
from benchmarks.corpus_files import Candidate, Corpus, Query

ROOT = Path(__file__).parents[1]

MODULES = (closed, companies, corpus, dice, git_history, handles, people, record, traditions)
INDEPENDENT = ("companies", "corpus", "corpus_files", "dice", "handles", "people", "traditions")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_doctests_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("name", INDEPENDENT)
def test_the_generator_never_asks_the_library(name: str) -> None:
    source = (ROOT / "benchmarks" / f"{name}.py").read_text("utf-8")
    assert not re.search(r"^\s*(from|import) addressee", source, re.MULTILINE)


class TestInventedPeople:
    def test_a_seed_makes_one_world(self) -> None:
        assert companies.companies(5, domains=9) == companies.companies(5, domains=9)
        assert companies.companies(5, domains=9) != companies.companies(6, domains=9)

    def test_every_tradition_occurs_and_there_are_twenty_at_least(self) -> None:
        found = {one.tradition for firm in companies.companies() for one in firm.people}
        assert found == {row.id for row in traditions.traditions()}
        assert len(found) >= 20

    def test_no_tradition_stands_twice_and_each_has_its_evidence(self) -> None:
        rows = traditions.tomllib.loads(traditions.TABLE.read_text("utf-8"))["row"]
        assert len({row["id"] for row in rows}) == len(rows)
        assert all(row["evidence"] for row in rows)

    @pytest.mark.parametrize("row", traditions.traditions(), ids=lambda row: row.id)
    def test_every_form_of_a_tradition_can_be_drawn(self, row: traditions.Tradition) -> None:
        for form in row.forms:
            only = traditions.Tradition(row.id, row.weight, {form: 1}, row.pools, row.nicknames)
            for seed in range(20):
                person = people.draw_person(dice.Dice(seed), only)
                assert person.name.strip()
                assert "{" not in person.name
                assert person.called

    @pytest.mark.parametrize("row", traditions.traditions(), ids=lambda row: row.id)
    def test_every_spelling_can_stand_in_an_address(self, row: traditions.Tradition) -> None:
        pools = {**row.pools, **{f"short for {name}": some for name, some in row.nicknames.items()}}
        for name, pool in pools.items():
            assert len({word.shown for word in pool}) == len(pool), name
            for word in pool:
                pieces = [piece for way in word.spellings for piece in way]
                assert pieces, word
                assert all(re.fullmatch("[a-z0-9]+", piece) for piece in pieces), word

    def test_native_script_names_occur(self) -> None:
        names = [one.name for firm in companies.companies() for one in firm.people]
        for script in ("[а-я]", "[一-龥]", "[가-힣]", "[ء-ي]", "[α-ω]", "[א-ת]", "[ऀ-ॿ]"):
            assert any(re.search(script, name) for name in names), script

    def test_all_domains_are_reserved_and_no_address_has_two_owners(self) -> None:
        firms = companies.companies()
        boxes = [box for firm in firms for box in firm.mailboxes]
        assert all(box.email.endswith((".example", ".test")) for box in boxes)
        assert len(
            {box.email.partition("@")[0] + firm.domain for firm in firms for box in firm.mailboxes}
        ) == len(boxes)

    def test_sizes_follow_zipf_and_sum_to_about_what_was_asked(self) -> None:
        sizes = companies.sizes(150, 3000)
        assert abs(sum(sizes) - 3000) < 60
        assert sizes[0] / sizes[9] == pytest.approx(10, rel=0.02)

    def test_some_mailboxes_are_roles_some_owners_absent_some_hosts_branches(self) -> None:
        firms = companies.companies()
        boxes = [box for firm in firms for box in firm.mailboxes]
        assert any(box.kind != "person" and box.owner is None for box in boxes)
        assert any(box.kind == "person" and box.owner is None for box in boxes)
        assert any(box.email.count(".") > 2 and "@eu." in box.email for box in boxes)

    @pytest.mark.parametrize(
        ("clash", "second"),
        [
            ("digit", "jroe2"),
            ("zero and digit", "jroe02"),
            ("middle", "jqroe"),
            ("longer", "jaroe"),
        ],
    )
    def test_a_clash_is_solved_as_the_company_does(self, clash: str, second: str) -> None:
        habit = handles.Habit("flast", "flast", clash, strays=0)
        jane = people.Person(
            "american", "Jane Q. Roe", ("jane",), ("jane",), ("quin",), (), ("roe",)
        )
        taken: set[str] = set()
        drawn = [handles.draw_handle(dice.Dice(1), jane, habit, taken) for _ in range(2)]
        assert drawn == ["jroe", second]


class TestCorpus:
    def test_it_writes_what_it_reads_and_the_same_twice(self, tmp_path: Path) -> None:
        for folder in ("one", "two"):
            corpus.main(["-o", str(tmp_path / folder), "--domains", "9", "--addresses", "90"])
        for name in ("dev.tsv", "candidates_dev.tsv", "roles_dev.tsv"):
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
        read = corpus_files.read_corpus(tmp_path / "one")
        made = corpus.invented_corpus(domains=9, addresses=90)
        assert (read.queries, read.candidates) == (made.queries, made.candidates)

    def test_the_default_has_3000_addresses_over_150_domains(self) -> None:
        made = corpus.invented_corpus()
        assert 2900 < len(made.queries) < 3300
        assert len({candidate.domain for candidate in made.candidates}) == 150

    def test_every_owner_is_a_candidate_of_the_domain(self) -> None:
        made = corpus.invented_corpus(3)
        people_of = {(one.domain, one.id, one.name) for one in made.candidates}
        assert {(query.domain, query.owner, query.name) for query in made.queries} <= people_of


TINY = Corpus(
    queries=(
        Query("jane.smith@acme.example", "acme.example", "", "1", "Jane Smith"),
        Query("panda42@acme.example", "acme.example", "", "3", "Tomasz Zieliński"),
        Query("j.roe@larch.test", "larch.test", "", "5", "Roe Jane"),
        Query("alone@solo.test", "solo.test", "", "7", "Alone Person"),
        Query("gone@acme.example", "acme.example", "", "99", "Not Among Them"),
        Query("..@acme.example", "acme.example", "", "2", "Bo Ek"),
    ),
    candidates=(
        Candidate("acme.example", "3", "Tomasz Zieliński"),
        Candidate("acme.example", "1", "Jane Smith"),
        Candidate("acme.example", "2", "Bo Ek"),
        Candidate("larch.test", "4", "Bo Ek"),
        Candidate("larch.test", "5", "Roe Jane"),
        Candidate("larch.test", "6", "Jane Roe"),
        Candidate("solo.test", "7", "Alone Person"),
    ),
)


class TestClosedProtocol:
    def answers(self, scores: closed.Scores) -> list[closed.Answer]:
        return closed.answers(TINY.queries[:4], closed.crowds(TINY.candidates), scores)

    def test_ranks_count_who_is_better_and_who_comes_first_among_equals(self) -> None:
        table = {"Jane Smith": 0.5, "Bo Ek": 0.5, "Tomasz Zieliński": 0.1, "Jane Roe": 0.2}
        found = self.answers(lambda _, names: [table.get(name, 0.9) for name in names])
        assert [(answer.rank, answer.tied) for answer in found] == [
            (2, True),  # as good as Bo Ek, who comes first by name
            (3, True),
            (1, False),
            (1, False),
        ]

    def test_the_same_words_in_another_order_are_right_too(self) -> None:
        only = {"Jane Roe": 1.0}
        found = self.answers(lambda _, names: [only.get(name, 0.0) for name in names])
        assert found[2].rank == 1

    def test_all_equal_counts_as_the_order_by_name(self) -> None:
        found = self.answers(lambda _, names: [0.0] * len(names))
        assert [answer.rank for answer in found] == [2, 3, 2, 1]

    def test_figures_are_what_a_hand_computes(self) -> None:
        found = [
            closed.Answer("2-9", 1, False),
            closed.Answer("2-9", 2, True),
            closed.Answer("1000+", 4, False),
        ]
        assert closed.figures(found) == {
            "queries": 3,
            "hit@1": 0.3333,
            "mrr": 0.5833,
            "tied": 0.3333,
            "by_size": {
                "2-9": {"queries": 2, "hit@1": 0.5},
                "1000+": {"queries": 1, "hit@1": 0.0},
            },
        }

    @pytest.mark.parametrize(
        ("people_there", "size"),
        [
            (2, "2-9"),
            (9, "2-9"),
            (10, "10-99"),
            (99, "10-99"),
            (100, "100-999"),
            (999, "100-999"),
            (1000, "1000+"),
        ],
    )
    def test_domains_are_sized_by_their_people(self, people_there: int, size: str) -> None:
        crowd = [Candidate("a.test", str(number), "Bo Ek") for number in range(people_there)]
        assert closed.crowds(crowd)["a.test"].size == size

    def test_what_cannot_be_right_is_not_asked_and_the_choice_is_seeded(self) -> None:
        among = closed.crowds(TINY.candidates)
        asked = closed.chosen(TINY, among, seed=1, limit=None, smallest=2)
        assert {query.owner for query in asked} == {"1", "3", "5"}
        assert asked[:2] == closed.chosen(TINY, among, seed=1, limit=2, smallest=2)

    def test_the_order_is_that_of_the_library(self) -> None:
        from addressee import match

        among = closed.crowds(TINY.candidates)
        scores = closed.contenders()["documented"]
        for query in TINY.queries[:4]:
            crowd = among[query.domain]
            people_there = [
                {"id": one.id, "name": one.name, "domain": one.domain} for one in crowd.people
            ]
            values = scores(query.email.partition("@")[0], crowd.names)
            ours = sorted(range(len(values)), key=lambda place: (-values[place], place))
            theirs = [one.profile.id for one in match(query.email, people_there, limit=None)]
            assert [crowd.people[place].id for place in ours if values[place]] == theirs

    def test_a_run_keeps_its_result_and_prints_a_table(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        corpus_files.write_corpus(tmp_path / "corpus", TINY)
        kept = tmp_path / "results" / "closed.json"
        closed.main(["--corpus", str(tmp_path / "corpus"), "-o", str(kept)])
        text = kept.read_text("utf-8")
        result = json.loads(text)
        assert result["corpus"] == "folder"
        assert (result["queries"], result["domains"], result["people"]) == (3, 2, 6)
        assert result["refused"] == 1
        assert set(result) >= {"benchmark", "commit", "date", "machine", "packages", "seed"}
        assert set(result["contenders"]) == set(closed.contenders())
        for row in result["contenders"].values():
            assert set(row) == {"queries", "hit@1", "mrr", "tied", "by_size", "seconds"}
        assert str(tmp_path) not in text
        out = capsys.readouterr().out
        assert "documented, plain reading" in out
        assert "3 addresses of 2 domains, 6 people; 1 refused" in out


def test_micro_costs_are_measured_and_shown() -> None:
    measured = micro.measure(1, people=60, addresses=20, repeats=1)
    costs = {name: value for name, value in measured.items() if name.endswith("seconds")}
    assert set(costs) == {
        "parse_microseconds",
        "readings_of_new_names_microseconds",
        "score_of_known_names_microseconds",
        "roster_milliseconds",
        "match_names_new_seconds",
        "match_names_known_seconds",
    }
    assert all(value >= 0 for value in costs.values())
    assert (measured["match_people"], measured["match_addresses"]) == (60, 20)
    assert measured["import"]["milliseconds"] > 0
    assert measured["import"]["own_modules"] > 5
    assert "import addressee" in micro.shown(measured)


def test_a_record_names_no_host_and_no_path() -> None:
    text = json.dumps(record.record("none", seed=1))
    assert record.platform.node() not in text
    assert "/" not in re.sub(r'"cpu": "[^"]*"', "", text)
