"""Tables: every shipped one loads, and one that breaks a rule is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from addressee.errors import BadTable
from addressee.tables import DATA, records, rows

HEAD = "# source: us\n# date: 2026-11-23\n# licence: MIT\n# columns: word\n"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_shipped_word_list_keeps_the_rules(path: Path) -> None:
    assert rows(path.stem)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_table_keeps_the_rules(path: Path) -> None:
    assert records(path.stem)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("word\n", "bad.tsv names no source in its head."),
        (HEAD.replace("# licence: MIT\n", "") + "word\n", "bad.tsv names no licence in its head."),
        (HEAD + "b\na\n", "bad.tsv line 6: 'a' is unsorted."),
        (HEAD + "a\na\n", "bad.tsv line 6: 'a' stands twice."),
        (HEAD + "A\n", "bad.tsv line 5: 'A' is not folded."),
        (HEAD + "a \n", "bad.tsv line 5: 'a ' is not folded."),
        (HEAD + "a\tb\n", "bad.tsv line 5: not one value a column."),
        (HEAD + "\n", "bad.tsv line 5: not one value a column."),
    ],
)
def test_a_word_list_that_breaks_a_rule_is_refused(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "bad.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as caught:
        rows("bad", folder=tmp_path)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[row]]\nid = "a"\n', "bad.toml: a row lacks its id or its evidence: {'id': 'a'}."),
        ('[[row]]\nid = "a"\nevidence = "e"\n' * 2, "bad.toml: the id 'a' stands twice."),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as caught:
        records("bad", folder=tmp_path)
    assert str(caught.value) == sentence
