"""The licences of what is bundled, and the bill of materials."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tests.test_packaging import PACKAGING, ROOT, script

BUNDLED = (
    "core",
    "gui",
    "lxml.etree",
    "openpyxl.cell",
    "pypdfium2_raw",
    "PySide6",
    "shiboken6",
    "PIL",
    "docx",
)


def test_every_piece_of_software_comes_with_its_licence(tmp_path: Path) -> None:
    folder = script("collect_licences").collect(BUNDLED, tmp_path / "licences")
    index = {each["name"]: each for each in json.loads((folder / "index.json").read_text(encoding="utf-8"))}
    assert {"Python", "PySide6_Essentials", "gouji", "lxml", "openpyxl", "pillow", "pypdfium2"} <= set(index)
    assert "pytest" not in index
    for each in index.values():
        assert each["licence"]
        assert len((folder / each["file"]).read_text(encoding="utf-8")) > 200
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "PySide6_Essentials.txt").read_text(
        encoding="utf-8"
    )
    wanted = (folder / "requirements.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in wanted)
    assert not any(line.startswith(("gouji", "Python=")) for line in wanted)


def test_bill_of_materials_names_what_is_no_python_package() -> None:
    index = [
        {"name": "Python", "version": "3.13.5", "licence": "PSF-2.0"},
        {"name": "PySide6_Essentials", "version": "6.8.3", "licence": "LGPL-3.0-only"},
        {"name": "pypdfium2", "version": "5", "licence": "BSD-3-Clause"},
    ]
    bill = {"components": [{"name": "pyside6-essentials", "version": "6.8.3"}]}
    components = script("sbom").complete(bill, index)["components"]
    assert [each["name"] for each in components] == ["pyside6-essentials", "Python", "Qt", "PDFium"]
    assert components[0]["licenses"] == [{"license": {"name": "LGPL-3.0-only"}}]
    assert components[2]["version"] == "6.8.3"
    with_ocr = [*index, {"name": "rapidocr", "version": "3", "licence": "Apache-2.0"}]
    assert script("sbom").others(with_ocr)[-1]["type"] == "machine-learning-model"


def test_version_stands_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    held = [
        path.name
        for path in PACKAGING.iterdir()
        if path.suffix in {".py", ".sh", ".nsi", ".spec", ".manifest", ".desktop"}
        and version in path.read_text(encoding="utf-8")
    ]
    assert not held
