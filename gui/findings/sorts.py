"""The sorts of line that the lists tell apart, and how a place of the review stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from core.reconcile.finding import Status
from core.review.change import DecisionKind, ItemStatus
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.theme import Tone

translate = QCoreApplication.translate


class Sort(StrEnum):
    """The sorts of line that the filters tell apart."""

    FAILED = "failed"
    DOUBT = "doubt"
    SKIPPED = "skipped"
    PASSED = "passed"


SORT_OF_STATUS = {
    Status.FAILED: Sort.FAILED,
    Status.PASSED: Sort.PASSED,
    Status.NOT_EVALUABLE: Sort.SKIPPED,
}
SORT_LOOKS: Mapping[Sort, tuple[str, Tone]] = {
    Sort.FAILED: ("failed", Tone.ERROR),
    Sort.DOUBT: ("doubt", Tone.WARNING),
    Sort.SKIPPED: ("skipped", Tone.MUTED),
    Sort.PASSED: ("passed", Tone.PASSED),
}


def sort_name(sort: Sort) -> str:
    """What the window calls a sort of line."""
    return {
        Sort.FAILED: translate("Findings", "不符"),
        Sort.DOUBT: translate("Findings", "存疑"),
        Sort.SKIPPED: translate("Findings", "无法核对"),
        Sort.PASSED: translate("Findings", "相符"),
    }[sort]


def look(place: Place, sort: Sort) -> tuple[str, Tone, str]:
    """Icon, tone and word for how a place stands."""
    if place.status is ItemStatus.REOPENED:
        return "reopened", SORT_LOOKS[sort][1], translate("Findings", "需复看")
    if place.open or place.decision is None:
        icon, tone = SORT_LOOKS[sort]
        return icon, tone, sort_name(sort)
    tone = Tone.PASSED if place.decision is DecisionKind.ACCEPTED else Tone.SETTLED
    return place.decision.value, tone, settled_name(place.decision)
