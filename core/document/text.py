"""Plain text: the encoding found, a paragraph for each line, nothing of the text changed."""

from __future__ import annotations

import codecs
import re

from core.document.build import lines_of, refusal
from core.document.model import Paragraph, SourceDocument

MOST_CHARACTERS = 5_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64_000
_BEARABLE = 0.05
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1f\ufffe\uffff]")
_NOT_CHINESE_PROSE = re.compile(
    r"[^\t\n\r\x20-\x7e\u00a0-\u00ff\u2000-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)


def read_text(data: bytes, name: str, sha256: str) -> SourceDocument:
    """Reads a text file; InputError where it is no text, or more of it than any report holds."""
    text, encoding = decode(data, name)
    if not text.strip():
        raise refusal("empty", name)
    blocks = tuple(Paragraph(line, start) for start, line in lines_of(text))
    return SourceDocument(name, sha256, "text", text, blocks, encoding=encoding)


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of the bytes and the name of their encoding; the byte order mark is left out.

    `declared` is what the file itself says (a page's meta), which content may contradict. InputError
    where nothing decodes, or where the characters are not those of a text.
    """
    text, encoding = _decode(data, name, declared)
    if len(text) > MOST_CHARACTERS:
        raise refusal("text_too_long", name, most=MOST_CHARACTERS)
    if "\0" in text or len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise refusal("binary", name)
    return text, encoding


def _decode(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            if _damage(text) > _BEARABLE / 5:  # no text as a rule, but bytes that begin like one
                raise refusal("binary", name)
            return text, encoding
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide), wide
    text = data.decode("utf-8", errors="replace")
    if _damage(text) <= _BEARABLE:
        return text, "utf-8"
    for likely in (declared, "gb18030"):
        strict = _strictly(data, likely) if likely else None
        if likely and strict is not None:
            return strict, likely
    return _guess(data, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, where the bytes make sense as nothing else: even, and prose that way."""
    if len(data) % 2 or len(data) < 4:
        return None
    plain = _strictly(data, "utf-8")
    if plain is not None and "\0" not in plain:
        return None
    best = min(("utf-16-le", "utf-16-be"), key=lambda encoding: _strangeness(data, encoding))
    return best if _strangeness(data, best) < 0.02 else None


def _strangeness(data: bytes, encoding: str) -> float:
    """The share of characters that Chinese prose does not hold, 0 to 1, were the bytes so encoded."""
    text = _strictly(data, encoding)
    if not text:
        return 1.0
    sample = text[:_SAMPLE]
    return len(_NOT_CHINESE_PROSE.findall(sample)) / len(sample)


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """The encoding of bytes that fit none: GB18030 with a few damaged, else what statistics say."""
    if b"\0" in data:
        raise refusal("binary", name)
    text = data.decode("gb18030", errors="replace")
    if _damage(text) <= _BEARABLE:
        return text, "gb18030"
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    found = from_bytes(data[:_SAMPLE]).best()
    text = data.decode(found.encoding, errors="replace") if found else ""
    if found is None or _damage(text) > _BEARABLE:
        raise refusal("encoding", name)
    return text, found.encoding


def _damage(text: str) -> float:
    """How many of the characters beyond ASCII stand for bytes that did not decode; 0 to 1.

    One at the very end does not count: the file was cut in the middle of a character.
    """
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return text[:-1].count("\ufffd") / max(1, beyond)
