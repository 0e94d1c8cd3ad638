"""An office's own forms and rules: TOML files in folders of their own, read when the program starts.

A file of rules adds relations to a form that is there:

    extends = "2021"              # or several: ["2019", "2021"]
    [[relations]]                 # see language.py; the rule's id begins with own.
    table = "t3"
    rule = "own.less_than_last_year"
    …

Any other file is a form (form_file.py). A file that breaks the rules is passed over whole and told of,
with its line; the others count. What a report was read with goes with it (Report.own), so that its
session is the same wherever and whenever it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.errors import GoujiError
from core.files import read_file
from core.forms.entries import entries, place_fault, read_toml
from core.forms.fault import FormFault, in_file
from core.forms.form import Form
from core.forms.form_file import parse_form, unlike
from core.forms.language import MOST_TERMS, compile_relation, need, word
from core.forms.relation import Relation
from core.messages import Message, message

MOST_BYTES = 65_536
"""How large a file may be: the largest of the official ones is a fifth of it."""

MOST_FILES = 100
PREFIX = "own."
"""What the ids of an office's own rules begin with."""

_KEYS = ("extends", "relations")


@dataclass(frozen=True)
class OwnFile:
    """A file of an office's own: its name and its text."""

    name: str
    text: str

    @cached_property
    def sha256(self) -> str:
        """That of its text as UTF-8."""
        return sha256(self.text.encode("utf-8", errors="surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Own:
    """What files hold: forms by name, relations by the form they are added to; `faults` tell of the others.

    `files` are those without fault, by the name of each form and of each form extended.
    """

    forms: Mapping[str, Form] = field(default_factory=dict)
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[OwnFile, ...]] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()

    def files_for(self, names: Iterable[str | None]) -> tuple[OwnFile, ...]:
        """The files behind the forms of these names, each once, in the order in which they were read."""
        wanted = {file for name in names if name for file in self.files.get(name, ())}
        return tuple(
            file for file in dict.fromkeys(f for held in self.files.values() for f in held) if file in wanted
        )


def read_own(folders: Sequence[Path], official: Mapping[str, Form]) -> Own:
    """What the folders hold, in the order given and by file name; folders that are not there hold nothing."""
    files: list[OwnFile] = []
    faults: list[Message] = []
    for folder in folders:
        try:
            paths = sorted(folder.glob("*.toml"))
        except OSError as error:
            faults.append(message("forms.folder", folder=str(folder), reason=error.strerror or str(error)))
            continue
        if len(paths) > MOST_FILES:
            faults.append(message("forms.files", folder=str(folder), most=MOST_FILES))
        for path in paths[:MOST_FILES]:
            try:
                files.append(_read(path))
            except GoujiError as error:
                faults.append(error.message)
            except FormFault as wrong:
                faults.append(in_file(wrong, path.name).message)
    held = compile_own(tuple(files), official)
    return Own(held.forms, held.relations, held.files, (*faults, *held.faults))


def _read(path: Path) -> OwnFile:
    data = read_file(path, path.name)
    if len(data) > MOST_BYTES:
        raise FormFault(message("forms.too_large", most=MOST_BYTES // 1024))
    try:
        return OwnFile(path.name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormFault(message("forms.no_utf8"), line=line) from error


def compile_own(files: Sequence[OwnFile], official: Mapping[str, Form]) -> Own:
    """What the files come to beside the official forms; rules may extend forms of the same files."""
    forms: dict[str, Form] = {}
    relations: dict[str, tuple[Relation, ...]] = {}
    behind: dict[str, tuple[OwnFile, ...]] = {}
    faults: list[Message] = []
    said: dict[OwnFile, Mapping[str, Any]] = {}
    for file in files:
        try:
            if len(file.text) > MOST_BYTES:
                raise FormFault(message("forms.too_large", most=MOST_BYTES // 1024))
            said[file] = read_toml(file.text)
            if "extends" not in said[file]:
                form = _form(file, {**official, **forms})
                forms[form.name] = form
                behind[form.name] = (file,)
        except FormFault as wrong:
            faults.append(in_file(wrong, file.name).message)
    for file, entry in said.items():
        if "extends" in entry:
            try:
                added = _rules(file.text, entry, {**official, **forms}, relations)
            except FormFault as wrong:
                faults.append(in_file(wrong, file.name).message)
                continue
            for name, more in added.items():
                relations[name] = (*relations.get(name, ()), *more)
                behind[name] = (*behind.get(name, ()), file)
    return Own(forms, relations, behind, tuple(faults))


def _form(file: OwnFile, taken: Mapping[str, Form]) -> Form:
    form = parse_form(file.text)
    with place_fault(file.text):
        if sum(len(relation.cells) for relation in (*form.relations, *form.checks)) > MOST_TERMS:
            raise FormFault(message("forms.too_long", most=MOST_TERMS), "name")
        if form.name in taken:
            raise FormFault(message("forms.name_taken", name=form.name), "name")
        if form.replaces and form.replaces not in taken:
            raise FormFault(message("forms.no_form", name=form.replaces), "replaces")
    return form


def _rules(
    text: str,
    said: Mapping[str, Any],
    forms: Mapping[str, Form],
    before: Mapping[str, tuple[Relation, ...]],
) -> dict[str, tuple[Relation, ...]]:
    """The relations of a file of rules by the form they are added to."""
    with place_fault(text):
        if unknown := [key for key in said if key not in _KEYS]:
            known = ", ".join(_KEYS)
            raise FormFault(message("forms.unknown_key", word=unknown[0], known=known), unknown[0])
        names = _extended(said, forms)
        rules = entries(said, "relations")
        if not rules:
            raise FormFault(message("forms.not_said", key="relations"), "relations")
    added: dict[str, tuple[Relation, ...]] = {}
    for name in names:
        for at, rule in enumerate(rules):
            with place_fault(text, "relations", at):
                held = (*before.get(name, ()), *added.get(name, ()))
                added[name] = (*added.get(name, ()), *unlike(held, _compiled(rule, forms[name])))
                if sum(len(relation.cells) for relation in added[name]) > MOST_TERMS:
                    raise FormFault(message("forms.too_long", most=MOST_TERMS), "rule")
    return added


def _extended(said: Mapping[str, Any], forms: Mapping[str, Form]) -> list[str]:
    held = said["extends"]
    names = held if isinstance(held, list) else [held]
    for name in names:
        if name not in forms:
            raise FormFault(message("forms.no_form", name=str(name)), "extends")
    return list(dict.fromkeys(names))


def _compiled(rule: Mapping[str, Any], form: Form) -> tuple[Relation, ...]:
    if not word(rule, "rule").startswith(PREFIX):
        raise FormFault(message("forms.not_own", rule=rule["rule"], prefix=PREFIX), "rule")
    table = need(rule, "table")
    if table not in form.tables:
        raise FormFault(message("forms.no_table", form=form.name, table=str(table)), "table")
    return compile_relation(rule, form.tables[table], form.tables)
