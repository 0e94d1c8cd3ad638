"""The list of words that text.intrusion looks for: the program's, the office's and the user's own.

The format, a word a line, is told at the head of resources/lists/intrusion.txt. Lines that are not in it
are faults, told by list, line and reason; the others count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.extract.text_plain import small
from core.messages import Message, message
from core.paths import own_folders, resource

NAME = "intrusion.txt"
LONGEST = 40
MOST_LINES = 2000
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word as it is compared (half-width, small letters), and what beside it makes a sentence official."""

    text: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a list (program, machine, own) that cannot be used: which, from 1 (0: the whole), and why."""

    file: str
    line: int
    message: Message


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of the lists, and what is wrong with the lists."""

    words: tuple[Word, ...]
    faults: tuple[Fault, ...] = ()


def word_list() -> WordList:
    """The words of the program's list, the office's and the user's, as the files say now, a later one's over
    an earlier's; to have no list of one's own is no fault."""
    machine, own = own_folders("lists")
    words: dict[str, Word] = {}
    faults: list[Fault] = []
    for name, path in (("program", resource("lists")), ("machine", machine), ("own", own)):
        if name != "program" and not (path / NAME).exists():
            continue
        for read in _read(name, path / NAME):
            match read:
                case Fault():
                    faults.append(read)
                case Word():
                    words[read.text] = read
                case str():
                    words.pop(read, None)
    return WordList(tuple(words.values()), tuple(faults))


def _read(name: str, path: Path) -> Iterator[Word | str | Fault]:
    """The lines of a list: words, words that no longer count, faults."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        yield _fault(name, 0, "unreadable")
        return
    yield from _said(name, data)


@lru_cache(8)
def _said(name: str, data: bytes) -> tuple[Word | str | Fault, ...]:
    """What the bytes of a list say; the same bytes are parsed once."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    lines = text.splitlines()
    long = len(data) > MOST_BYTES or len(lines) > MOST_LINES
    faults = [_fault(name, 0, "too_long", most=MOST_LINES)] if long else []
    return (*faults, *_parsed(name, lines[:MOST_LINES]))


def _parsed(name: str, lines: Iterable[str]) -> Iterator[Word | str | Fault]:
    for number, line in enumerate(lines, start=1):
        said = _compared(line)
        if not said or said.startswith("#"):
            continue
        dropped = said.startswith("-")
        word, bar, unless = said.removeprefix("-").partition("|")
        word = "".join(word.split())
        reason = _reason(word, bar, unless, dropped)
        if reason:
            yield _fault(name, number, reason, most=LONGEST)
        else:
            yield word if dropped else Word(word, tuple(unless.split()))


def _reason(word: str, bar: str, unless: str, dropped: bool) -> str | None:
    """Why a line cannot be used, as the last part of a message's id; None where it can."""
    if "\ufffd" in word + unless or not all(c.isprintable() for c in word + unless):
        return "letters"
    if len(word) < 2:
        return "short"
    if len(word) > LONGEST:
        return "long"
    if bar and (dropped or not unless.split()):
        return "bar"
    return None


def _fault(name: str, line: int, reason: str, **said: int) -> Fault:
    place = message(f"text.list.{name}")
    if line:
        place = message("text.list.line", list=place, line=line)
    return Fault(name, line, message(f"text.list.{reason}", place=place, **said))


def _compared(line: str) -> str:
    return small(unicodedata.normalize("NFKC", line).strip())
