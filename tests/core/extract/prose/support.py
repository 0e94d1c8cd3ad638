"""Short ways to say what a paragraph of prose must be read as."""

from __future__ import annotations

from core.document.open import read_document
from core.extract.prose.model import Claim, Prose, Sum
from core.extract.prose.read import read_prose
from core.forms.library import forms


def prose_of(text: str, form: str = "2021", agency: str = "东山市", year: int = 2022) -> Prose:
    """The prose of a text without tables, as a report on a form has it."""
    document = read_document(text.encode(), "正文.txt")
    return read_prose(document, [], forms()[form].tables, year, agency)


def named(terms: Sum) -> str:
    """A sum by its cells; of many, the first and the last."""
    signs = [("-" if term.coefficient < 0 else "+") + term.cell for term in terms]
    said = signs if len(signs) <= 6 else [signs[0], "...", signs[-1]]
    return " ".join(said).removeprefix("+")


def claims_of(prose: Prose, rule: str = "prose.figure") -> dict[str, Claim]:
    """The claims of a rule by what is printed of the figure they are about."""
    raw = {figure.id: figure.raw for figure in prose.figures}
    return {raw[claim.figure]: claim for claim in prose.claims if claim.rule == rule}


def meanings(text: str, form: str = "2021", agency: str = "东山市") -> dict[str, str]:
    """What each figure of a text means: the first sum it may be; a ? behind what is in doubt."""
    year = 2022 if form == "2021" else 2020
    claims = claims_of(prose_of(text, form, agency, year))
    return {raw: named(claim.alternatives[0]) + ("?" if claim.doubt else "") for raw, claim in claims.items()}
