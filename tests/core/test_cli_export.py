"""The command line's way to a reviewed workbook, and back through its verification."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from core.paths import resource
from core.review.session import Session
from core.review.store import session_path
from tests.core.conftest import Run

FAILING, SOUND = resource("samples", "云溪省2019年.txt"), resource("samples", "明湖市2024年.docx")


def kept_of(report: Path) -> Path:
    """Where the program keeps the session about a report."""
    return session_path(sha256(report.read_bytes()).hexdigest())


def test_export_writes_the_corrected_value_and_both_trails_verify(run: Run, tmp_path: Path) -> None:
    corrections, target = tmp_path / "corrections.csv", tmp_path / "out.xlsx"
    corrections.write_bytes("cell,value,reason\nt3.carried_out.natural,110,电话核实\n".encode("gb18030"))
    status, out, err = run(
        "export", FAILING, "-o", target, "--corrections", corrections, "--reviewer", "张三"
    )
    assert (status, err) == (1, "")
    assert str(target) in out
    book = openpyxl.load_workbook(target)
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert 110 in values
    assert any("张三" in str(value) for value in values)
    assert run("verify", target)[0] == 0
    kept = kept_of(FAILING)
    assert run("verify", kept)[0] == 0
    again = tmp_path / "again.xlsx"
    assert run("export", kept, "-o", again)[0] == 1
    assert again.exists()


def test_export_goes_on_with_the_session_that_is_kept(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    run("export", SOUND, "-o", first)
    status, out, _ = run("export", SOUND, "-o", second)
    assert status == 0
    assert "操作记录 4 条" in out
    assert "接着已有的审核记录" not in out


def test_export_says_that_earlier_decisions_are_in_it(run: Run, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("cell,value,reason\nt3.carried_out.natural,110,电话核实\n", encoding="utf-8")
    _, out, _ = run("export", FAILING, "-o", tmp_path / "first.xlsx", "--corrections", corrections)
    assert "接着已有的审核记录" not in out
    _, out, _ = run("export", FAILING, "-o", tmp_path / "second.xlsx")
    assert "接着已有的审核记录：此前有 1 格作过处理" in out


def test_export_begins_anew_when_asked_and_keeps_what_was(run: Run, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("cell,value,reason\nt3.carried_out.natural,110,电话核实\n", encoding="utf-8")
    run("export", FAILING, "-o", tmp_path / "first.xlsx", "--corrections", corrections)
    status, out, err = run("export", FAILING, "-o", tmp_path / "second.xlsx", "--fresh")
    assert (status, err) == (1, "")
    assert "从头开始" in out
    assert "操作记录 2 条" in out
    kept, aside = kept_of(FAILING), next(kept_of(FAILING).parent.glob("*.1.gouji"))
    assert str(aside) in out
    assert [run("verify", path)[0] for path in (kept, aside)] == [0, 0]
    _, out, _ = run("export", aside, "-o", tmp_path / "third.xlsx")
    assert "此前有 1 格作过处理" in out
    status, _, err = run("export", kept, "-o", tmp_path / "fourth.xlsx", "--fresh")
    assert (status, len(err.splitlines())) == (2, 1)


def test_export_anew_of_a_report_never_seen_says_nothing_of_it(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("export", SOUND, "-o", tmp_path / "out.xlsx", "--fresh")
    assert status == 0
    assert "从头开始" not in out


def test_export_goes_on_with_a_session_that_was_named(run: Run, tmp_path: Path) -> None:
    named = tmp_path / "named.gouji"
    run("export", SOUND, "-o", tmp_path / "first.xlsx")
    with closing(Session.open(kept_of(SOUND), "甲")) as session:
        session.save_as(named)
    run("export", SOUND, "-o", tmp_path / "second.xlsx")
    assert not kept_of(SOUND).exists()
    with closing(Session.open(named, "甲")) as session:
        assert sum(entry.kind == "export" for entry in session.state.entries) == 2


def test_export_says_which_report_is_open_elsewhere(run: Run, tmp_path: Path) -> None:
    run("export", SOUND, "-o", tmp_path / "first.xlsx")
    with closing(Session.open(kept_of(SOUND), "甲")):
        for more in ([], ["--fresh"]):
            status, _, err = run("export", SOUND, "-o", tmp_path / "second.xlsx", *more)
            assert status == 2
            assert f"“{SOUND.name}”" in err


def test_a_target_that_cannot_be_written_is_told_before_anything_is_decided(run: Run, tmp_path: Path) -> None:
    corrections, locked = tmp_path / "corrections.csv", tmp_path / "locked"
    corrections.write_text("cell,value,reason\nt3.carried_out.natural,110,电话核实\n", encoding="utf-8")
    locked.write_text("a file, no folder")
    for target in (locked / "out.xlsx", tmp_path / "none" / "out.xlsx", tmp_path / "out.csv"):
        status, _, err = run("export", FAILING, "-o", target, "--corrections", corrections)
        assert (status, len(err.splitlines())) == (2, 1)
    assert not kept_of(FAILING).exists()


def test_export_refuses_to_overwrite_the_report(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(FAILING.read_bytes())
    status, out, err = run("export", report, "-o", report)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert report.read_bytes() == FAILING.read_bytes()


@pytest.mark.parametrize(
    "rows", ["cell,value,reason\nt9.none.sum,1,x\n", "cell,value,reason\nt3.new.sum,many,x\n", "a,b\n1,2\n"]
)
def test_export_refuses_corrections_that_make_no_sense(run: Run, tmp_path: Path, rows: str) -> None:
    corrections, target = tmp_path / "corrections.csv", tmp_path / "out.xlsx"
    corrections.write_text(rows, encoding="utf-8")
    status, _, err = run("export", FAILING, "-o", target, "--corrections", corrections)
    assert status == 2
    assert len(err.splitlines()) == 1
    assert not target.exists()


def test_verify_tells_a_changed_workbook_and_what_is_none(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    run("export", FAILING, "-o", target)
    book = openpyxl.load_workbook(target)
    cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 6091)
    cell.value = 6092
    book.save(target)
    assert run("verify", target)[0] == 1
    status, out, err = run("verify", FAILING)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert run("verify", tmp_path / "none.gouji")[0] == 2


def test_verify_compares_with_the_head_on_paper(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    _, out, _ = run("export", FAILING, "-o", target)
    head = out.split("链尾 ")[1].split("）")[0]
    assert run("verify", target, "--head", head)[0] == 0
    assert run("verify", target, "--head", "0" * 64)[0] == 1
