"""Documents as LibreOffice writes them, made once and kept: legacy Word and PDF of our Word documents."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = Path(__file__).parents[3] / ".cache" / "scored"


def is_there() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def convert(documents: Sequence[bytes], ending: str) -> list[bytes]:
    """The documents (.docx) in another format; those converted before are taken as they are."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = [KEPT / f"{hashlib.sha256(document).hexdigest()[:24]}.{ending}" for document in documents]
    lacking = [(held, path) for held, path in zip(documents, kept, strict=True) if not path.exists()]
    if lacking:
        with TemporaryDirectory() as folder:
            for held, path in lacking:
                (Path(folder) / f"{path.stem}.docx").write_bytes(held)
            _run(Path(folder), ending)
            for _, path in lacking:
                shutil.move(Path(folder) / path.name, path)
    return [path.read_bytes() for path in kept]


def _run(folder: Path, ending: str) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", ending, "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
