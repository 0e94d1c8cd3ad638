"""How relations and findings are put into words, alike in the window, on the command line and in exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import LAST_YEAR, ONE, PROSE, Form, Table, split_id
from core.forms.library import form_of_year, forms, known_forms
from core.forms.relation import Relation, Term
from core.messages import Message, Parameter, message
from core.reconcile.finding import Finding
from core.reconcile.readings import is_open

SHORT_SUM = 3
"""Sums of so many terms are written out in full; of longer ones only the terms that are not 0."""

NAMED_CELLS = 3
"""How many cells a sentence names before it says how many there are."""


def table_of(table: str, report: Report) -> Table:
    """The table as its form has it; an absent one as in the report's form, its year's, or the newest."""
    own = known_forms(report.own).get(report.forms.get(table) or "")
    if own is not None and table in own.tables:
        return own.tables[table]
    return next(form.tables[table] for form in _likely_forms(report) if form and table in form.tables)


def _likely_forms(report: Report) -> Iterator[Form | None]:
    yield known_forms(report.own).get(report.template)
    yield form_of_year(report.year) if report.year else None
    yield from reversed(forms().values())


def place(said: Relation | Finding, report: Report) -> Message:
    """Where a relation or a finding is: 三、依申请公开 · 自然人."""
    if isinstance(said, Finding):
        if said.relation is None:
            return cells_place(said.cells, report) if said.cells else _named_place(said.key, report)
        said = said.relation
    where = _relation_place(said, report)
    return message("reconcile.place.named", place=where, name=said.name) if said.name else where


def _relation_place(relation: Relation, report: Report) -> Message:
    if relation.place.startswith(PROSE):
        return _figure_place(relation.place, report)
    table = table_of(relation.table, report)
    match relation.each:
        case "row":
            return message("reconcile.place.row", table=table.name, row=table.rows[relation.place].name)
        case "column":
            column = table.columns[relation.place].name
            return message("reconcile.place.column", table=table.name, column=column)
        case "whole":
            return message("reconcile.place.table", table=table.name)


def _named_place(key: str, report: Report) -> Message:
    """The place of a finding without cells, as its key names it: a table, words of the prose, the report."""
    where = key.partition("@")[2]
    if where.startswith(PROSE):
        return _figure_place(where, report)
    table = where.partition(".")[0]
    known = table in report.forms or table in next(iter(forms().values())).tables
    return (
        message("reconcile.place.table", table=table_of(table, report).name)
        if known
        else message("reconcile.place.report")
    )


def cell_place(cell: str, report: Report) -> Message:
    """Where a cell is: 三、依申请公开 · （三）1.属于国家秘密 · 自然人; last year's with that before it."""
    if cell.startswith(PROSE):
        return _figure_place(cell, report)
    if cell.startswith(LAST_YEAR):
        return message("reconcile.last", name=cell_place(cell.removeprefix(LAST_YEAR), report))
    table_id, row, column = split_id(cell)
    table = table_of(table_id, report)
    return message(
        "reconcile.place.cell", table=table.name, row=table.rows[row].name, column=table.columns[column].name
    )


def _figure_place(id: str, report: Report) -> Message:
    """Where a figure of the prose is: the words it stands in."""
    clause = next((figure.clause for figure in report.prose.figures if figure.id == id), "")
    return message("reconcile.place.prose", clause=clause)


def cells_place(cells: Sequence[str], report: Report) -> Message:
    """Where cells of one table are, from the first to the last in form order."""
    if len(cells) == 1:
        return cell_place(cells[0], report)
    (table_id, row, column), (last_table, last_row, last_column) = split_id(cells[0]), split_id(cells[-1])
    table = table_of(table_id, report)
    if table_id != last_table:
        return message("reconcile.place.table", table=table.name)
    if row != last_row:
        names = {"first": table.rows[row].name, "last": table.rows[last_row].name}
        return message("reconcile.place.rows", table=table.name, **names)
    names = {"first": table.columns[column].name, "last": table.columns[last_column].name}
    return message("reconcile.place.columns", table=table.name, row=table.rows[row].name, **names)


def operands(relation: Relation, cells: Sequence[str], report: Report) -> Parameter:
    """Cells of a relation by the names that tell them apart in it, the first few and how many there are."""
    names = tuple(
        message("reconcile.cell", name=_name(relation, cell, report)) for cell in cells[:NAMED_CELLS]
    )
    return names if len(cells) <= NAMED_CELLS else message("reconcile.cells", named=names, count=len(cells))


def _name(relation: Relation, cell: str, report: Report, *, short: bool = False) -> Parameter:
    """A cell by what tells it apart in a relation: its column, or its row, or as much more as that takes."""
    if cell.startswith(PROSE):
        return _figure_place(cell, report)
    if cell.startswith(LAST_YEAR):
        name = _name(relation, cell.removeprefix(LAST_YEAR), report, short=short)
        return message("reconcile.last", name=name)
    table_id, row, column = split_id(cell)
    table = table_of(table_id, report)
    row_name = table.rows[row].short if short else table.rows[row].name
    here = table_id == relation.table
    if here and relation.each == "row" and row == relation.place:
        return table.columns[column].name
    if relation.each == "column" and column == relation.place and here:
        return row_name
    if here:
        return message("reconcile.cell_of", row=row_name, column=table.columns[column].name)
    return cell_place(cell, report)


def relation_text(relation: Relation, report: Report) -> Message:
    """The relation in the form's own words: 一 + 二 = 三（七） + 四."""
    left, right = side_names(relation, report)
    match relation.operator:
        case "=":
            return message("reconcile.relation.equal", left=left, right=right)
        case "<=":
            return message("reconcile.relation.at_most", left=left, right=right)
        case ">=":
            return message("reconcile.relation.at_least", left=left, right=right)


def side_names(relation: Relation, report: Report) -> tuple[Parameter, Parameter]:
    """The two sides of a relation by name: 一 + 二, 三（七） + 四; a side without terms is 0."""
    return _side_name(relation, relation.left, report), _side_name(relation, relation.right, report)


def _side_name(relation: Relation, terms: Sequence[Term], report: Report) -> Parameter:
    if not terms:
        return 0
    if len(terms) > SHORT_SUM and _is_stretch(relation, terms, report):
        if relation.each == "row":
            return message("reconcile.sum_of_columns")
        first, last = (_name(relation, term.cell, report, short=True) for term in (terms[0], terms[-1]))
        return message("reconcile.sum_of_rows", first=_item(first), last=_item(last))
    return _chain([(term.coefficient < 0, _times(relation, term, report)) for term in terms])


def _is_stretch(relation: Relation, terms: Sequence[Term], report: Report) -> bool:
    """Whether the terms are plain cells that stand next to one another along the row or down the column."""
    if relation.each == "whole":
        return False
    table = table_of(relation.table, report)
    line = [
        f"{relation.table}.{relation.place}.{id}"
        if relation.each == "row"
        else f"{relation.table}.{id}.{relation.place}"
        for id in (table.columns if relation.each == "row" else table.rows)
    ]
    cells = [term.cell for term in terms]
    if cells[0] not in line or any(term.coefficient != 1 for term in terms):
        return False
    at = line.index(cells[0])
    return line[at : at + len(cells)] == cells


def _times(relation: Relation, term: Term, report: Report) -> Parameter:
    """A term by name, without its sign: 一, 2 × 一, or a number alone."""
    factor = abs(term.coefficient)
    if term.cell == ONE:
        return factor
    name = _name(relation, term.cell, report, short=True)
    return name if factor == 1 else message("reconcile.times", factor=factor, name=name)


def _item(short: Parameter) -> Parameter:
    """The item that a sub-item's number belongs to: 三（六）3 is of 三（六）."""
    return short.rstrip("0123456789") if isinstance(short, str) else short


def arithmetic(relation: Relation, cells: Mapping[str, Cell]) -> tuple[Parameter, Parameter]:
    """The two sides of a relation in numbers: 6,091 + 105 = 6,196, and 6,086 + 120 = 6,206."""
    return _sum(relation.left, cells), _sum(relation.right, cells)


def _sum(terms: Sequence[Term], cells: Mapping[str, Cell]) -> Parameter:
    parts = [(term.coefficient < 0, _operand_value(term, cells.get(term.cell))) for term in terms]
    if len(parts) <= 1:
        return parts[0][1] if parts else 0
    known = [_signed(negative, value) for negative, value in parts if not isinstance(value, Message)]
    total: Parameter = sum(known) if len(known) == len(parts) else message("reconcile.undecided")
    if len(parts) <= SHORT_SUM:
        return message("reconcile.equals", terms=_chain(parts), total=_plain(total))
    told = [part for part in parts if part[1]]
    rest = len(parts) - len(told)
    if not told:
        blank = all(value is None for _, value in parts)
        return message("reconcile.nothing_but_blanks" if blank else "reconcile.nothing_but_zeros", count=rest)
    if len(told) == 1:
        return message("reconcile.nothing_else", value=_chain(told), count=rest)
    if rest:
        return message("reconcile.equals_rest", terms=_chain(told), total=_plain(total), count=rest)
    return message("reconcile.equals", terms=_chain(told), total=_plain(total))


def _operand_value(term: Term, cell: Cell | None) -> Number | Message | None:
    """What stands for a term in a sum: its number, None for a blank, or a word for no number."""
    if term.cell == ONE:
        return abs(term.coefficient)
    if cell is None or (cell.value is None and cell.state in (CellState.MISSING, CellState.UNREADABLE)):
        return message("reconcile.no_number")
    if is_open(cell):
        return message("reconcile.undecided")
    return None if cell.value is None else abs(term.coefficient) * cell.value


def _signed(negative: bool, value: Number | None) -> Number:
    return -(value or 0) if negative else value or 0


def _chain(parts: Sequence[tuple[bool, Parameter]]) -> Parameter:
    """Terms joined by plus and minus signs; a term that is itself negative turns its sign round."""

    def joined(sum: Parameter, part: tuple[bool, Parameter]) -> Parameter:
        negative, term = _turned(*part)
        if negative:
            return message("reconcile.minus", left=sum, right=term)
        return message("reconcile.plus", left=sum, right=term)

    negative, first = _turned(*parts[0])
    start = message("reconcile.negative", term=first) if negative else first
    return reduce(joined, parts[1:], start)


def _turned(negative: bool, term: Parameter) -> tuple[bool, Parameter]:
    if isinstance(term, int | Decimal) and term < 0:
        return not negative, -term
    return negative, term


def _plain(value: Parameter) -> Parameter:
    """A number with a true minus sign where it is negative; anything else as it is."""
    return (
        message("reconcile.negative", term=-value)
        if isinstance(value, int | Decimal) and value < 0
        else value
    )


def difference(left: Number, right: Number) -> str:
    """The left side less the right side, with its sign: −10, +7."""
    return signed(left - right)


def signed(number: Number) -> str:
    """A number with its sign, plus too: −10, +7."""
    return f"{number:+,}".replace("-", "−")
