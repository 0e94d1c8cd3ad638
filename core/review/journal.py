"""The journal's chain: what an entry's hash is over, and where a chain is broken.

`hash` is the SHA-256, in hexadecimal, of the hash of the entry before (64 zeros before the first) and
the canonical JSON of number, at, who, kind and payload: keys sorted, no spaces, UTF-8, no floats.
A workbook prints the same fields, so that its chain is proved by the same functions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

from core.messages import Message, message
from core.review.change import Entry

UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
GENESIS = "0" * 64
"""What stands for the hash before the first entry."""
LEAST_HEAD = 16
"""How much of a hash on paper must be typed: 64 bits, more than anybody can try out."""
CLOCKS = timedelta(minutes=2)
"""So far apart the clocks of two computers may be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry, counted from 1 as the rows lie, where a chain does not hold, and why."""

    number: int
    why: Message


def canonical(said: object) -> str:
    """The one way a JSON value is written: keys sorted, no spaces, no escapes that are not needed."""
    return json.dumps(said, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def entry_hash(previous: str, number: int, at: str, who: str, kind: str, payload: Mapping[str, Any]) -> str:
    """The hash of an entry that follows the one whose hash is `previous`."""
    fields = {"number": number, "at": at, "who": who, "kind": kind, "payload": payload}
    return sha256((previous + canonical(fields)).encode()).hexdigest()


def next_entry(entries: Sequence[Entry], at: str, who: str, kind: str, payload: Mapping[str, Any]) -> Entry:
    """The entry that carries a chain on; the first where there is none.

    What no text file or workbook can hold (halves of a character, U+FFFE) is written as U+FFFD, so that
    the entry is the same wherever it is read again.
    """
    number, previous = len(entries) + 1, entries[-1].hash if entries else GENESIS
    who = " ".join(UNWRITABLE.sub("\ufffd", who).split())
    kept = json.loads(UNWRITABLE.sub("\ufffd", canonical(payload)))
    return Entry(number, at, who, kind, kept, previous, entry_hash(previous, number, at, who, kind, kept))


def read_entry(
    number: object, at: object, who: object, kind: object, payload: object, previous: object, hash: object
) -> Entry:
    """An entry from its stored fields, the payload as its canonical JSON; ValueError for anything else."""
    if type(number) is not int:
        raise ValueError(f"no number: {number!r}")
    words = [word for word in (at, who, kind, payload, previous, hash) if isinstance(word, str)]
    if len(words) != 6 or any(UNWRITABLE.search(word) for word in words):
        raise ValueError(f"entry {number}: a field is no text")
    read = json.loads(words[3])
    if not isinstance(read, dict) or canonical(read) != words[3]:
        raise ValueError(f"entry {number}: the payload is not canonical JSON")
    return Entry(number, words[0], words[1], words[2], read, words[4], words[5])


def find_fault(entries: Sequence[Entry]) -> Fault | None:
    """Where the chain is broken first: an entry edited, inserted, moved or removed; None if nowhere."""
    previous = GENESIS
    for place, entry in enumerate(entries, start=1):
        if entry.number != place:
            return Fault(place, message("review.fault.number", place=place, number=entry.number))
        if entry.previous != previous:
            return Fault(place, message("review.fault.previous", place=place))
        if entry.hash != hash_of(entry):
            return Fault(place, message("review.fault.hash", place=place))
        previous = entry.hash
    return None


def clock_remark(entries: Sequence[Entry]) -> Message | None:
    """Which entry says that it is earlier than the one before it: a clock was set back, or was wrong."""
    for before, entry in pairwise(entries):
        try:
            back = datetime.fromisoformat(before.at) - datetime.fromisoformat(entry.at)
        except (ValueError, TypeError):  # no time, or one without an offset: nothing to be told of it
            continue
        if back > CLOCKS:
            return message("review.verify.clock", place=entry.number, at=entry.at, before=before.at)
    return None


def hash_of(entry: Entry) -> str:
    """What the entry's hash must be, by everything else that stands in it."""
    return entry_hash(entry.previous, entry.number, entry.at, entry.who, entry.kind, entry.payload)


def find_head(entries: Sequence[Entry], head: str) -> int | None:
    """The number of the entry whose hash is on a printed sheet, or None.

    Spaces, dashes and case do not matter, nor does it if only the beginning is given: at least 16
    characters, lest a forged chain be tried until it begins so. ValueError if `head` is no such hash.
    """
    wanted = "".join(sign for sign in head if not sign.isspace() and sign not in "-–—:").lower()
    if not LEAST_HEAD <= len(wanted) <= 64 or set(wanted) - set("0123456789abcdef"):
        raise ValueError(head)
    return next((entry.number for entry in entries if entry.hash.startswith(wanted)), None)
