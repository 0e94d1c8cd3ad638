from __future__ import annotations

import random

import pytest

from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import CellState, Report
from core.forms.library import forms
from tests.core.extract.support import F2019, F2021, text_report
from tests.corpus.generate import Values, in_unit, plain, random_values

OPEN = (CellState.AMBIGUOUS, CellState.MISSING, CellState.UNREADABLE)


def columns(form: str, values: Values, *, heads: bool = True, gap: str = "\n") -> Report:
    """Tables 2 and 3 with the labels of each block first, then its numbers column by column."""
    made = forms()[form]
    tables: dict[str, list[str]] = {}
    for id in ("t2", "t3"):
        table, lines = made.tables[id], list[str]()
        rows = list(table.rows.values())
        for ids in dict.fromkeys(row.columns for row in rows):
            block = [row for row in rows if row.columns == ids]
            lines += ["信息内容" if id == "t2" else "申请人情况"]
            if not heads:
                lines += [table.columns[column].label for column in ids]
            lines += [row.label for row in block]
            for column in ids:
                said = [plain(values[f"{id}.{row.id}.{column}"]) for row in block]
                lines += [table.columns[column].label] if heads else []
                lines.append(gap.join(filter(None, said)))
        tables[id] = lines
    return extract(read_document(text_report(made, tables).encode(), "a.txt"))


def wrong(found: Report, form: str, values: Values) -> dict[str, object]:
    """The cells of tables 2 and 3 that are neither right nor left open."""
    return {
        id: (cell.value, values[id])
        for id, cell in found.cells.items()
        if cell.state not in OPEN and cell.value != in_unit(forms()[form], id, values[id])
    }


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("gap", ["\n", " "])
@pytest.mark.parametrize("seed", range(3))
def test_columns_under_their_heads_are_read(form: str, gap: str, seed: int) -> None:
    values = random_values(forms()[form], random.Random(seed))
    found = columns(form, values, gap=gap)
    assert not wrong(found, form, values)
    assert {cell.state for cell in found.cells.values()} == {CellState.RECOVERED}


@pytest.mark.parametrize("seed", range(3))
def test_columns_without_heads_are_told_by_the_relations(seed: int) -> None:
    values = random_values(F2021, random.Random(seed))
    found = columns("2021", values, heads=False)
    assert not wrong(found, "2021", values)
    assert {cell.state for id, cell in found.cells.items() if id.startswith("t3")} == {CellState.RECOVERED}


def test_columns_whose_relations_fail_are_left_open_without_heads() -> None:
    values = random_values(F2021, random.Random(1))
    values["t3.new.sum"] = (values["t3.new.sum"] or 0) + 1
    found = columns("2021", values, heads=False)
    assert {cell.state for id, cell in found.cells.items() if id.startswith("t3")} == {CellState.AMBIGUOUS}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("heads", [True, False])
@pytest.mark.parametrize("gap", ["\n", " "])
@pytest.mark.parametrize("seed", range(4))
def test_lost_blanks_leave_columns_open(form: str, heads: bool, gap: str, seed: int) -> None:
    values = random_values(forms()[form], random.Random(seed), blanks=0.4)
    assert not wrong(columns(form, values, heads=heads, gap=gap), form, values)


def test_a_column_with_nothing_at_all_is_blank() -> None:
    values = random_values(F2019, random.Random(2))
    values |= {f"t2.{row}.published": None for row in ("rules", "normative")}
    found = columns("2019", values)
    assert found.cells["t2.rules.published"].state is CellState.BLANK
    assert found.cells["t2.normative.total_public"].value == values["t2.normative.total_public"]
