"""The examples that the help gives to offices are files that hold."""

from __future__ import annotations

import re

import pytest

from core.forms.library import official_forms
from core.forms.own import OwnFile, compile_own
from core.messages import render
from core.paths import resource


@pytest.mark.parametrize("language", ["zh", "en"])
def test_examples_of_the_help_hold(language: str) -> None:
    page = resource("help", f"forms_{language}.md").read_text(encoding="utf-8")
    rules, form = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    held = compile_own((OwnFile("rules.toml", rules), OwnFile("form.toml", form)), official_forms())
    assert [render(fault) for fault in held.faults] == []
    assert [each.key for each in held.relations["2021"]] == [
        "own.new_doubled@natural",
        "own.new_doubled@sum",
        "own.cases@t4",
    ]
    assert list(held.forms["hotline"].tables) == ["t5"]


def test_both_languages_give_the_same_examples() -> None:
    def code(language: str) -> list[str]:
        page = resource("help", f"forms_{language}.md").read_text(encoding="utf-8")
        return re.sub(r"#.*", "", "".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL))).split()

    assert code("zh") == code("en")
