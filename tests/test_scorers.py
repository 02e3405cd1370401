"""Scorers: found by name, by place or handed in; checked; named when they fail."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from addressee import get_scorer, installed_scorers, match, score
from addressee.errors import ScorerFailed, UnknownScorer
from addressee.scoring.documented import documented
from addressee.scoring.scorer import BUILT_IN, GROUP, Scorer
from addressee.testing import check_scorer
from addressee.values import Score

PEOPLE = [{"id": 1, "name": "Jane Smith", "domain": "example.com"}]


def by_length(handle: str, name: str, /, *, score_cutoff: float = 0.0) -> float:
    """One over the difference in length, plus one."""
    value = 1 / (1 + abs(len(handle) - len(name)))
    return value if value >= score_cutoff else 0.0


def broken(handle: str, name: str, /, *, score_cutoff: float = 0.0) -> float:
    raise KeyError("no model loaded")


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A third party's package, installed with an entry point, as pip leaves it on the path."""
    (tmp_path / "zzz_scorer.py").write_text(
        textwrap.dedent('''
            def half(handle, name, /, *, score_cutoff=0.0, value=0.5):
                """Half, for everybody."""
                return value if value >= score_cutoff else 0.0
        '''),
        encoding="utf-8",
    )
    info = tmp_path / "acme_scorer-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-scorer\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{GROUP}]\nhalf = zzz_scorer:half\ngone = zzz_scorer:gone\ndocumented = zzz_scorer:half\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "half"
    sys.modules.pop("zzz_scorer", None)


def test_a_scorer_is_found_by_name_by_place_and_as_a_callable(plug_in: str) -> None:
    assert get_scorer("documented").function is documented
    assert get_scorer("zzz_scorer:half")("jane", "Jane").value == 0.5
    assert get_scorer(plug_in)("jane", "Jane") == Score(0.5, "half")
    assert get_scorer(by_length)("jane", "Jane") == Score(1.0, "by_length")
    assert match("x@example.com", PEOPLE, scorer=plug_in).best.score == 0.5
    assert score("x@example.com", "Jane", scorer=by_length).value == 0.25


def test_options_are_bound_to_a_scorer_and_its_batch(plug_in: str) -> None:
    assert get_scorer(plug_in, value=0.25)("jane", "Jane").value == 0.25
    plain = get_scorer("documented", readings="plain")
    names = ["Jürgen Müller", "Jane Smith"]
    assert plain.many("juergen.mueller", names) == [
        plain("juergen.mueller", name).value for name in names
    ]
    assert plain("juergen.mueller", names[0]) != documented("juergen.mueller", names[0])
    assert get_scorer(plain).function is plain.function


def test_installed_scorers_are_listed_and_no_package_takes_our_name(plug_in: str) -> None:
    listed = {info.name: info for info in installed_scorers()}
    assert listed["documented"].source == BUILT_IN["documented"]
    assert listed["half"].summary == "Half, for everybody."
    assert "cannot be loaded" in listed["gone"].summary
    assert get_scorer("documented").function is documented


def test_the_entry_points_of_the_project_are_the_built_in_scorers() -> None:
    project = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    for name, source in BUILT_IN.items():
        assert f'{name} = "{source}"' in project


@pytest.mark.parametrize(
    ("scorer", "error", "sentence"),
    [
        ("nobody", UnknownScorer, "There is no scorer 'nobody'. Installed: documented"),
        ("no_such_module:f", ScorerFailed, "The scorer 'no_such_module:f' cannot be loaded"),
        ("math:no_such", ScorerFailed, "The scorer 'math:no_such' cannot be loaded"),
        ("math:pi", ScorerFailed, "The scorer 'math:pi' is no scorer: it cannot be called."),
        (broken, ScorerFailed, "The scorer 'broken' failed: KeyError: 'no model loaded'."),
        (
            lambda h, n, *, score_cutoff=0.0: 83.3,
            ScorerFailed,
            "returned 83.3. A score is a number",
        ),
        (lambda h, n, *, score_cutoff=0.0: float("nan"), ScorerFailed, "returned nan."),
        (lambda h, n, *, score_cutoff=0.0: None, ScorerFailed, "returned None."),
        (lambda h, n: 0.5, ScorerFailed, "failed: TypeError"),
        (7, ScorerFailed, "7 is no scorer: it cannot be called."),
    ],
)
def test_a_scorer_that_is_missing_or_fails_is_named(
    scorer: str | Scorer, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        match("jane@example.com", PEOPLE, scorer=scorer)
    assert sentence in str(caught.value)
    assert caught.value.scorer in str(caught.value)  # type: ignore[attr-defined]


class Batch:
    """A scorer with a batch that can be made to disagree."""

    def __init__(self, *wrong: object) -> None:
        self.wrong = wrong

    def __call__(self, handle: str, name: str, /, *, score_cutoff: float = 0.0) -> float:
        return 0.5 if score_cutoff <= 0.5 else 0.0

    def many(self, handle: str, names: list[str], /, *, score_cutoff: float = 0.0) -> list[float]:
        return list(self.wrong) or [self(handle, name, score_cutoff=score_cutoff) for name in names]


def test_a_batch_is_checked_too() -> None:
    with pytest.raises(ScorerFailed, match="returned 2 values for 1 names"):
        match("jane@example.com", PEOPLE, scorer=Batch(0.1, 0.2))
    for wrong in (1.5, -0.5, float("nan"), "a", None, Score(0.5, "half")):
        with pytest.raises(ScorerFailed, match="A score is a number from 0 to 1"):
            match("jane@example.com", [*PEOPLE, *PEOPLE], scorer=Batch(0.5, wrong))


def test_a_batch_that_ignores_the_cutoff_is_cut_off() -> None:
    assert match("jane@example.com", PEOPLE, scorer=Batch(0.5)).best is not None
    assert match("jane@example.com", PEOPLE, scorer=Batch(0.5), min_score=0.9).best is None


@pytest.mark.parametrize(
    "scorer",
    [
        "documented",
        by_length,
        Batch(),
        "rapidfuzz.distance.JaroWinkler:normalized_similarity",
        get_scorer("documented", readings="plain"),
        get_scorer("documented", romanizers=("rows",)),
    ],
)
def test_scorers_that_keep_the_contract(scorer: str | Scorer) -> None:
    check_scorer(scorer)


def test_scorers_that_break_the_contract_are_told_how() -> None:
    calls: list[int] = []

    def moody(handle: str, name: str, /, *, score_cutoff: float = 0.0) -> float:
        calls.append(1)
        return len(calls) % 2 / 2

    def eager(handle: str, name: str, /, *, score_cutoff: float = 0.0) -> float:
        return max(0.25, score_cutoff)

    class Liar(Batch):
        def many(
            self, handle: str, names: list[str], /, *, score_cutoff: float = 0.0
        ) -> list[float]:
            return [0.75] * len(names)

    for scorer, how in (
        (broken, "no model loaded"),
        (moody, "two calls differ"),
        (eager, "with score_cutoff=0.5 it is 0.5, not 0.0"),
        (Liar(), "0.5 alone, 0.75 in a batch"),
    ):
        with pytest.raises(AssertionError, match="broke the contract") as caught:
            check_scorer(scorer)
        assert how in str(caught.value)
