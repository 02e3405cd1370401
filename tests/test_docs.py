"""Gates on the documentation: what it shows runs, what it lists is all there is, links lead on."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from markdown.extensions.toc import slugify

import addressee
from addressee import MailboxKind, Via, installed_scorers, patterns, score, testing
from addressee.cli import build_parser
from addressee.columns import Role
from addressee.commands.exits import EXIT_CODES, Exit
from addressee.commands.match import MATCHED, NOBODY, TIE
from addressee.romanize import ROMANIZERS
from addressee.tables import DATA

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = Path(addressee.__file__).parent
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
GENERATED = ("command.md", "errors.md", "tables.md")

FENCE = re.compile(r"(?m)^```(\w*)([^\n]*)\n(.*?)^```$", re.DOTALL)
TITLE = re.compile(r'title="([\w./-]+)"')
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"(?m)^#+ (.+)$")
ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]\w+)", re.IGNORECASE)
RESERVED = re.compile(r"(?:.*\.)?(?:example|test|example\.(?:com|org|net))", re.IGNORECASE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# What the pages show runs


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, what stands behind that, its text and first line."""

    language: str
    attributes: str
    text: str
    line: int

    @property
    def title(self) -> str:
        found = TITLE.search(self.attributes)
        return found[1] if found else ""


def blocks_of(text: str) -> Iterator[Block]:
    for found in FENCE.finditer(text):
        yield Block(found[1], found[2], found[3], text.count("\n", 0, found.start()) + 2)


@dataclass(frozen=True)
class Command:
    """A command of a console block, and the output that the page shows below it."""

    text: str
    output: str


def commands_of(block: Block) -> list[Command]:
    """The commands of a block; one goes on in the next line where it ends with a backslash."""
    parts = re.split(r"(?m)^\$ ", block.text)[1:]
    found = [re.match(r"((?:.*\\\n)*.*)\n?((?:.|\n)*)", part) for part in parts]
    return [Command(match[1], match[2]) for match in found if match]


class Page:
    """Runs the blocks of a page, one behind the other, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {}
        self.runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)

    def complaints(self, text: str) -> list[str]:
        """What the page shows and is not so."""
        return [said for block in blocks_of(text) for said in self.run(block)]

    def run(self, block: Block) -> Iterator[str]:
        if block.title:
            (self.folder / block.title).write_text(block.text, "utf-8")
        elif block.language == "console":
            yield from self.run_console(block)
        elif block.language == "python":
            yield from self.run_python(block)

    def run_python(self, block: Block) -> Iterator[str]:
        said: list[str] = []
        test = doctest.DocTestParser().get_doctest(
            block.text, self.names, f"line {block.line}", None, block.line
        )
        if not test.examples:
            yield f"line {block.line}: no >>> and no title, so nothing of it is run"
        self.runner.run(test, out=said.append, clear_globs=False)
        self.names.update(test.globs)
        yield from said

    def run_console(self, block: Block) -> Iterator[str]:
        commands = commands_of(block)
        if not commands:
            yield f"line {block.line}: no command"
        code = 0
        for place, command in enumerate(commands):
            code, output = self.shell(command.text, code)
            if not same(command.output, output):
                both = f"expected:\n{command.output}got:\n{output}"
                yield f"line {block.line}: $ {command.text}\n{both}"
            is_shown = [one.text for one in commands[place + 1 : place + 2]] == ["echo $?"]
            if code and not is_shown:
                yield f"line {block.line}: $ {command.text}\nends with {code}, which is not shown"

    def shell(self, command: str, before: int) -> tuple[int, str]:
        """The exit code and the output of a command, run where the one before ended so."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; (exit {before}); {command}"],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8")


def same(expected: str, found: str) -> bool:
    lines = ["\n".join(map(str.rstrip, text.strip("\n").split("\n"))) for text in (expected, found)]
    return doctest.OutputChecker().check_output(*(f"{text}\n" for text in lines), doctest.ELLIPSIS)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return Page(tmp_path)


def shows_something(path: Path) -> bool:
    return any(
        block.language in ("python", "console") for block in blocks_of(path.read_text("utf-8"))
    )


@pytest.mark.parametrize("path", list(filter(shows_something, PAGES)), ids=name_of)
def test_what_a_page_shows_is_so(page: Page, path: Path) -> None:
    assert page.complaints(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected:\n    3\nGot:\n    2"),
        ("```python\nimport this\n```\n", "nothing of it is run"),
        ("```console\n$ echo one\ntwo\n```\n", "got:\none"),
        ("```console\n$ addressee parse jane@example.com\n```\n", "text,handle"),
        ("```console\n$ false\n```\n", "ends with 1"),
        ("```console\naddressee scorers\n```\n", "no command"),
    ],
)
def test_what_is_not_so_is_noticed(page: Page, text: str, complaint: str) -> None:
    (said,) = page.complaints(text)
    assert complaint in said.replace("line 2: ", "")


def test_blocks_of_a_page_see_what_came_before(page: Page) -> None:
    text = (
        '```csv title="one.csv"\nemail\n```\n'
        "```python\n>>> number = 7\n```\n"
        "```console\n$ cat \\\n  one.csv\nem...l\n$ exit 3\n$ echo $?\n3\n```\n"
        "```python\n>>> number\n7\n```\n"
    )
    assert page.complaints(text) == []


# What is generated is up to date


def generated(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_generated_pages_are_up_to_date() -> None:
    done = generated("--check")
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_stale_page_is_noticed(tmp_path: Path) -> None:
    assert generated("-o", str(tmp_path)).returncode == 0
    assert generated("--check", "-o", str(tmp_path)).returncode == 0
    stale = tmp_path / "errors.md"
    stale.write_text(stale.read_text("utf-8").replace("BadFile", "BadFiles"), "utf-8")
    done = generated("--check", "-o", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.split()[0] == str(stale)


def test_doctests_of_docstrings_are_shown_as_code() -> None:
    spec = importlib.util.spec_from_file_location("docs_doctests", DOCS / "doctests.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert doctest.testmod(module) == doctest.TestResults(failed=0, attempted=1)


# What there is, is in the docs


def everything_said() -> str:
    return "\n".join(path.read_text("utf-8") for path in PAGES)


def by_hand() -> str:
    return "\n".join(path.read_text("utf-8") for path in PAGES if path.name not in GENERATED)


def missing(words: Iterable[str], text: str) -> list[str]:
    """The words that stand nowhere in the text as code."""
    return [word for word in words if f"`{word}`" not in text]


def flags() -> list[str]:
    verbs = runpy.run_path(str(DOCS / "generate.py"))["verbs_of"](build_parser())
    parsers = [build_parser(), *(parser for parser, _ in verbs.values())]
    return [
        flag for parser in parsers for action in parser._actions for flag in action.option_strings
    ]


def test_a_word_that_is_missing_is_noticed() -> None:
    assert missing(["match", "--no-such-flag"], "`match` and --no-such-flag") == ["--no-such-flag"]


def test_every_flag_is_in_the_docs() -> None:
    found = set(flags()) - {"-h", "--help"}
    assert {"--explain", "--min-score", "--psl", "--version"} <= found
    assert missing(found, everything_said()) == []


def test_every_verb_is_in_the_reference_and_shown_by_hand() -> None:
    verbs = runpy.run_path(str(DOCS / "generate.py"))["verbs_of"](build_parser())
    assert missing(verbs, everything_said()) == []
    assert [verb for verb in verbs if f"addressee {verb}" not in by_hand()] == []


def test_every_exit_code_and_error_is_in_the_docs() -> None:
    assert missing((str(code.value) for code in Exit), everything_said()) == []
    errors = (DOCS / "reference/errors.md").read_text("utf-8")
    assert missing((kind.__name__ for kind in EXIT_CODES), errors) == []


def test_every_public_name_is_in_the_library_reference() -> None:
    page = (DOCS / "reference/api.md").read_text("utf-8")
    listed = set(re.findall(r"(?m)^::: ([\w.]+)$", page))
    public = {f"addressee.{name}" for name in addressee.__all__}
    public |= {
        f"addressee.testing.{name}"
        for name, found in vars(testing).items()
        if not name.startswith("_")
        and getattr(found, "__module__", testing.__name__) == testing.__name__
    } - {"addressee.testing.annotations"}
    assert listed == public


def test_every_scorer_pattern_and_romaniser_is_in_the_docs() -> None:
    ours = [info.name for info in installed_scorers() if info.source.startswith("addressee.")]
    assert missing(ours, by_hand()) == []
    assert missing(ROMANIZERS, by_hand()) == []
    assert missing((pattern.id for pattern in patterns()), everything_said()) == []


def test_every_status_kind_and_column_is_explained_by_hand() -> None:
    via = (Via.FREE_MAIL, Via.DISPOSABLE, Via.CALENDAR, Via.UNKNOWN)
    assert missing((MATCHED, TIE, NOBODY, *map(str, via)), by_hand()) == []
    assert missing(map(str, MailboxKind), by_hand()) == []
    assert missing((f"--{role}-column" for role in Role), by_hand()) == []


def test_every_table_is_in_the_docs() -> None:
    files = [path.name for path in DATA.iterdir() if path.suffix in (".tsv", ".toml")]
    assert missing(files, (DOCS / "reference/tables.md").read_text("utf-8")) == []


def test_every_module_stands_in_the_architecture() -> None:
    page = (DOCS / "explanation/architecture.md").read_text("utf-8")
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    packages = {f"{path.parent.name}/" for path in SOURCE.glob("*/__init__.py")}
    assert {"ranking", "files/"} <= modules | packages
    assert [name for name in sorted(modules | packages) if not re.search(rf"\b{name}", page)] == []


def test_the_readme_names_the_commands_and_the_extras() -> None:
    readme = README.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for target in ("demo", "test"):
        assert f"`make {target}`" in readme
        assert re.search(rf"(?m)^{target}:", makefile)
    described = re.findall(r"(?m)^## (\w+):", makefile)
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert missing((f"make {target}" for target in described), contributing) == []
    assert missing(project["optional-dependencies"], readme) == []


@pytest.mark.parametrize("path", [README, DOCS / "explanation/score.md"], ids=name_of)
def test_the_anchors_of_the_score_are_those_of_the_library(path: Path) -> None:
    text = path.read_text("utf-8").partition("<!-- figures -->")[0]
    rows = re.findall(r"(?m)^\| ((?:`[\w.]+`(?:, )?)+) \| (\d\.\d+) \|", text)
    shown = {handle: value for cell, value in rows for handle in re.findall(r"`([^`]+)`", cell)}
    assert len(shown) >= 8
    for handle, value in shown.items():
        assert f"{score(f'{handle}@example.com', 'Jane Smith').value:.3f}" == f"{float(value):.3f}"


def test_as_many_patterns_have_a_weight_as_the_pages_say() -> None:
    assert sum(pattern.weight > 0 for pattern in patterns()) == 8
    assert "eight ways to make a handle" in README.read_text("utf-8")
    assert "Eight rows of" in (DOCS / "explanation/score.md").read_text("utf-8")


# Links, pages and addresses


def broken(page: Path, text: str) -> list[str]:
    """The relative links of a page that lead nowhere."""
    plain = FENCE.sub("", text)
    links = [link for link in LINK.findall(plain) if not re.match(r"https?:|mailto:", link)]
    return [link for link in links if not leads_somewhere(page, link, text)]


def leads_somewhere(page: Path, link: str, text: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    if not anchor:
        return True
    found = target.read_text("utf-8") if path else text
    return anchor in {slugify(heading.replace("`", ""), "-") for heading in HEADING.findall(found)}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path, path.read_text("utf-8")) == []


def test_a_broken_link_is_noticed() -> None:
    text = "# One two\n[a](docs/index.md) [b](#one-two) [c](nowhere.md) [d](#one) [e](docs#x)"
    assert broken(README, text.replace("docs#x", "docs/index.md#x")) == [
        "nowhere.md",
        "#one",
        "docs/index.md#x",
    ]


def site() -> dict[str, Any]:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def pages_in(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for entry in nav:
            yield from pages_in(entry)
    elif isinstance(nav, dict):
        yield from pages_in(list(nav.values()))


def test_every_page_stands_in_the_navigation() -> None:
    there = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert sorted(pages_in(site()["nav"])) == sorted(there)


def test_the_site_loads_nothing_from_elsewhere() -> None:
    assert site()["theme"]["font"] is False
    assert not {"extra_javascript", "extra_css"} & site().keys()
    assert not re.search(r"```mermaid|<script|<link|!\[[^\]]*\]\(http", everything_said())


def real(text: str) -> list[str]:
    """The addresses in a text whose domain is not reserved for examples."""
    found = [match for match in ADDRESS.finditer(text) if not RESERVED.fullmatch(match[1])]
    return [match[0] for match in found if match[0] != "name@company.com"]


def test_every_address_is_at_a_reserved_domain() -> None:
    assert real(everything_said()) == []
    assert real("jane@example.com jane@eu.acme.example jane@acme.invalid") == ["jane@acme.invalid"]
