"""What the command says to whoever runs it: on stderr, so that stdout holds data alone."""

from __future__ import annotations

import contextlib
import sys


def say(sentence: str) -> None:
    """Say it, unless nobody listens any more."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(sentence.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
        sys.stderr.flush()
