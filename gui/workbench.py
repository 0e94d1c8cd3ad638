"""The workbench: source beside tables, the decision panel under them, the findings below, all in step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.document.location import Location
from core.document.model import SourceDocument
from core.extract.report import Number, Report
from core.forms.form import PROSE, is_cell
from core.messages import message
from core.reconcile import wording
from core.reconcile.finding import Finding
from core.review.change import Change
from core.review.figures import is_figure
from gui.actions import Actions
from gui.context import Context
from gui.findings.describe import (
    Description,
    describe_cell,
    describe_figure,
    describe_outcome,
    describe_place,
)
from gui.findings.model import FindingsModel
from gui.findings.offers import cell_name, change_text, shown
from gui.findings.panel import DecisionPanel
from gui.findings.rows import Row
from gui.findings.runs import run_at_hand
from gui.findings.view import FindingsView
from gui.mending import Mender
from gui.pane import Pane
from gui.reports.entry import Entry
from gui.review import Review
from gui.source.view import SourceView
from gui.splits import Splits
from gui.tables.view import TablesView
from gui.theme import Tone
from gui.values import cell_text


class Workbench(QWidget):
    """Shows one open report and follows its `Review`; it decides nothing itself."""

    pageWanted = Signal(int, float)
    """A page that the source is to show, and its scale."""
    cropWanted = Signal(int, float)
    """A page that a cell's picture is to be cut from, and its scale."""

    def __init__(
        self, context: Context, review: Review, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._review = context, review
        self._say = context.translation.text
        self._focused: tuple[str, ...] | None = None
        self._stay = False
        self._return_to: QWidget | None = None
        self._document: SourceDocument | None = None
        self._highlighted: tuple[tuple[Location, ...], Location | None] | None = None
        self.source = SourceView(context.theme)
        self.tables = TablesView(context.theme, self._say)
        self.panel = DecisionPanel(context.theme, actions.ways, actions.next_spot)
        self.model = FindingsModel(self._say, self)
        self.findings = FindingsView(self.model, context.theme, context.settings)
        self._tables_pane = Pane(self.tr("提取结果"), self.tables)
        self._mender = Mender(context, review, self)
        self._laid_out = False
        self._splits = Splits(self.source, self._tables_pane, self.panel, self.findings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splits.whole)
        self._connect()

    # What is shown

    def show_entry(self, entry: Entry) -> None:
        """Turns every view to an open report; the review is to be turned to it next."""
        state, document = entry.state, entry.document
        assert state is not None
        self._focused = None
        self._highlighted = None
        self._document = document
        self.panel.show_run(None)
        report = state.report
        figures = {figure.id: figure for figure in report.prose.figures}
        self.source.show_document(document, {**report.cells, **figures})
        self.tables.show_state(state)

    def focus_tables(self) -> None:
        """Gives the table in front the keyboard."""
        page = self.tables.currentWidget()
        if page is not None:
            page.setFocus()

    def edit_run(self) -> bool:
        """Gives the run of digits at hand the keyboard; false where there is none to cut."""
        if self.panel.run.run is None or self._review.draft is not None:
            return False
        self.panel.run.begin()
        return True

    def take_reading(self, number: int) -> bool:
        """Cuts the run of digits at hand by one of its readings; false where there is none of that number."""
        return self._review.draft is None and self.panel.run.take_reading(number)

    def pane_cycle(self) -> list[QWidget]:
        """What F6 walks: the views that can take the keyboard."""
        held = [view for view in (self.source.viewer, self.tables.currentWidget()) if view is not None]
        if self.panel.members.isVisible():
            held.append(self.panel.members)
        if self.panel.run.run is not None:
            held.append(self.panel.run.canvas)
        return [*held, self.findings.table]

    def save_layout(self) -> None:
        """Keeps where the splitters stand."""
        if self._laid_out:
            self._splits.keep(self._context.settings)

    # The review leads, the views follow

    def _show_list(self) -> None:
        review = self._review
        self.findings.show_state(review.state, review.places)
        self.tables.prose.show_state(review.state, review.places)

    def _apply(self, change: Change) -> None:
        if change.report_changed:  # the window turns to the report anew
            return
        self.tables.apply(change)
        self._show_list()

    def _follow(self) -> None:
        """Brings all views to the place and the cell chosen."""
        review, state = self._review, self._review.state
        if state is None:
            return
        place = review.place
        finding = place.whole if place is not None else self._finding_of_outcome()
        wanted = (*(place.key if place else ()), *(finding.cells if finding else ()), review.figure or "")
        if wanted != self._focused:
            self._focused = wanted
            self.panel.tell("")
            self._focus(finding)
        elif review.spot is None and review.cell is not None:
            self._show_cell(review.cell)
        self.findings.select(place)
        self._describe()
        self._highlight(finding)

    def _show_cell(self, cell: str) -> None:
        """Turns the table in front to a cell; the list of figures stays where it is in front."""
        present = self.tables.current_cell()
        if present is not None and present != cell:
            self.tables.select_cell(cell)

    def _focus(self, finding: Finding | None) -> None:
        """Turns the tables to a finding; to the list of figures where it is about one and about no cell."""
        review = self._review
        cell = self.tables.focus_finding(finding, stay=self._stay)
        self.tables.focus_figure(review.figure, front=cell is None and not self._stay)
        if review.place is not None and review.place.cells:
            review.settle_cell(cell)

    def _repaired(self) -> None:
        """The repairs of the findings have come: the list and the panel tell of them; nothing moves."""
        review = self._review
        self.findings.show_state(review.state, review.places)
        self.findings.select(review.place)
        if review.place is not None and review.state is not None:
            self._describe()

    def _describe(self) -> None:
        review, state = self._review, self._review.state
        assert state is not None
        if review.place is not None:
            searched = review.repairs is not None
            told = describe_place(review.place, state, self._say, searched=searched)
            self.panel.show_place(told, review.left_out)
        elif review.outcome is not None:
            self.panel.show_place(describe_outcome(review.outcome, state, self._say))
        elif review.figure is not None:
            self.panel.show_place(describe_figure(review.figure, state, self._say))
        else:
            self.panel.show_place(self._nothing_chosen())
        self.panel.show_spots(review.spot, len(review.spots))
        self.panel.show_run(run_at_hand(review.place, review.cell, state, self._say))
        self._show_panel()
        self._describe_cell()

    def _nothing_chosen(self) -> Description:
        review, state = self._review, self._review.state
        if review.draft is not None and review.subject is not None and state is not None:
            place = self._say(wording.cell_place(review.subject, state.report))
            return Description("edit", Tone.SETTLED, place, "", "")
        if any(held.open for held in review.places):
            return Description("next", Tone.ACCENT, self.tr("从下面的核对结果中选一项，或按 F8。"), "", "")
        done = self.tr("各项都已处理。") if review.places else self.tr("没有需要处理的核对结果。")
        return Description("passed", Tone.PASSED, done, "", "")

    def _show_panel(self) -> None:
        """The panel makes room for the tables where there is nothing to decide."""
        review, document = self._review, self._document
        scanned = document is not None and document.ocr
        self.panel.setVisible(
            bool(review.places or review.outcome or review.figure or review.draft or scanned)
        )

    def _describe_cell(self) -> None:
        state, cell, subject = self._review.state, self._review.cell, self._review.subject
        known = state is not None and cell is not None and cell in state.cells
        told = state is not None and subject is not None and (is_figure(subject) or subject in state.cells)
        self._tables_pane.say(describe_cell(subject, state, self._say) if told and state and subject else "")
        read = state.report.cells[cell].location if known and state and cell else None
        self.panel.picture.show_place(self._document, read)

    def _highlight(self, finding: Finding | None) -> None:
        state, cell = self._review.state, self._review.cell
        assert state is not None
        cells, spots, spot = state.report.cells, self._review.spots, self._review.spot
        around = [cells[id].location for id in (finding.cells if finding else ()) if id in cells]
        current = cells[cell].location if cell is not None and cell in cells else None
        if spot is not None and spots:
            around, current = list(spots), spots[spot % len(spots)]
        wanted = tuple(place for place in around if place is not None), current
        if wanted != self._highlighted:
            self._highlighted = wanted
            self.source.highlight(wanted[0], current=current)

    def _finding_of_outcome(self) -> Finding | None:
        outcome = self._review.outcome
        if outcome is None:
            return None
        relation = outcome.relation
        return Finding(
            relation.key,
            relation.rule,
            relation.severity,
            0,
            tuple(filter(is_cell, relation.cells)),
            message("value.blank"),
            relation=relation,
        )

    # A decision being made

    def _show_draft(self) -> None:
        review, draft, state = self._review, self._review.draft, self._review.state
        self._show_panel()
        if review.place is None and state is not None:
            self._describe()
        if draft is None or state is None:
            self._rest()
            return
        change = change_text(draft.changes, state)
        self._stage(draft.changes, state.report)
        if draft.kind is None:
            self.panel.ask_way(change)
            return
        if not self.panel.asking:
            self._return_to = QApplication.focusWidget()
        if draft.wants_value:
            change = self._wanting()
        reason = self._say(draft.why) if draft.why else review.reason_for(draft.kind)
        self.panel.ask_reason(draft.kind, change, reason, wants_value=draft.wants_value)

    def _wanting(self) -> str:
        state, subject = self._review.state, self._review.subject
        assert state is not None
        assert subject is not None
        return self.tr("{place} 原为 {value}，改为").format(
            place=cell_name(subject, state.report, self._say), value=shown(state, subject)
        )

    def _stage(self, changes: dict[str, Number | None], report: Report) -> None:
        self.tables.stage({cell: cell_text(report, cell, value) for cell, value in changes.items()})

    def _rest(self) -> None:
        if self.panel.asking:  # the keyboard leaves the line before the line goes
            back, self._return_to = self._return_to, None
            if back is not None and back.isVisible():
                back.setFocus()
            else:
                self.focus_tables()
        self.panel.rest()
        self.tables.stage({})

    # What the user does

    def _row_chosen(self, row: Row) -> None:
        if row.place is not None:
            self._review.choose_place(row.place)
        elif row.outcome is not None:
            self._review.look_at(row.outcome)

    def _place_picked(self, location: Location) -> None:
        cell = self.source.cell_at(location)
        if cell is None:
            return
        if cell.startswith(PROSE):
            self._figure_chosen(cell)
            self.tables.focus_figure(cell, front=True)
            return
        self._cell_wanted(cell)

    def _spot_turned(self, location: Location) -> None:
        """The list of figures comes in front with the words of one, a table with the place of its cell."""
        review = self._review
        id = self.source.cell_at(location)
        if id is None or not (id == review.figure or is_cell(id)):
            return
        if id == review.figure:
            self.tables.focus_figure(id, front=True)
        elif review.figure is not None:
            review.settle_cell(id)
            self.tables.show_cell(id)
            self._describe_cell()

    def _figure_chosen(self, figure: str) -> None:
        """Turns to a figure of the prose, the list of them staying in front."""
        self._stay = True
        self._review.choose_figure(figure)
        self._stay = False

    def _cell_wanted(self, cell: str) -> None:
        self.tables.select_cell(cell)
        self._review.choose_cell(cell)

    def _cell_picked(self, cell: str) -> None:
        self._review.choose_cell(cell)

    def _value_entered(self, cell: str, text: str) -> None:
        self._review.enter(cell, text)

    def _value_given(self, text: str) -> None:
        if self._review.subject is not None:
            self._review.enter(self._review.subject, text)

    def _prose_in_front(self, front: bool) -> None:
        """A new number is for the figure at hand while the list of figures is in front, else for the cell."""
        self._review.in_prose = front
        if self._review.state is not None:
            self._describe_cell()

    def _recut(self, cells: tuple[str, ...], changes: dict[str, Number | None]) -> None:
        if self._review.recut(cells, changes):
            self.focus_tables()

    def _connect(self) -> None:
        review = self._review
        review.shown.connect(self._show_list)
        review.changed.connect(self._apply)
        review.chosen.connect(self._follow)
        review.turned.connect(self._spot_turned)
        review.drafted.connect(self._show_draft)
        review.repaired.connect(self._repaired)
        review.told.connect(lambda word, refused: self.panel.tell(word, refused=refused))
        self.source.pageWanted.connect(self.pageWanted)
        self.panel.picture.pageWanted.connect(self.cropWanted)
        self.source.locationPicked.connect(self._place_picked)
        self.tables.cellSelected.connect(self._cell_picked)
        self.tables.valueEntered.connect(self._value_entered)
        self.tables.figureChosen.connect(self._figure_chosen)
        self.tables.proseInFront.connect(self._prose_in_front)
        self.findings.rowChosen.connect(self._row_chosen)
        self.panel.suggestionTaken.connect(review.take_suggestion)
        self.panel.leftOut.connect(review.leave_out)
        self.panel.cellWanted.connect(self._cell_wanted)
        self.panel.committed.connect(review.commit)
        self.panel.valueEntered.connect(self._value_given)
        self.panel.left.connect(review.drop)
        self.panel.run.committed.connect(self._recut)
        self.panel.run.left.connect(self.focus_tables)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel's share of the height is another."""
        super().resizeEvent(event)
        self.panel.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, sets the splitters as they were left, or in their first proportions."""
        super().showEvent(event)
        if not self._laid_out:
            self._laid_out = True
            self._splits.restore(self._context.settings, self.width(), self.height())
