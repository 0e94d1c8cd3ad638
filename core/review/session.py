"""The review of one report: the only thing that changes its state."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from core.errors import GoujiError
from core.extract.report import Report
from core.messages import Message, message
from core.reconcile.beside import Neighbour
from core.reconcile.engine import Reconciliation
from core.review import register
from core.review.answers import Taking, version_payload
from core.review.beside_json import Which, beside_payload
from core.review.change import Change, Decision, Entry, Item, ItemStatus, ReviewState
from core.review.contents import Held, Read, is_about, read_of
from core.review.fold import Standing, change_between, fold
from core.review.journal import next_entry
from core.review.judge import judge
from core.review.kept import free_path, set_aside
from core.review.places import current_user, session_path, sessions_folder
from core.review.proof import proved
from core.review.stages import NAMES, Stages, return_payload, sign_payload
from core.review.store import Store
from core.review.versions import weigh_version
from core.version import program_version

__all__ = ["Session", "current_user"]


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
    def start(
        cls,
        path: Path,
        source: bytes,
        name: str,
        report: Report,
        who: str,
        stages: Sequence[str] = NAMES,
    ) -> Session:
        """Makes the session's file about a source just read; EnvironmentFault if it cannot be made.

        `stages`: the names of the stages of review; ValueError if they are none. What lies at the program's
        own place for it and is no session about it is set aside.
        """
        read = read_of(name, sha256(source).hexdigest(), source, program_version(), report)
        if path == session_path(read.sha256) and path.exists() and not is_about(path, read.sha256):
            set_aside(path)
        anchor = {
            "journal": uuid.uuid4().hex,
            "source": read.sha256,
            "name": name,
            "program": read.program,
            "report": read.digest,
            "stages": list(stages),
        }
        Stages().check_names(stages)
        entry = next_entry((), _now(), who.strip() or current_user(), "open", anchor)
        held = Held(replace(read, name=entry.payload["name"]), (entry,))
        standing = fold(held.first.report(), held.entries)
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
            session = cls(store, held, proved(held, path), who)
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
    def _read(self) -> Read:
        """The document under review and what was read out of it: the version taken last."""
        versions = self.state.versions
        return self._held.versions[versions[-1].entry.number] if versions else self._held.first

    @property
    def name(self) -> str:
        """The file name of the document under review: the version taken last."""
        return self._read.name

    @property
    def source(self) -> bytes:
        """The bytes of the document under review."""
        sha = self.sha256
        reads = (self._held.first, *self._held.versions.values())
        return next(read.source for read in reads if read.sha256 == sha and read.source is not None)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the document under review, in hexadecimal."""
        return self._read.sha256

    @property
    def program(self) -> str:
        """The version of the program that read the document under review."""
        return self._read.program

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

    def weigh_version(self, source: bytes, report: Report) -> Taking:
        """What `take_version` would come to: the answers and what carries over; nothing is done."""
        reread = sha256(source).hexdigest() == self.sha256
        return weigh_version(self.state, report, reread=reread)

    def take_version(self, source: bytes, name: str, report: Report) -> Change:
        """Takes the office's next version for the document under review; what was before stays in the file.

        The same source is one that a newer program read again. Decisions carry over while the numbers they
        rest on stand (versions.py). Can be undone like a decision.
        """
        with self._lock:
            read = read_of(name, sha256(source).hexdigest(), source, program_version(), report)
            reread = read.sha256 == self.sha256
            payload = version_payload(read, reread, weigh_version(self.state, report, reread=reread))
            return self._step("version", payload, None, replace(read, source=None) if reread else read)

    def lay_beside(self, which: Which, neighbour: Neighbour | None) -> Change:
        """Lays last year's report, or the same in another form, beside this one; None takes it away.

        Can be undone like a decision.
        """
        with self._lock:
            return self._step("beside", beside_payload(which, neighbour), None)

    def name_stages(self, names: Sequence[str]) -> Change:
        """Names the stages of review, as long as none was signed; ValueError for names that cannot be."""
        with self._lock:
            self.state.stages.check_names(names)
            return self._step("stages", {"names": list(names)}, None)

    def sign(self, stage: int, opinion: str = "", accepts: Collection[str] = (), who: str = "") -> Change:
        """Signs a stage (from 1), as `who` if not as this session's reviewer; it cannot be undone.

        `accepts`: the keys of all findings that are open, which the sign-off then names. ValueError if
        one is left out, or if it is not the stage's turn.
        """
        with self._lock:
            state = self.state
            state.stages.check_sign(stage)
            left = {item.finding.key for item in state.items if item.status is not ItemStatus.SETTLED}
            if left != set(accepts):
                raise ValueError(f"open findings: {', '.join(sorted(left))}")
            return self._step("sign", sign_payload(state.stages, stage, opinion, state.items), None, who=who)

    def send_back(self, stage: int, to: int, reason: str, who: str = "") -> Change:
        """Returns from a stage to an earlier one, or to the office (0); it cannot be undone.

        ValueError without a reason, or if not all stages before it are signed.
        """
        with self._lock:
            stages = self.state.stages
            stages.check_return(stage, to)
            if not reason.strip():
                raise ValueError("a return needs a reason")
            return self._step("unsign", return_payload(stages, stage, to, reason), None, who=who)

    def undo(self) -> Change | None:
        """Takes back the last step in force, a decision, a version or a report laid beside; None if none."""
        with self._lock:
            return self._aim("undo", self.state.undoable)

    def redo(self) -> Change | None:
        """Puts back the step undone last; None if there is none, or one was taken since."""
        with self._lock:
            return self._aim("redo", self.state.redoable)

    def record_export(
        self, target: str, kind: str, digest: str, sheets: Mapping[str, object] | None = None
    ) -> Entry:
        """Notes an export with the digest of the cell values in it.

        `kind` as in core.export (review, publication, …); `sheets`: what else of it is witnessed.
        """
        said = {"target": target, "kind": kind, "digest": digest, "program": program_version()}
        with self._lock:
            self._step("export", said | ({"sheets": sheets} if sheets else {}), None)
            return self.state.entries[-1]

    def save_as(self, path: Path) -> None:
        """Goes on in a complete copy at the path, over what is there.

        A session that had no name yet is removed from the program's folder once the copy is safe. After
        an EnvironmentFault the session is as it was, where it was. At its own place it is written anew only
        where its file is no longer there.
        """
        with self._lock:
            if register.place_name(path) == register.place_name(self.path) and not self.displaced:
                return
            old, unnamed = self._store, not self.named and not self.displaced
            self._store = old.copy_to(path, self._everything)
            old.close()
            self._remember(anew=True)
            if unnamed:
                with suppress(OSError):  # the copy is what counts; a leftover is found by its source again
                    old.path.unlink(missing_ok=True)
                    register.forget(self._journal, register.place_name(old.path))

    @property
    def displaced(self) -> bool:
        """Whether the file was moved, deleted, replaced or written over; the session then takes no step."""
        return self._store.is_displaced(self.state.head)

    @property
    def _everything(self) -> Held:
        """All that the file holds."""
        return replace(self._held, entries=self.state.entries)

    def close(self) -> None:
        """Closes the file and releases its lock; nothing is left to save.

        Where the file is no longer at its place, a copy is left in the program's folder, to be found by the
        source.
        """
        with self._lock:
            if self.displaced:
                with suppress(GoujiError, OSError):  # no worse than it was
                    sessions_folder().mkdir(parents=True, exist_ok=True)
                    self.save_as(free_path(session_path(self.sha256)))
            self._store.close()

    @property
    def _journal(self) -> str:
        return str(self.state.entries[0].payload["journal"])

    def _aim(self, kind: str, target: Entry | None) -> Change | None:
        return None if target is None else self._step(kind, {"target": target.number}, None)

    def _step(
        self,
        kind: str,
        payload: Mapping[str, object],
        reconciliation: Reconciliation | None,
        version: Read | None = None,
        *,
        who: str = "",
    ) -> Change:
        """Follows a new entry to where it leads, writes it, and only then stands there."""
        before = self._standing
        signed = who.strip() or self.who.strip() or current_user()
        entry = next_entry(before.history.entries, _now(), signed, kind, payload)
        held = replace(version, name=entry.payload["name"]) if version else None
        after = before.follow(entry, reconciliation, held.report() if held else None)
        change = change_between(before.state, after.state)
        self._store.append(entry, held)
        self._standing = after
        if held:
            self._held = replace(self._held, versions={**self._held.versions, entry.number: held})
        self._remember(anew=held is not None)
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
        sources = dict.fromkeys(read.sha256 for read in (self._held.first, *self._held.versions.values()))
        record = register.Record(self._journal, " ".join(sources), place, len(entries), entries[-1].hash)
        try:
            (register.begin if anew else register.remember)(record)
        except OSError as error:
            self._warn(error)

    def _warn(self, error: OSError) -> None:
        if not self._register_failed:
            self._register_failed = True
            self._warning = message("review.register", detail=error.strerror or type(error).__name__)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
