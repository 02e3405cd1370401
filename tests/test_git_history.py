"""A git history says whose address is whose: a real, small one of invented people."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import closed, corpus_files, git_history

from addressee import BadFile


def git(folder: Path, *arguments: str, author: str = "Nobody <nobody@acme.example>") -> None:
    name, _, email = author.partition(" <")
    signed = {"NAME": name, "EMAIL": email.strip(">")}
    environment = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in signed.items()
    }
    quiet = {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "PATH": "/usr/bin:/bin",
    }
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**environment, **quiet})


class TestGitHistory:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        folder = tmp_path / "project"
        folder.mkdir()
        git(folder, "init", "--quiet")
        free_host = sorted(git_history.words("free_mail_hosts"))[0]
        authors = [
            "Jane Smith <jane.smith@acme.example>",
            "Jane Smith <jane.smith@acme.example>",
            "jsmith <Jane.Smith@acme.example>",
            "Smith Jane <jsmith@eu.acme.example>",
            "Söhnke Ødegård <soehnke@acme.example>",
            "Old Name <old@acme.example>",
            f"Priya Rao <priya@{free_host}>",
            "Build Robot <noreply@acme.example>",
            "Sales Team <sales@acme.example>",
            "Dependency Robot[bot] <123+dependency[bot]@users.noreply.acme.example>",
            "Not An Address <nowhere>",
            "Li Wei <liwei@larch.test>",
        ]
        for number, author in enumerate(authors):
            git(folder, "commit", "--quiet", "--allow-empty", "-m", str(number), author=author)
        mailmap = "New Name <new.name@acme.example> <old@acme.example>\n"
        (folder / ".mailmap").write_text(mailmap, "utf-8")
        return folder

    def test_people_are_read_as_their_history_names_them(self, repository: Path) -> None:
        found = git_history.corpus_of(git_history.signatures(repository))
        assert {query.email: query.name for query in found.queries} == {
            "jane.smith@acme.example": "Jane Smith",
            "jsmith@eu.acme.example": "Jane Smith",
            "soehnke@acme.example": "Söhnke Ødegård",
            "new.name@acme.example": "New Name",
            "liwei@larch.test": "Li Wei",
        }

    def test_spellings_of_one_person_share_an_id(self, repository: Path) -> None:
        found = git_history.corpus_of(git_history.signatures(repository))
        owners = {query.email: query.owner for query in found.queries}
        assert owners["jane.smith@acme.example"] == owners["jsmith@eu.acme.example"]
        assert len(found.candidates) == 4
        assert {candidate.domain for candidate in found.candidates} == {
            "acme.example",
            "larch.test",
        }

    def test_the_files_are_a_corpus(self, repository: Path, tmp_path: Path) -> None:
        git_history.main([str(repository), "-o", str(tmp_path / "corpus")])
        read = corpus_files.read_corpus(tmp_path / "corpus")
        assert read == git_history.corpus_of(git_history.signatures(repository))

    def test_equal_majorities_go_by_name_whatever_the_order_of_commits(self) -> None:
        signed = [
            git_history.Signature("Zoe Ek", "zoe@acme.example"),
            git_history.Signature("Ek Zoe Maria", "zoe@acme.example"),
        ]
        both = [git_history.corpus_of(order) for order in (signed, signed[::-1])]
        assert both[0] == both[1]
        assert both[0].queries[0].name == "Ek Zoe Maria"

    def test_a_folder_without_history_is_an_error(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(BadFile, match="There is no git history in"):
            git_history.signatures(tmp_path / "nowhere")
        for main, arguments in ((git_history.main, ["-o", "x"]), (closed.main, ["--git"])):
            with pytest.raises(SystemExit):
                main([*arguments, str(tmp_path / "nowhere")])
            assert "Name a folder where 'git log' works." in capsys.readouterr().err
