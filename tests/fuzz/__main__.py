"""Damages documents of every format and has the worker read them; tells how they came out.

`python -m tests.fuzz [--seconds 60] [--seed 1] [--kinds docx,pdf] [--only docx/17] [--keep FOLDER] [--ocr]`.
Every case goes by its kind, number and seed alone, so that --only repeats it. Exit 1 where something was
found that must not be; what libraries bring down or loop on by themselves is counted apart.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.fuzz.cases import Case, case
from tests.fuzz.records import ENDINGS, damaged_record
from tests.fuzz.run import Outcome, outcomes
from tests.fuzz.samples import KINDS
from tests.fuzz.twins import odd, same

TWINS = {"same": same, "odd": odd}
"""Kinds of cases whose true figures are known, of documents of every format."""


def main(arguments: Sequence[str]) -> int:
    """Runs what was asked for; the exit status."""
    asked = _parser().parse_args(arguments)
    told: dict[str, Counter[str]] = {}
    slowest: list[Outcome] = []
    limits: Counter[str] = Counter()
    found = 0
    for outcome in outcomes(_cases(asked), ocr=asked.ocr):
        told.setdefault(outcome.case.kind, Counter())[outcome.kind] += 1
        slowest = sorted((*slowest, outcome), key=lambda one: -one.seconds)[:5]
        if outcome.faults:
            found += 1
            _tell(outcome, asked.keep)
        if outcome.limit:
            limits[f"{outcome.kind} {outcome.limit}"] += 1
    _table(told)
    for limit, count in limits.most_common():
        print(f"stopped {count}: {limit}")
    print("slowest:", ", ".join(f"{one.case.id} {one.seconds:.1f} s" for one in slowest))
    print(f"{sum(map(Counter.total, told.values()))} cases, {found} with something found; seed {asked.seed}")
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=lambda said: said.split(","), default=(*KINDS, *TWINS, *ENDINGS))
    parser.add_argument("--only", help="one case, as it is named: docx/17")
    parser.add_argument("--keep", type=Path, help="where the documents go that something was found with")
    parser.add_argument("--ocr", action="store_true", help="pictures are read, which takes seconds a page")
    return parser


def _cases(asked: argparse.Namespace) -> Iterator[Case]:
    """The cases, kind after kind, until the time is up."""
    if asked.only:
        kind, _, number = asked.only.partition("/")
        yield _case(kind, int(number), asked.seed)
        return
    end = time.monotonic() + asked.seconds
    for number in itertools.count():
        for kind in asked.kinds:
            if time.monotonic() > end:
                return
            yield _case(kind, number, asked.seed)


def _case(kind: str, number: int, seed: int) -> Case:
    if kind in ENDINGS:
        return damaged_record(kind, number, seed)
    return TWINS[kind](number, seed) if kind in TWINS else case(kind, number, seed)


def _tell(outcome: Outcome, keep: Path | None) -> None:
    held = outcome.case
    print(f"{held.id} ({held.sample}: {', '.join(held.steps)}) {outcome.kind}", flush=True)
    for fault in outcome.faults[:5]:
        print("   ", fault[-1500:].replace("\n", "\n    "), flush=True)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{held.kind}-{held.number}{Path(held.name).suffix}").write_bytes(held.data)


def _table(told: dict[str, Counter[str]]) -> None:
    for kind, counts in told.items():
        listed = ", ".join(f"{id.removeprefix('document.')} {count}" for id, count in counts.most_common())
        print(f"{kind:6}{counts.total():6}  {listed}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
