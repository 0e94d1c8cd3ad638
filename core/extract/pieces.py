"""The labels that fragments of text make up on a page, torn over lines, columns and pages as they may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.extract.fragments import Fragment

_CLOSING = re.compile(r"[”\"’'」』）)】\]。，、；;]+")
_BELOW = 2.6
_BESIDE = 5.0
_FIRST_ON_PAGE = 12


@dataclass(frozen=True)
class Label:
    """A label found: its fragments in reading order."""

    fragments: tuple[Fragment, ...]

    @cached_property
    def left(self) -> float:
        """Its left side."""
        return min(fragment.left for fragment in self.fragments)

    @cached_property
    def right(self) -> float:
        """Its right side."""
        return max(fragment.right for fragment in self.fragments)

    @cached_property
    def top(self) -> float:
        """The middle of its first line."""
        return min(fragment.middle for fragment in self.fragments)

    @cached_property
    def bottom(self) -> float:
        """The middle of its last line."""
        return max(fragment.middle for fragment in self.fragments)

    @property
    def text(self) -> str:
        """The label as printed, on one line."""
        return "".join(fragment.text for fragment in self.fragments)


class Pieces:
    """Fragments with what is needed to follow a label from one to the next."""

    def __init__(self, held: Sequence[Fragment]) -> None:
        self.all = held
        self._middles = [fragment.middle for fragment in held]
        self._by_page: dict[int, list[Fragment]] = {}
        for fragment in held:
            first = self._by_page.setdefault(fragment.page, [])
            if len(first) < _FIRST_ON_PAGE:
                first.append(fragment)

    def between(self, top: float, bottom: float) -> Sequence[Fragment]:
        """The fragments whose middles lie from `top` to `bottom`, inclusive."""
        return self.all[bisect_left(self._middles, top) : bisect_left(self._middles, bottom + 0.001)]

    def labels(self, printed: str) -> Iterator[Label]:
        """Every place where the fragments make up a label, given by its core."""
        for fragment in self.all:
            if fragment.core and printed.startswith(fragment.core):
                rest = printed[len(fragment.core) :]
                found = self._follow((fragment,), rest)
                if found:
                    yield Label((*found, *self._closing(found)))

    def _closing(self, held: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        """The brackets and quotes that close a label, alone on the next line."""
        last = held[-1]
        near = self.between(last.middle + 0.3 * last.size, last.middle + _BELOW * last.size)
        below = [fragment for fragment in near if _under(held, fragment)][:1]
        return tuple(fragment for fragment in below if _CLOSING.fullmatch(fragment.text))

    def _follow(self, held: tuple[Fragment, ...], rest: str) -> tuple[Fragment, ...] | None:
        """The fragments that go on with a label to its end, or None."""
        if not rest:
            return held
        for fragment in self._next(held):
            if fragment.han and rest.startswith(fragment.han):
                found = self._follow((*held, fragment), rest[len(fragment.han) :])
                if found:
                    return found
        return None

    def _next(self, held: tuple[Fragment, ...]) -> Iterator[Fragment]:
        """Where a label may go on: beside its last fragment, in the line below, or on the next page."""
        last = held[-1]
        near = self.between(last.middle - 0.3 * last.size, last.middle + _BELOW * last.size)
        beside = [
            f for f in near if abs(f.middle - last.middle) <= 0.3 * last.size and f.left >= last.right - 1
        ]
        yield from (f for f in beside[:1] if f.left - last.right < _BESIDE * last.size)
        below = [f for f in near if f.middle > last.middle + 0.3 * last.size and _under(held, f)]
        yield from _first_lines(below)
        after = self._by_page.get(last.page + 1, ())
        yield from (fragment for fragment in after if _under(held, fragment))


def _under(held: Iterable[Fragment], fragment: Fragment) -> bool:
    return any(fragment.spans(other) for other in held)


def _first_lines(below: Sequence[Fragment]) -> Iterator[Fragment]:
    """The fragments of the nearest line that has ideographs."""
    worded = [fragment for fragment in below if fragment.han]
    return (f for f in worded if f.middle <= worded[0].middle + 0.3 * f.size)
