"""User-visible strings leave the core as a message: an id and its parameters.

The sentences stand in resources/i18n/LANGUAGE/PACKAGE.toml, flat tables of "id" = "template", one
file for each package of the core. The window looks the same ids up through Qt's translation
(gui/translation.py); the command line and the exports, which run without Qt, through `render`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Union

from core.paths import resource

Parameter = Union[str, int, Decimal, "Message", tuple["Parameter", ...], None]


@dataclass(frozen=True, slots=True)
class Message:
    """The id of a sentence in the catalogue, and its parameters in the order of their names."""

    id: str
    parameters: tuple[tuple[str, Parameter], ...] = ()


def message(id: str, **parameters: Parameter) -> Message:
    """Makes a message; a parameter may itself be a message, or a tuple of them (joined by 、)."""
    return Message(id, tuple(sorted(parameters.items())))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The sentences of a language ("zh" or "en") by message id."""
    sentences: dict[str, str] = {}
    for path in sorted(resource("i18n", language).glob("*.toml")):
        sentences |= tomllib.loads(path.read_text(encoding="utf-8"))
    return sentences


def render(said: Message, language: str = "zh") -> str:
    """The sentence in full; a KeyError means that the catalogue lacks the id, which is a bug."""
    return fill(catalogue(language)[said.id], said, language)


def fill(template: str, said: Message, language: str) -> str:
    """The template with the parameters of the message set in, in the manner of the language."""
    return template.format_map({name: show(value, language) for name, value in said.parameters})


def show(value: Parameter, language: str) -> str:
    """A parameter as text: numbers with separators of thousands, a missing number as a blank."""
    if value is None:
        return render(Message("value.blank"), language)
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(show(part, language) for part in value)
    if isinstance(value, str):
        return value
    return f"{value:,}"
