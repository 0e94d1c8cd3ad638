"""The packages with OCR: what they are made of, and what they leave out."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.test_packaging import PACKAGING, ROOT, script

COMPILER = shutil.which("gcc") and shutil.which("objdump")
needs_compiler = pytest.mark.skipif(not COMPILER, reason="gcc or objdump is not installed")


def locked(path: Path) -> dict[str, str]:
    """The versions in a lock file by package."""
    return dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_lock_holds_what_the_plain_package_and_the_source_hold() -> None:
    held = locked(PACKAGING / "requirements-bundle-ocr.lock")
    assert held.keys() >= {"onnxruntime", "opencv-python-headless", "numpy", "rapidocr", "pyinstaller"}
    for other in (PACKAGING / "requirements-bundle.lock", ROOT / "requirements-ocr.lock"):
        assert locked(other).items() <= held.items()


@pytest.mark.parametrize(
    "path",
    [
        "cv2/cv2.abi3.so",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "onnxruntime/capi/onnxruntime_pybind11_state.pyd",
        "onnxruntime/capi/onnxruntime_providers_shared.dll",
        "onnxruntime/capi/MSVCP140.dll",
        "rapidocr/models/PP-OCRv6_det_small.onnx",
    ],
)
def test_what_reads_scans_is_bundled(path: str) -> None:
    assert script("trim").is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "cv2\\opencv_videoio_ffmpeg500_64.dll",
        "cv2/data/haarcascade_eye.xml",
        "numpy/_core/_simd.cp313-win_amd64.pyd",
        "numpy/_core/_multiarray_tests.cpython-313-x86_64-linux-gnu.so",
        "onnxruntime/capi/libonnxruntime.so.1.27.0",
        "onnxruntime/capi/onnxruntime.dll",
    ],
)
def test_what_reading_scans_never_loads_is_not(path: str) -> None:
    assert not script("trim").is_wanted(path)


def test_program_calls_of_opencv_what_was_tried_with_its_libraries_hollow() -> None:
    called = {
        name
        for path in (ROOT / "core").rglob("*.py")
        for name in re.findall(r"\bcv2\.(\w*[a-z]\w*)", path.read_text(encoding="utf-8"))
    }
    assert called == script("hollow").CALLED


def compiled(folder: Path, name: str, code: str, *more: str) -> Path:
    """A shared library of some C."""
    source, library = folder / f"{name}.c", folder / name
    source.write_text(code, encoding="ascii")
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source, *more], check=True)
    source.unlink()
    return library


@needs_compiler
def test_hollow_library_lets_what_links_it_load(tmp_path: Path) -> None:
    hollow, libraries = script("hollow"), tmp_path / "opencv_python_headless.libs"
    libraries.mkdir()
    (tmp_path / "cv2").mkdir()
    versions = libraries / "versions"
    versions.write_text("CODEC_1.2 { global: decode; encode; };", encoding="ascii")
    script_option = f"-Wl,--version-script={versions}"
    codec = compiled(
        libraries,
        "libcodec.so.1",
        "int decode(void) { return 2; } int encode(void) { return 3; }",
        "-Wl,-soname,libcodec.so.1",
        script_option,
    )
    versions.unlink()
    unused = compiled(libraries, "libtls.so.1", "int shake(void) { return 4; }")
    rpath = "-Wl,-rpath,$ORIGIN/../opencv_python_headless.libs"
    code = "int decode(void); int own(void) { return 5; } int video(void) { return decode(); }"
    user = compiled(tmp_path / "cv2", "cv2.so", code, str(codec), rpath)
    hollow.main(tmp_path)
    assert [path.name for path in libraries.iterdir()] == [codec.name]
    assert not unused.exists()
    assert hollow.symbols(codec, wanted=False) == {"decode": "CODEC_1.2"}
    assert ctypes.CDLL(str(user)).own() == 5


class Pair(ctypes.Structure):
    _fields_ = (("re", ctypes.c_double), ("im", ctypes.c_double))


@needs_compiler
def test_complex_numbers_for_wine_are_right(tmp_path: Path) -> None:
    crt = script("wine_crt")
    made = dict(crt.functions())
    assert {"creal", "crealf", "creall", "csqrt", "cpowf", "clog10l", "norm", "cproj"} <= made.keys()
    library = ctypes.CDLL(
        str(compiled(tmp_path, "crt.so", crt.HEAD + "\n".join(made.values()), "-lm", "-Werror"))
    )
    root = library.own_csqrt
    root.argtypes, root.restype = [Pair], Pair
    assert (root(Pair(-4, 0)).re, root(Pair(-4, 0)).im) == (0, 2)
    power = library.own_cpow
    power.argtypes, power.restype = [Pair, Pair], Pair
    squared = power(Pair(1, 1), Pair(2, 0))
    assert (squared.re, squared.im) == (pytest.approx(0, abs=1e-12), pytest.approx(2))
    size = library.own_cabsl
    size.argtypes, size.restype = [Pair], ctypes.c_double
    assert size(Pair(3, 4)) == 5
    logarithm = library.own_clog10
    logarithm.argtypes, logarithm.restype = [Pair], Pair
    assert logarithm(Pair(1000, 0)).re == pytest.approx(3)


def test_what_wine_has_is_handed_on() -> None:
    said = script("wine_crt").definition(["creal", "printf", "?what@@YAXXZ"], ["creal"])
    assert said.splitlines() == [
        "LIBRARY ucrtbase.dll",
        "EXPORTS",
        '  "creal"=own_creal',
        '  "printf"="ucrtbas0.printf"',
        '  "?what@@YAXXZ"="ucrtbas0.?what@@YAXXZ"',
    ]


@pytest.mark.parametrize(
    ("path", "stray"),
    [
        ("MSVCP140.dll", True),
        ("onnxruntime\\capi\\MSVCP140_1.dll", True),
        ("PySide6\\MSVCP140.dll", False),
        ("numpy.libs/msvcp140-a4c2229b.dll", False),
        ("VCRUNTIME140.dll", False),
    ],
)
def test_runtime_of_the_building_machine_is_left_out(path: str, stray: bool) -> None:
    assert script("windows_runtime").is_stray(path) is stray


def test_newest_runtime_stands_beside_onnxruntime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = script("windows_runtime")
    held = {}
    for folder, version in (("numpy.libs", (14, 40)), ("shapely.libs", (14, 44))):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "msvcp140-0fa7.dll"
        path.write_bytes(b"")
        held[path] = version
    monkeypatch.setattr(runtime, "version", held.__getitem__)
    monkeypatch.setattr(runtime, "made_with", lambda path: (14, 44))
    system = ("MSVCP140.dll", "C:\\windows\\system32\\msvcp140.dll", "BINARY")
    made = runtime.with_runtime([system, ("python313.dll", "python313.dll", "BINARY")], tmp_path)
    assert [entry[0] for entry in made] == [
        "python313.dll",
        "onnxruntime/capi/MSVCP140.dll",
        "onnxruntime/capi/MSVCP140_1.dll",
    ]
    assert "shapely.libs" in made[1][1]
    monkeypatch.setattr(runtime, "made_with", lambda path: (14, 50))
    with pytest.raises(LookupError):
        runtime.with_runtime([system], tmp_path)
