"""Session files and exported workbooks, damaged: they are opened or refused, and never believed."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from core.errors import GoujiError
from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.paths import resource
from core.pipeline import check
from core.review.change import ReviewState
from core.review.session import Session
from core.review.verify import verify_session
from tests.fuzz.cases import Case
from tests.fuzz.noise import BYTES
from tests.fuzz.oracle import refusal_faults
from tests.fuzz.packages import ZIP

ENDINGS = {"session": "gouji", "workbook": "xlsx"}
"""The kinds of records, and how their names end."""

_WHO = "审核人"


@dataclass(frozen=True, slots=True)
class Record:
    """A session file and the workbook exported from it, sound, and what the session held."""

    session: bytes
    workbook: bytes
    state: ReviewState


@cache
def record() -> Record:
    """The record that is damaged."""
    path = next(resource("samples").glob("*.html"))
    data = path.read_bytes()
    with tempfile.TemporaryDirectory(prefix="gouji-fuzz-") as folder:
        place = Path(folder)
        session = Session.start(place / "a.gouji", data, path.name, check(data, path.name).report, _WHO)
        export_review(session, place / "a.xlsx")
        state = session.state
        session.close()
        return Record((place / "a.gouji").read_bytes(), (place / "a.xlsx").read_bytes(), state)


def damaged_record(kind: str, number: int, seed: int) -> Case:
    """A session file (gouji) or a workbook (xlsx of our own), damaged."""
    rng = random.Random(f"{seed} {kind} {number}")
    data, steps = record().session if kind == "session" else record().workbook, list[str]()
    if kind == "session" and rng.random() < 0.4:
        data, steps = _rewritten(rng, data), ["rewritten"]
    ways = BYTES if kind == "session" or rng.random() < 0.2 else ZIP
    for _ in range(rng.choice((1, 2, 4)) if ways is BYTES and not steps else 0 if steps else 1):
        steps.append(rng.choice(sorted(ways)))
        data = ways[steps[-1]](rng, data) or b"\0"
    return Case(kind, number, "", f"a.{ENDINGS[kind]}", data, tuple(steps))


def record_faults(case: Case) -> Iterator[str]:
    """What is wrong with how a damaged record is opened and verified."""
    with tempfile.TemporaryDirectory(prefix="gouji-fuzz-") as folder:
        path = Path(folder) / case.name
        path.write_bytes(case.data)
        yield from _session_faults(path) if case.kind == "session" else _workbook_faults(path)


def _session_faults(path: Path) -> Iterator[str]:
    intact = verify_session(path).status == "intact"
    try:
        session = Session.open(path, _WHO)
    except GoujiError as error:
        yield from refusal_faults(error)
        return
    if intact and session.state.cells != record().state.cells:
        yield "a session that was changed says that it is intact"
    session.close()


def _workbook_faults(path: Path) -> Iterator[str]:
    if verify_workbook(path).status == "intact" and _numbers(path.read_bytes()) != _sound_numbers():
        yield "a workbook whose numbers were changed says that it is intact"


@cache
def _sound_numbers() -> tuple[int, ...]:
    return _numbers(record().workbook)


def _rewritten(rng: random.Random, data: bytes) -> bytes:
    """The session file with a value of one of its rows made another, in a sound database."""
    with tempfile.TemporaryDirectory(prefix="gouji-fuzz-") as folder:
        path = Path(folder) / "a.gouji"
        path.write_bytes(data)
        base = sqlite3.connect(path)
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        table = rng.choice(sorted(tables))
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        column, odd = (
            rng.choice(columns),
            rng.choice((None, "", "x", b"\0\xff", -1, 2**62, 1.5, "[]", "{}", "null")),
        )
        with base:
            try:
                base.execute(f"UPDATE {table} SET {column} = ?", (odd,))
            except sqlite3.Error:
                base.execute(f"DELETE FROM {table}")
        base.close()
        return path.read_bytes()


def _numbers(data: bytes) -> tuple[int, ...]:
    """The numbers in a workbook's official tables, as they are stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(data))
    cells = (cell for sheet in book if "、" in sheet.title for row in sheet.iter_rows() for cell in row)
    return tuple(cell.value for cell in cells if isinstance(cell.value, int))
