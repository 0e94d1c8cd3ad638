"""The kinds of scored reports, and every report of each: seeded, the same on every machine."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from core.forms.form import Form
from core.forms.library import forms
from core.forms.relation import Relation
from tests.corpus.disturb import DISTURBANCES
from tests.corpus.scored import grids, office, streams
from tests.corpus.scored.content import Content, marked, shown
from tests.corpus.scored.figures import Values, blanked, figures, violations, with_fault
from tests.corpus.scored.labels import USUAL, Relabel, misprinted, noted, retitled, traditional
from tests.corpus.scored.prose import AGENCIES, chrome, closing, opening, title

Write = Callable[[Content, random.Random], bytes]
Way = tuple[str, Write]

DOCX: Way = ("docx", grids.word)
DOC: Way = ("doc", grids.legacy_word)
HTML: Way = ("html", grids.page)
XLSX: Way = ("xlsx", grids.workbook)
RULED: Way = ("pdf", grids.ruled_pdf)
UNRULED: Way = ("pdf", grids.unruled_pdf)
GRIDS = (DOCX, HTML, XLSX, RULED, DOC)
KEPT: tuple[Way, ...] = tuple(
    ("txt", write)
    for write in (streams.bars_by_line, streams.tabs_by_line, streams.bars_by_cell, streams.tabs_by_cell)
)
DROPPED: tuple[Way, ...] = (
    *(("txt", write) for write in (streams.spaced, streams.cells_by_line, streams.laid_out, streams.raw)),
    *(("txt", write) for write in (streams.torn, streams.paged)),
    UNRULED,
)
GLUED: tuple[Way, ...] = tuple(("txt", write) for write in (streams.glued, streams.glued_throughout))


@dataclass(frozen=True)
class Kind:
    """What the documents of a kind share.

    `family`: grid or stream. `ways`: taken in turn. `blanks`: how many zeros are left blank; `keeps`:
    their places stay. `glue`: digits run together (in all tables, or where rows are long), with spaces in
    so many of the `gaps`. `relabel`: besides the usual variants. `disturb`: a name of DISTURBANCES.
    `marked`: how many numbers have the raised mark of a note behind them. `faults`: how many have a wrong
    value. `office`: the format that LibreOffice turns them into.
    """

    family: str
    ways: tuple[Way, ...]
    count: int = 14
    blanks: float = 0.0
    keeps: bool = True
    glue: str = ""
    gaps: float = 0.0
    relabel: tuple[Relabel, ...] = ()
    disturb: str = "untouched"
    marked: float = 0.0
    faults: float = 0.25
    office: str = ""


def _streams(count: int = 14, **more: object) -> dict[str, Kind]:
    """Streams in which nothing keeps the places of blanks; by default there are none."""
    names = ("spaced", "a cell a line", "laid out", "raw", "torn labels", "pages turned", "unruled PDF")
    return {
        name: Kind("stream", (way,), count, keeps=False) for name, way in zip(names, DROPPED, strict=True)
    }


KINDS: Mapping[str, Kind] = {
    "Word": Kind("grid", (DOCX,), blanks=0.3),
    "legacy Word": Kind("grid", (DOC,), blanks=0.3),
    "web page": Kind("grid", (HTML,), blanks=0.3),
    "Excel": Kind("grid", (XLSX,), blanks=0.3),
    "ruled PDF": Kind("grid", (RULED,), blanks=0.3),
    "legacy Word of LibreOffice": Kind("grid", (DOCX,), 10, 0.3, office="doc"),
    "PDF of LibreOffice": Kind("grid", (DOCX,), 10, 0.3, office="pdf"),
    "grids, notes in headers": Kind("grid", GRIDS, 15, 0.3, relabel=(noted,)),
    "grids, misprints": Kind("grid", GRIDS, 15, 0.3, relabel=(misprinted,)),
    "grids, traditional": Kind("grid", GRIDS, 10, 0.3, relabel=(traditional,)),
    "grids, a row too many": Kind("grid", GRIDS, 10, 0.3, disturb="extra row"),
    "grids, a row lost": Kind("grid", GRIDS, 10, 0.3, disturb="lost row"),
    "grids, a label lost": Kind("grid", GRIDS, 10, 0.3, disturb="lost label"),
    "grids, spans lost": Kind("grid", (DOCX, HTML, DOC), 12, 0.3, disturb="lost spans"),
    "grids, raised marks": Kind("grid", (DOCX, HTML, RULED), 12, 0.3, marked=0.1),
    "bars by line": Kind("stream", KEPT[:1], blanks=0.3),
    "tabs by line": Kind("stream", KEPT[1:2], blanks=0.3),
    "bars by cell": Kind("stream", KEPT[2:3], blanks=0.3),
    "tabs by cell": Kind("stream", KEPT[3:], blanks=0.3),
    "bars and tabs, notes in headers": Kind("stream", KEPT, 16, 0.3, relabel=(noted,)),
    "bars and tabs, misprints": Kind("stream", KEPT, 16, 0.3, relabel=(misprinted,)),
    "bars and tabs, a row too many": Kind("stream", KEPT, 12, 0.3, disturb="extra row"),
    "bars and tabs, a row lost": Kind("stream", KEPT, 12, 0.3, disturb="lost row"),
    "bars and tabs, a label lost": Kind("stream", KEPT, 12, 0.3, disturb="lost label"),
    **_streams(),
    "streams, notes in headers": Kind("stream", DROPPED, 14, keeps=False, relabel=(noted,)),
    "streams, misprints": Kind("stream", DROPPED, 14, keeps=False, relabel=(misprinted,)),
    "streams, traditional": Kind("stream", (*KEPT, *DROPPED), 11, keeps=False, relabel=(traditional,)),
    "streams, a row too many": Kind("stream", DROPPED, 14, keeps=False, disturb="extra row"),
    "streams, a row lost": Kind("stream", DROPPED, 14, keeps=False, disturb="lost row"),
    "streams, a label lost": Kind("stream", DROPPED, 14, keeps=False, disturb="lost label"),
    "streams, blanks lost": Kind("stream", DROPPED, 21, 0.4, keeps=False),
    "a character a line": Kind("stream", (("txt", streams.by_letter),), 10, keeps=False),
    "column by column": Kind("stream", (("txt", streams.by_column),), 4, keeps=False),
    "digits run together": Kind("stream", GLUED[:1], 16, keeps=False, glue="all", faults=0),
    "run together in part": Kind("stream", GLUED[:1], 16, keeps=False, glue="long", faults=0),
    "run together, stray spaces": Kind("stream", GLUED[:1], 14, keeps=False, glue="all", gaps=0.25, faults=0),
    "run together, rows too": Kind("stream", GLUED[1:], 14, keeps=False, glue="all", faults=0),
    "run together, a fault": Kind("stream", GLUED, 16, keeps=False, glue="all", faults=1),
    "spaces astray, a fault": Kind("stream", GLUED[:1], 12, keeps=False, glue="all", gaps=0.25, faults=1),
    "run together, blanks lost": Kind("stream", GLUED, 12, 0.4, keeps=False, glue="all", faults=0),
    "spaces astray, blanks lost": Kind(
        "stream", GLUED[:1], 12, 0.4, keeps=False, glue="all", gaps=0.25, faults=0
    ),
    "run together, misprints": Kind(
        "stream", GLUED, 12, keeps=False, glue="all", faults=0, relabel=(misprinted,)
    ),
}


@dataclass(frozen=True)
class Scored:
    """A report with what is true of it: `cells` as printed (None for a blank or an absent row), those that
    the source leaves `undecided`, the sums that fail (without
    those of undecided cells, and all), the year, the forms of tables 2 and 3."""

    id: str
    name: str
    data: bytes
    cells: Values
    undecided: frozenset[str]
    violations: frozenset[tuple[str, str]]
    all_violations: frozenset[tuple[str, str]]
    year: int
    forms: Mapping[str, str]


def ids() -> list[str]:
    """Every document's id (KIND/NUMBER), kind by kind."""
    return [f"{kind}/{number:02}" for kind, held in KINDS.items() for number in range(held.count)]


def can_be_made(id: str) -> bool:
    """Whether this machine has what the document is made with."""
    return office.is_there() or not KINDS[id.partition("/")[0]].office


def prepare(ids: Iterable[str]) -> None:
    """Converts in one go those of the documents that LibreOffice is to convert."""
    for ending in ("doc", "pdf"):
        own = [_written(id).data for id in ids if KINDS[id.partition("/")[0]].office == ending]
        if own:
            office.convert(own, ending)


def make(id: str) -> Scored:
    """The document of an id."""
    made, ending = _written(id), KINDS[id.partition("/")[0]].office
    if not ending:
        return made
    return replace(made, name=f"年报.{ending}", data=office.convert([made.data], ending)[0])


def _written(id: str) -> Scored:
    """The document as written here, not yet converted."""
    name, _, number = id.partition("/")
    kind, at, rng = KINDS[name], int(number), random.Random(id)
    names, year = _on_forms(at // len(kind.ways) if len(kind.ways) > 1 else at, rng)
    form = _form(tuple(names.items()))
    values = figures(form, names, rng, real=0.4, whole=bool(kind.glue))
    values = blanked(values, rng, kind.blanks, totals=not kind.glue)
    wrong: frozenset[str] = frozenset()
    if rng.random() < kind.faults:
        printed = with_fault(values, rng)
        wrong = frozenset(cell for cell in values if values[cell] != printed[cell])
        values = printed
    sheets, lost = _printed(form, kind, rng)
    texts = shown(form, values, rng, plain=bool(kind.glue))
    texts = _parted(form, kind, texts, rng)
    if kind.marked:
        texts = marked(texts, kind.marked, rng)
    agency = rng.choice(AGENCIES)
    content = Content(
        title(agency, year, rng),
        opening(agency, year, values, rng),
        sheets,
        texts,
        closing(rng),
        chrome(year, rng) if rng.random() < 0.5 else ((), ()),
    )
    ending, write = kind.ways[at % len(kind.ways)]
    data = write(content, rng)
    absent = lost if kind.disturb == "lost row" else frozenset()
    undecided = frozenset(_undecided(form, kind, texts, wrong)) | (lost - absent)
    fails = violations(form.relations, values, absent)
    told = violations(form.relations, values, absent | undecided)
    cells = {cell: None if cell in absent else value for cell, value in values.items()}
    return Scored(id, f"年报.{ending}", data, cells, undecided, told, fails, year, names)


def _on_forms(at: int, rng: random.Random) -> tuple[dict[str, str], int]:
    """The form of each table and the year: the newer form, the older, or a mixture, in turn."""
    match at % 3:
        case 0:
            return dict.fromkeys(("t2", "t3", "t4"), "2021"), rng.randrange(2021, 2026)
        case 1:
            return dict.fromkeys(("t2", "t3", "t4"), "2019"), rng.randrange(2019, 2021)
    names = {"t2": "2021", "t3": "2019"} if rng.random() < 0.7 else {"t2": "2019", "t3": "2021"}
    return {**names, "t4": names["t3"]}, rng.randrange(2020, 2023)


@cache
def _form(names: tuple[tuple[str, str], ...]) -> Form:
    """A form whose tables are those of the forms named."""
    held = {table: forms()[name] for table, name in names}
    relations = [relation for id, form in held.items() for relation in form.relations if relation.table == id]
    tables = {id: form.tables[id] for id, form in held.items()}
    return replace(held["t3"], tables=tables, relations=tuple(relations))


def _printed(form: Form, kind: Kind, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """The form's sheets as this report prints them, and the cells of the row that was lost."""
    disturbed, lost = DISTURBANCES[kind.disturb](form, rng)
    for relabel in kind.relabel:
        disturbed = relabel(disturbed, rng)
    if not kind.relabel:
        for relabel in USUAL:
            if rng.random() < 0.25:
                disturbed = relabel(disturbed, rng)
    elif traditional not in kind.relabel and rng.random() < 0.3:
        disturbed = retitled(disturbed, rng)
    return disturbed, lost


def _parted(form: Form, kind: Kind, texts: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    """The texts with the spaces that part some of the digits, cell by cell or row by row."""
    parted = dict(texts)
    for run, _, _ in _runs(form):
        whole = kind.glue == "long" and (len(run) <= 3 or rng.random() < 0.6)
        for cell in run:
            if texts[cell] and (whole or rng.random() < kind.gaps):
                parted[cell] = f"{texts[cell]} "
    return parted


def _undecided(form: Form, kind: Kind, texts: Mapping[str, str], wrong: frozenset[str]) -> Iterator[str]:
    """The cells that the source does not tell: blanks lost beside numbers, digits with many readings.

    The rows of table 3 are tied to each other, so that the whole table decides, unless something is wrong.
    """
    if kind.keeps:
        return
    for run, table, signed in _runs(form):
        told = [texts[cell] for cell in run]
        lost = "" in told and any(told)
        tied = table == "t3" and not wrong
        if lost or (kind.glue and not tied and not _is_clear("".join(told), run, signed, form)):
            yield from run


def _is_clear(digits: str, run: Sequence[str], signed: frozenset[int], form: Form) -> bool:
    """Whether digits can be read as a row in one way: where no sum stands among its cells, with fewer too."""
    sums = [r for r in form.relations if r.operator == "=" and set(r.cells) <= set(run)]
    fewer = range(1, len(run)) if not sums and len(digits.split()) < len(run) else ()
    every = frozenset(range(len(run)))
    return ways(digits, run, signed, sums) == 1 and not any(ways(digits, run[:n], every, ()) for n in fewer)


def _runs(form: Form) -> Iterator[tuple[list[str], str, frozenset[int]]]:
    """The cells that stand in one row of a sheet, the table, and which of them may hold a sign."""
    for table in form.tables.values():
        rows: dict[int, list[str]] = {}
        for cell in table.sheet:
            if cell.cell:
                rows.setdefault(cell.row, []).append(cell.cell)
        for run in rows.values():
            kinds = [table.columns[cell.rsplit(".", 1)[1]].kind for cell in run]
            yield run, table.id, frozenset(at for at, kind in enumerate(kinds) if kind == "change")


def ways(
    digits: str,
    cells: Sequence[str],
    signed: frozenset[int],
    relations: Sequence[Relation],
    held: Values | None = None,
) -> int:
    """In how many ways digits can be cut into numbers, one a cell, so that the sums among them hold.

    A space parts two numbers, and a sign stands only where one may; two ways are as good as many.
    """
    held = held or {}
    if len(held) == len(cells):
        return int(not digits.strip())
    at = len(held)
    pattern = rf"{'-?' if at in signed else ''}(?:0|[1-9]\d*)(?:\.\d+)?"
    found = 0
    text = digits.lstrip()
    for end in range(1, len(text) + 1):
        if found > 1 or " " in text[:end]:
            break
        if re.fullmatch(pattern, text[:end]):
            longer: Values = {**held, cells[at]: Decimal(text[:end])}
            told = [relation for relation in relations if relation.cells[-1] == cells[at]]
            if not violations(told, longer, frozenset()):
                found += ways(text[end:], cells, signed, relations, longer)
    return found
