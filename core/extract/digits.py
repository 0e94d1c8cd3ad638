"""Reads digits that run together as the numbers of a row: every way to cut them, blanks put between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.extract.numbers import is_blank_mark, read_number
from core.extract.report import Number

Reading = tuple[Number | None, ...]
Keeps = Callable[[Sequence[Number | None]], bool]
"""Asked of every beginning of a reading; what it refuses is not read on."""

_DIGITS = re.compile(r"(\d+)(\.\d+)?")


class TooMany(Exception):
    """More beginnings of readings than the limit: the list would be cut short, so there is none."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a run: digits that may be cut, with the fraction of the last number, or a value as it is."""

    digits: str
    fraction: str = ""
    value: Number | None = None


def _token(text: str) -> _Token | None:
    if is_blank_mark(text):
        return _Token("")
    digits = _DIGITS.fullmatch(text)
    if digits:
        return _Token(digits[1], digits[2] or "")
    written = read_number(text)
    if written is None or written.value != written.value.to_integral_value():
        return None
    return _Token("", "", int(written.value))


def row_readings(
    pieces: Sequence[str], columns: int, keeps: Keeps, *, blanks: bool, limit: int
) -> list[Reading]:
    """The ways to read the pieces, in order, as a row of so many columns.

    A piece of digits is one number or several, none with a leading zero; another number or a mark for
    none stands for itself. With `blanks`, columns may be empty between the pieces, and where there is
    one piece alone, between its numbers too. No readings where a piece is neither; TooMany past the limit.
    """
    tokens = [_token(piece) for piece in pieces]
    if not tokens or any(token is None for token in tokens):
        return []
    search = _Search([token for token in tokens if token], columns, keeps, blanks, limit)
    return list(search.go((), 0, 0))


class _Search:
    """Walks depth first over the columns; every step is counted against the limit."""

    def __init__(
        self, tokens: Sequence[_Token], columns: int, keeps: Keeps, blanks: bool, limit: int
    ) -> None:
        self.tokens, self.columns, self.keeps, self.blanks, self.left = tokens, columns, keeps, blanks, limit
        self.room = [sum(max(1, len(token.digits)) for token in tokens[at:]) for at in range(len(tokens) + 1)]

    def go(self, held: Reading, at: int, cut: int) -> Iterator[Reading]:
        """The readings that begin with `held` and go on at a token, so many digits of it used."""
        self.left -= 1
        if self.left < 0:
            raise TooMany
        columns = self.columns - len(held)
        if columns == 0:
            if at == len(self.tokens):
                yield held
            return
        if len(self.tokens) - at > columns or (not self.blanks and self.room[at] - cut < columns):
            return
        for value, next_at, next_cut in self._next(at, cut):
            longer = (*held, value)
            if self.keeps(longer):
                yield from self.go(longer, next_at, next_cut)

    def _next(self, at: int, cut: int) -> Iterator[tuple[Number | None, int, int]]:
        if at < len(self.tokens):
            token = self.tokens[at]
            if not token.digits:
                yield token.value, at + 1, 0
            else:
                yield from self._numbers(token, at, cut)
        if self.blanks and (cut == 0 or len(self.tokens) == 1):
            yield None, at, cut

    def _numbers(self, token: _Token, at: int, cut: int) -> Iterator[tuple[Number, int, int]]:
        rest = token.digits[cut:]
        longest = 1 if rest[0] == "0" else len(rest)
        for length in range(1, longest + 1):
            if length < len(rest):
                yield int(rest[:length]), at, cut + length
            else:
                yield (Decimal(rest + token.fraction) if token.fraction else int(rest)), at + 1, 0
        if token.fraction and rest == "0":
            yield Decimal("0" + token.fraction), at + 1, 0
