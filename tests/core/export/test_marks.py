"""Marks that stand in a cell itself, where there is no number to bear them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.export.verify import verify_workbook
from core.export.workbook import export_review
from tests.core.export.support import decide, load, start
from tests.core.export.test_workbook import at
from tests.support import make_report


@pytest.mark.parametrize(
    ("kind", "shown"), [("proposal", "空白 △"), ("reading", "空白 ○"), ("returned", "空白 ※")]
)
def test_a_blank_that_was_decided_upon_shows_it(tmp_path: Path, kind: str, shown: str) -> None:
    session = start(tmp_path, make_report({"t3.new.natural": None if kind == "returned" else 5}))
    changes = {} if kind == "returned" else {"t3.new.natural": None}
    decide(session, kind, cells=("t3.new.natural",), changes=changes)
    export_review(session, tmp_path / "out.xlsx")
    cell = at(load(tmp_path / "out.xlsx"), "t3.new.natural")
    assert (cell.value, cell.data_type) == (shown, "s")
    assert verify_workbook(tmp_path / "out.xlsx").status == "intact"
    session.close()
