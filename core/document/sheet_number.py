"""What a spreadsheet's number stands for, by its format (ECMA-376 part 1, 18.8.30): as many digits as are
stored, with the words that the format prints about them.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal

_DIGITS = Context(prec=15, traps=[])  # what Excel keeps of a number; the rest is noise of its binary form
_LARGEST = 40
_PERCENT, _DATES = {9, 10}, {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<plain>.)', re.S)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_POINT_OF_ITS_OWN = re.compile(r'[0#?](?:[\\!]\.|"\.")')


def decimal_of(stored: str) -> Decimal | None:
    """The number as Excel means it, to 15 digits; None where the text is no number, or an absurd one."""
    value = _DIGITS.create_decimal(stored.strip())
    return value if stored.isascii() and value.is_finite() and abs(value.adjusted()) < _LARGEST else None


def shown(stored: str, format: int, code: str, epoch: datetime) -> str:
    """The text of a stored number under the format with this id and code ("" for one that Excel knows by id).

    Digits are never rounded to the format's. A format that shows another number than is stored (in thousands,
    say), or none, stands beside it in brackets, so that the cell passes for no number.
    """
    value = decimal_of(stored)
    if value is None:
        return stored
    section, signed = _section(code, value)
    digits = "".join(token["plain"] or "" for token in _TOKEN.finditer(section))
    if format in _DATES or _DATE_LETTERS.search(digits):
        return _date(value, epoch) or _plain(value)
    if format in _PERCENT or "%" in digits:
        return f"{_plain(value * 100)}%"
    if _SCALED.search(digits) or _POINT_OF_ITS_OWN.search(section):
        return f"{_plain(value)}（{code}）"
    before, after = _words(section)
    if any(map(str.isdigit, before + after)) or (code and value and _shows_nothing(section)):
        return f"{_plain(value)}（{code}）"
    if not _HAN.search(before + after):
        return _plain(value)
    return f"{before}{_plain(value if signed else abs(value))}{after}"


def _section(code: str, value: Decimal) -> tuple[str, bool]:
    """The part of a format for numbers of this sign, and whether the sign is still to be printed."""
    sections = [""]
    for token in _TOKEN.finditer(code):
        if token["plain"] == ";":
            sections.append("")
        else:
            sections[-1] += token[0]
    if value < 0 and len(sections) > 1:
        return sections[1], False
    return (sections[2], True) if not value and len(sections) > 2 else (sections[0], True)


def _shows_nothing(section: str) -> bool:
    """Whether the part of a format for a number's sign is there and has no place for the number."""
    return not any((token["plain"] or "") in tuple('0#?@Gg"') for token in _TOKEN.finditer(section))


def _words(section: str) -> tuple[str, str]:
    """What a section prints before and after the number, without spaces."""
    before, after, seen = "", "", False
    for token in _TOKEN.finditer(section):
        plain = token["plain"] or ""
        said = token["quoted"] or token["escaped"] or (plain if _HAN.match(plain) or plain in "+-" else "")
        if plain and plain in "0#?.":
            seen = True
        elif seen:
            after += said
        else:
            before += said
    return before.strip(), after.strip()


def _plain(value: Decimal) -> str:
    """Digits without an exponent, and without zeros at the end of a fraction."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: Decimal, epoch: datetime) -> str:
    """The day, and the time where there is one; "" where no calendar has it."""
    try:
        moment = epoch + timedelta(seconds=round(value * 86400))
    except OverflowError:
        return ""
    if not moment.hour and not moment.minute and not moment.second:
        return moment.date().isoformat()
    return moment.isoformat(" ", "minutes")
