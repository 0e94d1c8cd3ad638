"""Holds what a packaged program made of some reports against what the same program makes from source.

    python packaging/smoke.py reports FOLDER        sample reports in every format that can be made here
    python packaging/smoke.py same SOURCE PACKAGED  the folders that --self-test left; 1 if they differ

The values in JSON and workbooks have to be equal; times, paths, hashes of the journal and names of users
differ by nature and are passed over. PYTHONPATH has to name the checkout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import copy
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.core.document.ofd_writer import OfdPage, make_ofd

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
WORD = ROOT / "tests" / "core" / "document" / "files" / "report2019.doc"
RECORDS = ("审核意见单", "操作记录", "来源")
"""The sheets that hold names, times and hashes; the values of all others are compared."""
SAME = ("version", "formats", "reports")
"""What both runs have to say alike of themselves."""
LINES = 40
"""How many lines are set on a page."""


def reports(folder: Path) -> None:
    """One report at least in each format that is read without the component for scans."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".docx", ".html", ".pdf", ".txt"):
            copy(path, folder)
    copy(WORD, folder / "旧版.doc")
    # The program opens the same contents once only, so these end otherwise.
    (folder / "旧版.wps").write_bytes(WORD.read_bytes() + bytes(512))
    (folder / "网页.htm").write_bytes(next(SAMPLES.glob("*.html")).read_bytes() + b"\n")
    lines = next(SAMPLES.glob("*省*.txt")).read_text(encoding="utf-8").splitlines()
    (folder / "版式.ofd").write_bytes(as_ofd(lines))
    as_workbook(lines, folder / "表格.xlsx")


def as_ofd(lines: list[str]) -> bytes:
    """The lines of a text set on pages."""
    pages = []
    for start in range(0, len(lines), LINES):
        pages.append(OfdPage())
        for number, line in enumerate(lines[start : start + LINES]):
            if line.strip():
                pages[-1].text(10, 15 + 6.5 * number, line, 2.2)
    return make_ofd(pages)


def as_workbook(lines: list[str], path: Path) -> None:
    """The lines of a text as the rows of a sheet, whose cells the bars part."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([cell.strip() for cell in line.rstrip("| ").split("|")])
    book.save(path)


def differences(source: Path, packaged: Path) -> list[str]:
    """What the two runs say differently, a line each."""
    if not (packaged / "self-test.json").exists():
        return ["the package did not come to its end"]
    ours, theirs = _said(source / "self-test.json"), _said(packaged / "self-test.json")
    found = [f"from source: {each}" for each in ours["complaints"]]
    found += [f"packaged: {each}" for each in theirs["complaints"]]
    if not theirs["frozen"]:
        found.append("the program tried out is no package")
    found += [f"{key}: {ours[key]} but {theirs[key]}" for key in SAME if ours[key] != theirs[key]]
    for name in ours["reports"]:
        if _said(source / f"{name}.json") != _said(packaged / f"{name}.json"):
            found.append(f"{name}: the check says something else")
        if _values(source / f"{name}.xlsx") != _values(packaged / f"{name}.xlsx"):
            found.append(f"{name}: the workbook holds something else")
    picture = packaged / "window.png"
    if not picture.exists() or not picture.stat().st_size:
        found.append("no picture of the window")
    return found


def _said(path: Path) -> dict[str, Any]:
    """What a file of JSON holds; nothing where there is none."""
    if not path.exists():
        return {}
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def _values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The values of a workbook's sheets of numbers; nothing where there is no workbook."""
    if not path.exists():
        return {}
    book = load_workbook(path)
    return {
        name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames if name not in RECORDS
    }


def main(arguments: list[str]) -> int:
    """Runs one of the two commands; its exit status."""
    match arguments:
        case ["reports", folder]:
            reports(Path(folder))
            return 0
        case ["same", source, packaged]:
            found = differences(Path(source), Path(packaged))
            print("\n".join(found) or "the same values in every report", file=sys.stderr)
            return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
