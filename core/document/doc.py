"""Legacy Word documents (.doc of Word 97 to 2003, .wps of the same make) as Word shows them.

Changes are taken as accepted. Left out, as of .docx: headers, footers, notes, comments, deleted and hidden
text, field codes, objects.
The words of text boxes follow the main text. Neither Word nor LibreOffice takes part.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.document.build import Builder, RawTable, refusal
from core.document.compound import Compound
from core.document.doc_file import Paragraph, WordFile
from core.document.doc_look import HIDDEN, UNSETTLED, settled
from core.document.doc_table import Content, Row, RowDefinition, make_table
from core.document.model import SourceDocument

_DEEPEST = 40
_MARK = re.compile("[\r\x07\x0c]")
_CELL_MARK = "\x07"
_FIELD = re.compile("([\x13\x14\x15])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARACTERS = {
    **dict.fromkeys((*range(9), *range(0x0F, 0x20))),
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
}


def read_doc(compound: Compound, sha256: str) -> SourceDocument:
    """Reads a document; InputError where it is damaged, encrypted, older than Word 97, or without words."""
    builder = Builder()
    try:
        word = WordFile(compound)
        for story in word.stories:
            builder.flow(_Flow(word, compound.name).read(story))
    except (struct.error, IndexError) as error:  # a place that the file names lies beyond its end
        raise refusal("doc_damaged", compound.name) from error
    if not builder.blocks:
        raise refusal("no_words", compound.name)
    return SourceDocument(compound.name, sha256, "doc", builder.text, tuple(builder.blocks))


@dataclass(slots=True)
class _Level:
    """The body, or a table that is being read: the cell at hand, the row, the rows before."""

    content: list[str | RawTable] = field(default_factory=list)
    cells: list[Content] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(tuple(self.content))
        self.content = []

    def end_row(self, definition: RowDefinition | None, *, shown: bool) -> None:
        if shown and self.cells:
            self.rows.append(Row(tuple(self.cells), definition))
        self.cells, self.content = [], []

    def end(self) -> None:
        """Ends the table; what follows its last row mark is a row too."""
        if any(self.content):
            self.end_cell()
        self.end_row(None, shown=True)


class _Flow:
    """Puts the paragraphs of a part of the text together as text and tables."""

    def __init__(self, word: WordFile, name: str) -> None:
        self._word = word
        self._name = name
        self._levels = [_Level()]

    def read(self, story: range) -> list[str | RawTable]:
        """The text and tables of the part, in reading order."""
        start = story.start
        for mark in _MARK.finditer(self._word.text, story.start, story.stop):
            self._add(start, mark.start())
            start = mark.end()
        self._close(0)
        self._levels[0].content.append(_plain(self._word.shown[start : story.stop]))
        return self._levels[0].content

    def _add(self, start: int, at: int) -> None:
        """Adds the paragraph that begins at `start` and whose mark stands at `at`."""
        said = self._word.paragraph(at)
        self._close(said.depth)
        if said.depth > _DEEPEST:
            raise refusal("too_deep", self._name)
        while len(self._levels) <= said.depth:
            self._levels.append(_Level())
        level = self._levels[-1]
        text = _plain(self._word.shown[start:at])
        cell, row = _ends(said, self._word.text[at])
        if row:
            level.end_row(said.row, shown=self._word.shown[at] != HIDDEN)
            return
        level.content.append(text)
        if cell:
            level.end_cell()

    def _close(self, depth: int) -> None:
        """Ends the tables deeper than this: each is part of what was being read around it."""
        while len(self._levels) > depth + 1:
            level = self._levels.pop()
            level.end()
            if level.rows:
                self._levels[-1].content.append(make_table(level.rows, self._name))


def _ends(said: Paragraph, mark: str) -> tuple[bool, bool]:
    """Whether a mark ends a cell, and whether it ends a row."""
    if not said.depth:
        return False, False
    if mark == _CELL_MARK:
        return not said.ends_row, said.ends_row
    return said.ends_inner_cell, said.ends_inner_row


def _plain(shown: str) -> str:
    """Text without marks of the format: of fields the result only, line breaks as line ends."""
    text = "".join(_results(shown)) if _FIELD.search(shown) else shown
    text = text.translate(_CHARACTERS)
    if UNSETTLED.search(text):
        text = settled(text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return text


def _results(shown: str) -> Iterator[str]:
    """What stands outside the codes of fields; one that its paragraph does not end, ends with it."""
    codes: list[bool] = []
    for part in _FIELD.split(shown):
        if part == "\x13":
            codes.append(True)
        elif part == "\x14" and codes:
            codes[-1] = False
        elif part == "\x15" and codes:
            codes.pop()
        elif not any(codes):
            yield part
