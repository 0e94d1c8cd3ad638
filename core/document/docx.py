"""Word documents (.docx): the words and tables of the body as Word shows them, changes accepted.

Left out: headers, footers, note marks, comments, deleted and hidden text, field codes. Nothing that
the document points to is loaded. The markup is that of ECMA-376, in its transitional and strict form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from core.document.build import MOST_COLUMNS, MOST_SLOTS, PICTURE, Builder, RawCell, RawTable, refusal
from core.document.docx_look import OFF, PLAIN, SHIFTED, Look, Styles, is_ground, look_of
from core.document.marks import TURNED, on_a_line, set_apart
from core.document.model import SourceDocument
from core.document.package import Package

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_TEXT = _MATH + "t"
_MATH_LEVELS = {_MATH + "sup": 1, _MATH + "sub": -1}
_DENOMINATOR = _MATH + "den"
_SKIPPED = frozenset(
    """del moveFrom instrText delText delInstrText rt pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr
    rubyPr fldData footnoteReference endnoteReference annotationRef footnoteRef endnoteRef""".split()  # noqa: SIM905
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(package: Package, sha256: str) -> SourceDocument:
    """Reads the main part; InputError where it is damaged or holds no text."""
    part = package.main_part
    if part is None:
        raise refusal("docx_damaged", package.name)
    root = package.xml(part)
    namespace = root.tag.rpartition("}")[0].removeprefix("{")
    if namespace not in _WORD:
        raise refusal("docx_damaged", package.name)
    builder = Builder()
    styles = Styles(package, part, f"{{{namespace}}}")
    builder.flow(_Reader(namespace, package.name, styles).blocks(root))
    if not builder.blocks:
        raise refusal("no_words", package.name)
    return SourceDocument(package.name, sha256, "docx", builder.text, tuple(builder.blocks))


@dataclass(slots=True)
class _Words:
    """What a paragraph holds: its text in pieces, each with how far it is raised; its text boxes; whether
    each open field is still in its code. `look` is that of the run at hand, `style` that of the paragraph;
    `backed`: its ground is not white."""

    text: list[tuple[str, float]]
    boxes: list[Any]
    codes: list[bool]
    style: str = ""
    backed: bool = False
    look: Look = PLAIN

    def add(self, text: str) -> None:
        """Adds text, unless it is hidden or part of a field's code (the result of a field inside it)."""
        look = self.look
        if not any(self.codes) and not look.hidden and (not look.white or self._is_seen_in_white(text)):
            self.text.append((set_apart(text, look.level or 0, struck=bool(look.struck)), look.shift or 0.0))

    def _is_seen_in_white(self, text: str) -> bool:
        """Whether text in white is seen: on another ground, which for words may be one not told here."""
        return self.backed or bool(self.look.backed) or not any(map(str.isdigit, text))

    def field(self, kind: str | None) -> None:
        """Follows a field's begin, separate and end."""
        if kind == "begin":
            self.codes.append(True)
        elif kind == "separate" and self.codes:
            self.codes[-1] = False
        elif kind == "end" and self.codes:
            self.codes.pop()


class _Reader:
    def __init__(self, namespace: str, name: str, styles: Styles) -> None:
        self.name = name
        self.styles = styles
        self.backed = False
        self.prefix = f"{{{namespace}}}"
        self.paragraph = self.prefix + "p"
        self.table = self.prefix + "tbl"
        self.text = self.prefix + "t"
        self.run = self.prefix + "r"
        self.run_properties = self.prefix + "rPr"
        self.run_style, self.paragraph_style = self.prefix + "rStyle", self.prefix + "pStyle"
        self.shading, self.fill = self.prefix + "shd", self.prefix + "fill"
        self.value = self.prefix + "val"
        self.symbol = self.prefix + "sym"
        self.turned = self.prefix + "bdo"
        self.field = self.prefix + "fldChar"
        self.boxed = self.prefix + "txbxContent"
        self.pictures = frozenset(self.prefix + tag for tag in ("drawing", "pict", "object"))
        self.skipped = frozenset(self.prefix + tag for tag in _SKIPPED)
        self.characters = {self.prefix + tag: said for tag, said in _CHARACTERS.items()}

    def blocks(self, parent: Any) -> Iterator[str | RawTable]:
        """The paragraphs and tables below an element, those in text boxes after their paragraph."""
        for child in self._children(parent):
            if child.tag == self.paragraph:
                yield from self._paragraph(child)
            elif child.tag == self.table:
                yield self._table(child)
            else:
                yield from self.blocks(child)

    def _children(self, parent: Any) -> Iterator[Any]:
        for child in parent:
            tag = child.tag
            if tag == _ALTERNATE:
                if len(child):
                    yield child[0]
            elif isinstance(tag, str) and tag not in self.skipped:
                yield child

    def _paragraph(self, paragraph: Any) -> Iterator[str | RawTable]:
        held = self._opened(paragraph)
        self._words(paragraph, held)
        yield on_a_line(held.text, SHIFTED)
        for box in held.boxes:
            yield from self.blocks(box)

    def _opened(self, paragraph: Any) -> _Words:
        """A paragraph to be read, with what its properties say."""
        held = _Words([], [], [], backed=self.backed)
        properties = paragraph.find(self.prefix + "pPr")
        if properties is not None:
            style, shading = properties.find(self.paragraph_style), properties.find(self.shading)
            held.style = "" if style is None else str(style.get(self.value, ""))
            held.backed = held.backed or self._is_ground(shading)
        held.look = self.styles.look("", held.style)
        return held

    def _words(self, parent: Any, held: _Words) -> None:
        for child in self._children(parent):
            tag = child.tag
            if tag == self.text or tag == _MATH_TEXT:
                held.add((child.text or "").replace("\n", " "))
            elif tag in self.characters:
                held.add(self.characters[tag])
            elif tag in self.pictures and next(child.iter(self.boxed), None) is None:
                held.add(PICTURE)
            elif tag == self.boxed:
                held.boxes += [] if held.look.hidden else [child]
            elif tag == self.symbol:
                held.add(self._symbol(child))
            elif tag == _DENOMINATOR:
                held.add("/")
                self._words(child, held)
            elif tag == self.field:
                held.field(child.get(self.prefix + "fldCharType"))
            elif tag == self.run:
                self._run(child, held)
            elif tag == self.turned and child.get(self.value) == "rtl":
                held.add(TURNED[0])
                self._words(child, held)
                held.add(TURNED[-1])
            elif tag in _MATH_LEVELS:
                around, held.look = held.look, replace(held.look, level=_MATH_LEVELS[tag])
                self._words(child, held)
                held.look = around
            else:
                self._words(child, held)

    def _run(self, run: Any, held: _Words) -> None:
        around = held.look
        properties = run.find(self.run_properties)
        if properties is not None:
            style = properties.find(self.run_style)
            named = "" if style is None else str(style.get(self.value, ""))
            held.look = look_of(properties, self.prefix).over(self.styles.look(named, held.style))
        self._words(run, held)
        held.look = around

    def _symbol(self, element: Any) -> str:
        """A character named by its code; those of symbol fonts have no meaning outside their font."""
        try:
            code = int(element.get(self.prefix + "char", ""), 16)
        except ValueError:
            return ""
        return "" if 0xD800 <= code <= 0xF8FF or code > 0x10FFFF or code < 32 else chr(code)

    def _set(self, properties: Any, tag: str) -> bool:
        found = properties.find(self.prefix + tag)
        return found is not None and found.get(self.value, "1").lower() not in OFF

    def _is_ground(self, shading: Any) -> bool:
        return shading is not None and is_ground(shading.get(self.fill), shading.get(self.value))

    def _table(self, table: Any) -> RawTable:
        style = table.find(f"{self.prefix}tblPr/{self.prefix}tblStyle")
        around, self.backed = (
            self.backed,
            self.backed or (style is not None and self.styles.is_ground(style.get(self.value, ""))),
        )
        read = self._read_table(table)
        self.backed = around
        return read

    def _read_table(self, table: Any) -> RawTable:
        cells: list[RawCell] = []
        above: dict[int, int] = {}
        rows = columns = 0
        for row in self._rows(table):
            column, held = self._number(row, "trPr", "gridBefore", 0), dict[int, int]()
            for cell in self._cells(row):
                across = self._number(cell, "tcPr", "gridSpan", 1) or 1
                columns = max(columns, column + across)
                if columns > MOST_COLUMNS or rows * columns > MOST_SLOTS:
                    raise refusal("table_too_large", self.name, rows=rows, columns=columns)
                if self._merge(cell, "hMerge") == "continue" and cells and cells[-1].row == rows:
                    cells[-1] = replace(cells[-1], column_span=column + across - cells[-1].column)
                else:
                    at = self._place(cell, cells, above.get(column), rows, column, across)
                    if self._merge(cell, "vMerge") is not None:
                        held[column] = at
                column += across
            above = held
            rows += 1
        return RawTable(rows, columns, cells)

    def _place(
        self, cell: Any, cells: list[RawCell], above: int | None, row: int, column: int, across: int
    ) -> int:
        """Adds a cell or, where it carries on the one above or before it, widens that; its index."""
        if self._merge(cell, "vMerge") == "continue" and above is not None:
            upper = cells[above]
            if upper.column_span == across:
                cells[above] = replace(upper, row_span=row - upper.row + 1)
                return above
        cells.append(RawCell(row, column, 1, across, self._inside(cell)))
        return len(cells) - 1

    def _inside(self, cell: Any) -> tuple[str | RawTable, ...]:
        """What a cell holds."""
        around = self.backed
        self.backed = around or self._is_ground(cell.find(f"{self.prefix}tcPr/{self.shading}"))
        held = tuple(self.blocks(cell))
        self.backed = around
        return held

    def _merge(self, cell: Any, tag: str) -> str | None:
        properties = cell.find(self.prefix + "tcPr")
        found = None if properties is None else properties.find(self.prefix + tag)
        return None if found is None else str(found.get(self.value, "continue"))

    def _number(self, element: Any, properties: str, tag: str, default: int) -> int:
        held = element.find(self.prefix + properties)
        found = None if held is None else held.find(self.prefix + tag)
        said = "" if found is None else str(found.get(self.value, ""))
        return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else default

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows that stand: deleted and hidden ones are dropped."""
        for row in self._below(table, "tr"):
            properties = row.find(self.prefix + "trPr")
            if properties is None or not (self._set(properties, "del") or self._set(properties, "hidden")):
                yield row

    def _cells(self, row: Any) -> Iterator[Any]:
        """The cells of a row that stand: deleted ones are dropped."""
        deleted = f"{self.prefix}tcPr/{self.prefix}cellDel"
        return (cell for cell in self._below(row, "tc") if cell.find(deleted) is None)

    def _below(self, parent: Any, tag: str) -> Iterator[Any]:
        """The rows or cells of a table or row, those inside content controls too."""
        for child in self._children(parent):
            if child.tag == self.prefix + tag:
                yield child
            elif child.tag not in (self.paragraph, self.table):
                yield from self._below(child, tag)
