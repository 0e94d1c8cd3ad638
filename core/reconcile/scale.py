"""Numbers whose size cannot well be right (t2.scale): 元 written for 万元, documents made but none public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from core.extract.report import Cell, Number, Report
from core.messages import Message, message
from core.reconcile.beside import Beside
from core.reconcile.finding import Finding
from core.reconcile.wording import cell_place, table_of

RULE = "t2.scale"

FACTOR = 1000
"""How many times last year's an amount is, or last year's this one, before its unit is doubted."""

MOST = Decimal(10) ** 12
"""An amount in yuan that no one report can reach."""

LEAST_EACH = 10
"""Yuan that an item of central procurement costs on average at the very least."""


def scale_doubts(cells: Mapping[str, Cell], report: Report, beside: Beside) -> Iterator[Finding]:
    """A hint for each number of a size that cannot well be right; numbers not yet decided raise none."""
    values = {cell.id: cell.value for cell in cells.values() if cell.value is not None}
    last = beside.last_year.report.cells if beside.last_year else {}
    amounts = _amount_columns(values, report)
    for id, value in values.items():
        if (id.partition(".")[0], id.rpartition(".")[2]) in amounts:
            former = last[id].value if id in last else None
            said = _amount(id, value, former, values, report)
            if said is not None:
                yield _hint((id,), said)
    yield from _none_public(values, report)


def _amount_columns(cells: Iterable[str], report: Report) -> set[tuple[str, str]]:
    """The table and column of each column of amounts among those of these cells."""
    tables = dict.fromkeys(id.partition(".")[0] for id in cells)
    return {
        (table, column.id)
        for table in tables
        for column in table_of(table, report).columns.values()
        if column.kind == "amount"
    }


def _hint(cells: tuple[str, ...], said: Message) -> Finding:
    return Finding(f"{RULE}@{cells[-1]}", RULE, "hint", 0, cells, said)


def _amount(
    id: str, value: Number, last: Number | None, values: Mapping[str, Number], report: Report
) -> Message | None:
    """Why an amount in yuan is doubted, or None where it is not."""
    place = cell_place(id, report)
    if last and value > 0 and (value >= FACTOR * last or last >= FACTOR * value):
        return message("reconcile.scale.last", place=place, value=value, last=last)
    if value >= MOST:
        return message("reconcile.scale.most", place=place, value=value)
    items = values.get(id.removesuffix("amount") + "items")
    if items and 0 < value < LEAST_EACH * items:
        return message("reconcile.scale.each", place=place, value=value, items=items)
    return None


def _none_public(values: Mapping[str, Number], report: Report) -> Iterator[Finding]:
    for id, made in values.items():
        if not id.endswith(".made"):
            continue
        total = f"{id.removesuffix('.made')}.total_public"
        if made > 0 and values.get(total) == 0:
            said = message("reconcile.scale.none_public", place=cell_place(total, report), made=made)
            yield _hint((id, total), said)
