"""Reports whose tables are drawn broken: no number in them is wrong in silence, or recovered wrong.

GOUJI_FUZZ=N makes N documents of each kind instead of one (`make fuzz`).
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence

import pytest

from core.forms.form import Form
from core.forms.library import forms
from core.pipeline import check
from tests.corpus.broken import BREAKS, Lost, drawn
from tests.corpus.broken_files import RULES, page, word
from tests.corpus.generate import TAIL, head
from tests.corpus.grading import Grade, grade
from tests.corpus.scored.content import Content, shown
from tests.corpus.scored.figures import Values, blanked, figures
from tests.corpus.scored.pdf import pdf
from tests.corpus.scored.placed import lay_out

SEEDS = range(int(os.environ.get("GOUJI_FUZZ", "1")))
WRITERS = {"page.html": page, "word.docx": word}


def filled(rng: random.Random) -> tuple[Form, Values]:
    """A form with figures that add up, real ones or random, some of the zeros left blank."""
    name = rng.choice(list(forms()))
    names = dict.fromkeys(("t2", "t3", "t4"), name)
    values = figures(forms()[name], names, rng, real=0.4, whole=True)
    share = rng.choice((0.0, 0.0, 0.3, 0.7, 1.0))
    values = blanked(values, rng, share, totals=True)
    blank = {cell for cell in values if cell.startswith("t2") and values[cell] == 0 and rng.random() < share}
    return forms()[name], values | dict.fromkeys(blank)


def broken(kinds: Sequence[str], writer: str, rng: random.Random) -> Grade:
    """How a report is read one of whose tables is broken in these ways, one after the other."""
    form, values = filled(rng)
    texts = shown(form, values, rng, plain=True)
    tables = [(table, drawn(table, texts)) for table in form.tables.values()]
    rows, lost = rng.choice(tables)[1], Lost()
    for kind in kinds:
        lost |= BREAKS[kind](rows, rng)
    checked = check(WRITERS[writer](form, tables, rng), writer)
    return grade(checked, values, lost=lost)


def is_silent(each: Grade) -> bool:
    return each["silent"] == each["recovered_wrong"] == 0


@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_broken_table_is_read_right_or_left_open(writer: str, kind: str) -> None:
    for seed in SEEDS:
        each = broken([kind], writer, random.Random(f"{kind} {writer} {seed}"))
        assert is_silent(each), (seed, each.wrong)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_table_broken_twice_is_read_right_or_left_open(writer: str) -> None:
    for seed in range(4 * len(SEEDS)):
        rng = random.Random(f"twice {writer} {seed}")
        kinds = rng.sample([*BREAKS], 2)
        each = broken(kinds, writer, rng)
        assert is_silent(each), (seed, kinds, each.wrong)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("kind", ["span of a number", "columns lost", "cut in two", "heads again"])
def test_a_table_with_all_its_cells_is_read_right_whatever_its_spans(writer: str, kind: str) -> None:
    each = broken([kind], writer, random.Random(f"{kind} {writer}"))
    assert set(each.counts) == {"right"}, each.wrong


@pytest.mark.parametrize("kind", RULES)
def test_a_badly_ruled_page_is_read_right_or_left_open(kind: str) -> None:
    for seed in SEEDS:
        rng = random.Random(f"{kind} {seed}")
        form, values = filled(rng)
        said = head(form, "云溪市水务局")
        content = Content(said[0], tuple(said[1:]), form, shown(form, values, rng, plain=True), tuple(TAIL))
        pages = lay_out(content, rng)
        for each in pages:
            if each.rulings:
                RULES[kind](each, rng)
        graded = grade(check(pdf(pages, ruled=True), "a.pdf"), values)
        assert is_silent(graded), (seed, graded.wrong)
