"""The records of faults: how many are kept, where, and what they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.fault import KEPT, records, save_fault


def fault(words: str = "张三") -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_the_last_few_records_are_kept() -> None:
    saved = [save_fault(fault()) for _ in range(KEPT + 3)]
    assert records() == saved[3:]


def test_a_record_says_where_and_not_what() -> None:
    said = save_fault(fault(), "qt 6").read_text(encoding="utf-8")
    assert "qt 6" in said
    assert "test_fault.py" in said
    assert "张三" not in said
    assert str(Path.home()) not in said


def test_a_record_goes_to_the_temporary_folder_at_the_worst(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("no folder")
    monkeypatch.setenv("GOUJI_HOME", str(taken))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert save_fault(fault()).parent == tmp_path
    assert records() == []
