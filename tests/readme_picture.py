"""Renders the picture of the README from the real program: python -m tests.readme_picture."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from core.paths import resource
from gui.app import Program, samples
from gui.settings import Settings
from tests.screens import shoot, wait

SHOWN = "云溪省2019年.txt"


def render(target: Path) -> None:
    """The window with all the samples open, turned to the one with nine failures; 256 colours."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        os.environ["GOUJI_HOME"] = home
        settings = Settings()
        settings.theme, settings.reviewer = "light", "王审核"
        program = Program(application, settings)
        program.window.resize(1366, 768)
        program.window.show()
        paths = [path for _, path in samples()]
        program.window.open_paths(paths)
        wait(program)
        program.window.reports.select([path.name for path in paths].index(SHOWN))
        wait(program)
        shoot(program.window, target)
        program.window.close()
        program.close()
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(target, optimize=True)


if __name__ == "__main__":
    render(resource("help", "workbench.png"))
