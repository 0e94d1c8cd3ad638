"""What makes and tries out the packages, and the program trying itself out."""

from __future__ import annotations

import importlib.util
import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import Workbook

from core.document.open import EXTENSIONS, PICTURES
from core.paths import resource

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"


def script(name: str) -> ModuleType:
    """A module of the folder packaging, which is no package (a library has that name)."""
    spec = importlib.util.spec_from_file_location(f"gouji_packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "resources/forms/2021.toml",
        "pypdfium2_raw/pdfium.dll",
    ],
)
def test_what_the_program_needs_is_bundled(path: str) -> None:
    assert script("trim").is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Network.dll",
        "PySide6\\Qt6Qml.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/translations/qtbase_de.qm",
    ],
)
def test_what_it_never_loads_is_not(path: str) -> None:
    assert not script("trim").is_wanted(path)


def test_icon_holds_a_picture_of_each_size() -> None:
    pictures = {16: b"small", 256: b"large one"}
    held = script("make_icons").icon(pictures)
    assert struct.unpack_from("<HHH", held) == (0, 1, 2)
    for number, (size, data) in enumerate(pictures.items()):
        entry = struct.unpack_from("<BBBBHHII", held, 6 + 16 * number)
        assert entry[0] == entry[1] == size % 256
        assert held[entry[7] : entry[7] + entry[6]] == data


def ran(
    folder: Path,
    value: int = 1,
    *,
    frozen: bool = False,
    complaint: str = "",
    refused: str = "",
    found: tuple[str, ...] = (),
) -> Path:
    """A folder as --self-test leaves it, with a report and a scan, whose refusal may be given."""
    folder.mkdir()
    opened = {"opened": True, "found": list(found), "left": ["t2.rules.made = 14"]}
    said = {"version": "1", "formats": [".txt"], "settings": {"found": ["dark"], "left": ["dark"]}}
    said |= {"frozen": frozen, "complaints": [complaint] if complaint else []}
    said["reports"] = {
        "a.txt": opened,
        "扫描.pdf": {"opened": False, "refused": refused} if refused else opened,
    }
    (folder / "self-test.json").write_text(json.dumps(said), encoding="utf-8")
    book = Workbook()
    book.active.title = "二、主动公开"
    book.active["A1"] = value
    book.create_sheet("来源")["A1"] = str(folder)
    for name in ("a.txt", "扫描.pdf"):
        (folder / f"{name}.json").write_text(json.dumps({"value": value}), encoding="utf-8")
        book.save(folder / f"{name}.xlsx")
    (folder / "window.png").write_bytes(b"picture")
    return folder


def test_smoke_test_passes_the_same_values(tmp_path: Path) -> None:
    ours, theirs = ran(tmp_path / "ours"), ran(tmp_path / "theirs", frozen=True)
    assert script("smoke").differences(ours, theirs, reads_scans=True) == []


def test_smoke_test_names_what_differs(tmp_path: Path) -> None:
    theirs = ran(tmp_path / "theirs", 2, complaint="Qt: no font")
    (theirs / "window.png").unlink()
    assert script("smoke").differences(ran(tmp_path / "ours"), theirs, reads_scans=True) == [
        "packaged: Qt: no font",
        "the program tried out is no package",
        "a.txt: the check says something else",
        "a.txt: the workbook holds something else",
        "扫描.pdf: the check says something else",
        "扫描.pdf: the workbook holds something else",
        "no picture of the window",
    ]


def test_smoke_test_notices_a_program_that_died(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    found = script("smoke").differences(ran(tmp_path / "ours"), tmp_path / "theirs", reads_scans=True)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("refused", "reads_scans", "differ"),
    [
        ("document.pdf_scan", False, False),
        ("document.pdf_scan", True, True),
        ("document.pdf_damaged", False, True),
        ("", False, True),
    ],
)
def test_package_without_ocr_says_why_it_reads_no_scan(
    tmp_path: Path, refused: str, reads_scans: bool, differ: bool
) -> None:
    ours, theirs = ran(tmp_path / "ours"), ran(tmp_path / "theirs", frozen=True, refused=refused)
    assert bool(script("smoke").differences(ours, theirs, reads_scans=reads_scans)) is differ


def test_smoke_test_tells_what_a_later_version_lost(tmp_path: Path) -> None:
    smoke, before = script("smoke"), ran(tmp_path / "before")
    assert smoke.losses(before, ran(tmp_path / "kept", found=("t2.rules.made = 14",))) == []
    assert len(smoke.losses(before, ran(tmp_path / "lost"))) == 2
    (tmp_path / "died").mkdir()
    assert len(smoke.losses(before, tmp_path / "died")) == 1


def test_smoke_reports_cover_every_format(tmp_path: Path) -> None:
    smoke = script("smoke")
    smoke.reports(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == (set(EXTENSIONS) - set(PICTURES)) | {".png"}
    assert set(smoke.SCANS) <= {path.name for path in tmp_path.iterdir()}


def try_out(reports: Path, out: Path) -> tuple[int, dict[str, object]]:
    """Runs the program's test of itself; its exit status and what it said."""
    code = "import sys; from core.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = [sys.executable, "-c", code, "--self-test", str(reports), str(out)]
    screen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(arguments, cwd=ROOT, env=screen, capture_output=True, text=True, timeout=110)
    assert (run.stdout, run.stderr) == ("", "")
    return run.returncode, json.loads((out / "self-test.json").read_text(encoding="utf-8"))


def test_program_tries_itself_out(tmp_path: Path, gouji_home: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    reports.mkdir()
    (reports / "报告.txt").write_bytes(resource("samples", "云溪省2019年.txt").read_bytes())
    status, said = try_out(reports, out)
    assert (status, said["complaints"], said["frozen"]) == (0, [], False)
    assert said["reports"]["报告.txt"]["verified"] == {"session": "intact", "workbook": "intact"}
    assert said["reports"]["报告.txt"]["found"] == []
    assert {"报告.txt.json", "报告.txt.xlsx", "window.png"} <= {path.name for path in out.iterdir()}
    assert not gouji_home.exists()
    before = said["settings"]["left"], said["reports"]["报告.txt"]["left"]
    _, again = try_out(reports, out)
    assert (again["settings"]["found"], again["reports"]["报告.txt"]["found"]) == before


def test_program_complains_of_what_it_cannot_open(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing")
    status, said = try_out(reports, tmp_path / "out")
    assert status == 1
    assert len(said["complaints"]) == 1
    assert said["reports"] == {"坏.pdf": {"opened": False}}
