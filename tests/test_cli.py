"""The command as a user runs it: data on stdout, talk on stderr, an exit code for every end."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pyarrow.parquet as parquet_files
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import addressee.cli
from addressee import AddresseeError, match
from addressee.cli import build_parser, main
from addressee.commands.exits import EXIT_CODES, MEANINGS, Exit, exit_code, stopping_cleanly
from addressee.commands.match import WEAK_BELOW
from addressee.tables import words

COMMAND = [sys.executable, "-m", "addressee"]
FREE_MAIL = min(words("free_mail_hosts"))

PEOPLE = """id,name,domain
1,Jane Smith,acme.example
2,John Smith,acme.example
3,Priya Ferrari,globex.example
"""
EMAILS = f"""email,note
jane.smith@acme.example,"two
lines"
jsmith@acme.example,=1+1
pferrari@eu.globex.example,
zz@globex.example,z
x@unknown.example,é
jane.smith@{FREE_MAIL},
"""
STATUSES = {
    "jane.smith@acme.example": ("1", "Jane Smith", "0.95", "first.last", "1", "1", "matched"),
    "jsmith@acme.example": ("1", "Jane Smith", "0.75", "flast", "1", "2", "tie"),
    "pferrari@eu.globex.example": ("3", "Priya Ferrari", "0.75", "flast", "1", "1", "matched"),
    "zz@globex.example": ("", "", "", "", "", "", "nobody fits"),
    "x@unknown.example": ("", "", "", "", "", "", "unknown domain"),
    f"jane.smith@{FREE_MAIL}": ("", "", "", "", "", "", "free-mail host"),
}
ADDED = ["matched_id", "matched_name", "score", "rule", "rank", "tied", "status"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, with the two files."""
    (tmp_path / "emails.csv").write_text(EMAILS, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: its exit code, stdout and stderr."""

    def run_here(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        return code, out, err

    return run_here


def rows_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.usefixtures("folder")
def test_match_keeps_columns_rows_and_order_and_adds_its_own(run: Run) -> None:
    code, out, err = run("match", "emails.csv", "people.csv")
    heading, *rows = rows_of(out)
    assert code == Exit.DONE
    assert heading == ["email", "note", *ADDED]
    assert [row[:2] for row in rows] == rows_of(EMAILS)[1:]
    assert {row[0]: tuple(row[2:]) for row in rows} == STATUSES
    counted = err.split(" seconds")[0].rpartition(" ")[0]
    assert counted == (
        "6 rows read beside 3 people: 2 matched, 1 tie, 1 nobody fits, 1 free-mail host, "
        "1 unknown domain; 0 rejected."
    )


@pytest.mark.parametrize(
    "name", ["out.csv", "out.tsv", "out.jsonl", "out.parquet", "out.csv.gz", "out.jsonl.gz"]
)
def test_match_writes_every_format(run: Run, folder: Path, name: str) -> None:
    assert run("match", "emails.csv", "people.csv", "-o", name)[:2] == (0, "")
    content = (folder / name).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    if name == "out.parquet":
        rows = parquet_files.read_table(folder / name).to_pylist()
    elif "jsonl" in name:
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        heading, *cells = rows_of(text.decode(), "\t" if "tsv" in name else ",")
        rows = [dict(zip(heading, row, strict=True)) for row in cells]
    assert [row["email"] for row in rows] == list(STATUSES)
    for row in rows:
        found = tuple("" if row[key] is None else str(row[key]) for key in ADDED)
        assert found == STATUSES[row["email"]]


@pytest.mark.parametrize("name", ["emails.jsonl", "emails.parquet", "emails.tsv.gz"])
def test_match_reads_every_format(run: Run, folder: Path, name: str) -> None:
    everybody = "every@unknown.example"
    (folder / "nobody.csv").write_text(f"id,name,domain\n1,{everybody},x.example\n")
    assert run("match", "emails.csv", "nobody.csv", "-o", name, "--explain")[0] == 0
    code, out, _ = run("match", name, "people.csv", "--format", "csv")
    heading, *rows = rows_of(out)
    assert code == 0
    assert heading == ["email", "note", *ADDED, "explanation", *[f"{name}_2" for name in ADDED]]
    assert {row[0]: tuple(row[10:]) for row in rows} == STATUSES


def test_match_gives_several_people_an_address(run: Run, folder: Path) -> None:
    _, out, _ = run("match", "emails.csv", "people.csv", "--limit", "all", "--explain")
    other = "; 1 other fits as well"
    rows = [row for row in rows_of(out) if row[0] in {"jsmith@acme.example", "zz@globex.example"}]
    assert [(row[3], row[6], row[7], row[8], row[9]) for row in rows] == [
        (
            "Jane Smith",
            "1",
            "2",
            "tie",
            "Jane Smith: 0.750 by the pattern {first:1}{last}: j ~ jane, smith" + other,
        ),
        (
            "John Smith",
            "1",
            "2",
            "tie",
            "John Smith: 0.750 by the pattern {first:1}{last}: j ~ john, smith" + other,
        ),
        ("", "", "", "nobody fits", ""),
    ]
    (folder / "crowd.csv").write_text(PEOPLE + "4,Jack Smith,acme.example\n")
    _, out, _ = run("match", "emails.csv", "crowd.csv", "--limit", "2")
    names = [row[3] for row in rows_of(out) if row[0] == "jsmith@acme.example"]
    assert names == ["Jack Smith", "Jane Smith"]


@pytest.mark.usefixtures("folder")
def test_match_leaves_out_weak_matches(run: Run) -> None:
    _, out, _ = run("match", "emails.csv", "people.csv", "--min-score", "0.8")
    statuses = [row[-1] for row in rows_of(out)[1:4]]
    assert statuses == ["matched", "nobody fits", "nobody fits"]


def test_a_mailbox_of_nobodys_own_gets_nobody(run: Run, folder: Path) -> None:
    (folder / "people.csv").write_text(
        "id,name,domain\n1,Sal Sales,a.example\n2,Al Sales,a.example\n"
    )
    (folder / "emails.csv").write_text("email\nsales@a.example\nsal.sales@a.example\n")
    for more in ([], ["--limit", "all", "--explain"], ["--any-company", "--limit", "2"]):
        _, out, err = run("match", "emails.csv", "people.csv", *more)
        rows = rows_of(out)[1:]
        assert [row for row in rows if row[0] == "sales@a.example"] == [
            ["sales@a.example", *[""] * 6, "role mailbox", *[""] * ("--explain" in more)]
        ]
        assert rows[1][1:3] == ["1", "Sal Sales"]
        assert "1 matched, 0 tie, 0 nobody fits, 1 role mailbox; 0 rejected." in err


def test_below_the_published_band_a_match_is_weak(run: Run, folder: Path) -> None:
    (folder / "emails.csv").write_text(
        "email\njane.marketing@acme.example\nqxjz@acme.example\njane.smith@acme.example\n"
    )
    (folder / "people.csv").write_text("id,name,domain\n1,Jane Smith,acme.example\n")
    _, out, err = run("match", "emails.csv", "people.csv")
    rows = rows_of(out)[1:]
    assert [row[-1] for row in rows] == ["matched", "weak", "matched"]
    assert rows[0][3] == "0.5"
    assert rows[1][1:3] == ["1", "Jane Smith"]
    assert 0 < float(rows[1][3]) < WEAK_BELOW
    assert "2 matched, 0 tie, 1 weak, 0 nobody fits; 0 rejected." in err


def test_a_delimiter_named_for_one_file_leaves_the_other_alone(run: Run, folder: Path) -> None:
    (folder / "people.csv").write_text(PEOPLE.replace(",", "|"))
    code, out, _ = run("match", "emails.csv", "people.csv", "--delimiter", "|")
    assert code == 0
    assert {row[0]: tuple(row[2:]) for row in rows_of(out)[1:]} == STATUSES


@pytest.mark.usefixtures("folder")
def test_match_asks_everybody_when_told(run: Run) -> None:
    _, out, _ = run("match", "emails.csv", "people.csv", "--any-company", "--min-score", "0.9")
    found = {row[0]: (row[3], row[-1]) for row in rows_of(out)[1:]}
    assert found[f"jane.smith@{FREE_MAIL}"] == ("Jane Smith", "matched")


def test_match_takes_a_directory_of_companies(run: Run, folder: Path) -> None:
    (folder / "people.csv").write_text("Id,First Name,Last Name,Company\n9,Jane,Smith,Acme Inc.\n")
    (folder / "companies.csv").write_text("domain,company\nacme.example,Acme\n")
    _, out, err = run("match", "emails.csv", "people.csv")
    assert "Give a file of companies and their domains with --companies" in err
    assert rows_of(out)[1][-1] == "unknown domain"
    _, out, err = run("match", "emails.csv", "people.csv", "--companies", "companies.csv")
    assert "--companies" not in err
    assert rows_of(out)[1][2:4] == ["9", "Jane Smith"]


@pytest.mark.usefixtures("folder")
def test_match_takes_another_scorer(run: Run) -> None:
    spec = "rapidfuzz.distance.JaroWinkler:normalized_similarity"
    code, out, _ = run("match", "emails.csv", "people.csv", "--scorer", spec)
    assert code == 0
    expected = match(
        "pferrari@globex.example",
        [{"id": 3, "name": "Priya Ferrari", "domain": "globex.example"}],
        scorer=spec,
    ).best
    assert expected is not None
    assert rows_of(out)[3][4:6] == [repr(round(expected.score, 6)), spec]


def test_match_takes_other_romanizers(run: Run, folder: Path) -> None:
    (folder / "emails.csv").write_text("email\njoergmueller@acme.example\n")
    (folder / "people.csv").write_text("id,name,domain\n1,Jörg Müller,acme.example\n")
    scores = [
        rows_of(run("match", "emails.csv", "people.csv", *more)[1])[1][3]
        for more in ([], ["--romanizers", "anyascii"])
    ]
    assert scores[0] == "0.95"
    assert float(scores[1]) < 0.95


def test_match_takes_another_suffix_list(run: Run, folder: Path) -> None:
    (folder / "list.dat").write_text(
        "// ===BEGIN ICANN DOMAINS===\nexample\nacme.example\n// ===END ICANN DOMAINS===\n"
    )
    (folder / "emails.csv").write_text("email\njane.smith@eu.acme.example\n")
    statuses = [
        rows_of(run("match", "emails.csv", "people.csv", *more)[1])[1][-1]
        for more in ([], ["--psl", "list.dat"])
    ]
    assert statuses == ["matched", "unknown domain"]


EXPORTS = {
    "salesforce": (
        (
            "Contact ID,First Name,Last Name,Account Name,Website,Email\n"
            '003A,Jane,Smith,"Acme, Inc.",https://www.acme.example/,jane@elsewhere.example\n'
        ),
        "003A",
    ),
    "hubspot": (
        (
            "\ufeffRecord ID,First Name,Last Name,Company name,Email,Company Domain Name\n"
            "101,Jane,Smith,Acme,jane@elsewhere.example,acme.example\n"
        ),
        "101",
    ),
    "excel in europe": ("\ufeffID;Name;Domain\r\n7;Jane Smith;acme.example\r\n", "7"),
    "api": (
        (
            '{"person_id": 7, "name": "Jane Smith", "current_employers": '
            '[{"employer_name": "Acme", "domains": ["acme.example"]}]}\n'
        ),
        "7",
    ),
    "linkedin": (
        (
            'Notes:\n"When exporting your data, some addresses are missing."\n\n'
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Jane,Smith,https://profiles.example/in/jane,,Acme,CEO,01 Feb 2026\n"
        ),
        "https://profiles.example/in/jane",
    ),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_match_reads_the_exports_of_others(run: Run, folder: Path, export: str) -> None:
    content, person = EXPORTS[export]
    (folder / "export").write_text(content, encoding="utf-8")
    (folder / "companies.csv").write_text("domain,company\nacme.example,Acme\n")
    _, out, _ = run("match", "emails.csv", "export", "--companies", "companies.csv")
    assert rows_of(out)[1][2:4] == [person, "Jane Smith"]


def test_columns_are_named_by_flags(run: Run, folder: Path) -> None:
    (folder / "e.csv").write_text("Email,E-mail\nx,jane.smith@acme.example\n")
    (folder / "p.csv").write_text("who,given,fam,web\nA1,Jane,Smith,acme.example\n")
    code, _, err = run("match", "e.csv", "p.csv")
    assert (code, err) == (
        Exit.INPUT,
        (
            "addressee: e.csv has several columns for the email: 'Email', 'E-mail'. "
            "Choose one with --email-column.\n"
        ),
    )
    flags = "--email-column=E-mail --id-column=who --first-name-column=given"
    more = " --last-name-column=fam --domain-column=web"
    argv = [f"--{flag.strip()}" for flag in (flags + more).split("--")[1:]]
    code, out, _ = run("match", "e.csv", "p.csv", *argv)
    assert code == 0
    assert rows_of(out)[1][2:4] == ["A1", "Jane Smith"]


BAD_EMAILS = EMAILS.encode() + (
    b"nobody,\n,\na@b.example,c,d\n\xff@acme.example,\na\0@acme.example,\nlast@acme.example,x\n"
)


def test_bad_rows_go_beside_the_output_and_the_rest_goes_on(run: Run, folder: Path) -> None:
    (folder / "emails.csv").write_bytes(BAD_EMAILS)
    (folder / "people.csv").write_text(PEOPLE + "5,,acme.example\n")
    code, _, err = run("match", "emails.csv", "people.csv", "-o", "out.csv.gz")
    assert code == Exit.REJECTS
    assert "; 6 rejected." in err
    with gzip.open(folder / "out.csv.gz", "rt", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[0] for row in rows] == [*STATUSES, "last@acme.example"]
    heading, *rejects = rows_of((folder / "out.rejects.csv").read_text(encoding="utf-8"))
    assert heading == ["file", "line", "reason", "text"]
    assert [(row[0], row[1], row[3]) for row in rejects] == [
        ("people.csv", "5", "5,,acme.example"),
        ("emails.csv", "9", "nobody,"),
        ("emails.csv", "10", ","),
        ("emails.csv", "11", "a@b.example,c,d"),
        ("emails.csv", "12", "\\xff@acme.example,"),
        ("emails.csv", "13", "a\0@acme.example,"),
    ]
    reasons = [row[2] for row in rejects]
    assert reasons[0] == "there is no name"
    assert reasons[1] == "There is no @-sign in 'nobody'. An address looks like name@company.com."
    assert reasons[3] == "the number of cells is 3, and the heading has 2"


def test_rejects_go_where_they_are_told_even_if_there_are_none(run: Run, folder: Path) -> None:
    assert run("match", "emails.csv", "people.csv", "--rejects", "bad.jsonl")[0] == 0
    assert (folder / "bad.jsonl").read_text() == ""
    (folder / "emails.csv").write_bytes(BAD_EMAILS)
    assert run("match", "emails.csv", "people.csv", "--rejects", "bad.jsonl")[0] == Exit.REJECTS
    lines = (folder / "bad.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["line"] for line in lines] == [9, 10, 11, 12, 13]


def test_no_file_of_rejects_comes_when_none_is_rejected_nor_stays(run: Run, folder: Path) -> None:
    assert run("match", "emails.csv", "people.csv", "-o", "out.csv")[0] == 0
    assert not (folder / "out.rejects.csv").exists()
    (folder / "out.rejects.csv").write_text("of an earlier run")
    assert run("match", "emails.csv", "people.csv", "-o", "out.csv")[0] == 0
    assert (folder / "out.rejects.csv").read_text() == "file,line,reason,text\n"


def test_the_first_rejects_are_told_when_no_file_takes_them(run: Run, folder: Path) -> None:
    (folder / "emails.csv").write_text("email\n" + "nobody\n" * 100)
    code, out, err = run("match", "emails.csv", "people.csv")
    assert code == Exit.REJECTS
    assert len(rows_of(out)) == 1
    lines = err.splitlines()
    assert lines[0].startswith("emails.csv line 2: There is no @-sign in 'nobody'.")
    assert lines[19].startswith("emails.csv line 21: ")
    assert lines[20] == "... and 80 more"
    assert lines[21].startswith("100 rows read")


def test_excel_safe_cells(run: Run, folder: Path) -> None:
    (folder / "people.csv").write_text('id,name,domain\n"=1+1",Jane Smith,acme.example\n')
    (folder / "emails.csv").write_text(EMAILS + "=nobody,\n", encoding="utf-8")
    flags = ("match", "emails.csv", "people.csv", "-o", "out.csv", "--excel-safe")
    assert run(*flags)[0] == Exit.REJECTS
    rows = rows_of((folder / "out.csv").read_text(encoding="utf-8"))
    assert rows[1][2] == "'=1+1"
    assert rows[2][1] == "'=1+1"
    assert rows_of((folder / "out.rejects.csv").read_text())[1][3] == "'=nobody,"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([*STATUSES]),
            st.text(st.characters(exclude_characters="\0", codec="utf-8")),
        ),
        max_size=8,
    )
)
def test_whatever_stands_beside_the_addresses_stays(
    folder: Path, cells: list[tuple[str, str]]
) -> None:
    with (folder / "in.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("email", "x"), *cells])
    assert main(["match", "in.csv", "people.csv", "-o", "out.csv", "--no-progress"]) == 0
    text = (folder / "out.csv").read_bytes().decode()
    assert [tuple(row[:2]) for row in rows_of(text)[1:]] == cells


@pytest.mark.parametrize(
    ("argv", "code", "sentence"),
    [
        (["match", "emails.csv", "people.csv", "-o", "emails.csv"], 2, "emails.csv is named twice"),
        (["match", "emails.csv", "people.csv", "-o", "./people.csv"], 2, "is named twice"),
        (["match", "emails.csv", "people.csv", "-o", "a.csv", "--rejects", "a.csv"], 2, "twice"),
        (["match", "-", "-"], 2, "Only one of EMAILS and PEOPLE can be -"),
        (["match", "emails.csv", "people.csv", "-o", "out.xls"], 2, "out.xls tells no format"),
        (["match", "emails.csv", "people.csv", "--limit", "0"], 2, "'0' is no limit"),
        (["match", "emails.csv", "people.csv", "--min-score", "2"], 2, "no number from 0 to 1"),
        (["match", "emails.csv", "people.csv", "--min-score", "nan"], 2, "no number from 0 to 1"),
        (["match", "emails.csv", "people.csv", "--romanizers", "x"], 2, "no romaniser 'x'"),
        (["match", "emails.csv", "people.csv", "--psl", "emails.csv"], 2, "no Public Suffix List"),
        (["match", "emails.csv", "people.csv", "--encoding", "x"], 2, "There is no encoding 'x'"),
        (["match", "emails.csv", "people.csv", "--nonsense"], 2, "unrecognized arguments"),
        ([], 2, "the following arguments are required: VERB"),
        (["match", "none.csv", "people.csv"], 4, "none.csv cannot be read: No such file"),
        (["match", "people.csv", "emails.csv"], 4, "people.csv has no column for the email."),
        (["match", "emails.csv", "emails.csv"], 4, "emails.csv has no column for the name."),
        (["match", "emails.csv", "people.csv", "--companies", "none"], 4, "none cannot be read"),
        (["score", "ada", "Ada"], 4, "There is no @-sign in 'ada'."),
        (
            ["match", "emails.csv", "people.csv", "-o", "no/out.csv"],
            5,
            "no/out.csv cannot be written",
        ),
        (["match", "emails.csv", "people.csv", "--scorer", "nope"], 6, "There is no scorer 'nope'"),
        (["match", "emails.csv", "people.csv", "--scorer", "json:loads"], 6, "'json:loads' failed"),
        (["score", "a@b.example", "A", "--scorer", "nope:nope"], 6, "cannot be loaded"),
        (["candidates", "Ada", "not a domain"], 2, "not a domain"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    run: Run, folder: Path, argv: list[str], code: int, sentence: str
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    found, out, err = run(*argv)
    assert (found, out) == (code, "")
    assert sentence in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.usefixtures("folder")
def test_a_missing_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = run("match", "emails.csv", "people.csv", "-o", "out.parquet")
    assert code == Exit.PACKAGE
    assert 'pip install "addressee[bulk]"' in err


def errors(root: type[AddresseeError] = AddresseeError) -> Iterator[type[AddresseeError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors(child)


def test_every_error_has_an_exit_code() -> None:
    ours = [error for error in errors() if error.__module__.split(".")[0] == "addressee"]
    assert len(ours) >= 10
    assert [error.__name__ for error in ours if error not in EXIT_CODES] == []


def test_an_error_of_a_plug_in_ends_like_the_one_it_is_made_from() -> None:
    class Foreign(addressee.BadFile):
        """An error of another package."""

    assert exit_code(Foreign("x", path="x")) == Exit.INPUT


def test_every_exit_code_is_in_the_help(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert set(MEANINGS) == set(Exit)
    for number, meaning in MEANINGS.items():
        assert f"{number.value:>5}  {meaning}\n" in out


def verbs() -> list[str]:
    actions = [action for action in build_parser()._actions if action.choices]
    return list(actions[-1].choices or ())


@pytest.mark.parametrize("verb", [*verbs(), ""])
def test_every_help_ends_with_an_example_that_runs(run: Run, folder: Path, verb: str) -> None:
    code, out, _ = run(*([verb] if verb else []), "--help")
    assert code == 0
    last = out.rstrip().splitlines()[-2:]
    assert last[0] == "example:"
    assert last[1].startswith(f"  addressee {verb}")
    result = subprocess.run(
        last[1].replace("addressee", " ".join(COMMAND), 1),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"addressee {addressee.__version__}\n", "")


def test_parse(run: Run) -> None:
    code, out, err = run("parse", "J.Smith+news@EU.Acme.Example", "ada", "sales@acme.example")
    assert code == Exit.REJECTS
    assert rows_of(out) == [
        ["text", "handle", "tag", "host", "domain", "kind"],
        [
            "J.Smith+news@EU.Acme.Example",
            "j.smith",
            "news",
            "eu.acme.example",
            "acme.example",
            "person",
        ],
        ["sales@acme.example", "sales", "", "acme.example", "acme.example", "role"],
    ]
    assert err == (
        "input line 2: There is no @-sign in 'ada'. An address looks like name@company.com.\n"
    )


def test_parse_from_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"jane@acme.example\r\n\xff@acme.example\njo@acme.example"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    code, out, err = run("parse", "-", "--format", "jsonl")
    assert code == Exit.REJECTS
    assert [json.loads(line)["handle"] for line in out.splitlines()] == ["jane", "jo"]
    assert err.startswith("input line 2: ")


def test_score(run: Run) -> None:
    argv = ("score", "j.smith@acme.example", "Jane Smith", "--explain")
    assert rows_of(run(*argv)[1]) == [
        ["value", "rule", "pieces", "explanation"],
        ["0.708333", "similarity", "j ~ jane; smith", "0.708 by similarity: j ~ jane, smith"],
    ]
    assert run(*argv, "--format", "table")[1].splitlines()[2].startswith("0.708  similarity")
    assert json.loads(run(*argv[:3], "--format", "jsonl")[1]) == {
        "value": 0.708333,
        "rule": "similarity",
        "pieces": "j ~ jane; smith",
    }


def test_candidates(run: Run) -> None:
    code, out, _ = run("candidates", "Jane Smith", "acme.example", "--limit", "2")
    heading, first, second = rows_of(out)
    assert (code, heading) == (0, ["address", "pattern", "share"])
    assert first[:2] == ["jane.smith@acme.example", "first.last"]
    assert 1 > float(first[2]) >= float(second[2]) > 0
    handles = [row[0] for row in rows_of(run("candidates", "Jane Smith")[1])]
    assert "jsmith" in handles


def test_scorers(run: Run) -> None:
    code, out, _ = run("scorers", "--format", "jsonl")
    assert code == 0
    names = [json.loads(line) for line in out.splitlines()]
    assert {"name": "documented", "source": "addressee.scoring.documented:documented"}.items() <= (
        names[0].items()
    )
    assert all(line["summary"] for line in names)


@settings(max_examples=60, deadline=None)
@example(text="a" * 10_000, name="b " * 5000)
@example(text="\0@\ud800.example", name="\ud800\0")
@given(text=st.text(max_size=300).filter(lambda text: text != "-"), name=st.text(max_size=300))
def test_no_argument_of_any_content_ends_in_a_traceback(text: str, name: str) -> None:
    usual = {*map(int, Exit)} - {Exit.FAULT}
    assert main(["parse", "--", text]) in usual
    assert main(["score", "--", text, name]) in usual
    assert main(["score", "--", "jane@acme.example", name]) == 0
    assert main(["candidates", "--limit", "3", "--", name, text]) in usual


def test_a_pipe_in_and_a_pipe_out(folder: Path) -> None:
    result = subprocess.run(
        [*COMMAND, "match", "-", "people.csv", "--format", "jsonl"],
        cwd=folder,
        input=EMAILS.encode(),
        capture_output=True,
        check=True,
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["status"] for row in rows] == [found[-1] for found in STATUSES.values()]
    assert result.stderr.startswith(b"6 rows read beside 3 people")


def test_on_a_terminal_there_is_a_table(folder: Path) -> None:
    ours, theirs = pty.openpty()
    result = subprocess.run(
        [*COMMAND, "match", "emails.csv", "people.csv"],
        cwd=folder,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=True,
    )
    os.close(theirs)
    lines = os.read(ours, 100_000).decode().split("\r\n")
    os.close(ours)
    assert result.returncode == 0
    assert lines[0].split() == ["email", "note", *ADDED]
    assert lines[1].replace(" ", "").strip("-") == ""
    assert lines[2].split() == [
        "jane.smith@acme.example",
        "two",
        "lines",
        "1",
        "Jane",
        "Smith",
        *("0.950", "first.last", "1", "1", "matched"),
    ]


def started(folder: Path, *argv: str) -> subprocess.Popen[bytes]:
    """The command in the middle of its work: it has written rows, and waits for more."""
    # A child inherits what is ignored, but not a handler: so it gets the default.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*COMMAND, "match", "-", "people.csv", *argv],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    signal.signal(signal.SIGINT, before)
    assert process.stdin
    process.stdin.write(b"email\n" + b"jsmith@acme.example\nnobody\n" * 20_000)
    process.stdin.flush()
    return process


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, err = process.communicate(timeout=30)
    return process.returncode, err.decode()


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(signal.SIGINT, 130, "interrupted; no half file"), (signal.SIGTERM, 143, "")],
)
def test_when_stopped_it_leaves_no_half_file(
    folder: Path, number: signal.Signals, code: int, words: str
) -> None:
    (folder / "out.csv").write_text("before")
    process = started(folder, "-o", "out.csv")
    deadline = time.monotonic() + 20
    while len(list(folder.glob(".addressee-*.part"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(list(folder.glob(".addressee-*.part"))) == 2  # the output and the rejects
    process.send_signal(number)
    found, err = ended(process)
    assert found == code
    assert words in err
    assert "Traceback" not in err
    assert sorted(path.name for path in folder.iterdir()) == ["emails.csv", "out.csv", "people.csv"]
    assert (folder / "out.csv").read_text() == "before"


def test_when_the_reader_goes_it_goes_too_without_a_word(folder: Path) -> None:
    (folder / "emails.csv").write_text("email\n" + "jsmith@acme.example\n" * 50_000)
    process = subprocess.Popen(
        [*COMMAND, "match", "emails.csv", "people.csv"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"email," + ",".join(ADDED).encode() + b"\n"
    process.stdout.close()
    process.stdout = None
    assert ended(process) == (141, "")


def test_help_into_a_pipe_that_nobody_reads_says_nothing(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [*COMMAND, "--help"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
        check=False,
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (141, b"")


def test_signals_are_left_as_they_were() -> None:
    def own(number: int, frame: FrameType | None) -> None:
        """A handler of the caller."""

    before = signal.signal(signal.SIGTERM, own)
    try:
        with stopping_cleanly():
            assert signal.getsignal(signal.SIGTERM) is own
            assert signal.getsignal(signal.SIGHUP) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is own
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)
