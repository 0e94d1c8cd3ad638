"""How a file gets its name on the systems and drives that differ from a Linux disk."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from core.errors import EnvironmentFault
from core.export.files import try_target
from core.review import places
from core.review.faults import reason
from tests.core.review.support import start


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "WINDOWS", True)


@pytest.mark.parametrize(
    "name", ["a?b", "a:b", "a|b", "<a>", "a\tb", "CON", "nul", "Aux.x", "COM1", "lpt¹ .x", "CONOUT$"]
)
@pytest.mark.usefixtures("windows")
def test_names_that_windows_does_not_take(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentFault) as exported:
        try_target(Path(f"{tmp_path}{os.sep}{name}.xlsx"))
    assert exported.value.message.id == "export.bad_name"
    with pytest.raises(EnvironmentFault) as saved:
        start(Path(f"{tmp_path}{os.sep}{name}.gouji"))
    assert saved.value.message.id == "review.bad_name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CONTRACT", "a CON", "COM10", "com", "。", "a.b", " a", "nul-1"])
@pytest.mark.usefixtures("windows")
def test_names_that_windows_takes(tmp_path: Path, name: str) -> None:
    try_target(tmp_path / f"{name}.xlsx")
    start(tmp_path / f"{name}.gouji").close()
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.gouji"]


@pytest.mark.parametrize("end", [".", " ", ". "])
@pytest.mark.usefixtures("windows")
def test_windows_drops_points_and_blanks_at_the_end_of_a_name(tmp_path: Path, end: str) -> None:
    with pytest.raises(EnvironmentFault):
        start(tmp_path / f"a.gouji{end}")


def test_names_and_paths_that_are_too_long(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as exported:
        try_target(tmp_path / f"{'长' * 300}.xlsx")
    assert exported.value.message.id == "export.long_name"
    with pytest.raises(EnvironmentFault) as saved:
        start(tmp_path / f"{'长' * 300}.gouji")
    assert saved.value.message.id == "review.long_name"
    missing = FileNotFoundError(errno.ENOENT, "no such path")
    assert reason(missing, tmp_path / "a.gouji").id == "review.long_name"
    assert reason(missing, tmp_path / "none" / "a.gouji").id == "review.no_folder"


def test_a_drive_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("os.link", refuse)
    start(tmp_path / "a.gouji").close()
    with pytest.raises(EnvironmentFault) as caught:
        start(tmp_path / "a.gouji")
    assert caught.value.message.id == "review.exists"
    assert [path.name for path in tmp_path.iterdir()] == ["a.gouji"]


@pytest.mark.parametrize(
    ("number", "stands"), [(errno.EINVAL, True), (errno.EACCES, True), (errno.EIO, False)]
)
@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders at all")
def test_a_drive_that_syncs_no_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, stands: bool
) -> None:
    real = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(places, "WINDOWS", False)
    monkeypatch.setattr("os.fsync", refuse)
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"x")
    if stands:
        places.place(part, target, over=True)
    else:
        with pytest.raises(OSError, match=os.strerror(number)):
            places.place(part, target, over=True)
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize(("refusals", "stands"), [(3, True), (1000, False)])
def test_a_file_that_a_scanner_holds_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, stands: bool
) -> None:
    real, left = os.replace, [refusals]

    def refuse(part: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "in use")
        real(part, target)

    monkeypatch.setattr(places, "WINDOWS", True)
    monkeypatch.setattr(places, "_PAUSES", (0.001,) * 5)
    monkeypatch.setattr("os.replace", refuse)
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"x")
    if stands:
        places.place(part, target, over=True)
        assert target.read_bytes() == b"x"
    else:
        with pytest.raises(PermissionError):
            places.place(part, target, over=True)
        assert part.read_bytes() == b"x"
