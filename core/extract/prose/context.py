"""What a paragraph has spoken of up to a figure: much is said once and meant again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.extract.prose.words import Clause

KINDS = ("permit", "other_services", "penalty", "coercion")
"""The rows of table two that count decisions, in the form's order."""

DOCUMENTS = ("rules", "normative")
"""The rows of table two that count documents."""

_SCOPED = ("whole", "mine", "self")
_PART = re.compile(r"半年|季度")
_WHOLE = re.compile(r"全年|年度|本年|今年")
_REVIEWED = re.compile(r"名义|清理|梳理|审查|备案")
"""What was gone through (对以县政府名义印发的规范性文件进行清理) may be some of the documents only."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the paragraph has spoken of so far.

    `application`: of applications; `near`: in this sentence; `parent`: the verb that counted them last;
    `results`: how they were handled is being listed; `inclusive`: what was received may include what was
    carried in, as the sentence names that. `cases`: the rows of table four last named, `listed`: all that
    the sentence has counted. `action`: what was done with the documents last named (`rows`
    of table two). `kinds`: the kinds of
    decisions named since the last figure. `disclosed`: public disclosure is the matter, so that reviews and
    lawsuits are about it. `strange`: others than the report's agency may be meant; `counted`: the last
    figure of applications was such a one. `scope`: whose figures were named last. `year` as the
    sentence names it last; `part`: it speaks of a part of the year alone.
    """

    application: bool = False
    near: bool = False
    parent: str = ""
    results: bool = False
    inclusive: bool = False
    cases: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    action: str = ""
    rows: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    disclosed: bool = False
    strange: bool = False
    counted: bool = False
    scope: str = ""
    year: int | None = None
    part: bool = False

    def next_sentence(self, inclusive: bool, of_which: bool) -> Context:
        """What a new sentence begins with; `of_which`: it goes on about the last one (其中, or a heading)."""
        return Context(
            application=self.application,
            near=of_which and self.near,
            parent=self.parent,
            results=self.results,
            inclusive=inclusive,
            disclosed=of_which and self.disclosed,
            cases=self.cases if of_which else (),
            strange=self.counted,
            counted=self.counted,
            scope=self.scope,
        )

    def after(self, clause: Clause, year: int | None) -> Context:
        """The context after a clause that counts nothing itself, and names a `year`."""
        documents = tuple(row for row in DOCUMENTS if clause.has(row))
        applied = clause.is_about_disclosure or (clause.has("application") and not clause.rest)
        kinds = tuple(kind for kind in KINDS if clause.has(kind) or kind in self.kinds)
        foreign = bool(clause.words) and clause.words[-1].meaning == "others"
        foreign = foreign or bool(documents and clause.rest and _REVIEWED.search(clause.text))
        return replace(
            self,
            application=self.application or applied,
            near=self.near or applied,
            disclosed=self.disclosed or clause.has("application", "disclosed"),
            strange=foreign or (self.strange and not clause.has(*_SCOPED)),
            rows=documents or self.rows,
            kinds=kinds,
            scope=clause.scope or self.scope,
            year=year or self.year,
            part=_PART.search(clause.text) is not None or (self.part and not _WHOLE.search(clause.text)),
        )

    def elsewhere(self) -> Context:
        """The context after a figure of something else: what follows may be about that."""
        return replace(
            self, application=False, near=False, results=False, cases=(), listed=(), kinds=(), rows=()
        )

    def is_strange(self, clause: Clause) -> bool:
        """Whether the clause may be about others than the report's agency."""
        if clause.rest or clause.has("others"):
            return True
        return self.strange and not clause.has(*_SCOPED)
