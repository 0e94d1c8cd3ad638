"""What runs in the worker's child process: requests come in, answers go out, one at a time.

The child first says ("ready", None), or ("bug", traceback) if it cannot begin. An answer is
("result", value), ("refused", GoujiError), ("memory", None), ("bug", traceback), or ("wanted", None),
upon which the parent sends the document's bytes. Before its answer it may say ("told", (done, pages)).
"""

from __future__ import annotations

import codecs
import os
import signal
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from core.document.model import RenderedPage
from core.errors import GoujiError
from core.worker_memory import limit_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from core.extract.report import Cell, Report
    from core.reconcile.beside import Beside

Check = Callable[[bytes, str, Callable[[int, int], None]], object]
"""Checks a document's bytes by its name, telling how many pages of how many have been read by OCR."""

ENCODINGS = ("gbk", "gb18030", "big5hkscs", "hz", "utf-16", "utf-32", "cp1252")
"""Those in which documents are, as far as the program names them."""
OCR_MEGABYTES = 3000
"""The most memory that the child may use once it reads pictures of text, whose models alone want 900."""

_KEPT_OPEN = 3


def serve(line: Connection[Any, Any], megabytes: int, check: Check | None) -> None:
    """Answers requests until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread of numpy's takes 40 MB of what there is
    limit_memory(megabytes)  # a safeguard: where the system refuses it, the limit on time still holds
    try:
        service = _Service(line, megabytes, check or _warm())
    except (MemoryError, OSError):
        return
    except Exception:
        line.send(("bug", traceback.format_exc()))
        return
    line.send(("ready", None))
    while True:
        try:
            line.send(_answer(service, *line.recv()))
        except MemoryError:
            line.send(("memory", None))
        except (EOFError, OSError):
            return


def _warm() -> Check:
    """The function that checks a document, with all that it needs already loaded: what is loaded once memory
    is short, is missed without a word."""
    from core.document import doc, docx, html, images, ofd, package, pdf, render, sheet, text  # noqa: F401
    from core.pipeline import check

    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    check("　".encode() * 20 + "二、主动公开政府信息情况\n规章 1 0 11\n".encode(), "warm.txt")
    return check


def _answer(service: _Service, kind: str, *request: Any) -> tuple[str, Any]:
    try:
        work: dict[str, Callable[..., object]] = {
            "check": service.check,
            "repair": service.repair,
            "render": service.render,
        }
        return "result", work[kind](*request)
    except GoujiError as error:
        return "refused", error
    except (MemoryError, EOFError, OSError):
        raise
    except Exception:
        return "bug", traceback.format_exc()


class _Service:
    """What the child can do; it keeps the last few PDFs and images open for their pages to be drawn."""

    def __init__(self, line: Connection[Any, Any], megabytes: int, check: Check) -> None:
        self._line = line
        self.megabytes = megabytes
        self._check = check
        self._open: OrderedDict[str, Any] = OrderedDict()

    def check(self, name: str) -> object:
        """The document read and checked."""
        return self._check(self._data(), name, self._tell)

    def _tell(self, done: int, pages: int) -> None:
        """Passes on how far OCR has come; before its first page, its memory is granted."""
        if done == 0:
            self.megabytes = max(self.megabytes, OCR_MEGABYTES)
            limit_memory(self.megabytes)
        self._line.send(("told", (done, pages)))

    def repair(self, cells: Mapping[str, Cell], report: Report, beside: Beside) -> object:
        """The cells checked again, with what would settle what fails."""
        from core.reconcile.engine import reconcile
        from core.reconcile.repair.repaired import repaired

        return repaired(reconcile(cells, report, beside), cells, report, beside)

    def render(self, sha256: str, page: int, scale: float) -> RenderedPage:
        """A page drawn."""
        from core.document.images import open_pages
        from core.document.render import render_page

        if sha256 not in self._open:
            self._open[sha256] = open_pages(self._data(), "PDF")
            if len(self._open) > _KEPT_OPEN:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(sha256)
        return render_page(self._open[sha256], "PDF", page, scale)

    def _data(self) -> bytes:
        self._line.send(("wanted", None))
        return bytes(self._line.recv_bytes())
