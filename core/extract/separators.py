"""How the cells of a row of text are kept apart: by bars, by tabs, or by spaces and line ends.

Blanks count only where bars or tabs keep their places. What does not part into the columns is left a run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.document.location import Location
from core.extract.numbers import as_digits, is_blank_mark, read_number, tidy, without_note
from core.extract.reading import Piece, RowReading, readable

Locate = Callable[[int, int], Location]
Part = tuple[str, int]
"""A stretch of the text with the place where it begins."""

BARS = "|｜│┃║¦"
_SEMICOLONS = ";；"
GAPS = " \u00a0\u3000"
WORDS = re.compile(r"[\u3400-\u9fff（）()“”\"‘’'、，,。：:；;]+")
_SEPARATE_UNIT = re.compile(
    r"(?<=\d)[ \t\u00a0\u3000]+(?=(?:[千百]?[万亿]元?|千元|元|件|项|条|个)(?![\u4e00-\u9fff]))"
)
_SIGN_APART = re.compile(r"(?<=[增减])[ \t\u00a0\u3000]+(?=\d)")
_FIGURE = re.compile(r"(?<!\S)\d{1,3}(?: \d{3})+(?!\S)|(?<!\S)[+\-−]?\d[\d,，.%]*(?!\S)")
_TOKEN = re.compile(r"[^\s?？]+")
_SKIPPED = re.compile(r"[,，、;；][\"“”]*[^\S\n]*[\"“”]*[,，、;；]")
"""Nothing between two commas: a blank that would be lost if they were taken for no more than spaces."""

_LABELLED = re.compile(r"[\u3400-\u9fff]{3}")
"""Words with a number in them: a number that names its own column, or none of the row's."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a row's stretch; the first of `parts` is what stands before the first separator.

    `kept`: bars or tabs keep the places of blanks. `more`: numbers stand below, in lines without a label.
    `odd`: there is what no row of figures holds, so that their order tells nothing.
    """

    parts: tuple[Part, ...]
    kept: bool
    start: int
    more: bool = False
    odd: bool = False

    def surplus(self, columns: int) -> int:
        """How many cells too many the row has."""
        return len(self.parts) - 1 - columns

    def figures(self) -> int:
        """How many figures there are, those parted by spaces into thousands as one."""
        return len(_FIGURE.findall(" ".join(text for text, _ in self.parts)))

    def has_inner_blank(self, columns: int) -> bool:
        """Whether a blank stands between numbers of the row."""
        filled = [at for at, (text, _) in enumerate(self.parts[1 : columns + 1]) if tidy(text)]
        return self.kept and bool(filled) and filled[-1] - filled[0] >= len(filled)

    def is_anchored(self, columns: int) -> bool:
        """Whether the row has cells enough and is filled at both ends."""
        own = self.parts[1 : columns + 1]
        return self.kept and len(own) == columns and bool(tidy(own[0][0]) and tidy(own[-1][0]))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table's rows are kept apart: whether a separator begins each, how many cells too many the
    rows have that are filled at both ends, whether blanks stand between numbers and so keep their places."""

    lead: bool
    surplus: frozenset[int] = frozenset()
    blanks: bool = False


def cells_between(text: str, start: int, until: int, columns: int) -> Cells:
    """What stands between two places, parted by bars, else by tabs, else by spaces."""
    body = text[start:until]
    for separators, least in ((BARS, 1), ("\t", 1), (_SEMICOLONS, columns)):
        if sum(map(body.count, separators)) >= least:
            end = _line_of_its_own(body, separators, columns)
            more = re.search(r"\d", body[end:]) is not None
            return Cells(tuple(parted(body[:end], start, separators)), True, start, more)
    return tokens(body, start)


def _line_of_its_own(body: str, separators: str, columns: int) -> int:
    """The end of the label's line where all the row's cells are on it; of tabbed lines, the last."""
    line = body.split("\n", 1)[0]
    after = [text for text, _ in parted(line, 0, separators)][1:]
    if after and not tidy(after[-1]):
        after.pop()
    if len(after) >= columns:
        return len(line)
    if separators == "\t":
        block = re.match(r"[^\n\t]*(?:\n[^\S\n]*\t[^\n]*)+", body)
        return block.end() if block else len(body)
    return len(body)


def parted(body: str, start: int, separators: str) -> Iterator[Part]:
    """The parts of a text between separators."""
    at = 0
    for part in re.split(f"[{re.escape(separators)}]", body):
        yield part, start + at
        at += len(part) + 1


def tokens(body: str, start: int, *, torn: bool = False) -> Cells:
    """The numbers, marks and odd pieces of a text, words of torn labels and captions left out.

    `torn`: a label stood among them, of which commas may be left.
    """
    joined = _SEPARATE_UNIT.sub(lambda found: "\u2060" * len(found[0]), body)
    joined = _SIGN_APART.sub(lambda found: "\u2060" * len(found[0]), joined)
    parts = []
    for found in _TOKEN.finditer(joined):
        text = body[found.start() : found.end()]
        if not WORDS.fullmatch(text) or is_blank_mark(text):
            parts.append((text, start + found.start()))
    odd = (not torn and _SKIPPED.search(body) is not None) or any(_is_odd(text) for text, _ in parts)
    return Cells(tuple(parts), False, start, odd=odd)


def _is_odd(text: str) -> bool:
    """Whether a piece has words in it, or is neither digits nor a mark for none."""
    digits = re.search(r"\d", text) is not None or is_figure(text)
    return not digits or _LABELLED.search(text) is not None


def fit(
    label: str,
    cells: Cells,
    columns: int,
    layout: Layout,
    locate: Locate,
    *,
    loose: bool = False,
    sure: bool = True,
    alone: bool = True,
    crowd: Piece | None = None,
) -> RowReading:
    """Puts the parts of a row to its columns where they fit in one way only, else leaves them a run.

    Where the order of the columns is not `sure`, whatever is filled is a run that nothing is made of; so
    is a run that may hold another row's numbers, where the row is not `alone`. `crowd` is such a run of
    another row: a row where nothing stands may have its numbers there.
    """
    if crowd is not None and not cells.kept and not cells.parts:
        return RowReading(label, loose, run=crowd)
    filled = [(text.strip(), at + len(text) - len(text.lstrip())) for text, at in cells.parts if tidy(text)]
    parts: Sequence[Part] | None = None
    if not filled:
        parts = [("", cells.start)] * columns
    elif sure and not cells.odd:
        parts = _kept(cells.parts, columns, layout) if cells.kept else _spaced(cells.parts, columns)
    if parts is not None:
        return RowReading(label, loose, tuple(_piece(text, at, locate) for text, at in parts))
    pieces = [tidy(token) for text, _ in filled for token in (_TOKEN.findall(text) if cells.kept else [text])]
    run = whole(filled, locate)
    return RowReading(
        label, loose, run=run, tokens=readable(pieces, columns) if sure and alone and not cells.odd else ()
    )


def whole(filled: Sequence[Part], locate: Locate) -> Piece:
    """All that stands in a row, as one piece."""
    first, (final, last) = filled[0][1], filled[-1]
    return Piece(" ".join(text for text, _ in filled), locate(first, last + len(final)))


def is_figure(text: str) -> bool:
    """Whether a piece is a number, torn or misprinted ones too, or a mark for none."""
    return read_number(as_digits(without_note(text))) is not None or is_blank_mark(text)


def _piece(text: str, at: int, locate: Locate) -> Piece:
    stripped = text.strip()
    start = at + text.find(stripped) if stripped else at
    return Piece(stripped, locate(start, start + len(stripped)))


def _kept(parts: Sequence[Part], columns: int, layout: Layout) -> Sequence[Part] | None:
    """The row's cells where bars or tabs keep them apart; None where blanks may have moved.

    Converters drop blank cells and pad the row's end with bars instead: a row that ends in a blank
    before more bars than the layout itself leaves there is not taken as printed, unless it begins with a
    number in a table that keeps its blanks; nor one that is blank at both ends unless the rows filled at
    both ends have as many cells too many.
    """
    if tidy(parts[0][0]) and not _is_words(parts[0][0]):
        return None
    row, surplus = parts[1 : columns + 1], parts[columns + 1 :]
    if len(row) < columns or any(tidy(text) and not _is_words(text) for text, _ in surplus):
        return None
    kept = layout.blanks and tidy(row[0][0])
    if not tidy(row[-1][0]) and len(surplus) > (2 if layout.lead else 1) and not kept:
        return None
    if not tidy(row[0][0]) and not tidy(row[-1][0]) and len(surplus) not in layout.surplus:
        return None
    return row


def _is_words(text: str) -> bool:
    return WORDS.fullmatch(tidy(text).replace(" ", "")) is not None


def _spaced(parts: Sequence[Part], columns: int) -> Sequence[Part] | None:
    """The row's cells where only spaces keep them apart: as many figures as columns, none led by a zero."""
    if len(parts) != columns or any(re.match(r"0\d", tidy(text)) for text, _ in parts):
        return None
    return parts if all(is_figure(text) for text, _ in parts) else None
