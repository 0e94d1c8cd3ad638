"""The window's language: Chinese is the source text, English a Qt catalogue, the core's sentences its own.

All three go through Qt's translation, so that a window has one switch and one way to look words up.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from core.messages import Message, catalogue, fill
from core.paths import resource

CORE = "core"
Say = Callable[[Message], str]
"""How a part of the window puts a message of the core into words: `Translation.text`, or a stand-in."""
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Chinese type, which the window is set in, has curly quotes as wide as a character: not for English."""


class CoreTranslator(QTranslator):
    """Gives Qt the sentences of core.messages, under the context "core", by message id."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sentences = catalogue(language)
        if language == "en":
            sentences = {id: said.translate(STRAIGHT) for id, said in sentences.items()}
        self._sentences = sentences

    def translate(  # type: ignore[override]  # None is Qt's null string: let the next translator try
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The template of a core message; nothing for any other context."""
        return self._sentences.get(sourceText) if context == CORE else None

    def isEmpty(self) -> bool:
        """Never: an empty translator would not be asked."""
        return False


class Translation:
    """The language in force, and the translators installed for it."""

    def __init__(self, application: QCoreApplication, language: str = "zh") -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.language = language
        self.use(language)

    def use(self, language: str) -> None:
        """Changes the language; windows built before follow when they retranslate or are rebuilt."""
        self.close()
        self.language = language
        self._installed = [CoreTranslator(language, self._application)]
        if language == "en":
            self._load("gouji_en", str(resource("i18n")))
        else:
            self._load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in self._installed:
            self._application.installTranslator(translator)

    def close(self) -> None:
        """Takes the translators out again.

        They belong to the application, so that none of them is ever destroyed by Python's garbage
        collection: in the middle of a translation that would wait for ever on Qt's own lock.
        """
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []

    def text(self, said: Message) -> str:
        """A message of the core in full, in the window's language."""
        return fill(QCoreApplication.translate(CORE, said.id), said, self.language)

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self._application)
        if translator.load(name, folder):
            self._installed.append(translator)
