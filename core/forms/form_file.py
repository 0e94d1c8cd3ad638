"""Reads a form's file: TOML, one file a form.

name = "2021"; title = …; notice = …; first_year = 2021; last_year = 2022 (left out: still in force)
replaces = "2019"     # of an office's own form: the form that is not due any more from first_year on

[[tables]]
id = "t3"; title = …; name = … (short, for messages; left out: the title); aliases = […]
heads = […]           # words that stand only above this table, to find it by where its title is not
columns = [{id = "natural", label = "自然人", kind = "count", unit = "件", name = …, aliases = […]}, …]
rows = [{id = "new", label = …, name = …, short = …, aliases = […], columns = […] (left out: all)}, …]
sheet = '''…'''       # the printed sheet, see sheet.py
[[tables.relations]]  # see language.py
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from core.forms.entries import entries, place_fault, read_toml
from core.forms.fault import FormFault
from core.forms.form import Column, Form, Kind, Row, Table
from core.forms.language import compile_relation, need, word, words
from core.forms.relation import Relation
from core.forms.sheet import parse_sheet
from core.messages import message

MOST_CELLS = 1000
"""How many cells the tables of a form have at most."""


_PLAIN = re.compile(r"(?!(?:last|prose|one)\Z)[A-Za-z]\w{0,39}", re.ASCII)
_DOTTED = re.compile(r"[A-Za-z]\w{0,39}(?:\.\w{1,40}){0,3}", re.ASCII)
"""The ids of rows may hold dots; those of tables and columns are words, and none that relations use."""


def parse_form(text: str) -> Form:
    """The form that a file's text holds; a FormFault says which line breaks the rules, and how."""
    said = read_toml(text)
    tables: dict[str, Table] = {}
    for at, entry in enumerate(entries(said, "tables")):
        with place_fault(text, "tables", at):
            table = _table(entry)
            if table.id in tables:
                raise FormFault(message("forms.twice", name=table.id), "id")
            tables[table.id] = table
    if not tables:
        raise FormFault(message("forms.not_said", key="tables"), "tables")
    if sum(len(table.cells) for table in tables.values()) > MOST_CELLS:
        raise FormFault(message("forms.too_many", most=MOST_CELLS), "tables")
    relations = _relations(text, said, tables)
    with place_fault(text):
        return _form(said, tables, relations)


def _form(said: Mapping[str, Any], tables: Mapping[str, Table], relations: Sequence[Relation]) -> Form:
    near = tuple(relation for relation in relations if keeps_to_its_table(relation))
    far = tuple(relation for relation in relations if not keeps_to_its_table(relation))
    last = _year(said, "last_year") if "last_year" in said else None
    replaces = word(said, "replaces") if "replaces" in said else ""
    name, title, notice = (word(said, key) for key in ("name", "title", "notice"))
    return Form(name, title, notice, _year(said, "first_year"), last, tables, near, far, replaces)


def keeps_to_its_table(relation: Relation) -> bool:
    """Whether a relation speaks of cells of its own table alone."""
    return all(cell.startswith(f"{relation.table}.") for cell in relation.cells)


def _year(said: Mapping[str, Any], key: str) -> int:
    year = need(said, key)
    if type(year) is not int or not 1900 <= year <= 2200:
        raise FormFault(message("forms.no_year", key=key), key)
    return year


def _relations(text: str, said: Mapping[str, Any], tables: Mapping[str, Table]) -> list[Relation]:
    found: list[Relation] = []
    at = 0
    for table, entry in zip(tables.values(), entries(said, "tables"), strict=True):
        for relation in entries(entry, "relations"):
            with place_fault(text, "tables.relations", at):
                found += unlike(found, compile_relation(relation, table, tables))
            at += 1
    return found


def unlike(found: Sequence[Relation], more: Sequence[Relation]) -> Sequence[Relation]:
    """The relations to add; a FormFault where one is there already by its name (rule@place)."""
    if again := {relation.key for relation in found} & {relation.key for relation in more}:
        raise FormFault(message("forms.twice", name=min(again)), "rule")
    return more


def _table(said: Mapping[str, Any]) -> Table:
    columns = {column.id: column for column in map(_column, entries(said, "columns"))}
    rows = {row.id: row for row in (_row(entry, columns) for entry in entries(said, "rows"))}
    id, title = _id(said), word(said, "title")
    if not rows or not columns:
        raise FormFault(message("forms.not_said", key="columns" if rows else "rows"), "id")
    sheet = parse_sheet(id, word(said, "sheet"), rows)
    name = word(said, "name") if "name" in said else title
    aliases, heads = words(said, "aliases", ()), words(said, "heads", ())
    table = Table(id, title, columns, rows, sheet, aliases, name, heads)
    _check_sheet(table)
    return replace(table, rows={row.id: _with_unit(row, table) for row in rows.values()})


def _with_unit(row: Row, table: Table) -> Row:
    """A row that may be printed with the unit after its label, where the sheet has it there."""
    unit = table.units.get(row.id)
    labels = [row.label, *row.aliases]
    return replace(row, aliases=(*row.aliases, *(label + unit for label in labels))) if unit else row


def _id(said: Mapping[str, Any], pattern: re.Pattern[str] = _PLAIN) -> str:
    id = word(said, "id")
    if not pattern.fullmatch(id):
        raise FormFault(message("forms.bad_id", name=id), id)
    return id


def _column(said: Mapping[str, Any]) -> Column:
    id, label, kind = _id(said), word(said, "label"), word(said, "kind")
    if kind not in get_args(Kind):
        known = ", ".join(get_args(Kind))
        raise FormFault(message("forms.none_of", key="kind", said=kind, known=known), id)
    name = word(said, "name") if "name" in said else label
    return Column(id, label, _kind(kind), word(said, "unit"), words(said, "aliases", ()), name)


def _kind(said: str) -> Kind:
    return "count" if said == "count" else "change" if said == "change" else "amount"


def _row(said: Mapping[str, Any], columns: Mapping[str, Column]) -> Row:
    id, label = _id(said, _DOTTED), word(said, "label")
    own = words(said, "columns", columns)
    if unknown := [column for column in own if column not in columns]:
        raise FormFault(message("forms.no_column", row=id, column=unknown[0]), id)
    name = word(said, "name") if "name" in said else label
    short = word(said, "short") if "short" in said else name
    return Row(id, label, own, words(said, "aliases", ()), name, short)


def _check_sheet(table: Table) -> None:
    printed = Counter(cell.cell for cell in table.sheet if cell.cell)
    printed += Counter(cell.row_id for cell in table.sheet if cell.row_id)
    for wanted in (*table.cells, *table.rows):
        if printed[wanted] != 1:
            times = message("forms.sheet_times", table=table.id, name=wanted, times=printed[wanted])
            raise FormFault(times, "sheet")
