"""Reads a report's prose: its figures in reading order, and what each must equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from core.document.model import SourceDocument
from core.extract.prose.claims import figure_claim
from core.extract.prose.model import Claim, Figure, Prose, figure_id
from core.extract.prose.parts import parts_claims
from core.extract.prose.passages import passages
from core.extract.prose.rates import rate_claims
from core.extract.prose.reader import Reader
from core.extract.prose.said import Said
from core.extract.prose.sums import layout
from core.extract.prose.words import vocabulary
from core.forms.form import Table
from core.messages import message

MOST_FIGURES = 2000
"""So many figures are read at most: no report has as many."""


def read_prose(
    document: SourceDocument,
    taken: Sequence[tuple[int, int]],
    tables: Mapping[str, Table],
    year: int | None,
    agency: str,
) -> Prose:
    """The prose of a document outside the stretches of its text that are `taken` by tables.

    `tables`: those it has, by id, as their forms print them; `year` reported on; `agency` of the title. What
    was made out in a picture contradicts nothing.
    """
    reader, held = Reader(vocabulary(year, agency), year, agency), layout(tables, year)
    figures: list[Figure] = []
    claims: list[Claim] = []
    for number, passage in enumerate(passages(document, taken)):
        said = list(islice(reader.passage(passage, number), MOST_FIGURES - len(figures)))
        first = len(figures) + 1
        figures += (_figure(one, at, document) for at, one in enumerate(said, first))
        for at, one in enumerate(said, first):
            claim = figure_claim(one, figure_id(at), held)
            if claim is not None:
                claims.append(claim)
        claims += parts_claims(passage.text, said, first)
        claims += rate_claims(said, first, year)
    if document.ocr:
        claims = [replace(claim, doubt=claim.doubt or message("extract.prose.ocr")) for claim in claims]
    return Prose(tuple(figures), tuple(claims))


def _figure(said: Said, number: int, document: SourceDocument) -> Figure:
    return Figure(
        figure_id(number),
        said.raw,
        said.value,
        said.unit,
        said.clause,
        document.locate(*said.span),
        said.bound,
        said.slack,
        said.year,
        said.scope,
        said.note,
    )
