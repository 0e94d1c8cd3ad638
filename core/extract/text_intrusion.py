"""Words that hijacked web pages leave in official text (text.intrusion): 即时比分 for an office's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.document.model import SourceDocument
from core.extract.report import Remark
from core.extract.text_plain import PlainText, locate, small
from core.extract.word_list import Word, WordList
from core.messages import message

MOST_PLACES = 200
"""How many places of one word are shown."""

_AROUND = 60
"""How far a sentence is looked through to either side for words that make the matter an official one."""


def intrusion_remarks(document: SourceDocument, text: PlainText, words: WordList) -> Iterator[Remark]:
    """One remark for each word of the list in the text, with its places; then the list's broken lines."""
    found: dict[str, list[tuple[int, int]]] = {}
    for word, start, end in _matches(text, words.words):
        found.setdefault(word, []).append((start, end))
    for word, spans in found.items():
        places = tuple(locate(document, text, *span) for span in spans[:MOST_PLACES])
        said = message("text.intrusion", word=word, count=len(spans))
        yield Remark("text.intrusion", word, (), said, places)
    for fault in words.faults:
        yield Remark("text.list", f"{fault.file}:{fault.line}", (), fault.message)


def _matches(text: PlainText, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """The words in the order of the text; of those that overlap the first and longest."""
    plain = small(text.text)
    spans = sorted(
        (start, -len(word.text), word)
        for word in words
        for start in _places(word.text, plain)
        if _whole(text, start, start + len(word.text)) and not _official(word, text, start)
    )
    end = 0
    for start, longest, word in spans:
        if start >= end:
            end = start - longest
            yield word.text, start, end


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _whole(text: PlainText, start: int, end: int) -> bool:
    """Whether the letters and digits that a word begins or ends with are not part of longer ones."""
    first, past = text.span(start, end)
    around = text.source[max(0, first - 1) : first + 1], text.source[past - 1 : past + 1]
    return not any(re.fullmatch(r"[A-Za-z0-9]{2}", pair) for pair in around)


def _official(word: Word, text: PlainText, start: int) -> bool:
    if not word.unless:
        return False
    sentence = small(text.sentence(start, start + len(word.text), _AROUND))
    return any(other in sentence.replace(word.text, " ") for other in word.unless)
