"""Draws the program's icons from packaging/gouji.svg: python packaging/make_icons.py

resources/icons/gouji.ico for Windows (a picture in each size that it asks for), gouji.png for Linux desktops.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""In pixels: those that Windows asks for at 100, 125, 150 and 200 per cent."""
DESKTOP = 256


def picture(size: int) -> bytes:
    """The drawing as a PNG of so many pixels each way."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(HERE / "gouji.svg")).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return held.data()


def icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico file of PNG pictures by size."""
    entries, at = b"", 6 + 16 * len(pictures)
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def main() -> None:
    """Writes both."""
    application = QGuiApplication([])
    (ICONS / "gouji.ico").write_bytes(icon({size: picture(size) for size in SIZES}))
    (ICONS / "gouji.png").write_bytes(picture(DESKTOP))
    del application


if __name__ == "__main__":
    main()
