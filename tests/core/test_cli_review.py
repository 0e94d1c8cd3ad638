"""Signing a review and taking the office's next version from the command line."""

from __future__ import annotations

from pathlib import Path

from core.review.session import Session
from tests.core.conftest import Run
from tests.core.test_cli_export import FAILING, SOUND, kept_of


def corrected(run: Run, folder: Path) -> None:
    """A review in which one number was proposed."""
    corrections = folder / "corrections.csv"
    corrections.write_text("cell,value,reason\nt3.carried_out.natural,110,电话核实\n", encoding="utf-8")
    run("export", FAILING, "-o", folder / "out.xlsx", "--corrections", corrections)


def test_what_is_open_must_be_accepted_before_a_stage_is_signed(run: Run, tmp_path: Path) -> None:
    corrected(run, tmp_path)
    status, out, _ = run("sign", FAILING, "--reviewer", "张三")
    assert status == 1
    assert "初审没有签署" in out
    status, out, _ = run("sign", FAILING, "--reviewer", "张三", "--opinion", "退回修改", "--accept-open")
    assert status == 0
    assert out.startswith("初审已签署：张三")
    session = Session.open(kept_of(FAILING), "乙")
    stage = session.state.stages.all[0]
    assert (stage.signed is not None, stage.opinion, bool(stage.accepted)) == (True, "退回修改", True)
    session.close()
    assert run("verify", kept_of(FAILING), "--head", out.split()[-1].rstrip("）"))[0] == 0


def test_every_stage_is_signed_in_turn_and_no_more(run: Run, tmp_path: Path) -> None:
    run("export", SOUND, "-o", tmp_path / "out.xlsx")
    told = [run("sign", kept_of(SOUND), "--accept-open") for _ in range(4)]
    assert [status for status, _, _ in told] == [0, 0, 0, 2]
    assert [out[:2] for _, out, _ in told[:3]] == ["初审", "复审", "终审"]
    assert "各环节都已签署" in told[3][2]


def test_a_report_without_a_review_is_neither_signed_nor_revised(run: Run) -> None:
    for arguments in (("sign", SOUND), ("revise", SOUND, FAILING)):
        status, _, err = run(*arguments)
        assert status == 2
        assert "还没有这份报告的审核记录" in err


def test_a_next_version_is_taken_and_answers_what_was_sent_back(run: Run, tmp_path: Path) -> None:
    corrected(run, tmp_path)
    text = FAILING.read_text(encoding="utf-8")
    later = tmp_path / "修改稿.txt"
    later.write_text(_with_carried_out(text), encoding="utf-8")
    status, out, err = run("revise", FAILING, later)
    assert (status, err) == (1, "")
    assert out.startswith("1. ")
    assert "改为 110 · 已改" in out
    assert "已收下修改稿" in out
    session = Session.open(kept_of(FAILING), "乙")
    assert [version.name for version in session.state.versions] == ["修改稿.txt"]
    session.close()


def _with_carried_out(text: str) -> str:
    """The sample with the number that was proposed."""
    (line,) = [line for line in text.splitlines() if line.startswith("四、结转下年度继续办理")]
    return text.replace(line, line.replace("120", "110", 1))


def test_a_session_is_no_next_version(run: Run, tmp_path: Path) -> None:
    corrected(run, tmp_path)
    status, _, err = run("revise", FAILING, kept_of(FAILING))
    assert status == 2
    assert "不是报告" in err
