"""Seeded chance that falls the same way on every machine and under every version of Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A seeded source of choices, built on `Random.random` alone.

    Python promises to keep the sequence of that one method for a seed, and of no other.

    >>> Dice(1).one("abc") == Dice(1).one("abc")
    True
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def happens(self, probability: float) -> bool:
        """True with the probability given, 0 to 1."""
        return self._random() < probability

    def below(self, count: int) -> int:
        """A whole number from 0 up to, and without, `count`."""
        return int(self._random() * count)

    def one(self, items: Sequence[Item]) -> Item:
        """One of the items, each as likely as the next; the items must not be empty."""
        return items[self.below(len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """One of the keys, as likely as its weight says; the mapping must not be empty."""
        return self.one_of(tuple(weights), tuple(weights.values()))

    def one_of(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """One of the items, as likely as the weight at the same place says."""
        left = self._random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def order(self, items: Sequence[Item]) -> list[Item]:
        """The items in a chance order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
