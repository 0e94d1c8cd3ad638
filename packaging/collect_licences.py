"""Collects, for a bundle, what is in it and under which licence: gouji.spec calls it.

The folder holds NAME.txt for each piece of software, index.json for the About box, and requirements.txt, the
Python packages with their versions, for the bill of materials.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORDS = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|thirdpartynotices)[^/]*$|/licenses/", re.IGNORECASE)
"""How the files of a distribution are called that hold its licence."""
LIBRARY = ("lib", f"python{sys.version_info.major}.{sys.version_info.minor}")
QT = ("pyside6_essentials", "shiboken6")
QT_SAYS = """{name} {version} is used under the GNU Lesser General Public License, version 3, as shared
libraries in the folder PySide6 beside the program: other builds of that version may take their place.
Its sources are published by The Qt Company under the same version.

"""


def distributions(modules: Iterable[str]) -> list[Distribution]:
    """The distributions that modules (by their dotted names) come from, by name."""
    tops = {name.partition(".")[0] for name in modules}
    names = {name for top, held in packages_distributions().items() if top in tops for name in held}
    return sorted((distribution(name) for name in names), key=lambda held: held.name.lower())


def licence(held: Distribution) -> str:
    """How a distribution names its licence: by an expression, else in the first line that it says of it."""
    said = held.metadata.json
    named = said.get("license_expression") or said.get("license")
    if not named:
        classes = [line for line in said.get("classifier", ()) if line.startswith("License ::")]
        named = classes[0].rpartition(" :: ")[2] if classes else ""
    return str(named).strip().partition("\n")[0][:80]


def words(held: Distribution) -> str:
    """The words of a distribution's licence; LookupError where it brings none."""
    if held.name.lower().replace("-", "_") in QT:
        said = [QT_SAYS.format(name=held.name, version=held.version)]
        said += [
            (HERE / "licences" / f"{name}-3.0.txt").read_text(encoding="utf-8") for name in ("LGPL", "GPL")
        ]
        return "\n\n".join(said)
    files = [Path(str(file.locate())) for file in held.files or () if WORDS.search(str(file))]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()]
    texts = list(dict.fromkeys(texts))  # some bring the same in two places
    if not texts:
        raise LookupError(f"{held.name} brings no licence")
    return "\n\n".join(texts)


def python_words() -> str:
    """The words of Python's own licence."""
    places = (Path(sys.base_prefix, "LICENSE.txt"), Path(sys.base_prefix, *LIBRARY, "LICENSE.txt"))
    return next(path for path in places if path.is_file()).read_text(encoding="utf-8")


def collect(modules: Iterable[str], folder: Path) -> Path:
    """Writes the folder for a bundle of these modules; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    index, wanted = [], []

    def add(name: str, version: str, under: str, text: str) -> None:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        index.append({"name": name, "version": version, "licence": under, "file": f"{name}.txt"})

    add("Python", platform.python_version(), "PSF-2.0", python_words())
    for held in distributions(modules):
        add(held.name, held.version, licence(held), words(held))
        if held.name != "gouji":
            wanted.append(f"{held.name}=={held.version}\n")
    (folder / "index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8", newline="\n")
    (folder / "requirements.txt").write_text("".join(wanted), encoding="utf-8", newline="\n")
    return folder
