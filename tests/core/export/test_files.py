from __future__ import annotations

import errno
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, InputError
from core.export import files
from core.export.tables import place_table
from core.export.workbook import export_review
from core.extract.report import CellState
from core.forms.library import forms
from core.messages import render
from core.review.session import Session
from tests.core.export.support import decide, load, start
from tests.support import make_report


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    session, target = start(tmp_path, make_report({})), tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    export_review(session, target)
    session.close()
    assert load(target).sheetnames[0] == "审核意见单"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "review.gouji"]


def refused(session: Session, target: Path) -> str:
    """The message of a refused export, which must leave the review as it was."""
    before = session.state
    with pytest.raises((EnvironmentFault, InputError)) as raised:
        export_review(session, target)
    assert session.state == before
    return render(raised.value.message)


def test_targets_that_cannot_be_written_are_refused_before_anything_is_noted(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}))
    (tmp_path / "folder.xlsx").mkdir()
    read_only = tmp_path / "read_only.xlsx"
    read_only.write_bytes(b"old")
    read_only.chmod(0o444)
    open_there = tmp_path / "open.xlsx"
    open_there.write_bytes(b"old")
    (tmp_path / ".~lock.open.xlsx#").write_bytes(b"")
    assert "只读" in refused(session, read_only)
    assert "别的程序中打开" in refused(session, open_there)
    assert "文件夹不存在" in refused(session, tmp_path / "none" / "out.xlsx")
    assert "是一个文件夹" in refused(session, tmp_path / "folder.xlsx")
    assert ".xlsx" in refused(session, tmp_path / "out.doc")
    assert "太长" in refused(session, tmp_path / f"{'长' * 300}.xlsx")
    assert read_only.read_bytes() == open_there.read_bytes() == b"old"
    session.close()


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EIO, "请另选位置")])
def test_a_disk_that_refuses_leaves_the_old_file(
    number: int, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(files, "sync", refuse)
    session, target = start(tmp_path, make_report({})), tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    assert word in refused(session, target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "review.gouji"]
    session.close()


def test_a_target_locked_at_the_last_moment_says_that_the_export_was_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr(files, "place", refuse)
    session, target = start(tmp_path, make_report({})), tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(EnvironmentFault) as raised:
        export_review(session, target)
    said = render(raised.value.message)
    assert "操作记录第 2 条" in said
    assert "别的程序中打开" in said
    assert target.read_bytes() == b"old"
    assert session.state.entries[-1].kind == "export"
    session.close()


def test_decisions_made_while_exporting_start_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, target = start(tmp_path, make_report({})), tmp_path / "out.xlsx"
    pending = [7]

    def busy(part: Path, content: bytes) -> None:
        if pending:
            decide(session, "reading", changes={"t3.new.natural": pending.pop()})
        files.write(part, content)

    monkeypatch.setattr("core.export.workbook.write", busy)
    export_review(session, target)
    place = place_table(forms()["2019"].tables["t3"]).places["t3.new.natural"]
    assert load(target)["三、依申请公开"][place].value == 7
    assert session.state.cells["t3.new.natural"].state is CellState.CORRECTED
    session.close()
