"""What a session's file holds, and how it is read.

`application_id` and `user_version` (1000 times the major version, and the minor) say what the file is.

    meta     key, value
    source   name, sha256, bytes (one row)
    report   program, digest, json (one row: the extracted report, and the version that read it)
    journal  number, at, who, kind, payload (canonical JSON), previous, hash
    version  number (of its entry), name, sha256, bytes, program, digest, json (a row for each version
             taken since; bytes null where the document before it was only read again)

A file of version 1 has no table `version`; it gets one with the first entry that is written to it. From
version 3 on a decision may be on figures of the prose (ruling.py), which earlier programs cannot follow.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from core.errors import InputError
from core.extract.report import Report
from core.messages import message
from core.review.change import Entry
from core.review.faults import NOT_A_SESSION, REFUSED, damaged
from core.review.journal import canonical, read_entry
from core.review.report_json import report_from_json, report_to_json

APPLICATION = 0x476F756A
MAJOR, MINOR = 3, 0
MOST_BYTES = 1_000_000_000
"""How large a session's file may be: it holds a document and its versions, each 100 MB at most."""
VERSIONS = """
CREATE TABLE IF NOT EXISTS version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    bytes BLOB, program TEXT NOT NULL, digest TEXT NOT NULL, json TEXT NOT NULL)
"""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE report (program TEXT NOT NULL, digest TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE journal (number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Read:
    """A document and what was read out of it: its name, its SHA-256, its bytes; the program that read it.

    `source` is None where the same document was read again.
    """

    name: str
    sha256: str
    source: bytes | None
    program: str
    digest: str
    report_json: str

    def report(self) -> Report:
        """The report as it was extracted; one of `NOT_A_SESSION` if that is not what the file holds."""
        return report_from_json(json.loads(self.report_json))


@dataclass(frozen=True)
class Held:
    """What a session's file holds, as read: nothing of it is proved yet.

    `first` is what the review began with, `versions` those taken since, by the number of their entry.
    """

    first: Read
    entries: tuple[Entry, ...]
    versions: Mapping[int, Read] = field(default_factory=dict)

    def reports(self) -> dict[int, Report]:
        """The reports of the versions; one of `NOT_A_SESSION` if they are none."""
        return {number: read.report() for number, read in self.versions.items()}


def read_of(name: str, sha: str, source: bytes | None, program: str, report: Report) -> Read:
    """What is kept of a document and the report read out of it."""
    said = report_text(report)
    return Read(name, sha, source, program, digest(said), said)


def report_text(report: Report) -> str:
    """The report as the file keeps it: JSON in ASCII, which also holds halves of characters."""
    return json.dumps(report_to_json(report), ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def digest(said: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def connect(path: Path, options: str) -> sqlite3.Connection:
    """A connection to a file, with the options of an SQLite URI; it trusts nothing in the file."""
    connection = sqlite3.connect(
        f"file://{_address(path)}?{options}",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = _text
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    """The path as SQLite's URIs take it: also of a network drive (//server/share), which as_uri spoils."""
    name = quote(os.fsencode(path.resolve().as_posix()), safe="/:")
    return name if name.startswith("/") else f"/{name}"


def _text(stored: bytes) -> str:
    """Text as stored; bytes that are none are kept as such, and fail where the contents are proved."""
    return stored.decode("utf-8", "surrogateescape")


def fill(connection: sqlite3.Connection, held: Held) -> None:
    """Makes an empty file a session's."""
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {MAJOR * 1000 + MINOR}")
    connection.execute("BEGIN")
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(VERSIONS)
    first = held.first
    connection.execute("INSERT INTO meta VALUES ('program', ?)", (first.program,))
    connection.execute("INSERT INTO source VALUES (?, ?, ?)", (first.name, first.sha256, first.source))
    connection.execute(
        "INSERT INTO report VALUES (?, ?, ?)", (first.program, first.digest, first.report_json)
    )
    for entry in held.entries:
        insert(connection, entry, None)
    connection.execute("COMMIT")


def upgrade(connection: sqlite3.Connection) -> None:
    """Makes a file of an earlier version one of this, within a transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < MAJOR * 1000 + MINOR:
        connection.execute(VERSIONS)
        connection.execute(f"PRAGMA user_version = {MAJOR * 1000 + MINOR}")


def insert(connection: sqlite3.Connection, entry: Entry, version: Read | None) -> None:
    """Adds an entry to the journal, and the version it takes if it does, within a transaction."""
    row = (
        entry.number,
        entry.at,
        entry.who,
        entry.kind,
        canonical(entry.payload),
        entry.previous,
        entry.hash,
    )
    connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    if version is not None:
        held = (version.source, version.program, version.digest, version.report_json)
        row_of = (entry.number, version.name, version.sha256, *held)
        connection.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", row_of)


def peek_with(path: Path, options: str) -> Held:
    """What a file holds, opened with these options; the errors are SQLite's own, and InputError."""
    with closing(connect(path, options)) as connection:
        connection.execute("BEGIN")
        check_kind(connection, path)
        return read_held(connection, path)


def is_about(path: Path, sha: str) -> bool:
    """Whether a path is a session's file about the source with this SHA-256, be it a version of it."""
    try:
        if not path.is_file():
            return False
        with closing(connect(path, "mode=ro&immutable=1")) as connection:
            held = connection.execute("SELECT sha256 FROM source").fetchall()
            if _has_versions(connection):
                held += connection.execute("SELECT sha256 FROM version").fetchall()
            return (sha,) in held
    except (*REFUSED, OSError):
        return False


def check_there(path: Path) -> None:
    """InputError if there is no file at the path, or one too large; OSError if that cannot be told."""
    if not path.is_file():
        raise InputError(message("review.absent", path=str(path)))
    if path.stat().st_size > MOST_BYTES:
        raise InputError(message("review.too_large", name=path.name, most=MOST_BYTES // 1_000_000))


def check_kind(connection: sqlite3.Connection, path: Path) -> None:
    """InputError if the file is no session, or one of a newer major version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    foreign = connection.execute("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')")
    if application != APPLICATION or foreign.fetchone():
        raise InputError(message("review.not_a_session", name=path.name))
    if version // 1000 > MAJOR:
        raise InputError(message("review.newer", name=path.name, version=version // 1000, known=MAJOR))


def read_held(connection: sqlite3.Connection, path: Path) -> Held:
    """Everything in a session's file; InputError if a table or field is not as it must be."""
    name, sha, source = _row(connection, "SELECT name, sha256, bytes FROM source", (str, str, bytes), path)
    program, held, said = _row(connection, "SELECT program, digest, json FROM report", (str, str, str), path)
    first = Read(name, sha, source, program, held, said)
    return Held(first, tuple(read_entries(connection, path)), dict(_read_versions(connection, path)))


def _has_versions(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'version'").fetchone())


def _read_versions(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[int, Read]]:
    if not _has_versions(connection):
        return
    types = (int, str, str, bytes | None, str, str, str)
    rows = connection.execute("SELECT number, name, sha256, bytes, program, digest, json FROM version")
    for row in rows:
        if not all(isinstance(value, kind) for value, kind in zip(row, types, strict=True)):
            raise damaged(path, message("review.fault.contents"))
        yield row[0], Read(*row[1:])


def read_entries(connection: sqlite3.Connection, path: Path) -> Iterator[Entry]:
    """The journal's entries as the rows lie; InputError names the first that is none."""
    rows = connection.execute(
        "SELECT number, at, who, kind, payload, previous, hash FROM journal ORDER BY number"
    )
    for at, row in enumerate(rows, start=1):
        try:
            yield read_entry(*row)
        except NOT_A_SESSION as error:
            raise damaged(path, message("review.fault.form", place=at)) from error


def _row(connection: sqlite3.Connection, query: str, types: Sequence[type], path: Path) -> tuple[Any, ...]:
    rows = connection.execute(query).fetchmany(2)
    if len(rows) != 1 or not all(isinstance(field, kind) for field, kind in zip(rows[0], types, strict=True)):
        raise damaged(path, message("review.fault.contents"))
    return tuple(rows[0])
