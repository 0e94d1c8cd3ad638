"""Holds what a packaged program made of some reports against what the same program makes from source.

    python packaging/smoke.py reports FOLDER        sample reports in every format that can be made here
    python packaging/smoke.py same SOURCE PACKAGED  the folders that --self-test left; 1 if they differ
    python packaging/smoke.py kept BEFORE AFTER     the folders that --self-test left before and after a later
                                                    version was installed; 1 if something is lost

GOUJI_EDITION=ocr says that the package has to read scans too; without it, it has to say why it does not.
The values in JSON and workbooks have to be equal; times, paths, hashes of the journal and names of users
differ by nature and are passed over. PYTHONPATH has to name the checkout.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from shutil import copy
from typing import Any

import pypdfium2
from openpyxl import Workbook, load_workbook
from PIL import Image

from tests.core.document.ofd_writer import OfdPage, make_ofd

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
WORD = ROOT / "tests" / "core" / "document" / "files" / "report2019.doc"
RECORDS = ("审核意见单", "操作记录", "来源")
"""The sheets that hold names, times and hashes; the values of all others are compared."""
SAME = ("version", "formats", "settings")
"""What both runs have to say alike of themselves, apart from the reports."""
SCANS = {"扫描.pdf": "document.pdf_scan", "图片.png": "document.image_scan"}
"""The reports that are pictures, and why a package without OCR does not open each."""
DOTS = 200
"""How finely those are scanned, in dots an inch."""
LINES = 40
"""How many lines are set on a page."""


def reports(folder: Path) -> None:
    """One report at least in each format."""
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
    first, *others = scanned(next(SAMPLES.glob("*.pdf")))
    first.save(folder / "扫描.pdf", save_all=True, append_images=others, resolution=DOTS)
    first.save(folder / "图片.png", dpi=(DOTS, DOTS))


def scanned(path: Path) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.render(scale=DOTS / 72).to_pil().convert("L") for page in document]
    document.close()
    return pages


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


def differences(source: Path, packaged: Path, *, reads_scans: bool) -> list[str]:
    """What the two runs say differently, a line each."""
    if not (packaged / "self-test.json").exists():
        return ["the package did not come to its end"]
    ours, theirs = _said(source / "self-test.json"), _said(packaged / "self-test.json")
    found = [f"from source: {each}" for each in ours["complaints"]]
    found += [f"packaged: {each}" for each in theirs["complaints"]]
    if not theirs["frozen"]:
        found.append("the program tried out is no package")
    found += [f"{key}: {ours[key]} but {theirs.get(key)}" for key in SAME if ours[key] != theirs.get(key)]
    for name, opened in ours["reports"].items():
        held = theirs.get("reports", {}).get(name)
        if name in SCANS and not reads_scans:
            if held != {"opened": False, "refused": SCANS[name]}:
                found.append(f"{name}: it does not say that the component for scans is wanting, but {held}")
        elif held != opened:
            found.append(f"{name}: {opened} but {held}")
        else:
            found += _other_values(source, packaged, name)
    picture = packaged / "window.png"
    if not picture.exists() or not picture.stat().st_size:
        found.append("no picture of the window")
    return found


def _other_values(source: Path, packaged: Path, name: str) -> list[str]:
    """What two runs say differently of one report."""
    found = []
    if _said(source / f"{name}.json") != _said(packaged / f"{name}.json"):
        found.append(f"{name}: the check says something else")
    if _values(source / f"{name}.xlsx") != _values(packaged / f"{name}.xlsx"):
        found.append(f"{name}: the workbook holds something else")
    return found


def losses(before: Path, after: Path) -> list[str]:
    """What a later version no longer found of what an earlier one left, a line each."""
    first, second = _said(before / "self-test.json"), _said(after / "self-test.json")
    if not second:
        return ["the later version did not come to its end"]
    found = [f"afterwards: {each}" for each in second["complaints"]]
    if first["settings"]["left"] != second["settings"]["found"]:
        found.append(f"settings: {first['settings']['left']} but {second['settings']['found']}")
    for name, opened in first["reports"].items():
        held = second["reports"].get(name, {})
        if opened.get("left") != held.get("found"):
            found.append(f"{name}: {opened.get('left')} but {held.get('found')}")
    if not any(opened.get("left") for opened in first["reports"].values()):
        found.append("no decision was there to be kept")
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


def told(found: list[str], well: str) -> int:
    """Says what was found, or that all is well; the exit status."""
    print("\n".join(found) or well, file=sys.stderr)
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Runs one of the two commands; its exit status."""
    match arguments:
        case ["reports", folder]:
            reports(Path(folder))
            return 0
        case ["same", source, packaged]:
            reads_scans = os.environ.get("GOUJI_EDITION") == "ocr"
            found = differences(Path(source), Path(packaged), reads_scans=reads_scans)
            return told(found, "the same values in every report")
        case ["kept", before, after]:
            return told(losses(Path(before), Path(after)), "every decision and setting is kept")
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
