"""The figures of the prose in the reviewed workbook: a sheet of its own, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.export import styles
from core.export.digest import ShownCell
from core.export.lists import HEADER, ListColumn, Value, write_list
from core.export.rows import held_number, standing_words
from core.export.tables import DOUBT
from core.export.text import exact, plain, say
from core.export.words import SYMBOLS, way_words
from core.extract.report import Cell, Number
from core.messages import render
from core.reconcile.finding import Outcome
from core.reconcile.prose import Compared, compared
from core.review.change import Item, ReviewState
from core.review.sent import Decided, marked_cells

FIGURES = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.clause", 60),
    ListColumn("export.column.printed", 14),
    ListColumn("export.column.figure_value", 16),
    ListColumn("export.column.figure_unit", 9),
    ListColumn("export.column.compared", 16),
    ListColumn("export.column.about", 34),
    ListColumn("export.column.result", 13),
    ListColumn("export.column.standing", 30),
)
VALUE = "D"
"""The column in which the number of a figure stands."""


def shown_figures(state: ReviewState, language: str) -> tuple[ShownCell, ...]:
    """Every figure as the workbook shows it, in reading order."""
    title = say("export.prose", language)
    return tuple(
        ShownCell(figure.id, title, f"{VALUE}{row}", figure.unit, _shown(state.figures[figure.id]))
        for row, figure in enumerate(state.report.prose.figures, start=HEADER + 1)
    )


def _shown(cell: Cell) -> Number | str | None:
    """The number of a figure; what a workbook cannot hold exactly stands as text."""
    if cell.value is None or exact(cell.value):
        return cell.value
    return f"{DOUBT}{plain(cell.value)}〕"


def write_figures(book: Any, state: ReviewState, language: str) -> tuple[str, ...]:
    """Writes the sheet, if the prose has any figure; its title."""
    if not state.report.prose.figures:
        return ()
    sheet = book.create_sheet(say("export.prose", language))
    write_list(sheet, FIGURES, figure_rows(state, language), language)
    marked = marked_cells(state)
    for shown in shown_figures(state, language):
        if held := marked.get(shown.id):
            _mark(sheet[shown.place], held, shown.value)
    return (sheet.title,)


def figure_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """Every figure: its words, its number as printed and as decided, and how that stands."""
    shown, marked = shown_figures(state, language), marked_cells(state)
    items = {item.finding.key: item for item in state.items}
    rows: list[list[Value]] = []
    for at, one in enumerate(compared(state.prose, state.checked)):
        chosen, reason = one.chosen, one.reason(state.checked)
        rows.append(
            [
                at + 1,
                one.figure.clause,
                one.figure.raw,
                shown[at].value,
                one.figure.unit,
                held_number(chosen.right) if chosen else None,
                render(reason, language) if reason else "",
                say(f"export.result.{chosen.status.value}", language) if chosen else "",
                _standing(one, items, marked.get(one.figure.id), language),
            ]
        )
    return rows


def _standing(one: Compared, items: dict[str, Item], held: Decided | None, language: str) -> str:
    """What was decided of the figure itself; else where what contradicts it stands."""
    if held is not None:
        way, reason = way_words(held.decision.kind, language), held.decision.reason or "—"
        return say("export.standing.by", language, way=way, reason=reason, who=held.entry.who)
    found = [items[key] for key in map(_key, one.outcomes) if key in items]
    return standing_words(found[0], language) if found else ""


def _key(outcome: Outcome) -> str:
    return outcome.relation.key


def _mark(cell: Any, held: Decided, value: Number | str | None) -> None:
    cell.fill = styles.FILLS[held.decision.kind.value]
    if value is not None and not isinstance(value, str):
        cell.number_format = f'"{SYMBOLS[held.decision.kind]} "{cell.number_format}'


def figure_cell_rows(state: ReviewState, shown: Sequence[ShownCell], language: str) -> list[list[Value]]:
    """The figures as the list of cells has them."""
    words = {figure.id: figure for figure in state.report.prose.figures}
    return [
        [
            cell.id,
            say("reconcile.place.prose", language, clause=words[cell.id].clause),
            cell.sheet,
            cell.place,
            words[cell.id].raw,
            say(f"export.state.{state.figures[cell.id].state.value}", language),
            cell.unit,
            cell.value,
        ]
        for cell in shown
    ]
