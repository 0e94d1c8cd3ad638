"""Lends the cells of a table an editor; it parses nothing and sets nothing."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.qt_types import Index
from gui.tables.model import Role
from gui.tables.painter import CellPainter
from gui.theme import Theme, Tone

EDITOR_WIDTH = 84


class CellDelegate(QStyledItemDelegate):
    """Edits numbers in place; `entered` tells what was typed into a cell and confirmed."""

    entered = Signal(str, str)

    def __init__(self, theme: Theme, cells: CellPainter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = cells

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the number; what it means is not judged here."""
        editor = QLineEdit(parent)
        editor.setFont(self._cells.font())
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
