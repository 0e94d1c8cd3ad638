"""Files as they are read off the disk."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path, PureWindowsPath

import pytest

from core import files
from core.errors import InputError

LONG = "\\".join(["很长的文件夹名" * 6] * 8)


def test_a_file_deep_down_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*LONG.split("\\"))
    reach = Path(f"\\\\?\\{deep}") if os.name == "nt" else deep
    reach.mkdir(parents=True)
    (reach / "a.txt").write_bytes(b"x")
    assert files.read_file(deep / "a.txt", "a.txt") == b"x"
    with pytest.raises(InputError):
        files.read_file(deep / "b.txt", "b.txt")


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        (f"C:\\a\\{LONG}", f"\\\\?\\C:\\a\\{LONG}"),
        (f"C:\\a\\..\\b\\{LONG}", f"\\\\?\\C:\\b\\{LONG}"),
        (f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
        (f"\\\\?\\C:\\a\\{LONG}", f"\\\\?\\C:\\a\\{LONG}"),
        ("C:\\a\\b.txt", "C:\\a\\b.txt"),
    ],
)
def test_long_paths_are_named_to_windows_in_full(
    path: str, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr("os.path.abspath", lambda path: ntpath.normpath(str(path)))
    assert files._within_reach(PureWindowsPath(path)) == opened  # type: ignore[arg-type]
