"""The line in which a number is typed in place: alike in the tables and in the list of figures."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.qt_types import Index
from gui.theme import Theme, Tone

EDITOR_WIDTH = 84
MINUS = "-−－"
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class NumberDelegate(QStyledItemDelegate):
    """Edits numbers in place; `entered` tells what was typed into a cell and confirmed.

    It parses nothing and sets nothing. Whoever inherits says the type, and the id of a cell.
    """

    entered = Signal(str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def number_font(self) -> QFont:
        """The type that the number stands in."""
        raise NotImplementedError

    def id_at(self, index: Index) -> str:
        """The id of the cell or figure whose number stands there."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the number; what it means is not judged here."""
        editor = QLineEdit(parent)
        editor.setFont(self.number_font())
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
            self.entered.emit(self.id_at(index), editor.text())

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


def begins_number(event: QKeyEvent) -> bool:
    """Whether a key begins a number: a digit or a minus, and no command."""
    text = event.text()
    return len(text) == 1 and (text.isdecimal() or text in MINUS) and not event.modifiers() & COMMAND


def open_editor(view: QAbstractItemView, index: Index, text: str | None) -> None:
    """Opens the editor of a place, on its value or on a text that typing began with."""
    view.scrollTo(index)
    view.edit(index)
    editor = view.indexWidget(index)
    if isinstance(editor, QLineEdit) and text is not None:
        editor.setText(text)
        editor.setModified(True)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
    return rect
