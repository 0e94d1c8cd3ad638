"""Words of hijacked pages: the program's list, the office's own, and what is wrong in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.location import TextSpan
from core.extract.report import Remark
from core.extract.word_list import MOST_LINES, NAME, word_list
from core.messages import render
from core.paths import home
from tests.core.extract.support import read_html, read_text


def own(said: str | bytes) -> Path:
    """The user's own list."""
    path = home() / "lists" / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(said.encode() if isinstance(said, str) else said)
    return path


def intrusions(text: str) -> dict[str, int]:
    """How many places of each word are remarked on."""
    return {one.place: len(one.locations) for one in read_text(text).remarks if one.rule == "text.intrusion"}


def test_every_place_of_a_word_is_told() -> None:
    text = "修订《即时比分办公厅指南》。\n印发即时\n比分通知。"
    (remark,) = [one for one in read_text(text).remarks if one.rule == "text.intrusion"]
    assert remark.place == "即时比分"
    places = [text[place.start : place.end] for place in remark.locations if isinstance(place, TextSpan)]
    assert places == ["即时比分", "即时\n比分"]
    assert "2" in render(remark.message)


def test_the_programs_own_list_is_in_order() -> None:
    held = word_list()
    assert not held.faults
    assert len(held.words) > 50
    assert {"即时比分", "博彩", "百家乐"} <= {word.text for word in held.words}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "销售福利彩票、体育彩票的公益金使用情况已公开。",
            "开展打击网络赌博专项行动。",
            "公开体育赛事比分。",
        ),
        *(
            "查处网络博彩案件3起。",
            "依法取缔利用百家乐赌博的窝点。",
            "南亚博览会筹备。",
            "购买球类器材12件。",
        ),
        *(
            "即时公开，比分析更重要。",
            "我局必威慑违法行为。",
            "打击地下六合彩。",
            "申请代开发票事项进驻大厅。",
        ),
        *("棋牌室消防检查。", "娱乐城安全检查。", "开展网站SEO优化。", "alphabet365"),
    ],
)
def test_official_text_is_not_hit(text: str) -> None:
    assert not intrusions(text)


@pytest.mark.parametrize(
    "text",
    [
        "uedbet体育_uedbet官网@:云溪镇人民政府办公室制定文件。",
        "beat365官方网站大全云溪市人民政府2021年报告。",
        "由澳客彩票网教育局编制。",
        "威廉希尔体育政务公开办公室通知。",
        "体彩网公安局编制本报告。",
        "国产精品久久_云溪市水务局",
    ],
)
def test_names_that_mirrors_put_for_an_office_are_told(text: str) -> None:
    assert len(intrusions(text)) == 1


def test_a_word_is_official_only_where_its_own_sentence_says_so() -> None:
    assert intrusions("打击各类违法行为。博彩平台注册送礼") == {"博彩": 1}
    assert intrusions("ＢＥＴ３６５官网") == {"bet365": 1}


def test_traditional_text_is_compared_in_simplified_characters() -> None:
    assert intrusions("政府信息公開申請：百家樂平臺") == {"百家乐": 1}


def test_the_longest_of_overlapping_words_counts() -> None:
    own("比分\n足球比分直播 ")
    assert intrusions("足球比分直播，比分") == {"足球比分直播": 1, "比分": 1}


def test_places_on_web_pages_are_cells_or_spans() -> None:
    report = read_html("<p>即时比分</p><table><tr><td>甲<td>百家乐<tr><td>乙<td>丙</table>")
    places = [one.locations for one in report.remarks if one.rule == "text.intrusion"]
    assert [type(place).__name__ for (place,) in places] == ["TextSpan", "TableCell"]


def test_an_offices_own_list_adds_and_puts_out_of_use() -> None:
    own("\ufeff# 本单位的词\n\n某某 游戏 | 整治\n-即时比分\n")
    assert intrusions("即时比分、某某游戏。整治某某游戏。百家乐") == {"某某游戏": 1, "百家乐": 1}


def test_the_list_for_all_users_of_the_machine_comes_between(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "core.extract.word_list.own_folders", lambda kind: (tmp_path / "machine", home() / kind)
    )
    (tmp_path / "machine").mkdir()
    (tmp_path / "machine" / NAME).write_text("某某游戏\n某某平台\n词\n-百家乐\n", encoding="utf-8")
    own("-某某平台\n百家乐\n")
    assert intrusions("某某游戏、某某平台、百家乐") == {"某某游戏": 1, "百家乐": 1}
    assert [(fault.file, fault.line) for fault in word_list().faults] == [("machine", 3)]


def test_a_list_in_gb18030_is_read() -> None:
    own("某某游戏\n".encode("gb18030"))
    assert intrusions("某某游戏") == {"某某游戏": 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        *(("词", "text.list.short"), ("-", "text.list.short"), ("某" * 41, "text.list.long")),
        *(
            ("某某游戏 |", "text.list.bar"),
            ("-某某游戏 | 整治", "text.list.bar"),
            ("某\x00游戏", "text.list.letters"),
        ),
    ],
)
def test_a_broken_line_is_told_and_the_others_count(line: str, reason: str) -> None:
    own(f"# 说明\n{line}\n某某网\n")
    assert intrusions("某某网") == {"某某网": 1}
    (fault,) = [one for one in read_text("某某网").remarks if one.rule == "text.list"]
    assert fault.message.id == reason
    assert fault.place == "own:2"
    assert "本人的词表第 2 行" in render(fault.message)
    assert "line 2 of your own word list" in render(fault.message, "en")


def test_too_long_a_list_is_told_and_its_beginning_counts() -> None:
    own("某某网\n" + "# 说明\n" * MOST_LINES + "某某台\n")
    assert intrusions("某某网、某某台") == {"某某网": 1}
    (fault,) = word_list().faults
    assert fault.message.id == "text.list.too_long"
    assert "本人的词表太大" in render(fault.message)


def test_a_list_that_cannot_be_read_is_told() -> None:
    (home() / "lists" / NAME).mkdir(parents=True)
    (fault,) = word_list().faults
    assert fault.message.id == "text.list.unreadable"
    assert "your own word list" in render(fault.message, "en")
    assert intrusions("百家乐") == {"百家乐": 1}


def test_remarks_are_told_in_both_languages() -> None:
    remarks: tuple[Remark, ...] = read_text("即时比分").remarks
    for remark in remarks:
        assert render(remark.message) != render(remark.message, "en")
