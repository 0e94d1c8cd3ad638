"""Damage to zipped formats: to the zip itself, and to the markup of its parts."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Mapping, Sequence

from tests.fuzz.markup import CANARY, LISTENER, damaged
from tests.fuzz.noise import BYTES, Damage

Parts = list[tuple[str, bytes]]

_WORDS = re.compile(
    r"document\.xml|sheet\d|sharedStrings|Content\.xml|styles\.xml|workbook\.xml|\.rels|Document\.xml|OFD\.xml"
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_CENTRAL = b"PK\1\2"


def opened(data: bytes) -> Parts:
    """The parts of a sound zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return [(name, held.read(name)) for name in held.namelist()]


def closed(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, which may bear one name twice."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as out:
        warnings.simplefilter("ignore")
        for name, content in parts:
            out.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def _chosen(rng: random.Random, parts: Parts) -> int:
    telling = [at for at, (name, _) in enumerate(parts) if _WORDS.search(name)]
    return rng.choice(telling) if telling and rng.random() < 0.9 else rng.randrange(len(parts))


def in_part(rng: random.Random, data: bytes) -> bytes:
    """The markup of a part damaged."""
    parts = opened(data)
    at = _chosen(rng, parts)
    text = damaged(rng, parts[at][1].decode("utf-8", errors="replace"))[0]
    encoding = rng.choice(("utf-8",) * 6 + ("utf-16", "utf-8-sig", "gb18030"))
    if encoding != "utf-8" and rng.random() < 0.5:
        text = re.sub(
            r'encoding="[^"]*"', f'encoding="{rng.choice((encoding, "utf-8", "x", "utf-7"))}"', text, count=1
        )
    parts[at] = parts[at][0], text.encode(encoding, errors="replace")
    return closed(parts)


def part_bytes(rng: random.Random, data: bytes) -> bytes:
    """The bytes of a part damaged, in a sound zip."""
    parts = opened(data)
    at = _chosen(rng, parts)
    if parts[at][1]:
        parts[at] = parts[at][0], BYTES[rng.choice(sorted(BYTES))](rng, parts[at][1])
    return closed(parts)


def part_lost(rng: random.Random, data: bytes) -> bytes:
    """A part gone, renamed, or another in its place."""
    parts = opened(data)
    at, other = _chosen(rng, parts), rng.randrange(len(parts))
    way = rng.choice(("gone", "case", "slash", "other"))
    if way == "gone":
        del parts[at]
    elif way == "case":
        parts[at] = parts[at][0].swapcase(), parts[at][1]
    elif way == "slash":
        parts[at] = (
            rng.choice(("/", "./", "x/../")) + parts[at][0].replace("/", rng.choice("\\/")),
            parts[at][1],
        )
    else:
        parts[at] = parts[at][0], parts[other][1]
    return closed(parts)


def name_twice(rng: random.Random, data: bytes) -> bytes:
    """A name given twice, to parts that are not the same."""
    parts = opened(data)
    name, content = parts[_chosen(rng, parts)]
    other = re.sub(rb">([1-9]\d*)<", rb">77<", content)
    parts.insert(rng.randrange(len(parts) + 1), (name, other))
    return closed(parts)


def strange_names(rng: random.Random, data: bytes) -> bytes:
    """Parts whose names lead out of the package, or are absurd."""
    parts = opened(data)
    for name in (
        "../../x.xml",
        "/etc/passwd",
        "C:\\x\\y.xml",
        "x" * 60_000,
        "",
        "\0",
        "word/",
        "一/二.xml",
        CANARY,
    ):
        parts.append((name, b"<x/>"))
    return closed(parts)


def relations(rng: random.Random, data: bytes) -> bytes:
    """Relations that lead out of the package, in circles, or to another part than they say."""
    parts = opened(data)
    for at, (name, content) in enumerate(parts):
        if name.endswith(".rels"):
            targets = (f"http://{LISTENER}/t", f"file://{CANARY}", "../../../x", name, "document.xml", "")
            text = content.decode("utf-8", errors="replace")
            target = rng.choice(targets)
            mode = rng.choice(("", ' TargetMode="External"'))
            text = re.sub(r'Target="[^"]*"', f'Target="{target}"{mode}', text, count=rng.choice((0, 1, 2)))
            parts[at] = name, text.encode()
    return closed(parts)


def lies(rng: random.Random, data: bytes) -> bytes:
    """A directory that lies of a part's size, check sum, method, flags, place or making."""
    held = bytearray(closed(opened(data), rng.choice(_METHODS)))
    places = [match.start() for match in re.finditer(re.escape(_CENTRAL), held)]
    for _ in range(rng.choice((1, 2, 5))):
        place = rng.choice(places)
        at, form = rng.choice(
            ((8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (30, "H"), (38, "I"), (42, "I"))
        )
        value = rng.choice((0, 1, 8, 12, 14, 99, 0x0800, 0xFFFF, 10, 0xA1FF0000, 0xFFFFFFFF, 200_000_000))
        struct.pack_into(f"<{form}", held, place + at, value & (0xFFFF if form == "H" else 0xFFFFFFFF))
    return bytes(held)


def bombs(rng: random.Random, data: bytes) -> bytes:
    """Parts that unpack to very much, and zips in zips."""
    parts = opened(data)
    at = _chosen(rng, parts)
    name, content = parts[at]
    head, mark, tail = content.rpartition(b"</")
    big = rng.choice((b" " * 4_900_000, b"<x/>" * 1_000_000, b"<!-- " + b"a" * 4_000_000 + b" -->"))
    if rng.random() < 0.5:
        parts[at] = name, head + big + mark + tail
    else:
        parts.append(("word/x.xml", bytes(rng.choice((4_000_000, 150_000_000)))))
    parts.append(("inner.zip", closed([("inner.zip", closed([("a", bytes(1_000_000))]))])))
    return closed(parts)


def other_method(rng: random.Random, data: bytes) -> bytes:
    """The same parts packed in another way, and then damaged."""
    return BYTES[rng.choice(("flip", "cut", "extreme"))](rng, closed(opened(data), rng.choice(_METHODS)))


def many(rng: random.Random, data: bytes) -> bytes:
    """Very many parts."""
    parts = opened(data)
    return closed([*parts, *((f"word/x{at}.xml", b"") for at in range(rng.choice((500, 9_900, 12_000))))])


ZIP: Mapping[str, Damage] = {
    **dict.fromkeys(("in_part", "in_parts", "in_a_part", "in_some_part", "in_the_part"), in_part),
    **{
        f.__name__: f
        for f in (
            part_bytes,
            part_lost,
            name_twice,
            strange_names,
            relations,
            lies,
            bombs,
            other_method,
            many,
        )
    },
}
