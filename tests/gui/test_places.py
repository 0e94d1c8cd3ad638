"""Places: what is decided in one go, and the walk over what stands open."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.messages import message
from core.reconcile.finding import Finding
from core.review.change import Decision, DecisionKind, Item, ItemStatus
from gui.findings.places import Place, following, places, with_findings
from tests.gui.review_support import BALANCE_OFF, BLANKS, SUM_OFF, begin


def item(key: str, group: int, status: ItemStatus = ItemStatus.OPEN) -> Item:
    return Item(Finding(key, "rule", "error", group, (f"t3.{key}.sum",), message("value.blank")), status)


def test_group_is_one_place(tmp_path: Path) -> None:
    session = begin(tmp_path, BALANCE_OFF, SUM_OFF, BLANKS)
    held = places(session.state.items)
    assert [len(place.items) for place in held] == [2, 1, 1]
    assert held[0].cells[0] == "t3.new.natural"
    assert len(set(held[0].cells)) == len(held[0].cells)
    assert held[0].whole.cells == held[0].cells
    assert all(place.open for place in held)


def test_settled_places_go_by_their_decision(tmp_path: Path) -> None:
    session = begin(tmp_path, BALANCE_OFF, SUM_OFF)
    first, second = session.state.items[0].finding, session.state.items[1].finding
    session.decide(Decision(DecisionKind.RETURNED, (first.key,), first.cells, {}, "请核实"))
    held = places(session.state.items)
    assert [place.open for place in held] == [False, True, True]
    session.decide(Decision(DecisionKind.ACCEPTED, (second.key,), second.cells, {}, "电话核实"))
    held = places(session.state.items)
    assert [place.decision for place in held] == [DecisionKind.RETURNED, DecisionKind.ACCEPTED, None]


def test_walk_goes_round_and_says_so() -> None:
    held = places([item("a", 1), item("b", 2, ItemStatus.SETTLED), item("c", 3, ItemStatus.REOPENED)])
    a, _, c = held
    assert following(held, None, 1) == (a, False)
    assert following(held, a, 1) == (c, False)
    assert following(held, c, 1) == (a, True)
    assert following(held, a, -1) == (c, True)
    assert following(held, None, -1) == (c, False)


def test_walk_ends_where_nothing_is_open() -> None:
    held = places([item("a", 1, ItemStatus.SETTLED)])
    assert following(held, held[0], 1) == (None, False)
    assert following((), None, 1) == (None, False)


@given(st.lists(st.sampled_from(list(ItemStatus)), min_size=1, max_size=8), st.sampled_from([1, -1]))
def test_walk_visits_every_open_place_once(statuses: list[ItemStatus], step: int) -> None:
    held = tuple(Place((item(str(at), at, status),)) for at, status in enumerate(statuses))
    wanted = [place for place in held if place.open]
    seen: list[Place] = []
    here: Place | None = None
    for _ in wanted:
        here, _ = following(held, here, step)
        assert here is not None
        seen.append(here)
    assert sorted(place.key for place in seen) == sorted(place.key for place in wanted)


def test_places_are_found_by_finding() -> None:
    held = places([item("a", 1, ItemStatus.SETTLED), item("b", 2)])
    assert with_findings(held, ["b"]) == held[1]
    assert with_findings(held, ["x"]) is None
