"""Damage to bytes of any kind, and odd characters put into text."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable, Mapping

Damage = Callable[[random.Random, bytes], bytes]
"""What is done to a file's bytes."""
Oddity = Callable[[random.Random, str], str]
"""What is done to a text, markup or not."""

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_DIGITS = re.compile(r"(?<![\w#&;=\"'./:-])\d+(?![\w\"'])")
_SCRIPTS = (
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "０１２３４５６７８９",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
    "OlZEASb7Bg",
    "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐",
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2061\u2063\u3164\ufe0f\U000e0031"
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_ABOVE = "\u0336\u0338\u20dd\u20e3\u0305\u0300\u0489\u20d2"
_SPACES = "\u00a0\u2009\u202f\u3000\t\u2007\x0b\x0c\x1c\x85\u2028\u2029"
_CONTROL = "\x00\x01\x07\x08\x1b\x7f\x9f\ufffe\uffff\ufffd\ufffc\ue000\U0010fffd"
_SIGNS = (
    "=1+1",
    "+",
    "-",
    "@SUM(A1)",
    "'",
    "%",
    "=cmd|' /C calc'!A0",
    "−",
    "－",
    ".",
    ",",
    "，",
    "．",
    "E5",
    "e+9",
)


def flip(rng: random.Random, data: bytes) -> bytes:
    """Some bytes made others."""
    held = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16, 64))):
        held[rng.randrange(len(held))] = rng.choice((0, 0xFF, 0x20, 0x30, rng.randrange(256)))
    return bytes(held)


def cut(rng: random.Random, data: bytes) -> bytes:
    """The rest, or the beginning, gone."""
    at = rng.randrange(len(data))
    return data[:at] if rng.random() < 0.8 else data[at:]


def drop(rng: random.Random, data: bytes) -> bytes:
    """A stretch gone."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 2, 16, 512, 4096)) :]


def double(rng: random.Random, data: bytes) -> bytes:
    """A stretch repeated, some times often."""
    start = rng.randrange(len(data))
    length = rng.choice((1, 4, 64, 512, len(data)))
    times = rng.choice((1, 2, 10, 300))
    part = data[start : start + length]
    return data[:start] + part * min(times, 2_000_000 // max(1, len(part))) + data[start:]


def splice(rng: random.Random, data: bytes) -> bytes:
    """One stretch written over another."""
    length = rng.choice((4, 16, 128, 512))
    start, to = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:to] + data[start : start + length] + data[to + length :]


def extreme(rng: random.Random, data: bytes) -> bytes:
    """A number of two or four bytes made as large or small as it can be."""
    held = bytearray(data)
    for _ in range(rng.choice((1, 1, 3))):
        value, wide = rng.choice(_EXTREMES), rng.choice(("H", "I"))
        place = rng.randrange(max(1, min(len(held) - 4, rng.choice((512, len(held))))))
        mask = 0xFFFF if wide == "H" else 0xFFFFFFFF
        packed = struct.pack(rng.choice("<>") + wide, value & mask)
        held[place : place + len(packed)] = packed
    return bytes(held)


def wrap(rng: random.Random, data: bytes) -> bytes:
    """Something put before or after the file."""
    junk = rng.choice(
        (b"\0" * 512, b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.4\n", b"PK\3\4", b"<html>", b"MZ" * 99)
    )
    return junk + data if rng.random() < 0.5 else data + junk


BYTES: Mapping[str, Damage] = {f.__name__: f for f in (flip, cut, drop, double, splice, extreme, wrap)}


def _at_digits(rng: random.Random, text: str, made: Callable[[str], str]) -> str:
    """The text with one of its numbers, or a few, made something else."""
    found = list(_DIGITS.finditer(text))
    if not found:
        return text
    for match in sorted(
        rng.sample(found, min(len(found), rng.choice((1, 1, 3, 20)))), key=lambda m: -m.start()
    ):
        text = text[: match.start()] + made(match[0]) + text[match.end() :]
    return text


def other_script(rng: random.Random, text: str) -> str:
    """Numbers in digits of another script or shape."""
    script = rng.choice(_SCRIPTS)
    some = rng.random() < 0.5

    def made(number: str) -> str:
        return "".join(
            script[int(d)] if d in "0123456789" and not (some and rng.random() < 0.5) else d for d in number
        )

    return _at_digits(rng, text, made)


def inside_numbers(rng: random.Random, text: str) -> str:
    """Characters that show nothing, turn, strike or part, inside numbers and around them."""
    odd = rng.choice((_INVISIBLE, _TURNING, _ABOVE, _SPACES))

    def made(number: str) -> str:
        at = rng.randrange(len(number) + 1)
        return number[:at] + rng.choice(odd) + number[at:] + (rng.choice(odd) if rng.random() < 0.3 else "")

    return _at_digits(rng, text, made)


def signs(rng: random.Random, text: str) -> str:
    """Signs and formulas before, after or in place of numbers."""

    def made(number: str) -> str:
        sign = rng.choice(_SIGNS)
        return rng.choice((sign + number, number + sign, sign))

    return _at_digits(rng, text, made)


def long_numbers(rng: random.Random, text: str) -> str:
    """Numbers of very many digits, or very many numbers."""
    return _at_digits(
        rng,
        text,
        lambda n: rng.choice(
            (n * 400, "9" * 4000, "1 " * 3000, "0" * 200 + n, "1," * 900, n + "." + "3" * 99)
        ),
    )


def anywhere(rng: random.Random, text: str) -> str:
    """Odd characters anywhere."""
    for _ in range(rng.choice((1, 3, 30))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(_INVISIBLE + _TURNING + _ABOVE + _SPACES + _CONTROL) + text[at:]
    return text


def runs(rng: random.Random, text: str) -> str:
    """A very long run of one thing, such as makes a pattern look back and forth."""
    at = rng.randrange(len(text) + 1)
    piece = rng.choice(
        (
            "(",
            "一、",
            " ",
            "（一）",
            "1",
            "件",
            "其中",
            "%",
            "，",
            "\t",
            "\n",
            "|",
            "三",
            "年",
            "0,",
            "①",
            "-",
        )
    )
    return text[:at] + piece * rng.choice((500, 5_000, 40_000)) + text[at:]


def mixed_up(rng: random.Random, text: str) -> str:
    """Lines doubled, dropped and in another order."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 4, 20))):
        line = lines.pop(rng.randrange(len(lines)))
        if rng.random() < 0.7 or not lines:
            lines.insert(rng.randrange(len(lines) + 1), line)
        if rng.random() < 0.3:
            lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


ODDITIES: Mapping[str, Oddity] = {
    f.__name__: f for f in (other_script, inside_numbers, signs, long_numbers, anywhere, runs, mixed_up)
}


def encoded(rng: random.Random, text: str) -> bytes:
    """A text in one of many encodings, some of which lie or do not hold it."""
    encoding = rng.choice(
        (
            "utf-8",
            "utf-8",
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "gb18030",
            "gbk",
            "big5",
            "shift_jis",
            "utf-7",
            "hz",
        )
    )
    return text.encode(encoding, errors="surrogatepass" if encoding.startswith("utf") else "replace")


def in_text(rng: random.Random, data: bytes) -> bytes:
    """Odd characters in a text file."""
    text = data.decode("utf-8", errors="replace")
    text = ODDITIES[rng.choice(sorted(ODDITIES))](rng, text)
    if rng.random() < 0.05:
        text = text[: len(text) // 2] + rng.choice(("\ud800", "\udfff", "\udc80")) + text[len(text) // 2 :]
        return text.encode("utf-8", errors="surrogatepass")
    return encoded(rng, text) if rng.random() < 0.3 else text.encode("utf-8", errors="replace")


TEXT: Mapping[str, Damage] = {"in_text": in_text}
