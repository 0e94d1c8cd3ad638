"""The mutants themselves: every relation has its own, each breaks the engine, and each is undone."""

from __future__ import annotations

from itertools import islice
from types import FunctionType

from core.forms.library import official_forms
from core.reconcile.evaluate import relations_of
from tests.mutation.__main__ import known
from tests.mutation.mutants import code_mutants, relation_mutants
from tests.mutation.suites import SUITES
from tests.support import make_report

MODULES = tuple(module for suite in SUITES for module in suite.modules)


def test_every_relation_is_dropped_once() -> None:
    dropped = [mutant.name for mutant in relation_mutants() if mutant.name.endswith(": dropped")]
    due = [
        f"{form.name} {relation.key}: dropped"
        for form in official_forms().values()
        for relation in (*form.relations, *form.checks)
    ]
    assert sorted(dropped) == sorted(due)


def test_a_relation_is_gone_while_it_is_dropped_and_no_longer() -> None:
    report = make_report({})
    before = relations_of(report)
    mutants = {mutant.name: mutant for mutant in relation_mutants()}
    with mutants["2019 t3.balance@legal: dropped"].broken():
        gone = {one.key for one in before} - {one.key for one in relations_of(report)}
        assert gone == {"t3.balance@legal"}
    assert relations_of(report) == before


def test_code_is_as_it_was_after_mutants() -> None:
    held = {
        function: function.__code__
        for module in MODULES
        for function in vars(module).values()
        if isinstance(function, FunctionType)
    }
    for module in MODULES:
        for mutant in islice(code_mutants(module), 0, None, 7):
            with mutant.broken():
                pass
    assert {function: function.__code__ for function in held} == held


def test_names_are_told_apart_and_the_known_ones_are_there() -> None:
    names = [mutant.name for mutant in relation_mutants()]
    names += [mutant.name for module in MODULES for mutant in code_mutants(module)]
    assert len(names) == len(set(names))
    assert set(known()) <= set(names)
