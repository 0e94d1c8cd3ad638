"""The list of a review: what reconciling finds now, merged with what decisions in force have settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.extract.report import Report
from core.messages import message
from core.reconcile.engine import SEVERITIES
from core.reconcile.evaluate import relations_of
from core.reconcile.finding import Finding
from core.review.change import Item, ItemStatus
from core.review.ruling import Numbers, Ruling, Settled, spoken_of


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of the list, and the finding it shows as reconciling words it, with all its cells."""

    item: Item
    base: Finding


@dataclass(frozen=True)
class Latest:
    """Which decision in force settled what last: whole findings by key, doubts cell by cell."""

    whole: Mapping[str, tuple[Ruling, Settled]]
    parts: Mapping[tuple[str, str], tuple[Ruling, Settled]]


def is_whole(finding: Finding) -> bool:
    """Whether a finding is settled as a whole: a relation, or a doubt that names no cells."""
    return finding.relation is not None or not finding.cells


def latest_of(rulings: Iterable[Ruling]) -> Latest:
    """The last settlement of everything that the decisions in force settle, earliest decision first."""
    whole: dict[str, tuple[Ruling, Settled]] = {}
    parts: dict[tuple[str, str], tuple[Ruling, Settled]] = {}
    for ruling in rulings:
        for settled in ruling.settled:
            if settled.covered is None:
                whole[settled.finding.key] = ruling, settled
            for cell in settled.covered or ():
                parts[settled.finding.rule, cell] = ruling, settled
    return Latest(whole, parts)


def list_items(
    report: Report, numbers: Numbers, found: Sequence[Finding], rulings: Sequence[Ruling]
) -> tuple[Listed, ...]:
    """The findings with where they stand, in the contract's order, groups numbered as they come.

    A finding whose decision no longer holds, its numbers having changed since, is reopened. A doubt about
    several cells may be settled for some of them: the rest stays open in an item of its own, and the
    settled part is listed with the key KEY#ENTRY.
    """
    latest = latest_of(rulings)
    listed = [one for finding in found for one in _current(finding, numbers, latest)]
    open_parts = {
        (one.base.rule, cell) for one in listed if not is_whole(one.base) for cell in one.item.finding.cells
    }
    listed += _settled(found, latest, open_parts)
    listed.sort(key=_order(report))
    return tuple(_number_groups(_part_keys(listed), found, latest))


def _current(finding: Finding, numbers: Numbers, latest: Latest) -> Iterable[Listed]:
    """The item of what reconciling finds now; none where every cell of a doubt is settled."""
    if is_whole(finding):
        yield Listed(_whole_item(finding, numbers, latest), finding)
        return
    rest: list[str] = []
    once: Ruling | None = None
    for cell in finding.cells:
        ruling, _ = latest.parts.get((finding.rule, cell), (None, None))
        if ruling is None or not ruling.rests_on_still(cell, numbers):
            rest.append(cell)
            once = ruling or once
    if rest:
        yield Listed(
            _item(_part(finding, rest), ItemStatus.REOPENED if once else ItemStatus.OPEN, once), finding
        )


def _whole_item(finding: Finding, numbers: Numbers, latest: Latest) -> Item:
    ruling, settled = latest.whole.get(finding.key, (None, None))
    if ruling is None or settled is None:
        return _item(finding, ItemStatus.OPEN, None)
    same = ruling.holds_for(finding, numbers) if spoken_of(finding) else _says_the_same(settled, finding)
    if same and not ruling.is_change:
        return _item(finding, ItemStatus.SETTLED, ruling)
    return _item(finding, ItemStatus.REOPENED, ruling)


def _says_the_same(settled: Settled, finding: Finding) -> bool:
    """Whether a doubt that rests on no number is still the one that was settled."""
    return settled.finding.message == finding.message


def _settled(found: Sequence[Finding], latest: Latest, open_parts: set[tuple[str, str]]) -> Iterable[Listed]:
    """The items of what is settled and no longer found, or found only in part."""
    current = {finding.key for finding in found if is_whole(finding)}
    for key, (ruling, settled) in latest.whole.items():
        if key not in current:
            yield Listed(_item(settled.finding, ItemStatus.SETTLED, ruling), settled.finding)
    covered: dict[tuple[int, str], tuple[Ruling, Settled, list[str]]] = {}
    for (rule, cell), (ruling, settled) in latest.parts.items():
        if (rule, cell) not in open_parts:
            place = ruling.entry.number, settled.finding.key
            covered.setdefault(place, (ruling, settled, []))[2].append(cell)
    for ruling, settled, parts in covered.values():
        finding = _part(settled.finding, parts)
        yield Listed(_item(finding, ItemStatus.SETTLED, ruling), settled.finding)


def _item(finding: Finding, status: ItemStatus, ruling: Ruling | None) -> Item:
    if ruling is None:
        return Item(finding, status)
    return Item(finding, status, ruling.entry, ruling.decision)


def _part(finding: Finding, cells: Sequence[str]) -> Finding:
    """The finding for some of its cells: joint readings and the count of cells no longer apply to it."""
    kept = tuple(cell for cell in finding.cells if cell in cells)
    if kept == finding.cells:
        return finding
    said = message("review.part", finding=finding.message, count=len(kept), total=len(finding.cells))
    return replace(finding, cells=kept, message=said, suggestions=())


def _part_keys(listed: list[Listed]) -> list[Listed]:
    """Gives every item a key of its own: what is open keeps the plain one."""
    taken = {one.item.finding.key for one in listed if one.item.status is not ItemStatus.SETTLED}
    keyed = []
    for one in listed:
        item = one.item
        key = item.finding.key
        if item.status is ItemStatus.SETTLED and key in taken and item.entry is not None:
            key = f"{key}#{item.entry.number}"
            one = replace(one, item=replace(item, finding=replace(item.finding, key=key)))
        taken.add(key)
        keyed.append(one)
    return keyed


def _order(report: Report) -> Callable[[Listed], tuple[int, str, int, int, str]]:
    """The contract's order: severity, table, row, column of the first cell; what has none, by its table.

    Relations that begin at the same cell stand as the form lists them, and before doubts.
    """
    places = {cell: at for at, cell in enumerate(report.cells)}
    relations = {relation.key: at for at, relation in enumerate(relations_of(report))}

    def order(one: Listed) -> tuple[int, str, int, int, str]:
        base = one.base
        first = min((places[cell] for cell in base.cells if cell in places), default=-1)
        at = base.cells[0] if first >= 0 else base.key.partition("@")[2]
        known = relations.get(base.key, len(relations))
        return SEVERITIES.index(base.severity), at.partition(".")[0], first, known, base.key

    return order


def _number_groups(listed: Sequence[Listed], found: Sequence[Finding], latest: Latest) -> Iterable[Listed]:
    """Groups by what is found now; a finding that is no longer found stays with those of its old group."""
    groups: dict[str, str] = {finding.key: f"now {finding.group}" for finding in found}
    peers = {settled.finding.key: settled.peers for _, settled in latest.whole.values()}
    peers |= {settled.finding.key: settled.peers for _, settled in latest.parts.values()}
    for one in listed:
        key = one.base.key
        if key not in groups:
            known = next((groups[peer] for peer in peers.get(key, ()) if peer in groups), f"then {key}")
            groups[key] = known
    numbers: dict[str, int] = {}
    for one in listed:
        number = numbers.setdefault(groups[one.base.key], len(numbers) + 1)
        if one.item.finding.group == number:
            yield one
        else:
            yield replace(one, item=replace(one.item, finding=replace(one.item.finding, group=number)))
