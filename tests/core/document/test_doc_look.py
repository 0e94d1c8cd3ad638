"""Characters of legacy Word that are raised, lowered, struck out or hidden, by themselves or by a style."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from tests.core.document.doc_writer import HIDDEN, Paragraph, doc, p, style
from tests.core.document.support import blocks, read


def shown_lines(*paragraphs: Paragraph, **options: object) -> list[object]:
    return blocks(read(doc(*paragraphs, **options), "a.doc"))


def level(value: int) -> bytes:
    return struct.pack("<HB", 0x2A48, value)


def position(half_points: int) -> bytes:
    return struct.pack("<Hh", 0x4845, half_points)


def named(number: int) -> bytes:
    return struct.pack("<HH", 0x4A30, number)


STRUCK, NOT_STRUCK, TWICE_STRUCK = (
    struct.pack("<HB", code, value) for code, value in ((0x0837, 1), (0x0837, 0), (0x2A53, 1))
)
STYLES = [
    style(1, 0xFFF, b"", b""),
    style(2, 0xFFF, level(1)),
    style(2, 1, struct.pack("<HB", 0x0835, 1)),
    None,
    style(2, 0xFFF, HIDDEN),
    style(1, 0, b"\0\0", STRUCK),
    style(2, 6, STRUCK),
]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (level(1), "447²28"),
        (level(2), "447₂28"),
        (level(1) + level(0), "447228"),
        (position(6), "447²28"),
        (position(-6), "447₂28"),
        (position(1), "447228"),
        (STRUCK, "4472̶28"),
        (TWICE_STRUCK, "4472̶28"),
        (STRUCK + NOT_STRUCK, "447228"),
        (struct.pack("<HBBBB", 0x6870, 255, 255, 255, 0), "447�28"),
        (struct.pack("<HB", 0x2A42, 8), "447�28"),
        (struct.pack("<HB", 0x2A42, 8) + struct.pack("<HH", 0x4866, 0x1234), "447228"),
        (struct.pack("<HBBBB", 0x6870, 255, 0, 0, 0), "447228"),
        (named(1), "447²28"),
        (named(2), "447²28"),
        (named(3), "447228"),
        (named(99), "447228"),
        (named(6), "4472̶28"),
        (named(4), "44728"),
        (named(4) + struct.pack("<HB", 0x083C, 0x81), "447228"),
        (named(4) + struct.pack("<HB", 0x083C, 0x80), "44728"),
    ],
)
def test_what_stands_apart_on_a_line_is_part_of_no_number(said: bytes, shown: str) -> None:
    assert shown_lines(p("447", ("2", said), "28"), styles=STYLES) == [shown]


def test_line_raised_as_a_whole_is_like_any_other() -> None:
    assert shown_lines(p(("447", position(6)), (" ", b""), ("228", position(6)))) == ["447 228"]


def test_style_of_a_paragraph_counts_for_its_characters() -> None:
    assert shown_lines(replace(p("12"), style=5), p("34"), styles=STYLES) == ["1̶2̶", "34"]
