from __future__ import annotations

import io
import time
from functools import cache

import docx as python_docx
import pytest

from tests.core.document.support import WORD, blocks, docx, read, refused, table, zipped


def p(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    made = (cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lines(body: str) -> list[object]:
    return blocks(read(docx(body), "a.docx"))


def grid(*rows: str) -> list[list[str]]:
    [made] = read(docx(tbl(*rows)), "a.docx").grids
    return table(made)


SPAN = '<w:gridSpan w:val="{}"/>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "甲1\t2"),
        ("<w:r><w:t>减</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "甲减-1"),
        ("<w:r><w:t>6</w:t><w:softHyphen/><w:t>091</w:t></w:r>", "甲6091"),
        ('<w:ins w:author="a"><w:r><w:t>入</w:t></w:r></w:ins>', "甲入"),
        ("<w:del><w:r><w:delText>出</w:delText></w:r></w:del>", "甲"),
        ("<w:moveFrom><w:r><w:t>出</w:t></w:r></w:moveFrom>", "甲"),
        ("<w:moveTo><w:r><w:t>入</w:t></w:r></w:moveTo>", "甲入"),
        (r("隐", "<w:vanish/>"), "甲"),
        (r("显", '<w:vanish w:val="0"/>'), "甲显"),
        ('<w:hyperlink r:id="x" xmlns:r="y"><w:r><w:t>链</w:t></w:r></w:hyperlink>', "甲链"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "甲7"),
        ("<w:r><w:instrText>SUM(A1)</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "甲7"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>", "甲控"),
        ("<w:smartTag><w:r><w:t>智</w:t></w:r></w:smartTag>", "甲智"),
        ("<w:r><w:footnoteReference/></w:r>", "甲"),
        ('<w:r><w:sym w:font="x" w:char="00D7"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "甲×"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>zhang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>章</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "甲章"),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "甲12"),
        ("<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
         "甲10²"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "甲1/2"),
    ],
)  # fmt: skip
def test_run_content(run: str, text: str) -> None:
    assert lines(p("甲", run)) == [text]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_fields_show_their_result_and_not_the_fields_inside_their_code() -> None:
    inner = (
        mark("begin")
        + "<w:r><w:instrText>REF a</w:instrText></w:r>"
        + mark("separate")
        + r("9")
        + mark("end")
    )
    outer = mark("begin") + r("IF") + inner + mark("separate") + r("12") + mark("end")
    assert lines(p("共", outer, "件") + p(mark("begin"), "丢") + p("后")) == ["共12件", "后"]


def test_line_breaks_part_paragraphs_and_the_lines_of_a_cell() -> None:
    broken = "<w:p><w:r><w:t>本年新</w:t><w:br/><w:t>制作数量</w:t></w:r></w:p>"
    assert lines(broken) == ["本年新", "制作数量"]
    assert grid(tr(f"<w:tc>{broken}</w:tc>", "1")) == [["本年新\n制作数量", "1"]]


def test_text_boxes_follow_their_paragraph_and_count_once() -> None:
    box = f"<w:txbxContent>{p('框')}{tbl(tr('规章', '1'))}</w:txbxContent>"
    body = p(
        "甲",
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "乙",
    )
    assert lines(body + p("丙")) == ["甲乙", "框", [["规章", "1"]], "丙"]


def test_content_controls_around_blocks_rows_and_cells() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    rows = control(tr("a", "b")) + f"<w:tr>{control(tc('c'))}{tc('d')}</w:tr>"
    assert lines(control(p("甲") + tbl(rows))) == ["甲", [["a", "b"], ["c", "d"]]]


def test_merged_cells() -> None:
    assert grid(
        tr(tc("a", SPAN.format(2) + RESTART), "b"),
        tr(tc("hidden", SPAN.format(2) + CONTINUE), "c"),
        tr(tc("", SPAN.format(2) + CONTINUE), "d"),
        tr("e", "f", "g"),
    ) == [["a", "<", "b"], ["^", "^", "c"], ["^", "^", "d"], ["e", "f", "g"]]


def test_merge_begun_anew_is_a_new_cell() -> None:
    rows = [tr(tc(text, merge), "x") for text, merge in (("a", RESTART), ("", CONTINUE), ("b", RESTART))]
    assert grid(*rows) == [["a", "x"], ["^", "x"], ["b", "x"]]


def test_continuation_with_nothing_to_continue_is_a_cell() -> None:
    assert grid(tr(tc("a", CONTINUE), "b"), tr("c", tc("d", CONTINUE))) == [["a", "b"], ["c", "d"]]


def test_old_horizontal_merge() -> None:
    across = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert grid(tr(tc("a", across[0]), tc("", across[1]), "b"), tr("c", "d", "e")) == [
        ["a", "<", "b"], ["c", "d", "e"]
    ]  # fmt: skip


def test_row_that_begins_further_in() -> None:
    assert grid(tr("a", "b"), tr("c", properties='<w:gridBefore w:val="1"/>')) == [["a", "b"], [".", "c"]]


def test_deleted_and_hidden_rows_are_not_there() -> None:
    assert grid(tr("x", "y", properties="<w:hidden/>"), tr("a", "b"), tr("c", "d")) == [
        ["a", "b"],
        ["c", "d"],
    ]
    assert grid(tr("a", "b"), tr("x", "y", properties="<w:del/>"), tr("c", "d", properties="<w:ins/>")) == [
        ["a", "b"], ["c", "d"]
    ]  # fmt: skip


def test_table_inside_a_layout_table() -> None:
    outer = tbl(tr(f"<w:tc>{p('甲')}{tbl(tr('规章', '1'))}{p('乙')}</w:tc>", "丙"))
    assert lines(outer) == ["甲", [["规章", "1"]], "乙", "丙"]


def test_strict_markup_and_an_unusual_part_name() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert blocks(read(docx(p("甲"), strict), "a.docx")) == ["甲"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{office}" '
        'Target="/word/document22.xml"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{WORD}"><w:body>{p("乙")}</w:body></w:document>'
    data = zipped({"_rels/.rels": relations, "word/document22.xml": document})
    assert blocks(read(data, "a.docx")) == ["乙"]


@pytest.mark.parametrize("span", ["1000000", "99999999999", "-5", "x"])
def test_absurd_spans(span: str) -> None:
    body = tbl(tr(tc("a", SPAN.format(span)), "b"))
    if span == "1000000":
        with refused("table_too_large"):
            read(docx(body), "a.docx")
    else:
        assert lines(body) == [[["a", "b"]]]


def test_nesting_beyond_reason_is_refused_and_within_it_borne() -> None:
    def nested(levels: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * levels + p("公开") + "</w:tc></w:tr></w:tbl>" * levels

    assert lines(nested(80)) == ["公开"]
    with refused("too_deep"):
        read(docx(nested(2000)), "a.docx")


@cache
def sample(rows: int = 12, tables: int = 2) -> bytes:
    """A document as Word's own library writes it."""
    made = python_docx.Document()
    for number in range(tables):
        made.add_paragraph(f"表{number}")
        held = made.add_table(rows, 10)
        for row in range(rows):
            for column in range(10):
                held.cell(row, column).text = f"{row}.{column}"
        held.cell(0, 0).merge(held.cell(1, 2)).text = "合并"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_documents_of_a_library_are_read_as_it_reads_them() -> None:
    data = sample()
    ours, theirs = read(data, "a.docx").grids, python_docx.Document(io.BytesIO(data)).tables
    for our, their in zip(ours, theirs, strict=True):
        for row in range(our.rows):
            held = [our.at(row, column) for column in range(our.columns)]
            assert [cell.text for cell in held if cell] == [cell.text for cell in their.rows[row].cells]


def test_reading_takes_no_more_than_twice_the_time_of_the_library() -> None:
    data = sample()

    def theirs() -> None:
        for held in python_docx.Document(io.BytesIO(data)).tables:
            for row in held.rows:
                for cell in row.cells:
                    cell.text  # noqa: B018

    def seconds(work: object) -> float:
        began = time.process_time()
        work()  # type: ignore[operator]
        return time.process_time() - began

    assert min(seconds(lambda: read(data, "a.docx")) for _ in range(3)) < 2 * min(
        seconds(theirs) for _ in range(3)
    )


def style(id: str, properties: str, based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:styleId="{id}">{parent}<w:rPr>{properties}</w:rPr></w:style>'


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
WHITE, SHADED = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>'
STYLES = "".join(
    [
        style("note", UP),
        style("mark", "<w:b/>", "note"),
        style("plain", '<w:vertAlign w:val="baseline"/>', "note"),
        style("out", "<w:strike/>"),
        style("secret", "<w:vanish/>"),
        style("loop", "<w:b/>", "loop"),
        f'<w:style w:styleId="grid"><w:tblStylePr><w:tcPr>{SHADED}</w:tcPr></w:tblStylePr></w:style>',
    ]
)


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (r("2", UP), "447228²"),
        (r("[1]", UP), "447228[¹]"),
        (r("2", DOWN), "447228₂"),
        (r("2", '<w:vertAlign w:val="baseline"/>'), "4472282"),
        (r("2", '<w:position w:val="6"/>'), "447228²"),
        (r("2", '<w:position w:val="-6"/>'), "447228₂"),
        (r("2", '<w:position w:val="1"/>'), "4472282"),
        (r("2", '<w:rStyle w:val="note"/>'), "447228²"),
        (r("2", '<w:rStyle w:val="mark"/>'), "447228²"),
        (r("2", '<w:rStyle w:val="plain"/>'), "4472282"),
        (r("2", '<w:rStyle w:val="loop"/>'), "4472282"),
        (r("2", '<w:rStyle w:val="secret"/>'), "447228"),
        (r("2", f'<w:rStyle w:val="secret"/><w:vanish w:val="0"/>{UP}'), "447228²"),
        (r("2", "<w:strike/>"), "4472282̶"),
        (r("2", '<w:strike w:val="false"/>'), "4472282"),
        (r("2", '<w:dstrike/><w:strike w:val="0"/>'), "4472282̶"),
        (r("2", '<w:rStyle w:val="out"/>'), "4472282̶"),
        (r("2", WHITE), "447228"),
        (r("2", WHITE + SHADED), "4472282"),
        (r("2", WHITE + '<w:highlight w:val="blue"/>'), "4472282"),
        (r("2", WHITE + '<w:shd w:val="clear" w:fill="auto"/>'), "447228"),
        (r("件", WHITE), "447228件"),
        ("<w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>2</w:t></w:r>",
         "4472282"),
    ],
)  # fmt: skip
def test_what_stands_apart_on_a_line_is_part_of_no_number(run: str, text: str) -> None:
    assert blocks(read(docx(p("447228", run), styles=STYLES), "a.docx")) == [text]


def test_line_raised_as_a_whole_is_like_any_other() -> None:
    up = '<w:position w:val="6"/>'
    assert lines(p(r("447", up), r("228", up)) + p(r(" "), r("6", up))) == ["447228", "6"]


def test_style_of_a_paragraph_counts_for_its_runs() -> None:
    said = [f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr>{r("12")}</w:p>' for id in ("secret", "out", "x")]
    assert blocks(read(docx("".join(said), styles=STYLES), "a.docx")) == ["1̶2̶", "12"]


def test_figures_in_white_are_seen_on_the_ground_of_their_cell_or_table() -> None:
    white = p(r("7", WHITE))
    row = tr("甲", f"<w:tc><w:tcPr>{SHADED}</w:tcPr>{white}</w:tc>", f"<w:tc>{white}</w:tc>")
    assert grid(row) == [["甲", "7", ""]]
    table_style = '<w:tblPr><w:tblStyle w:val="grid"/></w:tblPr>'
    made = read(docx(f"<w:tbl>{table_style}{row}</w:tbl>", styles=STYLES), "a.docx").grids
    assert table(made[0]) == [["甲", "7", "7"]]


def test_hidden_marks_of_fields_are_followed() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>"
    field = (
        f'{hidden}<w:fldChar w:fldCharType="begin"/></w:r>{r("PAGE")}'
        f'{hidden}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(p("甲", field, "乙")) == ["甲乙"]


def test_deleted_cell_is_not_there() -> None:
    assert grid(tr("a", tc("b", "<w:cellDel/>"), "c")) == [["a", "c"]]


def test_picture_alone_in_a_cell_is_no_blank() -> None:
    pictures = [p(f"<w:r><w:{tag}/></w:r>") for tag in ("drawing", "pict", "object")]
    cells = "".join(f"<w:tc>{picture}</w:tc>" for picture in pictures)
    beside = f"<w:tc>{p('5', '<w:r><w:drawing/></w:r>')}</w:tc>"
    assert grid(tr("a", beside)) == [["a", "5"]]
    assert grid(f"<w:tr>{cells}</w:tr>", tr("a", "b", "c"))[0] == ["\ufffc"] * 3
    assert lines(pictures[0] + p("甲")) == ["甲"]
