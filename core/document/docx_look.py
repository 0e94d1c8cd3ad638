"""How Word shows a run of text, as far as that changes what a reader takes it for: its own properties,
and those of the styles it goes by (ECMA-376 part 1, 17.3.2 and 17.7).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import Any

from core.document.package import Package

OFF = frozenset({"0", "false", "off", "none"})
SHIFTED = 2.0
"""How many half-points a run must be raised or lowered by to be set apart from its line."""

_DEEPEST = 20
_NO_GROUND = frozenset({"", "auto", "ffffff"})
_LEVELS = {"superscript": 1, "subscript": -1}
_TOLD = frozenset(
    {"vertAlign", "position", "strike", "dstrike", "vanish", "specVanish", "color", "shd", "highlight"}
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown; None where nothing is said. `level` and `struck` as of marks.set_apart; `shift`:
    how many half-points it is raised by; `white` on no ground of its own (`backed`) it is not seen."""

    level: int | None = None
    shift: float | None = None
    struck: bool | None = None
    hidden: bool | None = None
    white: bool | None = None
    backed: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves unsaid as another has it."""
        return Look(
            below.level if self.level is None else self.level,
            below.shift if self.shift is None else self.shift,
            below.struck if self.struck is None else self.struck,
            below.hidden if self.hidden is None else self.hidden,
            below.white if self.white is None else self.white,
            below.backed if self.backed is None else self.backed,
        )


PLAIN = Look()


def look_of(properties: Any, prefix: str) -> Look:
    """What a run's properties (rPr) say; `prefix` is the markup's namespace in braces."""
    look = PLAIN
    value = prefix + "val"
    for said in properties:
        tag = said.tag.removeprefix(prefix) if isinstance(said.tag, str) else ""
        if tag in _TOLD:
            look = _with(look, tag, said.get(value), said.get(prefix + "fill"))
    return look


def _with(look: Look, tag: str, value: str | None, fill: str | None) -> Look:
    on = (value or "1").lower() not in OFF
    match tag:
        case "vertAlign":
            return replace(look, level=_LEVELS.get(value or "", 0))
        case "position":
            return replace(look, shift=_half_points(value))
        case "strike" | "dstrike":
            return replace(look, struck=on or bool(look.struck))
        case "vanish" | "specVanish":
            return replace(look, hidden=on or bool(look.hidden))
        case "color":
            return replace(look, white=(value or "").lower() == "ffffff")
        case "shd":
            return replace(look, backed=is_ground(fill, value) or bool(look.backed))
    return replace(look, backed=on or bool(look.backed))


def is_ground(fill: str | None, pattern: str | None) -> bool:
    """Whether a shading (shd) is another ground than white paper."""
    return (fill or "").lower() not in _NO_GROUND or (pattern or "clear").lower() not in ("clear", "nil")


def _half_points(value: str | None) -> float:
    said = (value or "").lstrip("+-")
    if not said.isascii() or not said.isdigit() or len(said) > 4:
        return 0.0
    return -float(said) if (value or "").startswith("-") else float(said)


class Styles:
    """The looks that the document's styles give, by their ids; each is told when first asked for."""

    def __init__(self, package: Package, part: str, prefix: str) -> None:
        self._prefix = prefix
        self._known: dict[tuple[str, str], Look] = {("", ""): PLAIN}
        styles, id = posixpath.join(posixpath.dirname(part), "styles.xml"), prefix + "styleId"
        held = package.xml(styles).iterchildren(prefix + "style") if styles in package.parts else ()
        self._styles = {str(style.get(id, "")): style for style in held}

    def is_ground(self, table: str) -> bool:
        """Whether a style of tables gives some part of them another ground than white paper."""
        prefix, style = self._prefix, self._styles.get(table)
        shadings = () if style is None else style.iter(prefix + "shd")
        return any(
            is_ground(shading.get(prefix + "fill"), shading.get(prefix + "val")) for shading in shadings
        )

    def look(self, run: str, paragraph: str) -> Look:
        """The look of a run by its style and that of its paragraph; "" for none."""
        known = self._known.get((run, paragraph))
        if known is None:
            known = self._known[run, paragraph] = self._chain(run).over(self._chain(paragraph))
        return known

    def _chain(self, id: str) -> Look:
        """The look of a style with those that it is based on."""
        look = PLAIN
        for _ in range(_DEEPEST):
            style = self._styles.get(id)
            if style is None:
                break
            own, parent = style.find(self._prefix + "rPr"), style.find(self._prefix + "basedOn")
            look = look if own is None else look.over(look_of(own, self._prefix))
            id = "" if parent is None else str(parent.get(self._prefix + "val", ""))
        return look
