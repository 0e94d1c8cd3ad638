"""The bill of materials of a bundle, as CycloneDX: python packaging/sbom.py LICENCES OUT.cdx.json

LICENCES is the bundle's folder of licences. The Python packages are described by cyclonedx-py, run with this
interpreter; what is no Python package (Python itself, Qt, PDFium, the models for OCR) is added to what it
wrote.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = "PP-OCR models"


def python_packages(requirements: Path, out: Path) -> None:
    """Has cyclonedx-py describe them; CalledProcessError where it fails."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(requirements)]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    command += ["--output-format", "JSON", "--output-file", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def others(index: list[dict[str, str]]) -> list[dict[str, object]]:
    """The components that are no Python packages, from the list of licences."""
    version = {each["name"].lower(): each["version"] for each in index}
    named = [
        ("Python", version["python"], "PSF-2.0"),
        ("Qt", version["pyside6_essentials"], "LGPL-3.0-only"),
        ("PDFium", f"as in pypdfium2 {version['pypdfium2']}", "BSD-3-Clause"),
    ]
    if "rapidocr" in version:
        named.append((MODELS, f"as in rapidocr {version['rapidocr']}", "Apache-2.0"))
    return [
        {
            "type": "machine-learning-model" if name == MODELS else "library",
            "bom-ref": name,
            "name": name,
            "version": number,
            "licenses": [{"license": {"id": under}}],
        }
        for name, number, under in named
    ]


def complete(bill: dict[str, object], index: list[dict[str, str]]) -> dict[str, object]:
    """The bill with every package's licence and with what is no Python package."""
    under = {each["name"].lower().replace("_", "-"): each["licence"] for each in index}
    components = bill["components"]
    assert isinstance(components, list)
    for component in components:
        named = under.get(component["name"].lower().replace("_", "-"))
        if named:
            component["licenses"] = [{"license": {"name": named}}]
    bill["components"] = components + others(index)
    return bill


def main(licences: Path, out: Path) -> None:
    """Writes the bill."""
    python_packages(licences / "requirements.txt", out)
    index = json.loads((licences / "index.json").read_text(encoding="utf-8"))
    bill = complete(json.loads(out.read_text(encoding="utf-8")), index)
    out.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
