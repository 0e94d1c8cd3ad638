"""What is put into a workbook to be seen instead of what was exported is found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl.drawing.image import Image
from openpyxl.utils import coordinate_to_tuple
from PIL import Image as Pixels

from core.export.disguise import misleads
from core.export.workbook import export_review
from core.messages import render
from core.review.verify import Verdict
from tests.core.export.support import reviewed, verified_after


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disguise")
    session = reviewed(folder)
    export_review(session, folder / "out.xlsx")
    session.close()
    return folder / "out.xlsx"


@pytest.fixture
def tamper(exported: Path, tmp_path: Path) -> Callable[[Callable[[Any], None]], Verdict]:
    """Changes the exported workbook, and verifies what came of it."""
    return partial(verified_after, exported, tmp_path)


def said(verdict: Verdict) -> str:
    return render(verdict.message)


def test_a_sheet_put_in_beside_the_real_one_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        copy = book.copy_worksheet(book["三、依申请公开"])
        copy["D6"].value = 6076
        book["三、依申请公开"].sheet_state = "hidden"

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "三、依申请公开 Copy" in said(verdict)


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        ("审核意见单", "H2"),
        ("修改意见清单", "J3"),
        ("来源", "D4"),
        ("操作记录", "AZ1"),
    ],
)
def test_a_formula_that_shows_a_text_is_found(tamper: Callable[..., Verdict], sheet: str, place: str) -> None:
    verdict = tamper(lambda book: book[sheet].cell(*_spot(place), value='="同意发布"'))
    assert verdict.status == "broken"
    assert place in said(verdict)


def _spot(place: str) -> tuple[int, int]:
    row, column = coordinate_to_tuple(place)
    return int(row), int(column)


def test_a_heading_of_the_journal_is_the_exports(tamper: Callable[..., Verdict]) -> None:
    assert "操作记录" in said(tamper(lambda book: book["操作记录"].cell(2, 3, "经办单位")))


@pytest.mark.parametrize(
    "hide",
    [
        lambda book: setattr(book["修改意见清单"].row_dimensions[3], "hidden", True),
        lambda book: setattr(book["核对结果"].column_dimensions["I"], "hidden", True),
        lambda book: setattr(book["修改意见清单"], "sheet_state", "veryHidden"),
    ],
)
def test_what_is_hidden_is_told(tamper: Callable[..., Verdict], hide: Callable[[Any], None]) -> None:
    verdict = tamper(hide)
    assert verdict.status == "broken"
    assert "隐藏" in said(verdict)


def test_a_picture_over_a_table_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        white = BytesIO()
        Pixels.new("RGB", (40, 40), "white").save(white, "png")
        book["三、依申请公开"].add_image(Image(white), "C6")

    assert "图片" in said(tamper(step))


@pytest.mark.parametrize(
    "code", ['"6076"', ";;;", "#,##0,", "0%", '"9"#,##0', "yyyy", "0E+0", "[$9]0", "\\9"]
)
def test_a_number_format_that_shows_another_number_is_found(
    tamper: Callable[..., Verdict], code: str
) -> None:
    def step(book: Any) -> None:
        cells = book["逐格数据"]
        row = next(row for row in cells.iter_rows(values_only=True) if row[0] == "t3.new.natural")
        book[row[2]][row[3]].number_format = code

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "6091" in said(verdict)


@pytest.mark.parametrize(
    ("code", "value", "shown_otherwise"),
    [
        ("#,##0", "6091", False),
        ('"△ "#,##0', "6091", False),
        ("+#,##0;-#,##0;0", "-4", False),
        ("#,##0;#,##0", "-4", True),
        ("#,##0;#,##0", "4", False),
        ('#,##0.0000" 万元"', "4166.2416", False),
        ('#,##0" 万元"', "4166.2416", True),
        ("#,##0.######", "3", False),
        ("General", "4166.2416", False),
        ("G/通用格式", "4166.2416", False),
        ("#,##0_);\\(#,##0\\)", "-4", False),
        ("# ?/?", "4", True),
        ("[$-804]#,##0", "6091", False),
        ("[RED]#,##0", "6091", False),
        ('0;-0;"无"', "0", True),
        ("#,##0_ ", "6091", False),
        ("#,##0\\ ", "6091", False),
    ],
)
def test_which_formats_show_the_number_there_is(code: str, value: str, shown_otherwise: bool) -> None:
    assert misleads(code, Decimal(value)) is shown_otherwise
