"""`make bench`: every figure beside what it is compared with; exit status 1 if one falls short."""

from __future__ import annotations

import sys


def main() -> int:
    """Measures and prints the figures."""
    # Imported here, because the worker's child process imports this module again.
    from tests.bench import bench_ocr, painting, reading, repairing, starting, working
    from tests.bench.timing import table

    figures = [
        *reading.figures(),
        *working.figures(),
        *repairing.figures(),
        *painting.figures(),
        *bench_ocr.figures(),
        *starting.figures(),
    ]
    print(table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
