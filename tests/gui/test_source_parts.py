"""What the source pane reckons without a window: places of text, matches, pages, cells under a point."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextDocument

from core.document.location import PageBox, TableCell, TextSpan
from core.document.model import CharacterBoxes, Page, RenderedPage, SourceDocument
from core.extract.report import Cell, CellState
from gui.source.page_cache import PageCache
from gui.source.page_layout import GAP, PageLayout
from gui.source.page_text import PageText
from gui.source.places import Places
from gui.source.positions import Positions
from gui.source.search import find_all, fold

TEXTS = st.text(st.sampled_from("a一\n\r\t😀𠀀 0"), max_size=40)


@given(TEXTS)
def test_places_of_text_go_to_qt_and_back(text: str) -> None:
    positions = Positions(text)
    document = QTextDocument(positions.shown)
    for place, letter in enumerate(text):
        if letter == "\r" and text[place + 1 : place + 2] == "\n":
            continue
        there = positions.to_document(place)
        crlf = text[max(0, place - 1) : place + 1] == "\r\n"
        assert positions.to_text(there) == place - crlf, "Qt has one place for both halves of a line end"
        if letter not in "\r\n":
            held = document.characterAt(there)
            assert held == letter or ord(letter) > 0xFFFF
    assert positions.to_document(len(text)) == document.characterCount() - 1


def test_the_second_half_of_an_astral_character_is_the_character() -> None:
    positions = Positions("a😀b")
    assert [positions.to_text(at) for at in range(4)] == [0, 1, 1, 2]


def found(text: str, query: str) -> list[str]:
    return [text[span.start : span.end] for span in find_all(fold(text), query)]


def test_words_are_found_whatever_their_width_and_case() -> None:
    assert found("ＡＢＣ abc", "abc") == ["ＡＢＣ", "abc"]
    assert found("申请（一）", "(一)") == ["（一）"]
    assert found("申请", " ") == []


def test_numbers_are_found_with_and_without_separators() -> None:
    assert found("6,091 6091 ６０９１ 16091 6，091", "6091") == ["6,091", "6091", "６０９１", "6，091"]
    assert found("6,091 6091", "6,091") == ["6,091", "6091"]
    assert found("133 1331", "133") == ["133", "133"]


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def cell(id: str, location: object) -> Cell:
    return Cell(id, 1, "1", CellState.OK, location)  # type: ignore[arg-type]


def test_a_place_tells_its_cell() -> None:
    places = Places(
        {
            "a": cell("a", TextSpan(10, 14)),
            "b": cell("b", TextSpan(14, 15)),
            "c": cell("c", TableCell(1, 2, 3)),
            "d": cell("d", PageBox(2, (100, 100, 120, 110))),
            "e": cell("e", None),
        }
    )
    assert places.cell_at(TextSpan(13, 14)) == "a"
    assert places.cell_at(TextSpan(14, 15)) == "b"
    assert places.cell_at(TextSpan(15, 16)) is None
    assert places.cell_at(TextSpan(0, 1)) is None
    assert places.cell_at(TableCell(1, 2, 3)) == "c"
    assert places.cell_at(TableCell(1, 2, 4)) is None
    assert places.cell_at(PageBox(2, (110, 104, 111, 105))) == "d"
    assert places.cell_at(PageBox(1, (110, 104, 111, 105))) is None


A4 = Page(595, 842)


def test_pages_lie_below_one_another() -> None:
    layout = PageLayout([A4, Page(842, 595), A4], 2.0, 2000)
    first, second = layout.rect(1), layout.rect(2)
    assert first.height() == 1684
    assert second.top() == first.bottom() + GAP
    assert first.center().x() == second.center().x() == 1000
    assert layout.height == layout.rect(3).bottom() + GAP
    assert list(layout.seen(0, 100)) == [1]
    assert list(layout.seen(first.bottom() - 1, second.top() + 1)) == [1, 2]
    assert list(layout.seen(first.bottom() + 1, second.top() - 1)) == []
    assert list(layout.seen(0, layout.height)) == [1, 2, 3]


@given(st.integers(1, 3), st.floats(1, 590), st.floats(1, 590), st.floats(0.2, 4))
def test_points_of_a_page_go_to_the_view_and_back(page: int, x: float, y: float, zoom: float) -> None:
    layout = PageLayout([A4, A4, A4], zoom, 700)
    box = layout.box(PageBox(page, (x, y, x + 1, y + 1)))
    hit = layout.point(QPointF(box.left(), box.top()))
    assert hit is not None
    assert hit[0] == page
    assert abs(hit[1] - x) < 0.01
    assert abs(hit[2] - y) < 0.01


def rendered(size: int = 10) -> RenderedPage:
    return RenderedPage(size, size, 4 * size, bytes(4 * size * size))


def test_a_page_is_asked_for_once() -> None:
    cache = PageCache()
    assert cache.wants(1, 1.0)
    assert not cache.wants(1, 1.0)
    assert cache.wants(1, 2.0), "another size"
    assert cache.take(1, 1.0, rendered()), "better than nothing"
    assert cache.take(1, 2.0, rendered())
    assert not cache.take(1, 1.0, rendered()), "stale"
    assert not cache.wants(1, 2.0)


def test_a_page_that_left_the_view_may_be_asked_for_again() -> None:
    cache = PageCache()
    assert cache.wants(1, 1.0)
    cache.trim([2])
    assert cache.wants(1, 1.0)


def test_pages_out_of_sight_go_first_when_there_are_too_many() -> None:
    cache = PageCache(budget=2 * 400)
    for page in (1, 2, 3, 4):
        cache.take(page, 1.0, rendered())
    cache.trim([1, 4])
    assert set(cache.pages) == {1, 4}
    assert cache.image(1) is not None
    assert cache.image(2) is None


def two_lines() -> SourceDocument:
    boxes = CharacterBoxes(array("H"), array("f"))
    for line, text in enumerate(("ab", "cd")):
        for at, _ in enumerate(text):
            boxes.pages.append(1)
            boxes.edges.extend((10 + 10 * at, 20 * line, 20 + 10 * at, 20 * line + 12))
        boxes.pages.append(0)
        boxes.edges.extend((0, 0, 0, 0))
    return SourceDocument("a.pdf", "0" * 64, "pdf", "ab\ncd\n", (), pages=(A4,), boxes=boxes)


def test_a_span_of_a_page_is_boxed_line_by_line() -> None:
    text = PageText(two_lines())
    assert text.lines(TextSpan(1, 5)) == [PageBox(1, (20, 0, 30, 12)), PageBox(1, (10, 20, 30, 32))]
    assert text.character_at(1, 12, 5) == 0
    assert text.character_at(1, 300, 25) == 4
    assert text.character_at(2, 0, 0) is None
