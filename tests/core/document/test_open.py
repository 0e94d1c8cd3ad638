from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document.open import read_document
from core.errors import InputError
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import docx, read, refused, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TABLE = "<table><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>6,091</td></tr></table>"
PARAGRAPH = "<w:p><w:r><w:t>2021年，受理申请6559件。</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("reason", "data", "name"),
    [
        ("empty", b"", "空.txt"),
        ("empty", b" \r\n\t\r\n", "空.txt"),
        ("empty", b"\xef\xbb\xbf", "空.txt"),
        ("binary", b"\0\1\2\3" * 100, "报告.txt"),
        ("binary", b"\x7fELF\2\1\1" + bytes(100), "报告"),
        ("image", b"\0\0\0\x18ftypheic" + bytes(50), "图.heic"),
        ("image", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(50), "图.jp2"),
        ("image_scan", b"\x89PNG\r\n\x1a\n" + bytes(50), "图.png"),
        ("image_scan", b"\xff\xd8\xff\xe0" + bytes(50), "图.pdf"),
        ("image_scan", b"II*\0" + bytes(50), "图.tif"),
        ("image_scan", b"BM" + struct.pack("<II", 1000, 0) + bytes(50), "图.bmp"),
        ("image_scan", b"RIFF\0\0\0\0WEBPVP8 ", "图.webp"),
        ("doc_damaged", OLE + "WordDocument".encode("utf-16-le"), "旧.doc"),
        ("doc_damaged", OLE + "WordDocument".encode("utf-16-le"), "旧.docx"),
        ("password", OLE + "EncryptedPackage".encode("utf-16-le"), "密.docx"),
        ("legacy_sheet", OLE + "Workbook".encode("utf-16-le"), "表.xls"),
        ("slides", OLE + "PowerPoint Document".encode("utf-16-le"), "片.ppt"),
        ("legacy", OLE, "别的.wps"),
        ("sheet", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), "表.xlsb"),
        ("no_words", zipped({"xl/workbook.xml": "<workbook/>"}), "表.xlsx"),
        ("slides", zipped({"ppt/presentation.xml": "<x/>"}), "片.pptx"),
        ("ofd_damaged", zipped({"OFD.xml": "<x/>"}), "版.ofd"),
        ("open_document", zipped({"mimetype": "x", "content.xml": "<x/>"}), "文.odt"),
        ("archive", zipped({"报告.docx": "x"}), "包.zip"),
        ("archive", b"Rar!\x1a\x07\x01\0" + bytes(50), "包.rar"),
        ("archive", b"\x1f\x8b\x08" + bytes(50), "包.gz"),
        ("zip_damaged", docx(PARAGRAPH)[:-40], "报告.docx"),
        ("zip_damaged", b"PK\3\4" + bytes(50), "报告.docx"),
        ("not_docx", "2021年受理申请6559件".encode(), "报告.docx"),
        ("not_docx", b"\0\1\2\3" * 30, "报告.docx"),
        ("not_xlsx", "2021年受理申请6559件".encode(), "报告.xlsx"),
        ("not_pdf", "2021年受理申请6559件".encode(), "报告.pdf"),
        ("not_ofd", b"abc", "报告.ofd"),
        ("docx_damaged", zipped({"word/document.xml": "<w:document"}), "报告.docx"),
        ("docx_damaged", zipped({"word/document.xml": "<document/>"}), "报告.docx"),
        ("no_words", docx("<w:p/>"), "报告.docx"),
        ("rich_text", rb"{\rtf1\ansi report}", "报告.rtf"),
        ("word_xml", b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "报告.xml"),
        (
            "archived_page",
            b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n',
            "页.mht",
        ),
        ("no_words", b"<html><body><img src='a.png'><script>1</script></body></html>", "页.html"),
        ("pdf_damaged", b"%PDF-1.5 and no more", "报告.pdf"),
        ("pdf_scan", make_pdf([Drawing(), Drawing()]), "扫描.pdf"),
    ],
)
def test_unreadable_file_is_refused_with_its_reason(
    reason: str, data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.document.open.is_available", lambda: False)
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)
    with refused(reason):
        read_document(data, name)


@pytest.mark.parametrize(
    ("format", "data", "name"),
    [
        ("html", f"<html><body>{TABLE}</body></html>".encode(), "报告.doc"),
        ("html", f"<html><body>{TABLE}</body></html>".encode(), "报告.docx"),
        ("html", f"\n<!-- saved -->\n<!DOCTYPE html>\n{TABLE}".encode(), "报告.txt"),
        ("html", f"前言 {TABLE}".encode(), "报告.htm"),
        ("html", TABLE.encode("utf-16"), "报告"),
        ("text", f"前言 {TABLE}".encode(), "报告.txt"),
        ("text", b"a < b", "报告.html"),
        ("docx", docx(PARAGRAPH), "报告.txt"),
        ("docx", docx(PARAGRAPH), "报告.doc"),
        ("pdf", b"\r\n" + make_pdf([Drawing().text(20, 50, "2021年受理申请共6559件，上年结转")]), "报告.txt"),
    ],
)
def test_content_decides_before_the_name(format: str, data: bytes, name: str) -> None:
    assert read(data, name).format == format


def test_encrypted_part_is_said_to_have_a_password() -> None:
    data = bytearray(docx(PARAGRAPH))
    place = data.rindex(b"PK\1\2")
    data[place + 8] |= 1
    with refused("password"):
        read_document(bytes(data), "密.docx")


def test_file_of_absurd_size_is_refused_before_it_is_looked_at() -> None:
    with refused("too_large"):
        read_document(bytes(100_000_001), "大.txt")


def test_zip_that_says_it_unpacks_to_an_absurd_size_is_not_unpacked() -> None:
    with refused("zip_bomb"):
        read_document(zipped({"word/document.xml": bytes(250_000_000)}), "炸.docx")


def test_zip_with_an_absurd_number_of_parts_is_refused() -> None:
    with refused("zip_bomb"):
        read_document(zipped({f"word/{number}": "" for number in range(10_001)}), "炸.docx")


def test_part_larger_than_the_zip_says_is_damage() -> None:
    data = bytearray(zipped({"word/document.xml": b"x" * 5000}))
    place = data.rindex(b"PK\1\2")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    with refused("zip_damaged"):
        read_document(bytes(data), "假.docx")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_part_packed_in_a_way_of_no_office_program_is_damage(method: int) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        made.writestr("word/document.xml", b"x" * 5000)
    with refused("zip_damaged"):
        read_document(held.getvalue(), "怪.docx")


def twice(first: str, second: str) -> bytes:
    """A document whose words are there twice; programs differ in which they show."""
    held = io.BytesIO(docx(first))
    words = zipfile.ZipFile(io.BytesIO(docx(second))).read("word/document.xml")
    with zipfile.ZipFile(held, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("word/document.xml", words)
    return held.getvalue()


def test_part_given_twice_is_damage_unless_both_are_the_same() -> None:
    assert read(twice(PARAGRAPH, PARAGRAPH), "重.docx").text.strip() == "2021年，受理申请6559件。"
    with refused("zip_damaged"):
        read_document(twice(PARAGRAPH, PARAGRAPH.replace("6559", "6558")), "重.docx")


@pytest.mark.parametrize("declaration", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/hostname">', ""])
def test_declarations_in_word_markup_are_refused(declaration: str) -> None:
    data = docx("<w:p><w:r><w:t>2021&#x5E74;</w:t></w:r></w:p>", prolog=f"<!DOCTYPE x [{declaration}]>")
    with refused("docx_doctype"):
        read_document(data, "外.docx")


def test_entity_bomb_does_not_go_off() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 12))
    prolog = f'<!DOCTYPE x [<!ENTITY a0 "年">{levels}]>'
    with pytest.raises(InputError):
        read_document(docx("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", prolog=prolog), "炸.docx")
    page = f"<!DOCTYPE html [{levels}]><body><p>&a11; 受理申请"
    assert len(read(page, "页.html").text) < 10_000


def test_archive_inside_an_archive_is_no_report() -> None:
    with refused("archive"):
        read_document(zipped({"a.zip": zipped({"word/document.xml": "x"})}), "包.zip")


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    survives(data, name)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    survives(text.encode(encoding, errors="replace"), "a.txt")


WHOLE = {
    "a.html": f"<html><head><meta charset=gbk><title>报告</title></head><body><p>一{TABLE * 2}</body>".encode(
        "gbk"
    ),
    "a.docx": docx(PARAGRAPH + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "a.pdf": make_pdf(
        [
            Drawing()
            .text(20, 50, "2021年受理申请共6559件，上年结转1件")
            .box(10, 10, 90, 90)
            .line(50, 10, 50, 90)
        ]
    ),
}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_any_damage_is_read_or_refused(name: str, draw: st.DataObject) -> None:
    """The same damage each time: pdfium loops for ever on some files, which only the worker can end."""
    data = bytearray(WHOLE[name])
    for _ in range(draw.draw(st.integers(1, 6))):
        start = draw.draw(st.integers(0, len(data) - 1))
        data[start : start + draw.draw(st.integers(0, 8))] = draw.draw(st.binary(max_size=8))
        if not data:
            break
    survives(bytes(data), name)


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 2000))
def test_damaged_markup_inside_a_sound_zip_is_read_or_refused(noise: bytes, at: int) -> None:
    held = zipfile.ZipFile(io.BytesIO(WHOLE["a.docx"])).read("word/document.xml")
    survives(zipped({"word/document.xml": held[:at] + noise + held[at:]}), "a.docx")


def survives(data: bytes, name: str) -> None:
    with suppress(InputError):
        read(data, name)
