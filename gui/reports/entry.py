"""A report in the list: a file on its way in, open for review, or refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.messages import Message
from core.review.change import ItemStatus, ReviewState
from core.review.session import Session
from gui.findings.repairs import Repairs, repairs_of

if TYPE_CHECKING:
    from core.document.model import SourceDocument
    from core.extract.report import Report
    from core.pipeline import Checked  # the readers stay in the worker process


class Phase(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    READING = "reading"
    OPEN = "open"
    FAILED = "failed"


class Standing(StrEnum):
    """What the list says of an open report, the worst first."""

    FAILED = "failed"
    DOUBTFUL = "doubtful"
    BLANK = "blank"
    SETTLED = "settled"
    PASSED = "passed"
    PROSE = "prose"


@dataclass(eq=False)
class Entry:
    """One row of the report list. `session` and `document` are there once it is open.

    `data` are the bytes of what came without a file (pasted); `path` is then only a name. `pages`: how many
    of how many have been read by OCR, while that goes on.
    """

    path: Path
    phase: Phase = Phase.WAITING
    job: int = 0
    session: Session | None = None
    problem: Message | None = None
    resumed: bool = False
    pages: tuple[int, int] | None = None
    saved_at: str = field(default="")
    data: bytes | None = field(default=None, repr=False)
    reads: dict[str, Checked] = field(default_factory=dict, repr=False)
    """What this program read, by the SHA-256 of the source."""
    stamp: tuple[int, int] | None = None
    """When its file was last written and how long it was, as it was read; None for what has no such file."""

    @property
    def state(self) -> ReviewState | None:
        """The review as it stands."""
        return None if self.session is None else self.session.state

    @property
    def document(self) -> SourceDocument | None:
        """The document under review; None where it could not be read this time."""
        read = self._read
        return None if read is None else read.document

    @property
    def fresh(self) -> Report | None:
        """What this program reads in the document under review, where the review's report is another."""
        read, state = self._read, self.state
        return read.report if read is not None and state is not None and read.report != state.report else None

    @property
    def repairs(self) -> Repairs | None:
        """What would settle the findings, as found on reading; None where the numbers are others now."""
        read, state = self._read, self.state
        if read is None or state is None or read.report != state.report or read.beside != state.beside:
            return None
        same = state.cells == read.report.cells and state.checked is state.report
        return repairs_of(read.reconciliation.findings) if same else None

    @property
    def _read(self) -> Checked | None:
        return None if self.session is None else self.reads.get(self.session.sha256)

    def changed_since(self) -> bool:
        """Whether its file is another now than when it was read; a file that is gone is none."""
        now = stamp_of(self.path)
        return self.stamp is not None and now is not None and now != self.stamp

    @property
    def name(self) -> str:
        """The file's own name: that of the document, where a session was opened."""
        return self.path.name if self.session is None else self.session.name


def stamp_of(path: Path) -> tuple[int, int] | None:
    """When a file was last written, in nanoseconds, and its length; None where there is none."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_mtime_ns, held.st_size


def standing(state: ReviewState) -> tuple[Standing, int]:
    """How an open report stands, and the count that goes with it."""
    waiting = [item.finding for item in state.items if item.status is not ItemStatus.SETTLED]
    failed = sum(finding.relation is not None for finding in waiting)
    if failed:
        return Standing.FAILED, failed
    blank = sum(len(finding.cells) for finding in waiting if finding.rule == "cell.blank")
    doubts = sum(finding.rule != "cell.blank" and finding.severity != "hint" for finding in waiting)
    if doubts:
        return Standing.DOUBTFUL, doubts
    if blank:
        return Standing.BLANK, blank
    if state.report.template == "prose":
        return Standing.PROSE, 0
    settled = sum(item.status is ItemStatus.SETTLED for item in state.items)
    return (Standing.SETTLED, settled) if settled else (Standing.PASSED, 0)
