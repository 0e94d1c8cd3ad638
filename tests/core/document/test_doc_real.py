"""Legacy Word documents as LibreOffice writes them, held against what they were made of."""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from core.check_json import report_json
from core.document.model import Grid
from core.document.open import read_document
from core.errors import InputError
from core.paths import resource
from core.pipeline import check
from core.reconcile.finding import Status
from tests.core.document.support import WORD, blocks, read, table
from tests.corpus.generate import make

KEPT = Path(__file__).parent / "files" / "report2019.doc"
MADE = [(form, seed) for form in ("2019", "2021") for seed in (1, 2)]
SAMPLES = sorted(path.name for path in resource("samples").glob("*.docx"))
NAMES = [*(f"{form}-{seed}" for form, seed in MADE), *(name.removesuffix(".docx") for name in SAMPLES), "odd"]

pytestmark = pytest.mark.xdist_group("legacy_word")


def odd() -> bytes:
    """A document with what reports seldom hold: hidden and deleted text, a field, a table in a table."""
    made = python_docx.Document()
    for markup in (
        "<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>乙</w:t></w:r>",
        '<w:r><w:t>删</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>除</w:delText></w:r></w:del>',
        "<w:r><w:t>共</w:t></w:r>"
        '<w:fldSimple w:instr="HYPERLINK \\l &quot;a&quot;"><w:r><w:t>7</w:t></w:r></w:fldSimple>',
        "<w:r><w:t>本年新</w:t><w:br/><w:t>制作</w:t><w:noBreakHyphen/><w:t>数量</w:t></w:r>",
        "<w:r><w:t>𠮷祥</w:t></w:r>",
    ):
        made.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{WORD}">{markup}</w:p>'))
    outer = made.add_table(2, 2)
    for row, column, text in ((0, 0, "一"), (0, 1, "二"), (1, 0, "三")):
        outer.cell(row, column).text = text
    inside = outer.cell(1, 1).add_table(2, 2)
    for number, cell in enumerate(cell for row in inside.rows for cell in row.cells):
        cell.text = str(number)
    outer.cell(1, 1).add_paragraph("四")
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "页脚"
    return saved(made)


def saved(made: Any) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word documents, each as .docx and as the .doc that LibreOffice makes of it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed (make setup installs it)")
    folder = tmp_path_factory.mktemp("legacy")
    for form, seed in MADE:
        (folder / f"{form}-{seed}.docx").write_bytes(make("word", seed, form=form, blanks=0.2).data)
    for name in SAMPLES:
        (folder / name).write_bytes(resource("samples", name).read_bytes())
    (folder / "odd.docx").write_bytes(odd())
    command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "doc", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_words_and_tables_are_those_of_the_document_it_was_made_of(converted: Path, name: str) -> None:
    legacy, modern = ((converted / f"{name}.{ending}").read_bytes() for ending in ("doc", "docx"))
    assert blocks(read(legacy, f"{name}.doc")) == blocks(read(modern, f"{name}.docx"))


@pytest.mark.parametrize("name", NAMES[:-1])
def test_cells_and_findings_are_those_of_the_document_it_was_made_of(converted: Path, name: str) -> None:
    legacy, modern = (
        report_json("a", check((converted / f"{name}.{ending}").read_bytes(), "a"), "zh")
        for ending in ("doc", "docx")
    )
    assert legacy.pop("format") == "doc"
    assert modern.pop("format") == "docx"
    assert legacy.pop("sha256") != modern.pop("sha256")
    assert legacy == modern
    assert legacy["cells"]


@pytest.mark.parametrize(("form", "seed"), MADE)
def test_every_cell_is_right(converted: Path, form: str, seed: int) -> None:
    report = check((converted / f"{form}-{seed}.doc").read_bytes(), "a.doc").report
    values = make("word", seed, form=form, blanks=0.2).values
    assert {id: cell.value for id, cell in report.cells.items()} == values


def contents(data: bytes) -> list[object]:
    """The paragraphs, and the cells of the grids by row: another reader may part columns by a hair."""
    held: list[object] = []
    for block in read(data).blocks:
        if isinstance(block, Grid):
            held.append([(cell.row, cell.row_span, cell.text) for cell in block.cells])
        else:
            held.append(block.text)
    return held


def test_another_reader_finds_the_same(converted: Path, tmp_path: Path) -> None:
    doc2docx = pytest.importorskip("doc2docx", reason="msdoc2docx is not installed (make setup-test)")
    for legacy in (converted / "2021-1.doc", KEPT):
        doc2docx.convert(legacy, tmp_path / "other.docx")
        assert contents(legacy.read_bytes()) == contents((tmp_path / "other.docx").read_bytes())


def test_blank_national_form(corpus: Path, converted: Path, tmp_path: Path) -> None:
    """The form as the notice's own file has it, headers with spans and all."""
    modern = corpus / "national_2021_template_blank.docx"
    command = ["soffice", "--headless", f"-env:UserInstallation={(converted / 'profile').as_uri()}"]
    command += ["--convert-to", "doc", "--outdir", str(tmp_path), str(modern)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    legacy = (tmp_path / f"{modern.stem}.doc").read_bytes()
    assert blocks(read(legacy, "a.doc")) == blocks(read(modern.read_bytes(), "a.docx"))


def test_document_that_is_kept() -> None:
    """One that LibreOffice wrote is in the repository, for machines without it (made by `make`, seed 7)."""
    checked = check(KEPT.read_bytes(), KEPT.name)
    grids = checked.document.grids
    assert [(grid.rows, grid.columns, len(grid.cells)) for grid in grids] == [
        (18, 4, 53),
        (26, 10, 198),
        (4, 15, 34),
    ]
    assert table(grids[1])[3] == [
        "一、本年新收政府信息公开申请数量", "<", "<", "2862", "2860", "1578", "1554", "2633", "4399", "15886"
    ]  # fmt: skip
    assert table(grids[2])[-1] == [*"01113010", "12", "13", "12", "12", "0", "0", "24"]
    assert checked.report.title == "云溪市水务局2019年政府信息公开工作年度报告"
    assert {cell.state.value for cell in checked.report.cells.values()} == {"ok"}
    statuses = [
        outcome.status for outcome in checked.reconciliation.outcomes if outcome.relation.table != "t2"
    ]
    assert set(statuses) == {Status.PASSED}


@settings(max_examples=80)
@given(st.data())
def test_damage_anywhere_is_borne(data: st.DataObject) -> None:
    content = bytearray(KEPT.read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InputError):
        read_document(bytes(content), "坏.doc")
