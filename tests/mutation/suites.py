"""What is broken, part by part, and the tests that should tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from core.reconcile import (
    compare,
    doubts,
    evaluate,
    explain,
    failures,
    looks,
    prose,
    rank,
    readings,
    scale,
    totals,
    trial,
    wording,
    years,
)
from core.reconcile import engine as reconciling
from core.reconcile import group as findings
from core.reconcile.repair import (
    change,
    equations,
    group,
    offer,
    repaired,
    search,
    slips,
    solve,
    together,
    unread,
)
from tests.mutation.mutants import Mutant, code_mutants, relation_mutants

FOLDER = Path(__file__).resolve().parents[1] / "core" / "reconcile"


@dataclass(frozen=True)
class Suite:
    """A part of the engine: the modules whose steps are broken (none: the forms' relations), its tests."""

    name: str
    modules: tuple[ModuleType, ...]
    files: tuple[str, ...]

    @property
    def tests(self) -> frozenset[Path]:
        """The files of the tests."""
        return frozenset(FOLDER / name for name in self.files)

    def mutants(self) -> Iterator[Mutant]:
        """Every way to break it."""
        if not self.modules:
            yield from relation_mutants()
        for module in self.modules:
            yield from code_mutants(module)


ENGINE = (
    *("test_slack.py", "test_readings.py", "test_every_relation.py", "test_evaluate.py", "test_engine.py"),
    *("test_scale.py", "test_doubts.py", "test_years.py"),
)

REPAIR = (
    *("change", "equations", "group", "offer", "repaired", "search", "slips", "solve", "together"),
    "unread",
)

SUITES = (
    Suite("relations", (), ENGINE),
    Suite("engine", (evaluate, readings), (*ENGINE, "test_trial.py")),
    Suite(
        "findings",
        (reconciling, explain, findings, totals, trial, failures, scale),
        (
            *("test_explain.py", "test_group.py", "test_totals.py", "test_trial.py", "test_failures.py"),
            *("test_scale.py", "test_engine.py"),
        ),
    ),
    Suite(
        "doubts",
        (doubts, looks),
        ("test_doubts.py", "test_looks.py", "test_years.py"),
    ),
    Suite("wording", (wording,), ("test_names.py", "test_wording.py", "test_failures.py")),
    Suite("prose", (prose,), ("test_prose_claims.py", "test_prose.py")),
    Suite("beside", (years, compare, rank), ("test_years.py", "test_compare.py", "test_rank.py")),
    Suite(
        "repair",
        (change, equations, group, offer, repaired, search, slips, solve, together, unread),
        tuple(f"repair/test_{each}.py" for each in REPAIR),
    ),
)
"""The parts by the names that the command takes."""
