from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.errors import InputError
from core.extract.report import Cell, CellState, Remark
from core.messages import Message, message
from core.paths import resource
from core.pipeline import Checked, check
from tests.fuzz.cases import Case, case
from tests.fuzz.exports import export_faults, workbook_faults
from tests.fuzz.markup import CANARY, LISTENER
from tests.fuzz.oracle import complaints, refusal_faults
from tests.fuzz.records import ENDINGS, damaged_record
from tests.fuzz.run import outcomes
from tests.fuzz.samples import KINDS
from tests.fuzz.twins import odd, same
from tests.fuzz.watch import Touched, Watch

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the canary is a pipe with a name")

SEED = 33
"""Of cases none of which is one to be stopped at a limit: that takes its time."""
SAMPLE = next(resource("samples").glob("*.html"))


def checked() -> Checked:
    return check(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.mark.xdist_group("fuzz")
def test_damaged_documents_do_no_harm_and_tell_no_untruth(shared: Path) -> None:
    """A few of each kind; `make fuzz` runs as many as there is time for."""
    cases = [case(kind, number, SEED) for number in range(3) for kind in KINDS]
    twins = [make(number, SEED) for number in range(12) for make in (same, odd)]
    records = [damaged_record(kind, number, SEED) for number in range(3) for kind in ENDINGS]
    held = list(outcomes([*cases, *twins, *records], every=1000))
    assert {outcome.case.id: outcome.faults for outcome in held if outcome.faults} == {}
    assert {"read", "drawn"} < {outcome.kind for outcome in held}


@pytest.mark.parametrize("kind", KINDS)
def test_cases_are_the_same_each_time(kind: str) -> None:
    assert case(kind, 5, 3) == case(kind, 5, 3)
    assert case(kind, 5, 3).data != case(kind, 6, 3).data


def with_cell(sound: Checked, made: Callable[[Cell], Cell]) -> Checked:
    """The report with a cell that was read without a doubt made another."""
    cells = dict(sound.report.cells)
    id = next(id for id, cell in cells.items() if cell.state is CellState.OK and cell.value)
    cells[id] = made(cells[id])
    return replace(sound, report=replace(sound.report, cells=cells))


@pytest.mark.parametrize(
    "made",
    [
        lambda cell: replace(cell, value=cell.value + 1),
        lambda cell: replace(cell, raw=f"{cell.raw}\u0336"),
        lambda cell: replace(cell, raw=f"{cell.raw}①"),
        lambda cell: replace(cell, raw="٣", value=3),
        lambda cell: replace(cell, location=None),
    ],
)
def test_figure_that_its_place_does_not_bear_out_is_told(made: Callable[[Cell], Cell]) -> None:
    sound = checked()
    assert not list(complaints(sound))
    assert list(complaints(with_cell(sound, made)))


@pytest.mark.parametrize("said", [message("no.such_message"), message("document.empty")])
def test_message_that_cannot_be_said_is_told(said: Message) -> None:
    sound = checked()
    remark = Remark("form.year", "t2", (), said)
    assert list(complaints(replace(sound, report=replace(sound.report, remarks=(remark,)))))
    assert refusal_faults(InputError(said))


def test_text_of_a_document_is_no_formula_in_any_export() -> None:
    hostile = ("=1+1", f'=HYPERLINK("http://{LISTENER}")', "@SUM(A1)", "-1+1", "\t=1", "＝1", "\r=2", "+1+1")
    sound = checked()
    cells = dict(sound.report.cells)
    for id, text in zip(cells, hostile * 3, strict=False):
        cells[id] = replace(cells[id], raw=text, value=None, state=CellState.UNREADABLE)
    report = replace(sound.report, cells=cells, title=hostile[0], agency=hostile[1])
    held = Case("html", 0, "", "=1+1.html", SAMPLE.read_bytes(), ())
    assert not list(export_faults(held, replace(sound, report=report)))


def test_formula_and_link_in_a_workbook_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.active["A2"].hyperlink = f"http://{LISTENER}"
    book.save(tmp_path / "a.xlsx")
    told = "\n".join(workbook_faults(tmp_path / "a.xlsx"))
    assert "A1 is a formula" in told
    assert "A2 is a link" in told
    assert "leads to" in told


def test_what_a_document_must_not_bring_about_is_heard(tmp_path: Path) -> None:
    touched = Touched()
    outside = tmp_path / "a"
    outside.write_bytes(b"x")
    assert any(str(outside) in seen for seen in touched.taken())
    SAMPLE.read_bytes()
    assert not touched.taken()


@pytest.mark.xdist_group("fuzz")
def test_canary_and_listener_tell_who_came() -> None:
    with Watch() as watch:
        assert not watch.caught()
        Path(CANARY).read_bytes()
        host, _, port = LISTENER.partition(":")
        socket.create_connection((host, int(port))).close()
        heard = watch.caught()
        while len(heard) < 2:
            heard |= watch.caught()
    assert heard == {"opened the canary", "spoke to the listener"}
