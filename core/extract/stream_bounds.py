"""Where a row of a table in running text begins and ends: its label with what belongs to it, its own content.

What ends a row is the next label, a caption of the form, a row that the form does not have, or a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.extract.align import Candidate
from core.extract.brackets import ASIDE
from core.extract.labels import core, is_han, number
from core.extract.separators import BARS, GAPS, WORDS
from core.extract.stream_text import Stream
from core.forms.form import Row, Table

_AFTER_LABEL = re.compile(
    r"(?:[）)”\"’'』」]|[ \t]*(?:[（(](?:注[ \t]*\d{0,2}|(?:单位[:：]?)?[件项])[）)]"
    r"|[\[【〔]注?\d{0,2}[\]】〕]|[①-⑳*＊※]))+"
)
"""What closes a label: brackets, quotes, the marks of notes, its unit."""

_LINE_BEGINS = re.compile(r"(?:[\n|｜│\t]|^)[ \u3000]*\Z")
"""What stands before a label that begins its line or cell."""

_OTHER_ROW = re.compile(
    r"(?:^|(?<=[\n|｜│\t]))[ \u00a0\u3000]*(?P<label>[\u3400-\u9fff][^\n|｜│\t\d]{3,160})"
    r"(?=[\s|｜│]{1,40}[+\-−]?\d)"
)
_FIGURE = re.compile(r"(?<![\d.,])[+\-−]?\d[\d,，.]*")
_NOTE = re.compile(rf"[\s{BARS}]*{ASIDE.pattern}")
_INDENT = 40
_TEXT = re.compile(r"[\u3400-\u9fff]{2,}")
_BELOW = re.compile(r"\n([^\n]*)")
_YEAR = re.compile(r"\s*20\d\d\s*年")
_SENTENCE = 6
_WORD = 3


def leads(text: str, place: int) -> bool:
    """Whether a bar or tab begins what stands at a place, alone on the line above or just before it."""
    lines = text[max(0, place - 200) : place].rsplit("\n", 2)
    same, above = lines[-1].strip(GAPS), lines[-2].strip(GAPS) if len(lines) > 1 else ""
    alone = not same and len(above) == 1 and above in BARS + "\t"
    return alone or bool(same and not same.strip(GAPS + BARS + "\t"))


def label_start(stream: Stream, candidate: Candidate, row: Row, *, padded: bool) -> int:
    """Where a label begins in the text, its numbering included; `padded`: a 0 before it is its own."""
    place = stream.place(candidate.start)
    own = number(row.label)
    if not own.isdigit():
        return stream.before_numbering(place)
    first = max(0, place - 8)
    found = re.search(rf"(?:[（(]\s*)?0?{own}\s*[.、．,，:：)）]?\s*[“\"‘']?$", stream.text[first:place])
    if found is None:
        return place
    start = first + found.start()
    own_zero = padded or _LINE_BEGINS.search(stream.text, max(0, start - _INDENT), start)
    return start if own_zero or stream.text[start] != "0" else start + 1


def padding(stream: Stream, candidate: Candidate, row: Row) -> bool | None:
    """Whether a label's number is printed with a 0 before it that is no row's (01.); False where that may
    be the last digit of the row above, or the label has no number; None where no 0 stands there."""
    place = stream.place(candidate.start)
    own = number(row.label)
    found = re.search(rf"(\d?)0{own}\s*[.、．,，:：]\s*$", stream.text[max(0, place - 8) : place])
    if not own.isdigit():
        return False
    return None if found is None else not found[1]


def closed(text: str, stop: int) -> int:
    """The end of a label with the brackets, quotes and note marks that follow it."""
    closing = _AFTER_LABEL.match(text, stop)
    return closing.end() if closing else stop


def captions(table: Table) -> tuple[str, ...]:
    """The cores of the form's own texts that end a row: headers and the labels of groups."""
    texts = {core(printed.text) for printed in table.sheet if not printed.cell and not printed.row_id}
    articles = {text[:5] for text in texts if text.startswith("第二十条")}
    leading = {core(printed.text) for printed in table.sheet if printed.text.endswith("：")}
    long = {text for text in texts if len(text) >= 4 and not text.startswith("第二十条")}
    return tuple(articles | leading | long)


def other_row(text: str, start: int, until: int, columns: int) -> int | None:
    """Where a row begins that the form does not have, with a label and numbers of its own.

    Only below a row that has its own numbers, one for each column: words before them, too, may part a row
    in two.
    """
    found = _OTHER_ROW.search(text, start, until)
    while found and not re.search(r"\d", text[start : found.start()]):
        found = _OTHER_ROW.search(text, found.end(), until)
    if found is None or sum(map(is_han, found["label"])) < _SENTENCE - 2:
        return None
    own = ASIDE.sub("", text[start : found.start("label")])
    whole = len(_FIGURE.findall(own)) == columns and not any(map(is_han, own))
    return found.start("label") if whole else None


def cut(stream: Stream, start: int, until: int, words: Sequence[str], *, last: bool) -> int:
    """Where a row's own content ends: at some words of the form, and for the last row at any words."""
    low, high = stream.position(start), stream.position(until)
    for caption in words:
        for found in stream.han.find(caption, low, high):
            until = min(until, stream.before_numbering(stream.place(found), start))
    return min(until, _prose(stream.text, _after_note(stream.text, start), until)) if last else until


def _after_note(text: str, start: int) -> int:
    """The end of the note in brackets directly behind a label, whose words are no sentence of their own."""
    found = _NOTE.match(text, start)
    return found.end() if found else start


def _prose(text: str, start: int, until: int) -> int:
    """Where words begin that are no row's: a sentence, or below the first line a line of words at all."""
    for words in WORDS.finditer(text, start, until):
        if sum(map(is_han, words[0])) >= _SENTENCE:
            begins = text.rfind("\n", start, words.start())
            until = begins if begins >= 0 else words.start()
            break
    for line in _BELOW.finditer(text, start, until):
        if _YEAR.match(line[1]) or sum(len(words) for words in _TEXT.findall(line[1])) >= _WORD:
            return line.start()
    return until
