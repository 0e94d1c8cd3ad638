"""Relations compiled from a form's own words."""

from __future__ import annotations

from typing import Any

import pytest

from core.forms.relation import Term, compile_relation, parse_side

ROWS = (("a", ("x", "y")), ("b.one", ("x", "y")), ("b.two", ("x", "y")), ("bare", ("y",)))
SAID: dict[str, Any] = {
    "rule": "own",
    "severity": "error",
    "each": "row",
    "left": "x",
    "operator": "=",
    "right": "y",
    "rows": ["a"],
}


def compiled(**changes: Any) -> list[tuple[str, tuple[Term, ...], tuple[Term, ...]]]:
    said = {key: value for key, value in (SAID | changes).items() if value is not None}
    return [(each.key, each.left, each.right) for each in compile_relation(said, "t", ROWS, ("x", "y"))]


def test_row_relation_stands_once_for_each_row_named() -> None:
    assert compiled(rows=["a", "b.one"]) == [
        ("own@a", (Term(1, "t.a.x"),), (Term(1, "t.a.y"),)),
        ("own@b.one", (Term(1, "t.b.one.x"),), (Term(1, "t.b.one.y"),)),
    ]


def test_row_relation_stands_for_all_rows_where_none_is_named() -> None:
    assert [key for key, *_ in compiled(rows=None, left="y", right="0")] == [
        "own@a",
        "own@b.one",
        "own@b.two",
        "own@bare",
    ]


def test_column_relation_takes_rows_as_terms_and_a_star_for_all_that_begin_so() -> None:
    assert compiled(each="column", left="b.* - a", right="bare")[1] == (
        "own@y",
        (Term(1, "t.b.one.y"), Term(1, "t.b.two.y"), Term(-1, "t.a.y")),
        (Term(1, "t.bare.y"),),
    )


def test_normal_form_brings_the_right_side_over() -> None:
    (relation,) = compile_relation(SAID | {"left": "x", "right": "-y"}, "t", ROWS, ("x", "y"))
    assert relation.coefficients == (Term(1, "t.a.x"), Term(1, "t.a.y"))
    assert relation.cells == ("t.a.x", "t.a.y")


@pytest.mark.parametrize(
    ("side", "terms"),
    [
        ("0", []),
        ("x", [(1, "x")]),
        (" - x + y ", [(-1, "x"), (1, "y")]),
        ("x+y*", [(1, "x"), (1, "y"), (1, "yy")]),
        ("y", [(1, "y")]),
    ],
)
def test_sides_are_signed_names(side: str, terms: list[tuple[int, str]]) -> None:
    assert parse_side("own", side, ("x", "y", "yy")) == terms


@pytest.mark.parametrize("side", ["", "x y", "x +", "x ++ y", "2 x", "x * y", "z", "z*", "x = y"])
def test_side_that_is_no_sum_of_names_is_refused(side: str) -> None:
    with pytest.raises(ValueError, match="own"):
        parse_side("own", side, ("x", "y"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"operator": "<"}, "operator '<'"),
        ({"severity": "bad"}, "severity 'bad'"),
        ({"each": "cell"}, "each 'cell'"),
        ({"rows": ["c"]}, "row 'c'"),
        ({"left": "z"}, "'z' names nothing"),
        ({"rows": ["bare"]}, "'x' names nothing"),
    ],
)
def test_entry_that_breaks_the_rules_says_which(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        compiled(**changes)
