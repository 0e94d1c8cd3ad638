"""How the exported sheets name things: places, numbers, ways out, what an entry of the journal did."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.export.tables import factor
from core.export.text import plain, say
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import Table, split_id
from core.forms.library import forms
from core.forms.relation import Relation
from core.messages import render
from core.reconcile.finding import Finding
from core.reconcile.wording import place
from core.review.change import DecisionKind, Entry
from core.review.report_json import message_from_json, number_from_json
from core.review.ruling import decision_of
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
    return forms()[name].tables[table] if name else None


def cell_place(report: Report, cell: str) -> Place:
    """Table, row and column of a cell, by the names that messages use."""
    id, row, column = split_id(cell)
    table = table_of(report, id)
    if table is None:
        return id, row, column
    return table.name, table.rows[row].name, table.columns[column].name


def relation_place(report: Report, relation: Relation) -> Place:
    """Table and row, or table and column, that a relation speaks of."""
    table = table_of(report, relation.table)
    if table is None:
        return relation.table, relation.place, ""
    if relation.each == "row":
        return table.name, table.rows[relation.place].name, ""
    return table.name, "", table.columns[relation.place].name


def finding_place(report: Report, finding: Finding, language: str) -> Place:
    """Table, rows and columns of a finding: those of its relation, else of its cells."""
    if finding.relation is not None:
        return relation_place(report, finding.relation)
    if not finding.cells:
        return render(place(finding, report), language), "", ""
    places = [cell_place(report, cell) for cell in finding.cells]
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
    column = table.columns[column_id] if table else None
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


def entry_words(entry: Entry, report: Report, language: str) -> str:
    """What an entry of the journal did, in a sentence or a few."""
    said = entry.payload
    match entry.kind:
        case "decide":
            return _decision_words(said, report, language)
        case "undo" | "redo":
            return say(f"export.entry.{entry.kind}", language, target=int(said["target"]))
        case "export":
            kind = say(f"export.kind.{said['kind']}", language)
            return say("export.entry.export", language, kind=kind, target=str(said["target"]))
        case "open" if "name" in said:
            return say("export.entry.open", language, name=str(said["name"]))
        case "open" if "shortened" in said:
            return say("export.entry.shortened", language, entries=int(said["shortened"]["entries"]))
        case "open":
            return say("export.entry.again", language)
    return entry.kind


def _decision_words(said: Mapping[str, Any], report: Report, language: str) -> str:
    decision = decision_of(said)
    parts = [way_words(decision.kind, language)]
    parts += [change_words(cell, one, report, language) for cell, one in said["changes"].items()]
    settled = [
        say("export.entry.finding", language, finding=words) for _, words in settled_words(said, language)
    ]
    parts += settled
    if not settled and not decision.changes:
        places = tuple(joined(cell_place(report, cell)) for cell in decision.cells)
        parts.append(say("export.entry.cells", language, cells=places))
    parts.append(say("export.comment.reason", language, reason=decision.reason or "—"))
    return "\n".join(parts)


def change_words(cell: str, said: Mapping[str, Any], report: Report, language: str) -> str:
    """A number that a decision changed: its place, what it was (as read, if it had none) and became."""
    was, now = (number_from_json(said[side]) for side in ("before", "after"))
    read = report.cells[cell]
    before = cell_words(report, read, language) if was is None and read.value is None else None
    return say(
        "export.entry.change",
        language,
        place=joined(cell_place(report, cell)),
        before=before or number_words(report, cell, was, language),
        after=number_words(report, cell, now, language),
    )


def settled_words(said: Mapping[str, Any], language: str) -> list[tuple[frozenset[str], str]]:
    """The findings that a decision settled: the cells of each, and its arithmetic as it stood."""
    return [
        (frozenset(one["cells"]), render(message_from_json(one["message"]), language))
        for one in said["settled"]
    ]
