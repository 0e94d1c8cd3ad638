"""What a figure of the prose speaks of: which cells it must equal, told from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.extract.prose.sums import Addends, Cells
from core.extract.prose.words import GLUE, NONE, PART, Clause, Word

COUNTED = frozenset(("件", "件次", "条", "条次", "份", "起", "宗", "例", "个", "项", "次", "封", "笔", ""))
"""The units in which applications, cases and documents are counted."""

APPLICANTS = ("natural", "enterprise", "research", "welfare", "legal", "others")
ORGANISATIONS = APPLICANTS[1:]
CASES = ("review", "direct", "after_review")
_LITIGATION = ("direct", "after_review")
_RESULTS = {"upheld": "upheld", "corrected": "corrected", "other_result": "other", "pending": "pending"}
_KINDS = ("permit", "other_services", "penalty", "coercion")
_ANSWERED = ("办结", "答复", "办复", "回复")
_COMPLAINTS = re.compile("举报|申诉|投诉|信访|的?案件?|件")
"""What else there was none of does not matter."""

_CASE_WORDS = (*CASES, "litigation", "both")
_RECEIVED = Word("receive", "收到", 0)
_VERBS = ("receive", "accept", "finish")


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence has spoken of so far.

    `application`: of applications, in this paragraph; `near`: in this sentence; `parent`: the verb that
    counted them last. `cases`: the rows of table four last named, `listed` all that the sentence has counted.
    `action`: what was done with the documents last named. `kinds`: the kinds of decisions named since the
    last figure. `disclosed`: public disclosure is the matter, so that reviews and lawsuits are about it.
    `strange`: words not understood say whose or which applications are meant. `inclusive`: those carried in
    were named, so that what was received may include them. `results`: how applications were handled is being
    listed. `year` as the sentence names it last.
    """

    application: bool = False
    near: bool = False
    parent: str = ""
    cases: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    action: str = ""
    disclosed: bool = False
    kinds: tuple[str, ...] = ()
    strange: bool = False
    inclusive: bool = False
    results: bool = False
    year: int | None = None

    def next_sentence(self) -> Context:
        """What a new sentence in the same paragraph begins with."""
        return replace(self, near=False, cases=(), action="", kinds=(), inclusive=False, disclosed=False)

    def after(self, clause: Clause, year: int | None) -> Context:
        """The context after a clause that counts nothing itself, and names a `year`."""
        applied = clause.has("application")
        kinds = tuple(kind for kind in _KINDS if clause.has(kind) or kind in self.kinds)
        return replace(
            self,
            application=self.application or applied,
            near=self.near or applied,
            disclosed=self.disclosed or clause.has("application", "disclosed"),
            inclusive=self.inclusive or clause.has("carry_in"),
            strange=self.strange or clause.has("others"),
            kinds=kinds,
            year=year or self.year,
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """The sums that a figure may mean, the likeliest first, and the context after it.

    `sure`: every word was understood, and nothing else can be meant. `dated`: it says itself which year it
    is about (上年结转).
    """

    alternatives: tuple[Addends, ...]
    sure: bool
    context: Context
    dated: bool = False


Reader = Callable[[Clause, str, Context], "Sense | None"]


def sense_of(clause: Clause, unit: str, context: Context) -> Sense | None:
    """What a figure with this unit means in a clause; None where it speaks of no cell."""
    if clause.has(PART) and not clause.words[0].text.startswith("其中"):
        return None
    for read in _READERS:
        found = read(clause, unit, context)
        if found is not None:
            return found
    return None


def said_of(clause: Clause) -> bool:
    """Whether the words after a number say what it counts: 70件申请, 2件行政复议."""
    return bool(_applicants(clause) or _case_rows(clause) or clause.has("application"))


def sense_of_none(clause: Clause, context: Context) -> Sense | None:
    """What a clause without a number says there is none of: 未收到政府信息公开申请; None where nothing."""
    if not clause.has(NONE) or clause.under("row:") or clause.has(PART, "publish"):
        return None
    rest = _COMPLAINTS.sub("", clause.rest)
    told = Clause(clause.text, tuple(word for word in clause.words if word.meaning != NONE), rest)
    if not told.has("application", "carry_in", "carry_out", *_CASE_WORDS):
        return None
    if told.has("application") and not told.has("carry_in", "carry_out", *_CASE_WORDS):
        others = tuple(word for word in told.words if word.meaning not in _VERBS)
        told = replace(told, words=(_RECEIVED, *others))
    return sense_of(told, "", context)


def all_upheld(clause: Clause, context: Context) -> tuple[Addends, Addends] | None:
    """均获维持: all cases of the rows last named are upheld: those cells, and the sums of the rows."""
    if not clause.has("all_upheld") or clause.rest or not context.listed:
        return None
    return _sum(Cells("t4", context.listed, ("sum",))), _sum(Cells("t4", context.listed, ("upheld",)))


def all_natural(clause: Clause, context: Context) -> tuple[Addends, Addends] | None:
    """均为自然人申请: the cells of natural persons, and the sum that they make up alone."""
    said = clause.has("applicant:natural") and any(word.text in ("均", "都", "全部") for word in clause.words)
    if not said or clause.rest or not context.near or context.parent not in ("receive", "accept"):
        return None
    return _t3(NEW), _t3(NEW, ("natural",))


def case_result(sense: Sense, tail: Sequence[Clause]) -> Sense:
    """A figure of cases with the result that the next clause tells: …2件，尚未审结."""
    for clause in tail:
        columns = tuple(column for meaning, column in _RESULTS.items() if clause.has(meaning))
        plain = clause.meanings <= {"glue", *_RESULTS} and not clause.rest
        if plain and len(columns) == 1 and all(cells.table == "t4" for (cells,) in sense.alternatives):
            told = tuple(
                _sum(replace(cells, columns=columns)) if cells.columns == ("sum",) else (cells,)
                for (cells,) in sense.alternatives
            )
            return replace(sense, alternatives=told)
    return sense


def _sum(*cells: Cells) -> Addends:
    return cells


def _t3(rows: Sequence[str], columns: Sequence[str] = ("sum",)) -> Addends:
    return _sum(Cells("t3", tuple(rows), tuple(columns)))


NEW, CARRIED_IN, TOTAL, CARRIED_OUT = ("new",), ("carried_in",), ("total",), ("carried_out",)
TO_HANDLE = (*NEW, *CARRIED_IN)


def _cases(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Table four: reviews and lawsuits by their results."""
    rows = _case_rows(clause)
    columns = tuple(column for meaning, column in _RESULTS.items() if clause.has(meaning))
    inherited = not rows and bool(columns)
    if inherited:
        rows = context.cases
    if unit not in COUNTED or not rows:
        return None
    disclosed = context.disclosed or clause.has("disclosed", "application")
    closed = any(word.text.startswith(_ANSWERED) for word in clause.words)
    sure = not clause.rest and disclosed and not closed
    listed = tuple(row for row in CASES if row in (*context.listed, *rows))
    after = replace(context, cases=rows, listed=listed, application=False, disclosed=disclosed)
    return Sense((_sum(Cells("t4", rows, columns or ("sum",))),), sure, after)


def _case_rows(clause: Clause) -> tuple[str, ...]:
    if clause.has("both"):
        return CASES
    rows = [name for name in CASES if clause.has(name)]
    if clause.has("litigation") and not set(rows).intersection(_LITIGATION):
        rows += _LITIGATION
    return tuple(rows)


def _carried(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications carried over, from last year or into the next."""
    if unit not in COUNTED or not clause.has("carry_in", "carry_out", "carried"):
        return None
    topic = context.application or clause.has("application")
    sure = not clause.rest and topic and not context.strange
    columns = _applicants(clause) or ("sum",)
    after = replace(context, application=True)
    if clause.has("carry_in"):
        return Sense((_t3(CARRIED_IN, columns),), sure, replace(after, inclusive=True), dated=True)
    if clause.has("carry_out"):
        return Sense((_t3(CARRIED_OUT, columns),), sure, after, dated=True)
    return Sense((_t3(CARRIED_OUT, columns), _t3(CARRIED_IN, columns)), False, after)


def _results(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications by how they were handled."""
    rows = _result_rows(clause)
    vague = not rows and not clause.rest and context.application
    if vague and clause.meanings <= {"publish", GLUE, PART} and clause.has("publish"):
        rows = ("granted",)
    if vague and context.results and clause.meanings <= {"remainder", GLUE, PART} and clause.has("remainder"):
        rows = ("other",)
    if unit not in COUNTED or not rows:
        return None
    topic = context.application or clause.has("application")
    sure = not clause.rest and topic and not context.strange and not vague
    columns = _applicants(clause) or ("sum",)
    return Sense((_t3(rows, columns),), sure, replace(context, application=True, results=True))


def _result_rows(clause: Clause) -> tuple[str, ...]:
    """The rows named last, as far as nothing but a conjunction parts them."""
    rows: list[str] = []
    expected: int | None = None
    for word in reversed(clause.words):
        if not word.meaning.startswith("row:"):
            if rows and word.text not in "和及与或、以":
                break
            if rows:
                expected = word.start
            continue
        if rows and expected != word.start + len(word.text):
            break
        rows.insert(0, word.meaning.removeprefix("row:"))
        expected = word.start
    return tuple(rows)


def _applicants(clause: Clause) -> tuple[str, ...]:
    named = clause.under("applicant:")
    if "organisations" in named:
        return ORGANISATIONS
    return tuple(column for column in APPLICANTS if column in named)


def _of_applicants(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications by who made them."""
    columns = _applicants(clause)
    if unit not in COUNTED or not columns:
        return None
    topic = context.application or clause.has("application")
    verb = next((name for name in reversed(_VERBS) if clause.has(name)), context.parent)
    rows = {"receive": (NEW,), "accept": (NEW, TO_HANDLE), "finish": (TOTAL,)}.get(
        verb, (NEW, TO_HANDLE, TOTAL)
    )
    sure = not clause.rest and topic and bool(verb) and not context.strange
    return Sense(
        tuple(_t3(each, columns) for each in rows), sure, replace(context, application=True, parent=verb)
    )


def _applications(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications received, accepted, answered."""
    named = clause.has("application")
    verbs = [name for name in _VERBS if clause.has(name)]
    if unit not in COUNTED or not (named or (context.application and verbs)):
        return None
    if clause.has(PART) or (clause.rest and not named) or (clause.has("publish") and not verbs):
        return None
    strange = bool(clause.rest) or (context.strange and not clause.has("whole", "mine", "self"))
    sure = bool(verbs) and not strange and (named or context.near) and not clause.has("remainder", "running")
    rows = _rows_of_verbs(clause, verbs, context)
    parent = verbs[0] if verbs else context.parent
    after = replace(context, application=True, near=True, disclosed=True, parent=parent, strange=strange)
    return Sense(tuple(_t3(each) for each in rows), sure, after)


def _rows_of_verbs(clause: Clause, verbs: Sequence[str], context: Context) -> tuple[tuple[str, ...], ...]:
    if verbs == ["receive"]:
        return (NEW, TO_HANDLE) if context.inclusive else (NEW,)
    if verbs == ["finish"]:
        answered = any(word.text.startswith(_ANSWERED) for word in clause.words if word.meaning == "finish")
        return (TOTAL,) if answered else (TOTAL, NEW, TO_HANDLE)
    if "finish" in verbs or not verbs:
        return (NEW, TO_HANDLE, TOTAL)
    return (NEW, TO_HANDLE)


def _documents(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Table two: rules and normative documents."""
    rows = tuple(row for row in ("rules", "normative") if clause.has(row))
    actions = [name for name in ("repeal", "in_force", "make", "publish") if clause.has(name)]
    action = actions[0] if actions else context.action
    if unit not in ("件", "份", "个", "项", "部", "条") or not rows or not action:
        return None
    columns = {
        "repeal": ("repealed",),
        "in_force": ("in_force", "total_public"),
        "make": ("made", "published"),
        "publish": ("published", "made", "in_force"),
    }[action]
    sure = not clause.rest and not clause.has("running")
    after = replace(context, action=action, application=False)
    return Sense(tuple(_sum(Cells("t2", rows, (column,))) for column in columns), sure, after)


def _decisions(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Table two: decisions on permits, penalties, coercion, and how many items there are."""
    named = tuple(kind for kind in _KINDS if clause.has(kind))
    kinds = tuple(kind for kind in _KINDS if kind in (*context.kinds, *named))
    if not named and not (clause.has("decisions") and context.kinds):
        return None
    decided = clause.has("decisions", "issue", "finish") or context.action == "issue" or "案件" in clause.text
    after = replace(context, kinds=kinds, action="issue" if clause.has("issue") else context.action)
    if unit == "项" and not decided:
        cells = Cells("t2", kinds, ("last_year_items", "change"))
        return Sense((_sum(cells),), False, after)
    if unit not in COUNTED or not decided:
        return None
    sure = not clause.rest and after.action == "issue" and len(kinds) == len(named)
    return Sense((_sum(Cells("t2", kinds, ("decisions",))),), sure, replace(after, kinds=()))


def _money(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Table two: fees and central procurement."""
    if clause.has("fee") and unit == "元":
        return Sense((_sum(Cells("t2", ("fee",), ("amount",))),), not clause.rest, context)
    if clause.has("procurement") and unit in ("个", "项", "次", "件", "批"):
        return Sense(
            (_sum(Cells("t2", ("procurement",), ("items",))),), False, replace(context, action="buy")
        )
    if unit == "元" and (clause.has("procurement") or (context.action == "buy" and clause.has("amount"))):
        return Sense((_sum(Cells("t2", ("procurement",), ("amount",))),), False, context)
    return None


_READERS: tuple[Reader, ...] = (
    _cases,
    _carried,
    _results,
    _of_applicants,
    _applications,
    _documents,
    _decisions,
    _money,
)
