"""Where the parts of a run of digits stand in its editor: boxes of digits, and separators between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from gui.findings.runs import Line

GAP = 13
"""Pixels between two boxes, in which a separator stands."""
REACH = 5
"""Pixels around a gap that still belong to its separator."""
LEAST = 30
PADDING = 14
LINE_GAP = 3
ROOM_FOR_MARKS = 84
MOST_NAME = 120


@dataclass(frozen=True)
class RunLayout:
    """The rectangles of a run; columns of several lines stand below one another."""

    names: tuple[QRect, ...]
    """Of the column names, once above all lines."""
    labels: tuple[QRect, ...]
    """Of the line names; empty where there is one line."""
    boxes: tuple[QRect, ...]
    below: tuple[QRect, ...]
    """Of what is told of each column."""
    marks: tuple[QRect, ...]
    """Of what is told of each line, at its end."""
    height: int

    def separator(self, at: int) -> QRect:
        """The gap after a box."""
        box = self.boxes[at]
        return QRect(box.right() + 1, box.top(), GAP, box.height())

    def separator_at(self, point: QPoint) -> int | None:
        """The separator at a point, None where there is none."""
        for at in range(len(self.boxes) - 1):
            if self.separator(at).adjusted(-REACH, -4, REACH, 4).contains(point):
                return at
        return None

    def box_at(self, point: QPoint) -> int | None:
        """The box at a point, its name and mark included; None where there is none."""
        for at, (box, below) in enumerate(zip(self.boxes, self.below, strict=True)):
            if box.united(below).contains(point):
                return at
        return None


def lay_out(
    lines: Sequence[Line],
    names: Sequence[str],
    pieces: Sequence[str],
    width: int,
    small: QFontMetrics,
    digits: QFontMetrics,
    *,
    told: bool,
) -> RunLayout:
    """Sets a run into a width; names give way first. `told`: each column has room below for what is told."""
    labelled = len(lines) > 1
    label = min(MOST_NAME, max(small.horizontalAdvance(line.name) for line in lines) + 8) if labelled else 0
    widths = column_widths(lines, names, pieces, width - label - ROOM_FOR_MARKS, small, digits)
    top, box_height, below = small.height() + 2, digits.height() + 8, small.height() + 1 if told else 0
    lefts = [label + sum(widths[:at]) + at * GAP for at in range(len(widths))]
    step = box_height + below + LINE_GAP
    boxes, belows, labels, marks = [], [], [], []
    for number, line in enumerate(lines):
        y = top + number * step
        for at in range(line.count):
            boxes.append(QRect(lefts[at], y, widths[at], box_height))
            belows.append(QRect(lefts[at] - 4, y + box_height, widths[at] + 8, below))
        end = boxes[-1].right() + GAP + 2
        marks.append(QRect(end, y, max(ROOM_FOR_MARKS, width - end), box_height))
        if labelled:
            labels.append(QRect(0, y, label - 6, box_height))
    heads = [QRect(left - 4, 0, wide + 8, small.height()) for left, wide in zip(lefts, widths, strict=True)]
    height = top + len(lines) * step - LINE_GAP
    return RunLayout(tuple(heads), tuple(labels), tuple(boxes), tuple(belows), tuple(marks), height)


def column_widths(
    lines: Sequence[Line],
    names: Sequence[str],
    pieces: Sequence[str],
    room: int,
    small: QFontMetrics,
    digits: QFontMetrics,
) -> list[int]:
    """The widths of the columns: their digits always, their names as far as there is room."""
    count = max(line.count for line in lines)
    needed, wanted = [], []
    for at in range(count):
        held = [line.first + at for line in lines if at < line.count]
        needed.append(max(LEAST, *(digits.horizontalAdvance(pieces[place]) + PADDING for place in held)))
        wanted.append(max(small.horizontalAdvance(names[place]) for place in held))
    extra = [max(0, want - need) for need, want in zip(needed, wanted, strict=True)]
    spare = max(0, room - sum(needed) - GAP * (count - 1))
    share = min(1.0, spare / sum(extra)) if sum(extra) else 1.0
    return [need + int(more * share) for need, more in zip(needed, extra, strict=True)]
