"""Proves what a session's file holds: the chain, and what its entries anchor of documents and reports."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.messages import Message, message
from core.review.contents import Held, Read, digest
from core.review.faults import NOT_A_SESSION, damaged
from core.review.fold import Standing, fold
from core.review.journal import find_fault


def proved(held: Held, path: Path) -> Standing:
    """The standing of what a file holds, once everything in it is what it says; else InputError."""
    if why := contents_fault(held):
        raise damaged(path, why)
    try:
        return fold(held.first.report(), held.entries, held.reports())
    except NOT_A_SESSION as error:
        raise damaged(path, message("review.fault.contents")) from error


def contents_fault(held: Held) -> Message | None:
    """What does not hold in a session's file: the chain, or what the entries anchor."""
    if not held.entries:
        return message("review.fault.empty")
    if fault := find_fault(held.entries):
        return fault.why
    first = held.entries[0]
    if first.kind != "open" or not isinstance(first.payload.get("journal"), str):
        return message("review.fault.anchor")
    return _read_fault(held.first, first.payload, {held.first.sha256}) or _versions_fault(held)


def _versions_fault(held: Held) -> Message | None:
    taken = {entry.number: entry.payload for entry in held.entries if entry.kind == "version"}
    if taken.keys() != held.versions.keys():
        return message("review.fault.versions")
    known = {held.first.sha256}
    for number, payload in taken.items():
        read = held.versions[number]
        if read.source is not None:
            known.add(read.sha256)
        if fault := _read_fault(read, payload, known):
            return message("review.fault.version", place=number, why=fault)
    return None


def _read_fault(read: Read, said: Mapping[str, Any], known: set[str]) -> Message | None:
    """What does not agree with what an entry says of a document; `known`: those whose bytes are there."""
    sha = read.sha256 if read.source is None else sha256(read.source).hexdigest()
    if not sha == read.sha256 == said.get("source") or sha not in known:
        return message("review.fault.source")
    if not digest(read.report_json) == read.digest == said.get("report"):
        return message("review.fault.report")
    if read.name != said.get("name") or read.program != said.get("program"):
        return message("review.fault.anchor")
    return None
