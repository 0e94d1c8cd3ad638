"""The C++ runtime that onnxruntime takes from Windows, whose own is often too old for it, or not there.

Among the wheels there is one that is new enough; gouji.spec puts it beside onnxruntime, which looks there
first.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

Entry = tuple[str, str, str]
"""A file of a bundle as PyInstaller lists it: its path in the bundle, where it comes from, its kind."""

BESIDE = PurePosixPath("onnxruntime/capi")
OWN = ("PySide6", "shiboken6", "numpy.libs")
"""Folders that hold a runtime for themselves."""


def read(path: Path) -> Any:
    """A library as pefile reads it, without its tables."""
    import pefile

    return pefile.PE(str(path), fast_load=True)


def version(path: Path) -> tuple[int, int]:
    """The version of a runtime."""
    library, resources = read(path), 2
    library.parse_data_directories([resources])
    stated = library.VS_FIXEDFILEINFO[0].FileVersionMS
    return stated >> 16, stated & 0xFFFF


def made_with(path: Path) -> tuple[int, int]:
    """The version of the compiler, and so of the runtime at least, that a library was made with."""
    header = read(path).OPTIONAL_HEADER
    return header.MajorLinkerVersion, header.MinorLinkerVersion


def with_runtime(binaries: list[Entry], packages: Path) -> list[Entry]:
    """The binaries with the newest runtime beside onnxruntime, and no other but those that libraries hold for
    themselves: what the building machine has is left out. LookupError where none is new enough."""
    newest = max(packages.glob("*.libs/msvcp140-*.dll"), key=version)
    if version(newest) < made_with(packages / BESIDE / "onnxruntime_pybind11_state.pyd"):
        raise LookupError("No C++ runtime among the wheels is new enough for onnxruntime")
    kept = [entry for entry in binaries if not is_stray(entry[0])]
    second = packages / "PySide6" / "msvcp140_1.dll"
    return [
        *kept,
        (str(BESIDE / "MSVCP140.dll"), str(newest), "BINARY"),
        (str(BESIDE / "MSVCP140_1.dll"), str(second), "BINARY"),
    ]


def is_stray(path: str) -> bool:
    """Whether a file of the bundle is a C++ runtime that no library holds for itself."""
    place = PurePosixPath(path.replace("\\", "/"))
    return place.name.lower().startswith("msvcp140") and place.parts[0] not in OWN
