from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document.images import as_pdf, open_pages
from core.document.location import PageBox
from core.document.model import GridCell, SourceDocument
from core.document.ocr import is_available
from core.document.open import read_document
from core.document.render import render_page
from core.errors import InputError
from core.extract.extract import extract
from core.extract.report import CellState, Report
from core.forms.library import forms
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import read, refused

if not is_available():
    pytest.skip("the extra gouji[ocr] is not installed", allow_module_level=True)

from PIL import Image, ImageDraw

from tests.corpus.generate import Values
from tests.corpus.scans import HAN_FONTS, Look, Wear, as_pdf_of, draw_table, fonts, worn

if HAN_FONTS[1] not in fonts():
    pytest.skip(f"the font {HAN_FONTS[1]} is not installed", allow_module_level=True)

FORM = forms()["2021"]
TABLE = FORM.tables["t2"]
LOOK = Look(HAN_FONTS[1], HAN_FONTS[1], 10.5, 0.75)
FIGURES = (46, 1308, None, 9752, 0, 665, 447228, 31, 7, 18)
VALUES: Values = dict(zip(TABLE.cells, FIGURES, strict=True))


@cache
def page() -> Image.Image:
    """Table 2 with its figures, one of them left blank."""
    return draw_table(TABLE, VALUES, LOOK)


def saved(pages: Sequence[Image.Image], kind: str, **options: object) -> bytes:
    """The file of these pictures; copies are saved, for a picture keeps settings of what it was saved as."""
    out = io.BytesIO()
    first, *others = (picture.copy() for picture in pages)
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(out, kind, **more, **options)
    return out.getvalue()


def read_report(data: bytes, name: str = "扫描.png") -> tuple[SourceDocument, Report]:
    document = read(data, name)
    return document, extract(document)


def assert_read(document: SourceDocument, report: Report) -> None:
    """Every figure as printed, none of them as if read plainly, the blank one blank."""
    assert document.format == "scan"
    assert report.forms["t2"] == "2021"
    for id, figure in VALUES.items():
        cell = report.cells[id]
        value = figure * 10_000 if figure and id == "t2.fee.amount" else figure
        assert cell.value == value, id
        assert cell.state is (CellState.BLANK if figure is None else CellState.RECOVERED), id


def held(document: SourceDocument) -> Iterator[GridCell]:
    for grid in document.grids:
        yield from grid.cells


def test_worn_scan_is_read_and_the_boxes_lie_on_the_page_as_shown() -> None:
    wear = Wear(skew=1.6, noise=6, paper=225, ink=50)
    scan = worn(page(), wear, random.Random(1))
    document, report = read_report(as_pdf_of([scan], wear), "扫描.pdf")
    assert_read(document, report)
    place = report.cells["t2.penalty.decisions"].location
    assert isinstance(place, PageBox)
    x0, y0, x1, y1 = (round(edge * wear.dpi / 72) for edge in place.box)
    ink = scan.crop((x0, y0, x1, y1)).point(lambda level: 255 if level < 120 else 0).getbbox()
    assert ink is not None
    level = (scan.height / 2 - (y0 + y1) / 2) / scan.height  # the figure is in the middle of its box
    assert abs((ink[0] + ink[2]) / 2 - (x1 - x0) / 2) < 0.1 * (x1 - x0), level


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {"quality": 80}), ("TIFF", {"dpi": (200, 200)}), ("BMP", {})],
)
def test_image_files_are_read(kind: str, options: dict[str, object]) -> None:
    shown = page() if kind != "TIFF" else page().point(lambda level: 255 if level > 128 else 0).convert("1")
    assert_read(*read_report(saved([shown], kind, **options)))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_page_on_its_side_or_its_head_is_turned(quarters: int) -> None:
    document, report = read_report(saved([page().rotate(90 * quarters, expand=True, fillcolor=255)], "PNG"))
    assert_read(document, report)
    for cell in held(document):
        assert isinstance(cell.location, PageBox)
        x0, y0, x1, y1 = cell.location.box
        assert -1 <= x0 < x1 <= document.pages[0].width + 1
        assert -1 <= y0 < y1 <= document.pages[0].height + 1


def test_camera_s_note_of_how_it_was_held_is_heeded() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = page().rotate(90, expand=True, fillcolor=255)
    document, report = read_report(saved([lying], "JPEG", exif=exif))
    assert_read(document, report)
    assert document.pages[0].width / document.pages[0].height == pytest.approx(
        page().width / page().height, 0.01
    )


def test_pictures_of_one_file_are_its_pages() -> None:
    told: list[tuple[int, int]] = []
    blank = Image.new("L", (400, 300), 255)
    data = saved([blank, page()], "TIFF", dpi=(200, 200))
    document = read_document(data, "扫描.tif", lambda done, pages: told.append((done, pages)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert document.ocr_pages == {1, 2}
    assert {cell.location.page for cell in held(document) if isinstance(cell.location, PageBox)} == {2}
    assert_read(document, extract(document))


def test_seal_over_a_table_is_looked_through() -> None:
    shown = page().convert("RGB")
    draw = ImageDraw.Draw(shown)
    x, y = shown.width * 0.7, shown.height * 0.5
    draw.ellipse((x - 160, y - 160, x + 160, y + 160), outline=(214, 40, 40), width=8)
    assert_open_at_worst(read_report(saved([shown], "PNG"))[1], 1)


def test_red_figures_are_not_taken_for_a_seal() -> None:
    red = Image.merge("RGB", [Image.new("L", page().size, 255), page(), page()])
    box = (round(red.width * 0.37), 0, red.width, red.height)
    part = page().convert("RGB")
    part.paste(red.crop(box), box)
    assert_open_at_worst(read_report(saved([part], "PNG"))[1], 1)


def assert_open_at_worst(report: Report, most: int) -> None:
    """Every figure as printed, but for so many left open with what is printed among the candidates."""
    left = 0
    for id, figure in VALUES.items():
        cell = report.cells[id]
        value = figure * 10_000 if figure and id == "t2.fee.amount" else figure
        if cell.value != value:
            assert cell.state is CellState.AMBIGUOUS, id
            assert value in cell.candidates, id
            left += 1
    assert left <= most


def test_ink_that_cannot_be_read_leaves_no_cell_blank() -> None:
    document, _ = read_report(saved([page()], "PNG"))
    place = next(cell.location for cell in held(document) if cell.text == "447228")
    assert isinstance(place, PageBox)
    scale = page().width / document.pages[0].width
    x0, y0, x1, y1 = (edge * scale for edge in place.box)
    blot = page().copy()
    ImageDraw.Draw(blot).ellipse((x0 + (x1 - x0) * 0.45, y0 + 6, x0 + (x1 - x0) * 0.55, y1 - 6), fill=0)
    cell = read_report(saved([blot], "PNG"))[1].cells["t2.permit.decisions"]
    assert cell.value is None
    assert cell.state in (CellState.UNREADABLE, CellState.AMBIGUOUS)


def test_lines_outside_tables_are_text_and_their_figures_are_never_sure() -> None:
    bare = draw_table(TABLE, VALUES, replace(LOOK, ruling=0))
    erased = bare.point(lambda level: 255 if level > 250 else level)
    document, report = read_report(saved([erased], "PNG"))
    assert "行政许可" in document.text.replace(" ", "")
    assert document.boxes is not None
    assert min(document.boxes.certainties) < 1
    assert all(cell.state is not CellState.OK for cell in report.cells.values())


def test_pages_of_text_and_pages_that_are_pictures_are_read_together() -> None:
    whole = pypdfium2.PdfDocument(make_pdf([Drawing().text(20, 15, "本年度共受理政府信息公开申请若干件")]))
    whole.import_pages(pypdfium2.PdfDocument(as_pdf(saved([page()], "PNG"), "图.png")))
    out = io.BytesIO()
    whole.save(out)
    document = read(out.getvalue(), "混合.pdf")
    assert (document.format, document.ocr_pages, document.unread_pages) == ("pdf", frozenset({2}), ())
    assert extract(document).cells["t2.permit.decisions"].state is CellState.RECOVERED
    assert document.text.startswith("本年度共受理")


def test_image_is_drawn_like_a_page() -> None:
    opened = open_pages(saved([page()], "PNG", dpi=(200, 200)), "图.png")
    drawn = render_page(opened, "图.png", 1, 200 / 72)
    opened.close()
    assert (drawn.width, drawn.height) == pytest.approx(page().size, abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_makes_a_page(mode: str) -> None:
    shown = Image.new(mode, (60, 40)) if mode == "I;16" else Image.new("RGB", (60, 40), "white").convert(mode)
    kind = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    pages = pypdfium2.PdfDocument(as_pdf(saved([shown], kind), "图"))
    assert len(pages) == 1
    pages.close()


def test_empty_picture_is_told_as_illegible() -> None:
    with refused("illegible"):
        read_document(saved([Image.new("L", (500, 400), 250)], "PNG"), "空白.png")


def bomb(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(100))
    chunks = header, b"IDAT" + data, b"IEND"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("image_too_large", bomb(60_000, 60_000)),
        ("image_too_large", bomb(12_000, 11_000)),
        ("image_damaged", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("image_damaged", b"II*\0" + bytes(50)),
        ("image_damaged", b"BM" + struct.pack("<II", 1000, 0) + bytes(50)),
    ],
)
def test_absurd_and_damaged_images_are_refused(reason: str, data: bytes) -> None:
    with refused(reason):
        read_document(data, "图.png")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_images_are_pages_or_refused(data: st.DataObject) -> None:
    small = Image.linear_gradient("L").resize((64, 48))
    whole = saved([small], data.draw(st.sampled_from(["PNG", "JPEG", "TIFF", "BMP"])))
    at = data.draw(st.integers(4, len(whole) - 1))
    damage = data.draw(st.binary(min_size=0, max_size=12))
    with suppress(InputError):
        as_pdf(whole[:at] + damage + whole[at + data.draw(st.integers(0, 20)) :], "图")
