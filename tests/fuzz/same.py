"""Ways to write a document otherwise that show a reader the same figures: its cells must be read the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from tests.fuzz.noise import Damage
from tests.fuzz.packages import closed, opened

_TEXT = re.compile(r"(<w:t\b[^>]*>)([^<]*)(</w:t>)")
_RUN = re.compile(r"<w:r>(?:(?!</w:r>).)*</w:r>", re.S)
_HTML_TEXT = re.compile(r">([^<>]*\d[^<>]*)<")
_HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>77</w:t></w:r>"
_DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>88</w:delText></w:r></w:del>'
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 99</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _some(
    rng: random.Random, pattern: re.Pattern[str], text: str, made: Callable[[re.Match[str]], str]
) -> str:
    share = rng.choice((0.02, 0.3, 1.0))
    return pattern.sub(lambda match: made(match) if rng.random() < share else match[0], text)


def _part(data: bytes, name: str, made: Callable[[str], str]) -> bytes:
    """The package with the text of a part made anew."""
    return closed(
        [
            (part, made(held.decode()).encode() if re.search(name, part) else held)
            for part, held in opened(data)
        ]
    )


def _word(made: Callable[[random.Random, str], str]) -> Damage:
    return lambda rng, data: _part(data, r"word/document\.xml", lambda text: made(rng, text))


def _runs_cut(rng: random.Random, text: str) -> str:
    def cut(run: re.Match[str]) -> str:
        held = _TEXT.search(run[0])
        if held is None or len(held[2]) < 2 or "&" in held[2]:
            return run[0]
        at = rng.randrange(1, len(held[2]))
        between = rng.choice(
            (
                "",
                '<w:proofErr w:type="spellStart"/>',
                '<w:bookmarkStart w:id="7" w:name="x"/>',
                _HIDDEN,
                _DELETED,
                _FIELD,
            )
        )
        first, second = (
            f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (held[2][:at], held[2][at:])
        )
        return first + between + second

    return _some(rng, _RUN, text, cut)


def _runs_wrapped(rng: random.Random, text: str) -> str:
    around = rng.choice(
        (
            ('<w:ins w:id="3" w:author="b">', "</w:ins>"),
            ('<w:smartTag w:element="x">', "</w:smartTag>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
            ('<w:fldSimple w:instr="REF x">', "</w:fldSimple>"),
        )
    )
    return _some(rng, _RUN, text, lambda run: around[0] + run[0] + around[1])


def _digits_coded(rng: random.Random, text: str) -> str:
    return _some(
        rng,
        _TEXT,
        text,
        lambda held: held[1] + "".join(f"&#{ord(c)};" if c.isdigit() else c for c in held[2]) + held[3],
    )


def _comments(rng: random.Random, text: str) -> str:
    said = rng.choice(("<!-- 55 -->", "<?x 66?>"))
    return _some(rng, _TEXT, text, lambda held: f"{held[1]}{held[2]}{said}{held[3]}")


def _sections(rng: random.Random, text: str) -> str:
    return _some(
        rng,
        _TEXT,
        text,
        lambda held: held[0] if "&" in held[2] else f"{held[1]}<![CDATA[{held[2]}]]>{held[3]}",
    )


def _in_utf_16(rng: random.Random, data: bytes) -> bytes:
    parts = []
    for name, held in opened(data):
        if name.endswith("document.xml") or "worksheets/" in name:
            held = re.sub(r"^<\?xml[^>]*\?>", "", held.decode()).encode("utf-16")
        parts.append((name, held))
    return closed(parts)


def _packed_otherwise(rng: random.Random, data: bytes) -> bytes:
    parts = opened(data)
    rng.shuffle(parts)
    return closed([*parts, ("x/y.bin", bytes(99))], rng.choice((0, 8)))


def _page(made: Callable[[random.Random, str], str]) -> Damage:
    def do(rng: random.Random, data: bytes) -> bytes:
        encoding = "gbk" if b"charset='gbk'" in data[:400] else "utf-8"
        return made(rng, data.decode(encoding)).encode(encoding)

    return do


def _digits_parted(rng: random.Random, text: str) -> str:
    between = rng.choice(
        (
            "<!-- 5 -->",
            "<span></span>",
            "<b></b>",
            "&#8203;",
            "<script>var a=7;</script>",
            "<i style='display:none'>6</i>",
            "<wbr>",
            "</span><span>",
        )
    )

    def cut(held: re.Match[str]) -> str:
        said = re.sub(r"(?<=\d)(?=\d)", between, held[1])
        return f"><span>{said}</span><"

    return _some(rng, _HTML_TEXT, text, cut)


def _page_digits_coded(rng: random.Random, text: str) -> str:
    form = rng.choice(("&#{};", "&#x{:x};"))
    return _some(
        rng,
        _HTML_TEXT,
        text,
        lambda held: ">" + "".join(form.format(ord(c)) if c.isdigit() else c for c in held[1]) + "<",
    )


def _tags_large(rng: random.Random, text: str) -> str:
    return re.sub(r"</?(?:td|tr|table|p)\b", lambda tag: tag[0].upper(), text)


def _tags_open(rng: random.Random, text: str) -> str:
    return re.sub(r"</t[dr]>", "", text)


def _page_encoded(rng: random.Random, data: bytes) -> bytes:
    text = _page(lambda _, held: held)(rng, data).decode("gbk" if b"charset='gbk'" in data[:400] else "utf-8")
    return text.encode(rng.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030")))


def _text(made: Callable[[random.Random, str], str]) -> Damage:
    return lambda rng, data: made(rng, data.decode()).encode()


def _text_encoded(rng: random.Random, data: bytes) -> bytes:
    return data.decode().encode(rng.choice(("utf-8-sig", "utf-16", "gb18030", "utf-32")))


def _wide_digits(rng: random.Random, text: str) -> str:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return re.sub(
        r"(?<![\d.])\d+(?![\d.])",
        lambda found: found[0].translate(wide) if rng.random() < 0.3 else found[0],
        text,
    )


def _other_line_ends(rng: random.Random, text: str) -> str:
    return text.replace("\n", rng.choice(("\r\n", "\r")))


def _strings_inline(rng: random.Random, data: bytes) -> bytes:
    number = re.compile(r'<c r="(\w+)"(?: t="n")?><v>(\d+)</v></c>')
    form = rng.choice(
        (
            '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>',
            '<c r="{0}" t="str"><f>1+1</f><v>{1}</v></c>',
            '<c r="{0}"><v>{1}.0</v></c>',
            '<c r="{0}" t="inlineStr"><is><r><t>{1}</t></r><rPh sb="0" eb="1"><t>9</t></rPh></is></c>',
        )
    )
    return _part(
        data,
        r"worksheets/sheet",
        lambda text: _some(rng, number, text, lambda held: form.format(held[1], held[2])),
    )


def _hidden_rows(rng: random.Random, data: bytes) -> bytes:
    return _part(
        data,
        r"worksheets/sheet",
        lambda text: text.replace(
            "</sheetData>", '<row r="900" hidden="1"><c r="A900"><v>77</v></c></row></sheetData>'
        ),
    )


def _later_version(rng: random.Random, data: bytes) -> bytes:
    """A PDF to which objects were added that nothing refers to."""
    return data + rng.choice((b"\n% 77\n", b"\r\n\r\n", b"\n999 0 obj\n<< /A 77 >>\nendobj\n"))


def _objects_apart(rng: random.Random, data: bytes) -> bytes:
    """OFD text set letter by letter instead of in one go."""
    code = re.compile(r'<ofd:TextCode X="0" Y="([\d.]+)" DeltaX="([^"]*)">([^<&]+)</ofd:TextCode>')

    def apart(held: re.Match[str]) -> str:
        steps = [0.0, *map(float, held[2].split())]
        x, made = 0.0, []
        for step, letter in zip(steps, held[3], strict=False):
            x += step
            made.append(f'<ofd:TextCode X="{x:g}" Y="{held[1]}">{letter}</ofd:TextCode>')
        return "".join(made)

    return _part(data, r"Content\.xml", lambda text: _some(rng, code, text, apart))


def _cut_in_pieces(rng: random.Random, data: bytes) -> bytes:
    """A PDF whose lines end otherwise outside its streams, where nothing counts bytes."""
    return data.replace(b"%PDF-1.5\n", rng.choice((b"%PDF-1.5\r\n", b"%PDF-1.7\n")), 1)


_IN_TEXT: Mapping[str, Damage] = {
    "encoded otherwise": _text_encoded,
    "wide digits": _text(_wide_digits),
    "other line ends": _text(_other_line_ends),
}
_PACKED: Mapping[str, Damage] = {"packed otherwise": _packed_otherwise}

SAME: Mapping[str, Mapping[str, Damage]] = {
    "docx": {
        "runs cut": _word(_runs_cut),
        "runs wrapped": _word(_runs_wrapped),
        "digits coded": _word(_digits_coded),
        "comments": _word(_comments),
        "sections": _word(_sections),
        "in UTF-16": _in_utf_16,
        **_PACKED,
    },
    "html": {
        "digits parted": _page(_digits_parted),
        "digits coded": _page(_page_digits_coded),
        "tags large": _page(_tags_large),
        "tags open": _page(_tags_open),
        "encoded otherwise": _page_encoded,
    },
    "xlsx": {
        "strings inline": _strings_inline,
        "hidden rows": _hidden_rows,
        "in UTF-16": _in_utf_16,
        **_PACKED,
    },
    "ofd": {"objects apart": _objects_apart, **_PACKED},
    "pdf": {"later version": _later_version, "another head": _cut_in_pieces},
    "txt": _IN_TEXT,
}
"""For each kind of document the ways to write it otherwise."""
