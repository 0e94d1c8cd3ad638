"""Where the keys go from a cell: from number to number of the printed sheet."""

from __future__ import annotations

from collections.abc import Collection

from core.forms.form import PrintedCell
from gui.tables.layout import SheetLayout


class Moves:
    """The ways between the numbers of a sheet; `hidden` are the body rows that folding hides."""

    def __init__(self, layout: SheetLayout) -> None:
        self._top = layout.top
        self._numbers = sorted((p for p in layout.body if p.cell), key=lambda p: (p.row, p.column))
        self._by_id = {p.cell: p for p in self._numbers}
        self._order = [cell for cell in layout.table.cells if cell in self._by_id]

    def _shown(self, hidden: Collection[int]) -> list[PrintedCell]:
        return [p for p in self._numbers if p.row - self._top not in hidden]

    def first(self, hidden: Collection[int]) -> str | None:
        """The first number in sight."""
        return next((p.cell for p in self._shown(hidden)), None)

    def step(self, id: str, down: int, right: int, hidden: Collection[int]) -> str | None:
        """The number so many rows down, or the one to the right; the last one if there are fewer."""
        at = self._by_id[id]
        if right:
            row = [p for p in self._shown(hidden) if p.row == at.row and (p.column - at.column) * right > 0]
            return min(row, key=lambda p: abs(p.column - at.column)).cell if row else None
        sign = 1 if down > 0 else -1
        rows = sorted({p.row for p in self._shown(hidden) if (p.row - at.row) * sign > 0}, reverse=down < 0)
        if not rows:
            return None
        row = [p for p in self._numbers if p.row == rows[min(abs(down), len(rows)) - 1]]
        return min(row, key=lambda p: _distance(p, at)).cell

    def end(self, id: str, hidden: Collection[int], *, last: bool, whole: bool) -> str | None:
        """The first or last number of the row, or of the whole table."""
        at = self._by_id[id]
        held = [p for p in self._shown(hidden) if whole or p.row == at.row]
        return held[-1 if last else 0].cell if held else None

    def next(self, id: str, by: int, hidden: Collection[int]) -> str | None:
        """The number before or after in the form's order, or None at its end."""
        order = [cell for cell in self._order if self._by_id[cell].row - self._top not in hidden]
        at = order.index(id) + by if id in order else -1
        return order[at] if 0 <= at < len(order) else None


def _distance(printed: PrintedCell, at: PrintedCell) -> int:
    """How many columns apart two cells of different rows stand; 0 where one stands over the other."""
    if printed.column >= at.column + at.column_span:
        return printed.column - at.column - at.column_span + 1
    return max(0, at.column - printed.column - printed.column_span + 1)
