"""Exports, written off the GUI thread; what the machine refuses is told calmly and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import GoujiError
from core.export.standing import not_passed, publication_path, unresolved
from core.review.session import Session
from gui.context import WRITING, Context

translate = QCoreApplication.translate
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Exporter(QObject):
    """Asks where to, then writes the review or the publishing copy."""

    busy = Signal(bool)
    done = Signal(object)
    """The Path written."""
    failed = Signal(object)
    """A core Message."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def export_review(self, session: Session) -> None:
        """Writes the reviewed workbook."""
        target = self._ask(session, self.tr("导出审核稿"), self.tr("审核稿"))
        if target is not None:
            self._submit(partial(_write_review, session, target, self._context.translation.language))

    def export_publication(self, session: Session) -> None:
        """Writes the publishing copy, once the reviewer has been warned of what stands against it."""
        errors, cells = len(not_passed(session.state)), len(unresolved(session.state))
        against = self.tr("还有 {count} 项强制性问题没有处理，或退回后尚未答复。").format(count=errors)
        if not errors:
            against = self.tr("还有 {count} 格的数字没有确定。").format(count=cells)
        ask = self.tr("仍要导出发布稿吗？文件名将标明“未通过核对”。")
        if (errors or cells) and not self._confirmed(self.tr("未通过核对"), f"{against}\n{ask}"):
            return
        place = partial(publication_path, session.state)
        target = self._ask(session, self.tr("导出发布稿"), self.tr("发布稿"), place)
        if target is not None:
            self._submit(partial(_write_publication, session, target))

    def _confirmed(self, title: str, question: str) -> bool:
        answer = QMessageBox.question(
            self._window,
            title,
            question,
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            QMessageBox.StandardButton.No,
        )
        return answer == QMessageBox.StandardButton.Yes

    def _ask(
        self, session: Session, title: str, sort: str, place: Callable[[Path], Path] = Path
    ) -> Path | None:
        """The file to write; what the dialog did not name but `place` makes of it is not lost unasked."""
        proposed = Path(self._context.settings.folder) / f"{file_stem(session)}{sort}.xlsx"
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, str(proposed), self.tr("Excel 工作簿 (*.xlsx)")
        )
        if not name:
            return None
        chosen = Path(name)
        self._context.settings.folder = str(chosen.parent)
        is_book = chosen.suffix.lower() == ".xlsx"
        target = place(chosen if is_book else chosen.with_name(f"{chosen.name}.xlsx"))
        if target != chosen and target.exists():
            question = self.tr("“{name}”已经存在，要替换它吗？").format(name=target.name)
            return target if self._confirmed(title, question) else None
        return target

    def _submit(self, work: Callable[[], Path]) -> None:
        self.busy.emit(True)
        self._context.jobs.submit(WRITING, work, self._end, failed=self._fail)

    def _end(self, written: Path) -> None:
        self.busy.emit(False)
        self.done.emit(written)

    def _fail(self, fault: Exception) -> None:
        self.busy.emit(False)
        if isinstance(fault, GoujiError):
            self.failed.emit(fault.message)


def file_stem(session: Session) -> str:
    """What exports of a report are called by default: agency and year, or the source's name."""
    report = session.state.report
    stem = report.agency or Path(session.name).stem
    if report.agency and report.year:
        stem = translate("Exporter", "{agency}{year}年").format(agency=report.agency, year=report.year)
    return FORBIDDEN.sub("_", stem).strip(" .") or "report"


def _write_review(session: Session, target: Path, language: str) -> Path:
    from core.export.workbook import export_review  # the workbook library stays out of the start-up

    export_review(session, target, language)
    return target


def _write_publication(session: Session, target: Path) -> Path:
    from core.export.publication import export_publication

    return export_publication(session, target)
