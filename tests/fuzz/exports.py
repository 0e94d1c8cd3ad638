"""A damaged document reviewed and exported as an office would: nothing of its text becomes a formula."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from core.errors import InputError
from core.export.clipboard import copied_advice, copied_table
from core.export.documents import export_document
from core.export.publication import export_publication
from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.pipeline import Checked
from core.review.session import Session
from tests.fuzz.cases import Case
from tests.fuzz.markup import CANARY, LISTENER

_OWN = "=IF(SUMPRODUCT(--(LEFT("
_LINE = re.compile(r"\s*[=+@＝＋＠]|-(?![\d.]+$)")
_FIELDS = {"PAGE", "NUMPAGES"}


def export_faults(case: Case, checked: Checked) -> Iterator[str]:
    """What is wrong with the review of a document, and with all that is exported of it."""
    with tempfile.TemporaryDirectory(prefix="gouji-fuzz-") as folder:
        place = Path(folder)
        session = Session.start(place / "a.gouji", case.data, case.name, checked.report, "审核人")
        try:
            yield from _workbooks_faults(session, place / "审核.xlsx")
            yield from _document_faults(session, place)
            yield from _copy_faults(session, checked)
        finally:
            session.close()
        again = Session.open(place / "a.gouji", "审核人")
        if again.state.cells != checked.report.cells:
            yield "the session holds other cells than were read"
        again.close()


def _workbooks_faults(session: Session, target: Path) -> Iterator[str]:
    export_review(session, target)
    verdict = verify_workbook(target)
    if verdict.status != "intact":
        yield f"the workbook does not verify: {verdict}"
    yield from workbook_faults(target)
    try:
        yield from workbook_faults(export_publication(session, target.with_name("发布.xlsx")))
    except InputError as refused:
        if refused.message.id != "export.no_tables":
            yield f"no publishing copy: {refused}"


def workbook_faults(path: Path) -> Iterator[str]:
    """Formulas in a workbook that are not the program's own; links, and what else may act in it."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and not _is_own(cell.value):
                    yield f"{path.name} {sheet.title}!{cell.coordinate} is a formula: {cell.value!r}"
                if cell.hyperlink is not None:
                    yield f"{path.name} {sheet.title}!{cell.coordinate} is a link"
    yield from _parts(path)


def _is_own(formula: Any) -> bool:
    said = str(formula)
    return said.startswith(_OWN) and not re.search(r"[\[!|]|HYPERLINK|WEBSERVICE|DDE", said)


def _document_faults(session: Session, place: Path) -> Iterator[str]:
    for kind in ("tables", "returns", "opinion"):
        try:
            made = export_document(session, place / f"{kind}.docx", kind)
        except InputError as refused:
            if refused.message.id != "export.no_tables":
                yield f"no document ({kind}): {refused}"
            continue
        yield from _parts(made)


def _parts(path: Path) -> Iterator[str]:
    """What in an office file is no sound markup, leads out of it, or is a field not of the program's own."""
    with zipfile.ZipFile(path) as held:
        for name in held.namelist():
            content = held.read(name)
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.parse(io.BytesIO(content), etree.XMLParser(resolve_entities=False)).getroot()
            for element in root.iter():
                if element.get("TargetMode") == "External":
                    yield f"{path.name} leads to {element.get('Target')!r}"
                instruction = next((v for k, v in element.attrib.items() if k.endswith("}instr")), None)
                if str(element.tag).endswith("}instrText") or instruction not in (None, *_FIELDS):
                    yield f"{path.name} has the field {instruction or element.text!r}"


def _copy_faults(session: Session, checked: Checked) -> Iterator[str]:
    """What the clipboard would be given that a spreadsheet takes for a formula, or a page for markup."""
    tables = [table for table, form in checked.report.forms.items() if form]
    copies = [*(copied_table(session.state, table) for table in tables), copied_advice(session.state, "zh")]
    for copied in copies:
        tags = set(re.findall(r"</?(\w+)", copied.html))
        if not tags <= {"table", "tr", "td", "th", "br"}:
            yield f"the clipboard has the elements {sorted(tags)}"
        for part in copied.text.replace("\n", "\t").split("\t"):
            if _LINE.match(part) and not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", part):
                yield f"the clipboard has {part[:60]!r}"
        if f'"http://{LISTENER}' in copied.html or f'"file://{CANARY}' in copied.html:
            yield "the clipboard has a link"
