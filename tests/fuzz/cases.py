"""The cases: each a document of a kind, damaged in one to three ways, by its number and a seed alone."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from lzma import LZMAError

from tests.fuzz.compounds import COMPOUND
from tests.fuzz.markup import PAGE
from tests.fuzz.noise import BYTES, TEXT, Damage
from tests.fuzz.ofds import OFD
from tests.fuzz.packages import ZIP, opened
from tests.fuzz.portable import PDF
from tests.fuzz.samples import samples
from tests.fuzz.sheets import SHEET

_WAYS: Mapping[str, Mapping[str, Damage]] = {
    "docx": ZIP,
    "doc": COMPOUND,
    "xlsx": SHEET,
    "pdf": PDF,
    "ofd": OFD,
    "html": PAGE,
    "txt": TEXT,
    "image": {},
}
_OF_BYTES, _OF_BYTES_ZIPPED = 0.25, 0.08
_MOST = 12_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged document; `steps` are the ways in which it was damaged, in order."""

    kind: str
    number: int
    sample: str
    name: str
    data: bytes
    steps: tuple[str, ...]

    @property
    def id(self) -> str:
        """What names the case on the command line."""
        return f"{self.kind}/{self.number}"


def case(kind: str, number: int, seed: int) -> Case:
    """The case of this number; the same each time."""
    rng = random.Random(f"{seed} {kind} {number}")
    sample = rng.choice(samples(kind))
    data, steps = sample.data, list[str]()
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        name, way = _way(rng, kind, data)
        data = way(rng, data)[:_MOST] or b"\0"
        steps.append(name)
    name = (
        sample.name
        if rng.random() < 0.9
        else rng.choice(("报告", "a.txt", "a.docx", "a.html", "a.pdf", "=1+1.xlsx"))
    )
    return Case(kind, number, sample.name, name, data, tuple(steps))


def _way(rng: random.Random, kind: str, data: bytes) -> tuple[str, Damage]:
    """A way to damage a file: mostly one that knows its format, as long as it is sound enough for that."""
    ways = _WAYS[kind]
    zipped = kind in ("docx", "xlsx", "ofd")
    if (
        not ways
        or rng.random() < (_OF_BYTES_ZIPPED if zipped else _OF_BYTES)
        or (zipped and not _is_sound(data))
    ):
        ways = BYTES
    name = rng.choice(sorted(ways))
    return name, ways[name]


def _is_sound(data: bytes) -> bool:
    """Whether a zip can be opened to damage its parts."""
    try:
        return all(content is not None for _, content in opened(data))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        zlib.error,
        LZMAError,
    ):
        return False
