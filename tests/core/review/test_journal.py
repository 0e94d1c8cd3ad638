"""The chain: what a hash is over, and that nothing in it can be changed unseen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.change import Entry
from core.review.journal import GENESIS, canonical, find_fault, find_head, next_entry, read_entry

WORDS = st.text(st.characters(codec=None), max_size=8)
VALUES = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | WORDS | st.lists(WORDS, max_size=2)
PAYLOADS = st.dictionaries(WORDS, VALUES, max_size=4)
CHAINS = st.lists(st.tuples(WORDS, st.sampled_from(["decide", "undo"]), PAYLOADS), min_size=2, max_size=6)


def chain(steps: Sequence[tuple[str, str, dict[str, object]]]) -> list[Entry]:
    entries: list[Entry] = []
    for who, kind, payload in steps:
        entries.append(next_entry(entries, "2026-01-02T03:04:05+08:00", who, kind, payload))
    return entries


def fields(entry: Entry) -> list[object]:
    return [
        entry.number,
        entry.at,
        entry.who,
        entry.kind,
        canonical(entry.payload),
        entry.previous,
        entry.hash,
    ]


def test_the_hash_is_what_the_documentation_says() -> None:
    """Recomputed without the module, as an auditor would."""
    (entry,) = chain([("甲", "open", {"b": 1, "a": "二"})])
    said = '{"at":"2026-01-02T03:04:05+08:00","kind":"open","number":1,"payload":{"a":"二","b":1},"who":"甲"}'
    assert entry.hash == sha256(("0" * 64 + said).encode()).hexdigest()
    assert entry.previous == GENESIS


@given(CHAINS)
def test_a_chain_holds_and_is_read_back_as_it_was(
    steps: list[tuple[str, str, dict[str, object]]],
) -> None:
    entries = chain(steps)
    assert find_fault(entries) is None
    assert [read_entry(*fields(entry)) for entry in entries] == entries


@given(CHAINS, st.data())
def test_removing_inserting_or_moving_is_found(
    steps: list[tuple[str, str, dict[str, object]]], data: st.DataObject
) -> None:
    entries = chain(steps)
    at = data.draw(st.integers(0, len(entries) - 2))
    fault = find_fault(entries[:at] + entries[at + 1 :])
    assert fault is not None
    assert fault.number == at + 1
    assert find_fault([*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]])
    assert find_fault([*entries[: at + 1], entries[at], *entries[at + 1 :]])


@given(CHAINS, st.data())
def test_a_change_of_any_field_is_found(
    steps: list[tuple[str, str, dict[str, object]]], data: st.DataObject
) -> None:
    entries = chain(steps)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["at", "who", "kind", "previous", "hash"]))
    entry = entries[at]
    entries[at] = replace(entry, **{field: getattr(entry, field) + "x"})
    fault = find_fault(entries)
    assert fault is not None
    assert fault.number in (at + 1, at + 2)
    entries[at] = replace(entry, payload={**entry.payload, "more": 1})
    assert find_fault(entries)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "1"),
        (0, 1.0),
        (0, True),
        (1, None),
        (2, b"x"),
        (4, '{"a": 1}'),
        (4, '{"a":1,"a":1}'),
        (4, '{"a":NaN}'),
        (4, "[]"),
        (4, "{"),
        (6, 5),
    ],
)
def test_fields_that_are_no_entry(place: int, value: object) -> None:
    (entry,) = chain([("甲", "open", {"a": 1})])
    said = fields(entry)
    said[place] = value
    with pytest.raises(ValueError, match=r"."):
        read_entry(*said)


def test_a_head_from_paper() -> None:
    entries = chain([("甲", "open", {}), ("甲", "undo", {})])
    head = entries[1].hash
    assert find_head(entries, head) == 2
    assert find_head(entries, head[:16]) == 2
    assert find_head(entries, f" {head[:8].upper()} {head[8:20]}-{head[20:24]}\n") == 2
    assert find_head(entries, entries[0].hash) == 1
    assert find_head(entries, "0" * 64) is None


@pytest.mark.parametrize("head", ["", "abc", "0" * 15, "0" * 65, "g" * 16])
def test_what_is_no_head(head: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        find_head((), head)


def test_canonical_is_one_way_of_writing() -> None:
    assert canonical({"b": [1, None], "a": "é\n"}) == '{"a":"é\\n","b":[1,null]}'
    assert json.loads(canonical({"a": "\u2028"})) == {"a": "\u2028"}
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})
