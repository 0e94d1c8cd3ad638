"""The forms that the program knows: those it brings along (resources/forms) and an office's own.

The national forms have the three tables t2, t3 and t4, and are due by year; other forms, those of a
province from before 2019 say, have tables of their own and are known by them. What a form's file holds
is told in form_file.py, the language of its relations in language.py, an office's own files in own.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from core.forms.fault import FormFault, in_file
from core.forms.form import Form
from core.forms.form_file import parse_form
from core.forms.own import Own, OwnFile, compile_own, read_own
from core.forms.relation import Relation
from core.paths import own_folders, resource

NATIONAL = ("t2", "t3", "t4")
"""The tables of every national form."""


@cache
def forms() -> dict[str, Form]:
    """The national forms by name, in the order of their years; an office's own among them."""
    return {form.name: form for form in _in_order(known_forms().values()) if is_national(form)}


@cache
def local_forms() -> dict[str, Form]:
    """The forms with tables of their own, by name, in the order of their years."""
    return {form.name: form for form in _in_order(known_forms().values()) if not is_national(form)}


@cache
def known_forms(own: tuple[OwnFile, ...] = ()) -> Mapping[str, Form]:
    """Every form by name; the `own` files that a report was read with stand over those of the folders."""
    return {**official_forms(), **own_files().forms, **compiled(own).forms}


def own_relations(own: tuple[OwnFile, ...]) -> Mapping[str, tuple[Relation, ...]]:
    """The relations that an office's own files add to forms, by the form's name."""
    return compiled(own).relations


@cache
def compiled(own: tuple[OwnFile, ...]) -> Own:
    """What files of an office's own come to beside the official forms."""
    return compile_own(own, official_forms())


@cache
def official_forms() -> dict[str, Form]:
    """The forms that the program brings along, by name."""
    paths = sorted(resource("forms").rglob("*.toml"))
    return {form.name: form for form in map(load, paths)}


@cache
def own_files() -> Own:
    """What the office's own files hold when the program first asks, and what is wrong with them."""
    return read_own(own_folders("forms"), official_forms())


def form_of_year(year: int) -> Form | None:
    """The national form that reports on a year are to be made on; None before the first form."""
    due = [form for form in forms().values() if form.covers(year)]
    due = [form for form in due if form.name in official_forms() or form.replaces]
    replaced = {form.replaces for form in due}
    return next((form for form in reversed(due) if form.name not in replaced), None)


def is_national(form: Form) -> bool:
    """Whether a form has the three national tables."""
    return all(table in form.tables for table in NATIONAL)


def load(path: Path) -> Form:
    """Reads one form; a FormFault says which line of the file breaks the rules, and how."""
    try:
        return parse_form(path.read_text(encoding="utf-8"))
    except FormFault as wrong:
        raise in_file(wrong, path.name) from wrong


def _in_order(found: Iterable[Form]) -> list[Form]:
    return sorted(found, key=lambda form: (form.first_year, form.name))
