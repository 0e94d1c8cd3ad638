"""What an entry of the journal did, in words: in the journal's sheet and in the window's history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.export.text import say
from core.export.words import Place, cell_place, cell_words, joined, number_words, quoted_words, way_words
from core.extract.report import Cell, Report
from core.messages import render
from core.review.answers import Answer, Version, version_of
from core.review.change import DecisionKind, Entry
from core.review.report_json import message_from_json, number_from_json
from core.review.ruling import decision_of


def entry_words(entry: Entry, report: Report, language: str) -> str:
    """What an entry of the journal did, in a sentence or a few."""
    said = entry.payload
    match entry.kind:
        case "decide":
            return _decision_words(said, report, language)
        case "undo" | "redo":
            return say(f"export.entry.{entry.kind}", language, target=int(said["target"]))
        case "export":
            kind = say(f"export.kind.{said['kind']}", language)
            return say("export.entry.export", language, kind=kind, target=str(said["target"]))
        case "version":
            return _version_words(version_of(entry), report, language)
        case "beside":
            laid = "beside" if said["report"] is not None else "apart"
            return say(f"export.entry.{laid}.{said['which']}", language, name=str(said["name"]))
        case "stages":
            return say("export.entry.stages", language, names=tuple(said["names"]))
        case "sign":
            return _sign_words(said, language)
        case "unsign":
            return _return_words(entry, language)
        case "open" if "name" in said:
            return say("export.entry.open", language, name=str(said["name"]))
        case "open" if "shortened" in said:
            return say("export.entry.shortened", language, entries=int(said["shortened"]["entries"]))
        case "open":
            return say("export.entry.again", language)
    return entry.kind


def _decision_words(said: Mapping[str, Any], report: Report, language: str) -> str:
    decision = decision_of(said)
    parts = [way_words(decision.kind, language)]
    figures = said.get("figures", {})
    parts += [
        change_words(cell, one, report, language, figures.get(cell)) for cell, one in said["changes"].items()
    ]
    settled = [
        say("export.entry.finding", language, finding=render(message_from_json(one["message"]), language))
        for one in said["settled"]
    ]
    parts += settled
    if not settled and not decision.changes:
        places = tuple(_place(cell, report, language, figures.get(cell)) for cell in decision.cells)
        parts.append(say("export.entry.cells", language, cells=places))
    parts.append(say("export.comment.reason", language, reason=decision.reason or "—"))
    return "\n".join(parts)


def _place(cell: str, report: Report, language: str, figure: Mapping[str, Any] | None) -> str:
    """Where a cell is, or a figure of the prose as the entry keeps it: its id may be another's by now."""
    if figure is None:
        return joined(cell_place(report, cell, language))
    return say("reconcile.place.prose", language, clause=str(figure["clause"]))


def change_words(
    cell: str,
    said: Mapping[str, Any],
    report: Report,
    language: str,
    figure: Mapping[str, Any] | None = None,
) -> str:
    """A number that a decision changed: its place, what it was (as read, if it had none) and became.

    `figure`: what the entry keeps of a figure of the prose.
    """
    was, now = (number_from_json(said[side]) for side in ("before", "after"))
    read = report.cells.get(cell)
    before = cell_words(report, read, language) if was is None and read and read.value is None else None
    return say(
        "export.entry.change",
        language,
        place=_place(cell, report, language, figure),
        before=before or number_words(report, cell, was, language),
        after=number_words(report, cell, now, language),
    )


def _version_words(version: Version, report: Report, language: str) -> str:
    taking = version.taking
    name = "reread" if version.reread else "version"
    parts = [say(f"export.entry.{name}", language, name=version.name, program=version.program)]
    parts.append(say("export.entry.changed", language, count=len(taking.changes)))
    parts += [
        say(
            "export.reply.words",
            language,
            item=asked_words(answer, report, language, place=True),
            reply=reply_words(answer, version, report, language),
        )
        for answer in taking.answers
    ]
    if taking.lapses:
        entries = tuple(str(number) for number in taking.lapses)
        parts.append(say("export.entry.lapsed", language, entries=entries))
    return "\n".join(parts)


def asked_words(answer: Answer, report: Report, language: str, *, place: bool = False) -> str:
    """What the office was asked, with its place if wanted."""
    if answer.key is not None and answer.message is not None:
        return say("export.reply.check", language, finding=render(answer.message, language))
    if answer.kind is DecisionKind.PROPOSAL:
        wanted = number_words(report, answer.cells[0], answer.wanted, language)
        said = say("export.reply.wanted", language, wanted=wanted)
    else:
        said = say("export.reply.check_cell", language)
    return f"{joined(answer_place(answer, report, language))} {said}" if place else said


def answer_place(answer: Answer, report: Report, language: str) -> Place:
    """Where the one cell is that an item is about; of a figure of the prose, the words it stood in."""
    if answer.key is None and answer.message is not None:
        return say("export.prose", language), render(answer.message, language), ""
    return cell_place(report, answer.cells[0], language)


def reply_words(answer: Answer, version: Version, report: Report, language: str) -> str:
    """What the office did about an item, with the numbers before and now where they differ."""
    said = [say(f"export.reply.{answer.reply.value}", language)]
    for id in answer.changed:
        before, now = version.taking.changes[id]
        words = {"before": said_words(report, before, language), "now": said_words(report, now, language)}
        figure = answer.key is None and answer.message is not None
        place = joined(answer_place(answer, report, language) if figure else cell_place(report, id, language))
        said.append(say("export.reply.change", language, place=place, **words))
    return "\n".join(said)


def said_words(report: Report, cell: Cell | None, language: str) -> str:
    """What a version of the document says in a cell, or that it has no such cell."""
    if cell is None:
        return say("export.reply.absent", language)
    return quoted_words(report, cell, language)


def _sign_words(said: Mapping[str, Any], language: str) -> str:
    opinion = str(said["opinion"]) or say("export.stage.no_opinion", language)
    parts = [say("export.entry.sign", language, stage=str(said["name"]), opinion=opinion)]
    for one in said["accepted"]:
        words = render(message_from_json(one["message"]), language)
        parts.append(say("export.entry.accepted", language, finding=words))
    return "\n".join(parts)


def _return_words(entry: Entry, language: str) -> str:
    said = entry.payload
    to = said["to_name"] if said["to"] else say("export.stage.office", language)
    words = {"stage": str(said["name"]), "to": str(to), "reason": str(said["reason"])}
    return say("export.entry.unsign", language, **words)
