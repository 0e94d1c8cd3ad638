"""Runs cases through the worker, one after the other, and tells each one's outcome."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from core.errors import GoujiError
from core.worker import Check, Worker, WorkerBug
from tests.fuzz.cases import Case
from tests.fuzz.child import PATIENCE, Trial, stuck, trial, trial_with_ocr
from tests.fuzz.exports import export_faults
from tests.fuzz.oracle import complaints, refusal_faults
from tests.fuzz.records import ENDINGS, record_faults
from tests.fuzz.twins import Twin, untruths
from tests.fuzz.watch import Watch

MOST_SECONDS = 10.0
"""Of the processor's time, for any case: they are small, or are refused for their size."""
_NATIVE = "native"
_LIBRARIES = ("pypdfium2", "lxml", "PIL", "olefile", "ctypes", "onnxruntime", "cv2")
_FRAME = re.compile(r'File "([^"\n]+)", line (\d+)')
_LIMITS = ("worker.too_slow", "worker.too_large", "worker.died", "worker.no_start")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case came out: `kind` is read, drawn, the id of the message that refused it, or bug; `faults`
    are what must not be. `limit`: at which limit of the worker it was stopped, and where in a library, which
    is what the limits are for."""

    case: Case
    kind: str
    seconds: float
    megabytes: int
    faults: tuple[str, ...]
    limit: str = ""


def outcomes(cases: Iterable[Case], *, ocr: bool = False, every: int = 150) -> Iterator[Outcome]:
    """Runs the cases; every so many of those that are read are reviewed and exported too."""
    check = cast(Check, trial_with_ocr if ocr else trial)
    with Watch() as watch, closing(Worker(seconds=2 * PATIENCE, check=check)) as worker:
        for case in cases:
            outcome = _outcome(worker, case, export=case.number % every == every - 1)
            caught = watch.caught()
            yield replace(outcome, faults=(*outcome.faults, *caught))


def _of_record(case: Case) -> Outcome:
    """How the program itself fares with a damaged session file or workbook: no worker stands between."""
    start = time.process_time()
    try:
        kind, faults = "seen", tuple(record_faults(case))
    except Exception:
        kind, faults = "bug", (traceback.format_exc(),)
    return Outcome(case, kind, time.process_time() - start, 0, faults)


def _outcome(worker: Worker, case: Case, *, export: bool) -> Outcome:
    if case.kind in ENDINGS:
        return _of_record(case)
    start = time.monotonic()
    try:
        made = cast(Trial, worker.check(case.data, case.name))
    except WorkerBug as bug:
        return Outcome(case, "bug", time.monotonic() - start, 0, (bug.details,))
    except GoujiError as error:
        faults, took = refusal_faults(error), time.monotonic() - start
        limit = _limit() if error.message.id in _LIMITS else ""
        if limit and not limit.startswith(_NATIVE):
            faults.append(limit)
        if isinstance(case, Twin):
            faults.append(f"refused: {error.message.id}")
        return Outcome(case, error.message.id, took, 0, tuple(faults), limit)
    faults = list(made.touched)
    if made.seconds > MOST_SECONDS:
        faults.append(f"took {made.seconds:.1f} s of the processor")
    if made.checked is not None:
        faults += complaints(made.checked)
        faults += untruths(case, made.checked) if isinstance(case, Twin) else ()
        faults += export_faults(case, made.checked) if export else ()
    kind = "drawn" if made.checked is None else "read"
    return Outcome(case, kind, made.seconds, made.megabytes, tuple(faults))


def _limit() -> str:
    """Where in the code the child was when it was stopped, innermost first, after the name of the library;
    "?" where it could not say."""
    said = stuck().read_text(errors="replace") if stuck().exists() else ""
    frames = [f"{Path(path).name}:{line}" for path, line in _FRAME.findall(said)]
    first = _FRAME.search(said)
    if said.startswith("Traceback"):
        frames.reverse()
        first = [*_FRAME.finditer(said)][-1]
    library = next((name for name in _LIBRARIES if first and f"/{name}/" in first[1]), "")
    return f"{_NATIVE if library else ''} {library} {' < '.join(frames[:8]) or '?'}".strip()
