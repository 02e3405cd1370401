"""Show the doctests of docstrings as code: Markdown would take `>>>` for a quotation."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_DOCTEST = re.compile(r"(?m)(?:^>>> .*(?:\n(?!\s*$).*)*\n?)+")
_FLAG = re.compile(r"(?m)(?:\n\.\.\.)? *# doctest: .*$")


def fenced(text: str) -> str:
    r"""The text with a fence around each doctest, and without the flags of doctests.

    >>> fenced(">>> 1 + 1  # doctest: +ELLIPSIS\n2").splitlines()
    ['```pycon', '>>> 1 + 1', '2', '```']
    """
    return _DOCTEST.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", _FLAG.sub("", text))


class Doctests(Extension):
    """Puts fences around the doctests of every docstring that is shown."""

    def on_instance(self, *, obj: Object, **_: Any) -> None:
        """Rewrite the docstring of an object that was just read."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
