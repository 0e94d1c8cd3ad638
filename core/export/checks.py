"""Check formulas beside and below a table, made from the form's relations and live in the workbook.

A formula gives left side less right side, a blank counted as 0; 0 where the relation holds (for <= and
>= the excess, or 0); a text where it cannot be evaluated. While a doubt stands in one of its cells, it
says what the engine found under every reading of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from core.export import styles
from core.export.tables import DOUBT, TOP, Placed, column_of, factor
from core.export.text import put_text, say
from core.extract.report import Report
from core.forms.relation import Relation
from core.messages import render
from core.reconcile.finding import Outcome, Status
from core.reconcile.wording import relation_text

GAP = 1
"""How many columns stay empty between a table and the checks beside it."""

LEGEND_ROWS = 2
"""How many rows below a table are kept for the legend of its marks and a space."""


Spot = tuple[int, int]
"""A row and column of the workbook, from 1."""


def place_checks(placed: Placed, relations: Iterable[Relation]) -> dict[Relation, Spot]:
    """Where each relation is checked that speaks of cells of this table alone.

    A rule whose relations each keep to a row of the sheet of their own gets a column beside the table;
    any other stands below it, under the last of its cells, on as many lines as that takes.
    """
    spots: dict[Relation, Spot] = {}
    beside, below = placed.right + GAP, placed.bottom + LEGEND_ROWS
    within = (relation for relation in relations if placed.places.keys() >= set(relation.cells))
    for rule in _by_rule(within).values():
        rows = [_only_row(placed, relation) for relation in rule]
        if None not in rows and len(set(rows)) == len(rows):
            beside += 1
            spots |= {relation: (row, beside) for relation, row in zip(rule, rows, strict=True) if row}
            continue
        taken: list[Spot] = []
        for relation in rule:
            column = max(place_of(placed, cell)[1] for cell in relation.cells)
            row = below + 1 + sum(1 for spot in taken if spot[1] == column)
            taken.append((row, column))
            spots[relation] = row, column
        below = max(row for row, _ in taken)
    return spots


def write_checks(
    sheet: Any,
    placed: Placed,
    relations: tuple[Relation, ...],
    outcomes: Mapping[str, Outcome],
    report: Report,
    language: str,
) -> None:
    """Writes the checks of a table with their headings, out of the part that is printed."""
    spots = place_checks(placed, relations)
    for relation, (row, column) in spots.items():
        cell = sheet.cell(row, column)
        cell.value = formula(placed, relation, outcomes.get(relation.key), language)
        cell.number_format = _number_format(placed, relation)
        cell.font, cell.alignment = styles.BODY, styles.CENTRE
        cell.border, cell.fill = styles.PALE_GRID, styles.CHECK_FILL
        _colour(sheet, cell.coordinate)
    _headings(sheet, placed, spots, report, language)


def _number_format(placed: Placed, relation: Relation) -> str:
    """Passed and failed told apart by more than colour."""
    money = any(column_of(placed.table, cell).kind == "amount" for cell in relation.cells)
    digits = "#,##0.00" if money else "#,##0"
    return f'"× "{digits};"× "-{digits};"√ "0;@'


def formula(placed: Placed, relation: Relation, outcome: Outcome | None, language: str) -> str:
    """The formula of a relation; `outcome` is what the engine says while a doubt stands in its cells."""
    ranges = join_ranges(placed, relation.cells)
    doubts = "+".join(f'SUMPRODUCT(--(LEFT({part})="{DOUBT}"))' for part in ranges)
    unknown = _quoted(say("export.check.unknown", language))
    difference = _difference(placed, relation)
    match relation.operator:
        case "<=":
            difference = f"MAX(0,{difference})"
        case ">=":
            difference = f"MIN(0,{difference})"
        case "=":
            pass
    return (
        f"=IF({doubts}>0,{_quoted(_verdict(outcome, language))},"
        f"IF(COUNT({','.join(ranges)})=0,{unknown},{difference}))"
    )


def place_of(placed: Placed, cell: str) -> Spot:
    """The row and column of a cell in the workbook, from 1."""
    row, column = coordinate_to_tuple(placed.places[cell])
    return int(row), int(column)


def join_ranges(placed: Placed, cells: Iterable[str]) -> list[str]:
    """The places of the cells, those next to one another down or along joined to a range."""
    at = sorted({place_of(placed, cell) for cell in cells})
    for down in (True, False):
        joined = _runs(at, down)
        if len(joined) < len(at) or not down:
            return joined
    return []


def _runs(at: list[Spot], down: bool) -> list[str]:
    order = sorted(at, key=lambda spot: (spot[1], spot[0])) if down else sorted(at)
    runs: list[list[Spot]] = []
    for row, column in order:
        step = (row - 1, column) if down else (row, column - 1)
        if runs and runs[-1][-1] == step:
            runs[-1].append((row, column))
        else:
            runs.append([(row, column)])
    return [_name(run[0]) if len(run) == 1 else f"{_name(run[0])}:{_name(run[-1])}" for run in runs]


def _name(spot: Spot) -> str:
    return f"{get_column_letter(spot[1])}{spot[0]}"


def _difference(placed: Placed, relation: Relation) -> str:
    by_coefficient: dict[int, list[str]] = {}
    for term in relation.coefficients:
        scaled = term.coefficient * factor(column_of(placed.table, term.cell).unit)
        by_coefficient.setdefault(scaled, []).append(term.cell)
    parts = [
        ("-" if coefficient < 0 else "+")
        + (f"{abs(coefficient)}*" if abs(coefficient) != 1 else "")
        + f"SUM({','.join(join_ranges(placed, cells))})"
        for coefficient, cells in by_coefficient.items()
    ]
    return "".join(parts).removeprefix("+")


def _verdict(outcome: Outcome | None, language: str) -> str:
    if outcome is None or outcome.status is Status.NOT_EVALUABLE:
        return say("export.check.unknown", language)
    return say(f"export.check.{outcome.status.value}", language)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _by_rule(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    rules: dict[str, list[Relation]] = {}
    for relation in relations:
        rules.setdefault(relation.rule, []).append(relation)
    return rules


def _only_row(placed: Placed, relation: Relation) -> int | None:
    rows = {place_of(placed, cell)[0] for cell in relation.cells}
    return rows.pop() if len(rows) == 1 else None


def _colour(sheet: Any, at: str) -> None:
    failed = FormulaRule(
        [f"AND(ISNUMBER({at}),{at}<>0)"],
        font=Font(color=styles.FAILED_INK, bold=True),
        fill=styles.FILLS["failed"],
    )
    unknown = FormulaRule([f"ISTEXT({at})"], fill=styles.FILLS["unknown"])
    sheet.conditional_formatting.add(at, failed)
    sheet.conditional_formatting.add(at, unknown)


def _headings(
    sheet: Any, placed: Placed, spots: Mapping[Relation, Spot], report: Report, language: str
) -> None:
    """Says above each column and before each line of checks what it checks."""
    for relation, (row, column) in spots.items():
        words = render(relation_text(relation, report), language)
        if row <= placed.bottom:
            cell = sheet.cell(TOP, column)
            if cell.value is None:
                _heading(
                    styles.frame(sheet, TOP, column, placed.table.header_rows, 1, styles.PALE_GRID),
                    words,
                    language,
                )
                sheet.column_dimensions[get_column_letter(column)].width = 18
        elif sheet.cell(row, 1).value is None:
            across = min(at[1] for at in spots.values() if at[0] == row) - 1
            _heading(styles.frame(sheet, row, 1, 1, max(1, across), styles.PALE_GRID), words, language)
            sheet.row_dimensions[row].height = 30
    sheet.column_dimensions[get_column_letter(placed.right + GAP)].width = 3


def _heading(cell: Any, words: str, language: str) -> None:
    put_text(cell, say("export.check.heading", language, relation=words))
    cell.font, cell.alignment, cell.fill = styles.SMALL, styles.CENTRE, styles.CHECK_FILL
