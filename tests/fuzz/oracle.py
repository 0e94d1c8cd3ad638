"""What holds of every document that is read, however damaged; each complaint is a fault of the program."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

from core.check_json import encode, report_json
from core.document.location import PageBox, TableCell, TextSpan
from core.document.model import SourceDocument
from core.errors import GoujiError
from core.extract.report import Cell, CellState
from core.messages import Message, catalogue, render
from core.pipeline import Checked
from tests.core.document.support import held_to_promises

LANGUAGES = ("zh", "en")

_PLAIN = re.compile(
    r"\s*(?:[+\-−–—－＋]|增加?|减少?)?\s*[\d,，.．\s?]+\s*[百千万亿]?\s*(?:元|[(（]?(?:件次|人次|[件条个项宗起份次元])[)）]?)?[\s?]*|[零〇]"
)
"""What a number looks like that may be read without a doubt, once in the usual form."""
_SHOWS_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a\u202c\u202d\u2060\u2066\u2068\u2069\ufeff]")


def complaints(checked: Checked) -> Iterator[str]:
    """What is wrong with a document as read and checked."""
    try:
        held_to_promises(checked.document)
    except AssertionError as broken:
        yield f"the document breaks its promises: {broken}"
    for cell in checked.report.cells.values():
        if cell.state is CellState.OK:
            yield from (f"{cell.id}: {what}" for what in _doubts(cell, checked.document))
    yield from _words(checked)


def _words(checked: Checked) -> Iterator[str]:
    """What is wrong with what is said of a document."""
    for said in messages(checked):
        yield from unsaid(said)
    for language in LANGUAGES:
        try:
            json.loads(encode(report_json("a", checked, language)).encode("utf-8"))
        except (ValueError, KeyError, TypeError) as error:
            yield f"no JSON ({language}): {error!r}"


def unsaid(said: Message) -> Iterator[str]:
    """What is wrong with a message: no sentence for it, or none with all its parameters."""
    for language in LANGUAGES:
        if said.id not in catalogue(language):
            yield f"no sentence in {language} for {said.id}"
            continue
        try:
            render(said, language)
        except (KeyError, ValueError, IndexError) as error:
            yield f"{said.id} in {language}: {error!r}"


def refusal_faults(error: GoujiError) -> list[str]:
    """What is wrong with how a document is refused."""
    return list(unsaid(error.message))


def messages(held: object) -> Iterator[Message]:
    """Every message in a value, however deep."""
    if isinstance(held, Message):
        yield held
    elif isinstance(held, Mapping):
        for value in held.values():
            yield from messages(value)
    elif isinstance(held, tuple | list | set | frozenset):
        for value in held:
            yield from messages(value)
    elif dataclasses.is_dataclass(held) and not isinstance(held, SourceDocument):
        for field in dataclasses.fields(held):
            yield from messages(getattr(held, field.name))


def _doubts(cell: Cell, document: SourceDocument) -> Iterator[str]:
    """Why a cell read without a doubt ought not to be."""
    raw = _SHOWS_NOTHING.sub("", cell.raw)
    usual = unicodedata.normalize("NFKC", raw) if _is_usual(raw) else raw
    if cell.value is None or not _PLAIN.fullmatch(usual):
        yield f"{cell.value} read without a doubt from {cell.raw!r}"
    elif _significant(usual) != _significant(f"{cell.value:f}" if cell.value % 1 else str(int(cell.value))):
        yield f"{cell.value} is not {cell.raw!r}"
    where = _at(cell, document)
    if where is not None and _shown(cell.raw) not in _shown(where):
        yield f"{cell.raw!r} does not stand at its place, but {where[:60]!r}"


def _is_usual(raw: str) -> bool:
    """Whether every digit in it is one that offices write."""
    return all(
        c in "0123456789０１２３４５６７８９" for c in raw if unicodedata.category(c) in ("Nd", "No", "Nl")
    )


def _significant(text: str) -> str:
    """The digits of a number, whatever its unit."""
    digits = "".join(c for c in text.replace("零", "0").replace("〇", "0") if c.isascii() and c.isdigit())
    if "." in text:
        digits = digits.rstrip("0") if digits.strip("0") else "0"
    return digits.strip("0")


def _shown(text: str) -> str:
    return "".join(text.split())


def _at(cell: Cell, document: SourceDocument) -> str | None:
    """The text at a cell's place; None where it cannot be told."""
    match cell.location:
        case TextSpan(start, end):
            return document.text[start:end]
        case TableCell(table, row, column):
            found = document.grids[table].at(row, column) if table < len(document.grids) else None
            return "" if found is None else found.text
        case PageBox():
            return None
    return ""
