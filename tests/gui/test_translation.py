"""Both languages whole: every source translated, nothing stale, the core's sentences through Qt too."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.messages import message
from core.paths import ROOT, resource
from gui.translation import Translation

CHINESE = re.compile(r"[\u4e00-\u9fff]")
DATA = {"一审", "二审", "万元", "亿元", "国"}
"""Units that the forms print, and the character that widths are measured by: no words of the window."""
KEPT = {"语言 / Language"}


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """resources/i18n/build.py, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("i18n_build", resource("i18n", "build.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Source, translation and whether it is finished, of every message of a catalogue."""
    for held in ElementTree.parse(path).iter("message"):
        translation = held.find("translation")
        assert translation is not None
        yield held.findtext("source") or "", translation.text or "", translation.get("type") != "unfinished"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def literals() -> set[str]:
    """Every text that the code of the window gives to tr or translate."""
    found = set()
    for path in (ROOT / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                at = {"tr": 0, "translate": 1}.get(name)
                if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                    found.add(str(node.args[at].value))
    return found


def test_catalogue_is_up_to_date_and_whole(build: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "gouji_en.ts"
    shutil.copy(build.TS, copy)
    build.update(copy)
    assert {source for source, _, finished in messages(copy) if not finished} == set()
    assert {source for source, _, _ in messages(copy)} == {source for source, _, _ in messages(build.TS)}


def test_compiled_catalogue_is_that_of_the_sources(build: ModuleType, tmp_path: Path) -> None:
    compiled = tmp_path / "gouji_en.qm"
    build.release(build.TS, compiled)
    assert compiled.read_bytes() == build.QM.read_bytes()


def test_every_text_of_the_window_is_in_the_catalogue(build: ModuleType) -> None:
    assert literals() <= {source for source, _, _ in messages(build.TS)}


def test_english_is_english_and_keeps_the_parameters(build: ModuleType) -> None:
    for source, translation, _ in messages(build.TS):
        if source not in KEPT and "未通过核对" not in source:
            assert not CHINESE.search(translation), translation
        assert fields(source) == fields(translation), source


def test_no_chinese_stands_outside_translation() -> None:
    """Chinese in the window's code is translated, in a docstring, or a pattern over the forms' texts."""
    told = literals() | {"中文", "勾稽台"} | DATA
    for path in (ROOT / "gui").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if id(node) not in docstrings and "[一" not in node.value and CHINESE.search(node.value):
                assert node.value in told, f"{path.name}: {node.value}"


def test_core_speaks_the_windows_language(qtbot: QtBot, qapp: QApplication) -> None:
    said = message("file.not_found", name="a.txt")
    translation = Translation(qapp)
    assert "找不到" in translation.text(said)
    assert QCoreApplication.translate("core", "value.blank") == "空白"
    assert QCoreApplication.translate("Actions", "撤销") == "撤销"
    translation.use("en")
    assert CHINESE.search(translation.text(said)) is None
    assert QCoreApplication.translate("Actions", "撤销") == "Undo"
    translation.close()
    assert QCoreApplication.translate("Actions", "撤销") == "撤销"


def test_qts_own_words_are_chinese(qtbot: QtBot, qapp: QApplication) -> None:
    translation = Translation(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    translation.close()
