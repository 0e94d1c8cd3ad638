"""What the office's next version answers to what was sent back, with the numbers before and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from core.export.rows import answer_rows
from core.extract.report import Report
from core.reconcile.years import same_office
from core.review.answers import Reply, Taking, Version
from core.review.change import ReviewState
from gui.context import Context
from gui.dialogs.set_up import set_up
from gui.next_version import answer_counts
from gui.theme import Theme, Tone

translate = QCoreApplication.translate
CELL = "style='padding: 3px 16px 3px 0'"
TONES = {Reply.DONE: Tone.PASSED, Reply.UNCHANGED: Tone.ERROR, Reply.OTHERWISE: Tone.WARNING}


class VersionDialog(QDialog):
    """Lists the answers; accepted, the version is to be taken, with what was decided carried over."""

    def __init__(
        self,
        state: ReviewState,
        name: str,
        report: Report,
        taking: Taking,
        context: Context,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_up(self, self.tr("修改后的报告"), 980, 560)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("退回各项的落实情况"))
        self.text.document().setDocumentMargin(14)
        said = [
            *_wrong(state.report, report, context.theme),
            *_answers(state, name, report, taking, context),
            _decisions(state, taking),
        ]
        self.text.setHtml("".join(f"<p style='margin-top: 10px'>{line}</p>" for line in said))
        buttons = QDialogButtonBox()
        taken = buttons.addButton(self.tr("采用修改后的报告"), QDialogButtonBox.ButtonRole.AcceptRole)
        taken.setProperty("primary", True)
        taken.setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


def _wrong(before: Report, now: Report, theme: Theme) -> Iterator[str]:
    """What speaks against its being a version of this report."""
    colour = theme.colour(Tone.ERROR).name()
    if before.year != now.year and None not in (before.year, now.year):
        said = translate("Version", "请确认：正在核对的是 {before} 年的报告，这份文件是 {now} 年的。")
        yield f"<b style='color: {colour}'>{said.format(before=before.year, now=now.year)}</b>"
    if not same_office(before.agency, now.agency):
        said = translate("Version", "请确认：正在核对的是 {before} 的报告，这份文件是 {now} 的。")
        words = said.format(before=escape(before.agency), now=escape(now.agency))
        yield f"<b style='color: {colour}'>{words}</b>"


def _answers(
    state: ReviewState, name: str, report: Report, taking: Taking, context: Context
) -> Iterator[str]:
    said = translate("Version", "{name} 与上一版相比，有 {count} 格的数变了。")
    yield escape(said.format(name=name, count=len(taking.changes)))
    yield escape(answer_counts(taking) or translate("Version", "此前没有退回单位的修改意见。"))
    version = Version(state.entries[-1], name, "", "", False, taking)
    taken = replace(state, report=report, versions=(version,))
    rows = answer_rows(taken, context.translation.language)
    replies = [answer.reply for answer in taking.answers]
    if rows:
        yield _table(rows, [*replies, *(None for _ in rows[len(replies) :])], context.theme)


def _table(rows: Sequence[Sequence[object]], replies: Sequence[Reply | None], theme: Theme) -> str:
    heads = (
        translate("Version", "落实情况"),
        translate("Version", "位置"),
        translate("Version", "退回的意见"),
        translate("Version", "数的变化"),
    )
    lines = [_line("th", heads, "")]
    for (_, *place, asked, before, now, answered), reply in zip(rows, replies, strict=True):
        tone = Tone.TEXT if reply is None else TONES[reply]
        where = " · ".join(str(part) for part in place if part)
        reply_words, _, numbers = str(answered).partition("\n")
        if before or now:
            numbers = f"{before} → {now}" if before != now else str(now)
        cells = (reply_words, where, str(asked or ""), numbers)
        lines.append(_line("td", cells, theme.colour(tone).name()))
    return f"<table cellspacing='0' width='100%'>{''.join(lines)}</table>"


def _line(tag: str, texts: Iterable[str], colour: str) -> str:
    """A row of the table, its first cell in the colour of the answer."""
    cells = []
    for at, text in enumerate(texts):
        words = escape(text).replace("\n", "<br>")
        inked = f"<b style='color: {colour}'>{words}</b>" if colour and not at else words
        cells.append(f"<{tag} align=left valign=top {CELL}>{inked}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _decisions(state: ReviewState, taking: Taking) -> str:
    made, lapsed = len(state.rulings), len(taking.lapses)
    said = [translate("Version", "采用后可以撤销；原来的版本留在核对记录中。")]
    if lapsed:
        words = translate("Version", "此前 {made} 次处理中，{lapsed} 次所依据的数变了，将重新列出。")
        said.insert(0, words.format(made=made, lapsed=lapsed))
    return "".join(said)
