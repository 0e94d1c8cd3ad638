"""Holds what a packaged program made of some reports against what the same program makes from source.

    python packaging/smoke.py reports FOLDER        sample reports in every format that can be made here
    python packaging/smoke.py same SOURCE PACKAGED  the folders that --self-test left; 1 if they differ

The values in JSON and workbooks have to be equal; times, paths, hashes of the journal and names of users
differ by nature and are passed over.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import copy

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
READ_SUFFIXES = {".docx", ".html", ".pdf", ".txt", ".xlsx"}
"""What a package has to read, since a sample of it is there."""
RECORDS = ("审核意见单", "操作记录", "来源")
"""The sheets that hold names, times and hashes; the values of all others are compared."""


def reports(folder: Path) -> None:
    """The project's samples, one of each format that there is a sample of."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "resources" / "samples").iterdir()):
        if path.suffix in READ_SUFFIXES:
            copy(path, folder)


def differences(source: Path, packaged: Path) -> list[str]:
    """What the two runs say differently, a line each."""
    ours, theirs = _said(source / "self-test.json"), _said(packaged / "self-test.json")
    found = [f"complaint: {each}" for each in theirs["complaints"] + ours["complaints"]]
    if not theirs["frozen"]:
        found.append("the program tried out is no package")
    found += [
        f"{key}: {ours[key]} but {theirs[key]}" for key in ("version", "formats") if ours[key] != theirs[key]
    ]
    if ours["reports"] != theirs["reports"]:
        found.append(f"reports: {ours['reports']} but {theirs['reports']}")
    for name in ours["reports"]:
        if _said(source / f"{name}.json") != _said(packaged / f"{name}.json"):
            found.append(f"{name}: the check says something else")
        if _values(source / f"{name}.xlsx") != _values(packaged / f"{name}.xlsx"):
            found.append(f"{name}: the workbook holds something else")
    if not (packaged / "window.png").stat().st_size:
        found.append("no picture of the window")
    return found


def _said(path: Path) -> dict[str, object]:
    return json.loads(path.read_text(encoding="utf-8"))


def _values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The values of the workbook's sheets of numbers."""
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
