"""Where the review as a whole stands, as exports and publishing need it."""

from __future__ import annotations

from pathlib import Path

from core.review.change import Item, ReviewState
from core.review.sent import is_open, is_returned, is_unresolved

NOT_PASSED = "未通过核对"
"""What the name of a publishing copy says that was made while something stood against it."""


def unresolved(state: ReviewState) -> tuple[str, ...]:
    """The cells of which it is not settled what the source says."""
    return tuple(id for id, cell in state.cells.items() if is_unresolved(cell))


def is_doubt(item: Item) -> bool:
    """Whether the finding is a doubt about cells (存疑), not a failed relation."""
    return item.finding.relation is None


def not_passed(state: ReviewState) -> tuple[Item, ...]:
    """The 强制性 findings that stand against publishing: open, or sent back and not answered yet."""
    return tuple(
        item
        for item in state.items
        if item.finding.severity == "error" and (is_open(item) or is_returned(item))
    )


def is_publishable(state: ReviewState) -> bool:
    """Whether nothing stands against publishing: no 强制性 finding open or unanswered, no cell in doubt.

    The window asks first where something does; the copy is then named 未通过核对.
    """
    return not not_passed(state) and not unresolved(state)


def publication_path(state: ReviewState, target: Path) -> Path:
    """Where the publishing copy for `target` is really written."""
    if is_publishable(state) or NOT_PASSED in target.stem:
        return target
    return target.with_name(f"{target.stem}（{NOT_PASSED}）{target.suffix}")
