"""What a figure means: the sums that it may stand for."""

from __future__ import annotations

from dataclasses import dataclass

from core.extract.prose.context import Context
from core.extract.prose.sums import Addends

COUNTED = frozenset(("件", "件次", "条", "条次", "份", "起", "宗", "例", "个", "项", "次", "封", "笔", ""))
"""The units in which applications, cases and decisions are counted."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The sums that a figure may mean, the likeliest first, and the context after it.

    `sure`: every word was understood, and nothing else can be meant. `loose`: sums that careless words may
    mean as well: a figure that equals one of them contradicts nothing. `dated`: it says itself which year it
    is about (上年结转). `one_of_several`: it is one kind among others, so that what it is said to include
    makes it another sum.
    """

    alternatives: tuple[Addends, ...]
    sure: bool
    context: Context
    loose: tuple[Addends, ...] = ()
    dated: bool = False
    one_of_several: bool = False
