"""What 审核意见单 says, in the workbook and in Word: what was reviewed, counts, opinion, stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.export.rows import count_standing
from core.export.standing import is_doubt, unresolved
from core.export.tables import report_tables
from core.export.text import say
from core.messages import render
from core.reconcile.finding import Status
from core.review.change import DecisionKind, Entry, ReviewState
from core.review.sent import is_open, sent_back
from core.review.stages import Stage, StageStatus

SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Origin:
    """What the review was of: the source's name and SHA-256; who exported and when; the program's version."""

    name: str
    sha256: str
    who: str
    at: str
    version: str


def about_rows(state: ReviewState, origin: Origin, language: str) -> list[tuple[str, str | int]]:
    """What was reviewed, label by label: the office, the year, the report, its forms, its file."""
    report = state.report
    used = [
        say("export.front.form", language, table=table.name, form=form.title, notice=form.notice)
        for form, table in report_tables(report)
    ]
    said: list[tuple[str, str | int]] = [
        ("export.front.office", report.agency or "—"),
        ("export.front.year", report.year or "—"),
        ("export.front.title", report.title or "—"),
        ("export.front.forms", "\n".join(used) or say("export.front.no_form", language)),
        ("export.front.source", origin.name),
        ("export.front.sha256", origin.sha256),
    ]
    return [(say(label, language), text) for label, text in said]


def outcome_counts(state: ReviewState, language: str) -> tuple[list[str], list[int]]:
    """How the relations came out and where the findings stand: the headings, and a number for each."""
    statuses = [outcome.status for outcome in (*state.outcomes, *state.prose)]
    left = sum(1 for item in state.items if is_open(item))
    heads = [say(f"export.result.{status.value}", language) for status in Status]
    heads += [
        say(id, language) for id in ("export.result.doubt", "export.front.settled", "export.front.open")
    ]
    doubts = sum(1 for item in state.items if is_doubt(item))
    return heads, [*map(statuses.count, Status), doubts, len(state.items) - left, left]


def way_counts(state: ReviewState, language: str) -> list[list[str | int]]:
    """How many findings of each severity went which way out, headings first."""
    counts = count_standing(state.items)
    heads = [say(f"export.severity.{severity}", language) for severity in SEVERITIES]
    table: list[list[str | int]] = [
        [say("export.front.way", language), *heads, say("export.front.sum", language)]
    ]
    for way in (*(kind.value for kind in DecisionKind), "open"):
        held = [counts.get((way, severity), 0) for severity in SEVERITIES]
        table.append([say(f"export.way.{way}", language), *held, sum(held)])
    return table


def opinion_lines(state: ReviewState, language: str) -> list[str]:
    """What the review comes to, a sentence for each point; the rest of the box is for the hand."""
    statuses = [outcome.status for outcome in (*state.outcomes, *state.prose)]
    failed = statuses.count(Status.FAILED)
    unknown = statuses.count(Status.NOT_EVALUABLE)
    left = sum(1 for item in state.items if is_open(item))
    advice = len(sent_back(state))
    said = []
    if failed:
        said.append(say("export.opinion.failed", language, count=failed))
    if unknown:
        said.append(say("export.opinion.not_evaluable", language, count=unknown))
    if unresolved(state):
        said.append(say("export.opinion.unresolved", language, count=len(unresolved(state))))
    if advice:
        said.append(say("export.opinion.advice", language, count=advice))
    if left:
        said.append(say("export.opinion.open", language, count=left))
    return said or [say("export.opinion.clean" if statuses else "export.opinion.nothing", language)]


def signature_words(stage: Stage, language: str) -> tuple[str, str]:
    """Who signed a stage and when; where it is not signed, room for a name and a date by hand."""
    if stage.status is StageStatus.SIGNED and stage.signed:
        return stage.signed.who, day_words(stage.signed.at, language)
    return "", say("export.front.day", language)


def day_words(at: str, language: str) -> str:
    """The day of a time, as papers print it."""
    year, month, day = at[:10].split("-")
    return say("export.day", language, year=year, month=month.lstrip("0"), day=day.lstrip("0"))


def stage_remark(stage: Stage, language: str) -> str:
    """What a stage's signer said, and accepted open; or what opened the stage again."""
    said = [stage.opinion] if stage.opinion and stage.status is StageStatus.SIGNED else []
    if stage.status is StageStatus.SIGNED and stage.accepted:
        named = "\n".join(render(one.message, language) for one in stage.accepted)
        said.append(say("export.stage.accepted", language, count=len(stage.accepted), named=named))
    if stage.status is StageStatus.REOPENED and stage.signed and stage.since:
        who, at = stage.signed.who, day_words(stage.signed.at, language)
        number = stage.since.number
        said.append(say("export.stage.reopened", language, who=who, at=at, number=number))
    if stage.status is StageStatus.RETURNED and stage.since:
        who, at = stage.since.who, day_words(stage.since.at, language)
        said.append(say("export.stage.returned", language, who=who, at=at, reason=stage.reason))
    return "\n".join(said)


def chain_words(
    who: str, at: str, version: str, entries: Sequence[Entry], language: str
) -> tuple[str, str, str]:
    """What the front sheet tells of the export itself: who, when and with what; entries; the last hash."""
    exported = say("export.front.exported", language, who=who, at=at, version=version)
    return exported, str(len(entries)), grouped(entries[-1].hash)


def grouped(hash: str) -> str:
    """A hash in groups of eight, to be compared by eye with a screen."""
    return " ".join(hash[at : at + 8] for at in range(0, len(hash), 8))
