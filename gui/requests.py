"""What the user does in the views of the workbench, put to the review."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.document.location import Location
from core.extract.report import Number
from core.forms.form import PROSE, is_cell
from gui.findings.rows import Row
from gui.following import Follower
from gui.review import Review
from gui.views import Views


class Requests(QObject):
    """Connects what the views ask for with what the review does; it shows nothing itself."""

    def __init__(
        self, review: Review, views: Views, follower: Follower, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review, self._views, self._follower = review, views, follower
        review.turned.connect(self._spot_turned)
        views.source.locationPicked.connect(self._place_picked)
        views.tables.cellSelected.connect(review.choose_cell)
        views.tables.valueEntered.connect(review.enter)
        views.tables.figureChosen.connect(self._figure_chosen)
        views.tables.proseInFront.connect(self._prose_in_front)
        views.findings.rowChosen.connect(self._row_chosen)
        views.findings.placesChosen.connect(review.choose_places)
        panel = views.panel
        panel.suggestionTaken.connect(review.take_suggestion)
        panel.leftOut.connect(review.leave_out)
        panel.cellWanted.connect(self._cell_wanted)
        panel.committed.connect(review.commit)
        panel.valueEntered.connect(self._value_given)
        panel.left.connect(review.drop)
        panel.run.committed.connect(self._recut)
        panel.run.left.connect(views.focus_tables)

    def _row_chosen(self, row: Row) -> None:
        if row.place is not None:
            self._review.choose_place(row.place)
        elif row.outcome is not None:
            self._review.look_at(row.outcome)

    def _place_picked(self, location: Location) -> None:
        cell = self._views.source.cell_at(location)
        if cell is None:
            return
        if cell.startswith(PROSE):
            self._figure_chosen(cell)
            self._views.tables.focus_figure(cell, front=True)
            return
        self._cell_wanted(cell)

    def _spot_turned(self, location: Location) -> None:
        """The list of figures comes in front with the words of one, a table with the place of its cell."""
        review = self._review
        id = self._views.source.cell_at(location)
        if id is None or not (id == review.figure or is_cell(id)):
            return
        if id == review.figure:
            self._views.tables.focus_figure(id, front=True)
        elif review.figure is not None:
            review.settle_cell(id)
            self._views.tables.show_cell(id)
            self._follower.tell_cell()

    def _figure_chosen(self, figure: str) -> None:
        """Turns to a figure of the prose, the list of them staying in front."""
        with self._follower.staying():
            self._review.choose_figure(figure)

    def _cell_wanted(self, cell: str) -> None:
        self._views.tables.select_cell(cell)
        self._review.choose_cell(cell)

    def _value_given(self, text: str) -> None:
        if self._review.subject is not None:
            self._review.enter(self._review.subject, text)

    def _prose_in_front(self, front: bool) -> None:
        """A new number is for the figure at hand while the list of figures is in front, else for the cell."""
        self._review.in_prose = front
        if self._review.state is not None:
            self._follower.tell_cell()

    def _recut(self, cells: tuple[str, ...], changes: dict[str, Number | None]) -> None:
        if self._review.recut(cells, changes):
            self._views.focus_tables()
