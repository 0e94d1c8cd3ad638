"""What this version of the program reads in a document otherwise than the one that read it before."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from core.extract.report import Cell, Report
from core.reconcile.wording import cell_place
from core.review.answers import Taking
from core.review.change import ReviewState
from core.review.figures import is_figure
from gui.dialogs.set_up import set_up
from gui.tables.telling import state_words
from gui.translation import Say
from gui.values import value_words

translate = QCoreApplication.translate
CELL = "style='padding: 2px 18px 2px 0'"


class RereadDialog(QDialog):
    """Lists the differences; accepted, the new reading is to be taken, with what was decided carried over."""

    def __init__(
        self, state: ReviewState, report: Report, taking: Taking, say: Say, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_up(self, self.tr("按本版程序重新读取"), 720, 460)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("与原来读法的差别"))
        self.text.document().setDocumentMargin(14)
        self.text.setHtml(differences(state, report, taking, say))
        buttons = QDialogButtonBox()
        taken = buttons.addButton(self.tr("采用新的读法"), QDialogButtonBox.ButtonRole.AcceptRole)
        taken.setProperty("primary", True)
        buttons.addButton(self.tr("保留原来的读法"), QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


def differences(state: ReviewState, report: Report, taking: Taking, say: Say) -> str:
    """The differences as rich text: the cells, what else is read otherwise, what becomes of decisions."""
    told = [translate("Rereading", "本版程序读这份文件的结果，与核对记录中的有以下差别。")]
    if taking.changes:
        told.append(_table(_rows(state, report, taking, say)))
    else:
        told.append(translate("Rereading", "各格的数都没有变。"))
    figures = len(state.report.prose.figures), len(report.prose.figures)
    if state.report.prose != report.prose:
        words = translate("Rereading", "正文数字：原来读出 {before} 个，现在读出 {now} 个。")
        told.append(words.format(before=figures[0], now=figures[1]))
    if state.report.remarks != report.remarks:
        told.append(translate("Rereading", "对原文的提示（缺表、行名、文字等）有变化。"))
    told.append(_decisions(len(state.rulings), len(taking.lapses)))
    return "".join(f"<p>{line}</p>" for line in told)


def _decisions(made: int, lapsed: int) -> str:
    if not made:
        return translate("Rereading", "采用后可以撤销。")
    if not lapsed:
        return translate("Rereading", "此前的 {made} 次处理全部照旧。采用后可以撤销。").format(made=made)
    words = translate(
        "Rereading",
        "此前 {made} 次处理中有 {lapsed} 次所依据的数变了，要重新处理；其余照旧。采用后可以撤销。",
    )
    return words.format(made=made, lapsed=lapsed)


def _rows(state: ReviewState, report: Report, taking: Taking, say: Say) -> Iterable[tuple[str, str, str]]:
    for id, (before, now) in taking.changes.items():
        known = state.report if now is None or is_figure(id) else report  # a figure is named as it was before
        place = say(cell_place(id, known))
        yield place, _words(state.report, before), _words(report, now)


def _words(report: Report, cell: Cell | None) -> str:
    if cell is None:
        return "—"
    if cell.value is not None:
        return value_words(report, cell.id, cell.value)
    return state_words(cell.state).partition("：")[0].partition("，")[0]


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    heads = (
        translate("Rereading", "位置"),
        translate("Rereading", "原来读作"),
        translate("Rereading", "现在读作"),
    )
    lines = [f"<tr>{''.join(f'<th align=left {CELL}>{escape(head)}</th>' for head in heads)}</tr>"]
    lines += [f"<tr>{''.join(f'<td {CELL}>{escape(text)}</td>' for text in row)}</tr>" for row in rows]
    return f"<table cellspacing='0'>{''.join(lines)}</table>"
