"""From start to usable window: what it costs, and the packaged program beside the same run from source."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.timing import Figure, compare

ROOT = Path(__file__).resolve().parent.parent.parent
FROM_SOURCE = (sys.executable, "-c", "import sys; from core.cli import main; sys.exit(main(sys.argv[1:]))")
WINDOW = """
import sys, time
from core.cli import main
import gui.app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def answered():
    print(time.process_time() * 1000)
    QApplication.quit()

made = gui.app.Program
gui.app.Program = lambda application: (made(application), QTimer.singleShot(0, answered))[0]
sys.exit(main([]))
"""
"""Shows the window, says what the processor has done when it first answers, and closes it."""
ROUNDS = 7
MOST = 1.5
"""How many times as long the packaged program may take."""


def packaged() -> Path:
    """The packaged program: GOUJI_PACKAGED, or what packaging/bundle.sh made last."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "gouji-build")
    built = Path(os.environ.get("GOUJI_BUILD", cache), "bullseye", "build", "dist", "gouji", "gouji")
    return Path(os.environ.get("GOUJI_PACKAGED", built))


def start(program: tuple[str, ...], folder: str) -> None:
    """Opens the window with no report, waits until it can be used, takes its picture and closes it."""
    out = Path(folder, "out")
    screen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*program, "--self-test", folder, str(out)], cwd=ROOT, env=screen, check=False)
    assert (out / "window.png").stat().st_size


def window(folder: str) -> float:
    """Milliseconds of the processor that a window costs from the command to its first answer."""
    screen = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GOUJI_HOME": folder}
    command = (sys.executable, "-c", WINDOW)
    return float(subprocess.run(command, cwd=ROOT, env=screen, check=True, capture_output=True).stdout)


def figures() -> Iterator[Figure]:
    """What the window costs; and where there is a packaged program, how long that takes."""
    with tempfile.TemporaryDirectory() as home:
        costs = [window(home) for _ in range(ROUNDS)]
        yield Figure("Start to window, the processor's", median(costs))
    program = packaged()
    if program.is_file():
        with tempfile.TemporaryDirectory() as folder:
            ours = partial(start, (str(program),), folder)
            yield compare("Start, packaged", ours, "from source", partial(start, FROM_SOURCE, folder), MOST)
