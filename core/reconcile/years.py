"""Last year's report beside this one: what is said without it, and whether it is the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from core.extract.report import Number, Report
from core.forms.form import LAST_YEAR
from core.forms.relation import Relation
from core.messages import Message, message
from core.reconcile.beside import Beside
from core.reconcile.finding import Finding, Outcome
from core.reconcile.readings import Numbers
from core.reconcile.wording import operands, relation_text

NO_REPORT = "reconcile.no_last_year"

LIKE = 0.6
"""How alike two names of offices are at least that may be of one."""

_OFFICE = re.compile(r"人民政府|办公厅|办公室|管理委员会|管委会|委员会|局$|厅$")
"""What names of offices share, or are printed with one year and without the next."""


def without_last_year(
    relation: Relation, missing: Sequence[str], numbers: Numbers, report: Report
) -> Message:
    """Why a relation cannot be evaluated that lacks last year's cells; where it can, what they should be."""
    if numbers.last_year:
        return message("reconcile.last_missing", cells=operands(relation, missing, report))
    value = inferred(relation, numbers)
    if value is None:
        return message("reconcile.no_last_year")
    cells = operands(relation, missing, report)
    words = relation_text(relation, report)
    return message("reconcile.last_inferred", cells=cells, relation=words, value=value)


def needs_last_year(relation: Relation) -> bool:
    """Whether a relation speaks of cells of last year's report."""
    return any(cell.startswith(LAST_YEAR) for cell in relation.cells)


def inferred(relation: Relation, numbers: Numbers) -> Number | None:
    """What the one cell of last year's in an equation must be by this year's numbers; None where open.

    Where only one other cell stands in it, or nothing but noughts, the number says nothing new, and is
    not given either.
    """
    last = [term for term in relation.coefficients if term.cell.startswith(LAST_YEAR)]
    others = [term for term in relation.coefficients if not term.cell.startswith(LAST_YEAR)]
    if relation.operator != "=" or len(last) != 1 or abs(last[0].coefficient) != 1 or len(others) < 2:
        return None
    cells = [term.cell for term in others]
    if any(cell not in numbers.values for cell in cells) or not any(numbers.values[cell] for cell in cells):
        return None
    total: Number = 0
    for term in others:
        total -= term.coefficient * numbers.values[term.cell]
    return total * last[0].coefficient


def is_shown(outcome: Outcome) -> bool:
    """Whether an outcome says anything: a missing report is not told of relation by relation."""
    return outcome.reason is None or outcome.reason.id != NO_REPORT


def last_year_doubts(report: Report, beside: Beside) -> Iterator[Finding]:
    """Whether what lies beside as last year's report is one of the year before, by the same office."""
    if beside.last_year is None:
        return
    last, name = beside.last_year.report, beside.last_year.name
    if report.year is None or last.year is None:
        yield _doubt("year", message("reconcile.year.unknown", name=name))
    elif last.year != report.year - 1:
        years = {"found": str(last.year), "year": str(report.year)}
        yield _doubt("year", message("reconcile.year.other", name=name, **years))
    if not same_office(report.agency, last.agency):
        offices = {"found": last.agency, "agency": report.agency}
        yield _doubt("agency", message("reconcile.year.agency", name=name, **offices))


def _doubt(place: str, said: Message) -> Finding:
    return Finding(f"year.report@{place}", "year.report", "warning", 0, (), said)


def same_office(one: str, other: str) -> bool:
    """Whether two names may be of one office, as far as names tell; one that is not told may be any."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    return not short or short in long or SequenceMatcher(None, short, long, autojunk=False).ratio() >= LIKE


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are told and are of one office; what one year prints and another not, aside."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return _OFFICE.sub("", re.sub(r"\W", "", name))
