"""Gates on the shape of the project: the ladder of imports, public names, the cost of import."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import addressee
from addressee import errors

SOURCE = Path(addressee.__file__).parent

LADDER = [
    {"errors", "values", "text"},
    {"tables"},
    {"romanize", "hosts"},
    {"address", "company", "company_domains", "company_file", "company_groups", "company_names"}
    | {"mailbox", "name_parts", "names", "patterns", "profiles"},
    {"scoring.scorer", "scoring.prepared", "scoring.documented", "candidates"},
    {"ranking"},
    {"testing", "explain"},
]
SIDE_BY_SIDE = [
    {"address", "mailbox"},
    {"company", "company_domains", "company_file", "company_groups", "company_names"},
    {"name_parts", "names"},
    {"patterns"},
    {"profiles"},
]
"""Modules of one rung: those of a group may import each other, but no module of another group."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def imported(name: str, tree: ast.Module) -> Iterator[str]:
    """The modules of addressee that a module imports, deferred and absolute imports counted."""
    package = name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (n.removeprefix("addressee.") for n in names if n.startswith("addressee"))
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = (node.module or "").split(".") if node.module else []
            if not node.level:
                if module[:1] != ["addressee"]:
                    continue
                module = module[1:]
            if module:
                yield ".".join([*base, *module])
            else:
                yield from (".".join([*base, alias.name]) for alias in node.names)


def rung(module: str) -> int:
    """The height of a module on the ladder; the edges stand above all."""
    return next((height for height, names in enumerate(LADDER) if module in names), len(LADDER))


def test_imports_point_down_the_ladder() -> None:
    for name, tree in modules():
        if name in {"__init__", "scoring"} or rung(name) == len(LADDER):
            continue
        for below in imported(name, tree):
            assert rung(below) <= rung(name), f"{name} imports {below}, which stands above it"


def test_nothing_below_the_edges_imports_an_edge() -> None:
    edges = {name for name, _ in modules() if rung(name) == len(LADDER)} - {"__init__", "scoring"}
    assert "cli" in edges
    for name, tree in modules():
        if name not in edges:
            assert not edges & set(imported(name, tree)), name


def test_imports_make_no_cycle() -> None:
    graph = {name: set(imported(name, tree)) for name, tree in modules()}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " imports ".join([*path, name])
        if name not in done:
            for below in graph.get(name, ()):
                walk(below, (*path, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_the_reading_modules_do_not_know_each_other() -> None:
    for name, tree in modules():
        group = next((g for g in SIDE_BY_SIDE if name in g), None)
        if group is not None:
            others = {m for g in SIDE_BY_SIDE if g is not group for m in g}
            assert not others & set(imported(name, tree)), name


def test_only_documented_names_rapidfuzz_and_only_romanize_names_the_romanisers() -> None:
    owners = {
        "rapidfuzz": {"scoring.documented"},
        "unidecode": {"romanize"},
        "anyascii": {"romanize"},
    }
    for name, tree in modules():
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for imported_name in names:
                package = imported_name.split(".")[0]
                assert name in owners.get(package, {name}), f"{name} imports {package}"


def test_all_is_the_public_namespace() -> None:
    assert sorted(addressee.__all__) == addressee.__all__
    public = {name for name in vars(addressee) if not name.startswith("_")}
    submodules = {path.stem for path in SOURCE.iterdir()}
    assert public - submodules == set(addressee.__all__) - submodules
    for name in addressee.__all__:
        assert getattr(addressee, name).__doc__, name


def test_importing_addressee_loads_little_and_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import addressee; import json;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(json.loads(run.stdout))
    packages = {name.split(".")[0] for name in loaded}
    heavy = {
        "rapidfuzz",
        "tldextract",
        "duckdb",
        "pyspark",
        "pyarrow",
        "starlette",
        "numpy",
        "rich",
    }
    assert not packages & heavy
    beyond = [name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names]
    assert len(beyond) <= 40, sorted(beyond)


def test_the_version_stands_in_one_place() -> None:
    from importlib.metadata import version

    assert version("addressee") == addressee.__version__


@pytest.mark.parametrize("name", [n for n in vars(errors) if isinstance(getattr(errors, n), type)])
def test_every_error_has_the_one_root_and_is_public(name: str) -> None:
    error = getattr(errors, name)
    assert issubclass(error, errors.AddresseeError)
    assert error.__doc__
    assert name in addressee.__all__


def test_modules_stay_small() -> None:
    for path in SOURCE.rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 300, f"{path.name} has {len(lines)} lines"


def test_functions_stay_small() -> None:
    sizes = sorted(
        (node.end_lineno or 0) - node.body[-1 if len(node.body) == 1 else 0].lineno + 1
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    assert sizes[len(sizes) // 2] <= 8
    assert sizes[-1] <= 40
