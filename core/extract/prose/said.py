"""What is known of each figure of the prose before it has its number in the report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.extract.prose.mentions import Mention
from core.extract.prose.model import Bound
from core.extract.prose.sums import Addends
from core.messages import Message

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """A figure, or a statement that stands for one.

    `span` in the document's text; `passage` and `sentence` count from zero through the document. `value`
    None: a statement about cells alone (均获维持), that `whole` equals `alternatives`. Otherwise the value
    must equal one of `alternatives`; `doubt` says why it cannot contradict them, and where it equals one of
    `loose` it contradicts nothing. `mention` is None for a statement.
    """

    span: tuple[int, int]
    passage: int
    sentence: int
    raw: str
    value: Number | None
    unit: str
    clause: str
    bound: Bound = Bound.EXACT
    slack: Number = 0
    year: int | None = None
    scope: str = ""
    alternatives: tuple[Addends, ...] = ()
    loose: tuple[Addends, ...] = ()
    whole: Addends = ()
    doubt: Message | None = None
    note: Message | None = None
    mention: Mention | None = None
