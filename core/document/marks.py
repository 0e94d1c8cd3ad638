"""Characters set apart from the line they stand on, in forms that are part of no number.

Raised and lowered digits (the marks of notes, exponents) become superscript and subscript digits, and what
is struck out keeps its stroke: so a reader still sees what the document shows, and 447228² is not 4472282.
"""

from __future__ import annotations

from collections.abc import Sequence

STROKE = "\u0336"
"""Stands after each character that is struck out."""

TURNED = ("\u202e", "\u202c")
"""What stands around text that is shown from right to left by force, 12 as 21: parts of no number."""

_DIGITS = "0123456789０１２３４５６７８９"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_LOWERED = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉" * 2)


def set_apart(text: str, level: float, *, struck: bool = False) -> str:
    """Text as it stands on its line: raised where `level` is above 0, lowered below it, struck out or not."""
    if level:
        text = text.translate(_RAISED if level > 0 else _LOWERED)
    if struck:
        text = "".join(character + ("" if character.isspace() else STROKE) for character in text)
    return text


def on_a_line(pieces: Sequence[tuple[str, float]], least: float) -> str:
    """The text of a line's pieces, each with how far it is raised; set apart is what stands at least this
    much higher or lower than the first, for a line raised as a whole is a line like any other."""
    if len(pieces) == 1:
        return pieces[0][0]
    base = next((raised for text, raised in pieces if not text.isspace()), 0.0)
    return "".join(
        set_apart(text, raised - base) if abs(raised - base) >= least else text for text, raised in pieces
    )
