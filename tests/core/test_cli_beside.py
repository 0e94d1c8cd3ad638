"""Reports laid beside on the command line, and an office's own files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from core.forms import library
from core.paths import resource
from core.pipeline import check
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from tests.core.conftest import Run

PAGE, DRAFT = resource("samples", "云溪市2019年.html"), resource("samples", "云溪省2019年.txt")
LATER = resource("samples", "南屏区2021年.txt")


def only(out: str) -> dict[str, Any]:
    (report,) = json.loads(out)["reports"]
    held: dict[str, Any] = report
    return held


def test_last_year_is_compared_and_counted_apart(run: Run) -> None:
    status, out, err = run("check", "--json", PAGE, "--last-year", DRAFT)
    said = only(out)
    beside = said["beside"]["last_year"]
    assert (status, err, said["beside"]["other_form"]) == (1, "", None)
    assert (beside["name"], beside["year"]) == (DRAFT.name, 2019)
    assert beside["sha256"] == sha256(DRAFT.read_bytes()).hexdigest()
    assert sum(beside["outcomes"].values()) == 12
    failed = [each for each in said["findings"] if each["rule"] in ("year.carry", "t2.items_carry")]
    assert len(failed) == beside["outcomes"]["failed"] > 0
    assert {"year.report"} <= {each["rule"] for each in said["findings"]}


def test_what_lies_beside_has_a_line_of_its_own(run: Run) -> None:
    _, out, _ = run("check", PAGE, "--last-year", DRAFT, "--other-form", PAGE)
    assert f"上年报告 {DRAFT.name}：" in out
    assert f"另一份 {PAGE.name}：相同" in out


def test_the_same_report_twice_differs_in_nothing(run: Run) -> None:
    _, out, _ = run("check", "--json", PAGE, "--other-form", PAGE)
    said = only(out)
    cells = said["beside"]["other_form"]["cells"]
    assert cells == {"same": len(said["cells"]), "differing": 0, "blank": 0, "skipped": 0}
    assert not [each for each in said["findings"] if each["rule"].startswith("other.")]


def test_a_session_is_taken_as_decided_and_left_as_it_is(run: Run, tmp_path: Path) -> None:
    data, path = PAGE.read_bytes(), tmp_path / "a.gouji"
    report = check(data, PAGE.name).report
    with_it = Session.start(path, data, PAGE.name, report, "某甲")
    value = report.cells["t3.new.natural"].value
    assert isinstance(value, int)
    changes = {"t3.new.natural": value + 1}
    with_it.decide(Decision(DecisionKind.READING, (), tuple(changes), changes, "以原文为准"))
    with_it.close()
    before = path.read_bytes()
    _, out, _ = run("check", "--json", PAGE, "--other-form", path)
    said = only(out)
    assert path.read_bytes() == before
    (differing,) = [each for each in said["findings"] if each["rule"] == "other.differs"]
    assert differing["cells"] == ["t3.new.natural"]
    assert differing["suggestions"][0]["changes"] == {"t3.new.natural": value + 1}


@pytest.mark.parametrize("option", ["--last-year", "--other-form"])
def test_a_file_that_cannot_be_laid_beside_is_told_and_the_report_checked(
    run: Run, tmp_path: Path, option: str
) -> None:
    status, out, err = run("check", "--json", PAGE, option, tmp_path / "没有.txt")
    assert (status, len(err.splitlines())) == (2, 1)
    assert "没有.txt" in err
    assert only(out)["beside"] == {"last_year": None, "other_form": None}


def test_what_is_laid_beside_goes_with_one_report(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("check", PAGE, DRAFT, "--last-year", LATER)
    assert stopped.value.code == 2
    assert "只用于一份报告" in capsys.readouterr().err


def test_export_lays_beside_once(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    for _ in range(2):
        run("export", PAGE, "-o", target, "--last-year", DRAFT)
    with_it = Session.open(find(PAGE), "某甲")
    entries = [entry.kind for entry in with_it.state.entries]
    with_it.close()
    assert entries.count("beside") == 1


def find(source: Path) -> Path:
    from core.review.kept import find_session

    kept = find_session(sha256(source.read_bytes()).hexdigest())
    assert kept is not None
    return kept


@pytest.fixture
def own_folder(gouji_home: Path) -> Iterator[Path]:
    """The folder of the office's own files, read anew for this test alone."""
    folder = gouji_home / "forms"
    folder.mkdir(parents=True)
    clear()
    yield folder
    clear()


def clear() -> None:
    for cached in (library.own_files, library.known_forms, library.forms, library.local_forms):
        cached.cache_clear()


RULE = """
extends = "2019"
[[relations]]
table = "t3"
rule = "own.few"
name = "信访类不超过五件"
severity = "hint"
each = "column"
columns = ["sum"]
left = "rejected.petition"
operator = "<="
right = "5"
"""


def test_a_rule_of_the_office_is_checked_like_any_other(run: Run, own_folder: Path) -> None:
    (own_folder / "few.toml").write_text(RULE.replace("rejected.petition", "new"), encoding="utf-8")
    _, out, err = run("check", "--json", PAGE)
    (found,) = [each for each in only(out)["findings"] if each["rule"] == "own.few"]
    digest = sha256((own_folder / "few.toml").read_bytes()).hexdigest()
    assert (err, only(out)["own"]) == ("", [{"name": "few.toml", "sha256": digest}])
    assert found["severity"] == "hint"
    assert "信访类不超过五件" in found["message"]
    assert "应不大于 5，差" in found["message"]


def test_a_faulty_file_is_told_with_its_line_and_passed_over(run: Run, own_folder: Path) -> None:
    (own_folder / "few.toml").write_text(RULE.replace("hint", "grave"), encoding="utf-8")
    status, out, err = run("check", PAGE)
    assert status == 0 or "强制性" in out
    assert "few.toml" in err
    assert "第 7 行" in err
    _, _, said = run("check", "--language", "en", PAGE)
    assert "line 7" in said
