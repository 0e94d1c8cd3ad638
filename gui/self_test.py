"""The program tries itself out, where it was installed: what the smoke tests of the packages run.

`gouji --self-test REPORTS OUT` opens the window, opens each report of the folder REPORTS, decides one
place of it, exports, verifies, takes a picture, and leaves all that it made in the folder OUT:

    self-test.json          which build this is, what it reads, how each report came out, what went wrong
    NAME.json               the check of each report, as `gouji check --json` words it
    NAME.xlsx               its reviewed workbook
    window.png              the window with the last report

It keeps its sessions and settings in the folder home below OUT, so that nothing of the user's is touched.
Where an earlier version has left some there, it says what it found of them.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication

from core.check_json import encode, report_json
from core.document.open import EXTENSIONS
from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.review.change import DecisionKind, ReviewState
from core.review.verify import verify_session
from core.version import program_version
from gui.app import Program
from gui.reports.entry import Entry, Phase
from gui.settings import Settings

PATIENCE = 120
"""Seconds that one report may take."""
STEP = 20
"""Milliseconds between two looks at whether something has come about."""
WANTING = ("document.pdf_scan", "document.image_scan")
"""Why the package without OCR cannot open a scan: no fault of the package."""
HARMLESS = (
    "This plugin does not support propagateSizeHints",
    '"Unable to open monitor interface to ',
    "EnableNonClientDpiScaling() failed",
)
"""What Qt says of a window where there is no screen, and of two functions that Wine has not."""


def self_test(reports: str, out: str) -> int:
    """Tries the program out on the files of a folder; 0 if all went well, 1 if not."""
    into = Path(out).resolve()
    into.mkdir(parents=True, exist_ok=True)
    os.environ["GOUJI_HOME"] = str(into / "home")
    complaints: list[str] = []
    tried: dict[str, object] = {}
    qInstallMessageHandler(_Listener(complaints))
    before, sys.excepthook = sys.excepthook, _Catcher(complaints)
    try:
        _try_out(Path(reports).resolve(), into, tried, complaints)
    except Exception:
        complaints.append(traceback.format_exc())
    finally:
        qInstallMessageHandler(None)
        sys.excepthook = before
    said = {
        "version": program_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.system(),
        "formats": sorted(EXTENSIONS),
        **tried,
        "complaints": complaints,
    }
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    (into / "self-test.json").write_text(text, encoding="utf-8", newline="\n")
    return 1 if complaints else 0


class _Catcher:
    """Hears of what went wrong where Qt called the program."""

    def __init__(self, complaints: list[str]) -> None:
        self._complaints = complaints

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._complaints.append("".join(traceback.format_exception(kind, error, trace)))


class _Listener:
    """Hears what Qt has to say: a warning is a fault of the package."""

    def __init__(self, complaints: list[str]) -> None:
        self._complaints = complaints

    def __call__(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not text.startswith(HARMLESS):
            self._complaints.append(f"Qt: {text}")


def _try_out(reports: Path, into: Path, tried: dict[str, object], complaints: list[str]) -> None:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gouji")
    program = Program(application)
    tried["settings"] = _try_settings(program.context.settings)
    opened: dict[str, object] = {}
    tried["reports"] = opened
    program.window.show()
    try:
        for path in sorted(reports.iterdir()):
            if path.suffix.lower() in EXTENSIONS:
                opened[path.name] = _try_report(program, path, into, complaints)
        if not opened:
            complaints.append(f"no report in {reports}")
        _until(lambda: not program.context.jobs.busy, PATIENCE)
        if not program.window.grab().save(str(into / "window.png")):
            complaints.append("no picture of the window")
    finally:
        program.window.close()
        program.close()


def _try_settings(settings: Settings) -> dict[str, object]:
    """Chooses what no new user has chosen; what was found before, and what is left for the next version."""

    def said() -> list[str]:
        return [settings.theme, *settings.stages, settings.reason(DecisionKind.PROPOSAL)]

    found = said()
    settings.theme, settings.stages = "dark", ("一审", "二审")
    settings.set_reason(DecisionKind.PROPOSAL, "self-test")
    settings.save()
    return {"found": found, "left": said()}


def _try_report(program: Program, path: Path, into: Path, complaints: list[str]) -> dict[str, object]:
    """Opens, decides, exports and verifies one report; what came of it."""
    window = program.window
    window.open_paths([path])
    entry = next(held for held in window.shelf.entries if held.path == path)
    window.show_entry(entry)
    if not _until(lambda: entry.phase in (Phase.OPEN, Phase.FAILED), PATIENCE) or entry.session is None:
        if entry.problem and entry.problem.id in WANTING:
            return {"opened": False, "refused": entry.problem.id}
        problem = program.context.translation.text(entry.problem) if entry.problem else "it took too long"
        complaints.append(f"{path.name}: {problem}")
        return {"opened": False}
    found = _standing(entry.session.state)
    checked = program.context.reader.check(path.read_bytes(), path.name)
    said = encode(report_json(path.name, checked, "zh"))
    (into / f"{path.name}.json").write_text(said + "\n", encoding="utf-8", newline="\n")
    decided = _decide(program, entry)
    book = into / f"{path.name}.xlsx"
    export_review(entry.session, book)
    verdicts = {
        "session": verify_session(entry.session.path).status,
        "workbook": verify_workbook(book).status,
    }
    complaints += [f"{path.name}: {kind} {status}" for kind, status in verdicts.items() if status != "intact"]
    left = _standing(entry.session.state)
    return {"opened": True, "found": found, "decided": decided, "left": left, "verified": verdicts}


def _standing(state: ReviewState) -> list[str]:
    """The decisions in force: the value of each cell decided, and where each finding decided stands."""
    cells = [f"{id} = {(state.cells.get(id) or state.figures[id]).value}" for id in sorted(state.decisions)]
    return cells + [f"{item.finding.key}: {item.status}" for item in state.items if item.entry is not None]


def _decide(program: Program, entry: Entry) -> list[str]:
    """Edits a number and sends the first open place back, as a reviewer would; what of it was taken."""
    review = program.window.review
    taken: list[str] = []
    if review.session is not entry.session or review.state is None:
        return taken
    counted = (id for id, cell in review.state.cells.items() if isinstance(cell.value, int))
    if (cell := next(counted, None)) is not None:
        review.enter(cell, str((review.state.cells[cell].value or 0) + 1))
        review.take_way(DecisionKind.PROPOSAL)
        taken += [cell] if review.commit("self-test") else []
    if review.place is not None and review.place.open:
        review.take_way(DecisionKind.RETURNED)
        taken += ["returned"] if review.commit("self-test") else []
    return taken


def _until(there: Callable[[], bool], seconds: float) -> bool:
    """Lets the program run until something has come about; false if it does not in time."""
    loop, timer = QEventLoop(), QTimer()
    end = time.monotonic() + seconds
    timer.timeout.connect(lambda: loop.quit() if there() or time.monotonic() > end else None)
    timer.start(STEP)
    loop.exec()
    return there()
