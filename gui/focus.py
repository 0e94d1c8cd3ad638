"""What of a review is looked at: the place of the list, the cell, the figure, the place in the source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.document.location import Location
from core.reconcile.finding import Outcome
from core.reconcile.prose import compared, figure_of
from core.review.change import ReviewState
from core.review.session import Session
from gui.drafting import Draft
from gui.findings.places import Place, figure_at, following, gathered, places, renewed, with_findings
from gui.findings.repairs import Repairs, with_repairs
from gui.settings import Settings


class Focus(QObject):
    """What the reviewer has turned to; turning elsewhere drops the draft of a decision."""

    shown = Signal()
    """Another report, or none."""
    chosen = Signal()
    """Another place or cell."""
    drafted = Signal()
    """The draft came, went or changed."""
    repaired = Signal()
    """The findings have their repairs now; the places are the same."""
    turned = Signal(object)
    """The reviewer walked to another of the places in the source: its Location."""
    told = Signal(str, bool)
    """A word to the reviewer; true where something was refused."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.session: Session | None = None
        self.places: tuple[Place, ...] = ()
        self.place: Place | None = None
        self.outcome: Outcome | None = None
        """A relation that is looked at and asks for no decision; then there is no place."""
        self.cell: str | None = None
        self.figure: str | None = None
        """The figure of the prose that is looked at: the place's, the outcome's, or one of its own."""
        self.in_prose = False
        """Whether the list of figures is in front, so that it is the figure that a new number is for."""
        self.spot: int | None = None
        """Which of `spots` is looked at, from 0; None where it is the cell's place."""
        self._basis: ReviewState | None = None
        self.repairs: Repairs | None = None
        """What would settle the findings; None until it has been looked for."""
        self.left_out: frozenset[str] = frozenset()
        """What the reviewer excepted from the place: keys of a group's findings, or cells of a single one."""
        self.draft: Draft | None = None

    @property
    def state(self) -> ReviewState | None:
        """The review as it stands."""
        return None if self.session is None else self.session.state

    @property
    def subject(self) -> str | None:
        """What a new number is for: the figure at hand where their list is in front, else the cell."""
        return self.figure if self.in_prose and self.figure is not None else self.cell

    @property
    def spots(self) -> tuple[Location, ...]:
        """The places in the source that the text is doubted at, and then those of the cells it speaks of."""
        if self.state is None:
            return ()
        located: list[Location] = []
        if self.place is not None:
            located = [spot for finding in self.place.findings for spot in finding.locations]
        elif self.figure is not None:
            located = [figure_of(self.figure, self.state.report).location]
        if not located:
            return ()
        held = self.place.cells if self.place else self.outcome.relation.cells if self.outcome else ()
        cells = [self.state.report.cells[id].location for id in held if id in self.state.report.cells]
        return tuple(dict.fromkeys(place for place in (*located, *cells) if place is not None))

    def show(self, session: Session | None, repairs: Repairs | None = None) -> None:
        """Turns to another report, at its first open place; `repairs` where they are known."""
        self.session = session
        self.draft = None
        self.outcome = None
        self.left_out = frozenset()
        self.repairs, self._basis = repairs, None if session is None else session.state
        self.places = () if session is None else self._places(session.state)
        self.place, _ = following(self.places, None, 1)
        self.figure = figure_at(self.place)
        self.spot = 0 if self.spots else None
        self.cell = self.place.cells[0] if self.place and self.place.cells else None
        self.shown.emit()
        self.chosen.emit()
        self.drafted.emit()

    def _places(self, state: ReviewState) -> tuple[Place, ...]:
        return places(with_repairs(state.items, self.repairs))

    def take_repairs(self, repairs: Repairs) -> None:
        """Takes what would settle the findings as they stand; a draft stays."""
        state = self.state
        if state is None:
            return
        self.repairs = repairs
        self.places = self._places(state)
        self.place = renewed(self.places, self.place)
        self.repaired.emit()

    def choose_places(self, chosen: Sequence[Place]) -> None:
        """Turns to several places of the list, to be settled together; errors among them are left out."""
        together = gathered(chosen)
        if together is None or not together.mixed:
            self.choose_place(together)
            return
        self.choose_place(together, together.severe)
        if together.severe:
            said = self.tr("强制性问题要逐项处理，选定的 {count} 项没有勾选。")
            self.told.emit(said.format(count=len(together.severe)), False)

    def choose_place(self, place: Place | None, left_out: frozenset[str] = frozenset()) -> None:
        """Turns to a place of the list, of which something may be left out; a draft is dropped."""
        if place == self.place and self.outcome is None and self.figure == figure_at(place):
            return
        self.place, self.outcome = place, None
        self.figure = figure_at(place)
        self.spot = 0 if self.spots else None
        self.left_out = left_out
        if place is not None and self.cell not in place.cells:
            self.cell = place.cells[0] if place.cells else self.cell
        self.drop()
        self.chosen.emit()

    def look_at(self, outcome: Outcome) -> None:
        """Turns to a relation that asks for no decision."""
        self.drop()
        self.place, self.outcome = None, outcome
        self.figure = outcome.relation.place if outcome.about == "prose" else None
        self.spot = 0 if self.spots else None
        self.left_out = frozenset()
        held = () if self.state is None else self.state.cells
        self.cell = next((cell for cell in outcome.relation.cells if cell in held), None)
        self.chosen.emit()

    def choose_figure(self, id: str) -> None:
        """Turns to a figure of the prose: to what it was found to contradict, else to what it agrees with."""
        state = self.state
        if state is None:
            return
        if id == self.figure:
            self._look_at_words(figure_of(id, state.report).location)
            return
        outcomes = [outcome for outcome in state.prose if outcome.relation.place == id]
        place = with_findings(self.places, [outcome.relation.key for outcome in outcomes])
        if place is not None:
            self.choose_place(place)
            return
        shown = compared(outcomes, state.report)[int(id.rpartition(".")[2]) - 1].chosen
        if shown is not None:
            self.look_at(shown)
            return
        self.drop()
        self.place = self.outcome = None
        self.left_out = frozenset()
        self.figure, self.spot = id, 0
        self.chosen.emit()

    def _look_at_words(self, words: Location) -> None:
        """Comes back to the words of the figure at hand, from the place of a cell."""
        at = self.spots.index(words) if words in self.spots else None
        if at is not None and at != self.spot:
            self.spot = at
            self.chosen.emit()

    def settle_cell(self, cell: str | None) -> None:
        """Takes over, untold, the cell that the tables stood on when they turned to the place."""
        self.cell = cell

    def choose_cell(self, cell: str | None) -> None:
        """Turns to a cell; the place stays."""
        if cell != self.cell or self.spot is not None:
            self.cell, self.spot = cell, None
            self.chosen.emit()

    def step(self, direction: int) -> None:
        """Walks to the next open place (1) or the one before (-1), round the end."""
        found, wrapped = following(self.places, self.place, direction)
        if found is None:
            self.told.emit(self.tr("这份报告的各项都已处理。"), False)
        elif found == self.place:
            self.told.emit(self.tr("只剩这一项还没有处理。"), False)
        else:
            self.choose_place(found)
            if wrapped:
                round_end = self.tr("已到末尾，从头继续。"), self.tr("已到开头，从末尾继续。")
                self.told.emit(round_end[direction < 0], False)

    def step_spot(self, direction: int) -> None:
        """Walks to the next (1) or previous (-1) place that the finding has in the source, round the end."""
        count = len(self.spots)
        if not count:
            self.told.emit(self.tr("这一项不涉及原文中的多处。"), False)
            return
        before = self.spot if self.spot is not None else -1 if direction > 0 else 0
        self.spot = (before + direction) % count
        self.told.emit(self.tr("第 {at} 处，共 {count} 处。").format(at=self.spot + 1, count=count), False)
        self.chosen.emit()
        self.turned.emit(self.spots[self.spot])

    def leave_out(self, keys: frozenset[str]) -> None:
        """Excepts findings of the group, or cells of the single finding, from the decision."""
        self.left_out = keys

    def drop(self) -> None:
        """Gives the draft up."""
        if self.draft is not None:
            self.draft = None
            self.drafted.emit()
