"""How likely it is that a number came to stand for another: the kinds of slip, and what each costs a repair.

Costs are on one scale, about 4 for each halving of likelihood: what comes cheaper explains better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.extract.report import Cell, CellState, Number
from core.messages import Message, message

SLIP = 20
"""What any slip costs: two small ones are less likely than one of any kind."""

STALE_TOTAL = 8
"""The most that a wrong total costs: that it was not updated explains any number."""

STATES = {CellState.RECOVERED: -4, CellState.AMBIGUOUS: -4, CellState.CORRECTED: 10}
"""What the way a cell was read adds: doubtful ones are the likelier to be wrong, decided ones the less."""

MOVED_LINE, MIXED_LINE = 4, 8
"""What a whole row or column costs whose numbers stand one place off, or in another order."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What seems to have happened, and its cost."""

    cost: int
    said: Message


def slip(was: Number | None, now: Number | None, *, total: bool) -> Slip:
    """How `now` came to be written as `was`; `total`: whether the cell is the total of a relation."""
    kind, cost = _kind(_digits(was), _digits(now))
    if total and cost > STALE_TOTAL:
        kind, cost = "total", STALE_TOTAL
    return Slip(cost, message(f"reconcile.slip.{kind}"))


def _digits(number: Number | None) -> str:
    """The digits of a number without sign, point and the zeros that say nothing; a blank has none."""
    return (
        "" if number is None else f"{abs(number):f}".replace(".", "") if number % 1 else str(abs(int(number)))
    )


def _kind(was: str, now: str) -> tuple[str, int]:
    """The slip that turns one string of digits (`now`) into another (`was`), the likeliest first."""
    if not was or was == now:
        return ("blank" if not was else "sign"), 4
    if now in ("", "0"):
        return "spurious", 7 + min(len(was), 4)
    if was == "0":
        return "nought", 7 + min(len(now), 4)
    if len(was) == len(now):
        wrong = [at for at in range(len(was)) if was[at] != now[at]]
        if len(wrong) == 1:
            return "digit", 6
        if len(wrong) == 2 and was[wrong[0]] == now[wrong[1]] and was[wrong[1]] == now[wrong[0]]:
            return ("swapped", 4) if wrong[1] == wrong[0] + 1 else ("swapped", 6)
    if len(was) + 1 == len(now) and _without_one(now, was):
        return "dropped", 5
    if len(now) + 1 == len(was) and _without_one(was, now):
        return "added", 5
    return "other", 8 + 2 * min(_distance(was, now), 4)


def _without_one(long: str, short: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _distance(one: str, other: str) -> int:
    """The fewest digits to put in, leave out or change between two numbers."""
    row = list(range(len(other) + 1))
    for at, left in enumerate(one, 1):
        diagonal, row[0] = row[0], at
        for place, right in enumerate(other, 1):
            diagonal, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, diagonal + (left != right)),
            )
    return row[-1]


def line_slip(
    line: Sequence[str], cells: Mapping[str, Cell], changes: Mapping[str, Number | None]
) -> Slip | None:
    """The one slip by which the numbers of a row or column (its cells in order) came to stand so.

    None where they did not: where the numbers that change are not the same ones in another order.
    """
    at = [place for place, cell in enumerate(line) if cell in changes]
    part = line[at[0] : at[-1] + 1]
    was = [cells[cell].value or 0 for cell in part]
    now = [changes.get(cell, cells[cell].value) or 0 for cell in part]
    if sorted(was) != sorted(now):
        return None
    if (not now[-1] and was == [0, *now[:-1]]) or (not now[0] and was == [*now[1:], 0]):
        return Slip(MOVED_LINE, message("reconcile.slip.moved"))
    if len(at) == 2:
        beside = at[1] == at[0] + 1
        return Slip(MOVED_LINE if beside else MIXED_LINE, message("reconcile.slip.exchanged"))
    return Slip(MIXED_LINE, message("reconcile.slip.mixed"))
