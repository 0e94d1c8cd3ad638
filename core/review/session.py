"""The review of one report: the only thing that changes its state."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from core.extract.report import Report
from core.messages import Message, message
from core.reconcile.engine import Reconciliation
from core.review import register
from core.review.change import Change, Decision, Entry, Item, ReviewState
from core.review.contents import Held, digest, is_about, report_text
from core.review.faults import NOT_A_SESSION, damaged, writing
from core.review.fold import Standing, change_between, fold
from core.review.journal import find_fault, next_entry
from core.review.judge import judge
from core.review.places import current_user, session_path, sessions_folder
from core.review.store import Store
from core.version import program_version

__all__ = ["Session", "current_user", "find_session", "put_by", "set_aside"]


def find_session(sha: str) -> Path | None:
    """Where there is a session about a source, named or not: the one written last; None if nowhere."""
    try:
        named = register.places_of(sha)
    except OSError:  # what is wrong with the register is told when the session writes to it
        named = ()
    return next((path for path in (*named, session_path(sha)) if is_about(path, sha)), None)


def set_aside(path: Path, ending: str = ".damaged") -> Path:
    """Renames a session's file, by default as one that cannot be opened, so that another can take its place.

    Nothing in it is changed. EnvironmentFault if it cannot be renamed.
    """
    with writing(path):
        aside = next(
            name for n in count(1) if not (name := path.with_name(f"{path.stem}.{n}{ending}")).exists()
        )
        path.rename(aside)
    return aside


def put_by(sha: str) -> Path | None:
    """Renames the session that the program keeps about a source, for another to be started in its place.

    Where it is now; None where there was none. EnvironmentFault if it is open somewhere.
    """
    path = session_path(sha)
    if not is_about(path, sha):
        return None
    Store.open(path).close()
    return set_aside(path, path.suffix)


class Session:
    """A session file, open and locked: every step is in the journal, on the disk, before it returns.

    Safe to use from several threads. `state` is never changed in place, only replaced.
    """

    def __init__(self, store: Store, held: Held, standing: Standing, who: str) -> None:
        """Of an open file and what it holds; use `start` or `open`."""
        self.who = who
        self._store = store
        self._held = held
        self._standing = standing
        self._lock = threading.RLock()
        self._warning: Message | None = None
        self._register_failed = False

    @classmethod
    def start(cls, path: Path, source: bytes, name: str, report: Report, who: str) -> Session:
        """Makes the session's file about a source just read; EnvironmentFault if it cannot be made.

        What lies at the program's own place for it and is no session about it is set aside.
        """
        said = report_text(report)
        sha = sha256(source).hexdigest()
        if path == session_path(sha) and path.exists() and not is_about(path, sha):
            set_aside(path)
        anchor = {
            "journal": uuid.uuid4().hex,
            "source": sha,
            "name": name,
            "program": program_version(),
            "report": digest(said),
        }
        entry = next_entry((), _now(), who.strip() or current_user(), "open", anchor)
        held = Held(entry.payload["name"], sha, source, anchor["program"], anchor["report"], said, (entry,))
        standing = fold(held.report(), held.entries)
        session = cls(Store.create(path, held), held, standing, who)
        session._remember(anew=True)
        return session

    @classmethod
    def open(cls, path: Path, who: str) -> Session:
        """Opens a session as it was left, and notes that in its journal.

        InputError if the file is no session, is damaged, or is of a newer major version;
        EnvironmentFault if it is open elsewhere or cannot be written.
        """
        store = Store.open(path)
        try:
            held = store.read()
            session = cls(store, held, _proved(held, path), who)
            session._note_opening()
        except BaseException:
            store.close()
            raise
        return session

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._store.path

    @property
    def named(self) -> bool:
        """Whether the reviewer has given it a place, rather than the program."""
        return self.path.parent.resolve() != sessions_folder().resolve()

    @property
    def name(self) -> str:
        """The source's file name."""
        return self._held.name

    @property
    def source(self) -> bytes:
        """The source's bytes."""
        return self._held.source

    @property
    def sha256(self) -> str:
        """The SHA-256 of the source, in hexadecimal."""
        return self._held.sha256

    @property
    def program(self) -> str:
        """The version of the program that read the source."""
        return self._held.program

    @property
    def state(self) -> ReviewState:
        """The review as it stands."""
        return self._standing.state

    def finding(self, key: str) -> Item | None:
        """The item of the list with this key."""
        return next((item for item in self.state.items if item.finding.key == key), None)

    def take_warning(self) -> Message | None:
        """What the reviewer should be told once, though nothing was lost: the register cannot be written."""
        with self._lock:
            said, self._warning = self._warning, None
            return said

    def decide(self, decision: Decision) -> Change:
        """Settles findings or changes cells; ValueError if the decision makes no sense."""
        with self._lock:
            judged = judge(self._standing, decision)
            return self._step("decide", judged.payload, judged.reconciliation)

    def undo(self) -> Change | None:
        """Takes back the last decision in force; None if there is none."""
        with self._lock:
            return self._aim("undo", self.state.undoable)

    def redo(self) -> Change | None:
        """Puts back the decision undone last; None if there is none, or one was made since."""
        with self._lock:
            return self._aim("redo", self.state.redoable)

    def record_export(self, target: str, kind: str, digest: str) -> Entry:
        """Notes an export ("review" or "publication") with the digest of the cell values in it."""
        with self._lock:
            self._step("export", {"target": target, "kind": kind, "digest": digest}, None)
            return self.state.entries[-1]

    def save_as(self, path: Path) -> None:
        """Goes on in a complete copy at the path, over what is there.

        A session that had no name yet is removed from the program's folder once the copy is safe. After
        an EnvironmentFault the session is as it was, where it was.
        """
        with self._lock:
            if register.place_name(path) == register.place_name(self.path):
                return
            old, unnamed = self._store, not self.named
            self._store = old.copy_to(path)
            old.close()
            self._remember(anew=True)
            if unnamed:
                with suppress(OSError):  # the copy is what counts; a leftover is found by its source again
                    old.path.unlink(missing_ok=True)
                    register.forget(self._journal, register.place_name(old.path))

    def close(self) -> None:
        """Closes the file and releases its lock; nothing is left to save."""
        with self._lock:
            self._store.close()

    @property
    def _journal(self) -> str:
        return str(self.state.entries[0].payload["journal"])

    def _aim(self, kind: str, target: Entry | None) -> Change | None:
        return None if target is None else self._step(kind, {"target": target.number}, None)

    def _step(
        self, kind: str, payload: Mapping[str, object], reconciliation: Reconciliation | None
    ) -> Change:
        """Follows a new entry to where it leads, writes it, and only then stands there."""
        before = self._standing
        who = self.who.strip() or current_user()
        entry = next_entry(before.history.entries, _now(), who, kind, payload)
        after = before.follow(entry, reconciliation)
        change = change_between(before.state, after.state)
        self._store.append(entry)
        self._standing = after
        self._remember()
        return change

    def _note_opening(self) -> None:
        """Notes that the session was opened, and so for good if it fell short of the register then."""
        said: dict[str, object] = {"program": program_version()}
        try:
            record = register.contradiction(self._journal, self.path, self.state.entries)
        except OSError as error:
            record = None
            self._warn(error)
        if record is not None:
            said["shortened"] = {"entries": record.entries, "head": record.head}
            self._warning = message("review.shortened", entries=record.entries, held=len(self.state.entries))
        self._step("open", said, None)
        self._remember(anew=True)

    def _remember(self, *, anew: bool = False) -> None:
        """Brings the register up; what is in the journal is safe whether or not that can be done."""
        entries = self.state.entries
        place = register.place_name(self.path)
        record = register.Record(self._journal, self.sha256, place, len(entries), entries[-1].hash)
        try:
            (register.begin if anew else register.remember)(record)
        except OSError as error:
            self._warn(error)

    def _warn(self, error: OSError) -> None:
        if not self._register_failed:
            self._register_failed = True
            self._warning = message("review.register", detail=error.strerror or type(error).__name__)


def _proved(held: Held, path: Path) -> Standing:
    """The standing of what a file holds, once the chain, the source and the report are what they say."""
    if why := contents_fault(held):
        raise damaged(path, why)
    try:
        return fold(held.report(), held.entries)
    except NOT_A_SESSION as error:
        raise damaged(path, message("review.fault.contents")) from error


def contents_fault(held: Held) -> Message | None:
    """What does not hold in a session's file: the chain, or what its first entry anchors."""
    if not held.entries:
        return message("review.fault.empty")
    if fault := find_fault(held.entries):
        return fault.why
    anchor = held.entries[0].payload
    if held.entries[0].kind != "open" or not isinstance(anchor.get("journal"), str):
        return message("review.fault.anchor")
    if sha256(held.source).hexdigest() != anchor.get("source") or held.sha256 != anchor.get("source"):
        return message("review.fault.source")
    if digest(held.report_json) != anchor.get("report") or held.digest != anchor.get("report"):
        return message("review.fault.report")
    if held.name != anchor.get("name") or held.program != anchor.get("program"):
        return message("review.fault.anchor")
    return None


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
