"""Write the generated pages of the reference: `python docs/generate.py [--check] [-o FOLDER]`.

The pages come from the parsers of the command, the classes of the errors and the files of the
tables. With `--check` nothing is written; the exit code is 1 where a page is not up to date.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from addressee import AddresseeError
from addressee.cli import build_parser
from addressee.commands.exits import EXIT_CODES, MEANINGS
from addressee.tables import DATA

REFERENCE = Path(__file__).parent / "reference"
NOTICE = "<!-- Written by docs/generate.py. Change what it reads, and run it again. -->"
LICENCE = "MIT"
"""The licence of the TOML tables, which have no head that names one: that of the project."""


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table, and a blank one behind it."""
    for row in (heading, ["---"] * len(heading), *rows):
        yield f"|{'|'.join(map(cell, row))}|"
    yield ""


def cell(text: str) -> str:
    """A text as it stands between two bars: on one line, its own bars escaped."""
    line = " ".join(text.split()).replace("|", "\\|")
    return f" {line} " if line else " "


def code(text: object) -> str:
    """A text as code, or nothing for an empty one."""
    return f"`{text}`" if str(text) else ""


# The command


def command_page() -> Iterator[str]:
    """The lines of `command.md`."""
    parser = build_parser()
    verbs = verbs_of(parser)
    yield "# The command"
    yield ""
    yield f"{parser.description}"
    yield ""
    yield "Data goes to stdout, everything else to stderr. A file named `-` is stdin where it is"
    yield "read, and stdout where it is written. `addressee VERB --help` prints what stands here."
    yield "`python -m addressee` is the same command."
    yield ""
    yield from table(
        ["verb", "what it does"],
        [[f"[`{verb}`](#addressee-{verb})", summary] for verb, (_, summary) in verbs.items()],
    )
    yield from table(["flag", "meaning"], [[flag(a), meaning(parser, a)] for a in flags_of(parser)])
    for verb, (parts, _) in verbs.items():
        yield from verb_section(verb, parts)
    yield from exit_section()


def verbs_of(
    parser: argparse.ArgumentParser,
) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """The parser and the summary of each verb."""
    group = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    summaries = {action.dest: action.help or "" for action in group._choices_actions}
    return {verb: (group.choices[verb], summaries[verb]) for verb in group.choices}


def flags_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The flags of a parser, without `--help`."""
    return [a for a in parser._actions if a.option_strings and a.dest != "help"]


def verb_section(verb: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    """The section of a verb: what it does, how it is called, its arguments and flags."""
    places = [action for action in parser._actions if not action.option_strings]
    yield f"## `addressee {verb}`"
    yield ""
    yield " ".join((parser.description or "").split())
    yield ""
    yield "```text"
    yield " ".join(["addressee", verb, "[FLAGS]", *map(place, places)])
    yield (parser.epilog or "").replace("example:\n  ", "")
    yield "```"
    yield ""
    if places:
        rows = [[code(argument.metavar), meaning(parser, argument)] for argument in places]
        yield from table(["argument", "meaning"], rows)
    for group in parser._action_groups:
        rows = [
            [flag(action), meaning(parser, action)]
            for action in group._group_actions
            if action in flags_of(parser)
        ]
        if rows:
            title = "" if group.title == "options" else f", {group.title}"
            yield from table([f"flag{title}", "meaning"], rows)


def place(action: argparse.Action) -> str:
    """An argument as a usage line shows it."""
    name = str(action.metavar)
    return {"?": f"[{name}]", "+": f"{name}..."}.get(str(action.nargs), name)


def flag(action: argparse.Action) -> str:
    """A flag as a table shows it: its spellings, and what stands behind it."""
    spellings = ", ".join(map(code, action.option_strings))
    return f"{spellings} {code(action.metavar)}".rstrip() if action.metavar else spellings


def meaning(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    """The help of an action with its default, and the values it takes."""
    text = parser._get_formatter()._expand_help(action) if action.help else ""
    if action.choices and not isinstance(action, argparse._SubParsersAction):
        text += f": {', '.join(map(code, action.choices))}"
    return text


def exit_section() -> Iterator[str]:
    """The section on exit codes."""
    yield "## Exit codes"
    yield ""
    yield from table(["code", "meaning"], [[code(e.value), says] for e, says in MEANINGS.items()])
    yield "Which error has which code stands in [Errors](errors.md)."


# The errors


def errors_page() -> Iterator[str]:
    """The lines of `errors.md`."""
    yield "# Errors"
    yield ""
    yield "Whatever addressee raises on purpose is an `AddresseeError`. The message is a sentence"
    yield "that says what is wrong and what to do. What was in hand is an attribute of the error,"
    yield "so a program need not take the sentence apart."
    yield ""
    rows = [error_row(kind) for kind in error_classes()]
    yield from table(["error", "raised when", "carries", "also a", "exit code"], rows)
    yield "The command prints the sentence on stderr and ends with the exit code. An error class"
    yield "of your own that derives from one of these has the exit code of the class above it."
    yield "The codes are listed under [The command](command.md#exit-codes)."


def error_classes(root: type[AddresseeError] = AddresseeError) -> Iterator[type[AddresseeError]]:
    """The errors of addressee, each behind the class it is made from."""
    yield root
    for kind in sorted(root.__subclasses__(), key=lambda kind: kind.__name__):
        if kind.__module__.partition(".")[0] == "addressee":
            yield from error_classes(kind)


def error_row(kind: type[AddresseeError]) -> list[str]:
    """What the table says of an error."""
    said = (inspect.getdoc(kind) or "").partition("\n\n")[0].removeprefix("Raised ")
    carried = [
        name
        for name, parameter in inspect.signature(kind.__init__).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    others = [base for base in kind.__mro__[1:] if base not in (Exception, BaseException, object)]
    return [
        code(kind.__name__),
        said[:1].lower() + said[1:] if kind is not AddresseeError else said,
        ", ".join(map(code, carried)),
        ", ".join(code(base.__name__) for base in others if base is not AddresseeError),
        code(EXIT_CODES[kind].value),
    ]


# The tables


def tables_page() -> Iterator[str]:
    """The lines of `tables.md`."""
    yield "# Tables"
    yield ""
    yield "Every number and every word list of addressee is a row of a file under `addressee/data`."
    yield "The loader refuses a list that is unsorted, holds a word twice or names no source, and"
    yield "a row of a TOML table that has no id or no evidence."
    yield ""
    lists = [list_row(path) for path in sorted(DATA.glob("*.tsv"))]
    yield "## Word lists"
    yield ""
    yield from table(["file", "rows", "columns", "source", "date", "licence", "note"], lists)
    yield "## Curated tables"
    yield ""
    curated = [(path, tomllib.loads(path.read_text("utf-8"))["row"]) for path in tomls()]
    rows = [
        [f"[`{path.name}`](#{anchor(path)})", f"{len(found):,}", LICENCE] for path, found in curated
    ]
    yield from table(["file", "rows", "licence"], rows)
    for path, found in curated:
        yield from toml_section(path, found)


def tomls() -> list[Path]:
    """The TOML tables, the patterns first."""
    return sorted(DATA.glob("*.toml"), key=lambda path: (path.stem != "patterns", path.stem))


def anchor(path: Path) -> str:
    """The anchor of the heading that is a file's name."""
    return path.name.replace(".", "")


def list_row(path: Path) -> list[str]:
    """What the page says of a word list."""
    lines = path.read_text("utf-8").splitlines()
    parts = (line[1:].partition(":") for line in lines if line.startswith("#"))
    head = {key.strip(): value.strip() for key, _, value in parts}
    count = sum(not line.startswith("#") for line in lines)
    columns = ", ".join(map(code, head["columns"].split()))
    rest = [head.get(key, "") for key in ("source", "date", "licence", "note")]
    return [code(path.name), f"{count:,}", columns, *rest]


def toml_section(path: Path, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A TOML table in full, below what its file says at the top."""
    yield f"### `{path.name}`"
    yield ""
    yield from head_of(path)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    keys.sort(key=lambda key: key == "evidence")
    yield from table(keys, [[value(key, row.get(key, "")) for key in keys] for row in rows])


def head_of(path: Path) -> Iterator[str]:
    """The comment at the top of a TOML table: a sentence to read, or lines to keep as they are."""
    text = path.read_text("utf-8").partition("[[row]]")[0]
    for paragraph in re.split(r"\n#?\n", text.strip()):
        lines = [line.removeprefix("#").removeprefix(" ") for line in paragraph.splitlines()]
        if not any(lines):
            continue
        is_list = any("   " in line for line in lines)
        yield from (["```text", *lines, "```"] if is_list else [" ".join(lines)])
        yield ""


def value(key: str, found: Any) -> str:
    """A value of a row as a cell shows it."""
    if isinstance(found, dict):
        arrow = " → " if key == "letters" else " = "
        return ", ".join(code(f"{one}{arrow}{other or 'nothing'}") for one, other in found.items())
    if isinstance(found, list):
        return ", ".join(map(code, found))
    return str(found) if key == "evidence" else code(found)


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "command.md": command_page,
    "errors.md": errors_page,
    "tables.md": tables_page,
}


def text_of(page: str) -> str:
    """The whole text of a page."""
    return "\n".join([NOTICE, "", *PAGES[page]()]).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or say which are not up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0] + ".")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a page is stale")
    parser.add_argument("-o", "--output", type=Path, default=REFERENCE, metavar="FOLDER")
    options = parser.parse_args(arguments)
    stale = 0
    for page in PAGES:
        path = options.output / page
        if options.check and (not path.exists() or path.read_text("utf-8") != text_of(page)):
            sys.stderr.write(f"{path} is not up to date. Run python docs/generate.py.\n")
            stale = 1
        elif not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(page), "utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
