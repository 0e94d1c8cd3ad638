from __future__ import annotations

from array import array
from decimal import Decimal

import pytest

from core.document.location import Location, PageBox, TextSpan
from core.document.model import CharacterBoxes, Grid, GridCell, Recognised, SourceDocument
from core.extract.reading import TableReading
from core.extract.recognised import as_recognised, doubts
from core.extract.report import Cell, CellState, Number
from core.forms.library import forms

FORM = forms()["2021"]
PLACE = PageBox(2, (10, 10, 40, 20))
COUNT, FEE = "t2.permit.decisions", "t2.fee.amount"


def scan(recognised: Recognised | None, certainty: float = 1.0) -> SourceDocument:
    """A document whose second page was read by OCR: a grid cell at PLACE, one character at its middle."""
    cell = GridCell(0, 0, 1, 1, "7", 0, PLACE, recognised)
    boxes = CharacterBoxes(array("H", [2]), array("f", [20, 12, 26, 18]), array("f", [certainty]))
    grid = Grid(0, 1, 1, (cell,))
    return SourceDocument("扫描.pdf", "0", "pdf", "7", (grid,), boxes=boxes, ocr_pages=frozenset({2}))


def judged(
    document: SourceDocument,
    value: Number | None = 7,
    raw: str = "7",
    state: CellState = CellState.OK,
    location: Location | None = PLACE,
    id: str = COUNT,
    units: dict[str, str] | None = None,
) -> Cell:
    found = TableReading(FORM, FORM.tables["t2"], {}, units or {}, 1.0, ())
    before = {id: Cell(id, value, raw, state, location)}
    after = as_recognised(before, {"t2": found}, document)
    offered = tuple(doubts(before, after))
    became = after[id].state is CellState.AMBIGUOUS and state is not CellState.AMBIGUOUS
    assert bool(offered) == became
    for ambiguity in offered:
        assert ambiguity.cells == (id,)
        assert ambiguity.readings == tuple((value,) for value in after[id].candidates)
        assert not ambiguity.complete
    return after[id]


def test_figure_read_for_sure_is_recovered_and_says_how_sure() -> None:
    cell = judged(scan(Recognised(0.987, ("1",))))
    assert (cell.value, cell.state, cell.candidates) == (7, CellState.RECOVERED, ())
    assert cell.note is not None
    assert cell.note.id == "extract.recognised"
    assert dict(cell.note.parameters)["percent"] == 98


def test_doubtful_figure_is_ambiguous_with_what_else_it_may_be() -> None:
    cell = judged(scan(Recognised(0.6, ("1", "7.", "-", "7"), doubtful=True)))
    assert (cell.value, cell.state, cell.candidates) == (None, CellState.AMBIGUOUS, (7, 1, None))
    assert cell.raw == "7"


@pytest.mark.parametrize(("units", "tens"), [({}, 10_000), ({"amount": "元"}, 1)])
def test_other_amounts_are_in_the_unit_of_the_column(units: dict[str, str], tens: int) -> None:
    document = scan(Recognised(0.6, ("3.5",), doubtful=True))
    cell = judged(document, Decimal(7 * tens), id=FEE, units=units)
    assert cell.candidates == (Decimal(7 * tens), Decimal("3.5") * tens)


def test_doubtful_mark_for_none_is_no_blank() -> None:
    document = scan(Recognised(0.5, ("1",), doubtful=True))
    cell = judged(document, None, "/", CellState.BLANK)
    assert (cell.state, cell.candidates) == (CellState.AMBIGUOUS, (None, 1))


@pytest.mark.parametrize(
    "state", [CellState.BLANK, CellState.MISSING, CellState.UNREADABLE, CellState.AMBIGUOUS]
)
def test_cells_without_a_value_stay_as_they_are(state: CellState) -> None:
    cell = judged(scan(Recognised(0.5, (), doubtful=True)), None, "", state)
    assert (cell.value, cell.state) == (None, state)


def test_figure_outside_a_grid_is_as_sure_as_its_characters() -> None:
    place = PageBox(2, (15, 11, 30, 19))
    assert judged(scan(None, 0.9), location=place).state is CellState.RECOVERED
    assert judged(scan(None, 0.4), location=place).state is CellState.AMBIGUOUS


def test_figures_on_pages_with_text_are_read_plainly() -> None:
    assert judged(scan(None), location=PageBox(1, (0, 0, 9, 9))).state is CellState.OK


def test_figure_without_a_place_on_a_page_is_not_trusted() -> None:
    assert judged(scan(None), location=TextSpan(0, 1)).state is CellState.RECOVERED


def sums(total: Recognised, part: Recognised, **values: int) -> dict[str, Cell]:
    """Row review of table 4 as judged, its sum and its upheld read off a picture so."""
    ids = ("upheld", "corrected", "other", "pending", "sum")
    seen = {"sum": total, "upheld": part}
    places = {id: PageBox(1, (40.0 * at, 0, 40.0 * at + 30, 10)) for at, id in enumerate(ids)}
    cells = tuple(
        GridCell(0, at, 1, 1, "", 0, places[id], seen.get(id, Recognised(0.99))) for at, id in enumerate(ids)
    )
    document = SourceDocument("扫描.pdf", "0", "scan", "", (Grid(0, 1, 5, cells),), ocr_pages=frozenset({1}))
    before = {
        f"t4.review.{id}": Cell(f"t4.review.{id}", values[id], str(values[id]), CellState.OK, places[id])
        for id in ids
    }
    missing = {
        id: Cell(id, None, "", CellState.MISSING) for id in FORM.tables["t4"].cells if id not in before
    }
    found = TableReading(FORM, FORM.tables["t4"], {}, {}, 1.0, ())
    return as_recognised({**before, **missing}, {"t4": found}, document)


def test_figure_that_breaks_a_sum_which_another_reading_mends_is_ambiguous() -> None:
    cells = sums(
        Recognised(0.95, ("3",)), Recognised(0.99, ("1",)), upheld=7, corrected=1, other=1, pending=0, sum=3
    )
    assert cells["t4.review.upheld"].candidates == (1, 7)
    assert cells["t4.review.upheld"].state is CellState.AMBIGUOUS
    assert {cells[f"t4.review.{id}"].state for id in ("corrected", "sum")} == {CellState.RECOVERED}


def test_figures_whose_other_readings_mend_nothing_stay_as_read() -> None:
    cells = sums(
        Recognised(0.95, ("8",)), Recognised(0.99, ("2",)), upheld=7, corrected=1, other=1, pending=0, sum=3
    )
    assert {cell.state for cell in cells.values() if cell.raw} == {CellState.RECOVERED}


def test_figures_that_add_up_stay_as_read() -> None:
    cells = sums(
        Recognised(0.95, ("8",)), Recognised(0.99, ("6",)), upheld=7, corrected=1, other=1, pending=0, sum=9
    )
    assert {cell.state for cell in cells.values() if cell.raw} == {CellState.RECOVERED}
