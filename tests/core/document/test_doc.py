"""Legacy Word documents, written here; test_doc_real.py reads those of other programs."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document.open import read_document
from core.errors import InputError
from tests.core.document.doc_writer import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW,
    Document,
    Paragraph,
    compound,
    depth,
    doc,
    p,
    row,
    row_definition,
    symbol,
)
from tests.core.document.support import blocks, read, refused

FIRST_WORD_97, MERGED_WORD_97 = 1, 2
CONTINUED_MS, FIRST_MS = 1, 2
BELOW, TOP = 0x20, 0x60


def lines(*paragraphs: Paragraph | list[Paragraph], **options: object) -> list[object]:
    document = read(doc(*paragraphs, **options), "a.doc")
    assert document.format == "doc"
    return blocks(document)


def prm0(short: int, value: int) -> int:
    return short << 1 | value << 8


@pytest.mark.parametrize("narrow", [True, False])
def test_paragraphs_in_either_width(narrow: bool) -> None:
    said = "é 6,091 – “x”" if narrow else "自然人 6,091 𠮷"
    assert lines(p("1"), p(said), p(""), p("2"), narrow=narrow) == ["1", said, "2"]


def test_characters_beyond_one_unit_do_not_shift_what_follows() -> None:
    hidden = p("𠮷", ("甲", HIDDEN), "乙")
    assert lines(hidden, row("𠮷", "1"), p("丙")) == ["𠮷乙", [["𠮷", "1"]], "丙"]


def test_half_of_a_character_is_not_lost_in_silence() -> None:
    assert lines(p("甲\ud800乙")) == ["甲\ufffd乙"]


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("6\x1e091", "6-091"),
        ("6\x1f091", "6091"),
        ("\x01图\x08", "图"),
        ("注\x02", "注"),
        ("批\x05", "批"),
        ("1\t2", "1\t2"),
        ("\xa06091\xa0", "6091"),
        ("共\x13 SUM \x1412\x15件", "共12件"),
        ("共\x13 IF \x13 REF a \x149\x15 \x1412\x15件", "共12件"),
        ("共\x13 PAGE \x15件", "共件"),
        ("共\x1412\x15件", "共12件"),
    ],
)
def test_special_characters_and_fields(run: str, shown: str) -> None:
    assert lines(p(run)) == [shown]


def test_field_that_its_paragraph_does_not_end_ends_with_it() -> None:
    assert lines(p("目录\x13 TOC \x14一"), p("二"), p("三\x15"), p("\x13 丢"), p("后")) == [
        "目录一", "二", "三", "后"
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x0e"])
def test_breaks_part_lines(mark: str) -> None:
    assert lines(p(f"本年新{mark}制作数量")) == ["本年新", "制作数量"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (HIDDEN, "16"),
        (DELETED, "16"),
        (struct.pack("<HB", 0x083C, 0x81), "16"),
        (struct.pack("<HB", 0x083C, 0x80), "1甲6"),
        (HIDDEN + struct.pack("<HB", 0x083C, 0), "1甲6"),
        (struct.pack("<HBBB", 0xC615, 2, 0, 0) + HIDDEN, "16"),
        (struct.pack("<HBB4xB3x", 0xC615, 255, 1, 1) + HIDDEN, "16"),
        (struct.pack("<H", 0x083C), "1甲6"),
    ],
)
def test_hidden_and_deleted_text(said: bytes, shown: str) -> None:
    assert lines(p("1", ("甲", said), "6")) == [shown]


def test_symbols_stand_for_themselves_where_they_mean_something() -> None:
    assert lines(p("3", ("(", symbol(0x00D7)), "2")) == ["3×2"]
    assert lines(p("甲", ("(", symbol(0xF0FE)), "(1)")) == ["甲(1)"]


@pytest.mark.parametrize(
    ("prm", "held"), [(prm0(0x5C, 1), []), (prm0(0x41, 1), []), (3, [b"", HIDDEN]), (1, [HIDDEN, b""])]
)
def test_pieces_may_be_hidden_as_wholes(prm: int, held: list[bytes]) -> None:
    with refused("no_words"):
        lines(p("甲"), piece_prm=prm, held=held)


@pytest.mark.parametrize(("prm", "held"), [(prm0(0x5C, 0), []), (prm0(0x7F, 1), []), (9, [HIDDEN])])
def test_other_modifiers_of_pieces_change_nothing(prm: int, held: list[bytes]) -> None:
    assert lines(p("甲"), piece_prm=prm, held=held) == ["甲"]


@pytest.mark.parametrize("narrow", [True, False])
def test_pieces_lie_in_any_order(narrow: bool) -> None:
    assert lines(p("abc"), row("1", "23"), p("def"), cuts=(1, 5, 6, 8), narrow=narrow) == [
        "abc", [["1", "23"]], "def"
    ]  # fmt: skip


def test_text_boxes_follow_and_notes_are_left_out() -> None:
    made = Document([p("甲")], boxes=[p("框"), *row("规章", "1")], notes=[p("注")])
    assert blocks(read(compound(made.streams()), "a.doc")) == ["甲", "框", [["规章", "1"]]]


def test_edges_give_the_spans() -> None:
    assert lines(
        row("a", "b", definition=row_definition([-108, 2000, 3000])),
        row("c", "d", "e", definition=row_definition([-108, 1000, 2000, 3000])),
        row("f", definition=row_definition([-108, 3000])),
    ) == [[["a", "<", "b"], ["c", "d", "e"], ["f", "<", "<"]]]


def test_edges_that_differ_by_a_hair_are_one() -> None:
    assert lines(
        row("a", "b", definition=row_definition([-108, 1000, 2000])),
        row("c", "d", definition=row_definition([-113, 1015, 1990])),
        row("e", "f", definition=row_definition([0, 985, 2100])),
    ) == [[["a", "b"], ["c", "d"], ["e", "f"]]]


def test_columns_thinner_than_a_hair_are_columns_where_a_cell_stands_in_them() -> None:
    assert lines(
        row("a", "b", "c", definition=row_definition([0, 1000, 1050, 2000])),
        row("d", "e", definition=row_definition([0, 1000, 2000])),
    ) == [[["a", "b", "c"], ["d", "e", "<"]]]


def test_cells_are_counted_where_edges_place_them_nowhere() -> None:
    assert lines(
        row("a", "b", "c", definition=row_definition([0, 1000, 1000, 500])),
        row("d", "e", definition=row_definition([0, 1000, 2000])),
    ) == [[["a", "b", "c"], ["d", "e", "."]]]


@pytest.mark.parametrize(
    "definition", [b"", row_definition([0, 1000]), row_definition([0, 1000, 2000, 3000, 4000])]
)
def test_row_whose_definition_has_other_cells(definition: bytes) -> None:
    assert lines(row("a", "b", "c", definition=definition)) == [[["a", "b", "c"]]]


@pytest.mark.parametrize(
    ("first", "merged"), [(FIRST_WORD_97, MERGED_WORD_97), (FIRST_MS, CONTINUED_MS), (3, CONTINUED_MS)]
)
def test_flags_merge_cells_across_whichever_bit_begins(first: int, merged: int) -> None:
    flags = {0: first, 1: merged, 2: first, 3: merged, 4: merged}
    assert lines(
        row("a", "", "b", "", "", "c", definition=row_definition(range(0, 7000, 1000), flags)),
        row("d", "e", "f", "g", "h", "i"),
    ) == [[["a", "<", "b", "<", "<", "c"], ["d", "e", "f", "g", "h", "i"]]]


def test_cells_merged_downward() -> None:
    wide = [0, 1000, 3000]
    assert lines(
        row("a", "b", definition=row_definition(wide, {0: TOP})),
        row("x", "c", definition=row_definition(wide, {0: BELOW})),
        row("", "d", definition=row_definition(wide, {0: BELOW, 1: TOP})),
        row("e", "", definition=row_definition(wide, {0: TOP, 1: BELOW})),
        row("f", "g", "h", definition=row_definition([0, 1000, 2000, 3000], {1: BELOW})),
    ) == [[["a", "b", "<"], ["^", "c", "<"], ["^", "d", "<"], ["e", "^", "^"], ["f", "g", "h"]]]


def test_modifiers_after_the_definition_merge_and_part() -> None:
    merge, part = struct.pack("<HBB", 0x5624, 0, 2), struct.pack("<HBB", 0x5625, 0, 3)
    edges = row_definition([0, 1000, 2000, 3000])
    flagged = row_definition([0, 1000, 2000, 3000], {0: FIRST_MS, 1: CONTINUED_MS})
    down = [struct.pack("<HBBB", 0xD62B, 2, cell, how) for cell, how in ((2, 3), (2, 1), (9, 3))]
    assert lines(
        row("a", "", "b", definition=edges + merge + down[0] + down[2]),
        row("c", "d", "", definition=flagged + part + down[1]),
    ) == [[["a", "<", "b"], ["c", "d", "^"]]]


def test_long_definitions_are_kept_elsewhere() -> None:
    held = row_definition(range(0, 16000, 1000))
    texts = [str(number) for number in range(15)]
    assert lines(row(*texts, definition=held), elsewhere=100) == [[texts]]


def test_deleted_rows_are_not_there() -> None:
    assert lines(row("a", "b"), row("c", "d", mark_said=DELETED), row("e", "f")) == [[["a", "b"], ["e", "f"]]]


def test_cell_of_several_paragraphs() -> None:
    label = [p("本年新", said=IN_TABLE), p("制作数量", said=IN_TABLE, mark="\x07")]
    assert lines([*label, *row("1")]) == [[["本年新\n制作数量", "1"]]]


def test_last_row_without_a_mark() -> None:
    assert lines(row("a", "b"), p("c", said=IN_TABLE, mark="\x07"), p("d", said=IN_TABLE)) == [
        [["a", "b"], ["c", "d"]]
    ]


def inner(*texts: str) -> list[Paragraph]:
    said = IN_TABLE + depth(2)
    definition = row_definition(range(0, 500 * len(texts) + 1, 500))
    end = p("", said=said + INNER_CELL + INNER_ROW + definition)
    return [*(p(text, said=said + INNER_CELL) for text in texts), end]


def test_table_inside_a_layout_table() -> None:
    held = [p("甲", said=IN_TABLE), *inner("规章", "1"), *inner("许可", "2"), *row("乙", "丙")]
    assert lines(p("前"), held, p("后")) == ["前", "甲", [["规章", "1"], ["许可", "2"]], "乙", "丙", "后"]


def test_sections_and_marks_outside_tables() -> None:
    assert lines(p("甲", mark="\x0c"), p("乙", mark="\x07"), p("丙")) == ["甲", "乙", "丙"]


def changed(**values: int) -> bytes:
    """A document with fields of its header changed: the name is the offset in the stream, in hex."""
    streams = Document([p("甲"), *row("a", "b")]).streams()
    word = bytearray(streams["WordDocument"])
    for name, value in values.items():
        struct.pack_into("<I", word, int(name[1:], 16), value)
    return compound(streams | {"WordDocument": bytes(word)})


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("password", doc(p("甲"), flags=0x0300)),
        ("password", doc(p("甲"), flags=0x8300)),
        ("legacy_word", doc(p("甲"), ident=0xA5DC)),
        ("doc_damaged", doc(p("甲"), ident=0x1234)),
        ("doc_damaged", doc(p("甲"), flags=0)),
        ("doc_damaged", compound({"WordDocument": b"\xec\xa5"})),
        ("doc_damaged", changed(x4C=99)),
        ("doc_damaged", changed(x4C=0)),
        ("doc_damaged", changed(x64=0xFFFFFFFF)),
        ("doc_damaged", changed(x1A2=0x7FFFFFFF)),
        ("doc_damaged", changed(x106=0x7FFFFFFF)),
        ("doc_damaged", changed(xFA=0x7FFFFFFF)),
        ("no_words", doc(p(" "))),
        ("too_deep", doc(p("甲", said=IN_TABLE + depth(2_000_000_000)))),
        ("legacy", compound({"CONTENTS": b"works"})),
        ("legacy_sheet", compound({"Workbook": b"", "Other": b""})),
        ("legacy_sheet", compound({"Book": b""})),
        ("slides", compound({"PowerPoint Document": b""})),
        ("password", compound({"EncryptedPackage": b"", "EncryptionInfo": b""})),
        ("doc_damaged", doc(p("甲"))[:1500]),
    ],
)
def test_unreadable_document_is_refused_with_its_reason(reason: str, data: bytes) -> None:
    with refused(reason):
        read_document(data, "旧.doc")


def test_text_longer_than_any_report_is_refused_before_it_is_put_together() -> None:
    streams = Document([p("甲")]).streams()
    pieces = 2000
    held = struct.pack(f"<{pieces + 1}I", *range(0, 4000 * pieces + 1, 4000))
    held += struct.pack("<2xIH", 0x4000_0000, 0) * pieces
    table = struct.pack("<BI", 2, len(held)) + held
    word = bytearray(streams["WordDocument"])
    struct.pack_into("<II", word, 0x1A2, 0, len(table))
    with refused("text_too_long"):
        read_document(compound({"WordDocument": bytes(word), "1Table": table}), "长.doc")


def test_table_of_absurdly_many_columns_is_refused() -> None:
    ragged = [row("a", "b", definition=row_definition([0, 500 + 125 * n, 32_000])) for n in range(210)]
    with refused("table_too_large"):
        lines(*ragged)


def test_other_piece_of_a_definition_cut_short_is_damage() -> None:
    short = struct.pack("<HHB", 0xD608, 4, 60) + b"\0\0"
    with refused("doc_damaged"):
        lines(row("a", "b", definition=short))


WHOLE = Document(
    [p("甲\x13 X \x141\x15", ("乙", HIDDEN)), *inner("规章", "1"), *row("a", "b"), *row("c", "d"), p("丙")],
    boxes=[p("框")],
    cuts=(3, 9),
    elsewhere=40,
)


@settings(max_examples=150)
@given(st.data())
def test_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    streams = replace(WHOLE, data=bytearray()).streams()
    held = {name: bytearray(content) for name, content in streams.items()}
    for _ in range(data.draw(st.integers(1, 4))):
        content = held[data.draw(st.sampled_from(sorted(held)))]
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with suppress(InputError):
        read(compound({name: bytes(content) for name, content in held.items()}), "坏.doc")


@settings(max_examples=150)
@given(st.data())
def test_damaged_compound_file_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(compound(replace(WHOLE, data=bytearray()).streams()))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(8, 2600) | st.integers(8, len(content) - 1))
        content[at] = data.draw(st.sampled_from((0, 1, 2, 0xFE, 0xFF)) | st.integers(0, 255))
    with suppress(InputError):
        read_document(bytes(content[: data.draw(st.integers(512, len(content)))]), "坏.doc")
