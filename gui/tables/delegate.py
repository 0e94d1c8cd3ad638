"""Draws the cells of a table and lends them an editor; it parses nothing and sets nothing."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.forms.form import PrintedCell
from gui.tables.labels import draw_merged, draw_wrapped
from gui.tables.marks import draw_mark
from gui.tables.model import Index, Role
from gui.tables.present import MARK_TONES, Shown
from gui.theme import NUMBER_FAMILIES, Theme, Tone

MARK_SIZE = 11
MARGIN = 5
"""Pixels between a number and the line at its right."""
TICK = 6
"""The size of the corner tick of a cell that is part of a sum that failed."""
EDITOR_WIDTH = 84
RUN_WIDTH = 34
"""The room claimed for a run of digits that could not be parted; more of it shows where there is more."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Paints `Shown` cells; `entered` tells what was typed into a cell and confirmed.

    `outlined` are the cells of the finding in focus, `totals` those that the form sums into, `staged`
    the cell and text that wait for the reviewer to say which way out it is.
    """

    entered = Signal(str, str)

    def __init__(self, theme: Theme, totals: frozenset[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._totals = totals
        self.outlined: frozenset[str] = frozenset()
        self.staged: tuple[str, str] | None = None
        self._fonts: dict[tuple[bool, bool], QFont] = {}
        self._advances: dict[tuple[str, bool, bool], int] = {}
        theme.changed.connect(self._fonts.clear)
        theme.changed.connect(self._advances.clear)

    def font(self, *, small: bool = False, bold: bool = False) -> QFont:
        """The type that numbers are set in."""
        held = self._fonts.get((small, bold))
        if held is None:
            scale = 0.85 if small else 1.0
            held = self._theme.font(scale, bold=bold, families=NUMBER_FAMILIES)
            self._fonts[small, bold] = held
        return held

    def width_of(self, shown: Shown) -> int:
        """How wide a cell must be to show its number and signs; a run that cannot be read is elided."""
        key = shown.text, shown.small, shown.bold
        text = self._advances.get(key)
        if text is None:
            metrics = QFontMetrics(self.font(small=shown.small, bold=shown.bold))
            text = self._advances[key] = metrics.horizontalAdvance(shown.text)
        return (
            (min(text, RUN_WIDTH) if shown.small else text)
            + len(shown.marks) * (MARK_SIZE + 1)
            + 2 * MARGIN
            + 1
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, signs, number, outline; or a text of the form."""
        printed: PrintedCell | None = index.data(Role.PRINTED)
        if printed is None:
            return
        shown: Shown | None = index.data(Role.SHOWN)
        if shown is None:
            self._paint_label(painter, _rect(option), printed)
        else:
            state = _state(option)
            current = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_Active)
            self._paint_cell(painter, _rect(option), shown, current=current, focused=focused)

    def _paint_label(self, painter: QPainter, rect: QRect, printed: PrintedCell) -> None:
        colour = self._theme.colour
        painter.fillRect(rect, colour(Tone.HEADER))
        section = printed.column == 0 and printed.column_span > 2
        painter.setFont(self._theme.font(bold=section))
        muted = printed.row_id is None and not section
        painter.setPen(colour(Tone.MUTED if muted else Tone.TEXT))
        if printed.row_id is not None or printed.column == 0:
            draw_wrapped(painter, rect, printed.text, LEFT)
        else:
            draw_merged(painter, rect, printed.text)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, shown: Shown, *, current: bool, focused: bool
    ) -> None:
        painter.fillRect(rect, self._theme.colour(self._ground(shown, current=current)))
        self._paint_signs(painter, rect, shown)
        self._paint_text(painter, rect, shown)
        outlined = shown.id in self.outlined
        if outlined:
            self._paint_outline(painter, rect, Tone.FOCUS)
        if current:
            inner = rect.adjusted(2, 2, -2, -2) if outlined else rect
            self._paint_outline(painter, inner, Tone.TEXT if focused else Tone.MUTED)

    def _ground(self, shown: Shown, *, current: bool) -> Tone:
        if shown.surface is not None:
            return shown.surface
        if current:
            return Tone.SELECTION
        return Tone.RAISED if shown.id in self._totals else Tone.SURFACE

    def _paint_signs(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        if not shown.marks and not shown.part:
            return
        top = rect.top() + (rect.height() - MARK_SIZE) / 2
        for at, mark in enumerate(shown.marks):
            left = rect.left() + 3 + at * (MARK_SIZE + 1)
            draw_mark(painter, mark, QPointF(left, top), MARK_SIZE, self._theme.colour(MARK_TONES[mark]))
        if shown.part:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(Tone.ERROR))
            corner = QPointF(rect.topRight())
            painter.drawPolygon([corner, corner - QPointF(TICK, 0), corner + QPointF(0, TICK)])

    def _paint_text(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        inner = rect.adjusted(len(shown.marks) * (MARK_SIZE + 1) + 2, 0, -MARGIN, 0)
        staged = self.staged is not None and self.staged[0] == shown.id
        text = self.staged[1] if self.staged is not None and staged else shown.text
        painter.setFont(self.font(small=shown.small and not staged, bold=shown.bold or staged))
        painter.setPen(self._theme.colour(Tone.ACCENT if staged else shown.tone))
        if shown.small or staged:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, RIGHT, text)

    def _paint_outline(self, painter: QPainter, rect: QRect, tone: Tone) -> None:
        pen = QPen(self._theme.colour(tone), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the cell's number with its signs."""
        shown: Shown | None = index.data(Role.SHOWN)
        height = QFontMetrics(self.font()).height() + 8
        return QSize(self.width_of(shown) if shown else 0, height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the number; what it means is not judged here."""
        editor = QLineEdit(parent)
        editor.setFont(self.font())
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(self.tr("新值"))
        accent = self._theme.colour(Tone.ACCENT).name()
        editor.setStyleSheet(f"border: 2px solid {accent}; border-radius: 0; padding: 0 2px;")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The present value, selected; a repaint while typing leaves the text alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell, wider where the cell is narrow, and inside the table."""
        rect = QRect(_rect(option))
        rect.setLeft(rect.right() - max(rect.width(), EDITOR_WIDTH) + 1)
        if rect.left() < 0:
            rect.moveLeft(0)
        editor.setGeometry(rect)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Focus that moves elsewhere takes along what was typed, and only that."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            editor.setModified(False)
            self.entered.emit(index.data(Role.CELL), editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab confirm, Esc leaves; nothing else of the keyboard reaches the window."""
        if isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in CONFIRM:
                editor.setModified(True)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                editor.setModified(False)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
                return True
        return super().eventFilter(editor, event)


CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # as above
    return state
