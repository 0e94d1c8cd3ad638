"""Traditional characters made simplified ones, so that labels are found; what is shown stays as printed.

Mirrored pages gloss characters with how they are said: 鎮(zhèn), 信(xin)息(xi). That is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from core.document.location import Location, TextSpan
from core.document.model import Block, Grid, SourceDocument
from core.extract.report import Cell

if TYPE_CHECKING:
    from opencc import OpenCC

_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff)])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}\)")
_FEWEST = 5
"""So many glosses are no words in brackets that happen to be short."""

_TRADITIONAL = re.compile(r"公開|申請|總計|復議|複議|訴訟|規範|處罰|結轉|機關|數量|無法|萬|億")
"""Words of the forms that tell such a text; only then is the converter loaded."""


def simplified(document: SourceDocument) -> SourceDocument:
    """The document with every traditional character made its simplified one, and spaces for the glosses of
    characters: text and places keep their length. The document itself where it has neither."""
    glossed = len(list(islice(_GLOSS.finditer(document.text), _FEWEST))) == _FEWEST
    text = _GLOSS.sub(lambda found: " " * len(found[0]), document.text) if glossed else document.text
    if _TRADITIONAL.search(text.replace(" ", "") if glossed else text):
        text = "".join(map(_line, text.splitlines(keepends=True)))
    if text is document.text:
        return document
    blocks = tuple(_block(block, text) for block in document.blocks)
    return replace(document, text=text, blocks=blocks)


def is_glossed(said: str) -> bool:
    """Whether a text has a gloss in it."""
    return _GLOSS.search(said) is not None


def _line(line: str) -> str:
    """A line made simplified; as it is where that would not keep its length."""
    made = str(_converter().convert(line))
    return made if len(made) == len(line) else line


def _block(block: Block, text: str) -> Block:
    """A block with its part of the new text."""
    if isinstance(block, Grid):
        cells = (replace(cell, text=text[cell.start : cell.start + len(cell.text)]) for cell in block.cells)
        return replace(block, cells=tuple(cells))
    return replace(block, text=text[block.start : block.start + len(block.text)])


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # slow to load, and seldom needed

    return OpenCC("t2s")


def printed(said: str, document: SourceDocument, plain: SourceDocument) -> str:
    """What the simplified document says, as the document itself prints it, where it says it in one piece."""
    at = plain.text.find(said) if plain is not document else -1
    return said if at < 0 else document.text[at : at + len(said)]


def as_printed(cells: Mapping[str, Cell], document: SourceDocument, plain: SourceDocument) -> dict[str, Cell]:
    """The cells read from the simplified document, their raw texts as the document itself prints them."""
    if plain is document:
        return dict(cells)
    own = [cell for grid in document.grids for cell in grid.cells]
    made = [cell for grid in plain.grids for cell in grid.cells]
    changed: dict[tuple[Location | None, str], str] = {
        (after.location, after.text.strip()): before.text.strip()
        for before, after in zip(own, made, strict=True)
        if before.text != after.text
    }
    return {id: replace(cell, raw=_raw(cell, changed, document, plain)) for id, cell in cells.items()}


def _raw(
    cell: Cell,
    changed: Mapping[tuple[Location | None, str], str],
    document: SourceDocument,
    plain: SourceDocument,
) -> str:
    place = cell.location
    if isinstance(place, TextSpan) and plain.text[place.start : place.end] == cell.raw:
        return document.text[place.start : place.end]
    return changed.get((place, cell.raw.strip()), cell.raw)
