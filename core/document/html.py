"""Saved web pages: what a reader of the page would see, and nothing that it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from core.document.build import PICTURE, Builder, RawTable, refusal
from core.document.html_look import SHIFTED, Looks
from core.document.marks import TURNED, on_a_line, set_apart
from core.document.model import SourceDocument
from core.document.spans import Spans
from core.document.text import decode

_DROPPED = frozenset(
    """head script style noscript template iframe object embed applet svg canvas video audio map select
    option textarea button frameset noframes noembed datalist math xml rt rp rtc""".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
    section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_CHARSET = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DOUBLED = re.compile(" {2,}")
_NUMBER = re.compile(r"\s*\+?([0-9]{1,6})")
_CHARSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "hz-gb-2312": "hz",
}
_WIDEST_SPAN = 1000
_DEEPEST = 255
_MOST_BYTES = 9_900_000
_SPACER = 4  # pixels
_TYPED = frozenset({"text", "number", "tel"})
_GROUPS = ("thead", "tbody", "tfoot")


def read_html(data: bytes, name: str, sha256: str) -> SourceDocument:
    """Reads a page; InputError where it holds no text, or nests or spans beyond any reason."""
    text, encoding = decode(data, name, _declared(data))
    root = _parse(text, name)
    builder = Builder()
    if root is not None:
        builder.flow(_Walk(name, Looks(root)).content(root))
    if not builder.blocks:
        raise refusal("no_words", name)
    return SourceDocument(
        name, sha256, "html", builder.text, tuple(builder.blocks), title=_title(root), encoding=encoding
    )


def _declared(data: bytes) -> str | None:
    """The Chinese encoding that the page names, in its widest form; others are told by content alone.

    Pages that name a western one hold GBK all the same, and everything decodes as western.
    """
    found = _CHARSET.search(data, 0, 8192)
    return None if found is None else _CHARSETS.get(found[1].decode("ascii", errors="replace").lower())


def _parse(text: str, name: str) -> Any:
    # At its limits the parser drops the rest of a page, and need not say so: the page has to be within them.
    data = text.encode("utf-8")
    if len(data) > _MOST_BYTES:
        raise refusal("text_too_long", name, most=_MOST_BYTES // 3)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise refusal("page_damaged", name) from error
    if root is not None and _is_too_deep(root):
        raise refusal("too_deep", name)
    return root


def _is_too_deep(root: Any) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, ("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _title(root: Any) -> str | None:
    """What the page calls itself: the article's title, as government sites mark it, before the window's."""
    marked = (meta for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle")
    said = [meta.get("content", "") for meta in marked]
    said += ["".join(found.itertext()) for tag in ("title", "h1") for found in root.iter(tag)]
    cleaned = (_SPACES.sub(" ", words).strip() for words in said)
    return next((words for words in cleaned if words), None)


class _Walk:
    """Goes through the elements in reading order, and gathers lines of text and tables."""

    def __init__(self, name: str, looks: Looks, *, struck: bool = False) -> None:
        self.name = name
        self.looks = looks
        self.parts: list[str | RawTable] = []
        self.line: list[tuple[str, float]] = []
        self.level = 0
        self.struck = struck
        self.shift = 0.0

    def content(self, element: Any) -> list[str | RawTable]:
        """The lines and tables inside an element."""
        self._inside(element, pre=element.tag == "pre")
        self._end_line()
        return self.parts

    def _inside(self, element: Any, pre: bool) -> None:
        self._words(element.text, pre)
        for child in element:
            self._element(child, pre)
            self._words(child.tail, pre)

    def _element(self, element: Any, pre: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._end_line()
            return
        if not isinstance(tag, str) or tag in _DROPPED:
            return
        look = self.looks.of(element)
        if look.gone or not (look.is_plain or self.looks.is_seen(element)):
            return
        around = self.level, self.struck, self.shift
        self.level, self.struck = look.level or self.level, self.struck or look.struck
        self.shift += look.shift
        self._shown(element, tag, pre)
        self.level, self.struck, self.shift = around

    def _shown(self, element: Any, tag: str, pre: bool) -> None:
        if tag == "table":
            self._end_line()
            self.parts += _table(element, self)
        elif tag == "img":
            if not _is_spacer(element):
                self._add(PICTURE)
        elif tag == "input":
            if element.get("type", "text").lower() in _TYPED:
                self._words(element.get("value"), pre)
        elif tag == "bdo" and element.get("dir", "").lower() == "rtl":
            self._add(TURNED[0])
            self._inside(element, pre)
            self._add(TURNED[-1])
        elif tag in _BLOCKS:
            self._end_line()
            self._inside(element, pre or tag == "pre")
            self._end_line()
        else:
            self._inside(element, pre)

    def _words(self, text: str | None, pre: bool) -> None:
        if not text:
            return
        if pre:
            first, *more = text.replace("\r\n", "\n").replace(" ", "\u00a0").split("\n")
            self._add(first)
            for line in more:
                self._end_line()
                self._add(line)
        else:
            self._add(_SPACES.sub(" ", text))

    def _add(self, text: str) -> None:
        if self.level or self.struck:
            text = set_apart(text, self.level, struck=self.struck)
        self.line.append((text, self.shift))

    def _end_line(self) -> None:
        if not self.line:
            return
        text = _DOUBLED.sub(" ", on_a_line(self.line, SHIFTED)).strip(" ").replace("\u00a0", " ")
        self.line.clear()
        if text:
            self.parts.append(text)


def _table(table: Any, around: _Walk) -> list[str | RawTable]:
    """The table, after the words in it that stand outside its cells (a caption)."""
    name, looks = around.name, around.looks
    rows = _Rows(name, looks)
    rows.gather(table, struck=around.struck)
    spans = Spans(name)
    for group in rows.groups():
        for row in group:
            spans.next_row()
            for cell, struck in row:
                across = min(_span(cell, "colspan") or 1, _WIDEST_SPAN)
                inside = (
                    _Walk(name, looks, struck=struck).content(cell)
                    if looks.of(cell).is_plain or looks.is_seen(cell)
                    else []
                )
                spans.place(across, _span(cell, "rowspan"), inside)
        spans.end_group()
    return [*rows.outside, spans.table()]


class _Rows:
    """The rows of a table, each a list of its cell elements and whether they are struck out, in the groups
    they belong to.

    Elements that do not belong in a table (a form around rows) are looked through, as browsers do.
    """

    def __init__(self, name: str, looks: Looks) -> None:
        self.name = name
        self.looks = looks
        self.outside: list[str | RawTable] = []
        self._groups: list[tuple[str, list[list[tuple[Any, bool]]]]] = [("tbody", [])]

    def gather(self, parent: Any, *, struck: bool, row: list[tuple[Any, bool]] | None = None) -> None:
        """Adds the rows below an element, and its cells to `row`; those outside any row make one."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED or tag in ("col", "colgroup"):
                continue
            look = self.looks.of(child)
            out = struck or look.struck
            if look.gone:
                continue
            if tag in ("td", "th"):
                if row is None:
                    row = []
                    self._rows.append(row)
                row.append((child, out))
            elif tag == "tr":
                row = []
                self._rows.append(row)
                self.gather(child, struck=out, row=row)
                row = None
            elif tag in _GROUPS:
                self._groups.append((tag, []))
                self.gather(child, struck=out)
                self._groups.append(("tbody", []))
                row = None
            elif next(child.iter("tr", "td", "th"), None) is not None and tag != "table":
                self.gather(child, struck=out, row=row)
            else:
                self.outside += _Walk(self.name, self.looks, struck=struck).content(child)

    def groups(self) -> Iterator[list[list[tuple[Any, bool]]]]:
        """The groups as a browser shows them: the head first, the foot last."""
        return (rows for kind in _GROUPS for tag, rows in self._groups if tag == kind)

    @property
    def _rows(self) -> list[list[tuple[Any, bool]]]:
        return self._groups[-1][1]


def _is_spacer(image: Any) -> bool:
    """Whether a picture is too small to show a figure, as those that only keep a distance."""
    sides = (re.match(r"\s*([0-9]{1,6})", image.get(side, "")) for side in ("width", "height"))
    return any(side is not None and int(side[1]) <= _SPACER for side in sides)


def _span(cell: Any, attribute: str) -> int:
    """A span as a browser reads it: the leading digits, 1 where there are none."""
    said = cell.get(attribute)
    digits = _NUMBER.match(said) if said else None
    return int(digits[1]) if digits else 1
