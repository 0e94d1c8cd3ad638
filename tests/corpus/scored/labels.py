"""How reports print the form's own words: numbered, spaced, noted, misprinted or traditional."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from core.forms.form import Form, PrintedCell, Table
from tests.corpus.disturb import misprint

Relabel = Callable[[Form, random.Random], Form]

_TITLES = {
    "t2": ("二、主动公开政府信息情况", "二、主动公开政府信息的情况", "二、行政机关主动公开政府信息情况"),
    "t3": (
        "三、收到和处理政府信息公开申请情况",
        "三、行政机关收到和处理政府信息公开申请情况",
        "三、政府信息公开申请情况",
    ),
    "t4": (
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
}
_SHORT = {
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "2.其他法律行政法规禁止公开": "2.其他法律、行政法规禁止公开",
}
_NOTES = {
    "现行有效件数": "（历史累计）",
    "本年制发件数": "（1月1日至12月31日）",
    "对外公开总数量": "（截至当年12月31日）",
    "自然人": "（含港澳台居民2类）",
    "其他": "（5类以外）",
}
_TRADITIONAL = str.maketrans(
    "议开关规现变数处罚费业购额总计务条项内废与单经复结维纠审诉讼类执况请办转继续为于属国机无织书权护时认对举访获确补发稳过询许会构产区这种制后没报当缴纳范减决万采",
    "議開關規現變數處罰費業購額總計務條項內廢與單經復結維糾審訴訟類執況請辦轉繼續為於屬國機無織書權護時認對舉訪獲確補發穩過詢許會構產區這種製後沒報當繳納範減決萬採",
)


def retitled(form: Form, rng: random.Random) -> Form:
    """The headings above the tables in one of their usual wordings."""
    tables = {id: replace(table, title=rng.choice(_TITLES[id])) for id, table in form.tables.items()}
    return replace(form, tables=tables)


def renumbered(form: Form, rng: random.Random) -> Form:
    """The numbers before labels written another way: 1、 or 01. or （一） in half width."""
    mark = rng.choice(("{}、", "{}．", "0{}.", "{}. ", "（{}）", "{}:"))
    half = rng.random() < 0.5

    def change(text: str) -> str:
        text = re.sub(r"^(\d)\.", lambda found: mark.format(found[1]), text)
        return text.replace("（", "(").replace("）", ")") if half else text

    return _changed(form, lambda cell: change(cell.text))


def half_width(form: Form, rng: random.Random) -> Form:
    """Brackets, commas and colons as on a Latin keyboard."""
    return _changed(form, lambda cell: cell.text.translate(str.maketrans("（），：“”", '(),:""')))


def spaced_out(form: Form, rng: random.Random) -> Form:
    """Spaces within short labels, as typists set them: 规 章, 总 计."""
    gap = rng.choice((" ", "\u3000"))
    return _changed(form, lambda cell: gap.join(cell.text) if 0 < len(cell.text) <= 4 else cell.text)


def shortened(form: Form, rng: random.Random) -> Form:
    """Labels without what the form says in brackets after them."""
    return _changed(form, lambda cell: _SHORT.get(cell.text, cell.text))


def noted(form: Form, rng: random.Random) -> Form:
    """Notes with figures of their own in header cells."""
    chosen = {text for text in _NOTES if rng.random() < 0.6} or {"自然人"}

    def change(cell: PrintedCell) -> str:
        return cell.text + _NOTES[cell.text] if cell.text in chosen and not cell.row_id else cell.text

    return _changed(form, change)


def misprinted(form: Form, rng: random.Random) -> Form:
    """A wrong, lost or doubled character in up to three labels."""
    for _ in range(rng.randrange(1, 4)):
        form, _lost = misprint(form, rng)
    return form


def traditional(form: Form, rng: random.Random) -> Form:
    """The sheets and headings in traditional characters."""
    form = _changed(form, lambda cell: cell.text.translate(_TRADITIONAL))
    tables = {
        id: replace(table, title=table.title.translate(_TRADITIONAL)) for id, table in form.tables.items()
    }
    return replace(form, tables=tables)


def _changed(form: Form, text: Callable[[PrintedCell], str]) -> Form:
    def sheet(table: Table) -> tuple[PrintedCell, ...]:
        return tuple(cell if cell.cell else replace(cell, text=text(cell)) for cell in table.sheet)

    return replace(form, tables={id: replace(table, sheet=sheet(table)) for id, table in form.tables.items()})


USUAL: tuple[Relabel, ...] = (retitled, renumbered, half_width, spaced_out, shortened)
"""The variants that any report may show; the others are kinds of their own."""
