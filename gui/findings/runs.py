"""A run of digits at hand, made ready for its editor: how it can be cut, and what each cut comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from core.extract.recut import (
    Cut,
    RecutError,
    Strip,
    cut_of,
    first_cut,
    read_piece,
    strip_of,
    typed_cut,
    unit_of,
)
from core.extract.report import Ambiguity, Number
from core.forms.form import Column, split_id
from core.messages import message
from core.reconcile import wording
from core.reconcile.evaluate import relations_of
from core.reconcile.finding import Outcome, Status
from core.reconcile.readings import is_open, open_runs
from core.reconcile.trial import trial
from core.review.change import ReviewState
from gui.findings.places import Place
from gui.findings.sorts import SORT_OF_STATUS, Sort
from gui.translation import Say

translate = QCoreApplication.translate

MOST_READINGS = 9
"""How many readings a digit can take."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form that the run fills: its name, its first column, and how many there are."""

    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How one relation comes out with a cut: in a word, its difference alone, and which relation it is."""

    sort: Sort
    text: str
    short: str
    tip: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a cut comes to. `values` is None where a piece is no number; `problem` says which and why.

    `wrong` are the columns of such pieces; `rows` the relations along each line; `columns` what the
    relations across come to for each column, None where there is nothing to say.
    """

    values: tuple[Number | None, ...] | None
    problem: str
    wrong: frozenset[int]
    rows: tuple[tuple[Mark, ...], ...]
    columns: tuple[Mark | None, ...]


@dataclass(frozen=True)
class RunAtHand:
    """A run with all its cells, those of its cells that are known already included.

    `readings` are the cuts of the first readings left, best first (None for one that spells something
    else), `count` how many are left in all; `start` is the cut to begin with.
    """

    raw: str
    cells: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    strip: Strip
    start: Cut
    readings: tuple[Cut | None, ...]
    count: int
    held: tuple[Number | None, ...]
    across: bool
    """Whether relations across lines speak of its columns."""
    columns: tuple[Column, ...] = field(repr=False)
    unit: int = field(repr=False)
    state: ReviewState = field(repr=False, compare=False)
    say: Say = field(repr=False, compare=False)

    @property
    def sure(self) -> bool:
        """Whether there is one reading only, so that the first cut may be taken as it stands."""
        return self.count == 1

    def typed(self, text: str) -> Cut:
        """The cut that is typed; RecutError where it is none."""
        return typed_cut(self.strip, text, self.columns)

    def short(self, cut: Cut) -> str:
        """A cut as it could be typed: 62·3·129, a blank as –, lines parted by a bar."""
        pieces = [piece or "–" for piece in cut.pieces]
        return " | ".join("·".join(pieces[line.first : line.first + line.count]) for line in self.lines)

    def judge(self, cut: Cut) -> Verdict:
        """What a cut comes to: its numbers, and the relations of its cells as if they held them."""
        values: list[Number | None] = []
        problems: dict[int, str] = {}
        for at, piece in enumerate(cut.pieces):
            try:
                values.append(read_piece(piece, self.columns[at], self.unit))
            except RecutError as refused:
                problems[at] = self.say(refused.message)
        if problems:
            problem = next(iter(problems.values()))
            return Verdict(
                None, problem, frozenset(problems), ((),) * len(self.lines), (None,) * len(self.cells)
            )
        return self._judged(tuple(values))

    def _judged(self, values: tuple[Number | None, ...]) -> Verdict:
        outcomes = trial(dict(zip(self.cells, values, strict=True)), self.state.cells, self.state.report)
        rows = tuple(
            tuple(
                self._mark(outcome)
                for outcome in outcomes
                if outcome.relation.each == "row"
                and outcome.relation.place == split_id(self.cells[line.first])[1]
            )
            for line in self.lines
        )
        across = [outcome for outcome in outcomes if outcome.relation.each == "column"]
        columns = tuple(
            self._together([outcome for outcome in across if cell in outcome.relation.cells])
            for cell in self.cells
        )
        return Verdict(values, "", frozenset(), rows, columns)

    def _mark(self, outcome: Outcome) -> Mark:
        relation, report = outcome.relation, self.state.report
        place, told = wording.place(relation, report), wording.relation_text(relation, report)
        tip = f"{self.say(place)}　{self.say(told)}"
        return Mark(SORT_OF_STATUS[outcome.status], *_words(outcome), tip)

    def _together(self, outcomes: Sequence[Outcome]) -> Mark | None:
        """The failed relation of a column, else one that holds; nothing where none can be told."""
        told = [outcome for outcome in outcomes if outcome.status is not Status.NOT_EVALUABLE]
        told.sort(key=lambda outcome: outcome.status is not Status.FAILED)
        return self._mark(told[0]) if told else None

    def changes(self, values: Sequence[Number | None]) -> dict[str, Number | None]:
        """What values change: the cells that were not known, and those that now hold another number."""
        cells = self.state.cells
        return {
            id: value
            for id, value in zip(self.cells, values, strict=True)
            if is_open(cells[id]) or cells[id].value != value
        }


def _words(outcome: Outcome) -> tuple[str, str]:
    """How a relation comes out, and its difference alone where it fails by one that is known."""
    if outcome.status is Status.PASSED:
        return translate("Runs", "相符"), ""
    if outcome.status is Status.NOT_EVALUABLE:
        return translate("Runs", "无法核对"), ""
    if outcome.left is None or outcome.right is None:
        return translate("Runs", "不符"), ""
    difference = wording.difference(outcome.left, outcome.right)
    return translate("Runs", "差 {difference}").format(difference=difference), difference


def run_at_hand(place: Place | None, cell: str | None, state: ReviewState, say: Say) -> RunAtHand | None:
    """The run that a place asks about: that of the cell chosen, else its first; None where it has none."""
    if place is None or not place.open or place.mixed or place.first.rule != "cell.ambiguous":
        return None
    asked = [
        ambiguity
        for ambiguity in state.report.ambiguities
        if len(ambiguity.cells) > 1 and not set(ambiguity.cells).isdisjoint(place.cells)
    ]
    asked.sort(key=lambda ambiguity: cell not in ambiguity.cells)
    return _run(asked[0], state, say) if asked else None


def _run(ambiguity: Ambiguity, state: ReviewState, say: Say) -> RunAtHand | None:
    cells, report = ambiguity.cells, state.report
    table = wording.table_of(split_id(cells[0])[0], report)
    columns = tuple(table.columns[split_id(id)[2]] for id in cells)
    strip = strip_of(ambiguity.raw, columns)
    if not strip.atoms:
        return None
    unit = unit_of(ambiguity.raw, ambiguity.readings, columns)
    held = tuple(state.cells[id].value for id in cells)
    left = _readings(ambiguity, state)
    readings = tuple(cut_of(strip, reading, columns, unit) for reading in left[:MOST_READINGS])
    start = next((cut for cut in readings if cut is not None), None) or cut_of(strip, held, columns, unit)
    lines = []
    for row, group in groupby(range(len(cells)), key=lambda at: split_id(cells[at])[1]):
        held_by = list(group)
        lines.append(Line(table.rows[row].name, held_by[0], len(held_by)))
    return RunAtHand(
        " ".join(ambiguity.raw.split()),
        cells,
        tuple(column.name or column.label for column in columns),
        tuple(lines),
        strip,
        start or first_cut(strip, len(cells)),
        readings,
        len(left),
        held,
        any(relation.each == "column" and relation.table == table.id for relation in relations_of(report)),
        columns,
        unit,
        state,
        say,
    )


def _readings(ambiguity: Ambiguity, state: ReviewState) -> tuple[tuple[Number | None, ...], ...]:
    """The readings left, over all cells of the run: what is known of them already stands."""
    run = next((run for run in open_runs(state.cells, state.report) if run.place == ambiguity.cells[0]), None)
    if run is None:
        return ()
    readings = []
    for reading in run.readings:
        left = dict(zip(run.cells, reading, strict=True))
        readings.append(tuple(left.get(id, state.cells[id].value) for id in ambiguity.cells))
    return tuple(readings)


def spoken(run: RunAtHand, cut: Cut, verdict: Verdict) -> str:
    """A cut in words: its numbers, a blank by its name, and how the relations come out."""
    blank = run.say(message("value.blank"))
    numbers = " · ".join(piece or blank for piece in cut.pieces)
    told = [mark for row in verdict.rows for mark in row] + [mark for mark in verdict.columns if mark]
    failing = [f"{mark.tip} {mark.text}" for mark in told if mark.sort is Sort.FAILED]
    held = translate("Runs", "相符") if told and not failing else ""
    return translate("Findings", "；").join(
        part for part in (numbers, verdict.problem, *failing, held) if part
    )
