"""Damage that knows markup: depth, repetition, spans, entities, links outwards, encodings that lie."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.fuzz.noise import ODDITIES, Damage, Oddity

CANARY = str(Path(tempfile.gettempdir()) / "gouji-fuzz-canary")
"""The path of a file that nothing may open."""
LISTENER = "127.0.0.1:18973"
"""The address to which nothing may speak."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)[^<>]*?(?P<alone>/?)>")
_ATTRIBUTE = re.compile(r'(?P<name>[\w:]+)="(?P<value>[^"<>]*)"')
_NUMBERS = (
    "0",
    "-1",
    "1e9",
    "1000000000",
    "99999999999999999999",
    "0x7fffffff",
    "2147483648",
    "1.5",
    "NaN",
    "inf",
    "",
    " 3 ",
    "٣",
    "１２",
    "+2",
    "65536",
)
_VALUES = (
    "restart",
    "continue",
    "true",
    "hidden",
    "none",
    "../../etc/passwd",
    f"http://{LISTENER}/x",
    f"file://{CANARY}",
    "&#0;",
    "\ufffd",
    "A" * 70_000,
)
_SPANS = (
    "gridSpan",
    "vMerge",
    "hMerge",
    "gridBefore",
    "colspan",
    "rowspan",
    "ref",
    "DeltaX",
    "Boundary",
    "CTM",
    "Size",
    "min",
    "max",
    "r",
    "s",
    "t",
)


def deep(rng: random.Random, text: str) -> str:
    """An element nested in itself very often."""
    found = [match for match in _TAG.finditer(text) if not match["end"] and not match["alone"]]
    if not found:
        return text
    chosen = rng.choice(found)
    times = rng.choice((20, 200, 2_000, 20_000))
    closed = f"</{chosen['name']}>" * times if rng.random() < 0.7 else ""
    return text[: chosen.start()] + chosen[0] * times + closed + text[chosen.start() :]


def _element(rng: random.Random, text: str) -> tuple[int, int] | None:
    """Where some element begins and ends."""
    found = [match for match in _TAG.finditer(text) if not match["end"]]
    if not found:
        return None
    chosen = rng.choice(found)
    if chosen["alone"]:
        return chosen.span()
    depth = 0
    for match in _TAG.finditer(text, chosen.start()):
        if match["name"] == chosen["name"] and not match["alone"]:
            depth += -1 if match["end"] else 1
            if depth == 0:
                return chosen.start(), match.end()
    return None


def repeated(rng: random.Random, text: str) -> str:
    """An element repeated very often."""
    place = _element(rng, text)
    if place is None:
        return text
    part = text[slice(*place)]
    times = rng.choice((2, 30, 1_000, 100_000))
    return text[: place[1]] + part * max(1, min(times, 3_000_000 // len(part))) + text[place[1] :]


def moved(rng: random.Random, text: str) -> str:
    """An element taken out, and put in elsewhere or nowhere."""
    place = _element(rng, text)
    if place is None:
        return text
    part, rest = text[slice(*place)], text[: place[0]] + text[place[1] :]
    other = _element(rng, rest)
    if other is None or rng.random() < 0.3:
        return rest
    return rest[: other[0]] + part + rest[other[0] :]


def values(rng: random.Random, text: str) -> str:
    """Values of attributes made huge, negative, or none."""
    found = list(_ATTRIBUTE.finditer(text))
    telling = [match for match in found if match["name"].rpartition(":")[2] in _SPANS]
    for _ in range(rng.choice((1, 3, 10))):
        if not found:
            break
        chosen = rng.choice(telling if telling and rng.random() < 0.6 else found)
        value = rng.choice(_NUMBERS) if rng.random() < 0.7 else rng.choice(_VALUES)
        text = text.replace(chosen[0], f'{chosen["name"]}="{value}"', rng.choice((1, -1)))
    return text


def spans(rng: random.Random, text: str) -> str:
    """Spans put into cells: of Word, of pages, of sheets."""
    huge = rng.choice(("2", "0", "7", "1000", "65534", "1000000000", "-3"))
    word = rng.choice(
        (
            f'<w:gridSpan w:val="{huge}"/>',
            "<w:vMerge/>",
            '<w:vMerge w:val="restart"/>',
            '<w:hMerge w:val="continue"/>',
        )
    )
    tagged = [
        (r"<w:tcPr>", "<w:tcPr>" + word),
        (r"<td\b", f'<td {rng.choice(("rowspan", "colspan"))}="{huge}"'),
        (
            r"</sheetData>",
            f'</sheetData><mergeCells><mergeCell ref="A1:{rng.choice(("B2", "XFD1048576", "A1", "C9"))}"/>'
            f'<mergeCell ref="B1:D{huge}"/></mergeCells>',
        ),
        (r"<row\b", f'<row r="{huge}"'),
    ]
    for pattern, put in tagged:
        places = list(re.finditer(pattern, text))
        for match in sorted(
            rng.sample(places, min(len(places), rng.choice((1, 5, 400)))), key=lambda m: -m.start()
        ):
            text = text[: match.start()] + put + text[match.end() :]
    return text


def entities(rng: random.Random, text: str) -> str:
    """Declarations of entities, inner and outer, and what refers to them."""
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 12}">' for n in range(1, 9))
    inner = rng.choice(
        (
            f'<!ENTITY x SYSTEM "file://{CANARY}">',
            f'<!ENTITY x SYSTEM "http://{LISTENER}/e">',
            f'<!ENTITY % p SYSTEM "http://{LISTENER}/p.dtd"> %p; <!ENTITY x "1">',
            f'<!ENTITY % p SYSTEM "file://{CANARY}"> %p; <!ENTITY x "1">',
            f'<!ENTITY b0 "77">{bomb}<!ENTITY x "&b8;">',
            '<!ENTITY x "12">',
        )
    )
    outer = rng.choice(
        ("", f' SYSTEM "http://{LISTENER}/d.dtd"', f' SYSTEM "file://{CANARY}"', ' PUBLIC "-//x" "x.dtd"')
    )
    prolog, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    declared = f"<!DOCTYPE x{outer} [{inner}]>"
    rest = (
        ODDITIES["other_script"](rng, rest)
        if rng.random() < 0.1
        else re.sub(r">(\d+)<", ">&x;<", rest, count=rng.choice((1, 5)))
    )
    return (f"{prolog}?>" if prolog else "") + declared + rest


def outwards(rng: random.Random, text: str) -> str:
    """Links, includes, styles and pictures that lead out of the document."""
    target = rng.choice(
        (f"http://{LISTENER}/a", f"file://{CANARY}", f"//{LISTENER}/share", "javascript:alert(1)")
    )
    put = rng.choice(
        (
            f'<link rel="stylesheet" href="{target}"/><img src="{target}"/><iframe src="{target}"></iframe>',
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>',
            f'<?xml-stylesheet type="text/xsl" href="{target}"?>',
            f'<base href="{target}"/><script src="{target}">77</script><object data="{target}"></object>',
            f'<x xmlns="urn:x" xsi:schemaLocation="urn:x {target}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
            f'<w:altChunk r:id="rId99"/><w:instrText>INCLUDETEXT "{target}"</w:instrText>',
        )
    )
    place = _element(rng, text)
    return text[: place[0]] + put + text[place[0] :] if place else put + text


def untidy(rng: random.Random, text: str) -> str:
    """Tags left open, crossed, or with nothing in them; comments, sections of characters, instructions."""
    found = list(_TAG.finditer(text))
    for _ in range(rng.choice((1, 5, 40))):
        at = rng.choice(found).start() if found else 0
        at = min(at, len(text))
        text = (
            text[:at]
            + rng.choice(
                (
                    "<",
                    ">",
                    "</",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "]]>",
                    "<?x ",
                    "&",
                    "&#xD800;",
                    "&#1114112;",
                    "&#x202e;",
                    "&#0;",
                    "<td>",
                    "</table>",
                    "<table>",
                    "</tr>",
                    "\0",
                )
            )
            + text[at:]
        )
    return text


MARKUP: Mapping[str, Oddity] = {
    f.__name__: f for f in (deep, repeated, moved, values, spans, entities, outwards, untidy)
}


def damaged(rng: random.Random, text: str) -> tuple[str, str]:
    """A text of markup damaged in one way or another, and the name of the way."""
    ways = MARKUP if rng.random() < 0.65 else ODDITIES
    name = rng.choice(sorted(ways))
    return ways[name](rng, text), name


def in_page(rng: random.Random, data: bytes) -> bytes:
    """Damage to a web page as such."""
    encoding = "gbk" if b"gbk" in data[:400] else "utf-8"
    text = damaged(rng, data.decode(encoding, errors="replace"))[0]
    if rng.random() < 0.15:
        text = text.replace(
            "charset='" + encoding,
            "charset='" + rng.choice(("utf-16", "x-none", "utf-7", "big5", "hz-gb-2312", "gbk")),
        )
    return text.encode(
        rng.choice((encoding, encoding, encoding, "utf-16", "utf-8-sig", "gb18030")), errors="replace"
    )


PAGE: Mapping[str, Damage] = {"in_page": in_page}
