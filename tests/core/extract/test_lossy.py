"""Texts of which every line was kept once: nothing is made of their tables, and they say why."""

from __future__ import annotations

import pytest

from core.extract.report import CellState, Report
from core.messages import render
from tests.core.extract.support import F2019, F2021, lines_of, page, read_html, read_text, text_report, values

VALUES = {"t2.permit.decisions": "41", "t3.new.natural": "12", "t3.new.sum": "13", "t4.review.upheld": "7"}


def once(text: str) -> str:
    """The text without the lines that stood before, and without empty ones."""
    return "\n".join(dict.fromkeys(line for line in text.split("\n") if line.strip()))


def told(report: Report) -> list[str]:
    return [render(one.message) for one in report.remarks if one.rule == "form.unread"]


@pytest.mark.parametrize("form", [F2019, F2021])
def test_no_cell_of_a_text_without_its_repeated_lines_is_known(form) -> None:  # type: ignore[no-untyped-def]
    text = text_report(form, {id: lines_of(form.tables[id], VALUES, gap="\n") for id in ("t2", "t3", "t4")})
    whole, lossy = read_text(text), read_text(once(text))
    assert values(whole, "t3.new")[0] == 12
    assert not told(whole)
    assert {cell.state for cell in lossy.cells.values()} <= {CellState.AMBIGUOUS, CellState.MISSING}
    assert not [cell for cell in lossy.cells.values() if cell.value is not None]
    assert len(told(lossy)) == 1


def test_rows_where_nothing_is_left_are_doubted_together() -> None:
    text = text_report(F2021, {id: lines_of(F2021.tables[id], {}, gap="\n") for id in ("t2", "t3", "t4")})
    assert len(read_text(once(text)).ambiguities) < 12


def test_short_texts_and_pages_lose_nothing() -> None:
    assert not told(read_text("第二十条第（一）项\n信息内容\n规章\n第二十条第（五）项\n第二十条第（六）项\n"))
    assert not told(read_html(page(F2021, VALUES)))
