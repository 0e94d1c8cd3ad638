"""What the sheets of an Excel workbook share: their list, the strings, the number formats, the calendar."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.document.build import refusal
from core.document.marks import set_apart
from core.document.package import Package

TRUE = ("1", "true", "on")

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_LEVELS = {"superscript": 1, "subscript": -1}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


class Book:
    """What the sheets of a workbook share: their list, the strings, the formats, the calendar."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.xml(_WORKBOOK, "xlsx")
        self._targets = dict(self._relations())
        self._strings = [text_of(item) for item in self._items("/sharedStrings", "si")]
        self._formats, self._codes = self._styles()
        self._struck, self._unseen = self._fonts()
        kept = next(below(self._root, "workbookPr"), None)
        self.epoch = _EPOCHS[kept is not None and kept.get("date1904", "0") in TRUE]

    def sheets(self) -> Iterator[tuple[str, str]]:
        """The name and the part of every sheet that is not hidden."""
        for sheet in below(self._root, "sheets", "sheet"):
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            kind, part = self._targets.get(key, ("", ""))
            if sheet.get("state", "visible") == "visible" and kind.endswith("/worksheet"):
                if part not in self._package.parts:
                    raise refusal("xlsx_damaged", self._package.name)
                yield sheet.get("name", ""), part

    def string(self, stored: str) -> str:
        """The shared string of this number; InputError where there is none."""
        at = number(stored)
        if at >= len(self._strings):
            raise refusal("xlsx_damaged", self._package.name)
        return self._strings[at]

    def format(self, style: str | None) -> tuple[int, str]:
        """The id and the code of the number format of a cell's style."""
        at = number(style)
        id = self._formats[at] if at < len(self._formats) else 0
        return id, self._codes.get(id, "")

    def shown(self, text: str, style: str | None) -> str:
        """The text of a cell in its style: struck out, or nothing for a figure in white on white."""
        at = number(style)
        if at in self._unseen and any(map(str.isdigit, text)):
            return ""
        return set_apart(text, 0, struck=True) if at in self._struck else text

    def _relations(self) -> Iterator[tuple[str, tuple[str, str]]]:
        if _RELATIONS not in self._package.parts:
            return
        for relation in self._package.xml(_RELATIONS, "xlsx"):
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
                yield relation.get("Id", ""), (relation.get("Type", ""), path)

    def _items(self, kind: str, *path: str) -> Iterator[Any]:
        """The elements that a path leads to in the part of this kind, if there is one."""
        for held, part in self._targets.values():
            if held.endswith(kind) and part in self._package.parts:
                yield from below(self._package.xml(part, "xlsx"), *path)
                return

    def _styles(self) -> tuple[Sequence[int], Mapping[int, str]]:
        formats = [number(style.get("numFmtId")) for style in self._items("/styles", "cellXfs", "xf")]
        codes = {
            number(format.get("numFmtId")): format.get("formatCode", "")
            for format in self._items("/styles", "numFmts", "numFmt")
        }
        return formats, codes

    def _fonts(self) -> tuple[frozenset[int], frozenset[int]]:
        """The styles of cells whose fonts strike out, and those in which figures are not seen."""
        fonts = list(self._items("/styles", "fonts", "font"))
        out = {at for at, font in enumerate(fonts) if _is_on(font, "strike")}
        white = {at for at, font in enumerate(fonts) if any(map(_is_white, below(font, "color")))}
        grounds = {at for at, fill in enumerate(self._items("/styles", "fills", "fill")) if _is_ground(fill)}
        struck, unseen = set[int](), set[int]()
        for at, style in enumerate(self._items("/styles", "cellXfs", "xf") if out or white else ()):
            font = number(style.get("fontId"))
            if font in out:
                struck.add(at)
            if font in white and number(style.get("fillId")) not in grounds:
                unseen.add(at)
        return frozenset(struck), frozenset(unseen)


def _is_ground(fill: Any) -> bool:
    """Whether a fill is another ground than white paper."""
    for pattern in below(fill, "patternFill"):
        if pattern.get("patternType", "none") == "none":
            return False
        return not any(map(_is_white, below(pattern, "fgColor")))
    return next(below(fill, "gradientFill"), None) is not None


def _local(element: Any) -> str:
    """The name of an element without its namespace, which differs between the two kinds of markup."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: Any, *path: str) -> Iterator[Any]:
    """The elements that a path of names leads to."""
    for child in element:
        if _local(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from below(child, *path[1:])


def number(said: str | None) -> int:
    """A number of the markup; 0 where there is none, or no plausible one."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 8 else 0


def text_of(item: Any) -> str:
    """The text of a string, its runs joined, those set apart so; how it is pronounced is left out."""
    plain = [part.text or "" for part in below(item, "t")]
    return "".join(map(unescaped, plain)) + "".join(_run(run) for run in below(item, "r"))


def _run(run: Any) -> str:
    """The text of a run: raised, lowered or struck out as its font says."""
    text = unescaped("".join(part.text or "" for part in below(run, "t")))
    font = next(below(run, "rPr"), None)
    if font is None:
        return text
    level = next((_LEVELS.get(said.get("val", ""), 0) for said in below(font, "vertAlign")), 0)
    return set_apart(text, level, struck=_is_on(font, "strike"))


def _is_on(font: Any, name: str) -> bool:
    return any(said.get("val", "1") in TRUE for said in below(font, name))


def _is_white(colour: Any) -> bool:
    """Whether a colour is the white of paper: by its value, its number, or as the first of the theme."""
    if colour.get("rgb") is not None:
        return str(colour.get("rgb"))[-6:].upper() == "FFFFFF"
    if colour.get("theme") is not None:
        return colour.get("theme") == "0" and colour.get("tint") is None
    return colour.get("indexed") in ("1", "9")


def unescaped(text: str) -> str:
    """Text with the characters that XML cannot hold, as _x000D_, in their place."""
    return _ESCAPED.sub(_character, text)


def _character(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return chr(code) if code in (9, 10, 13) or (code >= 32 and not 0xD800 <= code <= 0xDFFF) else ""
