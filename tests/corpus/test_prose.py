"""The prose of every shared document against the truth written down by hand: numbers, units and cell ids.

prose_truth/NAME.toml lists the figures of a document in reading order: as printed, unit, value, how each
claim about it came out, and the cells it speaks of (of many: the first, the last and how many). A clause
without a number is `none` (未收到…) or `all` (均…).
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.pipeline import Checked, check
from core.reconcile.finding import Status
from core.reconcile.prose import Compared, compared

TRUTH = sorted((Path(__file__).parent / "prose_truth").glob("*.toml"))
MANY = 6
RULES = {"prose.figure", "prose.parts", "prose.rate"}


def checked(shared: Path, name: str) -> Checked:
    """A shared document, a seed or of the corpus, read and checked."""
    path = next(path for folder in ("seeds", "corpus") if (path := shared / folder / name).is_file())
    return check(path.read_bytes(), name)


def told(one: Compared) -> list[str]:
    """A figure as the truth writes it down."""
    figure, cells = one.figure, one.cells
    statement = "all" if figure.value is None else "none"
    raw = statement if figure.raw == figure.clause else figure.raw
    outcomes = (f"{each.relation.rule.removeprefix('prose.')} {each.status.value}" for each in one.outcomes)
    named = " ".join(cells) if len(cells) <= MANY else f"{cells[0]}..{cells[-1]} ({len(cells)})"
    value = "" if figure.value is None else str(figure.value)
    return [raw, figure.unit, value, "; ".join(outcomes), named]


@pytest.mark.parametrize("truth", TRUTH, ids=lambda path: path.stem)
def test_every_figure_is_read_tied_to_its_cells_and_compared(shared: Path, truth: Path) -> None:
    result = checked(shared, truth.stem)
    figures = [told(one) for one in compared(result.reconciliation.prose, result.report)]
    assert figures == tomllib.loads(truth.read_text(encoding="utf-8"))["figures"]


def test_every_shared_document_has_its_truth(shared: Path) -> None:
    documents = {path.name for folder in ("seeds", "corpus") for path in (shared / folder).iterdir()}
    assert {path.stem for path in TRUTH} == {name for name in documents if name != "truth"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("000_980d35e4c4343917.txt", []),
        ("001_a4d6278459702054.txt", [("prose.rate", 91, "87.8")]),
        ("003_f719e6107d444fd2.txt", []),
        ("huaian_city_2024.pdf", []),
        ("pingtan_2019_runtogether.txt", [("prose.parts", 2599, "2533")]),
        ("part_zhongjiang_bureau_2022_prose_t2.txt", []),
        ("part_changchun_veterans_2023_leadpipe.txt", [("prose.figure", 2, "3")]),
        (
            "shanghai_gov_office_2019.html",
            [
                ("prose.figure", 258, "275"),
                ("prose.figure", 265, "337"),
                ("prose.figure", 13, "16"),
                ("prose.rate", 33.9, "32.05"),
            ],
        ),
    ],
)
def test_disagreements_are_found_and_nothing_else(
    shared: Path, name: str, found: list[tuple[str, float, str]]
) -> None:
    result = checked(shared, name)
    said = [
        (finding.rule, finding.left, finding.right)
        for finding in result.reconciliation.findings
        if finding.rule in RULES
    ]
    assert [(rule, float(left or 0), str(right)) for rule, left, right in said] == found


def test_figures_of_the_first_seed_all_agree(shared: Path) -> None:
    result = checked(shared, "000_980d35e4c4343917.txt")
    passed = [
        one.figure.raw
        for one in compared(result.reconciliation.prose, result.report)
        if one.status is Status.PASSED
    ]
    assert passed == ["9613", "3398", "12278.18万", "6559", "6531", "133", "594"]
