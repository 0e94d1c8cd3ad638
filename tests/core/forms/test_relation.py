"""Relations compiled from a form's own words."""

from __future__ import annotations

from typing import Any

import pytest

from core.forms.fault import FormFault
from core.forms.form import Column, Row, Table
from core.forms.language import compile_relation
from core.forms.relation import Relation, Term

ROWS = (("a", ("x", "y")), ("b.one", ("x", "y")), ("b.two", ("x", "y")), ("bare", ("y",)))


def table(id: str, rows: tuple[tuple[str, tuple[str, ...]], ...]) -> Table:
    columns = dict.fromkeys(column for _, own in rows for column in own)
    return Table(
        id,
        id,
        {column: Column(column, column, "count", "件") for column in columns},
        {row: Row(row, row, own) for row, own in rows},
        (),
    )


TABLES = {"t": table("t", ROWS), "u": table("u", (("a", ("x",)), ("sum", ("x", "z"))))}
SAID: dict[str, Any] = {
    "rule": "own.r",
    "severity": "error",
    "each": "row",
    "left": "x",
    "operator": "=",
    "right": "y",
    "rows": ["a"],
}


def relations(**changes: Any) -> tuple[Relation, ...]:
    said = {key: value for key, value in (SAID | changes).items() if value is not None}
    return compile_relation(said, TABLES["t"], TABLES)


def compiled(**changes: Any) -> list[tuple[str, tuple[Term, ...], tuple[Term, ...]]]:
    return [(each.key, each.left, each.right) for each in relations(**changes)]


def test_row_relation_stands_once_for_each_row_named() -> None:
    assert compiled(rows=["a", "b.one"]) == [
        ("own.r@a", (Term(1, "t.a.x"),), (Term(1, "t.a.y"),)),
        ("own.r@b.one", (Term(1, "t.b.one.x"),), (Term(1, "t.b.one.y"),)),
    ]


def test_row_relation_stands_for_all_rows_where_none_is_named() -> None:
    assert [key for key, *_ in compiled(rows=None, left="y", right="0")] == [
        "own.r@a",
        "own.r@b.one",
        "own.r@b.two",
        "own.r@bare",
    ]


def test_column_relation_takes_rows_as_terms_and_a_star_for_all_that_begin_so() -> None:
    assert compiled(each="column", columns=["y"], left="b.* - a", right="bare")[0] == (
        "own.r@y",
        (Term(1, "t.b.one.y"), Term(1, "t.b.two.y"), Term(-1, "t.a.y")),
        (Term(1, "t.bare.y"),),
    )


def test_normal_form_brings_the_right_side_over() -> None:
    (relation,) = relations(left="x", right="-y")
    assert relation.coefficients == (Term(1, "t.a.x"), Term(1, "t.a.y"))
    assert relation.cells == ("t.a.x", "t.a.y")


@pytest.mark.parametrize(
    ("side", "terms"),
    [
        ("0", []),
        ("x", [(1, "t.a.x")]),
        (" - x + y ", [(-1, "t.a.x"), (1, "t.a.y")]),
        ("2 * x - 3×y", [(2, "t.a.x"), (-3, "t.a.y")]),
        ("x + 10", [(1, "t.a.x"), (10, "one")]),
        ("*", [(1, "t.a.x"), (1, "t.a.y")]),
        ("0 * x + y", [(1, "t.a.y")]),
        ("b.one.y", [(1, "t.b.one.y")]),
        ("b.*", [(1, "t.b.one.x"), (1, "t.b.one.y"), (1, "t.b.two.x"), (1, "t.b.two.y")]),
        ("u.x", [(1, "u.a.x")]),
        ("u.sum.z", [(1, "u.sum.z")]),
        ("last.x", [(1, "last.t.a.x")]),
        ("last.bare.y", [(1, "last.t.bare.y")]),
        ("last.u.sum.z", [(1, "last.u.sum.z")]),
    ],
)
def test_sides_are_sums_of_names_and_numbers(side: str, terms: list[tuple[int, str]]) -> None:
    ((_, left, _),) = compiled(left=side)
    assert left == tuple(Term(*term) for term in terms)


def test_column_relation_takes_the_same_column_of_another_table() -> None:
    assert compiled(each="column", rows=None, columns=["x"], left="a", right="last.u.sum") == [
        ("own.r@x", (Term(1, "t.a.x"),), (Term(1, "last.u.sum.x"),))
    ]


def test_relation_of_the_whole_table_names_rows_and_columns() -> None:
    assert compiled(each="whole", rows=None, left="a.x + b.*", right="u.sum.x") == [
        (
            "own.r@t",
            tuple(Term(1, f"t.{cell}") for cell in ("a.x", "b.one.x", "b.one.y", "b.two.x", "b.two.y")),
            (Term(1, "u.sum.x"),),
        )
    ]


def test_relation_may_have_a_name() -> None:
    assert [relation.name for relation in relations(name="不多于")] == ["不多于"]


@pytest.mark.parametrize(
    "side",
    ["", "x y", "x +", "x ++ y", "2 x", "x * y", "z", "z*", "x = y", "last.z", "u.q", "last.", "v.a.x"],
)
def test_side_that_is_no_sum_of_names_is_refused(side: str) -> None:
    with pytest.raises(FormFault) as refused:
        compiled(left=side)
    assert refused.value.key == "left"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"operator": "<"}, "“operator” says “<”"),
        ({"severity": "bad"}, "“severity” says “bad”"),
        ({"each": "cell"}, "“each” says “cell”"),
        ({"each": 3}, "“each” must be a text"),
        ({"rows": ["c"]}, "row or column “c”"),
        ({"rows": "a"}, "“rows” must be a list"),
        ({"left": "z"}, "“z” names no cell"),
        ({"left": None}, "“left” is not said"),
        ({"left": "3", "right": "3"}, "neither side names a cell"),
        ({"rows": ["bare"]}, "“x” names no cell at “bare”"),
        ({"rule": "own rule"}, "the rule's id"),
        ({"weight": 3}, "“weight” is not known"),
    ],
)
def test_entry_that_breaks_the_rules_says_which(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        compiled(**changes)
