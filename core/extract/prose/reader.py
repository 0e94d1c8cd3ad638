"""Walks through the sentences of a paragraph and tells what each of its figures speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.extract.prose.mentions import Mention, Statement, sentences
from core.extract.prose.model import Bound
from core.extract.prose.passages import Passage
from core.extract.prose.said import Said
from core.extract.prose.senses import (
    Context,
    Sense,
    all_natural,
    all_upheld,
    case_result,
    said_of,
    sense_of,
    sense_of_none,
)
from core.extract.prose.words import GAP, Clause, Vocabulary
from core.messages import Message, message

_OF_REGION = re.compile(r"(?:省|市|县|区|州|盟|旗|镇|乡|街道|政府|管委会|管理委员会|办事处)$")
_REGION = re.compile(r"全(?:省|市|县|区|州|盟|旗|镇|乡|街道)")
_CHANGE = re.compile(r"(?:增加|增长|减少|下降|上升|回落|提高|降低|净增|多|少|增|减)(?:了|约|近|超|超过)?$")
_PART_OF_YEAR = re.compile(r"季度|半年|\d月")


@dataclass(frozen=True)
class Reader:
    """Reads with the words of a report of a year by an agency."""

    words: Vocabulary
    year: int | None
    agency: str

    def passage(self, passage: Passage, number: int) -> Iterator[Said]:
        """What a paragraph, the `number`th, says in figures, in its order."""
        context = Context()
        for at, sentence in enumerate(sentences(passage.text)):
            context = context.next_sentence()
            for part in sentence.parts:
                if isinstance(part, Statement):
                    said, context = self._statement(part, context)
                else:
                    said, context = self._mention(part, context)
                if said is not None:
                    span = passage.span(part.start, part.end)
                    yield replace(said, span=span, passage=number, sentence=at)

    def _statement(self, statement: Statement, context: Context) -> tuple[Said | None, Context]:
        """A clause without a number: 未收到申请, 均获维持, or words that the next figures need."""
        clause = self.words.read(statement.text)
        year = clause.year(self.year) or context.year
        said = Said((0, 0), 0, 0, statement.text, None, "", statement.text, year=year or self.year)
        claim = all_upheld(clause, context) or all_natural(clause, context)
        if claim is not None:
            part, whole = claim
            return replace(said, alternatives=(part,), whole=whole), context.after(clause, year)
        none = sense_of_none(clause, context)
        if none is not None and none.sure and year in (None, self.year):
            return replace(said, value=0, alternatives=none.alternatives), none.context
        return None, context.after(clause, year)

    def _mention(self, mention: Mention, context: Context) -> tuple[Said | None, Context]:
        numeral = mention.numeral
        clause, sense = self._sense(mention, context)
        year = clause.year(self.year) or context.year
        note = self._note(mention, sense, year)
        doubt = None if sense is None else self._doubt(mention, sense, clause)
        after = context.after(clause, year) if sense is None or note is not None else sense.context
        after = replace(after, year=year)
        if numeral.chinese and (sense is None or note is not None or doubt is not None):
            return None, after
        said = Said(
            (0, 0),
            0,
            0,
            numeral.raw,
            numeral.value,
            numeral.unit,
            f"{mention.before}{mention.text}{mention.after}",
            numeral.bound,
            numeral.slack,
            year or self.year,
            clause.scope,
            () if sense is None or note is not None else sense.alternatives,
            doubt=doubt,
            note=note,
            mention=mention,
        )
        return said, after

    def _sense(self, mention: Mention, context: Context) -> tuple[Clause, Sense | None]:
        """The clause as far as it counts, and what the figure means in it."""
        before, after = self.words.read(mention.before), self.words.read(mention.after)
        both = self.words.read(f"{mention.before}{GAP}{mention.after}")
        unit = mention.numeral.unit
        tries = (both, before) if said_of(after) else (before, both)
        for clause in tries:
            sense = sense_of(clause, unit, context)
            if sense is not None:
                return clause, case_result(sense, [self.words.read(text) for text in mention.tail[:1]])
        return before, None

    def _note(self, mention: Mention, sense: Sense | None, year: int | None) -> Message | None:
        """Why a figure is not compared with the tables, where it is not."""
        unit = mention.numeral.unit
        if unit in ("%", "倍", "个百分点"):
            return message("extract.prose.rate")
        if _CHANGE.search(mention.before):
            return message("extract.prose.change")
        if sense is None:
            return message("extract.prose.elsewhere")
        if year is not None and self.year is not None and year != self.year and not sense.dated:
            return message("extract.prose.other_year", year=str(year))
        return None

    def _doubt(self, mention: Mention, sense: Sense, clause: Clause) -> Message | None:
        """Why a figure may be about something else than the cells, though it may be about them."""
        if mention.numeral.bound is Bound.ABOUT:
            return message("extract.prose.about")
        if clause.rest:
            return message("extract.prose.words", words=clause.rest)
        if _PART_OF_YEAR.search(mention.before):
            return message("extract.prose.part_of_year")
        if _REGION.search(clause.scope) and self.agency and not _OF_REGION.search(self.agency):
            return message("extract.prose.scope", scope=clause.scope, agency=self.agency)
        return None if sense.sure else message("extract.prose.unclear")
