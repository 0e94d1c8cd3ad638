"""What the workbook tells of an office's own rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from core.export.workbook import export_review
from core.forms.own import OwnFile
from core.review.session import Session
from tests.support import make_report

RULES = OwnFile(
    "less.toml",
    """extends = "2019"
[[relations]]
table = "t3"
rule = "own.less"
name = "新收不超过五件"
severity = "warning"
each = "column"
columns = ["sum"]
left = "new"
operator = "<="
right = "5"
""",
)


def test_files_in_force_and_their_findings_are_in_the_workbook(tmp_path: Path) -> None:
    values = {"t3.new.natural": 9, "t3.new.sum": 9, "t3.total.natural": 9, "t3.total.sum": 9}
    report = replace(make_report({**values, "t3.granted.natural": 9, "t3.granted.sum": 9}), own=(RULES,))
    target = tmp_path / "out.xlsx"
    with_it = Session.start(tmp_path / "a.gouji", b"source", "a.txt", report, "某甲")
    try:
        export_review(with_it, target, "zh")
    finally:
        with_it.close()
    book = openpyxl.load_workbook(target)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"less.toml\nSHA-256 {RULES.sha256}" in texts
    assert any("新收不超过五件" in text and "应不大于 5" in text for text in texts)
