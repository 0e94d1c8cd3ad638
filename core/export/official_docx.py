"""The official tables as proposed, as a Word document in the national layout (发布稿)."""

from __future__ import annotations

from core.export.layout import table_layout
from core.export.publication import published_cells
from core.export.tables import report_tables
from core.export.text import say
from core.export.word import document_bytes, new_document, put_paragraph, put_table
from core.review.change import ReviewState


def build_tables(state: ReviewState, language: str) -> bytes:
    """The tables with the values decided and nothing else; the same state gives the same tables."""
    document = new_document(language)
    for at, (_, table) in enumerate(report_tables(state.report)):
        if at:
            document.add_paragraph()
        put_paragraph(document, table.title, size=15, hei=True, align="centre", after=6)
        units = "、".join(dict.fromkeys(column.unit for column in table.columns.values()))
        put_paragraph(
            document, say("export.table.unit", language, unit=units), size=9, align="right", after=2
        )
        size = 9 if table.sheet_columns <= 10 else 7.5
        put_table(document, table_layout(table, published_cells(table, state)), size=size, space=0)
    return document_bytes(document)
