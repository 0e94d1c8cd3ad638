"""The report list as a Qt model: ready words, icons by name, and what a screen reader says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from core.forms.library import forms, known_forms
from gui.qt_types import Index
from gui.reports.entry import Entry, Phase, Standing, standing
from gui.theme import Tone
from gui.translation import Translation


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows: a heading, a line under it, its icon and the icon's tone."""

    heading: str
    detail: str
    icon: str
    tone: Tone
    tip: str
    twin: bool = False
    """Whether another row has the same heading, so that the file is named."""


class ReportsModel(QAbstractListModel):
    """The files of the window, in the order they came."""

    EntryRole = Qt.ItemDataRole.UserRole + 1
    LineRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, translation: Translation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translation = translation
        self._entries: list[Entry] = []
        self._lines: list[Line] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows."""
        return tuple(self._entries)

    def add(self, entry: Entry) -> int:
        """Appends a row and returns its number."""
        row = len(self._entries)
        self.beginInsertRows(QModelIndex(), row, row)
        self._entries.append(entry)
        self._lines.append(self._line(entry))
        self.endInsertRows()
        self._tell_apart()
        return row

    def remove(self, entry: Entry) -> None:
        """Takes a row out."""
        row = self._entries.index(entry)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._entries[row], self._lines[row]
        self.endRemoveRows()
        self._tell_apart()

    def refresh(self, entry: Entry) -> None:
        """Words a row anew, and repaints it if that says something else."""
        row = self._entries.index(entry)
        before = self._lines[row].heading
        self._set(row, self._line(entry, twin=self._lines[row].twin))
        if self._lines[row].heading != before:
            self._tell_apart()

    def _tell_apart(self) -> None:
        """Rows with one and the same heading tell which file they are."""
        counts = Counter(line.heading for line in self._lines)
        for row, line in enumerate(self._lines):
            twin = counts[line.heading] > 1
            if twin != line.twin:
                self._set(row, self._line(self._entries[row], twin=twin))

    def _set(self, row: int, line: Line) -> None:
        if line != self._lines[row]:
            self._lines[row] = line
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, entry: Entry) -> int:
        """The number of an entry's row; ValueError where it is not listed."""
        return self._entries.index(entry)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many files there are."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A lookup: everything was worded by `refresh`."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.heading
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.heading} {line.detail}"
            case Qt.ItemDataRole.ToolTipRole:
                return line.tip
            case self.EntryRole:
                return self._entries[index.row()]
            case self.LineRole:
                return line
        return None

    def _line(self, entry: Entry, *, twin: bool = False) -> Line:
        tip = str(entry.path)
        match entry.phase:
            case Phase.WAITING:
                return Line(entry.path.name, self.tr("排队等候"), "busy", Tone.MUTED, tip)
            case Phase.READING:
                return Line(entry.path.name, self._progress(entry.pages), "busy", Tone.ACCENT, tip)
            case Phase.FAILED:
                reason = self._translation.text(entry.problem) if entry.problem else ""
                return Line(entry.path.name, self.tr("没有打开"), "broken", Tone.ERROR, f"{reason}\n{tip}")
        state = entry.state
        assert state is not None
        detail, icon, tone = self._stand(*standing(state))
        if twin:
            detail = f"{detail} · {entry.name}"
        elif state.report.template != "prose":
            national = self.tr("{year} 表式").format(year=state.report.template)
            own = known_forms(state.report.own)[state.report.template]
            form = national if own.name in forms() else own.title
            detail = f"{detail} · {form}"
        year = "" if state.report.year is None else f" {state.report.year}"
        agency = state.report.agency or entry.name
        return Line(f"{agency}{year}", detail, icon, tone, f"{state.report.title}\n{tip}".strip(), twin)

    def _progress(self, pages: tuple[int, int] | None) -> str:
        if pages is None:
            return self.tr("正在读取…")
        return self.tr("正在识别 {done}/{pages} 页").format(done=pages[0], pages=pages[1])

    def _stand(self, stands: Standing, count: int) -> tuple[str, str, Tone]:
        match stands:
            case Standing.FAILED:
                return self.tr("{count} 处不符").format(count=count), "dot", Tone.ERROR
            case Standing.DOUBTFUL:
                return self.tr("{count} 处存疑").format(count=count), "half", Tone.WARNING
            case Standing.BLANK:
                return self.tr("{count} 处未填").format(count=count), "blank", Tone.WARNING
            case Standing.SETTLED:
                return self.tr("{count} 项已处理").format(count=count), "passed", Tone.SETTLED
            case Standing.PASSED:
                return self.tr("相符"), "passed", Tone.PASSED
            case Standing.PROSE:
                return self.tr("没有表格"), "prose", Tone.MUTED
