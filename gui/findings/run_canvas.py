"""Shows a run of digits with movable separators; arrows and the mouse move them, digit by digit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.extract.recut import Cut
from gui.findings.run_layout import RunLayout, lay_out
from gui.findings.runs import Mark, RunAtHand, Verdict, spoken
from gui.findings.sorts import SORT_LOOKS
from gui.theme import NUMBER_FAMILIES, Theme, Tone

ICON = 13
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RunCanvas(QWidget):
    """The boxes of a run's columns and the separators between them, one of which is selected."""

    moved = Signal()
    """A separator was moved; `cut` is the new one."""
    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._run: RunAtHand | None = None
        self._verdict: Verdict | None = None
        self._layout: RunLayout | None = None
        self._selected = 0
        self._dragged: tuple[int, Cut] | None = None
        self.cut = Cut((), ())
        self._digits = theme.font(1.2, families=NUMBER_FAMILIES)
        self._small = theme.font(0.85)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("连写数字的切分"))
        theme.changed.connect(self.update)

    def show_cut(self, run: RunAtHand, cut: Cut, verdict: Verdict) -> None:
        """Shows a cut of a run and what it comes to."""
        if self._run is None or self._run.cells != run.cells:
            self._selected = 0
        self._run, self.cut, self._verdict = run, cut, verdict
        self._lay_out()
        self.setAccessibleDescription(spoken(run, cut, verdict))

    @property
    def selected(self) -> int:
        """The separator that the arrows move, from 0."""
        return self._selected

    def separator_rect(self, at: int) -> QRect:
        """Where a separator stands."""
        assert self._layout is not None
        return self._layout.separator(at)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(300, self._layout.height if self._layout else 60)

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.sizeHint().height())

    def _lay_out(self) -> None:
        run, verdict = self._run, self._verdict
        if run is None or verdict is None:
            return
        small, digits = QFontMetrics(self._small), QFontMetrics(self._digits)
        self._layout = lay_out(
            run.lines, run.names, self.cut.pieces, self.width(), small, digits, told=run.across
        )
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another layout."""
        super().resizeEvent(event)
        self._lay_out()

    # Moving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows select a separator; with Shift or Ctrl they move it by a digit."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        across = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        moving = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if step is not None and moving:
            self._move(self.cut.moved(self._selected, step))
        elif step is not None:
            self._select(self._selected + step)
        elif across is not None and self._run is not None and len(self._run.lines) > 1:
            self._select(self._selected + across * self._run.lines[0].count)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._select(0 if event.key() == Qt.Key.Key_Home else len(self.cut.separators) - 1)
        else:
            super().keyPressEvent(event)

    def _select(self, at: int) -> None:
        if 0 <= at < len(self.cut.separators):
            self._selected = at
            self.update()

    def _move(self, cut: Cut) -> None:
        if cut != self.cut:
            self.cut = cut
            self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of a separator."""
        at = self._layout.separator_at(event.position().toPoint()) if self._layout else None
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._select(at)
            self._dragged = event.position().toPoint().x(), self.cut

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the separator by as many digits as the pointer has gone by."""
        point = event.position().toPoint()
        if self._dragged is not None:
            start, cut = self._dragged
            digit = max(1, QFontMetrics(self._digits).horizontalAdvance("0"))
            self._move(cut.moved(self._selected, round((point.x() - start) / digit)))
            return
        over = self._layout is not None and self._layout.separator_at(point) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        self._dragged = None

    def event(self, event: QEvent) -> bool:
        """What a column is called in full, and what its relations come to, stands in a tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, point: QPoint) -> str:
        run, verdict = self._run, self._verdict
        at = self._layout.box_at(point) if self._layout else None
        if run is None or verdict is None or at is None:
            return ""
        mark = verdict.columns[at]
        return run.names[at] + (f"\n{mark.tip}　{mark.text}" if mark else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys work now."""
        super().focusInEvent(event)
        self.focused.emit(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.focused.emit(False)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, boxes, separators, and what the relations come to."""
        run, verdict, layout = self._run, self._verdict, self._layout
        if run is None or verdict is None or layout is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small)
            painter.setPen(self._theme.colour(Tone.MUTED))
            for at, rect in enumerate(layout.names):
                self._elided(painter, rect, run.names[at], CENTRE)
            for rect, line in zip(layout.labels, run.lines, strict=False):
                self._elided(painter, rect, line.name, LEFT)
            for at in range(len(self.cut.pieces)):
                self._paint_box(painter, at, layout, verdict)
            for at in range(len(self.cut.separators)):
                self._paint_separator(painter, at, layout.separator(at))
            for rect, marks in zip(layout.marks, verdict.rows, strict=True):
                self._paint_marks(painter, rect, marks)

    def _elided(self, painter: QPainter, rect: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, flags, shown)

    def _paint_box(self, painter: QPainter, at: int, layout: RunLayout, verdict: Verdict) -> None:
        piece, rect = self.cut.pieces[at], layout.boxes[at]
        wrong = at in verdict.wrong
        pen = QPen(self._theme.colour(Tone.ERROR if wrong else Tone.BORDER))
        if not piece:
            pen = QPen(self._theme.colour(Tone.MUTED), 1, Qt.PenStyle.DotLine)
        ground = Tone.ERROR_SURFACE if wrong else Tone.RAISED if piece else Tone.SURFACE
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 4, 4)
        painter.setFont(self._digits)
        painter.setPen(self._theme.colour(Tone.ERROR if wrong else Tone.TEXT))
        painter.drawText(rect, CENTRE, piece)
        mark = verdict.columns[at]
        if mark is not None:
            painter.setFont(self._small)
            self._paint_mark(painter, layout.below[at], mark, centred=True)

    def _paint_separator(self, painter: QPainter, at: int, rect: QRect) -> None:
        selected = at == self._selected
        middle = rect.center()
        painter.setPen(Qt.PenStyle.NoPen)
        if not selected:
            painter.setBrush(self._theme.colour(Tone.MUTED))
            painter.drawEllipse(QPoint(middle.x(), middle.y()), 2, 2)
            return
        painter.setBrush(self._theme.colour(Tone.ACCENT if self.hasFocus() else Tone.MUTED))
        bar = QRect(middle.x() - 2, rect.top() + 1, 4, rect.height() - 3)
        painter.drawRoundedRect(bar, 2, 2)

    def _paint_marks(self, painter: QPainter, rect: QRect, marks: tuple[Mark, ...]) -> None:
        painter.setFont(self._small)
        rest = QRect(rect)
        for mark in marks:
            self._paint_mark(painter, rest, mark)
            rest.setLeft(rest.left() + ICON + 12 + painter.fontMetrics().horizontalAdvance(mark.text))

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark, *, centred: bool = False) -> None:
        """An icon and a word; under a column only the difference, or nothing."""
        icon, tone = SORT_LOOKS[mark.sort]
        text = mark.short if centred else mark.text
        wide = ICON + (3 + painter.fontMetrics().horizontalAdvance(text) if text else 0)
        left = rect.left() + max(0, (rect.width() - wide) // 2) if centred else rect.left()
        place = QRect(left, rect.center().y() - ICON // 2, ICON, ICON)
        self._theme.icon(icon, tone).paint(painter, place)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(QRect(place.right() + 4, rect.top(), 200, rect.height()), LEFT, text)
