"""The list of findings as a Qt model: a flat table of ready rows, groups unfolding in place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from core.extract.report import Report
from core.review.change import ReviewState
from gui.findings.counts import Counts, count
from gui.findings.places import Place
from gui.findings.rows import Row, by_key, rows, visible
from gui.findings.sorts import Sort
from gui.row_list import RowList
from gui.translation import Say

STATUS, POSITION, RELATION, LEFT, RIGHT, REMARK = range(6)
NUMBERS = (LEFT, RIGHT)


class FindingsModel(RowList[Row]):
    """The rows that the filters let through."""

    columns = REMARK + 1
    numbers = NUMBERS

    def __init__(self, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._all: tuple[Row, ...] = ()
        self._of: Report | None = None
        self._unfolded: frozenset[tuple[str, ...]] = frozenset()
        self.shown: frozenset[Sort] = frozenset(Sort)
        self.counts = Counts(0, 0, 0, 0, 0)

    def show_state(self, state: ReviewState | None, places: tuple[Place, ...]) -> None:
        """Shows a review as it stands; only the rows that differ from those before are touched."""
        report = None if state is None else state.report
        known = by_key(self._all) if report is self._of else {}
        self._of = report
        self._all = () if state is None else rows(state, places, self._say, known)
        self.counts = Counts(0, 0, 0, 0, 0) if state is None else count(state, places)
        self._rearrange()

    def show_sorts(self, shown: frozenset[Sort]) -> None:
        """Sets the filters."""
        self.shown = shown
        self._rearrange()

    def toggle(self, row: int) -> None:
        """Folds a group, or unfolds it; nothing for any other row."""
        held = self._rows[row]
        if held.members:
            self._unfolded = self._unfolded ^ {held.key}
            self._rearrange()
            self.dataChanged.emit(self.index(row, 0), self.index(row, REMARK))

    def is_unfolded(self, row: int) -> bool:
        """Whether the members of a group stand under it."""
        return self._rows[row].key in self._unfolded

    def rows_of(self, place: Place) -> list[int]:
        """The row of a place, or those of its parts where it was chosen together; none that is hidden."""
        wanted = place.key
        placed = [(number, row.place.key) for number, row in enumerate(self._rows) if row.place is not None]
        same = next((number for number, key in placed if key == wanted), None)
        if same is not None:
            return [same]
        parts = set(wanted) if place.open else set()
        return [number for number, key in placed if parts.issuperset(key)]

    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (
            self.tr("状态"),
            self.tr("位置"),
            self.tr("关系"),
            self.tr("相加"),
            self.tr("列示"),
            self.tr("说明"),
        )

    def _rearrange(self) -> None:
        """Brings the rows to what is to be shown, changing no more than the stretch that differs."""
        after = visible(self._all, self.shown, self._unfolded)
        before = self._rows
        shorter = min(len(before), len(after))
        head = next((i for i in range(shorter) if before[i].key != after[i].key), shorter)
        rest = shorter - head
        tail = next((i for i in range(rest) if before[-1 - i].key != after[-1 - i].key), rest)
        self._take_out(head, len(before) - tail)
        self._put_in(head, after[head : len(after) - tail])
        self._refresh(after)

    def _take_out(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self._rows[first:end]
            self.endRemoveRows()

    def _put_in(self, first: int, new: list[Row]) -> None:
        if new:
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows[first:first] = new
            self.endInsertRows()

    def _refresh(self, after: list[Row]) -> None:
        for number, row in enumerate(after):
            before, self._rows[number] = self._rows[number], row
            if row is not before and row.drawn != before.drawn:
                self.dataChanged.emit(self.index(number, 0), self.index(number, REMARK))
