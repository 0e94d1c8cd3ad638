"""The sentence that goes back to the office for each item.

三（七）总计自然人列填6086，三（一）至三（六）之和为6047，差39，请核实。
"""

from __future__ import annotations

from collections.abc import Mapping

from core.export.text import plain, say
from core.export.words import number_words, quoted_words, table_of
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import split_id
from core.messages import Parameter, render, show
from core.reconcile.finding import Finding
from core.reconcile.wording import place, side_names
from core.review.change import DecisionKind, ReviewState
from core.review.figures import figures_of, is_figure
from core.review.report_json import message_from_json
from core.review.sent import SentBack

PLAIN_DOUBTS = {
    "cell.blank": "export.sentence.blank",
    "cell.unit": "export.sentence.unit",
    "form.missing": "export.sentence.missing",
}
"""The doubts whose sentence needs no more than their place and how many cells they are about."""


def sentence(state: ReviewState, item: SentBack, printed: Mapping[str, Cell], language: str) -> str:
    """What is to be changed or checked, and why, ready to be sent; `printed` as of `printed_cells`."""
    if item.kind is DecisionKind.PROPOSAL:
        return _proposal(state.report, item, printed[item.cells[0]], language)
    if item.finding is None:
        (cell,) = item.cells
        said = _quoted(state.report, printed[cell], language)
        if is_figure(cell):
            clause = figures_of(state.report)[cell].clause
            return say("export.sentence.figure_check", language, clause=clause, printed=said)
        return say(
            "export.sentence.check", language, cell=cell_name(state.report, cell, language), printed=said
        )
    return check_sentence(state.report, item.finding, printed, language)


def check_sentence(report: Report, finding: Finding, printed: Mapping[str, Cell], language: str) -> str:
    """A finding that the office is asked to check, in one sentence with its arithmetic."""
    relation = finding.relation
    if relation is None:
        return _doubt(report, finding, printed, language)
    if relation.each == "whole" or finding.left is None or finding.right is None:
        return _told(finding, language)
    return _failed(report, finding, finding.left, finding.right, printed, language)


def _proposal(report: Report, item: SentBack, read: Cell, language: str) -> str:
    told = {
        "should": _bare(number_words(report, read.id, item.wanted, language)),
        "printed": _quoted(report, read, language),
    }
    if is_figure(read.id):
        clause = figures_of(report)[read.id].clause
        said = say("export.sentence.figure_change", language, clause=clause, **told)
    else:
        cell = cell_name(report, read.id, language)
        said = say("export.sentence.change", language, cell=cell, **told)
    whys = [
        render(message_from_json(one["message"]), language)
        for one in item.entry.payload["settled"]
        if one["left"] is not None and (read.id in one["cells"] or is_figure(read.id))
    ]
    return said + say("export.sentence.why", language, whys="；".join(whys)) if whys else said


def _failed(
    report: Report, found: Finding, left: Number, right: Number, printed: Mapping[str, Cell], language: str
) -> str:
    relation = found.relation
    assert relation is not None
    names = [_close(name, language) for name in side_names(relation, report)]
    where = _line_name(report, relation.table, relation.each, relation.place, language)
    said: dict[str, Parameter] = {
        "where": where,
        "left_name": names[0],
        "left": plain(left),
        "right_name": names[1],
        "right": plain(right),
        "difference": plain(abs(left - right)),
    }
    if relation.operator != "=":
        bound = "at_most" if relation.operator == "<=" else "at_least" if relation.right else "negative"
        return say(f"export.sentence.{bound}", language, **said)
    if len(relation.right) > 1:
        return say("export.sentence.sides", language, **said)
    total = relation.right[0].cell
    cell = cell_name(report, total, language)
    blank = total in printed and printed[total].value is None
    return say(f"export.sentence.{'unfilled' if blank else 'total'}", language, cell=cell, **said)


def _close(name: Parameter, language: str) -> str:
    """The name of a side, its signs close to what they join: 一+二."""
    said = show(name, language)
    return said.replace(" + ", "+").replace(" − ", "−") if language == "zh" else said


def _doubt(report: Report, finding: Finding, printed: Mapping[str, Cell], language: str) -> str:
    where = render(place(finding, report), language)
    if id := PLAIN_DOUBTS.get(finding.rule):
        return say(id, language, place=where, count=len(finding.cells))
    if finding.rule == "cell.number" and finding.cells[0] in printed:
        cell = printed[finding.cells[0]]
        name = cell_name(report, cell.id, language)
        return say("export.sentence.number", language, cell=name, printed=_quoted(report, cell, language))
    if finding.rule == "cell.ambiguous":
        return say("export.sentence.ambiguous", language, place=where)
    return _told(finding, language)


def _told(finding: Finding, language: str) -> str:
    """The finding in its own words, where they tell the office all."""
    return say("export.sentence.told", language, finding=render(finding.message, language).rstrip("。."))


def cell_name(report: Report, cell: str, language: str) -> str:
    """A cell as a sentence names it: 三（七）总计自然人列."""
    id, row, column = split_id(cell)
    table = table_of(report, id)
    if table is None or row not in table.rows or column not in table.columns:
        return cell
    names = {"row": row_name(report, id, row), "column": table.columns[column].name}
    return say("export.sentence.cell", language, **names)


def row_name(report: Report, table: str, row: str) -> str:
    """A row's name with the number of the section it belongs to: 三（七）总计."""
    held = table_of(report, table)
    assert held is not None
    name, short = held.rows[row].name, held.rows[row].short
    section, bracket, _ = short.partition("（")
    return f"{section}{name}" if bracket and name.startswith("（") else name


def _line_name(report: Report, table: str, each: str, at: str, language: str) -> str:
    held = table_of(report, table)
    if held is None:
        return at
    if each == "row":
        return say("export.sentence.row", language, row=row_name(report, table, at))
    return say("export.sentence.column", language, column=held.columns[at].name)


def _quoted(report: Report, cell: Cell, language: str) -> str:
    if cell.state is CellState.BLANK and not cell.raw.strip():
        return say("value.blank", language)
    return _bare(quoted_words(report, cell, language))


def _bare(words: str) -> str:
    """A number as it is typed, without separators of thousands."""
    return words.replace(",", "")
