"""How the exported sheets name things: places, numbers, ways out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.export.tables import factor
from core.export.text import plain, say
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import LAST_YEAR, PROSE, Table, split_id
from core.forms.library import known_forms
from core.forms.relation import Relation
from core.messages import render
from core.reconcile import wording
from core.reconcile.finding import Finding
from core.review.change import DecisionKind
from core.review.sent import is_unresolved

SYMBOLS = {
    DecisionKind.READING: "○",
    DecisionKind.PROPOSAL: "△",
    DecisionKind.RETURNED: "※",
}
"""What stands before a number that was decided upon; colour is never the only sign."""

RECOVERED = "◇"
"""What stands before a number that was read by a rule that could be wrong."""

Place = tuple[str, str, str]
"""Table, row and column in words."""


def table_of(report: Report, table: str) -> Table | None:
    """The table by the report's form, or None where the report does not have it."""
    name = report.forms.get(table)
    return known_forms(report.own)[name].tables[table] if name else None


def cell_place(report: Report, cell: str, language: str) -> Place:
    """Table, row and column of a cell, by the names that messages use; of a figure the words of the prose."""
    if cell.startswith(PROSE):
        return say("export.prose", language), render(wording.cell_place(cell, report), language), ""
    id, row, column = split_id(cell)
    table = table_of(report, id)
    if table is None or row not in table.rows or column not in table.columns:
        return id, row, column
    return table.name, table.rows[row].name, table.columns[column].name


def relation_place(report: Report, relation: Relation, language: str) -> Place:
    """Table and row, or table and column, that a relation speaks of; or the words of the prose."""
    if relation.each == "whole":
        return say("export.prose", language), render(wording.place(relation, report), language), ""
    table = table_of(report, relation.table)
    if table is None:
        return relation.table, relation.place, ""
    if relation.each == "row":
        return table.name, table.rows[relation.place].name, ""
    return table.name, "", table.columns[relation.place].name


def finding_place(report: Report, finding: Finding, language: str) -> Place:
    """Table, rows and columns of a finding: those of its relation, else of its cells."""
    if finding.relation is not None:
        return relation_place(report, finding.relation, language)
    if not finding.cells:
        return render(wording.place(finding, report), language), "", ""
    return cells_place(report, finding.cells, language)


def cells_place(report: Report, cells: Sequence[str], language: str) -> Place:
    """Tables, rows and columns of cells; figures beside cells, and last year's cells, are not told of."""
    told = [cell for cell in cells if not cell.startswith((PROSE, LAST_YEAR))]
    places = [cell_place(report, cell, language) for cell in told or cells if not cell.startswith(LAST_YEAR)]
    if not places:
        return "", "", ""
    tables, rows, columns = (list(dict.fromkeys(part)) for part in zip(*places, strict=True))
    return _several(tables), _several(rows), _several(columns)


def _several(names: list[str]) -> str:
    return "、".join(names) if len(names) <= 4 else f"{names[0]} … {names[-1]}"


def joined(place: Place) -> str:
    """A place in one piece."""
    return " · ".join(part for part in place if part)


def number_words(report: Report, cell: str, value: Number | None, language: str) -> str:
    """A number as a reader writes it, thousands parted; money in the form's unit, which is said; or blank."""
    if value is None:
        return say("value.blank", language)
    id, _, column_id = split_id(cell)
    table = table_of(report, id)
    column = table.columns.get(column_id) if table else None
    if column is None or column.kind != "amount":
        return f"{Decimal(plain(value)):,}"
    size = Decimal(plain(Decimal(value) / factor(column.unit)))
    return f"{size:,} {column.unit}"


def cell_words(report: Report, cell: Cell, language: str) -> str:
    """What a cell holds: its number, a blank, or why it has none."""
    if is_unresolved(cell):
        return say(f"export.state.{cell.state.value}", language)
    return number_words(report, cell.id, cell.value, language)


def printed_words(read: Cell, language: str) -> str:
    """What the document prints in a cell; a blank or an absent cell said as such."""
    if read.state is CellState.MISSING:
        return say("export.state.missing", language)
    return read.raw.strip() or say("value.blank", language)


def quoted_words(report: Report, printed: Cell, language: str) -> str:
    """What the office is told that it printed: the text, or the number that 校正读取 says stands there.

    `printed`: a cell of `printed_cells`. The text of a misreading is not the office's.
    """
    if printed.state is CellState.CORRECTED:
        return cell_words(report, printed, language)
    return printed_words(printed, language)


def way_words(kind: DecisionKind, language: str) -> str:
    """A way out by its name."""
    return say(f"export.way.{kind.value}", language)
