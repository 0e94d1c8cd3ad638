"""Runs the tests of reconciling against every mutant; tells how many were told, and which were not.

`python -m tests.mutation [PART…]`, all parts by default (suites.py). A mutant that no test tells is a
survivor; those that are known to change nothing stand in equivalent.toml with the reason. Exit 1 where
there are others.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.limit import limited
from tests.mutation.mutants import Mutant
from tests.mutation.suites import SUITES, Suite

EQUIVALENT = Path(__file__).with_name("equivalent.toml")

SLOWER, AT_LEAST = 10, 2.0
"""How many times as long as it takes, and how many seconds more, a test may take while the engine is broken.

One that never ends tells as well.
"""


class Bench:
    """Runs the collected tests again and again, until one fails, with the engine broken in between."""

    def __init__(self, suites: Sequence[Suite]) -> None:
        self.suites = suites
        self.mutants = 0
        self.survivors: list[str] = []
        self.times: dict[str, float] = {}
        self.unsound: list[str] = []

    def pytest_configure(self) -> None:
        """Examples that fail are not made smaller: that a test fails is enough."""
        from hypothesis import Phase, settings

        settings.register_profile("mutation", phases=(Phase.explicit, Phase.generate))
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Stands in for pytest's own loop; before and after the mutants all tests must pass."""
        for item in session.items:
            start = time.perf_counter()
            if fails(item):
                self.unsound.append(item.nodeid)
            self.times[item.nodeid] = time.perf_counter() - start
        items = sorted(session.items, key=lambda item: self.times[item.nodeid])
        if not self.unsound:
            for suite in self.suites:
                self.run(suite, [item for item in items if item.path in suite.tests])
            self.unsound += [item.nodeid for item in items if fails(item)]
        return True

    def run(self, suite: Suite, items: list[pytest.Item]) -> None:
        """Breaks what a suite is for, step by step; what told one mutant is tried first on the next."""
        start, survivors = time.perf_counter(), len(self.survivors)
        mutants = list(suite.mutants())
        for mutant in mutants:
            telling = self.told(mutant, items)
            if telling is None:
                self.survivors.append(mutant.name)
                print(f"  not told: {mutant.name}", flush=True)
            elif not mutant.hint:
                items.remove(telling)
                items.insert(0, telling)
        self.mutants += len(mutants)
        left, took = len(self.survivors) - survivors, time.perf_counter() - start
        print(f"{suite.name}: {len(mutants)} mutants, {len(mutants) - left} told; {took:.0f} s", flush=True)

    def told(self, mutant: Mutant, items: Sequence[pytest.Item]) -> pytest.Item | None:
        """The first test that fails while the engine is broken so; a relation's own tests are tried first.

        For the code, of the tests of every relation those of one relation of each rule are enough.
        """
        if mutant.hint:
            order = sorted(items, key=lambda item: not item.nodeid.endswith(mutant.hint))
        else:
            order = list({_kind(item.nodeid): item for item in reversed(items)}.values())[::-1]
        with mutant.broken():
            return next((item for item in order if fails(item, self.times[item.nodeid])), None)


def _kind(test: str) -> str:
    return test.partition("@")[0] if "test_every_relation" in test else test


def fails(item: pytest.Item, usual: float = 60.0) -> bool:
    """Whether a test fails, or takes far longer than the `usual` seconds, set-up and tear-down included."""
    with limited(SLOWER * usual + AT_LEAST):
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def known() -> dict[str, str]:
    """The mutants that change nothing, and why."""
    held: dict[str, str] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return held


def main(chosen: Sequence[str]) -> int:
    """Breaks what was chosen, all of it by default; the exit status."""
    unknown = set(chosen) - {suite.name for suite in SUITES}
    if unknown:
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in SUITES)}")
        return 2
    suites = [suite for suite in SUITES if not chosen or suite.name in chosen]
    bench, start = Bench(suites), time.perf_counter()
    files = sorted({str(path) for suite in suites for path in suite.tests})
    options = ["-q", "--no-header", "--no-summary", "--tb=native", "-s", "-p", "no:cacheprovider"]
    status = pytest.main([*files, *options], plugins=[bench])
    if status in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.INTERRUPTED, pytest.ExitCode.USAGE_ERROR):
        print(f"the check did not come to its end: {status!r}")
        return 1
    if bench.unsound:
        print("these tests fail without any mutant, before or after:", *bench.unsound, sep="\n  ")
        return 1
    expected = known()
    new = [name for name in bench.survivors if name not in expected]
    told_of, same = bench.mutants - len(bench.survivors), len(bench.survivors) - len(new)
    took = f"{time.perf_counter() - start:.0f} s"
    print(f"{bench.mutants} mutants: {told_of} told, {same} that change nothing, {len(new)} not told; {took}")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
