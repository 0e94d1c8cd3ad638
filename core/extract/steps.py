"""Counts the steps of a search, so that it ends after as many on every machine, whatever the document."""

from __future__ import annotations


class TooMany(Exception):
    """More steps than allowed: the search is given up, and nothing is made of what it found."""


class Steps:
    """So many steps; those of a part are taken from the whole as well."""

    def __init__(self, left: int, whole: Steps | None = None) -> None:
        self.left, self.whole = left, whole

    def part(self, most: int) -> Steps:
        """Steps for a part of the search, at most so many."""
        return Steps(min(most, self.left), self)

    def take(self, count: int = 1) -> None:
        """Takes steps; TooMany where there are not so many left."""
        if self.whole is not None:
            self.whole.take(count)
        self.left -= count
        if self.left < 0:
            raise TooMany
