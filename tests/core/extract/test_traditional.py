from __future__ import annotations

import pytest
from opencc import OpenCC

from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import CellState
from core.extract.traditional import simplified
from tests.core.extract.support import F2019, F2021, lines_of, page, text_report

VALUES = {
    "t2.procurement.amount": "23.57亿元",
    "t2.penalty.change": "增96",
    "t3.new.natural": "6,091",
    "t3.new.sum": "无",
}


def traditional(text: str) -> bytes:
    return OpenCC("s2t").convert(text).encode()


def test_a_page_in_traditional_characters_is_read_like_any_other() -> None:
    said = page(F2019, VALUES)
    own, other = (extract(read_document(data, "a.html")) for data in (said.encode(), traditional(said)))
    assert {id: (cell.value, cell.state) for id, cell in other.cells.items()} == {
        id: (cell.value, cell.state) for id, cell in own.cells.items()
    }
    assert other.forms == own.forms == {"t2": "2019", "t3": "2019", "t4": "2019"}
    assert other.year == 2019
    assert not other.remarks


def test_what_is_shown_stays_as_printed() -> None:
    found = extract(read_document(traditional(page(F2019, VALUES)), "a.html"))
    assert found.title == "雲溪市水務局2019年政府信息公開工作年度報告"
    assert found.agency == "雲溪市水務局"
    assert found.cells["t2.procurement.amount"].raw == "23.57億元"
    assert found.cells["t3.new.sum"].raw == "無"
    assert found.cells["t3.new.sum"].state is CellState.BLANK


def test_a_stream_in_traditional_characters_is_read_like_any_other() -> None:
    tables = {id: lines_of(F2021.tables[id], {"t2.fee.amount": "1.5万元"}) for id in ("t2", "t3", "t4")}
    said = text_report(F2021, tables)
    own, other = (extract(read_document(data, "a.txt")) for data in (said.encode(), traditional(said)))
    assert {id: cell.value for id, cell in other.cells.items()} == {
        id: cell.value for id, cell in own.cells.items()
    }
    assert other.cells["t2.fee.amount"].raw == "1.5萬元"


@pytest.mark.parametrize("text", ["政府信息公开工作年度报告", "The office 2019", "裏面的乾坤"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    document = read_document(text.encode(), "a.txt")
    assert simplified(document) is document


def test_places_keep_their_length() -> None:
    document = read_document(
        traditional("云溪市政府信息公开申请总计12件，里面的干系后来发展于台湾。" * 3), "a.txt"
    )
    plain = simplified(document)
    assert plain is not document
    assert len(plain.text) == len(document.text)
    assert [block.start for block in plain.blocks] == [block.start for block in document.blocks]


GLOSSES = {
    "镇": "镇(zhèn)",
    "数": "数(shù)",
    "总计": "总计(jì)",
    "公开": "公(gong)开(kai)(kai)",
    "属于": "属(shǔ)于",
}


def test_glosses_of_how_characters_are_said_are_passed_over() -> None:
    tables = {
        id: lines_of(F2021.tables[id], {"t2.fee.amount": "1.5万元", "t3.new.natural": "12"})
        for id in ("t2", "t3", "t4")
    }
    said = text_report(F2021, tables).replace("云溪市水务局", "云溪镇")
    glossed = said
    for word, with_gloss in GLOSSES.items():
        glossed = glossed.replace(word, with_gloss)
    own, other = (extract(read_document(text.encode(), "a.txt")) for text in (said, glossed))
    assert {id: (cell.value, cell.state) for id, cell in other.cells.items()} == {
        id: (cell.value, cell.state) for id, cell in own.cells.items()
    }
    assert (other.agency, other.year) == (own.agency, own.year)
    assert len(simplified(read_document(glossed.encode(), "a.txt")).text) == len(glossed)


def test_a_few_words_in_brackets_are_no_glosses() -> None:
    document = read_document("行政许可(a)和处罚(an)、总计(sum)".encode(), "a.txt")
    assert simplified(document) is document


def test_the_agency_speaks_of_itself_in_traditional_characters() -> None:
    tables = {id: lines_of(F2021.tables[id], {"t3.new.sum": "7"}) for id in ("t2", "t3", "t4")}
    said = text_report(F2021, tables).replace("正文", "市水务局收到政府信息公开申请7件")
    said = said + "\n2021年，云溪市水务局共收到政府信息公开申请7件。"
    found = extract(read_document(traditional(said), "a.txt"))
    (claim,) = (claim for claim in found.prose.claims if claim.rule == "prose.figure")
    assert claim.doubt is None
    assert "text.agency" not in {remark.rule for remark in found.remarks}
