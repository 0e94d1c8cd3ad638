"""Whether the heads that stand before the rows of a stream leave the columns in the form's order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from core.extract.heads import usual_order
from core.extract.labels import core
from core.forms.form import Row, Table

_NUMERALS = re.compile(r"[一二三四五六七八九十]")
_BACK = 40
_STRANGE = re.compile(r"小计|合计|备注|说明|占比|比例|上年数|去年|同比|增减|增长|序号")


@dataclass(frozen=True)
class HeadWords:
    """The heads of a table's columns, and the other texts of its printed form, as ideographs alone."""

    table: Table

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The ids of the columns by the cores of their heads."""
        columns = self.table.columns.values()
        return {core(label): column.id for column in columns for label in (column.label, *column.aliases)}

    @cached_property
    def usual(self) -> tuple[str, ...]:
        """The ids of the columns in the order in which the printed form has them read."""
        return usual_order(self.table)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        texts = {core(cell.text) for cell in self.table.sheet if not cell.cell and not cell.row_id}
        inner = {
            text[: text.index(head) + len(head)] for text in texts for head in self.heads if head in text
        }
        words = sorted({*self.heads, *texts, *inner} - {""}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)))

    def last(self, text: str, low: int, high: int) -> int:
        """Where the last heads before a position begin: each column's once, and what stands among them."""
        seen, begins = set[str](), high
        for found in reversed(list(self._known.finditer(text, low, high))):
            id = self.heads.get(found[0])
            if id in seen:
                break
            if id is not None:
                seen.add(id)
                begins = found.start()
        return self._back(text, begins)

    def read(self, between: str) -> tuple[list[str], str]:
        """The columns whose heads stand in a text of ideographs, in its order, and what else stands there."""
        found = [self.heads[word] for word in self._known.findall(between) if word in self.heads]
        return list(dict.fromkeys(found)), _NUMERALS.sub("", self._known.sub("", between))

    @cached_property
    def _above(self) -> tuple[str, ...]:
        """The texts of the printed form that stand above its heads (申请人情况)."""
        texts = [core(cell.text) for cell in self.table.sheet if not cell.cell and not cell.row_id]
        return tuple(filter(None, takewhile(lambda text: text not in self.heads, texts)))

    def _back(self, text: str, at: int) -> int:
        """Where the heads begin that a position stands in: after the form's own text shortly above."""
        low = max(0, at - _BACK)
        ends = (place + len(own) for own in self._above if (place := text.rfind(own, low, at)) >= 0)
        return max(ends, default=at)

    def _is_strange(self, others: str) -> bool:
        """Whether words among the heads are a head of their own, and no misprint of one of the form's."""
        own = set("".join(core(cell.text) for cell in self.table.sheet if not cell.cell)) | set(
            "单位件条个项"
        )
        return _STRANGE.search(others) is not None or sum(character not in own for character in others) > 1

    def agree(self, between: str, row: Row, *, first: bool) -> bool | None:
        """Whether what stands before a row keeps its columns in order; None where it does not speak of them.

        Before the `first` row of the form nothing but its heads is expected: a head lost without a trace,
        or one too many, leaves the order unsure. Torn and misprinted heads say nothing.
        """
        seen, others = self.read(between)
        seen = [id for id in seen if id in row.columns]
        if len(seen) < max(1, len(row.columns) - 1):
            return None
        ordered = seen in ([id for id in order if id in seen] for order in (row.columns, self.usual))
        whole = len(seen) == len(row.columns)
        if first and len(row.columns) > 3:
            return ordered and (not self._is_strange(others) if whole else bool(others))
        return ordered

    def agree_across(self, between: str, columns: Sequence[str], times: int) -> bool:
        """Whether the heads of table 4 stand so many times in order; torn and misprinted ones say nothing."""
        found = [self.heads[word] for word in self._known.findall(between) if word in self.heads]
        if found == [*columns] * times:
            return True
        _, others = self.read(between)
        for row in self.table.rows.values():
            others = others.replace(core(row.label), "")
        return len(found) != len(columns) * times and bool(others) and not self._is_strange(others)
