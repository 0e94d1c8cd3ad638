"""Walks through the sentences of a paragraph and tells what each of its figures speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from core.extract.prose.context import Context
from core.extract.prose.mentions import Mention, Sentence, Statement, sentences
from core.extract.prose.model import Bound
from core.extract.prose.passages import Passage
from core.extract.prose.said import Said
from core.extract.prose.sense import Sense
from core.extract.prose.senses import counts, sense_of, sense_of_none, stated, with_tail
from core.extract.prose.words import GAP, Clause, Vocabulary
from core.messages import Message, message

RATES = ("%", "倍", "个百分点")
_OF_REGION = re.compile(r"(?:省|市|县|区|州|盟|旗|镇|乡|街道|政府|管委会|管理委员会|办事处)$")
_REGION = re.compile(r"全(?:省|市|县|区|州|盟|旗|镇|乡|街道)")
_JUDGE = re.compile(r"司法|法制")
"""An office that decides reviews counts those against others, too."""

_CHANGE = re.compile(r"(?:增加|增长|减少|下降|上升|回落|提高|降低|净增|多|少|增|减)(?:了|约|近|超|超过)?$")
_PART_OF_YEAR = re.compile(r"季度|半年|\d月")
_INCLUDING = re.compile(r"[(，,、]*(?:其中)?(?:含|包括|包含)")
_WITH_LAST_YEAR = re.compile(r"(?:含|包括|包含|其中|加上)[^。，,；;]{0,8}(?:结转|转入)")
_CARRIED = re.compile(r"结转|转入")
_OF_TEXT = re.compile(r"部分|方面|章节|板块|分(?=组成|内容)")
"""What follows a number of the parts of the report itself: 等6个部分, 六部分组成."""

_OF_WHICH = "其中"
_HEADING = 16
"""So short a sentence without a figure is a heading: what follows is about it."""


@dataclass(frozen=True)
class Reader:
    """Reads with the words of a report of a year by an agency."""

    words: Vocabulary
    year: int | None
    agency: str

    def passage(self, passage: Passage, number: int) -> Iterator[Said]:
        """What a paragraph, the `number`th, says in figures, in its order."""
        context, heading = Context(), False
        held = [*sentences(passage.text), None]
        for at, (sentence, following) in enumerate(pairwise(held)):
            if sentence is None:
                return
            goes_on = heading or _continues(sentence)
            context = context.next_sentence(_is_inclusive(sentence, following), goes_on)
            heading = not sentence.mentions and len(sentence.text) <= _HEADING
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
        claim = stated(clause, context)
        if claim is not None:
            part, whole = claim
            return replace(said, alternatives=(whole,), whole=part), context.after(clause, year)
        none = sense_of_none(clause, context)
        if none is not None and none.sure and year in (None, self.year):
            return replace(said, value=0, alternatives=none.alternatives), none.context
        return None, context.after(clause, year)

    def _mention(self, mention: Mention, context: Context) -> tuple[Said | None, Context]:
        numeral = mention.numeral
        clause, sense = self._sense(mention, context)
        year = clause.year(self.year) or context.year
        note = self._note(mention, sense, year)
        doubt = (
            None
            if sense is None
            else self._doubt(mention, sense, clause, clause.scope or context.scope, part=context.part)
        )
        after = self._after(mention, clause, sense if note is None else None, context, year)
        told = sense is not None and note is None and doubt is None
        if (numeral.chinese or not numeral.unit) and not told:
            return None, after
        counted = sense if note is None else None
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
            () if counted is None else counted.alternatives,
            () if counted is None else counted.loose,
            doubt=doubt,
            note=note,
            mention=mention,
        )
        return said, after

    def _after(
        self, mention: Mention, clause: Clause, sense: Sense | None, context: Context, year: int | None
    ) -> Context:
        """The context after a figure; one of something else takes the topic away from what follows."""
        if sense is not None:
            return replace(sense.context, scope=clause.scope or context.scope, year=year)
        after = context.after(clause, year)
        change = mention.numeral.unit in RATES or _CHANGE.search(mention.before)
        other = clause.rest and not change and not clause.text.startswith(_OF_WHICH)
        return after.elsewhere() if other and not clause.is_about_disclosure else after

    def _sense(self, mention: Mention, context: Context) -> tuple[Clause, Sense | None]:
        """The clause as far as it counts, and what the figure means in it."""
        before, after = self.words.read(mention.before), self.words.read(mention.after)
        if _OF_TEXT.match(mention.after):
            return before, None
        both = self.words.read(f"{mention.before}{GAP}{mention.after}")
        for clause in (both, before) if counts(after) else (before, both):
            sense = sense_of(clause, mention.numeral.unit, context)
            if sense is not None:
                return clause, with_tail(sense, [self.words.read(text) for text in mention.tail[:1]])
        return before, None

    def _note(self, mention: Mention, sense: Sense | None, year: int | None) -> Message | None:
        """Why a figure is not compared with the tables, where it is not."""
        if mention.numeral.unit in RATES:
            return message("extract.prose.rate")
        if _CHANGE.search(mention.before):
            return message("extract.prose.change")
        if sense is None:
            return message("extract.prose.elsewhere")
        if year is not None and self.year is not None and year != self.year and not sense.dated:
            return message("extract.prose.other_year", year=str(year))
        return None

    def _doubt(
        self, mention: Mention, sense: Sense, clause: Clause, scope: str, *, part: bool
    ) -> Message | None:
        """Why a figure may be about something else than the cells, though it may be about them.

        `part`: the sentence speaks of a part of the year alone.
        """
        if mention.numeral.bound is Bound.ABOUT:
            return message("extract.prose.about")
        if clause.rest:
            return message("extract.prose.words", words=clause.rest)
        if part or _PART_OF_YEAR.search(mention.before):
            return message("extract.prose.part_of_year")
        if self._is_other(scope):
            return message("extract.prose.scope", scope=scope, agency=self.agency)
        cases = any(cells.table == "t4" for addends in sense.alternatives for cells in addends)
        others = cases and bool(_JUDGE.search(self.agency))
        more = sense.one_of_several and bool(_INCLUDING.match(mention.next))
        return None if sense.sure and not others and not more else message("extract.prose.unclear")

    def _is_other(self, scope: str) -> bool:
        """Whether figures of this scope need not be those of the report: of a region, by one office of it; of
        a government alone, in the report on its region."""
        if not self.agency or not scope:
            return False
        if _OF_REGION.search(self.agency):
            return scope.endswith("政府")
        return _REGION.search(scope) is not None


def _continues(sentence: Sentence) -> bool:
    """Whether a sentence goes on about what the last one counted."""
    return sentence.text.startswith(_OF_WHICH)


def _is_inclusive(sentence: Sentence, following: Sentence | None) -> bool:
    """Whether a sentence, or the one that goes on from it, names what was carried in beside what is new."""
    text = sentence.text
    if following is not None and _continues(following):
        text += following.text
    beside = any("新收" in part and _CARRIED.search(part) for part in text.split("。"))
    return beside or bool(_WITH_LAST_YEAR.search(text))
