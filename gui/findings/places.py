"""The places of the review: what is decided in one go, a group of findings or a single one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.forms.form import PROSE
from core.reconcile.finding import Finding
from core.review.change import DecisionKind, Item, ItemStatus


@dataclass(frozen=True)
class Place:
    """One place in the list, or several chosen there to be decided together.

    All its items stand open, or all were settled by one decision.
    """

    items: tuple[Item, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, in the list's order."""
        return tuple(item.finding for item in self.items)

    @property
    def first(self) -> Finding:
        """The finding that the place is ranked by."""
        return self.items[0].finding

    @property
    def status(self) -> ItemStatus:
        """Open, reopened (if any of it is), or settled."""
        statuses = {item.status for item in self.items}
        return next(status for status in STATUS_ORDER if status in statuses)

    @property
    def decision(self) -> DecisionKind | None:
        """The way out that settled it, or once did."""
        held = self.items[0].decision
        return None if held is None else held.kind

    @property
    def mixed(self) -> bool:
        """Whether findings of several groups are decided together, so that no one thing is said of them."""
        return len({finding.group for finding in self.findings}) > 1

    @property
    def severe(self) -> frozenset[str]:
        """The keys of its errors, which are settled one group at a time."""
        return frozenset(finding.key for finding in self.findings if finding.severity == "error")

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that it speaks of, each once."""
        return tuple(dict.fromkeys(cell for item in self.items for cell in item.finding.cells))

    @property
    def whole(self) -> Finding:
        """A finding over all its cells, for the views that outline them."""
        return replace(self.first, cells=self.cells)

    @property
    def key(self) -> tuple[str, ...]:
        """What names the place: the keys of its findings, and whether it is settled."""
        return (*(finding.key for finding in self.findings), "" if self.open else "settled")

    @property
    def open(self) -> bool:
        """Whether the reviewer still has to settle it."""
        return self.status is not ItemStatus.SETTLED


STATUS_ORDER = (ItemStatus.REOPENED, ItemStatus.OPEN, ItemStatus.SETTLED)


def places(items: Iterable[Item]) -> tuple[Place, ...]:
    """The places of a review in the order of their first items.

    What stands open is gathered by the group of the findings; what is settled, by its decision.
    """
    gathered: dict[tuple[str, object], list[Item]] = {}
    for item in items:
        if item.status is not ItemStatus.SETTLED:
            mark: tuple[str, object] = ("open", item.finding.group)
        else:
            mark = ("settled", item.entry.number if item.entry else item.finding.key)
        gathered.setdefault(mark, []).append(item)
    return tuple(Place(tuple(held)) for held in gathered.values())


def following(held: Sequence[Place], current: Place | None, step: int) -> tuple[Place | None, bool]:
    """The next open place in a direction (step 1 or -1), and whether the walk went round the end.

    The current place is come back to only if no other stands open.
    """
    if not any(place.open for place in held):
        return None, False
    here = None if current is None else with_findings(held, [current.first.key])
    at = held.index(here) if here is not None else (-1 if step > 0 else 0)
    count = len(held)
    for distance in range(1, count + 1):
        there = at + step * distance
        if held[there % count].open:
            wrapped = current is not None and not 0 <= there < count
            return held[there % count], wrapped
    return None, False


def with_findings(held: Sequence[Place], keys: Iterable[str]) -> Place | None:
    """The place that holds one of these findings, open ones before settled ones."""
    wanted = set(keys)
    hits = [place for place in held if wanted & {finding.key for finding in place.findings}]
    return next((place for place in hits if place.open), hits[0] if hits else None)


def gathered(chosen: Iterable[Place]) -> Place | None:
    """The open ones among places that were chosen together, as one; None where none is open."""
    items = {item.finding.key: item for place in chosen if place.open for item in place.items}
    return Place(tuple(items.values())) if items else None


def renewed(held: Sequence[Place], before: Place | None) -> Place | None:
    """A place as it stands now; None where it is no more. What was chosen together stays together."""
    if before is None:
        return None
    same = next((place for place in held if place.key == before.key), None)
    if same is not None:
        return same
    wanted = {finding.key for finding in before.findings}
    parts = (Place((item,)) for place in held for item in place.items if item.finding.key in wanted)
    again = gathered(parts)
    return again if again is not None and len(again.items) == len(before.items) else None


def figure_at(place: Place | None) -> str | None:
    """The figure of the prose that a place is about, prose.N, by its first such finding; else None."""
    marks = (finding.key.partition("@")[2] for finding in place.findings) if place is not None else ()
    return next((mark for mark in marks if mark.startswith(PROSE)), None)
