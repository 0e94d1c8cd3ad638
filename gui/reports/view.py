"""The report list: a row for each file, with how it stands, and its progress while it is read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from gui.qt_types import Index
from gui.reports.entry import Entry, Phase
from gui.reports.model import Line, ReportsModel
from gui.theme import Theme, Tone

MARGIN = 10
ICON = 14
TICK = 60
"""Milliseconds between two pictures of a row's progress."""


class ReportDelegate(QStyledItemDelegate):
    """Paints a row: heading, icon and detail, and for a file being read a moving bar and a way to stop it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.step = 0

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Two lines of text with air around them."""
        return QSize(120, 2 * option.fontMetrics.height() + 2 * MARGIN)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """One row."""
        line, entry = index.data(ReportsModel.LineRole), index.data(ReportsModel.EntryRole)
        assert isinstance(line, Line)
        assert isinstance(entry, Entry)
        painter.save()
        self._ground(painter, option)
        moving = entry.phase in (Phase.WAITING, Phase.READING)
        if moving:
            self._theme.icon("close", Tone.MUTED).paint(painter, stop_rect(option.rect))
        self._text(painter, option, line, room=ICON + MARGIN if moving else 0)
        if entry.phase is Phase.READING:
            self._bar(painter, option.rect, entry.pages)
        painter.restore()

    def _ground(self, painter: QPainter, option: Any) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        tone = Tone.SELECTION if selected else Tone.HOVER if hovered else Tone.SURFACE
        painter.fillRect(option.rect, self._theme.colour(tone))
        if selected:
            mark = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(mark, self._theme.colour(Tone.ACCENT))
        painter.setPen(self._theme.colour(Tone.GRID))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _text(self, painter: QPainter, option: Any, line: Line, room: int) -> None:
        inner = option.rect.adjusted(MARGIN + 3, MARGIN - 2, -MARGIN, -MARGIN + 2)
        height = option.fontMetrics.height()
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour(Tone.TEXT))
        width = inner.width() - room
        heading = QFontMetrics(font).elidedText(line.heading, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(
            QRect(inner.left(), inner.top(), width, height), Qt.AlignmentFlag.AlignVCenter, heading
        )
        font.setBold(False)
        painter.setFont(font)
        top = inner.top() + height + 4
        self._theme.icon(line.icon, line.tone).paint(
            painter, QRect(inner.left(), top + (height - ICON) // 2, ICON, ICON)
        )
        painter.setPen(self._theme.colour(Tone.MUTED if line.tone is Tone.MUTED else line.tone))
        left = inner.left() + ICON + 5
        detail = option.fontMetrics.elidedText(
            line.detail, Qt.TextElideMode.ElideRight, inner.right() - left + 1
        )
        painter.drawText(
            QRect(left, top, inner.right() - left + 1, height), Qt.AlignmentFlag.AlignVCenter, detail
        )

    def _bar(self, painter: QPainter, rect: QRect, pages: tuple[int, int] | None) -> None:
        """As long as what has been done; where that is not known, a piece that moves along."""
        length = rect.width() // 3
        left = rect.left() + (self.step * 7) % (rect.width() + length) - length
        if pages is not None and pages[0]:
            left, length = rect.left(), rect.width() * pages[0] // pages[1]
        bar = QRect(left, rect.bottom() - 2, length, 3).intersected(rect)
        painter.fillRect(bar, self._theme.colour(Tone.ACCENT))


def stop_rect(row: QRect) -> QRect:
    """Where the cross stands that stops the reading of a row."""
    return QRect(row.right() - MARGIN - ICON, row.top() + MARGIN, ICON, ICON)


class ReportsView(QListView):
    """The list; what the user wants done with an entry leaves it as a signal."""

    chosen = Signal(object)
    stopped = Signal(object)
    closed = Signal(object)
    retried = Signal(object)

    def __init__(self, model: ReportsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._delegate = ReportDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("报告列表"))
        self.selectionModel().currentChanged.connect(self._choose)
        theme.changed.connect(self.viewport().update)
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self._tick)
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(self._watch)

    def entry(self) -> Entry | None:
        """The entry chosen."""
        held = self.currentIndex().data(ReportsModel.EntryRole)
        return held if isinstance(held, Entry) else None

    def select(self, row: int) -> None:
        """Chooses a row."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete stops a reading or closes the report; everything else is the list's own."""
        entry = self.entry()
        if event.key() == Qt.Key.Key_Delete and entry is not None:
            self.leave(entry)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cross of a row stops it; elsewhere a click chooses."""
        entry = self._under_cross(event.position().toPoint())
        if entry is not None:
            self.stopped.emit(entry)
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row under the pointer, or with the chosen one."""
        index = self.indexAt(event.pos())
        entry = index.data(ReportsModel.EntryRole) if index.isValid() else self.entry()
        if not isinstance(entry, Entry):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry.phase is Phase.FAILED:
            menu.addAction(self._action(menu, self.tr("重新读取"), self.retried, entry))
        moving = entry.phase in (Phase.WAITING, Phase.READING)
        label = self.tr("停止读取") if moving else self.tr("从列表中移去")
        menu.addAction(self._action(menu, label, self.stopped if moving else self.closed, entry))
        menu.popup(event.globalPos())

    def _action(self, menu: QMenu, text: str, signal: SignalInstance, entry: Entry) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda: signal.emit(entry))
        return action

    def leave(self, entry: Entry) -> None:
        """Asks for an entry to be stopped if it is on its way in, else to be closed."""
        moving = entry.phase in (Phase.WAITING, Phase.READING)
        (self.stopped if moving else self.closed).emit(entry)

    def _under_cross(self, at: QPoint) -> Entry | None:
        index = self.indexAt(at)
        entry = index.data(ReportsModel.EntryRole)
        if not isinstance(entry, Entry) or entry.phase in (Phase.OPEN, Phase.FAILED):
            return None
        return entry if stop_rect(self.visualRect(index)).adjusted(-6, -6, 6, 6).contains(at) else None

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ReportsModel.EntryRole))

    def _watch(self) -> None:
        model = self.model()
        assert isinstance(model, ReportsModel)
        moving = any(entry.phase is Phase.READING for entry in model.entries)
        if moving and not self._ticking.isActive():
            self._ticking.start()
        elif not moving:
            self._ticking.stop()

    def _tick(self) -> None:
        self._delegate.step += 1
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Any = ()) -> None:
        """Draws the row anew; all rows are as high whatever they say, so that nothing else moves."""
        self.viewport().update(self.visualRect(first).united(self.visualRect(last)))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the window's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
