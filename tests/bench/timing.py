"""Two pieces of work timed side by side: what counts is their ratio in one run, not the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

REPETITIONS = 15
SECONDS = 12.0


@dataclass(frozen=True)
class Figure:
    """A median time in milliseconds, with what it is compared with, and the most it may be.

    `most` is a ratio where there is a comparison, else milliseconds; None where nothing was asked.
    """

    name: str
    milliseconds: float
    compared_with: str = ""
    compared: float | None = None
    most: float | None = None

    @property
    def measure(self) -> float:
        """The ratio, or the milliseconds where there is nothing to compare with."""
        return self.milliseconds / self.compared if self.compared else self.milliseconds

    @property
    def holds(self) -> bool:
        """Whether the figure is within what was asked."""
        return self.most is None or self.measure <= self.most


def clock(work: Callable[[], object]) -> float:
    """How many milliseconds one run takes."""
    begin = perf_counter()
    work()
    return (perf_counter() - begin) * 1000


def compare(
    name: str, ours: Callable[[], object], other: str, theirs: Callable[[], object], most: float | None = None
) -> Figure:
    """Times both in turn, warmed up, until enough repetitions or seconds have gone by."""
    ours(), theirs()
    pairs: list[tuple[float, float]] = []
    begin = perf_counter()
    while len(pairs) < 3 or (len(pairs) < REPETITIONS and perf_counter() - begin < SECONDS):
        pairs.append((clock(ours), clock(theirs)))
    mine, yours = zip(*pairs, strict=True)
    return Figure(name, median(mine), other, median(yours), most)


def processor(name: str, work: Callable[[], object], most: float) -> Figure:
    """The processor's own time of one run, warmed up: what is asked of a machine that others use too."""
    work()
    times = []
    for _ in range(REPETITIONS):
        begin = process_time()
        work()
        times.append((process_time() - begin) * 1000)
    return Figure(name, median(times), most=most)


def table(figures: list[Figure]) -> str:
    """The figures as lines, each with what it is compared with."""
    lines = []
    for figure in figures:
        line = f"{figure.name:<34}{figure.milliseconds:>9.1f} ms"
        if figure.compared is not None:
            line += f"   {figure.compared_with}: {figure.compared:.1f} ms, ratio {figure.measure:.2f}"
        if figure.most is not None:
            line += f" (at most {figure.most:g}{'' if figure.holds else ', FALLS SHORT'})"
        lines.append(line)
    return "\n".join(lines)
