"""The decision panel under the tables: the place at hand in plain arithmetic, and the ways out of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.review.change import DecisionKind
from gui.findings.cell_picture import CellPicture
from gui.findings.describe import Description
from gui.findings.members import MembersList
from gui.findings.reasons import ReasonLine
from gui.findings.run_editor import RunEditor
from gui.findings.runs import RunAtHand
from gui.findings.suggesting import Suggestions
from gui.theme import Theme, Tone

BAR = 3
TABLES = 236
"""Pixels that are left to the tables before the words have more than their least part."""
PART = 0.4
"""Of the height that the words share with the tables, that least part."""


class DecisionPanel(QFrame):
    """Shows a `Description`; below it the ways out, or the line on which one of them is being decided."""

    suggestionTaken = Signal(int)
    leftOut = Signal(object)
    cellWanted = Signal(str)
    committed = Signal(str)
    valueEntered = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        ways: Mapping[DecisionKind, QAction],
        next_spot: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Description | None = None
        self._needed: tuple[int, int, int] | None = None
        self._icon = QLabel()
        self._heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._heading.setProperty("role", "title")
        self._evidence = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._evidence.setProperty("role", "muted")
        self._body = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        for label in (self._heading, self._body):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._word = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.members = MembersList()
        self.members.leftOut.connect(self.leftOut)
        self.members.cellWanted.connect(self.cellWanted)
        self.run = RunEditor(theme)
        self.picture = CellPicture(theme)
        self.suggestions = Suggestions()
        self.suggestions.taken.connect(self.suggestionTaken)
        self.spots = QToolButton()
        self.spots.setProperty("compact", True)
        self.spots.setToolTip(next_spot.toolTip())
        self.spots.setAccessibleName(next_spot.text())
        self.spots.clicked.connect(next_spot.trigger)
        self.spots.hide()
        self.reason = ReasonLine(theme)
        self.reason.committed.connect(self.committed)
        self.reason.valueEntered.connect(self.valueEntered)
        self.reason.left.connect(self.left)
        self._way_buttons = {kind: _action_button(action) for kind, action in ways.items()}
        self._ways = self._make_ways()
        self._content = QWidget()
        self._scroll = QScrollArea(widgetResizable=True)
        self._foot = QStackedWidget()
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        theme.changed.connect(self._dress)
        self.setAccessibleName(self.tr("处理"))

    def show_place(self, shown: Description, left_out: frozenset[str] = frozenset()) -> None:
        """Shows a place, or a word where there is none; `left_out` are the members without a tick."""
        if shown == self._shown and left_out == self.members.left_out():
            return
        self._shown = shown
        self._heading.setText(shown.heading)
        self._evidence.setText(shown.evidence)
        self._body.setText(shown.body)
        self.members.show_members(shown.members, left_out)
        self.suggestions.show_texts(shown.suggestions, shown.verdict)
        self._order_ways(returned_first=shown.tied)
        self._make_room()
        self._dress()

    def _make_room(self) -> None:
        """Only what speaks of the place: a run of digits is told of by its editor, readings and all."""
        shown, run = self._shown, self.run.run
        alone = run is not None and shown is not None and bool(shown.suggestions)
        self._body.setVisible(shown is not None and bool(shown.body) and not alone)
        self.members.setVisible(run is None and self.members.count() > 0)
        offered = shown is not None and bool(shown.suggestions or shown.verdict)
        self.suggestions.setVisible(run is None and offered)

    def show_run(self, run: RunAtHand | None) -> None:
        """Shows the run of digits that the place asks about, in place of its readings and parts."""
        self.run.show_run(run)
        self._make_room()

    def ask_way(self, change: str) -> None:
        """A value was entered: shows it, and waits for R, P or Esc."""
        self._foot.setCurrentWidget(self._ways)
        self.tell(self.tr("已填入 {change}，按 R 校正读取，按 P 建议改为，按 Esc 放弃").format(change=change))

    def ask_reason(self, kind: DecisionKind, change: str, reason: str, *, wants_value: bool) -> None:
        """Opens the line of a way out."""
        self.tell("")
        self._foot.setCurrentWidget(self.reason)
        self._foot.updateGeometry()
        self.reason.begin(kind, change, reason, wants_value=wants_value)

    def rest(self) -> None:
        """No decision is being made."""
        self.tell("")
        self._foot.setCurrentWidget(self._ways)

    @property
    def asking(self) -> bool:
        """Whether the line of a way out is open."""
        return self._foot.currentWidget() is self.reason

    def tell(self, word: str, *, refused: bool = False) -> None:
        """A word beside the ways out, until the next."""
        self._word.setText(word)
        role = "error" if refused else "said"
        if self._word.property("role") != role:
            self._word.setProperty("role", role)
            self._word.style().polish(self._word)
        self._word.setVisible(bool(word))

    def minimumSizeHint(self) -> QSize:
        """As high as its words need at its width, but no more than its share: beyond that they scroll."""
        above = self.parentWidget()
        room = room_of(above.height()) if above is not None else 0
        if self._needed is None:
            self._needed = self._measure()
        width, least, whole = self._needed
        return QSize(width, max(least, min(whole, room)))

    def _measure(self) -> tuple[int, int, int]:
        """Its least width and height, and the height at which all words are in sight; worked out once."""
        layout = self._content.layout()
        assert layout is not None
        words = layout.minimumHeightForWidth(self._scroll.viewport().width())
        least = super().minimumSizeHint().height()
        whole = least - self._scroll.minimumSizeHint().height() + words
        return self._content.minimumSizeHint().width(), least, whole

    def _let_scroll(self, _least: int, most: int) -> None:
        """Words that scroll can be scrolled by keys: Tab leads there."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width or other words may need another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._needed = None
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's ground, and a bar at its left in the tone of what it shows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Tone.SURFACE))
        tone = self._shown.tone if self._shown else Tone.BORDER
        painter.fillRect(0, 0, BAR, self.height(), self._theme.colour(tone))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._heading, 1)
        head.addWidget(self._evidence, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.spots, alignment=Qt.AlignmentFlag.AlignTop)
        self._foot.addWidget(self._ways)
        self._foot.addWidget(self.reason)
        self._foot.currentChanged.connect(self._fit_foot)
        self._scroll.setWidget(self._content)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setProperty("role", "words")
        for ground in (self._scroll.viewport(), self._content):
            ground.setAutoFillBackground(False)
        self._scroll.setAccessibleName(self.tr("本项的说明"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._let_scroll)
        for part in (self, self._content):
            part.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12 + BAR, 8, 12, 8)
        outer.setSpacing(6)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._word)
        outer.addWidget(self._foot)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addLayout(head)
        words.addWidget(self._body)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(words, 1)
        top.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.run)
        column.addWidget(self.members)
        column.addWidget(self.suggestions)
        column.addStretch(1)
        self._fit_foot()

    def _fit_foot(self) -> None:
        """The foot is as high as what stands in it, not as the higher of the two."""
        for number in range(self._foot.count()):
            widget = self._foot.widget(number)
            shown = number == self._foot.currentIndex()
            fitting = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, fitting)
        self._foot.updateGeometry()

    def _make_ways(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for button in self._way_buttons.values():
            line.addWidget(button)
        line.addStretch()
        return box

    def _order_ways(self, *, returned_first: bool) -> None:
        """退回核实 stands first where nothing points at one repair."""
        line, returned = self._ways.layout(), self._way_buttons[DecisionKind.RETURNED]
        assert isinstance(line, QHBoxLayout)
        at = 0 if returned_first else list(self._way_buttons).index(DecisionKind.RETURNED)
        if line.indexOf(returned) != at:
            line.removeWidget(returned)
            line.insertWidget(at, returned)
            held = [line.itemAt(number).widget() for number in range(len(self._way_buttons))]
            for before, after in pairwise(held):
                QWidget.setTabOrder(before, after)

    def show_spots(self, at: int | None, count: int) -> None:
        """Says which of how many places in the source is looked at; nothing where there is but one."""
        self.spots.setVisible(count > 1)
        if count > 1:
            where = "–" if at is None else str(at + 1)
            self.spots.setText(self.tr("原文 {at}/{count} 处　F7 下一处").format(at=where, count=count))

    def _dress(self) -> None:
        if self._shown is not None:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(self._shown.icon, self._shown.tone, 18, ratio))
        self.update()


def room_of(height: int) -> int:
    """How much of a height that it shares with the tables the panel may claim."""
    return max(int(PART * height), height - TABLES)


def _action_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(action.text())
    button.setProperty("framed", True)
    return button
