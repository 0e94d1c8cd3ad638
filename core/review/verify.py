"""Proves a session's audit trail, or says where it is broken."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import GoujiError
from core.messages import Message, message
from core.review import register
from core.review.change import Entry
from core.review.contents import Held
from core.review.faults import NOT_A_SESSION, Damaged
from core.review.fold import cells_after, checked_after
from core.review.history import History, ground_of
from core.review.journal import clock_remark, find_head
from core.review.leftover import peek
from core.review.proof import contents_fault
from core.review.stages import Stages

Status = Literal["intact", "broken", "unreadable"]
TRIES, PAUSE = 3, 0.05
"""A session that is open elsewhere may be read in the middle of a step: then it is read again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an audit trail: how many entries were read, and the hash of the last."""

    status: Status
    message: Message
    entries: int = 0
    head: str | None = None


def verify_session(path: Path, head: str | None = None) -> Verdict:
    """Recomputes the chain of a session, which may be open, and what its first entry anchors.

    Finds any entry edited, inserted, moved or removed, the source or the report altered, and a tail cut
    off (by this user's register). `head` is a hash from a printed sheet, whole or its first 16 characters
    or more: it must be that of an entry, so that a chain recomputed as a whole is found too.
    """
    if head is not None and (fault := bad_head(head)):
        return Verdict("unreadable", fault)
    verdict = _verify_once(path, head)
    for _ in range(TRIES - 1):
        if verdict.status == "intact":
            break
        time.sleep(PAUSE)
        verdict = _verify_once(path, head)
    return verdict


def bad_head(head: str) -> Message | None:
    """What is wrong with a hash typed from paper, or None."""
    try:
        find_head((), head)
    except ValueError:
        return message("review.verify.bad_head", head=head)
    return None


def _verify_once(path: Path, head: str | None) -> Verdict:
    try:
        held = peek(path)
    except Damaged as error:
        return Verdict("broken", message("review.verify.broken", why=error.why))
    except GoujiError as error:
        return Verdict("unreadable", error.message)
    entries = held.entries
    count, last = len(entries), entries[-1].hash if entries else None
    if why := contents_fault(held) or _step_fault(held):
        return Verdict("broken", message("review.verify.broken", why=why), count, last)
    try:
        cut = _confession(entries) or _shortfall(path, entries)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        said = message("review.verify.register", detail=detail, entries=count)
        return Verdict("unreadable", said, count, last)
    if cut:
        return Verdict("broken", cut, count, last)
    return head_verdict(entries, head)


def head_verdict(entries: Sequence[Entry], head: str | None) -> Verdict:
    """The verdict on a chain that holds, by the hash on paper."""
    count, last = len(entries), entries[-1].hash
    if head is None:
        said = message("review.verify.intact", entries=count)
        return Verdict("intact", with_clock(said, entries), count, last)
    number = find_head(entries, head)
    if number is None:
        return Verdict("broken", message("review.verify.other_head"), count, last)
    said = message("review.verify.witnessed", entries=count, number=number, later=count - number)
    return Verdict("intact", with_clock(said, entries), count, last)


def with_clock(said: Message, entries: Sequence[Entry]) -> Message:
    """What is said of a chain that holds, and that a clock went back in it, where one did."""
    remark = clock_remark(entries)
    return said if remark is None else message("review.verify.remark", said=said, remark=remark)


def _step_fault(held: Held) -> Message | None:
    """The first entry that cannot follow, though the chain holds: one written by another hand."""
    try:
        history, stages = History(ground_of(held.first.report()), held.reports()), Stages()
    except NOT_A_SESSION:
        return message("review.fault.contents")
    for entry in held.entries:
        try:
            history, stages = history.follow(entry), stages.follow(entry)
            report, last = history.ground.report, history.ground.rulings[-1:]
            cells_after(report, last), checked_after(report, last)
        except NOT_A_SESSION:
            return message("review.fault.step", place=entry.number)
    return None


def _confession(entries: Sequence[Entry]) -> Message | None:
    """What an opening noted of a tail that was missing by then."""
    for entry in entries:
        if entry.kind == "open" and isinstance(said := entry.payload.get("shortened"), dict):
            remembered = said.get("entries")
            return message(
                "review.verify.confessed",
                place=entry.number,
                entries=remembered if isinstance(remembered, int) else None,
            )
    return None


def _shortfall(path: Path, entries: Sequence[Entry]) -> Message | None:
    record = register.contradiction(str(entries[0].payload["journal"]), path, entries)
    if record is None:
        return None
    return message("review.verify.shortened", entries=record.entries, held=len(entries))
