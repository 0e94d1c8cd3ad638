"""The command line, as the contract words it: what it prints, where, and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core import cli
from core.document.ocr import Told
from core.errors import EnvironmentFault
from core.fault import records
from core.messages import message
from core.paths import resource
from core.pipeline import Checked, check
from core.terminal import PIPE_CLOSED, telling
from tests.core.conftest import InProcess, Run

FAILING, SOUND = resource("samples", "云溪省2019年.txt"), resource("samples", "明湖市2024年.docx")
AMBIGUOUS, AMOUNT = resource("samples", "南屏区2021年.txt"), resource("samples", "青松区2025年.pdf")
WORDS = "something from the document"
REPORT_KEYS = [
    "path",
    "sha256",
    "format",
    "title",
    "agency",
    "year",
    "template",
    "forms",
    "own",
    "outcomes",
    "prose",
    "beside",
    "cells",
    "ambiguities",
    "findings",
    "error",
]


def real(*arguments: str | Path, **rest: Any) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own, worker and all."""
    script = "import sys; from core.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **rest)


def reports(out: str) -> list[dict[str, Any]]:
    said: dict[str, Any] = json.loads(out, parse_float=Decimal)
    assert said["schema"] == 1
    held: list[dict[str, Any]] = said["reports"]
    return held


def test_check_prints_counts_and_every_finding(run: Run) -> None:
    status, out, err = run("check", FAILING)
    assert (status, err) == (1, "")
    assert "相符 38 · 不符 9 · 无法核对 0 · 存疑 0" in out
    assert sum("t3.balance" in line or "t3.total_sum" in line for line in out.splitlines()) == 9
    assert "\x1b" not in out


def test_check_of_a_sound_report_exits_with_0(run: Run) -> None:
    status, out, err = run("check", SOUND)
    assert (status, err) == (0, "")
    assert "相符 44 · 不符 0" in out


def test_check_speaks_english_when_asked(run: Run) -> None:
    _, out, _ = run("check", "--language", "en", SOUND)
    assert "2021 form · passed 44 · failed 0" in out


def test_doubts_alone_are_no_error(run: Run) -> None:
    status, out, _ = run("check", AMBIGUOUS)
    assert status == 0
    assert "cell.ambiguous" in out


def test_several_files_take_the_worst_status_and_are_all_checked(run: Run, tmp_path: Path) -> None:
    missing, empty = tmp_path / "没有.txt", tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, err = run("check", missing, FAILING, empty, tmp_path, SOUND)
    assert status == 2
    assert "云溪省2019年" in out
    assert "明湖市2024年" in out
    lines = err.splitlines()
    assert [str(path) in line for path, line in zip((missing, empty, tmp_path), lines, strict=True)] == [
        True
    ] * 3


def test_json_is_complete_also_where_a_file_fails(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    status, out, err = run("check", "--json", FAILING, missing, SOUND)
    first, failed, last = reports(out)
    assert status == 2
    assert len(err.splitlines()) == 1
    assert [list(first), list(failed), list(last)] == [REPORT_KEYS] * 3
    assert (failed["path"], failed["cells"], str(missing) in failed["error"]) == (str(missing), {}, True)
    assert first["outcomes"] == {"passed": 38, "failed": 9, "not_evaluable": 0}
    assert (first["format"], first["year"], first["template"]) == ("text", 2019, "2019")
    assert first["error"] is last["error"] is None


def test_json_cells_say_where_they_stand(run: Run) -> None:
    _, out, _ = run("check", "--json", FAILING)
    (report,) = reports(out)
    cell = report["cells"]["t3.new.natural"]
    span = cell["source"]
    assert (cell["value"], cell["raw"], cell["state"], span["kind"]) == (6091, "6,091", "ok", "text")
    assert FAILING.read_text(encoding="utf-8")[span["start"] : span["end"]] == "6,091"
    assert list(cell) == ["value", "raw", "state", "source"]


def test_json_findings_carry_both_sides_and_their_group(run: Run) -> None:
    _, out, _ = run("check", "--json", FAILING)
    (report,) = reports(out)
    finding = next(f for f in report["findings"] if "t3.new.natural" in f["cells"])
    assert (finding["rule"], finding["severity"]) == ("t3.balance", "error")
    assert (finding["left"], finding["right"]) == (6196, 6206)
    assert {f["group"] for f in report["findings"]} == {1, 2}


def test_json_amounts_are_exact_and_whole_numbers_are_whole(run: Run) -> None:
    _, out, _ = run("check", "--json", AMOUNT)
    (report,) = reports(out)
    assert report["cells"]["t2.fee.amount"]["value"] == Decimal("41662416.19")
    assert '"value": 41662416.19,' in out
    _, out, _ = run("check", "--json", FAILING)
    assert '"value": 2357000000,' in out


def test_json_of_ambiguous_cells_lists_candidates_and_joint_readings(run: Run) -> None:
    _, out, _ = run("check", "--json", AMBIGUOUS)
    (report,) = reports(out)
    cells = ["t2.normative.made", "t2.normative.repealed", "t2.normative.in_force"]
    ambiguity = next(a for a in report["ambiguities"] if a["cells"] == cells)
    assert [69, 3, 665] in ambiguity["readings"]
    made = report["cells"]["t2.normative.made"]
    assert (made["value"], made["state"]) == (None, "ambiguous")
    assert 69 in made["candidates"]
    assert "candidates" not in report["cells"]["t2.permit.decisions"]


def test_a_fault_of_the_program_leaves_a_record_and_no_traceback(
    run: Run, worker: type[InProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(self: InProcess, data: bytes, name: str, told: Told) -> Checked:
        if name.endswith(".txt"):
            raise ZeroDivisionError(WORDS)
        return check(data, name)

    monkeypatch.setattr(worker, "check", stumble)
    status, out, err = run("check", FAILING, SOUND)
    assert status == 2
    assert "Traceback" not in out + err
    assert "明湖市2024年" in out
    (record,) = records()
    assert str(record) in err
    assert "stumble" in record.read_text(encoding="utf-8")
    assert WORDS not in record.read_text(encoding="utf-8")


def test_a_fault_of_the_machine_is_a_line_about_it(
    run: Run, worker: type[InProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: InProcess, data: bytes, name: str, told: Told) -> Checked:
        raise EnvironmentFault(message("file.no_permission", name=name))

    monkeypatch.setattr(worker, "check", refuse)
    status, out, err = run("check", SOUND)
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        f"{SOUND}：没有读取权限，或文件正被其他程序独占。请关闭占用它的程序，或复制一份后再试。"
    ]


def test_what_a_document_says_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    text = FAILING.read_text(encoding="utf-8")
    hostile.write_text(text.replace("云溪省2019年", "\x1b[2J云溪省2019年", 1), encoding="utf-8")
    _, out, _ = run("check", hostile)
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "缺少 FILE"),
        (["weigh"], "没有 'weigh' 这一项"),
        (["check", "a", "--sideways"], "不认识 --sideways"),
        (["export", "a.txt"], "缺少 -o/--output"),
        (["verify", "a.gouji", "--head"], "--head 后面缺少内容"),
        (["check", "--language", "en"], "FILE is missing"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    err = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["export", "-h"], ["--version"]])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_there_in_both_languages(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--language", language, *arguments])
    out = capsys.readouterr().out
    assert not stopped.value.code
    assert out
    assert ("用法：" in out) == (language == "zh" and "--version" not in arguments)


@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "a.txt", "b.pdf"]])
def test_window_opens_alone_or_with_files(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    window = types.ModuleType("gui.app")
    window.main = lambda paths, test: opened.append(paths) or 0  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "gui.app", window)
    assert cli.main(arguments) == 0
    assert opened == [arguments[1:]]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_window_without_a_screen_is_a_line_about_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    status, out, err = run("open", FAILING)
    assert (status, out) == (2, "")
    assert "没有可用的显示器" in err


def test_real_process_writes_utf8_whatever_the_locale() -> None:
    done = real("check", "--json", SOUND, env={"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PATH": ""})
    assert done.stderr == b""
    assert reports(done.stdout.decode("utf-8"))[0]["agency"].startswith("明湖市")


def test_real_process_is_quiet_when_nobody_reads_on() -> None:
    script = "import sys; from core.cli import main; sys.exit(main())"
    many = ["check", *[str(AMBIGUOUS)] * 60]
    process = subprocess.Popen(
        [sys.executable, "-c", script, *many], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == PIPE_CLOSED


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_of_recognition_is_told_on_a_terminal_alone(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    told = telling("扫描.pdf", "zh")
    for done in range(3):
        told(done, 2)
    said = capsys.readouterr().err
    assert ("已完成 1/2 页" in said) == terminal
    assert said.endswith("\r\x1b[K") == terminal
