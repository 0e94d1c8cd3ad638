"""`python -m tests.corpus.scan_figures [SEEDS]`: how well scans of each wear are read, cell by cell."""

from __future__ import annotations

import sys
from collections import Counter
from time import process_time

from core.extract.report import Cell, CellState
from core.pipeline import check
from tests.corpus.generate import Made
from tests.corpus.scans import WEARS, make_scan

NAMES = ("right", "abstained", "recovered_wrong", "silent")
_OPEN = (CellState.AMBIGUOUS, CellState.MISSING, CellState.UNREADABLE)


def graded(made: Made) -> Counter[str]:
    """How many cells of a scan are right, left open, wrong but marked as recovered, and silently wrong."""
    cells = check(made.data, made.name).report.cells
    return Counter(_grade(cells.get(id), true) for id, true in made.values.items())


def _grade(cell: Cell | None, true: int | None) -> str:
    if cell is None or (cell.value is None and cell.state in _OPEN):
        return "abstained"
    if cell.value == true and cell.state is not CellState.OK:
        return "right"
    return "recovered_wrong" if cell.state is CellState.RECOVERED else "silent"


def main(seeds: int) -> None:
    """Prints the counts of so many reports of every wear, and of all."""
    whole: Counter[str] = Counter()
    began = process_time()
    for wear in WEARS:
        counts: Counter[str] = Counter()
        for seed in range(seeds):
            counts += graded(make_scan(wear, 100 + seed, form=("2019", "2021")[seed % 2]))
        whole += counts
        print(f"{wear:22}", *(f"{name} {counts[name]:5}" for name in NAMES), flush=True)
    cells = whole.total()
    print(f"{'all':22}", *(f"{name} {whole[name]:5} ({whole[name] / cells:.4%})" for name in NAMES))
    print(f"{seeds * len(WEARS)} reports, {cells} cells, {process_time() - began:.0f} s of processor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
