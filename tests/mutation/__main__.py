"""Runs the tests of reconciling against every mutant; tells how many were told, and which were not.

`python -m tests.mutation [relations|code]`. A mutant that no test tells is a survivor; those that are known
to change nothing stand in equivalent.toml with the reason. Exit 1 where there are others.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from core.reconcile import evaluate, readings
from tests.mutation.mutants import Mutant, code_mutants, relation_mutants

TESTS = (
    "test_slack.py",
    "test_readings.py",
    "test_every_relation.py",
    "test_evaluate.py",
    "test_engine.py",
    "test_scale.py",
    "test_doubts.py",
    "test_years.py",
)
FOLDER = Path(__file__).resolve().parents[1] / "core" / "reconcile"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")


class Bench:
    """Runs the collected tests again and again, until one fails, with the engine broken in between."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.survivors: list[str] = []
        self.unsound: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Stands in for pytest's own loop; before and after the mutants all tests must pass."""
        times: dict[str, float] = {}
        for item in session.items:
            start = time.perf_counter()
            if fails(item):
                self.unsound.append(item.nodeid)
            times[item.nodeid] = time.perf_counter() - start
        items = sorted(session.items, key=lambda item: times[item.nodeid])
        if not self.unsound:
            for mutant in self.mutants:
                if not told(mutant, items):
                    self.survivors.append(mutant.name)
                    print(f"  not told: {mutant.name}", flush=True)
            self.unsound += [item.nodeid for item in items if fails(item)]
        return True


def told(mutant: Mutant, items: Sequence[pytest.Item]) -> bool:
    """Whether a test fails while the engine is broken so; a relation's own tests are tried first.

    For the code, of the tests of every relation those of one relation of each rule are enough.
    """
    if mutant.hint:
        order = sorted(items, key=lambda item: not item.nodeid.endswith(mutant.hint))
    else:
        order = list({_kind(item.nodeid): item for item in reversed(items)}.values())[::-1]
    with mutant.broken():
        return any(fails(item) for item in order)


def _kind(test: str) -> str:
    return test.partition("@")[0] if "test_every_relation" in test else test


def fails(item: pytest.Item) -> bool:
    """Whether a test fails, set-up and tear-down included."""
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def known() -> dict[str, str]:
    """The mutants that change nothing, and why."""
    held: dict[str, str] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return held


def main(chosen: Sequence[str]) -> int:
    """Breaks what was chosen, all of it by default; the exit status."""
    mutants: list[Mutant] = []
    if not chosen or "relations" in chosen:
        mutants += relation_mutants()
    if not chosen or "code" in chosen:
        mutants += [mutant for module in (evaluate, readings) for mutant in code_mutants(module)]
    bench, start = Bench(mutants), time.perf_counter()
    files = [str(FOLDER / name) for name in TESTS if (FOLDER / name).exists()]
    pytest.main(
        [*files, "-q", "--no-header", "--no-summary", "-s", "-p", "no:cacheprovider"], plugins=[bench]
    )
    if bench.unsound:
        print("these tests fail without any mutant, before or after:", *bench.unsound, sep="\n  ")
        return 1
    expected = known()
    new = [name for name in bench.survivors if name not in expected]
    told_of, same = len(mutants) - len(bench.survivors), len(bench.survivors) - len(new)
    took = f"{time.perf_counter() - start:.0f} s"
    print(f"{len(mutants)} mutants: {told_of} told, {same} that change nothing, {len(new)} not told; {took}")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
