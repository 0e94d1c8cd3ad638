from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, InputError
from core.messages import render
from core.reconcile.finding import Status
from core.review.change import Decision, DecisionKind, ReviewState
from core.review.corrections import read_corrections
from core.review.session import Session
from tests.support import make_report


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    report = make_report({"t3.new.natural": 5, "t3.new.sum": 6}, form="2021")
    with closing(Session.start(tmp_path / "review.gouji", b"source", "a.txt", report, "张三")) as started:
        yield started


def read(folder: Path, state: ReviewState, text: str | bytes) -> tuple[Decision, ...]:
    path = folder / "更正.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_corrections(path, state)


def refusal(folder: Path, state: ReviewState, text: str | bytes) -> str:
    with pytest.raises(InputError) as raised:
        read(folder, state, text)
    return render(raised.value.message)


def test_each_line_is_a_decision(tmp_path: Path, session: Session) -> None:
    text = 'cell,value,reason,kind\nt3.new.sum,5,电话核实,\nt3.new.natural,"6,091",读错,reading\n'
    assert read(tmp_path, session.state, text) == (
        Decision(DecisionKind.PROPOSAL, (), ("t3.new.sum",), {"t3.new.sum": 5}, "电话核实"),
        Decision(DecisionKind.READING, (), ("t3.new.natural",), {"t3.new.natural": 6091}, "读错"),
    )


def test_the_decisions_are_those_of_a_session(tmp_path: Path, session: Session) -> None:
    for decision in read(tmp_path, session.state, "cell,value,reason\nt3.new.sum,5,笔误\n"):
        session.decide(decision)
    outcome = next(o for o in session.state.outcomes if o.relation.key == "t3.row_sum@new")
    assert outcome.status is Status.PASSED
    item = session.finding("t3.row_sum@new")
    assert item is not None
    assert item.status == "settled"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, session: Session, encoding: str, end: str) -> None:
    text = f"cell,value,reason{end}t3.new.sum,5,单位说明㐀{end}{end}"
    (decision,) = read(tmp_path, session.state, text.encode(encoding))
    assert decision.reason == "单位说明㐀"


def test_headings_in_any_order_and_case(tmp_path: Path, session: Session) -> None:
    (decision,) = read(tmp_path, session.state, "Reason , KIND,Value,cell\n笔误,Reading, 5 , t3.new.sum\n")
    assert decision.changes == {"t3.new.sum": 5}
    assert decision.kind is DecisionKind.READING


@pytest.mark.parametrize("value", ["", "  ", "/", "—"])
def test_an_empty_value_is_a_blank_and_zero_is_zero(tmp_path: Path, session: Session, value: str) -> None:
    text = f"cell,value,reason\nt3.new.sum,{value},原文为空\nt3.new.natural,0,无\n"
    blank, zero = read(tmp_path, session.state, text)
    assert blank.changes == {"t3.new.sum": None}
    assert zero.changes == {"t3.new.natural": 0}


def test_an_amount_is_in_yuan_unless_it_says(tmp_path: Path, session: Session) -> None:
    for value, yuan in (
        ("41662416.19", "41662416.19"),
        ("4166.241619万", "41662416.19"),
        ("41662416.19元", "41662416.19"),
        ("2亿", "200000000"),
    ):
        (decision,) = read(tmp_path, session.state, f"cell,value,reason\nt2.fee.amount,{value},核实\n")
        assert decision.changes == {"t2.fee.amount": Decimal(yuan)}


def test_no_lines_are_no_decisions(tmp_path: Path, session: Session) -> None:
    assert read(tmp_path, session.state, "cell,value,reason\n,,\n") == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("t3.new.nobody,1,理由", "报告中没有单元格“t3.new.nobody”"),
        ("t9.new.sum,1,理由", "报告中没有单元格“t9.new.sum”"),
        ("t2.procurement.amount,1,理由", "报告中没有单元格"),
        ("=1,1,理由", "报告中没有单元格"),
        ("t3.new.sum,很多,理由", "“很多”不能填入“总计”"),
        ("t3.new.sum,-1,理由", "“-1”不能填入"),
        ("t3.new.sum,1.5,理由", "“1.5”不能填入"),
        ("t3.new.sum,1000000000000000,理由", "不能填入"),
        ("t2.fee.amount,0.0000001,理由", "不能填入"),
        ("t3.new.sum,1,", "没有理由"),
        ("t3.new.sum,1,理由,accepted", "kind“accepted”无法识别"),
        ("t3.new.sum,1,理由,reading,多", "列比列名多"),
        ("t3.new.natural,1,重复", "在第 2 行已经更正过"),
    ],
)
def test_a_line_that_is_off_is_named(tmp_path: Path, session: Session, line: str, words: str) -> None:
    said = refusal(tmp_path, session.state, f"cell,value,reason,kind\nt3.new.natural,1,一\n{line}\n")
    assert "更正.csv" in said
    assert "第 3 行" in said
    assert words in said


def test_line_numbers_are_those_of_the_file(tmp_path: Path, session: Session) -> None:
    text = 'cell,value,reason\n\nt3.new.natural,1,"两\n行"\nt3.new.sum,x,理由\n'
    assert "第 5 行" in refusal(tmp_path, session.state, text)


def test_missing_headings_are_named(tmp_path: Path, session: Session) -> None:
    assert "缺少列名：value、reason" in refusal(tmp_path, session.state, "cell,数值\n")
    assert "缺少列名" in refusal(tmp_path, session.state, "")


def test_what_is_no_text_or_too_long_is_refused(tmp_path: Path, session: Session) -> None:
    assert "编码" in refusal(tmp_path, session.state, b"\xff\xfe\x00\x81")
    assert "太大" in refusal(tmp_path, session.state, b"x" * 5_000_001)
    assert "太大" in refusal(tmp_path, session.state, "cell,value,reason\n" + ",,\n" * 6000)
    assert "CSV" in refusal(tmp_path, session.state, 'cell,value,reason\nt3.new.sum,"' + "x" * 200_000)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path, session: Session) -> None:
    with pytest.raises(EnvironmentFault) as raised:
        read_corrections(tmp_path / "none.csv", session.state)
    assert "none.csv" in render(raised.value.message)
