"""Damage that knows Excel workbooks: references, strings, rows, columns, merges, formulas, formats."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from tests.fuzz.markup import CANARY, LISTENER
from tests.fuzz.noise import Damage
from tests.fuzz.packages import ZIP, closed, opened

_CELLS = (
    '<c t="s"><v>{n}</v></c>',
    '<c t="s"><v>-1</v></c>',
    '<c t="e"><v>#REF!</v></c>',
    "<c><f>1+1</f></c>",
    '<c><f>WEBSERVICE("http://' + LISTENER + '/f")</f><v>{n}</v></c>',
    '<c t="str"><f>[1]a!A1</f><v>{n}</v></c>',
    '<c t="b"><v>{n}</v></c>',
    '<c t="d"><v>2021-01-01</v></c>',
    "<c><v>{n}e308</v></c>",
    "<c><v>1E400000000</v></c>",
    "<c><v>0.1{n}</v></c>",
    "<c><v>NaN</v></c>",
    '<c s="9999999"><v>{n}</v></c>',
    '<c t="inlineStr"><is><t>_x0000__x0031_{n}</t></is></c>',
    '<c t="inlineStr"><is><r><t>{n}</t></r><r><rPr><strike/></rPr><t>{n}</t></r></is></c>',
    '<c r="XFD1048576"><v>{n}</v></c>',
    '<c r="A1"><v>{n}</v></c>',
    '<c r="ZZZ99999999"><v>{n}</v></c>',
    "<c/>",
)
_FORMATS = (
    "0.00E+00",
    "#,##0,,",
    "0%",
    "yyyy/mm/dd",
    ";;;",
    '"9"0',
    "General" * 40,
    "[Red]0",
    "0_x0031_",
    "@",
    '"' * 99,
    "\\1\\20",
    "?/?",
    '0"万"',
    "[DBNum1]0",
    "[$-804]0;(0)",
)


def _sheets(parts: list[tuple[str, bytes]]) -> list[int]:
    return [at for at, (name, _) in enumerate(parts) if re.search(r"worksheets/sheet\d", name)]


def odd_cells(rng: random.Random, data: bytes) -> bytes:
    """Cells of odd kinds in place of some."""
    parts = opened(data)
    at = rng.choice(_sheets(parts))
    text = parts[at][1].decode()
    found = list(re.finditer(r"<c\b[^>]*?(?:/>|>.*?</c>)", text))
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 6, 60)))), key=lambda m: -m.start()):
        made = rng.choice(_CELLS).replace("{n}", str(rng.choice((0, 7, 99999, 10**15))))
        place = re.search(r'r="\w+"', match[0])
        if place and "r=" not in made and rng.random() < 0.8:
            made = made.replace("<c", f"<c {place[0]}", 1)
        text = text[: match.start()] + made + text[match.end() :]
    parts[at] = parts[at][0], text.encode()
    return closed(parts)


def many_rows(rng: random.Random, data: bytes) -> bytes:
    """Very many rows, columns, merges or definitions of columns, most with nothing in them."""
    parts = opened(data)
    at = rng.choice(_sheets(parts))
    text = parts[at][1].decode()
    count = rng.choice((2_000, 100_000))
    made = rng.choice(
        (
            ("</sheetData>", "<row/>" * count + "</sheetData>"),
            ("</sheetData>", '<row hidden="1"><c><v>1</v></c></row>' * count + "</sheetData>"),
            ("</sheetData>", "<row>" + '<c s="1"/>' * count + "</row></sheetData>"),
            (
                "</sheetData>",
                "".join(f'<row r="{1048576 - n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 300))
                + "</sheetData>",
            ),
            (
                "</sheetData>",
                "</sheetData><mergeCells>" + '<mergeCell ref="A1:B2"/>' * count + "</mergeCells>",
            ),
            (
                "</sheetData>",
                "</sheetData><mergeCells>"
                + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 5000))
                + "</mergeCells>",
            ),
            (
                "<sheetData>",
                "<cols>" + '<col min="1" max="16384" hidden="1"/>' * count + "</cols><sheetData>",
            ),
            ("<sheetData>", '<cols><col min="-4" max="999999999" width="0"/></cols><sheetData>'),
        )
    )
    parts[at] = parts[at][0], text.replace(*made).encode()
    return closed(parts)


def formats(rng: random.Random, data: bytes) -> bytes:
    """Number formats that show other digits than are stored."""
    parts = opened(data)
    for at, (name, content) in enumerate(parts):
        text = content.decode("utf-8", errors="replace")
        if name.endswith("styles.xml"):
            code = rng.choice(_FORMATS).replace("&", "&amp;").replace('"', "&quot;")
            numbered = f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
            text = re.sub(r"<numFmts[^>]*/>|<numFmts.*?</numFmts>", "", text, flags=re.S)
            text = re.sub(r"(<styleSheet[^>]*>)", r"\1" + numbered.replace("\\", r"\\"), text)
            text = re.sub(r'numFmtId="0"', f'numFmtId="{rng.choice((170, 14, 9, 11, 49, 22))}"', text)
        parts[at] = name, text.encode()
    return closed(parts)


def linked(rng: random.Random, data: bytes) -> bytes:
    """Links to other workbooks and data, and code."""
    parts = opened(data)
    target = rng.choice((f"http://{LISTENER}/x.xlsx", f"file://{CANARY}"))
    link = (
        '<Relationships><Relationship Id="r1" Type="x/externalLinkPath"'
        f' Target="{target}" TargetMode="External"/></Relationships>'
    )
    parts += [
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", link.encode()),
        (
            "xl/connections.xml",
            f'<connections><connection id="1"><webPr url="{target}"/></connection></connections>'.encode(),
        ),
        ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999)),
    ]
    return closed(parts)


SHEET: Mapping[str, Damage] = {**ZIP, **{f.__name__: f for f in (odd_cells, many_rows, formats, linked)}}
