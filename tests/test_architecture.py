"""The rules that the code as a whole keeps: which way imports run, what start-up pays for, one catalogue."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from core.messages import catalogue

ROOT = Path(__file__).resolve().parent.parent
QT = {"PySide6", "shiboken6"}
FORMATS = {
    "cv2",
    "docx",
    "lxml",
    "olefile",
    "onnxruntime",
    "openpyxl",
    "pandas",
    "pdfminer",
    "pdfplumber",
    "pypdfium2",
    "pypdfium2_raw",
    "rapidocr",
    "sqlite3",
}
SLOW = (FORMATS | {"numpy", "PIL"}) - {"sqlite3"}
BASE = {"errors", "files", "messages", "paths", "version"}
TOP = {
    *("arguments", "check_json", "check_table", "cli", "commands", "fault", "neighbours", "pipeline"),
    *("terminal", "worker", "worker_child", "worker_memory"),
}
MAY_IMPORT = {
    "document": set(),
    "forms": set(),
    "extract": {"document", "forms"},
    "reconcile": {"document", "forms", "extract"},
    "review": {"document", "forms", "extract", "reconcile"},
    "export": {"document", "forms", "extract", "reconcile", "review"},
}
NAMESPACE_HOSTS = {
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
    "www.w3.org",
    "purl.oclc.org",
    "purl.org",
    "www.ofdspec.org",
    "www.freedesktop.org",
}
LICENCES = ROOT / "packaging" / "licences"
"""Their words are others', and name where they are published."""


def sources(*folders: str) -> list[Path]:
    return sorted(chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports anywhere in it, by its dotted name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offenders(paths: list[Path], banned: set[str]) -> list[str]:
    """Each import in the files of one of the banned top-level packages."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imports(path)
        if name.partition(".")[0] in banned
    ]


def test_core_knows_neither_qt_nor_the_window() -> None:
    below = [path for path in sources("core") if path != ROOT / "core" / "cli.py"]
    assert not offenders(below, QT | {"gui", "tests"})
    window = [name for name in imports(ROOT / "core" / "cli.py") if name.partition(".")[0] in QT | {"gui"}]
    assert set(window) <= {"gui.app", "gui.app.main"}


def test_window_reads_no_file_format_and_no_database() -> None:
    assert not offenders(sources("gui"), FORMATS | {"tests"})


def package(name: str) -> str | None:
    """The package or module of core that a dotted name lies in; None outside core."""
    parts = name.split(".")
    return parts[1] if parts[0] == "core" and len(parts) > 1 else None


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_arrows_inside_core_run_one_way(layer: str) -> None:
    allowed = MAY_IMPORT[layer] | BASE | {layer}
    for path in sources(f"core/{layer}"):
        wrong = {name for name in imports(path) if (package(name) or layer) not in allowed}
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}"


def test_base_of_core_imports_nothing_above_it() -> None:
    for module in BASE:
        above = {package(name) for name in imports(ROOT / "core" / f"{module}.py")} - {None}
        assert above <= BASE, module


def test_every_module_of_core_has_its_place() -> None:
    names = {path.relative_to(ROOT / "core").parts[0].removesuffix(".py") for path in sources("core")}
    assert names <= BASE | TOP | set(MAY_IMPORT) | {"__init__"}


@pytest.mark.parametrize(
    ("module", "unwanted"), [("core.cli", SLOW | QT), ("gui.app", SLOW), ("gui.main_window", SLOW)]
)
def test_start_up_imports_nothing_slow(module: str, unwanted: set[str]) -> None:
    script = f"import {module}, sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & unwanted


def test_files_can_be_read_in_one_sitting() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources("core", "gui", "tests", "packaging", "resources")
    }
    assert not {path: lines for path, lines in lengths.items() if lines >= 400}


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches all, or every exception and then does nothing about it."""
    broad = isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException")
    return handler.type is None or (broad and all(isinstance(step, ast.Pass) for step in handler.body))


def test_no_error_is_swallowed() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("core", "gui", "tests", "packaging", "resources")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    assert not found


def test_window_never_runs_events_in_a_loop() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("core", "gui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "processEvents"
    ]
    assert not found


def placeholders(template: str) -> set[str]:
    """The names of the parameters that a sentence wants."""
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


def test_catalogues_say_the_same_in_both_languages() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert set(chinese) == set(english)
    differing = {id for id in chinese if placeholders(chinese[id]) != placeholders(english[id])}
    assert not differing


def test_catalogue_files_hold_ids_of_their_package_once() -> None:
    for language in ("zh", "en"):
        ids: list[str] = []
        for path in (ROOT / "resources" / "i18n" / language).glob("*.toml"):
            ids += re.findall(r'^"?([\w.]+)"?\s*=', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(ids) == len(set(ids))


def message_calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every message with a literal id that the core makes: where, the id, its parameters (None: unknown)."""
    for path in sources("core"):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if node.func.id not in ("message", "Message") or not isinstance(first, ast.Constant):
                continue
            names = {keyword.arg for keyword in node.keywords}
            known = node.func.id == "message" and None not in names
            given = {name for name in names if name is not None} if known else None
            yield f"{path.relative_to(ROOT)}:{node.lineno}", str(first.value), given


def test_every_message_is_in_the_catalogue_with_what_it_needs() -> None:
    for where, id, given in message_calls():
        assert id in catalogue("zh"), f"{where}: no sentence for {id}"
        lacking = placeholders(catalogue("zh")[id]) - given if given is not None else set()
        assert not lacking, f"{where}: {id} lacks {lacking}"


def committed_texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project that git follows or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix not in {".docx", ".pdf", ".png", ".ico", ".qm", ".xlsx", ".gouji"} and path.is_file():
            yield path, path.read_bytes().decode("utf-8", errors="replace")


def test_nothing_names_a_host_or_a_place_on_one_machine() -> None:
    hosts = re.compile(r"https?://([\w.-]+\.[a-z]{2,})")
    places = re.compile(r"(?<![\w.])/(?:work/(?:main|shared)|root|opt/(?:pypi|wheels)|tmp/\w+/)\b")
    for path, text in committed_texts():
        if path.parent == LICENCES:
            continue
        foreign = {host for host in hosts.findall(text) if host not in NAMESPACE_HOSTS}
        foreign = {host for host in foreign if not re.search(r"(^|\.)example(\.\w+)?$", host)}
        assert not foreign, f"{path.relative_to(ROOT)} names {foreign}"
        assert not places.search(text), f"{path.relative_to(ROOT)} names a place on this machine"
