"""From start to usable window: the packaged program beside the same program run from source."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.timing import Figure, compare

ROOT = Path(__file__).resolve().parent.parent.parent
FROM_SOURCE = (sys.executable, "-c", "import sys; from core.cli import main; sys.exit(main(sys.argv[1:]))")
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


def figures() -> Iterator[Figure]:
    """The one figure, where there is a packaged program."""
    program = packaged()
    if program.is_file():
        with tempfile.TemporaryDirectory() as folder:
            ours = partial(start, (str(program),), folder)
            yield compare("Start, packaged", ours, "from source", partial(start, FROM_SOURCE, folder), MOST)
