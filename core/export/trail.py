"""The sheets that let a workbook be verified by itself: the journal, entry by entry, and the source."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from core.export.entry_words import entry_words
from core.export.lists import ListColumn, Value
from core.export.opinion import Origin
from core.export.tables import report_tables
from core.export.text import say
from core.review.change import Entry, ReviewState
from core.review.journal import canonical

RECORD_LENGTH = 30_000
"""How much of an entry's record stands in one cell; the rest follows in the columns after it."""

JOURNAL = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.time", 27),
    ListColumn("export.column.who", 10),
    ListColumn("export.column.operation", 8),
    ListColumn("export.column.what", 56),
    ListColumn("export.column.previous", 24),
    ListColumn("export.column.hash", 24),
)
PRINTED = len(JOURNAL)
"""How many columns of the journal are printed; the records are for `verify`."""

OPERATIONS = frozenset(
    {"open", "decide", "undo", "redo", "export", "version", "beside", "stages", "sign", "unsign"}
)
"""The kinds of entries that this version has words for."""

SOURCE = (ListColumn("export.column.item", 24), ListColumn("export.column.content", 100))

LATE = ("export.source.exported", "export.source.entries", "export.source.head")
"""The rows of the source's sheet that tell of the export itself."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def journal_columns(entries: Sequence[Entry]) -> tuple[ListColumn, ...]:
    """The columns of the journal's sheet, with as many for the records as the longest needs."""
    needed = max((len(_record(entry)) for entry in entries), default=1)
    return JOURNAL + (ListColumn("export.column.record", 40, wrap=False),) * -(-needed // RECORD_LENGTH)


def journal_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """Every entry in words, with its hashes, and its record: everything that its hash is over."""
    return [
        [
            entry.number,
            entry.at,
            entry.who,
            _operation(entry, language),
            entry_words(entry, state.report, language),
            entry.previous,
            entry.hash,
            *_pieces(_record(entry)),
        ]
        for entry in state.entries
    ]


def _operation(entry: Entry, language: str) -> str:
    return say(f"export.operation.{entry.kind if entry.kind in OPERATIONS else 'other'}", language)


def _record(entry: Entry) -> str:
    """The entry as canonical JSON, what a workbook cannot hold written as JSON's own escapes."""
    fields = {
        "number": entry.number,
        "at": entry.at,
        "who": entry.who,
        "kind": entry.kind,
        "payload": entry.payload,
    }
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", canonical(fields))


def journal_words(state: ReviewState, language: str) -> list[str]:
    """What the journal's sheet says that each entry did, as its two columns read one after the other."""
    return [
        f"{_operation(entry, language)} {entry_words(entry, state.report, language)}"
        for entry in state.entries
    ]


def read_record(pieces: Sequence[str]) -> dict[str, object]:
    """The fields of an entry that `_record` wrote, the payload as canonical JSON."""
    said = json.loads("".join(pieces))
    return {
        **{name: said[name] for name in ("number", "at", "who", "kind")},
        "payload": canonical(said["payload"]),
    }


def _pieces(record: str) -> list[str]:
    return [record[at : at + RECORD_LENGTH] for at in range(0, len(record), RECORD_LENGTH)]


def source_rows(state: ReviewState, origin: Origin, language: str) -> list[list[Value]]:
    """What was reviewed, by what, and how to verify it."""
    report = state.report
    said: list[tuple[str, str]] = [
        ("export.source.name", origin.name),
        ("export.source.sha256", origin.sha256),
        ("export.source.title", report.title or "—"),
        ("export.source.agency", report.agency or "—"),
        ("export.source.year", str(report.year or "—")),
    ]
    rows: list[list[Value]] = [[say(id, language), text] for id, text in said]
    for form, table in report_tables(report):
        used = say("export.source.form", language, form=form.title, notice=form.notice)
        rows.append([table.name, used])
    for label, neighbour in (
        ("export.source.last_year", state.beside.last_year),
        ("export.source.other_form", state.beside.other_form),
    ):
        if neighbour is not None:
            rows.append([say(label, language), f"{neighbour.name}\nSHA-256 {neighbour.sha256}"])
    own = say("export.source.own", language)
    rows += [[own, f"{file.name}\nSHA-256 {file.sha256}"] for file in report.own]
    rows += _version_rows(state, language)
    rows.append([say("export.source.program", language), f"Gouji {origin.version}"])
    for label, told in zip(LATE, late_words(origin.who, origin.at, state.entries), strict=True):
        rows.append([say(label, language), told])
    rows += [
        [say("export.source.verify", language), say("export.source.how", language)],
    ]
    return rows


def _version_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """The document that the review began with and the office's versions since, where there were any."""
    taken = [version for version in state.versions if not version.reread]
    if not taken:
        return []
    first = state.entries[0].payload
    rows: list[list[Value]] = [
        [say("export.source.first", language), f"{first['name']}\nSHA-256 {first['source']}"]
    ]
    for number, version in enumerate(taken, start=1):
        label = say("export.source.version", language, number=number)
        rows.append([label, f"{version.name}\nSHA-256 {version.sha256}"])
    return rows


def late_words(who: str, at: str, entries: Sequence[Entry]) -> tuple[str, str, str]:
    """What the source's sheet tells of the export itself: when and by whom, the entries, the last hash."""
    return f"{at} {who}", str(len(entries)), entries[-1].hash
