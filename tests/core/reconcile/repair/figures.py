"""Real figures that reconcile, to put faults into: those of the samples, and of the shared documents."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from core.extract.report import Report
from core.reconcile.engine import reconcile
from tests.support import make_report

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared"))
FOLDERS = (
    ROOT / "tests" / "corpus" / "samples_truth",
    SHARED / "seeds" / "truth",
    SHARED / "corpus" / "truth",
)


@cache
def clean(*, blank: bool = False) -> tuple[Report, ...]:
    """The reports whose table 3 has figures that add up; with `blank`, their noughts as empty cells."""
    return tuple(_clean(blank))


def _clean(blank: bool) -> Iterator[Report]:
    seen = set()
    for path in sorted(path for folder in FOLDERS for path in folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        cells, form = truth["cells"], (truth.get("forms") or {}).get("t3")
        figures = tuple(value for cell, value in cells.items() if cell.startswith("t3."))
        if form is None or not any(figures) or figures in seen:
            continue
        seen.add(figures)
        values = {cell: value or None for cell, value in cells.items()} if blank else cells
        report = make_report(values, form=form, default=None if blank else 0)
        if not any(finding.relation for finding in reconcile(report.cells, report).findings):
            yield report
