"""Reads digits that run together as the numbers of a row: every way to cut them, blanks put between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.extract.numbers import is_blank_mark, read_number
from core.extract.report import Number
from core.extract.steps import Steps

Reading = tuple[Number | None, ...]
Keeps = Callable[[Reading, int], bool]
"""Asked of every end of a reading, and how many digits are left before it; what it refuses is not read on."""

_SIGNED = re.compile(r"(?<=\d)(?=[-−－+＋减增]\d)")
_DIGITS = re.compile(r"(?P<sign>[-−－+＋减增]?)(?P<digits>\d+)(?P<fraction>\.\d+)?")

_MANY, _PARTED = 10, Decimal("0.7")


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a run: digits that may be cut, with the sign of the first number and the fraction of
    the last, or a value as it is."""

    digits: str
    fraction: str = ""
    sign: str = ""
    value: Number | None = None


def _tokens(piece: str) -> Iterator[_Token | None]:
    """The tokens of a piece: digits before each sign apart; None for what is no number."""
    if is_blank_mark(piece):
        yield _Token("")
        return
    for part in _SIGNED.split(piece):
        found = _DIGITS.fullmatch(part)
        written = None if found else read_number(part)
        if found:
            yield _Token(found["digits"], found["fraction"] or "", found["sign"])
        elif written is not None and written.value == written.value.to_integral_value():
            yield _Token("", value=int(written.value))
        else:
            yield None


def row_readings(
    pieces: Sequence[str],
    columns: int,
    keeps: Keeps,
    steps: Steps,
    *,
    blanks: int,
    cuts: bool,
    signed: frozenset[int],
    joints: frozenset[int] = frozenset(),
) -> list[Reading]:
    """The ways to read the pieces, in order, as a row of so many columns.

    A piece of digits is one number or several, none with a leading zero; another number or a mark for
    none stands for itself. A number with a sign stands in one of the `signed` columns only. So many
    `blanks` at most are put between the numbers, none within a piece where spaces part most digits.
    Without `cuts`, only what cannot be one number (065) is cut. What is kept of the first so many columns
    as one of `joints` says does not depend on the others. No readings where a piece is no number; TooMany
    after so many steps.
    """
    tokens = [token for piece in pieces for token in _tokens(piece)]
    sure = [token for token in tokens if token]
    if not sure or len(sure) < len(tokens):
        return []
    search = _Search(sure, keeps, steps, cuts, signed, joints, within=not is_mostly_parted(pieces))
    return list(search.go((), columns, blanks, len(sure), 0))


def is_parted(pieces: Sequence[str]) -> bool:
    """Whether spaces part the pieces and each may be one number as it stands."""
    return len(pieces) > 1 and not any(re.match(r"\D*0\d", piece) for piece in pieces)


def is_mostly_parted(pieces: Sequence[str]) -> bool:
    """Whether spaces part so many of so many digits that a blank would have left a space as well."""
    gaps = sum(map(len, pieces)) - 1
    return gaps >= _MANY and len(pieces) - 1 >= _PARTED * gaps


class _Search:
    """Walks from the last column to the first: totals stand last, and bound what stands before them."""

    def __init__(
        self,
        tokens: Sequence[_Token],
        keeps: Keeps,
        steps: Steps,
        cuts: bool,
        signed: frozenset[int],
        joints: frozenset[int],
        *,
        within: bool,
    ) -> None:
        self.tokens, self.keeps, self.cuts, self.signed, self.steps = tokens, keeps, cuts, signed, steps
        self.joints, self.known = joints, dict[tuple[int, int, int, int], list[Reading]]()
        widths = [max(1, len(token.digits)) for token in tokens]
        self.within = within
        self.digits = [sum(widths[:at]) for at in range(len(tokens) + 1)]

    def go(self, held: Reading, columns: int, blanks: int, at: int, cut: int) -> Iterator[Reading]:
        """The readings that end with `held`: so many columns and blanks are left for so many tokens, of
        the last of which so many digits are cut off already."""
        if columns not in self.joints:
            yield from self._walk(held, columns, blanks, at, cut)
            return
        place = columns, blanks, at, cut
        if place not in self.known:
            self.known[place] = [reading[:columns] for reading in self._walk(held, *place)]
        for first in self.known[place]:
            self.steps.take()
            yield (*first, *held)

    def _walk(self, held: Reading, columns: int, blanks: int, at: int, cut: int) -> Iterator[Reading]:
        self.steps.take()
        if columns == 0:
            if at == 0:
                yield held
            return
        if at > columns or self.digits[at] - cut < columns - blanks:
            return
        for value, next_at, next_cut in self._numbers(columns - 1, at, cut):
            if self.keeps(longer := (value, *held), self.digits[next_at] - next_cut):
                yield from self.go(longer, columns - 1, blanks, next_at, next_cut)
        apart = self.within or cut == 0
        if blanks and apart and self.keeps(longer := (None, *held), self.digits[at] - cut):
            yield from self.go(longer, columns - 1, blanks - 1, at, cut)

    def _numbers(self, column: int, at: int, cut: int) -> Iterator[tuple[Number | None, int, int]]:
        """The numbers that may stand last in the tokens left, with the tokens and digits left before each."""
        if at == 0:
            return
        token = self.tokens[at - 1]
        if not token.digits:
            yield token.value, at - 1, 0
            return
        end = len(token.digits) - cut
        fraction = token.fraction if cut == 0 else ""
        whole = not self.cuts and (token.digits[0] != "0" or end == 1)
        for start in (0,) if whole else range(end - 1, -1, -1):
            if token.digits[start] == "0" and end - start > 1:
                continue
            number: Number = int(token.digits[start:end])
            if fraction:
                number = Decimal(token.digits[start:end] + fraction)
            if start:
                yield number, at, len(token.digits) - start
            elif not token.sign or column in self.signed:
                yield (-number if token.sign in tuple("-−－减") else number), at - 1, 0
