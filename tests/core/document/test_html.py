from __future__ import annotations

import pytest

from core.document.location import TableCell
from tests.core.document.support import blocks, read, refused, table


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "declared", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "no-such-thing", "unicode_escape", None]
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_content_overrules_a_wrong_or_missing_charset(encoding: str, declared: str | None) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    document = read(page("<p>受理申请６５５９件，镕㐀</p>", meta).encode(encoding), "a.html")
    assert blocks(document) == ["受理申请６５５９件，镕㐀"]


def test_declared_big5_is_believed() -> None:
    document = read(page("<p>政府資訊公開</p>", "<meta charset=big5>").encode("big5"), "a.html")
    assert blocks(document) == ["政府資訊公開"]


def test_text_is_what_a_browser_shows() -> None:
    body = """<div>一、总体
      情况&nbsp;&nbsp;如下<br>第二行</div><script>var a = 1</script><style>p{}</style><!-- no -->
      <noscript>no</noscript><p style="DISPLAY : none">no</p><p hidden>no</p><template><p>no</p></template>
      <span>甲</span><span> 乙 </span>  <b>丙</b><p>丁</p>戊<pre>1  2
3</pre><select><option>no</select><input type=hidden value=no>"""
    assert blocks(read(page(body), "a.html")) == [
        "一、总体 情况  如下",
        "第二行",
        "甲 乙 丙",
        "丁",
        "戊",
        "1  2",
        "3",
    ]


def test_characters_without_width_are_dropped() -> None:
    assert blocks(read(page("<p>6\u200b,0\ufeff91&shy;件</p>"), "a.html")) == ["6,091件"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>报告_某市政府</title><meta name=ArticleTitle content='某市报告'>", "某市报告"),
        ("<title> 某市\n报告 </title>", "某市 报告"),
        ("<title></title>", "正文题"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert read(page("<h1>正文<b>题</b></h1>", head), "a.html").title == title


def test_title_is_none_where_the_page_has_none() -> None:
    assert read(page("<p>正文</p>"), "a.html").title is None


def grid(rows: str) -> list[list[str]]:
    [made] = read(page(f"<table>{rows}</table>"), "a.html").grids
    return table(made)


def test_spans_are_expanded() -> None:
    rows = """<tr><td rowspan=2 colspan=2>a<td>b<td>c<tr><td rowspan="2">d<td>e<tr><td>f<td>g<td>h"""
    assert grid(rows) == [["a", "<", "b", "c"], ["^", "^", "d", "e"], ["f", "g", "^", "h"]]


def test_rowspan_zero_and_beyond_the_end_reach_to_the_end_of_their_group() -> None:
    rows = "<thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td rowspan=0>c<td>d<tr><td>e</tbody>"
    assert grid(rows) == [["a", "b"], ["c", "d"], ["^", "e"]]


def test_cell_that_would_overlap_another_is_cut_short() -> None:
    rows = "<tr><td>a<td>b<td rowspan=2>c<tr><td colspan=4>d<td>e"
    assert grid(rows) == [["a", "b", "c", ".", "."], ["d", "<", "^", ".", "e"]]


def test_missing_cells_are_nowhere() -> None:
    assert grid("<tr><td>a<td>b<td>c<tr><td>d<tr><tr><td>e") == [
        ["a", "b", "c"], ["d", ".", "."], [".", ".", "."], ["e", ".", "."]
    ]  # fmt: skip


def test_head_comes_first_and_foot_last() -> None:
    rows = "<tfoot><tr><td>f<td>1</tfoot><tbody><tr><td>b<td>2</tbody><thead><tr><td>h<td>3</thead>"
    assert grid(rows) == [["h", "3"], ["b", "2"], ["f", "1"]]


def test_hidden_rows_and_cells_are_not_there() -> None:
    rows = "<tr style='display:none'><td>x<td>y<tr><td>a<td hidden>z<td>b<tr><td>c<td>d"
    assert grid(rows) == [["a", "b"], ["c", "d"]]


def test_cells_hidden_by_a_class_of_any_screen_are_not_there() -> None:
    sheet = "<style>.a,td.b{display:none}@media print{.c{color:red}.d{display:none}}.e{color:red}</style>"
    rows = (
        "<tr class=a><td>x<td>y<tr><td>a<td class=b>z<td class=d>b"
        "<tr><td class='e a' style='display:table-cell'>c<td class=e>d"
    )
    made = read(page(f"<table>{rows}</table><p class=a>丙</p>", sheet), "a.html")
    assert blocks(made) == [[["a", "b"], ["c", "d"]], "丙"]


def test_cells_after_a_row_s_end_are_a_row_of_their_own() -> None:
    assert grid("<tr><td>a</td><td>b</td></tr><td>c</td><td>d</td></tr><tr><td>e<td>f") == [
        ["a", "b"], ["c", "d"], ["e", "f"]
    ]  # fmt: skip
    assert grid("<td>a</td><td>b</td>") == [["a", "b"]]


def test_lines_of_a_cell_are_parted_and_padding_is_not_text() -> None:
    rows = "<tr><td><p> 本年新 </p><p>&nbsp;</p><div>制作<br/>数量</div></td><td> 6,091\n </td></tr>"
    assert grid(rows) == [["本年新\n制作\n数量", "6,091"]]


def test_cells_can_be_found_in_the_text() -> None:
    document = read(page("<p>前</p><table><tr><td>规章<td>13<tr><td>许可<td>5</table><p>后</p>"), "a.html")
    assert document.text == "前\n规章\t13\n许可\t5\n后\n"
    assert document.locate(document.text.index("5"), document.text.index("5") + 1) == TableCell(0, 1, 1)


def test_table_that_arranges_the_page_gives_way_to_those_inside() -> None:
    inner = "<table><tr><td>规章<td>13<tr><td>许可<td>5</table>"
    body = f"<table><tr><td>栏目<td>路径</td></tr><tr><td colspan=2><p>标题{inner}后</td></tr></table>"
    assert blocks(read(page(body), "a.html")) == [
        "栏目",
        "路径",
        "标题",
        [["规章", "13"], ["许可", "5"]],
        "后",
    ]


def test_table_of_one_column_is_running_text() -> None:
    assert blocks(read(page("<table><tr><td>甲<tr><td>乙</table>"), "a.html")) == ["甲", "乙"]


def test_box_around_a_cell_s_text_does_not_take_the_table_apart() -> None:
    rows = "<tr><td><table><tr><td>规章</td></tr></table></td><td>13<tr><td>许可<td>5"
    assert grid(rows) == [["规章", "13"], ["许可", "5"]]


def test_small_table_inside_a_data_table_does_not_take_it_apart() -> None:
    inner = "<table><tr><td>行政</td><td>许可</td></tr></table>"
    rows = f"<tr><td>规章<td>13<tr><td>{inner}<td>5<tr><td>收费<td>0"
    assert grid(rows) == [["规章", "13"], ["行政\n许可", "5"], ["收费", "0"]]


def test_words_between_rows_come_before_the_table() -> None:
    body = "<table><caption>二、主动公开</caption><tr><td>规章<td>13</table>"
    assert blocks(read(page(body), "a.html")) == ["二、主动公开", [["规章", "13"]]]


def test_figures_in_the_boxes_of_a_form_are_read() -> None:
    assert grid("<tr><td>规章<td><input value=13><td><input type=button value=改>") == [["规章", "13", ""]]


def test_form_around_rows_is_looked_through() -> None:
    assert grid("<form><tr><td>a<td>b<tr><td>c<td>d</form>") == [["a", "b"], ["c", "d"]]
    assert grid("<tbody><form><tr><td>a<td>b</form><tr><td>c<td>d</tbody>") == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("span", ["0", "-1", "abc", "", "+1", "1.9", "1px"])
def test_nonsense_spans_are_one(span: str) -> None:
    assert grid(f"<tr><td colspan='{span}'>a<td>b") == [["a", "b"]]


def test_absurd_column_span_of_one_cell_is_cut_off() -> None:
    made = grid("<tr><td colspan=1000000>题<tr><td>a<td>b<td>c")
    assert made == [["题", "<", "<"], ["a", "b", "c"]]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr>" + "<td>1" * 300,
        "<tr><td colspan=900>a<td colspan=900>b" * 300,
        ("<tr><td rowspan=60000 colspan=1000>a<td>b" * 2000),
    ],
)
def test_absurd_tables_are_refused(rows: str) -> None:
    with refused("table_too_large"):
        read(page(f"<table>{rows}</table>"), "a.html")


@pytest.mark.parametrize("levels", [300, 3000])
@pytest.mark.parametrize("errors", [0, 200])
def test_nesting_beyond_reason_is_refused(levels: int, errors: int) -> None:
    with refused("too_deep"):
        read(page("</b>" * errors + "<div>" * levels + "公开"), "a.html")


@pytest.mark.parametrize("large", ["<img alt='{}'>", "<!--{}-->", "<style>{}</style>", "<p hidden>{}</p>"])
def test_nothing_after_a_large_part_is_lost(large: str) -> None:
    def markup(characters: int) -> str:
        return page(large.format("图" * characters) + "<p>公开")

    assert read(markup(3_290_000), "a.html").text == "公开\n"
    with refused("text_too_long"):
        read(markup(3_310_000), "a.html")


@pytest.mark.parametrize("unit", ["<table><tr><td>", "<table><tr><td>甲<td>", "<div><span>", "<ul><li>"])
def test_nesting_that_the_parser_bears_does_not_exhaust_the_walk(unit: str) -> None:
    body = unit * (230 // unit.count("<")) + "公开"
    assert "公开" in read(page(body), "a.html").text


def test_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network")

    monkeypatch.setattr("socket.socket", refuse)
    body = "<img src='http://example.com/a.png'><iframe src='http://example.com'></iframe><p>公开</p>"
    head = "<link rel=stylesheet href='http://example.com/a.css'><base href='http://example.com'>"
    assert blocks(read(page(body, head), "a.html")) == ["公开"]


STYLES = "<style>.up{vertical-align:super} td.out{text-decoration:line-through}</style>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("447228<sup>2</sup>", "447228²"),
        ("447228 <sup>2</sup>", "447228 ²"),
        ("447228<sub>2</sub>", "447228₂"),
        ("447228<sup><a href=#n>[1]</a></sup>", "447228[¹]"),
        ("447228<sup>注1</sup>", "447228注¹"),
        ("447228<sup>①</sup>", "447228①"),
        ("10<sup>12</sup>", "10¹²"),
        ("<sup>2</sup>", "²"),
        ("447228<span style='vertical-align: super'>2</span>", "447228²"),
        ("447228<span style='vertical-align:sub'>2</span>", "447228₂"),
        ("447228<font class=up>2</font>", "447228²"),
        ("447228<span style='position:relative;top:-4.5pt;mso-text-raise:4.5pt'>2</span>", "447228²"),
        ("447228<span style='vertical-align:5px'>2</span>", "447228²"),
        ("<span style='position:relative;top:-3pt'>447228</span>", "447228"),
        ("<span style='vertical-align:middle'>447228</span>", "447228"),
        ("<ruby>447228<rp>(</rp><rt>2</rt><rp>)</rp></ruby>", "447228"),
        ("12<del>3</del>", "123̶"),
        ("<s>12</s> 15", "1̶2̶ 15"),
        ("<strike>1 2</strike>", "1̶ 2̶"),
        ("<span style='text-decoration: underline line-through'>7</span>8", "7̶8"),
        ("<b style='text-decoration:underline'>7</b>", "7"),
        ("<ins>7</ins>", "7"),
        ("7<span style='font-size:0'>8</span><span style='font-size:0.9em'>9</span>", "79"),
        ("7<span style='opacity:0'>8</span><span style='opacity:0.8'>9</span>", "79"),
        ("7<span style='position:absolute;left:-9999px'>8</span>", "7"),
        ("7<span style='color:#FFF'>8</span>", "7"),
        ("7<font color=white>8</font>", "7"),
        ("7<span style='color:#fff;background:#036'>8</span>", "78"),
        ("7<span style='color:#fff'><b style='color:#000'>8</b></span>", "78"),
    ],
)
def test_what_stands_apart_in_a_cell_is_part_of_no_number(cell: str, text: str) -> None:
    made = read(page(f"<table><tr><td>规章<td>{cell}<tr><td>许可<td>5</table>", STYLES), "a.html")
    assert made.grids[0].cells[1].text == text


@pytest.mark.parametrize(
    ("attributes", "texts"),
    [
        ("class=out", ["a", "1̶", "b"]),
        ("style='text-decoration:line-through'", ["a", "1̶", "b"]),
        ("style='visibility:hidden'", ["a", "", "b"]),
        ("style='color:white'", ["a", "", "b"]),
        ("style='color:white' bgcolor=#336699", ["a", "1", "b"]),
        ("style='color:white' bgcolor=#ffffff", ["a", "", "b"]),
        ("style='vertical-align:super'", ["a", "1", "b"]),
        ("style='display:none'", ["a", "b", "."]),
    ],
)
def test_cells_that_are_not_seen_keep_their_places(attributes: str, texts: list[str]) -> None:
    rows = f"<tr><td>a<td {attributes}>1<td>b<tr><td>c<td>2<td>d"
    [made] = read(page(f"<table>{rows}</table>", STYLES), "a.html").grids
    assert table(made)[0] == texts


def test_row_struck_out_is_struck_in_every_cell() -> None:
    assert grid("<tr><td>a<td>1<tr style='text-decoration:line-through'><td>c<td>2")[1] == ["c̶", "2̶"]


def test_picture_alone_in_a_cell_is_no_blank_and_elsewhere_no_text() -> None:
    rows = "<tr><td>a<img src=x>b<td><img src=x><td><img width=1 src=x><tr><td>c<td><p><img src=x></p>5<td>"
    assert grid(rows) == [["ab", "\ufffc", ""], ["c", "5", ""]]
    assert blocks(read(page("<p><img src=x></p><p>前<img src=x>后</p>"), "a.html")) == ["前后"]


def test_pictures_do_not_make_a_layout_a_table() -> None:
    inner = "<table><tr><td>规章<td>13<tr><td>许可<td>5</table>"
    body = f"<table><tr><td><img src=x><td>{inner}<td><img src=x><td><img src=x><td><img src=x></table>"
    assert blocks(read(page(body), "a.html")) == [[["规章", "13"], ["许可", "5"]]]
