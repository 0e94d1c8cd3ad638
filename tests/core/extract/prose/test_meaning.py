"""What figures of the prose speak of, sentence by sentence; a ? marks what cannot contradict a table."""

from __future__ import annotations

import pytest

from tests.core.extract.prose.support import claims_of, meanings, named, prose_of

DENIED = "t3.denied.secret.sum ... +t3.denied.inquiry.sum"


def sums(table: str, column: str, *rows: str) -> str:
    return " ".join(f"+{table}.{row}.{column}" for row in rows).removeprefix("+")


CASES = sums("t4", "sum", "review", "direct", "after_review")
LAWSUITS = sums("t4", "sum", "direct", "after_review")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("全年共收到政府信息公开申请15件。", {"15": "t3.new.sum"}),
        ("本年度新收政府信息公开申请15件，上年结转2件。", {"15": "t3.new.sum", "2": "t3.carried_in.sum"}),
        ("本机关收到依申请公开15件次。", {"15": "t3.new.sum"}),
        ("共收到15份政府信息公开申请。", {"15": "t3.new.sum"}),
        ("收到公民、法人和其他组织提出的政府信息公开申请15件。", {"15": "t3.new.sum"}),
        ("受理政府信息公开申请15件，已按期答复14件。", {"15": "t3.new.sum", "14": "t3.total.sum"}),
        (
            "收到申请15件，办结14件，结转下年度继续办理1件。",
            {"14": "t3.total.sum", "1": "t3.carried_out.sum"},
        ),
        ("收到申请15件，其余14件均予以答复。", {"14": "t3.total.sum?"}),
        ("收到申请15件，1件结转至下一年度办理。", {"1": "t3.carried_out.sum"}),
        ("收到申请15件，结转至2023年1件。", {"1": "t3.carried_out.sum"}),
        ("2021年度结转2件，办结2件政府信息公开申请。", {"2": "t3.total.sum"}),
        ("全年收到政府信息公开申请三件。", {"三": "t3.new.sum"}),
        ("全年共收到政府信息公开申请数15件。", {"15": "t3.new.sum"}),
        ("二是2022年共收到政府信息公开申请15件。", {"15": "t3.new.sum"}),
        ("（二）依申请公开情况。2022年，共收到15件，办结14件。", {"15": "t3.new.sum", "14": "t3.total.sum"}),
    ],
)
def test_applications_and_how_they_were_carried_through(text: str, meant: dict[str, str]) -> None:
    said = meanings(text)
    assert {raw: said[raw] for raw in meant} == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("予以公开", "t3.granted.sum"),
        ("部分公开", "t3.partial.sum"),
        ("予以公开及部分公开", sums("t3", "sum", "granted", "partial")),
        ("不予公开", DENIED),
        ("因本机关不掌握等原因无法提供", "t3.unavailable.not_held.sum +t3.unavailable.needs_creation.sum"),
        ("其他处理", sums("t3", "sum", "other.no_correction", "other.unpaid", "other.else")),
        ("属于四类过程性信息", "t3.denied.process.sum"),
        ("本机关不掌握相关政府信息", "t3.unavailable.not_held.sum"),
        ("重复申请", "t3.rejected.duplicate.sum"),
    ],
)
def test_how_applications_were_handled(words: str, meant: str) -> None:
    said = meanings(f"全年答复政府信息公开申请100件，其中{words}20件。")["20"]
    assert said.startswith(meant)
    assert not said.endswith("?")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("其中自然人申请12件", {"12": "t3.new.natural"}),
        ("其中法人或其他组织申请3件", {"3": "t3.new.enterprise"}),
        ("其中商业企业2件、科研机构1件", {"2": "t3.new.enterprise", "1": "t3.new.research"}),
    ],
)
def test_applications_by_who_made_them(text: str, meant: dict[str, str]) -> None:
    said = meanings(f"收到政府信息公开申请15件，{text}。")
    assert {raw: said[raw].split(" ")[0] for raw in meant} == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("处理政府信息公开复议、诉讼案件594件。", {"594": CASES}),
        ("因政府信息公开被申请行政复议3件、行政诉讼2件。", {"3": "t4.review.sum", "2": LAWSUITS}),
        (
            "政府信息公开行政复议9件，其中维持4件，纠正3件，其他结果2件。",
            {"4": "t4.review.upheld", "3": "t4.review.corrected", "2": "t4.review.other"},
        ),
        (
            "政府信息公开行政诉讼9件，其中尚未审结4件。",
            {"9": LAWSUITS, "4": sums("t4", "pending", "direct", "after_review")},
        ),
        (
            "收到政府信息公开申请66件。其中1件经行政复议后产生行政诉讼，目前尚未审结。",
            {"1": "t4.after_review.pending"},
        ),
        ("因政府信息公开未经复议直接起诉5件。", {"5": "t4.direct.sum"}),
        ("行政复议3件。", {"3": "t4.review.sum?"}),
    ],
)
def test_reviews_and_lawsuits(text: str, meant: dict[str, str]) -> None:
    said = meanings(text)
    assert {raw: said[raw] for raw in meant} == meant


@pytest.mark.parametrize(
    ("form", "text", "meant"),
    [
        ("2021", "制发行政规范性文件3件。", {"3": "t2.normative.made"}),
        ("2021", "现行有效行政规范性文件20件。", {"20": "t2.normative.in_force"}),
        ("2021", "废止规章2件。", {"2": "t2.rules.repealed"}),
        (
            "2021",
            "制发行政规范性文件3件，修改2件，废止1件，现行有效20件。",
            {"3": "t2.normative.made", "1": "t2.normative.repealed", "20": "t2.normative.in_force"},
        ),
        ("2021", "公开行政规范性文件3件。", {"3": "t2.normative.made?"}),
        ("2019", "公开规章、规范性文件3件。", {"3": "t2.rules.published +t2.normative.published"}),
        ("2019", "公开规章1件，规范性文件3件。", {"1": "t2.rules.published", "3": "t2.normative.published"}),
        ("2021", "作出行政许可决定12件，行政处罚决定3件。", {"12": "t2.permit.decisions"}),
        ("2021", "办理行政许可12件。", {"12": "t2.permit.decisions?"}),
        ("2021", "全年行政事业性收费23.5万元。", {"23.5万": "t2.fee.amount"}),
        ("2019", "政府集中采购项目6个，采购总金额25万元。", {"6": "t2.procurement.items?"}),
    ],
)
def test_what_table_two_counts(form: str, text: str, meant: dict[str, str]) -> None:
    said = meanings(text, form)
    assert {raw: said[raw] for raw in meant} == meant


def test_items_and_decisions_of_all_kinds_are_gathered_over_the_sentence() -> None:
    said = meanings(
        "公开行政许可、行政处罚、行政强制以及其他对外管理服务事项共40项，处理决定9.5万条。", "2019"
    )
    assert said["40"].startswith("t2.permit.last_year_items")
    assert said["40"].endswith("t2.coercion.change?")
    assert said["9.5万"] == sums("t2", "decisions", "permit", "other_services", "penalty", "coercion") + "?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("本年度未收到政府信息公开申请。", "t3.new.sum"),
        ("未收到和处理政府信息公开申请，零报告。", "t3.new.sum"),
        ("没有接到群众要求公开政府信息的申请。", "t3.new.sum"),
        ("未收到自然人、法人或其他组织提出的政府信息公开申请。", "t3.new.sum"),
        ("未发生因政府信息公开引起的行政复议、行政诉讼案件。", CASES),
        ("没有因政府信息公开被申请行政复议。", "t4.review.sum"),
        ("收到政府信息公开申请8件，无下年度结转。", "t3.carried_out.sum"),
    ],
)
def test_what_there_was_none_of_is_said_to_be_zero(text: str, meant: str) -> None:
    prose = prose_of(text)
    figure = prose.figures[-1]
    (claim,) = [claim for claim in prose.claims if claim.figure == figure.id]
    assert (figure.value, named(claim.alternatives[0]), claim.doubt) == (0, meant, None)


def test_cases_that_were_all_upheld_equal_the_sums_of_their_rows() -> None:
    prose = prose_of("政府信息公开类行政复议7件，诉讼9件，均获维持。")
    claim = prose.claims[-1]
    assert prose.figures[-1].value is None
    assert named(claim.left) == sums("t4", "upheld", "review", "direct", "after_review")
    assert [named(terms) for terms in claim.alternatives] == [CASES]


@pytest.mark.parametrize(
    "text",
    [
        "收到群众来信12件，办结12件。",
        "收到社会组织登记申请12件，受理12件，办结12件。",
        "收到政府信息公开申请3件，群众来信12件，已答复12件。",
        "其中网上申请12件。",
        "全年主动公开政府信息12条。",
        "发布政策解读12件，政策性文件12件。",
        "2021年收到政府信息公开申请12件。",
        "较上年增加12件。",
        "收取信息处理费12元。",
        "因政府信息公开提起行政诉讼2件，一审维持12件。",
        "备案审查行政规范性文件12件。",
        "共收到政府信息公开申请31 12件。",
        "未收到行政许可申请。",
        "未收到需要收费的政府信息公开申请。",
        "本年度未发生不予公开政府信息申请的情况。",
        "全年未发生行政复议、行政诉讼。",
        "报告包括政府信息公开行政复议、行政诉讼情况等12个部分。",
    ],
)
def test_other_things_are_tied_to_no_cell(text: str) -> None:
    assert "12" not in meanings(text)
    assert not [figure for figure in prose_of(text).figures if figure.raw == figure.clause]


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("东山市", "市政府办公室收到政府信息公开申请12件。"),
        ("东山市", "各县（市、区）收到政府信息公开申请12件。"),
        ("东山市", "市公安局收到政府信息公开申请20件，办结12件。"),
        ("东山市人民政府", "市政府共受理政府信息公开申请12件。"),
        ("东山市人民政府办公室", "全市共收到政府信息公开申请20件，办结12件。"),
        ("东山市司法局", "办理政府信息公开行政复议案件12件。"),
        ("东山市", "通过网站收到政府信息公开申请12件。"),
        ("东山市", "上半年收到政府信息公开申请12件。"),
        ("东山市", "累计受理政府信息公开申请12件。"),
        ("东山市", "收到政府信息公开申请约12件。"),
        ("东山市", "答复政府信息公开申请20件，予以公开12件（含部分公开3件）。"),
        ("东山市", "收到政府信息公开申请20件。全年共办结12件。"),
        ("东山市", "结转上年后新收到依申请公开事项12件。"),
        ("东山市", "上半年，全市共收到政府信息公开申请12件。"),
        ("东山市", "未收到政府信息公开申请，不予公开信息12条。"),
        ("东山市", "对以市政府名义印发的行政规范性文件逐件梳理，继续有效12件。"),
    ],
)
def test_what_may_be_about_others_or_about_a_part_is_in_doubt(agency: str, text: str) -> None:
    assert claims_of(prose_of(text, agency=agency))["12"].doubt is not None


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("东山市人民政府办公室", "市政府办公室共收到政府信息公开申请12件。"),
        ("南屏县民政局", "县民政局收到政府信息公开申请12件。"),
        ("南屏县民政局", "我局收到政府信息公开申请12件。"),
        ("南屏县", "全县收到政府信息公开申请12件。"),
        ("南屏县大河乡", "大河乡收到政府信息公开申请12件。"),
        ("南屏县民政局", "南屏民政局收到政府信息公开申请12件。"),
        ("大河街道办事处", "大河街道办收到政府信息公开申请12件。"),
        ("大河街道办事处", "我街道收到政府信息公开申请12件。"),
        ("南屏县人民政府外事办公室", "县外事办收到政府信息公开申请12件。"),
        ("", "收到政府信息公开申请12件。"),
    ],
)
def test_the_agency_speaks_of_itself_in_many_ways(agency: str, text: str) -> None:
    assert claims_of(prose_of(text, agency=agency))["12"].doubt is None


def test_what_was_received_may_include_what_was_carried_in_where_that_is_named() -> None:
    plain = claims_of(prose_of("收到政府信息公开申请12件，办结11件。"))["12"]
    both = claims_of(prose_of("收到政府信息公开申请12件（含上年结转2件），办结11件。"))["12"]
    anew = claims_of(prose_of("新收政府信息公开申请12件，上年结转2件。"))["12"]
    to_handle = "t3.new.sum +t3.carried_in.sum"
    assert [named(terms) for terms in plain.alternatives] == ["t3.new.sum"]
    assert [named(terms) for terms in plain.loose] == [to_handle]
    assert [named(terms) for terms in both.alternatives] == ["t3.new.sum", to_handle]
    assert [named(terms) for terms in anew.alternatives] == ["t3.new.sum"]


def test_bounds_become_inequalities() -> None:
    claims = claims_of(prose_of("收到政府信息公开申请100余件，答复近90件。"))
    assert (claims["100"].operator, claims["90"].operator) == ("<=", ">=")


def test_traditional_characters_and_full_width_figures_are_read() -> None:
    from core.document.open import read_document
    from core.extract.extract import extract

    text = "某市2022年政府信息公開工作年度報告\n全年共收到政府信息公開申請１２件，予以公開３件。"
    prose = extract(read_document(text.encode(), "a.txt")).prose
    assert [(figure.raw, figure.value) for figure in prose.figures] == [("12", 12), ("3", 3)]
    assert {claim.alternatives[0][0].cell for claim in prose.claims} == {"t3.new.sum", "t3.granted.sum"}
