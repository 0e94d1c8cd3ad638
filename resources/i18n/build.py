"""Brings the English catalogue of the window up to the code, and compiles it for Qt.

python resources/i18n/build.py: new Chinese sources are added to gouji_en.ts as unfinished, sources that
are gone are dropped, and gouji_en.qm is compiled from what is finished.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TS, QM = HERE / "gouji_en.ts", HERE / "gouji_en.qm"
TOOLS = Path(PySide6.__file__).resolve().parent


def update(catalogue: Path = TS) -> None:
    """Collects the sources of gui/ into a catalogue; CalledProcessError where Qt's tool fails."""
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gui").rglob("*.py"))
    options = ["-source-language", "zh_CN", "-target-language", "en_US", "-no-obsolete", "-locations", "none"]
    _run("lupdate", *files, *options, "-ts", str(catalogue))


def release(catalogue: Path = TS, compiled: Path = QM) -> None:
    """Compiles a catalogue; CalledProcessError where Qt's tool fails."""
    _run("lrelease", str(catalogue), "-qm", str(compiled))


def _run(tool: str, *arguments: str) -> None:
    name = f"{tool}.exe" if sys.platform == "win32" else tool
    subprocess.run([str(TOOLS / name), *arguments], cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    update()
    release()
