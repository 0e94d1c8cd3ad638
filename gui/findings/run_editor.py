"""The editor of a run of digits: separators, a reading or typing cut it; Enter decides, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.extract.recut import Cut, RecutError
from gui.findings.run_canvas import RunCanvas
from gui.findings.runs import RunAtHand, Verdict
from gui.flow import FlowLayout
from gui.theme import NUMBER_FAMILIES, Theme

TYPED = frozenset("0123456789-/·")
"""What begins to type a row anew."""
MOST_OF_LINES = 6
"""How many readings of a run of several lines have a button."""
LINE_WIDTH = 200


class RunEditor(QWidget):
    """Shows a `RunAtHand`. What it holds is no decision until Enter."""

    committed = Signal(object, object)
    """The cells of the run, and the changes to them (cell id to number, None for blank)."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: RunAtHand | None = None
        self._verdict: Verdict | None = None
        self._chosen = False
        self._mistyped: RecutError | None = None
        self._caption = QLabel()
        self._caption.setProperty("role", "muted")
        self._raw = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._raw.setFont(theme.font(1.0, bold=True, families=NUMBER_FAMILIES))
        self._raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._raw.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.line = QLineEdit(placeholderText=self.tr("也可键入，如 62 3 - 129"))
        self.line.setAccessibleName(self.tr("键入各栏的数，空白的栏用 -"))
        self.line.setFixedWidth(LINE_WIDTH)
        self.line.textEdited.connect(self._type)
        self.line.installEventFilter(self)
        self.accept = QPushButton(self.tr("确定切分 ⏎"))
        self.accept.setAccessibleName(self.tr("确定切分"))
        self.accept.clicked.connect(self.commit)
        self.canvas = RunCanvas(theme)
        self.canvas.moved.connect(self._moved)
        self.canvas.focused.connect(self._tell)
        self.canvas.installEventFilter(self)
        self._word = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._offered: dict[int, QToolButton] = {}
        self._readings = QWidget()
        FlowLayout(self._readings, spacing=2)
        self._small = theme.font(0.92, families=NUMBER_FAMILIES)
        self._lay_out()
        self.setAccessibleName(self.tr("连写数字的切分"))
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._caption)
        head.addWidget(self._raw, 1)
        head.addWidget(self.line)
        head.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.canvas)
        column.addWidget(self._word)
        column.addWidget(self._readings)

    # What is shown

    def show_run(self, run: RunAtHand | None) -> None:
        """Shows a run from its first cut; one that is shown already keeps its cut."""
        if run is None:
            self.run = None
            self.hide()
            return
        same = run == self.run
        self.run = run
        if same:
            self._show(self.canvas.cut)
            return
        self._raw.setText(run.raw)
        self._raw.setToolTip(run.raw)
        count = self.tr("原文连写（{count} 种读法）").format(count=run.count)
        self._caption.setText(count if run.count else self.tr("原文连写"))
        self._offer(run)
        self._reset()
        self.show()

    def _offer(self, run: RunAtHand) -> None:
        """A button for each of the first readings."""
        flow = self._readings.layout()
        assert flow is not None
        self._offered.clear()
        shown = run.readings if len(run.lines) == 1 else run.readings[:MOST_OF_LINES]
        while (item := flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for number, cut in enumerate(shown, 1):
            if cut is None:
                continue
            reading = run.short(cut)
            button = QToolButton(text=f"{number}　{reading}", checkable=True, font=self._small)
            button.setProperty("compact", True)
            button.setToolTip(f"Alt+{number}")
            button.setAccessibleName(
                self.tr("读法 {number}：{reading}").format(number=number, reading=reading)
            )
            button.clicked.connect(lambda _=False, taken=number: self.take_reading(taken))
            self._offered[number] = button
            flow.addWidget(button)
        self._readings.setVisible(flow.count() > 0)

    def begin(self) -> None:
        """Gives the separators the keyboard."""
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def verdict(self) -> Verdict | None:
        """What the cut at hand comes to."""
        return self._verdict

    def _reset(self) -> None:
        assert self.run is not None
        self._chosen, self._mistyped = self.run.sure, None
        self.line.clear()
        self._show(self.run.start)

    def _show(self, cut: Cut) -> None:
        assert self.run is not None
        self._verdict = self.run.judge(cut)
        self.canvas.show_cut(self.run, cut, self._verdict)
        for number, button in self._offered.items():
            button.setChecked(self._chosen and self.run.readings[number - 1] == cut)
        self._tell()

    def _choose(self, cut: Cut) -> None:
        self._chosen, self._mistyped = True, None
        self._show(cut)

    def _tell(self) -> None:
        """What is wrong with the cut, or which keys there are."""
        problem = self._verdict.problem if self._verdict is not None else ""
        if self._mistyped is not None and self.run is not None:
            self._say(self.run.say(self._mistyped.message), wrong=not self._mistyped.unfinished)
            return
        keys = (
            self.tr("←/→ 选分隔，按住 Shift 移动一位，Alt+1…9 取一种读法，Enter 确定，Esc 退出")
            if self.canvas.hasFocus() or self.line.hasFocus()
            else self.tr("按 R 用键盘切分，或用鼠标拖动分隔")
        )
        self._say(problem or keys, wrong=bool(problem))

    def _say(self, word: str, *, wrong: bool) -> None:
        self._word.setText(word)
        self._word.setProperty("role", "error" if wrong else "muted")
        self._word.style().polish(self._word)

    # What the user does

    def _moved(self) -> None:
        self.line.clear()
        self._choose(self.canvas.cut)

    def _type(self, text: str) -> None:
        assert self.run is not None
        if not text.strip():
            self._reset()
            return
        try:
            cut = self.run.typed(text)
        except RecutError as refused:
            self._mistyped = refused
            self._tell()
            return
        self._choose(cut)

    def take_reading(self, number: int) -> bool:
        """Takes a reading (from 1), and the keyboard; false where there is none of that number."""
        readings = self.run.readings if self.run is not None else ()
        cut = readings[number - 1] if 1 <= number <= len(readings) else None
        if cut is None:
            return False
        self.line.clear()
        self._choose(cut)
        self.begin()
        return True

    def commit(self) -> None:
        """Asks for the cut to be decided, where it is one and was chosen."""
        run, verdict = self.run, self._verdict
        if run is None or verdict is None or verdict.values is None:
            self._tell()
        elif self._mistyped is not None:
            self._say(run.say(self._mistyped.message), wrong=True)
        elif not self._chosen:
            self._say(self.tr("有几种读法都合得上：请先移动分隔、键入，或按 Alt+1…9 取一种。"), wrong=True)
        else:
            self.committed.emit(run.cells, run.changes(verdict.values))

    def leave(self) -> None:
        """Gives the cut up."""
        self._reset()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the editor, before the window's commands take them."""
        if isinstance(event, QKeyEvent) and self.run is not None:
            if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._press(event):
                return True
        return super().eventFilter(watched, event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape or _reading_of(event) is not None

    def _press(self, event: QKeyEvent) -> bool:
        reading = _reading_of(event)
        if reading is not None:
            self.take_reading(reading)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif self.canvas.hasFocus() and event.text() in TYPED and event.text():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.setText(event.text())
            self._type(event.text())
        else:
            return False
        return True

    def _step_back(self) -> None:
        """From typing to the separators, from these out."""
        if self.line.hasFocus() and self.line.text():
            self._reset()
            self.begin()
        else:
            self.leave()


def _reading_of(event: QKeyEvent) -> int | None:
    """The number of the reading that a key takes: Alt and a digit."""
    digit = event.key() - Qt.Key.Key_0
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return digit if held == Qt.KeyboardModifier.AltModifier and 1 <= digit <= 9 else None
