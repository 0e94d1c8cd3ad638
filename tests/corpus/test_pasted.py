"""Reports pasted, quoted and mixed with other text: nothing in them is wrong in silence."""

from __future__ import annotations

import os
import random
from itertools import product

import pytest

from core.forms.library import forms
from core.pipeline import check
from tests.corpus.generate import in_unit, random_values
from tests.corpus.grading import grade
from tests.corpus.pasted import PASTED

SEEDS = int(os.environ.get("GOUJI_FUZZ", "1"))


@pytest.mark.parametrize("style", PASTED)
def test_nothing_is_wrong_in_silence(style: str) -> None:
    for name, blanks, seed in product(forms(), (0.0, 0.2, 0.7), range(SEEDS)):
        rng, form = random.Random(f"{style} {name} {blanks} {seed}"), forms()[name]
        values = random_values(form, rng, blanks=blanks)
        text = "\n".join(PASTED[style](form, values, rng))
        truth = {cell: in_unit(form, cell, value) for cell, value in values.items()}
        each = grade(check(text.encode(), "a.txt"), truth)
        assert each["silent"] == each["recovered_wrong"] == 0, (name, blanks, seed, each.wrong)
