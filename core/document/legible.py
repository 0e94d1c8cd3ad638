"""Whether the text of a PDF page says what the page shows: fonts without a proper map to Unicode do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ENOUGH = 60
_FLAWED = 0.2
_ODD = 0.25
_COMMON = 0.02
_SPOKEN = re.compile(r"政府|公开|公開|申请|申請|信息|情况|情況|报告|報告|工作|行政|本年|总计|總計")
_FREQUENT = frozenset(
    "的一是不在有人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过部政公开信息行府"
    "报告机关情况市县区局及和与等了月日号第其他各项件条法案本未无进加强依為國時來們對會發動過開報機關況縣區與號"
)
_PLAIN = frozenset(
    " .,;:!?%()/-+'\"&@#*_=[]<>|•·—–“”‘’、，。；：？！（）《》〈〉【】〔〕…％／－～①②③④⑤⑥⑦⑧⑨⑩□■●○◆"
)


def is_garbled(characters: Sequence[str]) -> bool:
    """Whether a page's characters are not those that it shows.

    So they are where many have no map to Unicode (replacement and private characters), or where they make
    neither Chinese nor words of letters.
    """
    shown = [character for character in characters if not character.isspace()]
    if len(shown) < _ENOUGH:
        return False
    if sum(map(_is_flawed, shown)) > _FLAWED * len(shown):
        return True
    if _SPOKEN.search("".join(shown)):
        return False
    chinese = [character for character in shown if "\u3400" <= character <= "\u9fff"]
    if len(chinese) > len(shown) / 3:
        return sum(character in _FREQUENT for character in chinese) < _COMMON * len(chinese)
    odd = sum(not character.isalnum() and character not in _PLAIN for character in shown)
    return odd > _ODD * len(shown)


def _is_flawed(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc")
