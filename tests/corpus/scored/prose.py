"""What stands around the tables of a scored report: title, sections in several wordings, page chrome.

Every sentence is written for this project; the figures in them are the report's own, now and then wrong.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.corpus.scored.figures import Number

AGENCIES = (
    "云溪市水务局",
    "青松区人民政府办公室",
    "明湖市统计局",
    "南屏县石桥镇人民政府",
    "北渚经济开发区管理委员会",
)
_TITLES = (
    "{agency}{year}年政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开工作年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
    "{agency}\n{year}年政府信息公开工作年度报告",
)
_OPENINGS = (
    ("本报告由{agency}编写，所列数据的统计期限为{year}年1月1日至{year}年12月31日。",),
    (
        "按照条例第五十条的要求，{agency}编制了本年度报告，数据从{year}年1月1日起，到{year}年12月31日止。",
        "读者如对内容有疑问，可来电 010-5550 1234 或写信到云溪路 8 号（邮编 100000）。",
    ),
    (
        "现将{agency}{year}年的政府信息公开工作报告如下。",
        "全文共六个部分，表格三张，其中第三张为复议和诉讼。",
    ),
    (),
)
_GENERAL = (
    "这一年，我们把目录重排了一遍，网站改版 2 次，发布信息 {posts} 条，另在公示栏张贴 36 份。",
    "全年收到公开申请{received}件，上年结转{carried}件，都由专人登记、转办和回访。",
    "受理申请{received}件，其中予以公开{granted}件，占{share}%；结转下年度{left}件。",
    "因政府信息公开引起的行政复议{reviews}件，行政诉讼{suits}件。",
    "办公室分 3 组核对了 {posts} 条旧信息，改正错字 14 处，撤下失效文件 5 份。",
    "培训 4 期，到场 212 人次，测验平均 91.5 分，比上年高 2.3 分。",
)
_WEAK = (
    "有的栏目更新偏慢，答复用语还不够通俗，个别科室对新格式不熟。",
    "一是解读形式单一；二是档案移交后查找费时；三是人手仅 2 名，常需加班。",
    "去年提出的 3 项改进已完成 2 项，余下 1 项明年 6 月底前完成。",
)
_ELSE = ("无。", "本年度没有收取信息处理费。", "依收费办法发出收费通知 0 件，总金额 0 元。")
_CHROME_BEFORE = (
    "首页 | 机构职能 | 政策文件 | 互动交流 | 数据开放",
    "当前位置：首页 > 政府信息公开 > 年报",
    "来源：云溪市人民政府网 发布时间：{next}-01-2{digit} 1{digit}:30 浏览次数：3{digit}7",
    "字号：[大 中 小] 打印 分享到：",
    "索引号：000{digit}/{next}-0001{digit} 主题分类：综合政务",
)
_CHROME_AFTER = (
    "上一篇：没有了 下一篇：{year}年办事指南汇编",
    "主办：云溪市人民政府 承办：云溪市大数据中心 网站标识码 990000000{digit}",
    "云ICP备0000000{digit}号 公网安备 990000000{digit}号 电话 0990-123456{digit}",
    "扫一扫在手机打开当前页",
)


def title(agency: str, year: int, rng: random.Random) -> str:
    """The report's title, in one of the usual wordings, at times on two lines."""
    return rng.choice(_TITLES).format(agency=agency, year=year)


def opening(
    agency: str, year: int, values: Mapping[str, Number | None], rng: random.Random
) -> tuple[str, ...]:
    """The lines between the title and the first table; one report in eight misstates its own figures."""
    said = _said(values, slip=rng.choice((0,) * 7 + (3,)))
    general = [line.format(**said) for line in rng.sample(_GENERAL, rng.randrange(1, 5))]
    if rng.random() < 0.3:
        general = [f"（{number}）{line}" for number, line in zip("一二三四", general, strict=False)]
    first = rng.choice(_OPENINGS)
    return (*(line.format(agency=agency, year=year) for line in first), "一、总体情况", *general)


def _said(values: Mapping[str, Number | None], slip: int) -> dict[str, Number]:
    def value(cell: str) -> Number:
        return values.get(cell) or 0

    received = value("t3.new.sum") + slip
    granted = value("t3.granted.sum")
    return {
        "posts": 1284,
        "received": received,
        "carried": value("t3.carried_in.sum"),
        "granted": granted,
        "share": round(100 * int(granted) / int(received)) if received else 0,
        "left": value("t3.carried_out.sum"),
        "reviews": value("t4.review.sum") + slip,
        "suits": value("t4.direct.sum") + value("t4.after_review.sum"),
    }


def closing(rng: random.Random) -> tuple[str, ...]:
    """The sections after the tables."""
    return (
        "五、存在的主要问题及改进情况",
        *rng.sample(_WEAK, rng.randrange(1, 3)),
        "六、其他需要报告的事项",
        rng.choice(_ELSE),
    )


def chrome(year: int, rng: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a web page shows before and after its text."""
    facts = {"year": year, "next": year + 1, "digit": rng.randrange(10)}
    before = rng.sample(_CHROME_BEFORE, rng.randrange(1, len(_CHROME_BEFORE) + 1))
    after = rng.sample(_CHROME_AFTER, rng.randrange(1, len(_CHROME_AFTER) + 1))
    return tuple(line.format(**facts) for line in before), tuple(line.format(**facts) for line in after)
