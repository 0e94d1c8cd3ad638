"""Cuts digits that run together anew (重新切分): where one number ends and the next begins, digit by digit.

A row of so many columns is a run of digits with a separator between each two columns; a column between
two separators at one place is blank. However the separators move, the run spells the same digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from core.extract.numbers import exact, is_blank_mark, tidy
from core.extract.report import Number
from core.extract.units import factor
from core.forms.form import Column
from core.messages import Message, Parameter, message

_SIGN = r"[-−–+减增]"
_WHOLE = re.compile(rf"(?:{_SIGN}(?=\d))?\d", re.ASCII)
_MONEY = re.compile(r"\d(?:\.\d+)?", re.ASCII)
_COUNTS = re.compile(r"\d", re.ASCII)
_NUMBER = re.compile(rf"(?P<sign>{_SIGN})?(?P<digits>\d+)(?P<fraction>\.\d+)?", re.ASCII)
_BETWEEN = re.compile(r"[\s·•|]+")
_BLANK = frozenset({"▢", "□"})
_UNITS = (1, 10**4, 10**8, 10**3)


class RecutError(ValueError):
    """Why digits cannot be cut so; `unfinished` where more of the same would make it good."""

    def __init__(self, why: Message, *, unfinished: bool = False) -> None:
        super().__init__(why)
        self.message = why
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Strip:
    """The digits of a run as printed, one to an atom; a sign goes with the digit after it, a fraction with
    the digit before it. `gaps`: after how many atoms the print parts them by spaces or marks."""

    atoms: tuple[str, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Atoms parted by separators, one fewer than columns: each says how many atoms stand before it."""

    atoms: tuple[str, ...]
    separators: tuple[int, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """What falls to each column; an empty text is a blank."""
        ends = (0, *self.separators, len(self.atoms))
        return tuple("".join(self.atoms[start:end]) for start, end in pairwise(ends))

    def moved(self, separator: int, by: int) -> Cut:
        """The cut with a separator (from 0) moved by so many atoms; it pushes others before it along."""
        to = max(0, min(self.separators[separator] + by, len(self.atoms)))
        return replace(
            self,
            separators=tuple(
                min(place, to) if at < separator else max(place, to) if at > separator else to
                for at, place in enumerate(self.separators)
            ),
        )


def recut(raw: str, typed: str, columns: Sequence[Column], unit: int = 1) -> tuple[Number | None, ...]:
    """The numbers of a run, one for each column (None: blank), as a reviewer types them: 62 3 129.

    Numbers are parted by spaces or ·, a mark for none (- or /) is a blank; an amount is in so many yuan
    as `unit` says. RecutError, a ValueError, where they do not spell the digits of the run, are too many or
    too few, or one of them is no number.
    """
    return read_pieces(typed_cut(strip_of(raw, columns), typed, columns).pieces, columns, unit)


def strip_of(raw: str, columns: Sequence[Column]) -> Strip:
    """The atoms of a run; signs count only where a column may be negative, fractions only for money."""
    kinds = {column.kind for column in columns}
    pattern = _WHOLE if "change" in kinds else _MONEY if "amount" in kinds else _COUNTS
    text = tidy(raw)
    atoms: list[str] = []
    gaps: list[int] = []
    end = 0
    for found in pattern.finditer(text):
        if atoms and text[end : found.start()].strip(","):
            gaps.append(len(atoms))
        atoms.append(found[0])
        end = found.end()
    return Strip(tuple(atoms), tuple(gaps))


def first_cut(strip: Strip, columns: int) -> Cut:
    """A cut to begin with where no reading is known: what the print parts, from the left."""
    separators = (*strip.gaps[: columns - 1], *[len(strip.atoms)] * (columns - 1))[: columns - 1]
    return Cut(strip.atoms, separators)


def cut_of(
    strip: Strip, values: Sequence[Number | None], columns: Sequence[Column], unit: int = 1
) -> Cut | None:
    """The cut that gives these values, or None where they do not spell the run."""
    places: list[int] = []
    at = 0
    for value, column in zip(values, columns, strict=True):
        if value is not None:
            found = next((end for end in range(at + 1, len(strip.atoms) + 1)
                          if _is(strip.atoms[at:end], value, column, unit)), None)  # fmt: skip
            if found is None:
                return None
            at = found
        places.append(at)
    return Cut(strip.atoms, tuple(places[:-1])) if at == len(strip.atoms) else None


def unit_of(raw: str, readings: Sequence[Sequence[Number | None]], columns: Sequence[Column]) -> int:
    """How many yuan the amounts of a run are printed in: as its readings were taken, else as printed."""
    money = next((column for column in columns if column.kind == "amount"), None)
    if money is None:
        return 1
    strip = strip_of(raw, columns)
    for unit in _UNITS:
        if any(cut_of(strip, reading, columns, unit) for reading in readings):
            return unit
    printed = re.search(r"[十百千]?[万亿]?元?$", tidy(raw))
    return factor((printed[0] if printed else "") or money.unit)


def typed_cut(strip: Strip, typed: str, columns: Sequence[Column]) -> Cut:
    """The cut that a reviewer types; RecutError says what is wrong with it."""
    places: list[int] = []
    at = 0
    tokens = [token for token in _BETWEEN.split(tidy(typed)) if token]
    for token in tokens:
        at += len(_spelled(token, strip.atoms[at:]))
        places.append(at)
    if len(tokens) > len(columns):
        raise _refused("too_many", count=len(tokens), columns=len(columns))
    if at < len(strip.atoms):
        raise _refused("more", rest="".join(strip.atoms[at:]), unfinished=True)
    if len(tokens) < len(columns):
        raise _refused("too_few", count=len(tokens), columns=len(columns), unfinished=True)
    return Cut(strip.atoms, tuple(places[:-1]))


def read_pieces(pieces: Sequence[str], columns: Sequence[Column], unit: int = 1) -> tuple[Number | None, ...]:
    """The number of each piece (None where it is empty); RecutError where one is none."""
    return tuple(read_piece(piece, column, unit) for piece, column in zip(pieces, columns, strict=True))


def read_piece(piece: str, column: Column, unit: int = 1) -> Number | None:
    """What digits are in a column, None where there are none; RecutError where they are no number."""
    if not piece:
        return None
    found = _NUMBER.fullmatch(piece)
    if found is None or (found["sign"] and column.kind != "change"):
        raise _refused("sign", piece=piece)
    if len(found["digits"]) > 1 and found["digits"].startswith("0"):
        raise _refused("leading_zero", piece=piece)
    if found["fraction"] and column.kind != "amount":
        raise _refused("fraction", piece=piece)
    size = Decimal(found["digits"] + (found["fraction"] or ""))
    value = exact(size * unit if column.kind == "amount" else size, column)
    if value * 100 != int(value * 100):
        raise _refused("fraction", piece=piece)
    return -value if found["sign"] in tuple("-−–减") else value


def _is(atoms: Sequence[str], value: Number, column: Column, unit: int) -> bool:
    try:
        return read_piece("".join(atoms), column, unit) == value
    except RecutError:
        return False


def _spelled(token: str, rest: Sequence[str]) -> Sequence[str]:
    """The atoms that a typed number spells, the next ones of the run."""
    if token in _BLANK or is_blank_mark(token):
        return ()
    plain = token.replace(",", "").removesuffix("元")
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise _refused("no_number", piece=token)
    if len(found["digits"]) > 1 and found["digits"].startswith("0"):
        raise _refused("leading_zero", piece=token)
    for end in range(1, len(rest) + 1):
        spelled = "".join(rest[:end])
        if _same(spelled, plain):
            return rest[:end]
        if len(spelled) > len(plain) + 1:
            break
    left = "".join(rest)
    raise _refused("other", piece=token, rest=left, unfinished=_same(left[: len(plain)], plain))


def _same(printed: str, typed: str) -> bool:
    """Whether both spell the same, whichever of the signs is used."""
    return list(map(_plain, printed)) == list(map(_plain, typed))


def _plain(character: str) -> str:
    return "-" if character in "−–减" else "+" if character == "增" else character


def _refused(reason: str, *, unfinished: bool = False, **parameters: Parameter) -> RecutError:
    return RecutError(message(f"extract.recut.{reason}", **parameters), unfinished=unfinished)
