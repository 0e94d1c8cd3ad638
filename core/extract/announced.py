"""Whose report it is, as its first sentences tell where the title does not."""

from __future__ import annotations

import re

NAME_OF_OFFICE = (
    r"[\u4e00-\u9fff]{1,24}?(?:人民政府(?:办公[室厅])?|政府(?:办公[室厅])?|街道办事处|街道|管理委员会|管委会|委员会|办公[室厅]"
    r"|总队|支队|大队|苏木|[局厅委署镇乡旗县市区省州盟院校])"
)
"""The name of an office, up to the word that ends one."""
OF_REPORT = r"(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报|情况)"
"""What such a report is called after its office or year."""
_OF_ITS_REPORT = r"(?<!政府)(?<!政务)信息公开(?:工作)?年度(?:工作)?报告"
_SAID = (
    re.compile(
        r"(?:^|[,;:。])(?:(?:现|特)?(?:面?向社会)?(?:将|公布|公开|发布)|[\u4e00-\u9fff]{0,20}?(?:编制(?:了|形成了?)?|撰写了?)(?:并?面?向社会)?(?:公布|公开|发布)?)"
        rf"(?:(?P<agency>{NAME_OF_OFFICE})20\d\d年度?|20\d\d年度?(?!度)(?P<after>{NAME_OF_OFFICE}))(?:{OF_REPORT}|{_OF_ITS_REPORT})"
    ),
    re.compile(
        rf"(?:^|[,;:。])由?(?P<agency>{NAME_OF_OFFICE})(?:现?(?:特?面?向社会)?(?:公开|公布|发布)|编制|撰写)(?:了|形成)?"
        rf"《?(?:本[单机局委办厅][位关]?)?20\d\d年度?{OF_REPORT}"
    ),
    re.compile(
        rf"报告(?:[^。]{{0,120}},)?由(?P<agency>{NAME_OF_OFFICE})(?:负责|编制|根据|按照|依据|综合|汇总)"
    ),
    re.compile(
        r"(?:[请可]与|请联系)(?P<agency>[\u4e00-\u9fff]{2,24}?(?:[局厅]|[镇乡](?:人民政府)?|街道(?:办事处)?|委员会|管委会))"
        r"(?:党政|综合)*(?:办公室|办)?(?:联系|[(,。])"
    ),
    re.compile(
        r"(?:^|[,;:。])20\d\d年(?:度|以来)?,?(?![区县市省州旗镇乡])(?P<agency>"
        r"[\u4e00-\u9fff]{2,20}?(?:人民政府|街道(?:办事处)?)|[\u4e00-\u9fff]{4,20}?(?:[局厅委镇乡]|委员会))"
        r"(?:始终|严格|认真|全面|深入|坚持|以习近平|紧紧|积极|按照|依照|根据|贯彻|高度|持续)"
    ),
)
"""Sentences that tell whose report it is: 现公布某局2021年…报告, 本报告由某局编制, 请与某局联系."""

_SECTION = re.compile(r"(?<=[府处])(?:党政|综合)+办公室$")
_CALLED = re.compile(r"\((?:以下|下文|下)?[简统并]?称[^()]*\)")
_NOT_NAMED = re.compile(r"公[开布]|^[我本该各全其]|上级|有关|相关|领导小组|关于")


def announced(head: str) -> str:
    """The agency that the first sentences say the report is of; empty where they do not.

    `head`: the beginning of the document's text, normalised (NFKC).
    """
    told = (re.sub(r"\s", "", text) for text in (head, head.replace("\n", "。")))
    whole, lines = (_CALLED.sub("", text) for text in told)
    for pattern in _SAID:
        for found in (*pattern.finditer(lines), *pattern.finditer(whole)):
            name = _SECTION.sub("", found["agency"] or found.groupdict().get("after") or "")
            if not _NOT_NAMED.search(name):
                return name
    return ""
