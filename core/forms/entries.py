"""The entries of a TOML file, and on which line of it a faulty one stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from core.forms.fault import FormFault
from core.messages import message

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str) -> Mapping[str, Any]:
    """What a TOML text says; a FormFault with the line where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        reason = _AT_LINE.sub("", str(error)).strip()
        line = int(at[1]) if at else max(1, text.count("\n") + (not text.endswith("\n")))
        raise FormFault(message("forms.no_toml", reason=reason), line=line) from error
    except RecursionError as error:
        raise FormFault(message("forms.no_toml", reason="nested too deeply")) from error


def entries(said: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """The entries ([[key]] or key = [{…}, …]); none where there are none, a FormFault for anything else."""
    held = said.get(key, [])
    if not isinstance(held, list) or not all(isinstance(each, dict) for each in held):
        raise FormFault(message("forms.no_list", key=key), key)
    return held


@contextmanager
def place_fault(text: str, header: str = "", at: int = 0) -> Iterator[None]:
    """Gives a FormFault its line: in the entry number `at` (from 0) of [[header]], else in the whole file."""
    try:
        yield
    except FormFault as wrong:
        wrong.line = wrong.line or find_line(text, header, at, wrong.key)
        raise


def find_line(text: str, header: str, at: int, key: str) -> int | None:
    """The line of a key or id within an entry, or that of the entry's header where it is not there."""
    lines = text.splitlines()
    first, last = 0, len(lines)
    if header:
        heads = [n for n, line in enumerate(lines) if line.split("#")[0].strip() == f"[[{header}]]"]
        if at >= len(heads):
            return None
        first = heads[at]
        last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    word = re.escape(key)
    wanted = re.compile(rf'^\s*"?{word}"?\s*=|\bid\s*=\s*["\']{word}["\']')
    found = next((n for n in range(first, last) if key and wanted.search(lines[n])), None)
    if found is not None:
        return found + 1
    return first + 1 if header else None
