"""`make bench`: every figure beside what it is compared with; exit status 1 if one falls short."""

from __future__ import annotations

import sys

from tests.bench import painting, reading
from tests.bench.timing import table


def main() -> int:
    """Measures and prints the figures."""
    figures = [*reading.figures(), *painting.figures()]
    print(table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
