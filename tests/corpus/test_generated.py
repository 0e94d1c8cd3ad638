"""Reports made at random: every style, form, share of blanks and disturbance; nothing wrong in silence.

Undisturbed reports are made for both forms and all shares of blanks, disturbed ones for a third of these
(glued digits, slow to part, for a sixth).

How much is read right is held to the accepted shares in accepted.json. GOUJI_ACCEPT=1 writes them anew;
a test fails while it is set. GOUJI_FUZZ=N makes N documents of each kind instead of one (`make fuzz`).
"""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest

from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import CellState
from core.forms.library import forms
from core.pipeline import check
from tests.corpus.disturb import DISTURBANCES
from tests.corpus.generate import DROPS_BLANKS, KEEPS_BLANKS, expanded, make
from tests.corpus.grading import Grade, grade

ACCEPTED = Path(__file__).with_name("accepted.json")
ACCEPTING = "GOUJI_ACCEPT" in os.environ
SEEDS = int(os.environ.get("GOUJI_FUZZ", "1"))
STYLES = [*KEEPS_BLANKS, *DROPS_BLANKS]
GROUPED = [pytest.param(style, marks=pytest.mark.xdist_group(style)) for style in STYLES]
BLANKS = (0.0, 0.2, 0.7)
WHOLE = ("page", "word", "tabs by line")
SLACK = 0.02


@cache
def graded(style: str, disturbance: str) -> tuple[tuple[str, Grade], ...]:
    """Each document of a style and disturbance by what it is called, and how it was read."""
    found = []
    for at, (form, blanks) in enumerate(product(forms(), BLANKS)):
        every = 1 if disturbance == "untouched" or SEEDS > 1 else 6 if style == "glued" else 3
        if (at + sum(map(ord, style + disturbance))) % every:
            continue
        for seed in range(SEEDS):
            made = make(style, seed, form=form, blanks=blanks, disturbance=disturbance)
            checked = check(made.data, made.name)
            found.append((f"{form} {blanks} {seed}", grade(checked, made.values, lost=made.lost)))
    return tuple(found)


def share(style: str, disturbance: str) -> float:
    """How many cells of all are read right."""
    total = sum((Counter(each.counts) for _, each in graded(style, disturbance)), Counter[str]())
    return round(total["right"] / sum(total.values()), 3)


@pytest.mark.parametrize("disturbance", DISTURBANCES)
@pytest.mark.parametrize("style", GROUPED)
def test_nothing_is_wrong_in_silence(style: str, disturbance: str) -> None:
    for name, each in graded(style, disturbance):
        assert each["silent"] == 0, (name, each.wrong)
        assert each["recovered_wrong"] == 0, (name, each.wrong)


@pytest.mark.parametrize("style", GROUPED)
def test_as_much_is_right_as_was_accepted(style: str) -> None:
    if ACCEPTING or SEEDS != 1:
        pytest.skip("other documents, or other shares, than those accepted")
    accepted = json.loads(ACCEPTED.read_text(encoding="utf-8"))[style]
    short = {kind: share(style, kind) for kind in DISTURBANCES if share(style, kind) < accepted[kind] - SLACK}
    assert not short, {kind: accepted[kind] for kind in short}


def test_accepted_shares_are_not_being_written() -> None:
    if ACCEPTING:
        shares = {style: {kind: share(style, kind) for kind in DISTURBANCES} for style in STYLES}
        ACCEPTED.write_text(json.dumps(shares, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert not ACCEPTING, f"{ACCEPTED.name} is written anew; run again without GOUJI_ACCEPT"


@pytest.mark.parametrize("style", [each for each in GROUPED if each.values[0] in WHOLE])
def test_cells_that_stand_apart_are_all_right(style: str) -> None:
    for name, each in graded(style, "untouched"):
        assert set(each.counts) == {"right"}, (name, each.wrong)


@pytest.mark.parametrize("form", list(forms()))
def test_a_blank_form_filled_in_word_is_right_cell_by_cell(form: str) -> None:
    """The form's own sheets as a Word document with merged cells, empty first, then filled."""
    from docx import Document

    document = Document()
    document.add_paragraph(f"云溪市水务局{forms()[form].first_year}年政府信息公开工作年度报告")
    places = {}
    for at, table in enumerate(forms()[form].tables.values()):
        document.add_paragraph(table.title)
        made = document.add_table(table.sheet_rows, table.sheet_columns)
        for printed in (cell for row in expanded(table) for cell in row if cell):
            first = made.cell(printed.row, printed.column)
            last = made.cell(printed.row + printed.row_span - 1, printed.column + printed.column_span - 1)
            merged = first.merge(last) if first is not last else first
            merged.text = printed.text
            if printed.cell:
                places[printed.cell] = (at, printed.row, printed.column)
    empty = extract(read_document(_saved(document), "空表.docx"))
    assert {cell.state for cell in empty.cells.values()} == {CellState.BLANK}
    for n, (at, row, column) in enumerate(places.values()):
        document.tables[at].cell(row, column).text = str(n)
    full = extract(read_document(_saved(document), "填报.docx"))
    assert {cell.raw: id for id, cell in full.cells.items()} == {str(n): id for n, id in enumerate(places)}
    assert {cell.state for cell in full.cells.values()} == {CellState.OK}
    assert {remark.rule for remark in full.remarks} == {"form.section"}, "there is no prose"


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
