"""The C library that numpy wants of Wine, whose own leaves out the functions of complex numbers.

    python packaging/wine_crt.py UCRTBASE.dll FOLDER    writes FOLDER/ucrtbase.c and FOLDER/ucrtbase.def

The library made of them has those functions, and hands all others on to a copy of Wine's own that is called
ucrtbas0.dll. It serves to make and try out the Windows packages under Wine, and is in none of them:
Windows has the functions. PYTHONPATH has to name pefile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

PLAIN = ("acos", "asin", "atan", "cos", "exp", "log", "proj", "sin", "sqrt", "tan")
HYPERBOLIC = ("acosh", "asinh", "atanh", "cosh", "sinh", "tanh")
"""The functions of <complex.h> from one complex number to another, without the c that they begin with."""
PARTS = {"creal": "z.re", "cimag": "z.im", "norm": "z.re * z.re + z.im * z.im"}
"""What gives a real number, in C, for every kind of number alike."""
KINDS = {"": ("", "double"), "l": ("", "double"), "f": ("f", "float")}
"""How the functions end on Windows, how those of the compiler do, and what their numbers are made of."""
HEAD = """#include <complex.h>
#include <math.h>
typedef struct { double re, im; } pair_double;
typedef struct { float re, im; } pair_float;
"""


def functions() -> Iterator[tuple[str, str]]:
    """Each function by its name on Windows, in C."""
    for end, (ours, number) in KINDS.items():
        pair, of = f"pair_{number}", "__builtin_complex({0}.re, {0}.im)"
        z, w = of.format("z"), of.format("w")
        for name, value in PARTS.items():
            yield name + end, f"{number} own_{name}{end}({pair} z) {{ return {value}; }}"
        yield f"cabs{end}", f"{number} own_cabs{end}({pair} z) {{ return hypot{ours}(z.re, z.im); }}"
        yield f"carg{end}", f"{number} own_carg{end}({pair} z) {{ return atan2{ours}(z.im, z.re); }}"
        yield f"conj{end}", f"{pair} own_conj{end}({pair} z) {{ z.im = -z.im; return z; }}"
        made = {f"c{name}": f"c{name}{ours}({z})" for name in PLAIN + HYPERBOLIC}
        made["clog10"] = f"clog{ours}({z}) * ({number})0.43429448190325182765"
        for name, value in made.items():
            yield name + end, f"{pair} own_{name}{end}({pair} z) {returned(number, value)}"
        power = returned(number, f"cpow{ours}({z}, {w})")
        yield f"cpow{end}", f"{pair} own_cpow{end}({pair} z, {pair} w) {power}"


def returned(number: str, value: str) -> str:
    """The body of a function that returns a complex value as Windows does."""
    return f"{{ {number} _Complex c = {value}; return (pair_{number}){{ __real__ c, __imag__ c }}; }}"


def definition(exports: Iterable[str], own: Iterable[str]) -> str:
    """The .def file of a library that has its own functions and hands the other exports on."""
    mine = set(own)
    lines = (f'"{name}"=own_{name}' if name in mine else f'"{name}"="ucrtbas0.{name}"' for name in exports)
    return "LIBRARY ucrtbase.dll\nEXPORTS\n" + "".join(f"  {line}\n" for line in lines)


def exported(library: Path) -> list[str]:
    """The names that a Windows library exports."""
    import pefile

    held = pefile.PE(str(library), fast_load=True)
    held.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    return [symbol.name.decode("ascii") for symbol in held.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name]


def main(library: Path, folder: Path) -> None:
    """Writes the two files."""
    exports = exported(library)
    own = {name: code for name, code in functions() if name in exports}
    text = HEAD + "".join(f"__declspec(dllexport) {code}\n" for code in own.values())
    (folder / "ucrtbase.c").write_text(text, encoding="ascii")
    (folder / "ucrtbase.def").write_text(definition(exports, own), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
