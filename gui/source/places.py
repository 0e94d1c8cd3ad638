"""Which cell of the report, or which figure of its prose, stands at a place of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from core.document.location import Location, PageBox, TableCell, TextSpan
from core.extract.prose.model import Figure
from core.extract.report import Cell

REACH = 2.0
"""Points around a box on a page that still belong to it."""


class Places:
    """The cells of a report and the figures of its prose, by where they were read."""

    def __init__(self, cells: Mapping[str, Cell | Figure]) -> None:
        self._spans: list[tuple[int, int, str]] = []
        self._grid: dict[TableCell, str] = {}
        self._boxes: dict[int, list[tuple[tuple[float, float, float, float], str]]] = {}
        for cell in cells.values():
            self._add(cell)
        self._spans.sort()
        self._starts = [start for start, _, _ in self._spans]

    def _add(self, cell: Cell | Figure) -> None:
        match cell.location:
            case TextSpan(start, end):
                self._spans.append((start, end, cell.id))
            case TableCell() as place:
                self._grid.setdefault(place, cell.id)
            case PageBox(page, box):
                self._boxes.setdefault(page, []).append((box, cell.id))

    def cell_at(self, location: Location) -> str | None:
        """What was read at a place: the span around it, the same grid cell, the box around its centre."""
        match location:
            case TextSpan(start, _):
                return self._at_span(start)
            case TableCell():
                return self._grid.get(location)
            case PageBox(page, box):
                return self._at_point(page, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def _at_span(self, place: int) -> str | None:
        for start, end, id in reversed(self._spans[: bisect_right(self._starts, place)][-8:]):
            if start <= place < end:
                return id
        return None

    def _at_point(self, page: int, x: float, y: float) -> str | None:
        inside = [
            (abs((x0 + x1) / 2 - x) + abs((y0 + y1) / 2 - y), id)
            for (x0, y0, x1, y1), id in self._boxes.get(page, ())
            if x0 - REACH <= x <= x1 + REACH and y0 - REACH <= y <= y1 + REACH
        ]
        return min(inside)[1] if inside else None
