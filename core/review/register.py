"""The register: how far each journal had got, kept apart from the sessions, in the user's data folder.

One small file for each journal and each place a session of it was at: a line that says which, then how
many entries there were and the last hash, a line for each entry since. A tail cut off a session is found
because the register remembers more.

It is written after every entry but not forced to the disk, which would double the time a decision takes: a
kill may leave it one entry behind, a power cut some more. What is in it was always on the chain. Only
whoever holds the lock of a session writes the file of its place, so several programs do no harm.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from core.paths import home
from core.review.change import Entry
from core.review.places import beside, sync

LINE = re.compile(r"[0-9]{1,9} [0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Record:
    """How far a journal had got at a place, and which sources it is about, parted by spaces."""

    journal: str
    source: str
    path: str
    entries: int
    head: str


def remember(record: Record) -> None:
    """Adds how far a journal has got; OSError if the folder cannot be written."""
    try:
        handle = os.open(_file(record.journal, record.path), os.O_WRONLY | os.O_APPEND)
    except FileNotFoundError:
        begin(record)
        return
    try:
        os.write(handle, f"{record.entries} {record.head}\n".encode())
    finally:
        os.close(handle)


def begin(record: Record) -> None:
    """Begins the file of a place anew, on the disk when this returns; OSError if it cannot be."""
    target = _file(record.journal, record.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target) as part:
        part.write_text(json.dumps(asdict(record)) + "\n", encoding="utf-8")
        sync(part)
        os.replace(part, target)


def forget(journal: str, path: str) -> None:
    """Forgets a place where the session is no longer kept."""
    _file(journal, path).unlink(missing_ok=True)


def place_name(path: Path) -> str:
    """The one name of a session's place, however it was reached."""
    return os.path.normcase(path.resolve())


def contradiction(journal: str, path: Path, entries: Sequence[Entry]) -> Record | None:
    """The record that a chain falls short of, or None.

    What is remembered of the session's own place counts; where nothing is (it was moved or copied), what
    is remembered of the journal anywhere.
    """
    records = list(_read(_folder(journal)))
    own = [record for record in records if record.path == place_name(path)]
    return next((record for record in own or records if not on_chain(record, entries)), None)


def on_chain(record: Record, entries: Sequence[Entry]) -> bool:
    """Whether a chain has, or once had as its end, what the record remembers."""
    return record.entries <= len(entries) and entries[record.entries - 1].hash == record.head


def places_of(source: str) -> tuple[Path, ...]:
    """Where sessions about a source were kept last, the one last written first; they need not be there."""
    files = sorted(_root().glob("*/*.place"), key=_written, reverse=True)
    return tuple(
        Path(record.path) for file in files for record in _read_file(file) if source in record.source.split()
    )


def _root() -> Path:
    return home() / "register"


def _folder(journal: str) -> Path:
    # The journal's id comes from the session, which may be anybody's: never a path of their making.
    return _root() / sha256(journal.encode("utf-8", "replace")).hexdigest()[:32]


def _file(journal: str, path: str) -> Path:
    return _folder(journal) / f"{sha256(path.encode('utf-8', 'replace')).hexdigest()[:32]}.place"


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # forgotten meanwhile
        return 0.0


def _read(folder: Path) -> Iterable[Record]:
    for file in sorted(folder.glob("*.place")):
        yield from _read_file(file)


def _read_file(file: Path) -> Iterable[Record]:
    """The record in a file; none where another program has removed it, or it is none of ours."""
    try:
        first, *lines = file.read_text(encoding="utf-8").split("\n")
        said = json.loads(first)
        record = Record(*(said[name] for name in Record.__slots__))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return
    for line in filter(LINE.fullmatch, lines):
        entries, head = line.split()
        record = replace(record, entries=int(entries), head=head)
    if type(record.entries) is int and record.entries > 0:
        yield record
