"""The software that the program is made of, with its licences."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires
from pathlib import Path

from core.paths import licences

NAME = re.compile(r"[\w.-]+")
LICENCE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
"""How the files of a distribution are called that hold its licence."""


@dataclass(frozen=True)
class Part:
    """A piece of software, the licence that it is under, and the files with the licence's words."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]

    @property
    def title(self) -> str:
        """What it is listed by."""
        return " · ".join(filter(None, (f"{self.name} {self.version}".strip(), self.licence)))

    def text(self) -> str:
        """The words of its licence."""
        said = [path.read_text(encoding="utf-8", errors="replace") for path in self.files if path.is_file()]
        return "\n\n".join(said) or self.licence


def licensed_parts() -> list[Part]:
    """What the bundle holds, as its list says; in a checkout, the program and what it requires."""
    listed = licences() / "index.json"
    if not listed.is_file():
        return [part_of(held) for held in required()]
    return [
        Part(each["name"], each["version"], each["licence"], (licences() / each["file"],))
        for each in json.loads(listed.read_text(encoding="utf-8"))
    ]


def required() -> list[Distribution]:
    """The program's distribution and those that it requires itself, as far as they are installed."""
    found = []
    for line in ["gouji", *(each for each in requires_of("gouji") if "extra ==" not in each)]:
        named = NAME.match(line)
        assert named is not None
        try:
            found.append(distribution(named.group()))
        except PackageNotFoundError:
            continue
    return found


def requires_of(name: str) -> list[str]:
    """The requirements of a distribution; none where it is not installed."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def part_of(held: Distribution) -> Part:
    """A distribution as it describes itself."""
    said = held.metadata.json
    licence = str(said.get("license_expression") or said.get("license") or "")
    files = tuple(Path(str(file.locate())) for file in held.files or () if LICENCE.search(str(file)))
    return Part(held.name, held.version, licence.strip().partition("\n")[0], files)
