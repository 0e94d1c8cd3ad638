"""Report and messages to JSON and back, to the digit."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.location import PageBox, TableCell, TextSpan
from core.extract.report import Ambiguity, Cell, CellState, Remark, Report
from core.messages import Message
from core.review.contents import report_text
from core.review.report_json import (
    message_from_json,
    message_to_json,
    number_from_json,
    number_to_json,
    report_from_json,
    report_to_json,
)
from tests.support import make_report

WORDS = st.text(st.characters(codec=None), max_size=12)
NUMBERS = st.none() | st.integers(-(10**20), 10**20) | st.decimals(allow_nan=False, allow_infinity=False)
PARAMETERS = st.recursive(
    WORDS | NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(
            lambda id, said: Message(id, tuple(sorted(said.items()))),
            WORDS,
            st.dictionaries(WORDS, inner, max_size=3),
        )
    ),
    max_leaves=8,
)
MESSAGES = st.builds(
    lambda id, said: Message(id, tuple(sorted(said.items()))),
    WORDS,
    st.dictionaries(WORDS, PARAMETERS, max_size=4),
)
EDGES = st.floats(0, 10_000)
PLACES = st.one_of(
    st.builds(TextSpan, st.integers(0, 10**6), st.integers(0, 10**6)),
    st.builds(TableCell, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
    st.builds(PageBox, st.integers(1, 999), st.tuples(EDGES, EDGES, EDGES, EDGES)),
)
LOCATIONS = st.none() | PLACES
CELLS = st.builds(
    Cell,
    WORDS,
    NUMBERS,
    WORDS,
    st.sampled_from(CellState),
    LOCATIONS,
    st.lists(NUMBERS, max_size=3).map(tuple),
    st.none() | MESSAGES,
)
IDS = st.lists(WORDS, max_size=4).map(tuple)
READINGS = st.lists(st.lists(NUMBERS, max_size=3).map(tuple), max_size=3).map(tuple)
REMARKS = st.builds(
    Remark,
    WORDS,
    WORDS,
    IDS,
    MESSAGES,
    st.lists(PLACES, max_size=2).map(tuple),
    st.none() | st.sampled_from(["error", "warning", "hint"]),
)
REPORTS = st.builds(
    Report,
    WORDS,
    WORDS,
    st.none() | st.integers(1900, 2100),
    WORDS,
    st.dictionaries(WORDS, st.none() | WORDS, max_size=3),
    st.lists(CELLS, max_size=5).map(lambda cells: {cell.id: cell for cell in cells}),
    st.lists(st.builds(Ambiguity, IDS, READINGS, WORDS, LOCATIONS), max_size=2).map(tuple),
    st.lists(REMARKS, max_size=2).map(tuple),
)


@given(REPORTS)
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    said = json.loads(report_text(report))
    again = report_from_json(said)
    assert again == report
    assert list(again.cells) == list(report.cells)
    assert [type(cell.value) for cell in again.cells.values()] == [
        type(cell.value) for cell in report.cells.values()
    ]


@given(MESSAGES)
def test_a_message_comes_back_as_it_was(said: Message) -> None:
    assert message_from_json(json.loads(json.dumps(message_to_json(said)))) == said


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_money_keeps_every_digit(value: Decimal) -> None:
    again = number_from_json(json.loads(json.dumps(number_to_json(value))))
    assert isinstance(again, Decimal)
    assert again.as_tuple() == value.as_tuple()


@pytest.mark.parametrize("said", [True, 1.5, "abc", "NaN", "Infinity", [], {}])
def test_what_is_no_number(said: object) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        number_from_json(said)


def test_fields_of_a_newer_version_are_passed_over() -> None:
    report = make_report({"t3.new.natural": None})
    said = report_to_json(report)
    said["newer"] = {"x": 1}
    for cell in said["cells"]:
        cell["newer"] = 1
    assert report_from_json(said) == report


@pytest.mark.parametrize("gone", ["title", "forms", "cells", "remarks"])
def test_a_report_without_its_fields_is_refused(gone: str) -> None:
    said = report_to_json(make_report({}))
    del said[gone]
    with pytest.raises(KeyError):
        report_from_json(said)
