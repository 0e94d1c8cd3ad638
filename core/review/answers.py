"""A next version of the document: what became of each item sent back, and what of the decisions.

The payload of a `version` entry stands alone as an audit record; the bytes and the report it names stand
beside the journal (contents.py):

    {"name", "source": SHA-256, "program", "report": digest, "reread": BOOLEAN,
     "answers": [{"entry": NUMBER, "kind": "proposal", "cells": [CELL, …], "key": KEY or null,
                  "message": {…} or null, "wanted": NUMBER, "reply": "done", "changed": [CELL, …]}, …],
     "changes": {CELL: [{"value", "raw", "state"} or null, …twice, before and now], …},
     "lapsed": [{"entry": NUMBER, "cells": [CELL, …], "findings": [KEY, …]}, …]}

`changes`: every cell in which the document now says something else, sent back or not, and the figures of the
prose (by the ids they had) that were sent back and no longer stand in the same words. `lapsed`: what of
earlier decisions no longer applies, the numbers it rests on having changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.extract.report import Cell, CellState, Number
from core.messages import Message
from core.review.change import DecisionKind, Entry
from core.review.contents import Read
from core.review.report_json import (
    Json,
    message_from_json,
    message_to_json,
    number_from_json,
    number_to_json,
    text,
    texts,
)


class Reply(StrEnum):
    """What the office did about an item: 已改, 未改, 另有改动."""

    DONE = "done"
    UNCHANGED = "unchanged"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an item sent back.

    `entry` is the number of the decision that sent it, `key` and `message` the finding to be checked, if
    it was one; `message` alone, with no key, the words of the figure of the prose that it was about.
    `wanted` what a proposal asked for (None: a blank). `changed`: those of its cells in which the document
    says something else now; their numbers are in the version's `changes`, a figure's by its former id.
    """

    entry: int
    kind: DecisionKind
    cells: tuple[str, ...]
    key: str | None
    message: Message | None
    wanted: Number | None
    reply: Reply
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lapse:
    """What of a decision no longer applies: cells changed or sent back; findings settled, by key."""

    cells: frozenset[str]
    findings: frozenset[str]


@dataclass(frozen=True)
class Taking:
    """What taking a version comes to: the answers, what changed, what of the decisions lapses, by entry.

    `changes`: by cell, what the document said before and says now; None where there is no such cell.
    """

    answers: tuple[Answer, ...]
    changes: Mapping[str, tuple[Cell | None, Cell | None]]
    lapses: Mapping[int, Lapse]


@dataclass(frozen=True)
class Version:
    """A version of the document that was taken: `reread` where the same one was read by a newer program."""

    entry: Entry
    name: str
    sha256: str
    program: str
    reread: bool
    taking: Taking


def version_payload(read: Read, reread: bool, taking: Taking) -> dict[str, Json]:
    """The payload of the entry that takes a version."""
    return {
        "name": read.name,
        "source": read.sha256,
        "program": read.program,
        "report": read.digest,
        "reread": reread,
        "answers": [_answer_to_json(answer) for answer in taking.answers],
        "changes": {id: [_cell_to_json(cell) for cell in pair] for id, pair in taking.changes.items()},
        "lapsed": [
            {"entry": number, "cells": sorted(lapse.cells), "findings": sorted(lapse.findings)}
            for number, lapse in taking.lapses.items()
        ],
    }


def version_of(entry: Entry) -> Version:
    """A `version` entry read."""
    said = entry.payload
    changes = {}
    for id, (before, now) in said["changes"].items():
        changes[text(id)] = _cell_from_json(id, before), _cell_from_json(id, now)
    answers = tuple(_answer_from_json(one) for one in said["answers"])
    return Version(
        entry,
        text(said["name"]),
        text(said["source"]),
        text(said["program"]),
        bool(said["reread"]),
        Taking(answers, changes, lapses_of(said)),
    )


def versions_of(entries: Sequence[Entry]) -> tuple[Version, ...]:
    """The versions among these entries, in the order they were taken."""
    return tuple(version_of(entry) for entry in entries if entry.kind == "version")


def lapses_of(said: Mapping[str, Any]) -> dict[int, Lapse]:
    """What of each decision no longer applies, by the decision's entry."""
    return {
        int(one["entry"]): Lapse(frozenset(texts(one["cells"])), frozenset(texts(one["findings"])))
        for one in said["lapsed"]
    }


def _answer_to_json(answer: Answer) -> Json:
    return {
        "entry": answer.entry,
        "kind": answer.kind.value,
        "cells": list(answer.cells),
        "key": answer.key,
        "message": None if answer.message is None else message_to_json(answer.message),
        "wanted": number_to_json(answer.wanted),
        "reply": answer.reply.value,
        "changed": list(answer.changed),
    }


def _answer_from_json(said: Json) -> Answer:
    return Answer(
        int(said["entry"]),
        DecisionKind(said["kind"]),
        texts(said["cells"]),
        None if said["key"] is None else text(said["key"]),
        None if said["message"] is None else message_from_json(said["message"]),
        number_from_json(said["wanted"]),
        Reply(said["reply"]),
        texts(said["changed"]),
    )


def _cell_to_json(cell: Cell | None) -> Json:
    if cell is None:
        return None
    return {"value": number_to_json(cell.value), "raw": cell.raw, "state": cell.state.value}


def _cell_from_json(id: str, said: Json) -> Cell | None:
    if said is None:
        return None
    return Cell(id, number_from_json(said["value"]), text(said["raw"]), CellState(said["state"]))
