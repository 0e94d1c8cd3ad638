"""One table: the official sheet with header and labels in view, the keyboard, folding, editing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from core.review.change import ReviewState
from gui.naming import name_table
from gui.number_edit import begins_number, open_editor
from gui.qt_types import Index
from gui.tables.delegate import CellDelegate
from gui.tables.headers import Corner, MergedHeader
from gui.tables.model import Role, SheetModel
from gui.tables.moves import Moves
from gui.tables.painter import CellPainter, Drawn
from gui.tables.sight import edges, in_sight
from gui.tables.sizes import Ruler
from gui.theme import Theme, Tone

Action = QAbstractItemView.CursorAction
MANY = 12
STEPS = {
    Action.MoveUp: (-1, 0),
    Action.MoveDown: (1, 0),
    Action.MoveLeft: (0, -1),
    Action.MoveRight: (0, 1),
    Action.MovePageUp: (-10, 0),
    Action.MovePageDown: (10, 0),
}


class SheetView(QTableView):
    """The table of a `SheetModel`. It asks for changes and makes none.

    `cellChosen` follows every change of the current cell, `valueEntered` what was typed into one.
    """

    cellChosen = Signal(str)
    valueEntered = Signal(str, str)

    def __init__(
        self, model: SheetModel, theme: Theme, totals: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sheet = model
        self._theme = theme
        self._hidden: frozenset[int] = frozenset()
        self._moves = Moves(model.layout)
        layout = model.layout
        self.top = MergedHeader(Qt.Orientation.Horizontal, layout, theme, self)
        self.side = MergedHeader(Qt.Orientation.Vertical, layout, theme, self)
        self.corner = Corner(layout, theme, lambda: (self.top.levels, self.side.levels), self)
        self.cells = CellPainter(theme, totals)
        self._editing = CellDelegate(theme, self.cells, self)
        self.setHorizontalHeader(self.top)
        self.setVerticalHeader(self.side)
        self.setModel(model)
        self.setItemDelegate(self._editing)
        self._dress()
        self._ruler = self._make_ruler()
        self._fitted = 0
        self._editing.entered.connect(self.valueEntered)
        theme.changed.connect(self._retheme)
        self.fit()

    def _dress(self) -> None:
        layout = self.sheet.layout
        self.top.setVisible(layout.top > 0)
        self.side.setVisible(layout.left > 0)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        name_table(self, layout.table.title, self.tr("表头"))
        for (row, column), printed in layout.printed_at.items():
            if printed.row_span > 1 or printed.column_span > 1:
                self.setSpan(row, column, printed.row_span, printed.column_span)

    def _retheme(self) -> None:
        self.cells.restyle()
        self._ruler = self._make_ruler()
        self.fit()
        self.viewport().update()
        for part in (self.top, self.side, self.corner):
            part.restyle()

    # What is shown

    def apply(self, state: ReviewState, touched: Iterable[str]) -> frozenset[str]:
        """Takes over a step; widens a column where a number outgrew it."""
        changed = self.sheet.apply(state, touched)
        if any(self._outgrown(id) for id in changed):
            self.fit()
        return changed

    def _outgrown(self, id: str) -> bool:
        row, column = self.sheet.layout.places[id]
        width = sum(self.columnWidth(column + n) for n in range(self.columnSpan(row, column)))
        return self.cells.width_of(self.sheet.shown(id)) > width

    def outline(self, cells: Iterable[str]) -> None:
        """Outlines these cells, and no others."""
        before, self.cells.outlined = self.cells.outlined, frozenset(cells)
        self._redraw(tuple(before ^ self.cells.outlined))

    def stage(self, staged: Mapping[str, str]) -> None:
        """Shows texts in their cells while they wait for the reviewer's decision."""
        before, self.cells.staged = self.cells.staged, staged
        if staged != before:
            self._redraw(tuple({**before, **staged}))

    def _redraw(self, cells: Sequence[str]) -> None:
        """Draws these cells anew; many of them by drawing all that is in sight."""
        if len(cells) > MANY:
            self.viewport().update()
            return
        for id in cells:
            self.update(self.sheet.index_of(id))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what is to be drawn anew; the lines are what shows between the cells."""
        columns = edges(self.top.offset(), map(self.columnWidth, range(self.sheet.layout.columns)))
        rows = edges(self.side.offset(), map(self.rowHeight, range(self.sheet.layout.rows)))
        whole = QRect(columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0])
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour(Tone.SURFACE))
            painter.fillRect(whole & event.rect(), self._theme.colour(Tone.GRID))
            places = in_sight(self.sheet.layout, columns, rows, _rects(event.region()))
            self.cells.draw(painter, self._drawn(places), active=self.hasFocus() and self.isActiveWindow())

    def _drawn(self, places: Iterable[tuple[tuple[int, int], QRect]]) -> Iterator[Drawn]:
        index = self.currentIndex()
        chosen = (index.row(), index.column()) if self.selectionModel().isSelected(index) else None
        for place, rect in places:
            printed = self.sheet.layout.printed_at[place]
            shown = None if printed.cell is None else self.sheet.shown(printed.cell)
            yield Drawn(rect, printed, shown, place == chosen)

    def fold(self, cells: Iterable[str]) -> bool:
        """Hides the rows without any of these cells, but not their headings; tells whether any is hidden."""
        layout = self.sheet.layout
        rows = frozenset(layout.places[cell][0] for cell in cells if cell in layout.places)
        kept = rows | layout.heading_rows(rows)
        self._hide(frozenset(range(layout.rows)) - kept if rows else frozenset())
        return self.folded

    def unfold(self) -> None:
        """Shows every row."""
        self._hide(frozenset())

    @property
    def folded(self) -> bool:
        """Whether rows are hidden."""
        return bool(self._hidden)

    def _hide(self, rows: frozenset[int]) -> None:
        if rows == self._hidden:
            return
        for row in rows ^ self._hidden:
            self.setRowHidden(row, row in rows)
        self._hidden = rows
        self.fit()

    # Room

    def fit(self) -> None:
        """Gives columns and rows their sizes for the present width."""
        self._fitted = self.width()
        frame = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        sizes = self._ruler.measure(self._fitted - frame, self._hidden)
        for column, width in enumerate(sizes.columns):
            if width != self.columnWidth(column):
                self.setColumnWidth(column, width)
        for row, height in enumerate(sizes.rows):
            if height and height != self.rowHeight(row):
                self.setRowHeight(row, height)
        self.top.set_levels(sizes.header)
        self.side.set_levels(sizes.labels)
        self.updateGeometries()

    def _make_ruler(self) -> Ruler:
        metrics = QFontMetrics(self._theme.font())
        return Ruler(self.sheet.layout, metrics, self.corner.metrics(), self._width_of)

    def _width_of(self, id: str) -> int:
        return self.cells.width_of(self.sheet.shown(id))

    def updateGeometries(self) -> None:
        """Keeps the corner over the table's own."""
        super().updateGeometries()
        frame = self.frameWidth()
        self.corner.setGeometry(QRect(frame, frame, self.side.width(), self.top.height()))
        self.corner.raise_()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The labels do not just move along: each stands in the middle of what is seen of it."""
        super().scrollContentsBy(dx, dy)
        for header, by in ((self.top, dx), (self.side, dy)):
            if by:
                header.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wider pane gives the labels room first, then the numbers; the current cell stays in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._refit)

    def _refit(self) -> None:
        if self.width() != self._fitted:
            self.fit()
        self.scrollTo(self.currentIndex())

    # The current cell

    def current(self) -> str | None:
        """The id of the current cell."""
        id: str | None = self.currentIndex().data(Role.CELL)
        return id

    def choose(self, id: str) -> None:
        """Makes a cell current and scrolls to it; shows its row again if folding hid it."""
        index = self.sheet.index_of(id)
        if index.row() in self._hidden:
            self.unfold()
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells which cell is current, and lights its labels."""
        super().currentChanged(current, previous)
        id = current.data(Role.CELL)
        place = (current.row(), current.column()) if id is not None else None
        self.top.light(place)
        self.side.light(place)
        if id is not None:
            self.cellChosen.emit(id)

    # The keyboard

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Goes from number to number, whatever stands between; stays where there is none further."""
        present = self.current()
        whole = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if present is None:
            target = self._moves.first(self._hidden)
        elif action in STEPS:
            target = self._moves.step(present, *STEPS[action], self._hidden)
        elif action in (Action.MoveHome, Action.MoveEnd):
            target = self._moves.end(present, self._hidden, last=action is Action.MoveEnd, whole=whole)
        else:
            target = self._moves.next(present, 1 if action is Action.MoveNext else -1, self._hidden)
        return self.currentIndex() if target is None else self.sheet.index_of(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit or minus begins to edit with it, F2 with the present value, Delete with nothing."""
        if event.key() == Qt.Key.Key_F2:
            self.edit_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.edit_current("")
        elif begins_number(event):
            self.edit_current(event.text())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._at_end(event.key()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _at_end(self, key: int) -> bool:
        present = self.current()
        by = 1 if key == Qt.Key.Key_Tab else -1
        return present is not None and self._moves.next(present, by, self._hidden) is None

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys; they look nothing up here."""

    def edit_current(self, text: str | None = None) -> None:
        """Opens the current cell's editor, on its value or on a text that typing began with."""
        index = self.currentIndex()
        if self.current() is not None:
            open_editor(self, index, text)


def _rects(region: QRegion) -> Iterator[QRect]:
    yield from region  # type: ignore[misc]  # PySide's stubs leave its iteration out
