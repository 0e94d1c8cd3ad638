from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.export.verify import verify_workbook
from core.export.workbook import export_review
from tests.core.export.support import start, troubled


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("exported")
    session = start(folder, troubled())
    export_review(session, folder / "a.xlsx")
    session.close()
    return (folder / "a.xlsx").read_bytes()


def verdict(data: bytes, tmp_path: Path) -> tuple[str, str]:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    found = verify_workbook(path)
    return found.status, found.message.id


def test_sheet_that_is_there_twice_is_not_proved(exported: bytes, tmp_path: Path) -> None:
    """Excel may show the first, and the program prove the second."""
    held = BytesIO(exported)
    with zipfile.ZipFile(held, "a") as book:
        sheet = next(name for name in book.namelist() if name.endswith("sheet2.xml"))
        other = book.read(sheet) + b" "
        with pytest.warns(UserWarning, match="Duplicate"):
            book.writestr(sheet, other)
    assert verdict(held.getvalue(), tmp_path) == ("unreadable", "export.verify.damaged")


def test_part_damaged_inside_is_damage_and_no_fault_of_the_program(exported: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(exported)) as book:
        entry = book.getinfo("[Content_Types].xml")
    at = entry.header_offset + 30 + len(entry.filename) + 5
    data = exported[:at] + b"\xff" * 20 + exported[at + 20 :]
    assert verdict(data, tmp_path) == ("unreadable", "export.verify.damaged")
