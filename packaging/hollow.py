"""Puts hollow libraries in place of those that OpenCV for Linux links and that the program never calls.

    python packaging/hollow.py SITE-PACKAGES

They serve video, codecs, TLS and linear algebra, and weigh more than OpenCV itself. A hollow one has the name
and the functions that OpenCV links, and ends the process when one is called.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

CALLED = frozenset(
    {
        "GaussianBlur",
        "adaptiveThreshold",
        "blur",
        "connectedComponentsWithStats",
        "copyMakeBorder",
        "cvtColor",
        "dilate",
        "getRotationMatrix2D",
        "invertAffineTransform",
        "morphologyEx",
        "resize",
        "setNumThreads",
        "warpAffine",
    }
)
"""The functions of OpenCV that the program calls: none needs those libraries, as the smoke test shows."""
SYMBOL = re.compile(r"[0-9a-f]{16} .{7} (\S+)\t[0-9a-f]{16} +(?:\(?([A-Za-z][\w.]*)\)? +)?(?:\.\w+ )?(\w+)")
"""A line of `objdump -T`: where it stands (*UND*: elsewhere), its version if any, its name."""


def symbols(library: Path, *, wanted: bool) -> dict[str, str]:
    """The functions that a library wants of others, or has for them, each with its version ("" for none)."""
    listed = subprocess.run(["objdump", "-T", str(library)], check=True, capture_output=True, text=True)
    found = (SYMBOL.fullmatch(line) for line in listed.stdout.splitlines())
    return {match[3]: match[2] or "" for match in found if match and (match[1] == "*UND*") is wanted}


def source(functions: Iterable[str]) -> str:
    """The C of functions that end the process."""
    return "".join(f"void {name}(void) {{ __builtin_trap(); }}\n" for name in sorted(functions))


def versions(functions: dict[str, str]) -> str:
    """The linker's script that gives them their versions."""
    names = sorted(set(functions.values()) - {""})
    held = {name: [f"{each};" for each in sorted(functions) if functions[each] == name] for name in names}
    return "".join(f"{name} {{ global: {' '.join(lines)} }};\n" for name, lines in held.items())


def soname(library: Path) -> str:
    """The name that a library is linked by."""
    said = subprocess.run(["objdump", "-p", str(library)], check=True, capture_output=True, text=True)
    return next(line.split()[1] for line in said.stdout.splitlines() if line.split()[:1] == ["SONAME"])


def hollow_out(library: Path, functions: dict[str, str]) -> None:
    """Writes a hollow library over a library; CalledProcessError where the compiler fails."""
    code, script = library.with_suffix(".c"), library.with_suffix(".map")
    code.write_text(source(functions), encoding="ascii")
    script.write_text(versions(functions), encoding="ascii")
    command = ["gcc", "-shared", "-nostdlib", "-fPIC", "-w", "-s", f"-Wl,-soname,{soname(library)}"]
    command += [f"-Wl,--version-script={script}"] if script.stat().st_size else []
    library.unlink()
    subprocess.run([*command, "-o", str(library), str(code)], check=True)
    code.unlink()
    script.unlink()


def main(packages: Path) -> None:
    """Hollows out the libraries of OpenCV, and removes those that only they use."""
    wanted = symbols(next((packages / "cv2").glob("cv2*.so")), wanted=True)
    for library in sorted((packages / "opencv_python_headless.libs").iterdir()):
        had = symbols(library, wanted=False)
        functions = {name: version for name, version in wanted.items() if name in had}
        if functions:
            hollow_out(library, functions)
        else:
            library.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
