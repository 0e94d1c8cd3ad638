"""What the export's tests share: a report with every kind of trouble, and its session."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.export.verify import verify_workbook
from core.extract.report import Ambiguity, CellState, Number, Report
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from core.review.verify import Verdict
from tests.support import make_report

HOSTILE = '=HYPERLINK("http://example.invalid","x")'

VALUES: Mapping[str, Number | None] = {
    "t3.new.natural": 6091,
    "t3.carried_in.natural": 105,
    "t3.total.natural": 6086,
    "t3.carried_out.natural": 120,
    "t3.granted.natural": 6086,
    "t3.new.sum": 6091,
    "t3.carried_in.sum": 105,
    "t3.total.sum": 6086,
    "t3.granted.sum": 6086,
    "t3.carried_out.sum": 120,
    "t2.rules.made": 5,
    "t2.permit.change": -4,
    "t2.fee.amount": Decimal("41662416.19"),
    "t2.procurement.amount": Decimal("2357000000"),
    "t4.review.upheld": 3,
    "t4.review.sum": 4,
    "t4.direct.upheld": None,
    "t4.direct.corrected": None,
    "t4.direct.other": None,
    "t4.direct.pending": None,
    "t4.direct.sum": None,
    "t3.rejected.petition.natural": None,
    "t3.rejected.petition.sum": None,
    "t3.rejected.duplicate.legal": 2,
    "t3.rejected.duplicate.sum": None,
}


def troubled(form: str = "2019", title: str = HOSTILE) -> Report:
    """Failures, blanks, marks for none, cells ambiguous, unreadable, missing and recovered."""
    report = make_report(VALUES, form=form)
    cells = dict(report.cells)

    def become(id: str, state: CellState, raw: str, value: Number | None = None, *candidates: Number) -> None:
        cells[id] = replace(cells[id], state=state, raw=raw, value=value, candidates=candidates)

    third = "published" if form == "2019" else "repealed"
    become("t2.normative.made", CellState.AMBIGUOUS, "623", None, 6, 62)
    become(f"t2.normative.{third}", CellState.AMBIGUOUS, "623", None, 23, 3)
    become("t3.denied.law.natural", CellState.UNREADABLE, "=1+cmd|' /C calc'!A0")
    become("t3.denied.safety.legal", CellState.MISSING, "")
    become("t3.denied.secret.others", CellState.BLANK, "/")
    become("t3.partial.welfare", CellState.RECOVERED, "1 2", 12)
    become("t4.after_review.upheld", CellState.AMBIGUOUS, "12", None, 1, 2)
    run = Ambiguity(("t2.normative.made", f"t2.normative.{third}"), ((6, 23), (62, 3)), "623")
    alone = Ambiguity(("t4.after_review.upheld",), ((1,), (2,)), "12")
    return replace(report, title=title, cells=cells, ambiguities=(run, alone))


def start(folder: Path, report: Report, who: str = "@张三", name: str = "=1+1.txt") -> Session:
    """A session about the report."""
    return Session.start(folder / "review.gouji", b"source", name, report, who)


def decide(
    session: Session,
    kind: str,
    *,
    findings: tuple[str, ...] = (),
    changes: Mapping[str, Number | None] | None = None,
    cells: tuple[str, ...] = (),
    reason: str = "=cmd|理由",
) -> None:
    """A decision, with the cells of its findings where none are named."""
    covered = cells or tuple(
        cell for key in findings if (item := session.finding(key)) for cell in item.finding.cells
    )
    session.decide(Decision(DecisionKind(kind), findings, covered, changes or {}, reason))


def reviewed(folder: Path, form: str = "2019", **named: Any) -> Session:
    """The troubled report after each of the four ways out, an undo and a redo."""
    session = start(folder, troubled(form), **named)
    decide(session, "proposal", findings=("t3.balance@natural",), changes={"t3.total.natural": 6076})
    decide(session, "reading", changes={"t3.partial.sum": 12})
    decide(session, "returned", findings=("t4.group_sum@review",))
    decide(session, "accepted", findings=("cell.number@t3.denied.law.natural",))
    session.undo()
    session.redo()
    return session


@cache
def soffice() -> str:
    """LibreOffice; the test is skipped where there is none."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("soffice is not installed (make setup installs it)")
    return found


def resave(folder: Path, *paths: Path) -> list[Path]:
    """The workbooks as LibreOffice reads, recalculates and saves them."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = [soffice(), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return [folder / path.name for path in paths]


def load(path: Path, *, computed: bool = False) -> Any:
    """The workbook, with formulas or with what they came to."""
    return load_workbook(path, data_only=computed)


def verified_after(exported: Path, folder: Path, change: Callable[[Any], None]) -> Verdict:
    """What verifying says of the workbook after a change that openpyxl makes to it."""
    book = load(exported)
    change(book)
    book.save(folder / "changed.xlsx")
    return verify_workbook(folder / "changed.xlsx")
