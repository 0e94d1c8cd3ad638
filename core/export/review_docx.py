"""审核意见单 and 修改意见清单 as Word documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.export import rows
from core.export.layout import Block, Kind, Layout, list_layout
from core.export.lists import ListColumn, Value
from core.export.opinion import (
    Origin,
    about_rows,
    chain_words,
    day_words,
    opinion_lines,
    outcome_counts,
    signature_words,
    stage_remark,
    way_counts,
)
from core.export.text import say
from core.export.word import document_bytes, new_document, put_paragraph, put_table
from core.review.change import ReviewState

RETURNS = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.place", 22),
    ListColumn("export.column.printed", 11),
    ListColumn("export.column.should", 11),
    ListColumn("export.column.sentence", 58),
    ListColumn("export.column.reply", 18),
)
"""What goes back to the office; the last column is for its answer."""


def build_returns(state: ReviewState, origin: Origin, language: str) -> bytes:
    """What the office is asked to change or check, each item with its sentence and room for an answer."""
    document = new_document(language, landscape=True)
    _title(document, say("export.returns.title", language))
    report = state.report
    for id, text in (
        ("export.returns.office", report.agency or "—"),
        ("export.returns.report", report.title or origin.name),
        ("export.returns.source", f"{origin.name}（SHA-256 {origin.sha256[:16]}…）"),
    ):
        put_paragraph(document, say(id, language, text=text))
    listed = returns_rows(state, language)
    if not listed:
        put_paragraph(document, say("export.advice.none", language))
        return document_bytes(document)
    put_paragraph(document, say("export.returns.please", language, count=len(listed)), after=8)
    put_table(document, list_layout(RETURNS, listed, language), landscape=True)
    put_paragraph(document, "")
    signed = say("export.returns.signed", language, who=origin.who, day=day_words(origin.at, language))
    put_paragraph(document, signed, align="right")
    return document_bytes(document)


def returns_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """The rows of the list that goes back."""
    return [
        [number, " · ".join(str(part) for part in place if part), printed, should, sentence, ""]
        for number, *place, printed, should, sentence, _ in rows.advice_rows(state, language)
    ]


def build_opinion(state: ReviewState, origin: Origin, language: str) -> bytes:
    """The opinion sheet: what was reviewed, the counts, the opinion, the stages, the journal's last hash."""
    document = new_document(language)
    _title(document, say("export.sheet.front", language))
    put_table(document, _pairs(about_rows(state, origin, language)), size=10.5)
    put_paragraph(document, say("export.front.counts", language), hei=True, size=12)
    put_table(document, _counts(state, language), size=10)
    put_paragraph(document, say("export.front.opinion", language), hei=True, size=12)
    for line in opinion_lines(state, language):
        put_paragraph(document, line)
    listed = returns_rows(state, language)
    for number, *_, sentence, _ in listed:
        put_paragraph(document, f"{number}. {sentence}")
    put_paragraph(document, "\n\n")
    put_table(document, _stages(state, language), size=10.5)
    put_paragraph(document, "")
    put_table(document, _pairs(_chain(state, origin, language)), size=9)
    put_paragraph(document, say("export.front.note", language), size=9)
    return document_bytes(document)


def _title(document: Any, text: str) -> None:
    put_paragraph(document, text, size=18, hei=True, align="centre", after=10)


def _pairs(pairs: Sequence[tuple[str, str | int]]) -> Layout:
    """Labels at the left, what they say at the right."""
    blocks = [
        block
        for row, (label, text) in enumerate(pairs)
        for block in (Block(row, 0, 1, 1, label, "head"), Block(row, 1, 1, 1, str(text), "text"))
    ]
    return Layout(tuple(blocks), (16.0, 72.0), 0)


def _counts(state: ReviewState, language: str) -> Layout:
    """Both tables of counts in one: how it came out, then which ways out were taken."""
    heads, figures = outcome_counts(state, language)
    first, *ways = way_counts(state, language)
    blocks = [Block(0, at, 1, 1, head, "head") for at, head in enumerate(heads)]
    blocks += [Block(1, at, 1, 1, str(figure), "number") for at, figure in enumerate(figures)]
    for row, line in enumerate((first, *ways), start=2):
        blocks.append(Block(row, 0, 1, 2, str(line[0]), "head"))
        kind: Kind = "head" if row == 2 else "number"
        blocks += [Block(row, at, 1, 1, str(one), kind) for at, one in enumerate(line[1:], start=2)]
    return Layout(tuple(blocks), (14.0,) * len(heads), 0)


def _stages(state: ReviewState, language: str) -> Layout:
    """A line for each stage, signed or to be signed by hand, and what is to be remarked on it."""
    blocks: list[Block] = []
    for stage in state.stages.all:
        row = max((block.row + block.row_span for block in blocks), default=0)
        who, day = signature_words(stage, language)
        date = say("export.front.date", language)
        blocks += [
            Block(row, 0, 1, 1, stage.name, "head"),
            Block(row, 1, 1, 1, f"\n{who}\n", "number"),
            Block(row, 2, 1, 1, date, "head"),
            Block(row, 3, 1, 1, day, "number"),
        ]
        if remark := stage_remark(stage, language):
            blocks += [Block(row + 1, 0, 1, 1, "", "head"), Block(row + 1, 1, 1, 3, remark, "text")]
    return Layout(tuple(blocks), (14.0, 30.0, 12.0, 32.0), 0)


def _chain(state: ReviewState, origin: Origin, language: str) -> list[tuple[str, str | int]]:
    labels = ("export.front.by", "export.front.entries", "export.front.head")
    told = chain_words(origin.who, origin.at, origin.version, state.entries, language)
    return [(say(label, language), text) for label, text in zip(labels, told, strict=True)]
