"""Exports, written off the GUI thread; what the machine refuses is told calmly and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of export: the core's name and ending for it; `guarded` where a warning comes first."""

    kind: str
    ending: str
    guarded: bool = False


SORTS = {
    "review": Sort("review", ".xlsx"),
    "publication": Sort("publication", ".xlsx", guarded=True),
    "opinion": Sort("review", ".docx"),
    "returns": Sort("returns", ".docx"),
    "tables": Sort("tables", ".docx", guarded=True),
}


def sort_name(name: str) -> str:
    """What a sort of export is called, and its file by default."""
    return {
        "review": translate("Exporter", "审核稿"),
        "publication": translate("Exporter", "发布稿"),
        "opinion": translate("Exporter", "审核意见单"),
        "returns": translate("Exporter", "修改意见清单"),
        "tables": translate("Exporter", "统计表"),
    }[name]


class Exporter(QObject):
    """Asks where to, then writes what is asked for."""

    busy = Signal(bool)
    done = Signal(object)
    """The Path written."""
    failed = Signal(object)
    """A core Message."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def export(self, session: Session, name: str) -> None:
        """Writes a sort of export, once the reviewer has been warned of what stands against it."""
        sort = SORTS[name]
        if sort.guarded and not self._allowed(session, name):
            return
        place = partial(publication_path, session.state) if sort.guarded else Path
        target = self._ask(session, name, place)
        if target is not None:
            self._submit(partial(_write, session, target, sort.kind, self._context.translation.language))

    def _allowed(self, session: Session, name: str) -> bool:
        """Whether nothing stands against it, or the reviewer wants it all the same."""
        errors, cells = len(not_passed(session.state)), len(unresolved(session.state))
        if not errors and not cells:
            return True
        against = self.tr("还有 {count} 项强制性问题没有处理，或退回后尚未答复。").format(count=errors)
        if not errors:
            against = self.tr("还有 {count} 格的数字没有确定。").format(count=cells)
        ask = self.tr("仍要导出{sort}吗？文件名将标明“未通过核对”。").format(sort=sort_name(name))
        return self._confirmed(self.tr("未通过核对"), f"{against}\n{ask}")

    def _confirmed(self, title: str, question: str) -> bool:
        answer = QMessageBox.question(
            self._window,
            title,
            question,
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            QMessageBox.StandardButton.No,
        )
        return answer == QMessageBox.StandardButton.Yes

    def _ask(self, session: Session, name: str, place: Callable[[Path], Path]) -> Path | None:
        """The file to write; what the dialog did not name but `place` makes of it is not lost unasked."""
        ending, sort = SORTS[name].ending, sort_name(name)
        title = self.tr("导出{sort}").format(sort=sort)
        proposed = Path(self._context.settings.folder) / f"{file_stem(session)}{sort}{ending}"
        kinds = self.tr("Excel 工作簿 (*.xlsx)") if ending == ".xlsx" else self.tr("Word 文档 (*.docx)")
        chosen_name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), kinds)
        if not chosen_name:
            return None
        chosen = Path(chosen_name)
        self._context.settings.folder = str(chosen.parent)
        fits = chosen.suffix.lower() == ending
        target = place(chosen if fits else chosen.with_name(f"{chosen.name}{ending}"))
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


def _write(session: Session, target: Path, kind: str, language: str) -> Path:
    from core.export.kinds import (
        export_as,
    )  # the libraries of workbooks and documents stay out of the start-up

    return export_as(session, target, kind, language)
