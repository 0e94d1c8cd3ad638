"""The engine of OCR reports to nobody: some of its releases tell their makers of their use."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from core.document.ocr import is_available

if not is_available():
    pytest.skip("the extra gouji[ocr] is not installed", allow_module_level=True)

REPORTING = (b"OneCollector", b"events.data.microsoft.com")
"""Where those releases report to."""


def test_engine_knows_of_no_place_to_report_to() -> None:
    spec = importlib.util.find_spec("onnxruntime")
    assert spec is not None
    assert spec.submodule_search_locations
    files = [
        path
        for path in Path(spec.submodule_search_locations[0], "capi").iterdir()
        if ".so" in path.name or path.suffix in {".dll", ".pyd"}
    ]
    assert files
    for path in files:
        held = path.read_bytes()
        assert not any(place in held for place in REPORTING), path.name


def test_engine_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    code = "from core.document.recogniser import engine; engine()"
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=places, check=True, timeout=100)
    assert not list(tmp_path.rglob("*"))
