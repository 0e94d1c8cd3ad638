"""A part of the scored corpus, held to the score last accepted; the whole of it is `make corpus`."""

from __future__ import annotations

import os

import pytest

from tests.corpus.scored.accepted import FAULTS, changes, load
from tests.corpus.scored.kinds import KINDS, ids, make
from tests.corpus.scored.score import grade

DOCUMENTS = 4
"""How many documents of each kind are read here."""


def test_score_is_not_being_accepted() -> None:
    assert not os.environ.get("GOUJI_ACCEPT"), "GOUJI_ACCEPT is on: the score is whatever comes out"


def test_accepted_score_is_of_this_corpus() -> None:
    assert list(load().counts) == ids()
    assert len(ids()) >= 500


def test_documents_are_the_same_each_time() -> None:
    for kind in ("bars by line", "run together, stray spaces", "ruled PDF", "legacy Word"):
        assert make(f"{kind}/01") == make(f"{kind}/01")


@pytest.mark.parametrize("kind", [kind for kind, held in KINDS.items() if not held.office])
def test_kind_is_read_no_worse_than_accepted(kind: str) -> None:
    accepted = load()
    grades = [grade(f"{kind}/{number:02}") for number in range(DOCUMENTS)]
    wrong = [f"{g.id} {c}: {g.read[c]}" for g in grades for c, how in g.cells.items() if how in FAULTS]
    assert not wrong
    lost = [said for gain, said in changes(grades, accepted) if not gain]
    gained = [said for gain, said in changes(grades, accepted) if gain]
    assert len(lost) <= len(gained), "\n".join(lost)
