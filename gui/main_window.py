"""The main window: it builds the parts and connects them; it decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from core.messages import Message
from core.review.change import Change
from gui.actions import Actions, check
from gui.arrivals import tell_arrival
from gui.beside import refresh_commands
from gui.bringing_in import bring_in
from gui.commands import connect_commands
from gui.context import Context
from gui.desk import Desk
from gui.exporting import Exporter
from gui.notice import Notice
from gui.pages import PageFeeder
from gui.pasting import files_of
from gui.reports.empty import EmptyState
from gui.reports.entry import Entry, Phase
from gui.reports.shelf import Shelf
from gui.review import Review
from gui.side_reading import SideReader
from gui.signing import tell_reopened
from gui.status import StatusLine
from gui.workbench import Workbench

translate = QCoreApplication.translate
FIRST_SIZE = (1366, 768)


class MainWindow(QMainWindow):
    """One window, any number of reports, one of them at hand."""

    rebuildWanted = Signal()
    """The language changed: a new window is to take over the reports."""
    restyleWanted = Signal()
    """The palette changed."""

    def __init__(
        self, context: Context, samples: Sequence[tuple[str, Path]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.handed_over = False
        self.setAcceptDrops(True)
        self.actions_ = Actions(context.theme, self)
        self.review = Review(context.settings, self)
        self.shelf = Shelf(context, self)
        self.exporter = Exporter(context, self)
        self.side = SideReader(context, self)
        self.pages = PageFeeder(context, self)
        self.crops = PageFeeder(context, self)
        self.entry: Entry | None = None
        self._build(samples)
        self._connect()
        connect_commands(self)
        self._restore()
        self.show_entry(None)

    # Reports

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens files and the reports below folders; the first is turned to as soon as it is there."""
        bring_in(self, paths)

    def show_entry(self, entry: Entry | None) -> None:
        """Turns the window to an entry of the list."""
        self.entry = entry
        state = None if entry is None else entry.state
        is_open = entry is not None and entry.phase is Phase.OPEN and state is not None
        self.outer.setCurrentWidget(self.desk if self.shelf.entries else self.empty)
        for feeder in (self.pages, self.crops):
            feeder.feed(entry.session if is_open and entry else None)
        if is_open and entry is not None and entry.session is not None:
            self.desk.show_open(entry)
            self.review.show(entry.session, entry.repairs)
        else:
            self.review.show(None)
            if entry is not None:
                self.desk.show_waiting(entry)
        self._refresh()

    def take_over(self, entries: Sequence[Entry], chosen: Entry | None) -> None:
        """Continues with the reports of another window."""
        self.shelf.take_over(entries)
        if chosen is not None and chosen in self.shelf.entries:
            self.reports.select(self.shelf.model.row_of(chosen))

    def _entry_changed(self, entry: Entry) -> None:
        if entry is self.entry or self.entry is None:
            self.show_entry(entry)
            if entry.phase is Phase.OPEN:
                self.workbench.focus_tables()
        if entry.phase is Phase.OPEN:
            tell_arrival(self, entry)
        if entry.phase is Phase.OPEN and entry.session is not None:
            warning = entry.session.take_warning()
            if warning is not None:
                self.tell_fault(warning)
        self._refresh()

    def _entry_removed(self) -> None:
        if not self.shelf.entries:
            self.show_entry(None)
        else:
            self.show_entry(self.reports.entry() or self.shelf.entries[0])

    def note_saved(self, entry: Entry) -> None:
        """Follows that an entry's session has reached the disk."""
        self.shelf.note_saved(entry)
        self._refresh()

    # Telling

    def tell_fault(self, said: Message) -> None:
        """Tells what the machine refused."""
        self.notice.tell(self.context.translation.text(said), wrong=True)

    def _exported(self, path: Path) -> None:
        if self.entry is not None:
            self.shelf.note_saved(self.entry)
        self.notice.tell(
            self.tr("已导出 {path}").format(path=path),
            label=self.tr("打开所在文件夹"),
            do=lambda: _show_folder(path.parent),
        )
        self._refresh()

    def _export_busy(self, busy: bool) -> None:
        for action in self.actions_.exports.values():
            action.setEnabled(not busy and self.review.session is not None)
        self.status.show_busy(self.tr("正在导出…") if busy else "")

    def _changed(self, change: Change) -> None:
        if self.entry is not None:
            self.shelf.note_saved(self.entry)
            tell_reopened(self, change)
            if change.report_changed:
                self._turn_to_version(self.entry)
        self._refresh()

    def _turn_to_version(self, entry: Entry) -> None:
        """Shows another version of the document, at once or as soon as it has been read."""
        self.show_entry(entry)
        if entry.document is None:
            self.shelf.read_again(entry)

    def _show_document(self, entry: Entry) -> None:
        if entry is self.entry:
            self.show_entry(entry)

    def _refresh(self) -> None:
        """What follows from the state: status bar, title, which commands can be given."""
        state, actions = self.review.state, self.actions_
        is_open = state is not None
        for action in (
            actions.save, actions.save_as, *actions.exports.values(), actions.next, actions.previous,
            actions.copy_table, actions.copy_advice, actions.next_version, actions.stages, actions.together,
            actions.fold, actions.find, actions.zoom_in, actions.zoom_out, actions.zoom_fit, actions.history,
            actions.verify, actions.reread, actions.edit_cell, *actions.ways.values(), *actions.suggestions,
        ):  # fmt: skip
            action.setEnabled(is_open)
        actions.undo.setEnabled(state is not None and state.undoable is not None)
        actions.redo.setEnabled(state is not None and state.redoable is not None)
        actions.close.setEnabled(self.entry is not None)
        refresh_commands(self)
        self.status.show_entry(self.entry)
        self.desk.say_count(len(self.shelf.entries))
        self.setWindowTitle(title_of(self.entry))

    # Building

    def _build(self, samples: Sequence[tuple[str, Path]]) -> None:
        theme = self.context.theme
        self.empty = EmptyState(theme, samples)
        self.workbench = Workbench(self.context, self.review, self.actions_)
        self.desk = Desk(self.context, self.shelf, self.workbench)
        self.reports = self.desk.reports
        self.outer = QStackedWidget()
        self.outer.addWidget(self.empty)
        self.outer.addWidget(self.desk)
        self.notice = Notice(theme)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.outer, 1)
        self.setCentralWidget(centre)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        bar = QToolBar(self.tr("工具栏"))
        bar.setObjectName("tools")
        self.actions_.fill_toolbar(bar)
        self.addToolBar(bar)
        self.actions_.fill_menus(self, [self._sample(name, path) for name, path in samples])

    def _sample(self, name: str, path: Path) -> QAction:
        action = QAction(name, self)
        action.triggered.connect(lambda: self.open_paths([path]))
        return action

    def _connect(self) -> None:
        self.shelf.changed.connect(self._entry_changed)
        self.shelf.added.connect(lambda _: self._refresh())
        self.shelf.removed.connect(self._entry_removed)
        self.shelf.documented.connect(self._show_document)
        self.reports.chosen.connect(self.show_entry)
        self.empty.openWanted.connect(self.actions_.open.trigger)
        self.empty.sampleWanted.connect(lambda path: self.open_paths([path]))
        self.review.changed.connect(self._changed)
        self.review.faulted.connect(self.tell_fault)
        self.pages.drawn.connect(self.workbench.source.set_page)
        self.crops.drawn.connect(self.workbench.panel.picture.set_page)
        for feeder in (self.pages, self.crops):
            feeder.failed.connect(self.tell_fault)
        self.workbench.pageWanted.connect(self.pages.draw)
        self.workbench.cropWanted.connect(self.crops.draw)
        self.exporter.busy.connect(self._export_busy)
        self.exporter.done.connect(self._exported)
        self.exporter.failed.connect(self.tell_fault)
        self.side.told.connect(lambda word: self.status.show_busy(word, stops=True))
        self.side.failed.connect(self.tell_fault)
        self.status.stopWanted.connect(self.side.stop)

    def _restore(self) -> None:
        settings, actions = self.context.settings, self.actions_
        kept = settings.layout("window")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(*FIRST_SIZE)
        self.desk.restore(settings, FIRST_SIZE[0])
        check(actions.themes, settings.theme)
        check(actions.languages, settings.language)
        actions.moves_on.setChecked(settings.moves_on)

    # The system

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        event.acceptProposedAction()
        self.open_paths(files_of(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the layout and closes the sessions; every decision is on disk already."""
        self.side.stop()
        settings = self.context.settings
        settings.set_layout("window", self.saveGeometry())
        self.desk.keep(settings)
        if not self.handed_over:
            for feeder in (self.pages, self.crops):
                feeder.feed(None)
            self.shelf.close()
        super().closeEvent(event)


def title_of(entry: Entry | None) -> str:
    """What the window is called: the report at hand before the program."""
    name = translate("MainWindow", "勾稽台")
    state = None if entry is None else entry.state
    if entry is None or state is None:
        return name
    year = f" {state.report.year}" if state.report.year else ""
    return f"{state.report.agency or entry.name}{year} — {name}"


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
