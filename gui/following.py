"""The review leads, the views follow: the list, the place and the cell at hand, what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from core.document.location import Location
from core.document.model import SourceDocument
from core.forms.form import is_cell
from core.messages import message
from core.reconcile import wording
from core.reconcile.finding import Finding
from core.review.change import Change
from core.review.figures import is_figure
from gui.findings.describe import (
    Description,
    describe_cell,
    describe_figure,
    describe_outcome,
    describe_place,
)
from gui.findings.runs import run_at_hand
from gui.review import Review
from gui.theme import Tone
from gui.translation import Say
from gui.views import Views


class Follower(QObject):
    """Brings the views to where the review is; it asks for nothing."""

    def __init__(self, review: Review, views: Views, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review, self._views, self._say = review, views, say
        self._document: SourceDocument | None = None
        self._focused: tuple[str, ...] | None = None
        self._highlighted: tuple[tuple[Location, ...], Location | None] | None = None
        self._stay = False
        review.shown.connect(self._show_list)
        review.changed.connect(self._apply)
        review.chosen.connect(self._follow)
        review.repaired.connect(self._repaired)
        review.told.connect(lambda word, refused: views.panel.tell(word, refused=refused))

    def turn_to(self, document: SourceDocument | None) -> None:
        """Forgets the report before; the review is to be turned to the next one."""
        self._document = document
        self._focused = self._highlighted = None

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Meanwhile what is in front of the tables stays there."""
        self._stay = True
        yield
        self._stay = False

    # The list

    def _show_list(self) -> None:
        review = self._review
        self._views.findings.show_state(review.state, review.places)
        self._views.tables.prose.show_state(review.state, review.places)

    def _apply(self, change: Change) -> None:
        if change.report_changed:  # the window turns to the report anew
            return
        self._views.tables.apply(change)
        self._show_list()

    def _repaired(self) -> None:
        """The repairs of the findings have come: the list and the panel tell of them; nothing moves."""
        review = self._review
        self._views.findings.show_state(review.state, review.places)
        self._views.findings.select(review.place)
        if review.place is not None and review.state is not None:
            self.tell()

    # The place at hand

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
            self._views.panel.tell("")
            self._focus(finding)
        elif review.spot is None and review.cell is not None:
            self._show_cell(review.cell)
        self._views.findings.select(place)
        self.tell()
        self._highlight(finding)

    def _show_cell(self, cell: str) -> None:
        """Turns the table in front to a cell; the list of figures stays where it is in front."""
        present = self._views.tables.current_cell()
        if present is not None and present != cell:
            self._views.tables.select_cell(cell)

    def _focus(self, finding: Finding | None) -> None:
        """Turns the tables to a finding; to the list of figures where it is about one and about no cell."""
        review = self._review
        cell = self._views.tables.focus_finding(finding, stay=self._stay)
        self._views.tables.focus_figure(review.figure, front=cell is None and not self._stay)
        if review.place is not None and review.place.cells:
            review.settle_cell(cell)

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
            self._views.source.highlight(wanted[0], current=current)

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

    # What there is to say

    def tell(self) -> None:
        """Says what is at hand in the panel, and what of the cell at hand above the tables."""
        review, state = self._review, self._review.state
        assert state is not None
        if review.place is not None:
            searched = review.repairs is not None
            told = describe_place(review.place, state, self._say, searched=searched)
            self._views.panel.show_place(told, review.left_out)
        elif review.outcome is not None:
            self._views.panel.show_place(describe_outcome(review.outcome, state, self._say))
        elif review.figure is not None:
            self._views.panel.show_place(describe_figure(review.figure, state, self._say))
        else:
            self._views.panel.show_place(self._nothing_chosen())
        self._views.panel.show_spots(review.spot, len(review.spots))
        self._views.panel.show_run(run_at_hand(review.place, review.cell, state, self._say))
        self.show_panel()
        self.tell_cell()

    def _nothing_chosen(self) -> Description:
        review, state = self._review, self._review.state
        if review.draft is not None and review.subject is not None and state is not None:
            place = self._say(wording.cell_place(review.subject, state.report))
            return Description("edit", Tone.SETTLED, place, "", "")
        if any(held.open for held in review.places):
            return Description("next", Tone.ACCENT, self.tr("从下面的核对结果中选一项，或按 F8。"), "", "")
        done = self.tr("各项都已处理。") if review.places else self.tr("没有需要处理的核对结果。")
        return Description("passed", Tone.PASSED, done, "", "")

    def show_panel(self) -> None:
        """The panel makes room for the tables where there is nothing to decide."""
        review, document = self._review, self._document
        scanned = document is not None and document.ocr
        self._views.panel.setVisible(
            bool(review.places or review.outcome or review.figure or review.draft or scanned)
        )

    def tell_cell(self) -> None:
        """Says above the tables what the cell or figure at hand is, and shows its picture."""
        state, cell, subject = self._review.state, self._review.cell, self._review.subject
        known = state is not None and cell is not None and cell in state.cells
        told = state is not None and subject is not None and (is_figure(subject) or subject in state.cells)
        words = describe_cell(subject, state, self._say) if told and state and subject else ""
        self._views.tables_pane.say(words)
        read = state.report.cells[cell].location if known and state and cell else None
        self._views.panel.picture.show_place(self._document, read)
