"""Cells of workbooks that are raised, struck out or white, rows and columns of no size."""

from __future__ import annotations

import pytest

from tests.core.document.test_sheet import c, cells, grid, words

STYLES = (
    '<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>'
    '<font><strike val="0"/><color theme="0" tint="-0.5"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FF1F4E79"/></patternFill></fill><fill><patternFill patternType="solid">'
    '<fgColor indexed="9"/></patternFill></fill><fill><gradientFill/></fill></fills>'
    '<cellXfs><xf/><xf fontId="1"/><xf fontId="2" fillId="0"/><xf fontId="2" fillId="1"/>'
    '<xf fontId="3" fillId="2"/><xf fontId="3" fillId="3"/><xf fontId="4"/></cellXfs>'
)


def rich(text: str, properties: str) -> str:
    return f"<is><r><t>447228</t></r><r><rPr>{properties}</rPr><t>{text}</t></r></is>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (f"""<c t="inlineStr">{rich("2", '<vertAlign val="superscript"/>')}</c>""", "447228²"),
        (f"""<c t="inlineStr">{rich("2", '<vertAlign val="subscript"/>')}</c>""", "447228₂"),
        (f"""<c t="inlineStr">{rich("2", '<vertAlign val="baseline"/>')}</c>""", "4472282"),
        (f"""<c t="inlineStr">{rich("2", "<strike/>")}</c>""", "4472282̶"),
        (c(0, 't="s"'), "447228²"),
        (c(12, 's="1"'), "1̶2̶"),
        (c(12, 's="2"'), ""),
        (c(12, 's="3"'), "12"),
        (c(12, 's="4"'), ""),
        (c(12, 's="5"'), "12"),
        (c(12, 's="6"'), "12"),
        ('<c s="2" t="inlineStr"><is><t>件数</t></is></c>', "件数"),
    ],
)
def test_what_stands_apart_or_is_not_seen_is_part_of_no_number(cell: str, text: str) -> None:
    shared = rich("2", '<vertAlign val="superscript"/>').replace("is>", "si>")
    rows = cells(words("甲") + words("乙") + words("丙"), words("a") + cell + words("b"))
    assert grid(rows, styles=STYLES, strings=shared)[1][1] == text


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    columns = '<cols><col min="2" max="2" width="0"/></cols>'
    rows = f'<row>{c(1)}{c(2)}{c(3)}</row><row ht="0">{c(4)}{c(5)}{c(6)}</row><row ht="12.5">{c(7)}</row>'
    assert grid(f"{columns}<sheetData>{rows}</sheetData>") == [["1", "3"], ["7", ""]]
