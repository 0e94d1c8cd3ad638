"""Documents whose true figures are known: written in another way, or with one odd figure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from core.extract.report import Cell, CellState
from core.forms.form import Form
from core.forms.library import forms
from core.pipeline import Checked, check
from tests.core.document import sheet_pages
from tests.corpus.generate import DROPS_BLANKS, KEEPS_BLANKS, Values, in_unit, random_values
from tests.fuzz.cases import Case
from tests.fuzz.noise import ODDITIES
from tests.fuzz.same import SAME
from tests.fuzz.samples import book, legacy, open_document

Write = Callable[[Form, Values, random.Random], bytes]

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_NUMBERS = ("other_script", "inside_numbers", "signs")


@dataclass(frozen=True, slots=True)
class Twin(Case):
    """A document and its true figures; `odd`: the cell whose figure was made an odd one, "" where none was;
    `plain`: the document before it was written in another way; `stream`: only what stands between
    its labels tells its cells apart."""

    truth: Mapping[str, int | None]
    odd: str
    plain: bytes
    stream: bool


def _paged(form: Form, values: Values, rng: random.Random) -> bytes:
    return sheet_pages.report(form, values, rng, sheet_pages.Setter())


def _in_pieces(form: Form, values: Values, rng: random.Random) -> bytes:
    """A legacy document, as often in pieces as in one, and with what is said of paragraphs elsewhere."""
    cuts = sorted(rng.sample(range(1, 900), rng.choice((0, 3, 40))))
    return legacy(form, values, cuts=cuts, elsewhere=rng.choice((380, 20)))


_STYLES = {style: write for style, (_, write) in (KEEPS_BLANKS | DROPS_BLANKS).items()}
WRITERS: Mapping[str, tuple[str, Write]] = {
    "docx": ("a.docx", _STYLES["word"]),
    "html": ("a.html", _STYLES["page"]),
    "xlsx": ("a.xlsx", lambda form, values, _: book(form, values)),
    "ofd": ("a.ofd", lambda form, values, _: open_document(form, values)),
    "pdf": ("a.pdf", _paged),
    "doc": ("a.doc", _in_pieces),
    **{style: ("a.txt", _STYLES[style]) for style in _STYLES if style not in ("word", "page", "glued")},
}
"""For each kind of document its name, and what writes a report so."""


def same(number: int, seed: int) -> Twin:
    """The document of this number, written in another way that shows the same."""
    rng = random.Random(f"{seed} same {number}")
    kind = sorted(WRITERS)[number % len(WRITERS)]
    name, write = WRITERS[kind]
    form = forms()[rng.choice(("2019", "2021"))]
    values = random_values(form, rng, blanks=0.0 if kind in DROPS_BLANKS else rng.choice((0.0, 0.3)))
    plain = write(form, values, rng)
    ways = SAME.get("txt" if name == "a.txt" else kind, {})
    way = rng.choice(sorted(ways)) if ways else "as it is"
    data = ways[way](rng, plain) if ways else plain
    truth = _truth(form, values)
    return Twin("same", number, kind, name, data, (way,), truth, "", plain, kind in DROPS_BLANKS)


def odd(number: int, seed: int) -> Twin:
    """The document of this number, in which one figure is written oddly."""
    rng = random.Random(f"{seed} odd {number}")
    kind = sorted(WRITERS)[number % len(WRITERS)]
    name, write = WRITERS[kind]
    form = forms()[rng.choice(("2019", "2021"))]
    values = random_values(form, rng)
    cell = rng.choice([id for id, value in values.items() if value] if rng.random() < 0.8 else sorted(values))
    way = rng.choice(_OF_NUMBERS)
    for _ in count():
        text = ODDITIES[way](rng, str(values[cell]))
        if not _ILLEGAL.search(text):
            break
    truth = _truth(form, values)
    written: dict[str, object] = {**values, cell: text}
    data = _written(write, form, written, rng)
    steps = (way, f"{cell}: {values[cell]} as {text!r}")
    return Twin("odd", number, kind, name, data, steps, truth, cell, b"", kind in DROPS_BLANKS)


def _written(write: Write, form: Form, values: Mapping[str, object], rng: random.Random) -> bytes:
    """The document, in an encoding that holds it."""
    while True:
        try:
            return write(form, values, rng)  # type: ignore[arg-type]
        except UnicodeEncodeError:
            continue


def _truth(form: Form, values: Values) -> dict[str, int | None]:
    return {cell: in_unit(form, cell, value) for cell, value in values.items()}


def untruths(twin: Twin, checked: Checked) -> Iterator[str]:
    """Cells that say otherwise than the document and do not let on; of one written in another way, those that
    are read otherwise than in the first."""
    cells = checked.report.cells
    if not twin.odd:
        before = check(twin.plain, twin.name).report.cells
        if set(before) != set(cells):
            yield f"the tables are {sorted(cells)[:3]}… instead of {sorted(before)[:3]}…"
        for id in before.keys() & cells.keys():
            if (before[id].value, before[id].state) != (cells[id].value, cells[id].state):
                yield f"{_read(before[id])}, and written in another way {_read(cells[id])}"
        return
    told = {cell for finding in checked.reconciliation.findings for cell in finding.cells}
    for id, cell in cells.items():
        if cell.state is not CellState.OK or id == twin.odd or cell.value == twin.truth[id]:
            continue
        if not (twin.stream and id in told):
            yield f"{twin.truth[id]} was {_read(cell)}"


def _read(cell: Cell) -> str:
    return f"{cell.id} read as {cell.value} ({cell.state}, {cell.raw[:60]!r})"
