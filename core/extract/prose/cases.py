"""Figures of table four: reviews and lawsuits about public disclosure, by their results."""

from __future__ import annotations

from dataclasses import replace

from core.extract.prose.context import Context
from core.extract.prose.lexicon import DECIDED, GLUE
from core.extract.prose.sense import COUNTED, Sense
from core.extract.prose.sums import Addends, Cells
from core.extract.prose.words import Clause

CASES = ("review", "direct", "after_review")
_LITIGATION = ("direct", "after_review")
_RESULTS = {"upheld": "upheld", "corrected": "corrected", "other_result": "other", "pending": "pending"}
ANSWERED = ("办结", "答复", "办复", "回复")
"""Verbs that leave out what is not finished."""


def of_cases(clause: Clause, unit: str, context: Context) -> Sense | None:
    """What a figure of reviews or lawsuits means; a result alone is of the cases last named."""
    named = rows_of(clause)
    columns = tuple(column for meaning, column in _RESULTS.items() if clause.has(meaning))
    rows = named or (context.cases if columns else ())
    if unit not in COUNTED or not rows:
        return None
    disclosed = context.disclosed or clause.has("disclosed", "application")
    closed = any(word.text.startswith(ANSWERED) for word in clause.words)
    plain = not clause.rest and not clause.has("others", "remainder", "running", *DECIDED)
    after = replace(
        context,
        cases=rows,
        listed=tuple(row for row in CASES if row in (*context.listed, *rows)),
        application=False,
        disclosed=disclosed,
    )
    cells = Cells("t4", rows, columns or ("sum",))
    sure = plain and disclosed and not closed and not context.strange
    return Sense(((cells,),), sure, after, one_of_several=bool(columns))


def rows_of(clause: Clause) -> tuple[str, ...]:
    """The rows of table four that a clause names."""
    if clause.has("both"):
        return CASES
    rows = [name for name in CASES if clause.has(name)]
    if clause.has("litigation") and not set(rows).intersection(_LITIGATION):
        rows += _LITIGATION
    return tuple(rows)


def result_alone(clause: Clause) -> str | None:
    """The column that a clause names if it says nothing else."""
    columns = [column for meaning, column in _RESULTS.items() if clause.has(meaning)]
    plain = clause.meanings <= {GLUE, *_RESULTS} and not clause.rest
    return columns[0] if plain and len(columns) == 1 else None


def narrowed(addends: Addends, column: str) -> Addends:
    """The sum with a result in place of the totals of table four."""
    return tuple(
        replace(cells, columns=(column,)) if cells.table == "t4" and cells.columns == ("sum",) else cells
        for cells in addends
    )
