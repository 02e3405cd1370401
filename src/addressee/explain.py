"""A match or a score in words: which rule gave it, and what was compared with what."""

from __future__ import annotations

from .patterns import patterns
from .values import Match, Score


def explain(found: Match | Score) -> str:
    """One line that says who, how much, by which rule and why.

    >>> from addressee.values import Piece
    >>> pieces = (Piece("j", "jane", "first"), Piece("smith", "smith", "last"))
    >>> explain(Score(0.75, "flast", pieces))
    '0.750 by the pattern {first:1}{last}: j ~ jane, smith'
    >>> explain(Score(0.0, "similarity"))
    '0.000 by similarity'
    """
    if isinstance(found, Score):
        return _reasons(found.value, found)
    return f"{found.profile.name}: {_reasons(found.score, found)}{_circumstances(found)}"


def _reasons(value: float, found: Match | Score) -> str:
    compared = ", ".join(str(piece) for piece in found.pieces)
    return f"{value:.3f} by {_rule(found.rule)}{': ' if compared else ''}{compared}"


def _rule(rule: str) -> str:
    template = next((pattern.template for pattern in patterns() if pattern.id == rule), None)
    return f"the pattern {template}" if template else rule


def _circumstances(match: Match) -> str:
    others = match.tied - 1
    tie = f"; {others} {'other fits' if others == 1 else 'others fit'} as well" if others else ""
    return tie + ("" if match.current else "; not employed there now")
