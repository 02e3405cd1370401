"""What a result is kept with: the commit, the day, the machine and the versions, as JSON."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
PACKAGES = ("addressee", "rapidfuzz", "unidecode", "anyascii", "tldextract", "idna")


def record(benchmark: str, *, seed: int, **figures: Any) -> dict[str, Any]:
    """Return the figures with what they were measured on; no host name and no path is in it.

    >>> sorted(record("none", seed=1))
    ['benchmark', 'commit', 'date', 'machine', 'packages', 'seed']
    """
    return {
        "benchmark": benchmark,
        "commit": commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "packages": dict(versions()),
        "seed": seed,
        **figures,
    }


def commit() -> str:
    """Return the commit that is checked out, with "+" where files differ, or "" without one."""
    head = _git("rev-parse", "HEAD")
    changed = _git("status", "--porcelain", "--", "src", "benchmarks/*.py", "benchmarks/*.toml")
    return f"{head}+" if head and changed else head


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    try:
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def machine() -> dict[str, Any]:
    """Return the model of the processor, the cores there are, the system and the Python."""
    return {
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor())


def versions() -> Iterator[tuple[str, str]]:
    """Yield the packages that matter to the figures, each with its version where installed."""
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue


def keep(result: Mapping[str, Any], path: Path) -> None:
    """Write a result as JSON; the folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text, the first column to the left and the others to the right.

    >>> print(table(["who", "hit@1"], [["documented", "0.9"]]))
    who         hit@1
    documented    0.9
    """
    lines = [heading, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heading))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([first, *rest]).rstrip()
