"""An office's own forms and rules, and what is said of files that break the language's rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import library
from core.forms.library import form_of_year, forms, known_forms, local_forms, official_forms, own_files
from core.forms.own import MOST_FILES, OwnFile, compile_own, read_own
from core.forms.relation import Term
from core.messages import render
from core.paths import own_folders, resource
from tests.core.forms.test_library import OWN

RULES = """# 本单位的核对规则
extends = ["2019", "2021"]

[[relations]]
table = "t3"
rule = "own.less"
severity = "hint"
each = "column"
columns = ["sum"]
left = "new"
operator = "<="
right = "2 * last.new + 10"

[[relations]]
table = "t4"
rule = "own.reviews"
severity = "warning"
each = "whole"
left = "review.sum + direct.sum"
operator = "<="
right = "t3.total.sum"
"""


def read(tmp_path: Path, **files: str) -> library.Own:
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_own([tmp_path], official_forms())


def faults(held: library.Own) -> list[str]:
    return [render(fault, "en") for fault in held.faults]


def test_rules_are_added_to_the_forms_that_they_extend(tmp_path: Path) -> None:
    held = read(tmp_path, rules=RULES)
    assert held.faults == ()
    assert set(held.relations) == {"2019", "2021"}
    less, reviews = held.relations["2021"]
    assert (less.key, less.right) == ("own.less@sum", (Term(2, "last.t3.new.sum"), Term(10, "one")))
    assert (reviews.key, reviews.each, reviews.cells[-1]) == ("own.reviews@t4", "whole", "t3.total.sum")
    assert [file.name for file in held.files_for(["2021", None])] == ["rules.toml"]
    assert held.files_for(["prose"]) == ()


def test_own_rules_do_not_touch_the_official_relations(tmp_path: Path) -> None:
    read(tmp_path, rules=RULES)
    assert not [each for form in forms().values() for each in form.relations if each.rule.startswith("own.")]


def test_a_form_of_the_office_may_be_extended_by_its_rules(tmp_path: Path) -> None:
    rule = 'extends = "own"\n[[relations]]\ntable = "t9"\nrule = "own.two"\nseverity = "hint"\n'
    rule += 'each = "row"\nleft = "x"\noperator = "<="\nright = "2"\n'
    held = read(tmp_path, a_rules=rule, form=OWN)
    assert held.faults == ()
    assert (list(held.forms), list(held.relations)) == (["own"], ["own"])
    assert [file.name for file in held.files_for(["own"])] == ["form.toml", "a_rules.toml"]


@pytest.mark.parametrize(
    ("part", "instead", "why"),
    [
        ('["2019", "2021"]', '"2020"', "line 2: there is no form named “2020”"),
        ('["2019", "2021"]', "[2019]", "line 2: there is no form named “2019”"),
        ('table = "t3"', 'table = "t5"', "line 5: the form “2019” has no table “t5”"),
        ('"own.less"', '"t3.balance"', "line 6: the id of an own rule begins with “own.”"),
        ('"own.reviews"', '"own.less"', ""),
        ('severity = "hint"', 'severity = "bad"', "line 7: “severity” says “bad”"),
        ('severity = "hint"', "", "line 4: “severity” is not said"),
        ('columns = ["sum"]', 'columns = ["total"]', "line 9: the table “t3” has no row or column “total”"),
        ('left = "new"', 'left = "new ++"', "line 10: “new ++” is no sum"),
        ('"2 * last.new + 10"', '"2 * last.older + 10"', "line 12: “last.older” names no cell at “sum”"),
        ('"t3.total.sum"', '"t3.total.max"', "line 21: “t3.total.max” names no cell at “t4”"),
        (
            'operator = "<="\nright = "t3',
            'operator = "="\nweight = 1\nright = "t3',
            "line 21: “weight” is not known",
        ),
        ('[[relations]]\ntable = "t4"', '[[relations]\ntable = "t4"', "line 14: it is no valid TOML"),
        ("# 本单位的核对规则", "title = 1", "line 1: “title” is not known"),
    ],
)
def test_a_file_of_rules_with_a_fault_says_which_line(
    tmp_path: Path, part: str, instead: str, why: str
) -> None:
    assert RULES.count(part) == 1
    held = read(tmp_path, rules=RULES.replace(part, instead))
    if not why:
        assert held.faults == ()
        return
    (said,) = faults(held)
    assert said.startswith("The file of own forms or rules “rules.toml” is not used, ")
    assert why in said
    assert (held.relations, held.files) == ({}, {})


def test_the_same_rule_twice_is_a_fault(tmp_path: Path) -> None:
    again = RULES.replace('table = "t4"', 'table = "t3"').replace('"own.reviews"', '"own.less"')
    again = again.replace('each = "whole"', 'each = "column"').replace("review.sum + direct.sum", "total")
    assert "“own.less@sum” is there twice" in faults(read(tmp_path, rules=again))[0]
    assert "“own.less@sum” is there twice" in faults(read(tmp_path, rules=RULES, zz=RULES))[0]


def test_files_without_fault_count_beside_those_with(tmp_path: Path) -> None:
    held = read(tmp_path, a="x =", b=RULES, c=OWN.replace('kind = "count"', 'kind = "sum"'), d=OWN)
    assert len(held.faults) == 2
    assert (set(held.relations), set(held.forms)) == ({"2019", "2021"}, {"own"})


def test_faults_are_told_in_chinese_too(tmp_path: Path) -> None:
    held = read(tmp_path, rules=RULES.replace("new", "old", 1))
    assert render(held.faults[0]) == (
        "自定表式、规则文件“rules.toml”没有采用，第 10 行：“old”在“sum”找不到对应的格子。请检查行、列的代号"
    )


def test_a_form_cannot_take_the_name_of_another(tmp_path: Path) -> None:
    (said,) = faults(read(tmp_path, own=OWN.replace('name = "own"', 'name = "2021"')))
    assert "line 2: there is a form named “2021” already" in said
    (said,) = faults(read(tmp_path, own=OWN.replace("first_year", 'replaces = "2031"\nfirst_year')))
    assert "there is no form named “2031”" in said


def test_bytes_that_are_no_text_too_many_and_too_large_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"extends = 1\n" + 'name = "甲"'.encode("gb18030"))
    (tmp_path / "b.toml").write_text("#" * 70_000, encoding="utf-8")
    (tmp_path / "c.toml").mkdir()
    said = faults(read_own([tmp_path], official_forms()))
    assert ["line 2: it is not UTF-8" in said[0], "larger than" in said[1], "c.toml" in said[2]] == [True] * 3
    for n in range(MOST_FILES):
        (tmp_path / f"z{n}.toml").write_text("", encoding="utf-8")
    assert f"only the first {MOST_FILES}" in " ".join(faults(read_own([tmp_path], official_forms())))


def test_folders_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    held = read_own([tmp_path / "nowhere"], official_forms())
    assert (held.forms, held.relations, held.faults) == ({}, {}, ())


@given(st.text(max_size=200) | st.sampled_from(RULES.splitlines()).map(lambda line: RULES.replace(line, "")))
def test_no_text_of_a_file_is_more_than_a_fault(text: str) -> None:
    held = compile_own((OwnFile("any.toml", text),), official_forms())
    for fault in held.faults:
        assert "any.toml" in render(fault)
    assert bool(held.faults) != bool(held.files)


@pytest.fixture
def folder(gouji_home: Path) -> Iterator[Path]:
    """The user's own folder, read anew for this test alone."""
    folder = gouji_home / "forms"
    folder.mkdir(parents=True)
    assert folder == own_folders("forms")[-1]
    cached = (own_files, known_forms, forms, local_forms)
    for each in cached:
        each.cache_clear()
    yield folder
    for each in cached:
        each.cache_clear()


def test_forms_of_the_folder_are_known_by_what_tables_they_have(folder: Path) -> None:
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    later = resource("forms", "2021.toml").read_text(encoding="utf-8")
    later = later.replace('name = "2021"', 'name = "2027"').replace("first_year = 2021", "first_year = 2027")
    (folder / "later.toml").write_text(later, encoding="utf-8")
    assert list(forms()) == ["2019", "2021", "2027"]
    assert list(local_forms()) == ["pre2019", "own"]
    assert [due.name for year in (2020, 2026, 2027) if (due := form_of_year(year))] == [
        "2019",
        "2021",
        "2021",
    ]


def test_a_form_that_replaces_another_is_due_from_its_year_on(folder: Path) -> None:
    later = resource("forms", "2021.toml").read_text(encoding="utf-8")
    later = later.replace('name = "2021"', 'name = "2027"\nreplaces = "2021"')
    later = later.replace("first_year = 2021", "first_year = 2027")
    (folder / "later.toml").write_text(later, encoding="utf-8")
    assert [due.name for year in (2020, 2026, 2027) if (due := form_of_year(year))] == [
        "2019",
        "2021",
        "2027",
    ]


def test_what_a_report_was_read_with_stands_over_the_folder(folder: Path) -> None:
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    kept = OwnFile("own.toml", OWN.replace("自定", "从前的"))
    assert known_forms()["own"].title == "自定"
    assert known_forms((kept,))["own"].title == "从前的"
    assert kept.sha256 != own_files().files["own"][0].sha256
