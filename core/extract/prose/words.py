"""Reads a clause word by word, longest first.

What no word covers is left over; a clause with nothing left over is understood whole, and only such a one
can contradict a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.extract.labels import is_han
from core.extract.prose.lexicon import SCOPES, WORDS

GAP = "\n"
"""Parts the words before a number from those after it, where they are read together."""

_NO_WORDS = dict.fromkeys(map(ord, GAP + ".·“”\"'‘’《》〈〉<>[]【】*"))
"""What is left over and says nothing."""

_OTHER_FIRST = r"12《、:—“\"\-"
"""What words begin with besides ideographs."""

_MOST_HELD = 2000
"""How many clauses are remembered: what a statement says is needed again beside a figure."""

_LONG = 12
_TELLING = re.compile(
    r"申请|公开|复议|诉讼|应诉|起诉|结转|顺延|规章|规范性文件|行政|法规|维持|审结|审理|自然人|法人|组织|采购|收费"
    r"|受理|收到|接到|办结|答复|回复|办理|处理|提供|掌握|决定|废止|有效|无|没有|未|20\d\d年|去年|上年|上一年|今年|本年|当年"
    r"|全[省市县区州盟旗镇乡街系局厅委]|[我本][省市县区州旗镇乡街局委办厅院单机部处所队中校馆级]|各[级省市县区州旗乡镇街部单地]|直|本级|政府办"
)
"""A longer clause without any of these says nothing that later figures need."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a clause and what it means."""

    meaning: str
    text: str
    start: int


@dataclass(frozen=True)
class Clause:
    """A clause read word by word; `rest` is what no word covers."""

    text: str
    words: tuple[Word, ...]
    rest: str

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Everything that its words mean."""
        return frozenset(word.meaning for word in self.words)

    def has(self, *meanings: str) -> bool:
        """Whether one of its words means one of these."""
        return not self.meanings.isdisjoint(meanings)

    @cached_property
    def is_about_disclosure(self) -> bool:
        """Whether applications for government information are named as such, not any applications (申请)."""
        said = (word.text for word in self.words if word.meaning == "application")
        return any("公开" in text or "信息" in text for text in said)

    @property
    def scope(self) -> str:
        """Whose figures it speaks of, as printed: 全省, 我局, the agency; empty where it does not say."""
        return next((word.text for word in self.words if word.meaning in SCOPES), "")

    def year(self, reported: int | None) -> int | None:
        """The year that it names last; `reported` is that of the report."""
        for word in reversed(self.words):
            if word.meaning == "this_year":
                return reported
            if word.meaning == "last_year":
                return reported - 1 if reported else None
            if word.meaning == "other_year":
                return int(word.text[:4])
        return None

    def under(self, prefix: str) -> tuple[str, ...]:
        """What its words mean below a prefix, in their order: the rows of row:granted, row:partial."""
        return tuple(
            dict.fromkeys(
                word.meaning.removeprefix(prefix) for word in self.words if word.meaning.startswith(prefix)
            )
        )


class Vocabulary:
    """The words as a report of a year, by an agency, uses them."""

    def __init__(self, year: int | None, agency: str) -> None:
        """`year`: the one reported on, where it is known; `agency` as the title names it."""
        years = {
            "year": str(year) if year else "(?!)",
            "last": str(year - 1) if year else "(?!)",
            "next": str(year + 1) if year else "(?!)",
        }
        names = "|".join(map(re.escape, _names(agency)))
        told = [("self", names), *WORDS] if names else WORDS
        branches = [(meaning, each) for meaning, said in told for each in _branches(_filled(said, years))]
        self._read: dict[str, Clause] = {}
        self._meanings = [meaning for meaning, _ in branches]
        first = "".join(sorted(set(filter(is_han, "".join(each for _, each in branches)))))
        self._pattern = re.compile(
            f"(?=[{first}{_OTHER_FIRST}])(?:" + "|".join(f"{each}()" for _, each in branches) + ")"
        )

    def read(self, text: str) -> Clause:
        """The words of a clause."""
        held = self._read.get(text)
        if held is None:
            if len(self._read) >= _MOST_HELD:
                self._read.clear()
            told = len(text) <= _LONG or _TELLING.search(text)
            held = self._read[text] = self._words(text) if told else Clause(text, (), text)
        return held

    def _words(self, text: str) -> Clause:
        words, rest, at = [], [], 0
        for found in self._pattern.finditer(text):
            rest.append(text[at : found.start()])
            words.append(Word(self._meanings[(found.lastindex or 1) - 1], found[0], found.start()))
            at = found.end()
        rest.append(text[at:])
        return Clause(text, tuple(words), "".join(rest).translate(_NO_WORDS))


@lru_cache(maxsize=8)
def vocabulary(year: int | None, agency: str) -> Vocabulary:
    """The vocabulary of a report, made once."""
    return Vocabulary(year, agency)


def _filled(pattern: str, years: dict[str, str]) -> str:
    for name, said in years.items():
        pattern = pattern.replace("{" + name + "}", said)
    return pattern


def _branches(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern one by one: the engine passes those over that begin otherwise."""
    depth, start, within = 0, 0, False
    for at, sign in enumerate(pattern):
        if sign in "[]":
            within = sign == "["
        elif not within:
            depth += (sign == "(") - (sign == ")")
            if sign == "|" and not depth:
                yield pattern[start:at]
                start = at + 1
    yield pattern[start:]


_SHORTEST = 2


_SHORTER = (
    ("人民政府", "政府"),
    ("人民政府(?=.)", ""),
    ("办公[室厅]$", "办"),
    ("办事处$", "办"),
    ("办事处$", ""),
    ("^(.{2,4})[区县市](?=.{2,})", r"\1"),
)
"""How reports shorten the names of offices."""


def _names(agency: str) -> Sequence[str]:
    """How a report calls the agency that made it: its name and the ends of it, shortened as is usual."""
    held = dict.fromkeys((agency, *_tails(agency)))
    for pattern, shorter in _SHORTER:
        held |= dict.fromkeys(re.sub(pattern, shorter, name) for name in tuple(held))
    told = (name for name in held if len(name) >= _SHORTEST and name not in ("政府", "人民政府"))
    return sorted(told, key=len, reverse=True)


def _tails(agency: str) -> Iterator[str]:
    for at in range(1, len(agency) - _SHORTEST + 1):
        whole = agency[:at].endswith("总局")
        if whole or agency[at - 1] in "省市州盟县区旗" or agency[at] in "省市县区":
            yield agency[at:]
