"""The score last accepted (accepted.json), and what a change gained and lost against it, cell by cell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.scored.score import COLUMNS, Grade

ACCEPTED = Path(__file__).with_name("accepted.json")
_BETTER = ("silent", "recovered_wrong", "doubted", "abstained", "right")
FAULTS = ("recovered_wrong", "silent", "missed", "false", "meta")


@dataclass(frozen=True)
class Accepted:
    """Counts and the grades of the cells not right, by document."""

    counts: Mapping[str, Mapping[str, int]]
    cells: Mapping[str, Mapping[str, str]]


def load(path: Path = ACCEPTED) -> Accepted:
    """The accepted score; an empty one where there is none yet."""
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    cells = {
        id: {c: grade for grade, held in each["cells"].items() for c in held} for id, each in said.items()
    }
    return Accepted({id: each["counts"] for id, each in said.items()}, cells)


def save(ids: Iterable[str], grades: Iterable[Grade], path: Path = ACCEPTED) -> None:
    """Writes the score as the accepted one, a document a line; those not read now stay as they were."""
    lines = {grade.id: _line(grade) for grade in grades}
    if path.exists():
        lines = dict(map(_told, path.read_text(encoding="utf-8").splitlines()[1:-1])) | lines
    path.write_text("{\n" + ",\n".join(lines[id] for id in ids if id in lines) + "\n}\n", encoding="utf-8")


def _told(line: str) -> tuple[str, str]:
    line = line.removesuffix(",")
    return next(iter(json.loads(f"{{{line}}}"))), line


def _line(grade: Grade) -> str:
    cells: dict[str, list[str]] = {}
    for cell, how in grade.cells.items():
        cells.setdefault(how, []).append(cell)
    counts = {name: count for name, count in grade.counts.items() if count}
    said = json.dumps({"counts": counts, "cells": cells}, separators=(",", ":"))
    return f"{json.dumps(grade.id)}: {said}"


def changes(grades: Iterable[Grade], accepted: Accepted) -> Iterator[tuple[bool, str]]:
    """Whether each change is a gain, and what it is: the document, the cell, before and after."""
    for grade in grades:
        before = accepted.cells.get(grade.id)
        if before is None:
            continue
        for cell in sorted(before.keys() | grade.cells.keys()):
            old, new = before.get(cell, "right"), grade.cells.get(cell, "right")
            if old != new:
                said = f"{grade.id} {cell}: {old} -> {new}"
                yield _rank(new) > _rank(old), f"{said} ({grade.read[cell]})" if cell in grade.read else said
        for name in FAULTS[2:]:
            old_count, new_count = accepted.counts[grade.id].get(name, 0), grade.counts[name]
            if old_count != new_count:
                yield new_count < old_count, f"{grade.id} {name}: {old_count} -> {new_count}"


def _rank(grade: str) -> int:
    return _BETTER.index(grade)


def by_kind(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Counter[str]]:
    """The counts of documents summed by their kind, with how many they are."""
    found: dict[str, Counter[str]] = {}
    for id, each in counts.items():
        held = found.setdefault(id.partition("/")[0], Counter(dict.fromkeys(COLUMNS, 0)))
        held.update(each)
        held["files"] += 1
    return found
