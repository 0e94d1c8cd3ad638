"""Damage that knows compound files and legacy Word: chains in circles, sizes, offsets, modifiers."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping

from tests.fuzz.noise import Damage

_SECTOR = 512
_FIELDS = (0x18, 0x1A, 0x1E, 0x20, 0x28, 0x2C, 0x30, 0x38, 0x3C, 0x40, 0x44, 0x48, 0x4C)
_FIB = (0, 0x0A, 0x4C, 0x50, 0x54, 0x64, 0xA2, 0xA6, 0xFA, 0xFE, 0x102, 0x106, 0x1A2, 0x1A6)
_HUGE = (0, 1, 2, 0x7F, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFE, 0xFFFFFFFF)


def header(rng: random.Random, data: bytes) -> bytes:
    """Fields of the header made absurd."""
    held = bytearray(data)
    for _ in range(rng.choice((1, 2, 3))):
        struct.pack_into("<I", held, rng.choice(_FIELDS), rng.choice(_HUGE))
    return bytes(held)


def chains(rng: random.Random, data: bytes) -> bytes:
    """Chains of sectors that run in circles, into each other, or nowhere."""
    held = bytearray(data)
    (first,) = struct.unpack_from("<I", held, 0x4C)
    place = _SECTOR * (first + 1)
    for _ in range(rng.choice((1, 4, 100))):
        at = rng.randrange(_SECTOR // 4)
        value = rng.choice((at, max(0, at - 1), 0, 1, *_HUGE, rng.randrange(200)))
        if place + 4 * at + 4 <= len(held):
            struct.pack_into("<I", held, place + 4 * at, value & 0xFFFFFFFF)
    return bytes(held)


def directory(rng: random.Random, data: bytes) -> bytes:
    """Entries of the directory with absurd sizes, names, kinds, or in circles."""
    held = bytearray(data)
    (first,) = struct.unpack_from("<I", held, 0x30)
    place = _SECTOR * (first + 1)
    for _ in range(rng.choice((1, 3))):
        entry = place + 128 * rng.randrange(4)
        at = rng.choice((0x40, 0x42, 0x44, 0x48, 0x4C, 0x74, 0x78, 0x7C, rng.randrange(0x40)))
        if entry + at + 4 <= len(held):
            value = rng.choice((*_HUGE, rng.randrange(5)))
            struct.pack_into(
                "<I" if at >= 0x44 else "<H", held, entry + at, value & (0xFFFFFFFF if at >= 0x44 else 0xFFFF)
            )
    return bytes(held)


def _word(data: bytes) -> int:
    """Where the stream WordDocument seems to begin."""
    return max(0, data.find(b"\xec\xa5\xc1\0"))


def fields(rng: random.Random, data: bytes) -> bytes:
    """Offsets and lengths in Word's own header made absurd."""
    held = bytearray(data)
    for _ in range(rng.choice((1, 1, 3))):
        place = _word(data) + rng.choice(_FIB)
        if place + 4 <= len(held):
            (before,) = struct.unpack_from("<I", held, place)
            value = rng.choice((*_HUGE, before + 1, before - 1, before * 2, len(data)))
            struct.pack_into("<I", held, place, value & 0xFFFFFFFF)
    return bytes(held)


def said(rng: random.Random, data: bytes) -> bytes:
    """Pages of what is said of characters, and tables of pieces, with some bytes made others."""
    held = bytearray(data)
    start = _word(data) + 0x800
    for _ in range(rng.choice((1, 5, 40))):
        place = rng.randrange(min(start, len(held) - 1), len(held))
        held[place] = rng.choice((0, 1, 0xFF, 0x16, 0x24, 0x08, 0xD6, rng.randrange(256)))
    return bytes(held)


COMPOUND: Mapping[str, Damage] = {f.__name__: f for f in (header, chains, directory, fields, said)}
