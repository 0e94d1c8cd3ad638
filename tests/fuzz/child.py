"""What the worker's child does with a damaged document: all that the program does, and notes of its cost."""

from __future__ import annotations

import faulthandler
import resource
import tempfile
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TextIO

from core.document.ocr import Told
from core.errors import InputError
from core.pipeline import Checked, check
from tests.fuzz.watch import Touched

PATIENCE = 25.0
"""Seconds after which the child writes down what it is at (`stuck`)."""


@dataclass(frozen=True)
class Trial:
    """A document checked, or drawn (an image: `checked` None); `seconds` of the processor, `megabytes` at
    the most since the child began, and what was `touched` that must not be."""

    checked: Checked | None
    pages: int
    seconds: float
    megabytes: int
    touched: tuple[str, ...]


def stuck() -> Path:
    """The file in which the child leaves what it was at when it could not go on."""
    return Path(tempfile.gettempdir()) / "gouji-fuzz-stuck.txt"


@cache
def _touched() -> Touched:
    return Touched()


@cache
def _notes() -> TextIO:
    """Where this process writes what it is at, when it is too long at it or brought down."""
    notes = stuck().open("a")
    faulthandler.enable(notes)
    return notes


def trial(data: bytes, name: str, told: Told) -> Trial:
    """Checks a document and draws its first page, as the window would; raises as `check` does.

    Without OCR, which takes seconds a page: pictures are only drawn.
    """
    import core.document.open
    import core.document.pdf

    core.document.open.is_available = core.document.pdf.is_available = lambda: False
    return trial_with_ocr(data, name, told)


def trial_with_ocr(data: bytes, name: str, told: Told) -> Trial:
    """As `trial`, pictures read by OCR."""
    touched, notes, start = _touched(), _notes(), time.process_time()
    touched.taken()
    notes.truncate(0)
    faulthandler.dump_traceback_later(PATIENCE, file=notes)
    try:
        checked, pages = _checked_and_drawn(data, name, told)
    except MemoryError:
        traceback.print_exc(file=notes)
        notes.flush()
        raise
    finally:
        faulthandler.cancel_dump_traceback_later()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Trial(checked, pages, time.process_time() - start, most, touched.taken())


def _checked_and_drawn(data: bytes, name: str, told: Told) -> tuple[Checked | None, int]:
    """The document checked, None where it is a picture that is not read; how many pages it has."""
    try:
        checked = check(data, name, told)
    except InputError as refused:
        if refused.message.id != "document.image_scan":
            raise
        return None, _draw(data, name)
    return checked, _draw(data, name) if checked.document.pages else 0


def _draw(data: bytes, name: str) -> int:
    """Draws the first page; how many there are."""
    from core.document.images import open_pages
    from core.document.render import render_page

    opened = open_pages(data, name)
    try:
        render_page(opened, name, 1, 1.5)
        return len(opened)
    finally:
        opened.close()
