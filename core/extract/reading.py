"""What the two ways of finding a table, on a grid and in a stream, both come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.document.location import Location
from core.forms.form import Form, Table
from core.messages import Message


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source that may hold a number: its text as printed, and where it stands.

    `shared`: it reaches over another row's place too, so that it is not told whose it is.
    """

    text: str
    location: Location | None
    shared: bool = False


ABSENT = Piece("", None)
"""In place of the piece of a column that the table has not."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row found: either one piece for each of its columns, or a run that does not part into them.

    `label` as printed, `loose` when it is not the form's. `tokens` are the run's pieces as parted by
    spaces, in the order of the columns; none where that order is not sure. `doubt` says why pieces were
    put to columns by a rule that could be wrong.
    """

    label: str
    loose: bool
    pieces: tuple[Piece, ...] = ()
    run: Piece | None = None
    tokens: tuple[str, ...] = ()
    doubt: Message | None = None


DIGITS = 8
"""How many digits a column of a run has on average at most; more are no row of figures."""


def readable(tokens: Sequence[str], columns: int) -> tuple[str, ...]:
    """The tokens of a run, or none where they are too many, or too long, to be the numbers of its columns, or
    may be filled up with zeros to one width (001200)."""
    if len(tokens) > columns or sum(map(len, tokens)) > DIGITS * columns:
        return ()
    return () if len(tokens) == 1 and _is_filled_up(tokens[0], columns) else tuple(tokens)


def _is_filled_up(digits: str, columns: int) -> bool:
    """Whether digits part into one piece for each column, all of one width, most of them led by a 0."""
    width, odd = divmod(len(digits), columns)
    return not odd and width > 1 and 2 * digits[::width].count("0") > columns


@dataclass(frozen=True)
class TableReading:
    """A table found: its rows by id, and the unit printed in the header of each amount column.

    `weight` is how much of the form's labels was found, to choose among forms. `spans` are the stretches
    of the document's text that the table takes up.
    """

    form: Form
    table: Table
    rows: Mapping[str, RowReading]
    units: Mapping[str, str]
    weight: float
    spans: tuple[tuple[int, int], ...]
