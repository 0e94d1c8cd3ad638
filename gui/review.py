"""The reviewer's hand: what is about to be decided, and the session that it goes to.

No widget lives here. Views call the methods and follow the signals; the session is the only thing
that changes state, and every change leaves by `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from core.errors import GoujiError
from core.extract.numbers import parse_entry
from core.extract.report import Number
from core.review.change import Change, Decision, DecisionKind, ItemStatus
from core.review.figures import figures_of, is_figure, parse_figure
from gui.drafting import CHANGING, Draft, covered, decision
from gui.findings.places import Place, figure_at, following, with_findings
from gui.findings.repairs import same_numbers
from gui.focus import Focus
from gui.values import column_of


class Review(Focus):
    """The review of the report at hand."""

    changed = Signal(object)
    """A core Change: a decision, an undo or a redo."""
    faulted = Signal(object)
    """A core Message: the machine refused; nothing was lost."""

    def enter(self, cell: str, text: str) -> bool:
        """Takes a value typed for a cell or figure into the draft; false, and says so, where it is none."""
        assert self.state is not None
        value: Number | None
        slack: dict[str, Number] = {}
        try:
            if is_figure(cell):
                value, slack[cell] = parse_figure(text, figures_of(self.state.report)[cell])
            else:
                value = parse_entry(text, column_of(self.state.report, cell))
        except ValueError:
            self.told.emit(self._unfit(cell).format(text=text), True)
            return False
        held = self.draft or Draft()
        (self.choose_figure if is_figure(cell) else self.choose_cell)(cell)
        known = self.state.figures if is_figure(cell) else self.state.cells
        if value == known[cell].value and cell not in held.changes:
            self.told.emit(self.tr("与原值相同，没有改动。"), False)
            return False
        changes, slack = {**held.changes, cell: value}, {**held.slack, **slack}
        self._draft(replace(held, changes=changes, slack=slack))
        return True

    def _unfit(self, id: str) -> str:
        """Why a text is no number for a cell or a figure."""
        if is_figure(id):
            return self.tr("“{text}”不能作这里的数：须是不小于 0 的数，件数是整数，金额最多到分。")
        return self.tr("“{text}”填不进这一栏：件数须是不小于 0 的整数，金额最多到分。")

    def take_suggestion(self, number: int) -> None:
        """Takes a suggestion of the place (from 1) into the draft, with its way out."""
        place = self.place
        held = place.first.suggestions if place and place.open and not place.mixed else ()
        if not 1 <= number <= len(held):
            self.told.emit(self.tr("没有第 {number} 个建议。").format(number=number), True)
            return
        taken = held[number - 1]
        kind = DecisionKind.READING if taken.reading else DecisionKind.PROPOSAL
        self._draft(Draft(kind, dict(taken.changes), None if taken.reading else taken.why))

    def take_way(self, kind: DecisionKind) -> None:
        """Starts on a way out, or gives the draft another one."""
        problem = self._obstacle(kind)
        if problem:
            self.told.emit(problem, True)
            return
        held = self.draft or Draft()
        changes, slack = (held.changes, held.slack) if kind in CHANGING else ({}, {})
        self._draft(Draft(kind, dict(changes), held.why if changes else None, dict(slack)))

    def commit(self, reason: str) -> bool:
        """Decides as drafted; false where something is still wanting, and says so."""
        draft, reason = self.draft, reason.strip()
        if draft is None or draft.kind is None or draft.wants_value or self.session is None:
            return False
        if not reason:
            self.told.emit(self.tr("请先写明理由。"), True)
            return False
        problem = self._obstacle(draft.kind)  # a tick may have been set meanwhile
        if problem:
            self.told.emit(problem, True)
            return False
        together = self.place is not None and self.place.open and self.place.mixed
        made = decision(draft, draft.kind, reason, self.place, self.left_out)
        if not self._decide(made):
            return False
        if together and any(place.open for place in self.places):
            said = self.tr("已一并处理 {count} 项，撤销一次就全部收回。")
            self.told.emit(said.format(count=len(made.findings)), False)
        if draft.why is None:
            self._settings.set_reason(draft.kind, reason)
        return True

    def recut(self, cells: tuple[str, ...], changes: dict[str, Number | None]) -> bool:
        """Decides how the digits of these cells, which run together, are cut: one reading of them all."""
        keys = covered(self.place, self.left_out)[0]
        return self._decide(
            Decision(DecisionKind.READING, keys, cells, changes, self.tr("按原文连写数字重新切分"))
        )

    def _decide(self, decision: Decision) -> bool:
        """Has the session decide; false where it is refused, and says so."""
        if self.session is None:
            return False
        try:
            change = self.session.decide(decision)
        except ValueError:
            self.told.emit(self.tr("这项决定不能成立，请检查勾选的项目和填入的数值。"), True)
            return False
        except GoujiError as fault:
            self.faulted.emit(fault.message)
            return False
        self.draft = None
        uncured = decision.kind in CHANGING and self._still_open(change)
        self._take(change)
        self._move_on()
        if uncured:
            self._tell_uncured()
        return True

    def perform(self, step: Callable[[], Change]) -> bool:
        """Has the session take another step than a decision; false where it is refused, and says so."""
        self.drop()
        try:
            change = step()
        except ValueError:
            self.told.emit(self.tr("现在不能这样做。"), True)
            return False
        except GoujiError as fault:
            self.faulted.emit(fault.message)
            return False
        self._take(change)
        self._turn_to(self.place)
        return True

    def _still_open(self, change: Change) -> bool:
        """Whether, after a step, findings of the place at hand stand open that fail."""
        keys = {finding.key for finding in self.place.findings} if self.place else set()
        return any(
            item.finding.key in keys and item.status is not ItemStatus.SETTLED for item in change.state.items
        )

    def undo(self) -> None:
        """Takes the last decision back."""
        self._travel(-1)

    def redo(self) -> None:
        """Decides again what was taken back."""
        self._travel(1)

    def _travel(self, direction: int) -> None:
        if self.session is None:
            return
        self.drop()
        try:
            change = self.session.undo() if direction < 0 else self.session.redo()
        except GoujiError as fault:
            self.faulted.emit(fault.message)
            return
        if change is None:
            nothing = self.tr("没有可撤销的操作。") if direction < 0 else self.tr("没有可重做的操作。")
            self.told.emit(nothing, False)
            return
        self._take(change)
        touched = with_findings(self.places, change.findings)
        if touched is None:
            self._turn_to_first(change.cells)
        self._turn_to(touched)

    def _turn_to_first(self, touched: frozenset[str]) -> None:
        """Turns to what a step changed that is no finding's: its first cell, else its first figure."""
        cells = sorted(id for id in touched if not is_figure(id))
        if cells:
            self.cell = cells[0]
        elif touched:
            self.figure, self.spot = min(touched), 0

    def _take(self, change: Change) -> None:
        """Takes over a step; the place at hand stays, as it now stands."""
        before = self.place
        if self._basis is None or not same_numbers(self._basis, change.state):
            self.repairs = None
        self._basis = change.state
        self.places = self._places(change.state)
        self.left_out = frozenset()
        keys = {finding.key for finding in before.findings} if before else set()
        here = with_findings(self.places, keys)
        self.place = here
        if here is not None:
            self.outcome = None
            self.figure = figure_at(here)
        elif change.report_changed:
            self.outcome = self.figure = None
        if self.cell not in change.state.cells:
            self.cell = None
        self.changed.emit(change)
        self.drafted.emit()

    def _move_on(self) -> None:
        """After a decision: to the next open place, if the reviewer wants that."""
        here, moves_on = self.place, self._settings.moves_on
        found = following(self.places, here, 1)[0] if moves_on and (here is None or not here.open) else here
        self._turn_to(found)
        if moves_on and found is None:
            self.told.emit(self.tr("各项都已处理，可以导出审核稿。"), False)

    def _turn_to(self, place: Place | None) -> None:
        """Ends a step at a place, or at the one at hand: told once, for the views to follow once."""
        if place is not None and place != self.place:
            self.choose_place(place)
        else:
            self.chosen.emit()
        self._warn()

    def _tell_uncured(self) -> None:
        """A change that does not cure its finding is kept, and the finding stands open."""
        self.told.emit(self.tr("改动已记下，但这一项仍不符，还没有处理完。"), True)

    def _warn(self) -> None:
        warning = self.session.take_warning() if self.session else None
        if warning is not None:
            self.faulted.emit(warning)

    def _obstacle(self, kind: DecisionKind) -> str:
        """Why a way out cannot be taken now; empty where it can."""
        if self.session is None:
            return self.tr("先打开一份报告。")
        place = self.place if self.place is not None and self.place.open else None
        if place is None and kind not in CHANGING:
            return self.tr("先选一项还没有处理的核对结果。")
        problem = "" if place is None else self._obstacle_at(place, kind)
        if not problem and kind in CHANGING and not (self.draft and self.draft.changes):
            return self._fixed()
        return problem

    def _obstacle_at(self, place: Place, kind: DecisionKind) -> str:
        """Why an open place cannot be decided that way with what is ticked of it; empty where it can."""
        findings, cells = covered(place, self.left_out)
        if not findings or (len(place.items) == 1 and place.cells and not cells):
            return self.tr("至少要勾选一处。")
        if place.mixed and kind in CHANGING:
            return self.tr("选定了多项，只能一并核实无误或退回核实；要改数，请只选一项。")
        if place.mixed and place.severe - self.left_out:
            return self.tr("强制性问题要逐项处理：取消它们的勾，或单独选它们。")
        return ""

    def _fixed(self) -> str:
        """Why what is at hand cannot get a new number; empty where it can."""
        subject = self.subject
        if subject is None:
            return self.tr("先在表中选定要改的单元格。")
        if self.state is not None and is_figure(subject) and self.state.figures[subject].value is None:
            return self.tr("这句话没有写出数字，不能改；可以退回核实，或核实无误。")
        return ""

    def reason_for(self, kind: DecisionKind) -> str:
        """The reason last given for a way out, to be proposed again."""
        return self._settings.reason(kind)

    def _draft(self, draft: Draft) -> None:
        self.draft = draft
        self.drafted.emit()
