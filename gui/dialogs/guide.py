"""How a review goes, in the window's language: what is opened, seen, decided and exported."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from core.paths import resource
from gui.dialogs.set_up import set_up


class GuideDialog(QDialog):
    """Shows the help of a language; it leads nowhere outside the program."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up(self, self.tr("使用说明"), 760, 640)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("使用说明"))
        self.text.document().setDocumentMargin(18)
        self.text.setMarkdown(guide(language))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


def guide(language: str) -> str:
    """The help text in a language ("zh" or "en"), in Markdown."""
    pages = (f"{language}.md", f"forms_{language}.md", f"words_{language}.md", f"admin_{language}.md")
    return "\n\n".join(resource("help", page).read_text(encoding="utf-8") for page in pages)
