"""The same report in two forms (Word draft and published page): every cell held against the other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.extract.report import Cell, Report
from core.forms.form import split_id
from core.forms.relation import Severity
from core.messages import Message, Parameter, message
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.finding import Finding, Suggestion
from core.reconcile.readings import BLANKS
from core.reconcile.wording import cell_place, table_of
from core.reconcile.years import same_office

SEVERITIES: Mapping[str, Severity] = {
    "other.differs": "error",
    "other.missing": "warning",
    "other.report": "warning",
    "other.blank": "hint",
    "other.skipped": "hint",
}
"""How severe each of the differences is: rules that the comparison adds to the contract's."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the cells of two readings of one report compare, by id, in the form's order.

    `same` hold the same number, or are both blank; `differing` do not; of `blank` one is blank and the
    other 0; `skipped` could not be compared, as one of them has no number that is sure. `absent` are the
    tables that only one of the two has.
    """

    same: tuple[str, ...]
    differing: tuple[str, ...]
    blank: tuple[str, ...]
    skipped: tuple[str, ...]
    absent: tuple[str, ...]


def compare(cells: Mapping[str, Cell], report: Report, other: Report) -> Comparison:
    """Holds every cell against the other report's; tables that only one of them has are told as a whole."""
    tables = [table for table, form in report.forms.items() if form]
    theirs = [table for table, form in other.forms.items() if form]
    absent = tuple(
        table for table in dict.fromkeys((*tables, *theirs)) if (table in tables) != (table in theirs)
    )
    sorts: dict[str, list[str]] = {"same": [], "differing": [], "blank": [], "skipped": []}
    for id in dict.fromkeys((*cells, *other.cells)):
        if id.partition(".")[0] not in absent:
            sorts[_sort(cells.get(id), other.cells.get(id))].append(id)
    same, differing, blank, skipped = (tuple(held) for held in sorts.values())
    return Comparison(same, differing, blank, skipped, absent)


def _sort(one: Cell | None, other: Cell | None) -> str:
    if one is None or other is None or not (_is_told(one) and _is_told(other)):
        return "skipped"
    if one.value == other.value:
        return "same"
    return "differing" if (one.value or 0) != (other.value or 0) else "blank"


def _is_told(cell: Cell) -> bool:
    return cell.value is not None or cell.state in BLANKS


def differences(cells: Mapping[str, Cell], report: Report, beside: Beside) -> Iterator[Finding]:
    """What is found where the same report in another form lies beside; one finding for each row."""
    other = beside.other_form
    if other is None:
        return
    yield from _of_another(report, other)
    found = compare(cells, report, other.report)
    for table in found.absent:
        here = bool(report.forms.get(table))
        said = message(
            "reconcile.other.only_here" if here else "reconcile.other.only_there",
            table=table_of(table, report if here else other.report).name,
            name=other.name,
        )
        yield _finding("other.missing", table, (), said)
    for row, ids in groupby(found.differing, key=lambda id: id.rpartition(".")[0]):
        yield _differing(row, tuple(ids), cells, report, other)
    for rule, listed in (("other.blank", found.blank), ("other.skipped", found.skipped)):
        for table in dict.fromkeys(id.partition(".")[0] for id in listed):
            own = tuple(id for id in listed if id.startswith(f"{table}."))
            yield _listed(rule, table, own, cells, report, other)


def _of_another(report: Report, other: Neighbour) -> Iterator[Finding]:
    """Whether the two are of one year and one office, as far as they say."""
    if report.year != other.report.year and None not in (report.year, other.report.year):
        years = {"found": str(other.report.year), "year": str(report.year)}
        yield _finding("other.report", "year", (), message("reconcile.other.year", name=other.name, **years))
    if not same_office(report.agency, other.report.agency):
        offices = {"found": other.report.agency, "agency": report.agency}
        yield _finding(
            "other.report", "agency", (), message("reconcile.other.agency", name=other.name, **offices)
        )


def _differing(
    row: str, ids: tuple[str, ...], cells: Mapping[str, Cell], report: Report, other: Neighbour
) -> Finding:
    theirs = {id: other.report.cells[id].value for id in ids}
    table = table_of(row.partition(".")[0], report)
    parts = tuple(
        message(
            "reconcile.other.pair",
            column=table.columns[split_id(id)[2]].name,
            here=cells[id].value,
            there=theirs[id],
        )
        for id in ids
    )
    place = message("reconcile.place.row", table=table.name, row=table.rows[split_id(ids[0])[1]].name)
    said = message("reconcile.other.differs", place=place, name=other.name, parts=parts)
    why = message("reconcile.other.as_there", name=other.name)
    return _finding("other.differs", row, ids, said, (Suggestion(theirs, why),))


def _listed(
    rule: str, table: str, ids: tuple[str, ...], cells: Mapping[str, Cell], report: Report, other: Neighbour
) -> Finding:
    """One finding for all cells of a table that are blank in one of the two, or not compared.

    The cells that this report has come before those that only the other has.
    """
    own = tuple(id for id in ids if id in cells)
    said: dict[str, Parameter] = {
        "table": table_of(table, report).name,
        "count": len(ids),
        "cell": cell_place(ids[0], report if own else other.report),
        "name": other.name,
    }
    if rule == "other.blank":
        return _finding(rule, table, own, message("reconcile.other.blank", **said))
    return _finding(rule, table, own, message("reconcile.other.skipped", **said))


def _finding(
    rule: str,
    place: str,
    cells: tuple[str, ...],
    said: Message,
    suggestions: Sequence[Suggestion] = (),
) -> Finding:
    return Finding(f"{rule}@{place}", rule, SEVERITIES[rule], 0, cells, said, suggestions=tuple(suggestions))
