"""What the list of the prose's figures shows: one ready row for each, with what it says and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from core.extract.prose.model import Bound, Figure
from core.extract.report import Number, Report
from core.messages import message
from core.reconcile.finding import Outcome, Status
from core.reconcile.prose import Compared, compared
from core.reconcile.prose_wording import names
from core.review.change import DecisionKind, Entry, ReviewState
from core.review.figures import is_figure
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.findings.rows import number
from gui.findings.sorts import SORT_LOOKS, SORT_OF_STATUS, Sort, look, sort_name
from gui.theme import Tone
from gui.translation import Say
from gui.values import quotation

translate = QCoreApplication.translate


@dataclass(frozen=True)
class FigureRow:
    """A figure of the prose, worded; `sort` None where it is compared with nothing.

    `number_at`: where in `clause` the number stands, as start and length. `decided`: the way out that was
    taken of the figure itself, with `remark`; empty where none was. `edit`: what its editor begins with,
    None for a statement without a number.
    """

    id: str
    sort: Sort | None
    icon: str
    tone: Tone
    result: str
    clause: str
    number_at: tuple[int, int]
    value: str
    unit: str
    other: str
    about: str
    cells: tuple[str, ...]
    settled: bool = False
    decided: str = ""
    remark: str = ""
    edit: str | None = None
    basis: tuple[object, ...] = field(default=(), compare=False)
    """What it was worded from."""

    @property
    def texts(self) -> tuple[str, str, str, str, str, str]:
        """The columns of the list."""
        return self.result, self.clause, self.value, self.unit, self.other, self.about


def figure_rows(
    state: ReviewState, held: Sequence[Place], say: Say, known: Mapping[str, FigureRow] | None = None
) -> tuple[FigureRow, ...]:
    """The rows of a review's figures in reading order; `held` are its places.

    `known` are rows worded before on the same report, by figure: one whose matter is the same is taken over.
    """
    entries, by_key = figure_entries(state), _by_finding(held)
    rows = []
    for one in compared(state.prose, state.checked):
        found = [by_key[each.relation.key] for each in one.outcomes if each.relation.key in by_key]
        place = next((each for each in found if each.open), found[0] if found else None)
        stands = None if place is None else (place.status, place.decision)
        basis = (one, stands, entries.get(one.figure.id))
        before = (known or {}).get(one.figure.id)
        same = before is not None and before.basis == basis
        rows.append(before if before is not None and same else _row(one, place, state, say, basis))
    return tuple(rows)


def _by_finding(held: Sequence[Place]) -> Mapping[str, Place]:
    """The place of each finding by its key, the open one where there are two."""
    ordered = sorted(held, key=lambda place: place.open)
    return {finding.key: place for place in ordered for finding in place.findings}


def figure_entries(state: ReviewState) -> Mapping[str, Entry]:
    """The decision in force on each figure of the prose itself."""
    return {id: entry for id, entry in state.decisions.items() if is_figure(id)}


def tally(rows: Sequence[FigureRow]) -> Mapping[Sort | None, int]:
    """How many figures there are of each sort; of None, those that are compared with nothing."""
    return Counter(row.sort for row in rows)


def _row(
    one: Compared, place: Place | None, state: ReviewState, say: Say, basis: tuple[object, ...]
) -> FigureRow:
    figure, outcome = one.figure, one.chosen
    sort = _sort(one)
    icon, tone, result = _standing(sort, place)
    decided, remark = _decided(figure.id, state)
    return FigureRow(
        figure.id,
        sort,
        icon,
        tone,
        result,
        figure.clause,
        (figure.clause.rfind(figure.raw), len(figure.raw)),
        bound_text(figure),
        figure.unit,
        _other(outcome, figure),
        _about(one, state.report, say),
        one.cells,
        place is not None and not place.open,
        decided,
        remark,
        None if figure.value is None else number(figure.value),
        basis,
    )


def _decided(id: str, state: ReviewState) -> tuple[str, str]:
    """The way out taken of a figure itself, and what is told of it: what was printed, why, by whom."""
    entry = state.decisions.get(id)
    if entry is None:
        return "", ""
    kind = DecisionKind(entry.payload["kind"])
    told = translate("Prose", "{way} · 原文 {printed} · {reason} · {who}").format(
        way=settled_name(kind),
        printed=quotation(state, id),
        reason=entry.payload["reason"],
        who=entry.who,
    )
    return kind.value, told


def _sort(one: Compared) -> Sort | None:
    """How a figure stands; a rate that is off is a doubt."""
    if one.status is None or one.chosen is None:
        return None
    off = one.status is Status.FAILED and one.chosen.relation.rule == "prose.rate"
    return Sort.DOUBT if off else SORT_OF_STATUS[one.status]


def _standing(sort: Sort | None, place: Place | None) -> tuple[str, Tone, str]:
    if sort is None:
        return "", Tone.MUTED, translate("Prose", "不核对")
    if place is not None:
        return look(place, sort)
    return *SORT_LOOKS[sort], sort_name(sort)


def bound_text(figure: Figure) -> str:
    """The number of a figure with the bound that its words set: ≥ 300,000; nothing where it says none."""
    sign = {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.ABOUT: "≈ "}[figure.bound]
    return "" if figure.value is None else f"{sign}{number(figure.value)}"


def _other(outcome: Outcome | None, figure: Figure) -> str:
    """What it was compared with: the number of the tables, or what the counts beside it come to."""
    if outcome is None or outcome.right is None:
        return ""
    held: Number = outcome.right
    return f"{number(held)}{figure.unit}" if outcome.relation.rule == "prose.rate" else number(held)


def _about(one: Compared, report: Report, say: Say) -> str:
    """The cells that it speaks of, by name; else what it was compared with, or why it was not."""
    outcome = one.chosen
    if outcome is not None and outcome.relation.rule == "prose.figure" and outcome.reason is None:
        return say(message("gui.plain", value=names(outcome.relation.right, report)))
    reason = one.reason(report)
    return "" if reason is None else say(reason)
