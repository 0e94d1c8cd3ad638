from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import text as text_module
from core.document.location import TextSpan
from core.document.model import Paragraph
from tests.core.document.support import read, refused

REPORT = "某市2019年政府信息公开工作年度报告\r\n\r\n一、本年新收 6,091 105\n三（七）总计\t6206𠮷\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_encodings_are_told_apart_and_the_text_is_unchanged(encoding: str, named: str) -> None:
    document = read(REPORT.encode(encoding), "报告.txt")
    assert (document.text, document.encoding, document.format) == (REPORT, named, "text")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize(
    "said", ["政府信息公开", "年度报告\n一、总体情况\n", "共12件", "，。、；（）“”", "１２３ 公开"]
)
def test_short_chinese_texts_keep_their_encoding(encoding: str, said: str) -> None:
    assert read(said.encode(encoding)).text == said


@given(st.text("政府信息公开年度报告规章件不予，。（）《》0123456789 \n", min_size=12))
def test_chinese_prose_survives_every_encoding(prose: str) -> None:
    said = "一、本年新收政府信息公开申请数量\n" + prose
    for encoding in ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert read(said.encode(encoding)).text == said


def test_plain_ascii_is_text() -> None:
    assert read(b"1 2 3").encoding == "utf-8"


def test_every_line_is_a_paragraph_where_it_stands() -> None:
    document = read("甲\r\n\r\n乙\r丙\n\f丁\u2028戊")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "甲", "", "乙", "丙", "", "丁", "戊"
    ]  # fmt: skip
    for block in document.blocks:
        assert isinstance(block, Paragraph)
        assert document.text[block.start : block.start + len(block.text)] == block.text


def test_positions_are_code_points() -> None:
    document = read("𠮷 6,091")
    assert document.locate(2, 7) == TextSpan(2, 7)
    assert document.text[2:7] == "6,091"


def test_few_damaged_bytes_do_not_change_the_encoding() -> None:
    said = ("政府信息公开工作年度报告。\n" * 40).encode()
    assert read(said[:100] + b"\xff" + said[100:]).encoding == "utf-8"
    assert read(said[:-2]).encoding == "utf-8"


def test_few_damaged_bytes_of_gb18030_do_not_change_the_encoding() -> None:
    said = ("政府信息公开工作年度报告。\n" * 40).encode("gb18030")
    assert read(said[:100] + b"\xff\n" + said[100:]).encoding == "gb18030"


def test_page_of_much_markup_and_little_chinese_is_told_by_the_chinese() -> None:
    said = "<html>" + "<p class=a>1</p>" * 500 + "政府信息公开</html>"
    for encoding in ("utf-8", "gb18030"):
        assert read(said.encode(encoding), "a.txt").text.endswith("政府信息公开\n")


def test_stray_control_characters_of_a_converter_are_kept() -> None:
    said = "规章\x07 13\x07 524\n" + "说明" * 400
    assert read(said).text == said


@pytest.mark.parametrize(
    "data", [b"\xff\xfe" + bytes(range(256)) * 4, "公开\0公开".encode(), b"\xfe\xff\xd8" * 50]
)
def test_what_decodes_to_no_text_is_refused(data: bytes) -> None:
    with refused("binary"):
        read(data)


def test_unknown_encoding_is_refused_or_guessed_never_garbled_in_silence() -> None:
    with refused("encoding"):
        read(bytes(range(128, 256)) * 5 + b"\xff\xfe\xfd" * 200)


def test_text_of_absurd_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MOST_CHARACTERS", 10)
    with refused("text_too_long"):
        read("公" * 11)
