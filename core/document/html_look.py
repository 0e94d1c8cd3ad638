"""How a web page shows its elements, as far as that changes what a reader takes its text for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.I)
_UNSEEN = re.compile(
    r"visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
    r"|(?<!-)opacity\s*:\s*0?(?:\.0+)?(?![.\d])|(?<![-\w])(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|pt)",
    re.I,
)
_RAISED = re.compile(r"vertical-align\s*:\s*super\b", re.I)
_LOWERED = re.compile(r"vertical-align\s*:\s*sub\b", re.I)
_SHIFT = re.compile(
    r"(?:vertical-align\s*:\s*|mso-text-raise\s*:\s*|(?<![-\w])bottom\s*:\s*|(?P<down>(?<![-\w])top\s*:\s*))"
    r"(?P<far>[+-]?\d{0,3}(?:\.\d{1,4})?)(?P<unit>pt|px|em|ex|%)",
    re.I,
)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.5, "ex": 5.0, "%": 0.105}
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.I)
_BACKED = re.compile(
    r"background(?:-color|-image)?\s*:\s*(?!\s*(?:none|transparent|inherit|initial|white|#fff(?:fff)?)\b)",
    re.I,
)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_CLASS = re.compile(r"\s*[a-z0-9]*\.([\w-]+)\s*", re.I)
_AT_RULE = re.compile(r"@[^{};]{0,200}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\})*[^{}]{0,5000}\}")
_DISPLAY = re.compile(r"(?<![-\w])display\s*:", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_LONGEST_DECLARATION = 300  # characters; what says more says nothing that counts here
_MOST_RULES = 300_000  # characters of a page's own style sheets
_CELLS = frozenset({"td", "th"})
_DRAWN = _CELLS | {"tr"}
_LONGEST_FIGURE = 30  # characters; more in white is no hidden figure, but stands on a ground not told here

SHIFTED = 1.0
"""How many points text must be raised or lowered by to be set apart from its line."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is shown: `gone` leaves no place for it, `unseen` an empty one; `level` and `struck` as
    of marks.set_apart; `shift`: how many points it is raised by its place; `colour`, and whether `backed`
    by another than that of the page."""

    gone: bool = False
    unseen: bool = False
    level: int = 0
    struck: bool = False
    shift: float = 0.0
    colour: str = ""
    backed: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it leaves no doubt that the element is seen."""
        return not self.unseen and self.colour not in _WHITE


class Looks:
    """The looks of a page's elements, by their tags, their own styles, and the simplest rules of the page's
    style sheets (those for a class)."""

    def __init__(self, root: Any) -> None:
        self._classes = dict(_classes(root))
        self._known: dict[tuple[str | None, ...], Look] = {}

    def of(self, element: Any) -> Look:
        """How an element is shown, those around it aside."""
        get = element.get
        key = (element.tag, get("style"), get("class"), get("hidden"), get("bgcolor"), get("color"))
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = self._look(*key)
        return look

    def is_seen(self, element: Any) -> bool:
        """Whether an element that has a place is seen in it: figures in white on the page's white are not."""
        if self.of(element).unseen:
            return False
        text = "".join(element.itertext()).strip()
        if len(text) > _LONGEST_FIGURE or not any(map(str.isdigit, text)):
            return True
        around = (self.of(above) for above in (element, *element.iterancestors()))
        inside = (self.of(below).colour for below in element.iterdescendants() if isinstance(below.tag, str))
        backed = any(each.backed for each in around)
        return backed or any(colour and colour not in _WHITE for colour in inside)

    def _look(self, tag: str, style: str | None, classes: str | None, *said: str | None) -> Look:
        style = _short(style or "")
        own = "; ".join([*(self._classes.get(name, "") for name in (classes or "").split()), style])
        hidden, ground, colour = said
        named = (colour or "") if tag == "font" else ""
        for found in _COLOUR.finditer(own):
            named = found[1]
        return Look(
            hidden is not None or _is_gone(tag, own, style),
            _UNSEEN.search(style) is not None,
            0 if tag in _CELLS else _level(tag, own),
            tag in ("del", "s", "strike") or _STRUCK.search(own) is not None,
            0.0 if tag in _CELLS else _shift(own),
            re.sub(r"\s", "", named).lower(),
            (ground or "").lower() not in ("", *_WHITE) or _BACKED.search(own) is not None,
        )


def _is_gone(tag: str, own: str, style: str) -> bool:
    """Whether a style leaves no place for an element; a class does so for parts of a table alone, since
    what else a page hides by its classes its scripts may show."""
    if tag in _DRAWN and not _DISPLAY.search(style):
        return _GONE.search(own) is not None
    return _GONE.search(style) is not None


def _level(tag: str, style: str) -> int:
    if _RAISED.search(style) or (tag == "sup" and not _LOWERED.search(style)):
        return 1
    return -1 if tag == "sub" or _LOWERED.search(style) else 0


def _shift(style: str) -> float:
    """How many points a style raises text by; `top` and `bottom` only where they move it from its place."""
    placed = re.search(r"position\s*:\s*relative", style, re.I)
    for found in _SHIFT.finditer(style):
        of_place = found[0][:3].lower() in ("top", "bot")
        if found["far"].strip("+-.") and (placed or not of_place):
            far = float(found["far"]) * _POINTS[found["unit"].lower()]
            return -far if found["down"] else far
    return 0.0


def _classes(root: Any) -> Iterator[tuple[str, str]]:
    """The declarations that the page's own style sheets make for a class alone, on any screen."""
    text = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST_RULES]
    for rule in _RULE.finditer(_AT_RULE.sub(" ", _COMMENT.sub(" ", text))):
        for selector in rule[1].split(","):
            named = _CLASS.fullmatch(selector)
            if named:
                yield named[1], _short(rule[2])


def _short(style: str) -> str:
    """A style, each declaration cut to the length of a sensible one: patterns look back and forth in them."""
    return ";".join(said[:_LONGEST_DECLARATION] for said in style.split(";"))
