"""The reviewer's hand: what is chosen, what is about to be decided, and the session that it goes to.

No widget lives here. Views call the methods and follow the signals; the session is the only thing
that changes state, and every change leaves by `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.extract.numbers import parse_entry
from core.extract.report import Number
from core.forms.form import is_cell
from core.reconcile.finding import Outcome
from core.review.change import Change, Decision, DecisionKind, ItemStatus, ReviewState
from core.review.session import Session
from gui.findings.places import Place, following, places, with_findings
from gui.settings import Settings
from gui.values import column_of

CHANGING = (DecisionKind.READING, DecisionKind.PROPOSAL)


@dataclass(frozen=True)
class Draft:
    """A decision being made. `kind` None: a value was entered, and its way out is still asked for."""

    kind: DecisionKind | None = None
    changes: dict[str, Number | None] = field(default_factory=dict)

    @property
    def wants_value(self) -> bool:
        """Whether the way out needs a value and has none yet."""
        return self.kind in CHANGING and not self.changes

    @property
    def wants_kind(self) -> bool:
        """Whether a value stands ready and its way out is not chosen."""
        return self.kind is None


class Review(QObject):
    """The review of the report at hand."""

    shown = Signal()
    """Another report, or none."""
    changed = Signal(object)
    """A core Change: a decision, an undo or a redo."""
    chosen = Signal()
    """Another place or cell."""
    drafted = Signal()
    """The draft came, went or changed."""
    told = Signal(str, bool)
    """A word to the reviewer; true where something was refused."""
    faulted = Signal(object)
    """A core Message: the machine refused; nothing was lost."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.session: Session | None = None
        self.places: tuple[Place, ...] = ()
        self.place: Place | None = None
        self.outcome: Outcome | None = None
        """A relation that is looked at and asks for no decision; then there is no place."""
        self.cell: str | None = None
        self.spot = 0
        """Which of the finding's places in the source is looked at, from 0, where it has no cells."""
        self.left_out: frozenset[str] = frozenset()
        """What the reviewer excepted from the place: keys of a group's findings, or cells of a single one."""
        self.draft: Draft | None = None

    @property
    def state(self) -> ReviewState | None:
        """The review as it stands."""
        return None if self.session is None else self.session.state

    def show(self, session: Session | None) -> None:
        """Turns to another report, at its first open place."""
        self.session = session
        self.draft = None
        self.outcome = None
        self.spot = 0
        self.left_out = frozenset()
        self.places = () if session is None else places(session.state.items)
        self.place, _ = following(self.places, None, 1)
        self.cell = self.place.cells[0] if self.place and self.place.cells else None
        self.shown.emit()
        self.chosen.emit()
        self.drafted.emit()

    def choose_place(self, place: Place | None) -> None:
        """Turns to a place of the list; a draft is dropped."""
        if place == self.place and self.outcome is None:
            return
        self.place, self.outcome = place, None
        self.spot = 0
        self.left_out = frozenset()
        if place is not None and self.cell not in place.cells:
            self.cell = place.cells[0] if place.cells else self.cell
        self.drop()
        self.chosen.emit()

    def look_at(self, outcome: Outcome) -> None:
        """Turns to a relation that asks for no decision."""
        self.drop()
        self.place, self.outcome = None, outcome
        self.left_out = frozenset()
        self.cell = next(filter(is_cell, outcome.relation.cells), None)
        self.chosen.emit()

    def settle_cell(self, cell: str | None) -> None:
        """Takes over, untold, the cell that the tables stood on when they turned to the place."""
        self.cell = cell

    def choose_cell(self, cell: str | None) -> None:
        """Turns to a cell; the place stays."""
        if cell != self.cell:
            self.cell = cell
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
        count = len(self.place.first.locations) if self.place is not None else 0
        if not count:
            self.told.emit(self.tr("这一项不涉及原文中的多处。"), False)
            return
        self.spot = (self.spot + direction) % count
        self.told.emit(self.tr("第 {at} 处，共 {count} 处。").format(at=self.spot + 1, count=count), False)
        self.chosen.emit()

    def leave_out(self, keys: frozenset[str]) -> None:
        """Excepts findings of the group, or cells of the single finding, from the decision."""
        self.left_out = keys

    def enter(self, cell: str, text: str) -> bool:
        """Takes a value typed for a cell into the draft; false where it is no number, and says so."""
        assert self.state is not None
        try:
            value = parse_entry(text, column_of(self.state.report, cell))
        except ValueError:
            self.told.emit(
                self.tr("“{text}”填不进这一栏：件数须是不小于 0 的整数，金额最多到分。").format(text=text),
                True,
            )
            return False
        held = self.draft or Draft()
        self.choose_cell(cell)
        if value == self.state.cells[cell].value and cell not in held.changes:
            self.told.emit(self.tr("与原值相同，没有改动。"), False)
            return False
        self._draft(replace(held, changes={**held.changes, cell: value}))
        return True

    def take_suggestion(self, number: int) -> None:
        """Takes a suggestion of the place (from 1) into the draft, with its way out."""
        held = self.place.first.suggestions if self.place and self.place.open else ()
        if not 1 <= number <= len(held):
            self.told.emit(self.tr("没有第 {number} 个建议。").format(number=number), True)
            return
        taken = held[number - 1]
        kind = DecisionKind.READING if taken.reading else DecisionKind.PROPOSAL
        self._draft(Draft(kind, dict(taken.changes)))

    def take_way(self, kind: DecisionKind) -> None:
        """Starts on a way out, or gives the draft another one."""
        problem = self._obstacle(kind)
        if problem:
            self.told.emit(problem, True)
            return
        held = self.draft or Draft()
        changes = held.changes if kind in CHANGING else {}
        self._draft(Draft(kind, dict(changes)))

    def drop(self) -> None:
        """Gives the draft up."""
        if self.draft is not None:
            self.draft = None
            self.drafted.emit()

    def commit(self, reason: str) -> bool:
        """Decides as drafted; false where something is still wanting, and says so."""
        draft, reason = self.draft, reason.strip()
        if draft is None or draft.kind is None or draft.wants_value or self.session is None:
            return False
        if not reason:
            self.told.emit(self.tr("请先写明理由。"), True)
            return False
        if not self._decide(self._decision(draft, draft.kind, reason)):
            return False
        self._settings.set_reason(draft.kind, reason)
        return True

    def recut(self, cells: tuple[str, ...], changes: dict[str, Number | None]) -> bool:
        """Decides how the digits of these cells, which run together, are cut: one reading of them all."""
        keys = self._covered()[0]
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
        if touched is None and change.cells:
            self.cell = min(change.cells)
        self._turn_to(touched)

    def _take(self, change: Change) -> None:
        """Takes over a step; the place at hand stays, as it now stands."""
        before = self.place
        self.places = places(change.state.items)
        self.left_out = frozenset()
        keys = {finding.key for finding in before.findings} if before else set()
        here = with_findings(self.places, keys)
        self.place = here
        if here is not None:
            self.outcome = None
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

    def _decision(self, draft: Draft, kind: DecisionKind, reason: str) -> Decision:
        findings, cells = self._covered()
        changed = tuple(cell for cell in draft.changes if cell not in cells)
        return Decision(kind, findings, (*cells, *changed), dict(draft.changes), reason)

    def _covered(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys and the cells of the place that the decision is to cover."""
        if self.place is None or not self.place.open:
            return (), ()
        held = self.place.findings
        if len(held) > 1:
            held = tuple(finding for finding in held if finding.key not in self.left_out)
            cells = tuple(dict.fromkeys(cell for finding in held for cell in finding.cells))
        else:
            cells = tuple(cell for cell in held[0].cells if cell not in self.left_out)
        return tuple(finding.key for finding in held), cells

    def _obstacle(self, kind: DecisionKind) -> str:
        """Why a way out cannot be taken now; empty where it can."""
        if self.session is None:
            return self.tr("先打开一份报告。")
        on_place = self.place is not None and self.place.open
        if kind not in CHANGING and not on_place:
            return self.tr("先选一项还没有处理的核对结果。")
        if on_place and not self._covered()[0]:
            return self.tr("至少要勾选一处。")
        if on_place and self.place is not None and self.place.cells and not self._covered()[1]:
            return self.tr("至少要勾选一处。")
        if kind in CHANGING and self.cell is None and not (self.draft and self.draft.changes):
            return self.tr("先在表中选定要改的单元格。")
        return ""

    def reason_for(self, kind: DecisionKind) -> str:
        """The reason last given for a way out, to be proposed again."""
        return self._settings.reason(kind)

    def _draft(self, draft: Draft) -> None:
        self.draft = draft
        self.drafted.emit()
