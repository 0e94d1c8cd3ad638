"""Totals and their parts, percentages and the counts beside them."""

from __future__ import annotations

import pytest

from tests.core.extract.prose.support import claims_of, named, prose_of

PARTS, RATE = "prose.parts", "prose.rate"


@pytest.mark.parametrize(
    ("text", "total", "parts", "all_told"),
    [
        ("共收到申请40件，其中市局25件，区局10件，县局5件。", "40", "prose.2 +prose.3 +prose.4", False),
        (
            "共收到申请40件。其中，网络申请25件，占62.5%；信函申请15件，占37.5%。",
            "40",
            "prose.2 +prose.4",
            False,
        ),
        ("发布信息50条（其中动态20条，公告10条，其他信息15条）。", "50", "prose.2 +prose.3 +prose.4", True),
        ("收到申请12件，其中自然人10件，企业2件，办结11件。", "12", "prose.2 +prose.3", False),
        ("共办理12件，包括上年结转2件。其中，甲类7件，乙类5件。", "12", "prose.3 +prose.4", False),
        ("收到申请12件，其中甲类7件，乙类3件。", "12", "prose.2 +prose.3", False),
        ("公开73条，其中网站73条；公众号73条；公开栏73条。", "73", "prose.2 +prose.3 +prose.4", False),
        ("公开9条，其中甲类7条，包含许可4条，其他3条；乙类2条。", "7", "prose.3 +prose.4", True),
        ("公开9条，其中：机构信息2条；其他文件5条；其他信息2条。", "9", "prose.2 +prose.3 +prose.4", True),
        (
            "公开12条，其中：其他文件5条；动态（工作）4条；其他信息3条。",
            "12",
            "prose.2 +prose.3 +prose.4",
            True,
        ),
    ],
)
def test_parts_of_a_total(text: str, total: str, parts: str, all_told: bool) -> None:
    claim = claims_of(prose_of(text), PARTS)[total]
    assert named(claim.alternatives[0]) == parts
    assert (claim.doubt is None) == all_told


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，其中自然人10件。",
        "发布信息100余条，其中动态60条，公告20条。",
        "收到申请12件，其中信息3条，公告4条。",
        "政府信息公开行政复议9件；行政诉讼5件，维持3件。",
        "收到申请2件。举办培训5次，参训40人次。",
        "办结9件，其中延期12件，其他4件。",
        "共答复20件，其中公开8份另有2014，不公开4件。",
    ],
)
def test_what_is_no_list_of_parts_claims_nothing(text: str) -> None:
    assert not claims_of(prose_of(text), PARTS)


@pytest.mark.parametrize(
    ("text", "rate", "count", "base"),
    [
        ("答复申请805件，不予公开35件，占4.34%。", "4.34", "prose.2", "prose.1"),
        ("共收到申请40件。其中，网络申请25件，占62.5%。", "62.5", "prose.2", "prose.1"),
        ("收到留言730件，是去年同期的1.9倍。回复留言640件，回复率91%。", "91", "prose.3", "prose.1"),
        ("2021年收到申请10件，2022年收到申请12件，同比增长20%。", "20", "prose.2 -prose.1", "prose.1"),
        ("2021年收到申请10件，2022年收到申请8件，下降20%。", "20", "prose.1 -prose.2", "prose.1"),
        ("2021年收到申请10件，2022年收到申请15件，是上年的1.5倍。", "1.5", "prose.2", "prose.1"),
        ("收到政府信息公开申请38件，较上年增加5件，增长15.2%。", "15.2", "prose.2", "prose.1 -prose.2"),
        ("收到政府信息公开申请38件，较上年减少2件，下降5%。", "5", "prose.2", "prose.1 +prose.2"),
    ],
)
def test_a_rate_follows_from_the_counts_beside_it(text: str, rate: str, count: str, base: str) -> None:
    claim = claims_of(prose_of(text), RATE)[rate]
    assert (named(claim.alternatives[0]), named(claim.bases[0])) == (count, base)
    assert claim.doubt is None


def test_where_several_bases_may_be_meant_the_neighbours_tell() -> None:
    text = (
        "受理申请859件；答复申请805件。予以公开258件，占33.9%；不予公开35件，占4.34%；其他处理80件，占9.9%。"
    )
    claims = claims_of(prose_of(text), RATE)
    assert {named(claim.bases[0]) for claim in claims.values()} == {"prose.2"}
    assert all(claim.doubt is None for claim in claims.values())


@pytest.mark.parametrize(
    "text",
    [
        "满意率97.89%。",
        "合格率近99%。",
        "解读率达到80%以上。",
        "考核占比为4%。",
        "申请数量较去年回落12.3%。",
        "是去年同期的1.9倍。",
        "部分公开60多件，占4.61%。",
        "收到申请12件。满意率100%。",
        "微博发布信息1200条，办结留言600条，办结率90%。",
        "网站公开信息30条，网上共推送40条，回复咨询9条，回复率95%。",
    ],
)
def test_a_rate_without_its_counts_cannot_be_checked_and_says_so(text: str) -> None:
    (claim,) = claims_of(prose_of(text), RATE).values()
    assert claim.doubt is not None
    assert not claim.bases
