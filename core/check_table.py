"""The table of findings that `gouji check` prints: columns that line up with Chinese in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from core.check_json import count_cells, count_outcomes, within_tables
from core.forms.library import forms, known_forms
from core.messages import Message, message, render
from core.reconcile.compare import compare
from core.reconcile.evaluate import relations_of
from core.reconcile.finding import Finding
from core.reconcile.years import needs_last_year
from core.terminal import printable

if TYPE_CHECKING:
    from core.extract.report import Report
    from core.pipeline import Checked

COLUMNS = ("group", "severity", "rule", "message")
COLOURS = {"error": "31", "warning": "33", "hint": "36"}


def check_table(path: str, checked: Checked, language: str, *, coloured: bool) -> str:
    """A file's line, its counts, and a line for each finding; `coloured` for a terminal."""
    report, findings = checked.report, checked.reconciliation.findings
    counts: dict[str, int | Message] = dict(count_outcomes(within_tables(checked.reconciliation.outcomes)))
    doubts = sum(finding.relation is None for finding in findings)
    summary = message("cli.counts", form=_form(report), doubts=doubts, **counts)
    lines = [printable(f"{path}  {report.title}"), f"  {render(summary, language)}"]
    if checked.reconciliation.prose:
        told = count_outcomes(checked.reconciliation.prose)
        lines.append(f"  {render(message('cli.prose', **told), language)}")
    lines += [f"  {printable(render(said, language))}" for said in _beside(checked)]
    rows = [_row(finding, language) for finding in findings]
    if rows:
        rows.insert(0, [render(message(f"cli.column.{name}"), language) for name in COLUMNS])
    severities = [None, *(finding.severity for finding in findings)]
    for line, severity in zip(align(rows), severities, strict=False):
        paint = coloured and severity is not None
        lines.append(f"  \x1b[{COLOURS[severity or 'hint']}m{line}\x1b[0m" if paint else f"  {line}")
    return "\n".join(lines)


def _beside(checked: Checked) -> Iterator[Message]:
    """A line for each report laid beside."""
    last, other = checked.beside.last_year, checked.beside.other_form
    if last is not None:
        outcomes = [o for o in checked.reconciliation.outcomes if o.about == "last_year"]
        yield message("cli.last_year", name=last.name, **count_outcomes(outcomes))
    elif left := sum(map(needs_last_year, relations_of(checked.report))):
        yield message("cli.no_last_year", count=left)
    if other is not None:
        found = compare(checked.report.cells, checked.report, other.report)
        yield message("cli.other_form", name=other.name, **count_cells(found))


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, every column but the last as wide as its widest text."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)][:-1]
    return [
        "  ".join(
            [
                *(text + " " * (most - width(text)) for text, most in zip(row, widths, strict=False)),
                row[-1],
            ]
        )
        for row in rows
    ]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character, none for an accent."""
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)


def _row(finding: Finding, language: str) -> list[str]:
    severity = render(message(f"cli.severity.{finding.severity}"), language)
    return [str(finding.group), severity, finding.rule, printable(render(finding.message, language))]


def _form(report: Report) -> Message:
    if report.template in forms():
        return message("cli.form", year=report.template)
    own = known_forms(report.own).get(report.template)
    return message("cli.own_form", title=own.title) if own else message("cli.no_form")
