"""The source pane: the document as it is, the place of what is at issue boxed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.document.location import Location, TextSpan
from core.document.model import RenderedPage, SourceDocument
from core.extract.prose.model import Figure
from core.extract.report import Cell
from gui.source.document_view import DocumentView
from gui.source.emphasis import Boxed, Emphasis
from gui.source.find_bar import FindBar
from gui.source.head import SourceHead
from gui.source.page_view import PageView
from gui.source.places import Places
from gui.source.search import find_all, fold
from gui.source.text_view import TextView
from gui.theme import Theme

Viewer = TextView | DocumentView | PageView
ZOOMS = (0.5, 0.6, 0.75, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)


class SourceView(QWidget):
    """Shows a document by its format; tells which place was clicked, and which page is to be rendered.

    `locationPicked`: a character (`TextSpan`), a grid cell (`TableCell`) or a point of a page (a tiny
    `PageBox`). `pageWanted`: page from 1 and scale; answer with `set_page`.
    """

    locationPicked = Signal(object)
    pageWanted = Signal(int, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: SourceDocument | None = None
        self._places = Places({})
        self._marked: list[Boxed] = []
        self._found: tuple[TextSpan, ...] = ()
        self._match = 0
        self._folded: str | None = None
        self.head = SourceHead(theme)
        self.find_bar = FindBar(theme)
        self.text_view = TextView(theme)
        self.document_view = DocumentView(theme)
        self.page_view = PageView(theme)
        self._empty = QLabel(self.tr("打开报告后，这里显示原文"))
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._place()
        self._connect()

    def _place(self) -> None:
        for view in (self._empty, self.text_view, self.document_view, self.page_view):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack)
        self.setAccessibleName(self.tr("原文"))

    def _connect(self) -> None:
        for view in (self.text_view, self.document_view, self.page_view):
            view.locationPicked.connect(self.locationPicked)
            view.pageChanged.connect(self._tell)
            view.viewport().installEventFilter(self)
        self.page_view.pageWanted.connect(self.pageWanted)
        self.head.zoomed.connect(self.zoom)
        self.head.findWanted.connect(self.open_find)
        self.find_bar.queried.connect(self._query)
        self.find_bar.stepped.connect(self.step_find)
        self.find_bar.closed.connect(self.close_find)

    # Showing

    @property
    def viewer(self) -> Viewer | None:
        """The view that shows the present document."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, TextView | DocumentView | PageView) else None

    def show_document(self, document: SourceDocument | None, cells: Mapping[str, Cell | Figure]) -> None:
        """Shows a document, or nothing; `cells`: the report's, and its figures, that a click may hit."""
        former = self.viewer
        self._document = document
        self._places = Places(cells)
        self._marked, self._found, self._folded, self._match = [], (), None, 0
        view = self._viewer_for(document)
        if former is not None and former is not view:
            former.show_document(None, Places({}))
        if view is not None:
            view.show_document(document, self._places)
        self._stack.setCurrentWidget(view or self._empty)
        self.setFocusProxy(view or self._empty)
        if self.find_bar.isVisible():
            self._query(self.find_bar.words.text())
        self._tell()

    def _viewer_for(self, document: SourceDocument | None) -> Viewer | None:
        if document is None:
            return None
        if document.pages:
            return self.page_view
        return self.text_view if document.format == "text" else self.document_view

    def set_page(self, page: int, scale: float, rendered: RenderedPage) -> None:
        """Takes a page that `pageWanted` asked for; a stale one is dropped."""
        self.page_view.set_page(page, scale, rendered)

    def cell_at(self, location: Location) -> str | None:
        """The cell of the report, or the figure of its prose, read at a place; None where none was."""
        return self._places.cell_at(location)

    def _tell(self) -> None:
        document, view = self._document, self.viewer
        if document is None or view is None:
            self.head.tell(None, "", "", "")
            return
        pages = len(document.pages)
        page = self.tr("第 {page} / {pages} 页").format(page=self.page_view.page, pages=pages)
        self.head.tell(document.name, self._kind(document), page if pages else "", f"{view.zoom:.0%}")

    def _kind(self, document: SourceDocument) -> str:
        kind = {
            "text": self.tr("文本"),
            "html": self.tr("网页"),
            "docx": "Word",
            "doc": "Word",
            "xlsx": "Excel",
            "pdf": "PDF",
            "scan": self.tr("扫描件"),
        }.get(document.format, document.format.upper())
        return f"{kind} {document.encoding.upper()}" if document.encoding else kind

    # Places

    def highlight(self, locations: Sequence[Location], *, current: Location | None = None) -> None:
        """Boxes places, the current one strongly, and brings it (or the first of them) into sight."""
        others = [place for place in dict.fromkeys(locations) if place != current]
        self._marked = [Boxed(place, Emphasis.RELATED) for place in others]
        if current is not None:
            self._marked.append(Boxed(current, Emphasis.CURRENT))
        self._box()
        target = current if current is not None else next(iter(locations), None)
        if self.viewer is not None and target is not None:
            self.viewer.reveal(target)

    def _box(self) -> None:
        if self.viewer is None:
            return
        matches = [
            Boxed(span, Emphasis.CURRENT_MATCH if at == self._match else Emphasis.MATCH)
            for at, span in enumerate(self._found)
        ]
        self.viewer.box([*self._marked, *matches])

    # Size

    def zoom(self, steps: int) -> None:
        """Larger or smaller by so many steps; 0 for the size that fits."""
        view = self.viewer
        if view is None:
            return
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - view.zoom))
        zoom = ZOOMS[max(0, min(nearest + steps, len(ZOOMS) - 1))] if steps else 1.0
        if zoom != view.zoom:
            view.set_zoom(zoom)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel change the size."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(1 if turned > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The usual keys for finding and for the size, where the window has not taken them."""
        keys = QKeySequence.StandardKey
        if event.matches(keys.Find):
            self.open_find()
        elif event.matches(keys.FindNext) or event.matches(keys.FindPrevious):
            self.step_find(1 if event.matches(keys.FindNext) else -1)
        elif event.matches(keys.ZoomIn) or event.matches(keys.ZoomOut):
            self.zoom(1 if event.matches(keys.ZoomIn) else -1)
        else:
            super().keyPressEvent(event)

    # Finding

    def open_find(self) -> None:
        """Opens the line to find words in."""
        if self._document is not None:
            self.find_bar.open()
            self._query(self.find_bar.words.text())

    def close_find(self) -> None:
        """Closes it, and gives the source the keyboard."""
        self.find_bar.hide()
        self._found = ()
        self._box()
        if self.viewer is not None:
            self.viewer.setFocus()

    def _query(self, words: str) -> None:
        if self._document is None:
            return
        if self._folded is None:
            self._folded = fold(self._document.text)
        self._found = find_all(self._folded, words)
        self._match = 0
        self._show_match()

    def step_find(self, by: int) -> None:
        """To the next match, or the one before; round at the ends."""
        if self._found:
            self._match = (self._match + by) % len(self._found)
            self._show_match()

    def _show_match(self) -> None:
        self._box()
        self.find_bar.tell(self._match + 1, len(self._found))
        if self._found and self.viewer is not None:
            self.viewer.reveal(self._found[self._match])
