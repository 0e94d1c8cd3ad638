"""What the command line accepts, described and refused in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from core.messages import Message, message, render
from core.version import program_version

LANGUAGES = ("zh", "en")
EXPORTS = ("review", "publication", "returns", "tables")
"""What can be exported (core.export.kinds, which starting up does not load)."""
REFUSALS = (
    (r"the following arguments are required: (?P<what>.+)", "cli.usage.required"),
    (r"unrecognized arguments: (?P<what>.+)", "cli.usage.unknown"),
    (r"argument (?P<what>.+?): expected .+", "cli.usage.no_value"),
    (r"(?P<what>one file)", "cli.usage.one_file"),
    (r"argument .+?: invalid choice: (?P<what>.+) \(choose from .+\)", "cli.usage.choice"),
)
"""How argparse words what it refuses, and the sentence for it."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as `command`, its fields and `language`; SystemExit(2) says in a line if they are off."""
    parser = _parser(find_language(arguments))
    chosen = parser.parse_args(arguments)
    beside = getattr(chosen, "last_year", None) or getattr(chosen, "other_form", None)
    if beside and len(getattr(chosen, "files", ())) > 1:
        parser.error("one file")
    return chosen


def find_language(arguments: Sequence[str]) -> str:
    """The language asked for, also where the rest of the arguments is off; Chinese if none is."""
    for language in LANGUAGES:
        if f"--language={language}" in arguments or ("--language", language) in pairwise(arguments):
            return language
    return LANGUAGES[0]


class _Parser(argparse.ArgumentParser):
    """A parser that speaks one language, in its help and when it refuses."""

    language = LANGUAGES[0]

    def say(self, id: str) -> str:
        return render(Message(id), self.language)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("cli.usage_label"), 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, refusal(message, self.prog.partition(" ")[0], self.language) + "\n")


class _Version(argparse.Action):
    """Prints the version and ends; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(program_version())
        parser.exit()


def refusal(said: str, program: str, language: str) -> str:
    """The line for what argparse refused."""
    reason: str | Message = said
    for pattern, id in REFUSALS:
        if found := re.fullmatch(pattern, said):
            reason = message(id, what=found["what"])
    line = message("cli.usage", reason=reason, program=program)
    return " ".join(render(line, language).split())


def _parser(language: str) -> _Parser:
    made = type("_Speaking", (_Parser,), {"language": language})
    parser: _Parser = made(prog="gouji", add_help=False, allow_abbrev=False)
    parser.description = parser.say("cli.about")
    options = _options(parser)
    options.add_argument("--version", action=_Version, nargs=0, help=parser.say("cli.help.version"))
    options.add_argument(
        "--self-test", nargs=2, metavar=("REPORTS", "OUT"), help=parser.say("cli.help.self_test")
    )
    parser.set_defaults(command="open", files=[])
    commands = parser.add_subparsers(title=parser.say("cli.commands"), metavar="COMMAND")

    def command(name: str) -> argparse._ArgumentGroup:
        said = parser.say(f"cli.help.{name}")
        child = commands.add_parser(name, help=said, description=said, add_help=False, allow_abbrev=False)
        child.set_defaults(command=name)
        arguments = child.add_argument_group(parser.say("cli.arguments"))
        _options(child)
        return arguments

    def add(group: argparse._ArgumentGroup, flag: str, id: str, **rest: object) -> None:
        group.add_argument(flag, help=parser.say(f"cli.help.{id}"), **rest)  # type: ignore[arg-type]

    opened = command("open")
    add(opened, "files", "open.files", nargs="*", metavar="FILE")
    checked = command("check")
    add(checked, "files", "check.files", nargs="+", metavar="FILE")
    add(checked, "--json", "check.json", action="store_true")
    _beside(checked, parser)
    exported = command("export")
    add(exported, "file", "export.file", metavar="FILE")
    exported.add_argument(
        "-o", "--output", metavar="OUT", required=True, help=parser.say("cli.help.export.output")
    )
    exported.add_argument(
        "--kind",
        choices=EXPORTS,
        default=EXPORTS[0],
        metavar="KIND",
        help=parser.say("cli.help.export.kind"),
    )
    add(exported, "--corrections", "export.corrections", metavar="CSV")
    add(exported, "--reviewer", "export.reviewer", metavar="NAME")
    add(exported, "--fresh", "export.fresh", action="store_true")
    _beside(exported, parser)
    signed = command("sign")
    add(signed, "file", "export.file", metavar="FILE")
    add(signed, "--opinion", "sign.opinion", metavar="TEXT", default="")
    add(signed, "--accept-open", "sign.accept_open", action="store_true")
    add(signed, "--reviewer", "export.reviewer", metavar="NAME")
    revised = command("revise")
    add(revised, "file", "export.file", metavar="FILE")
    add(revised, "next", "revise.next", metavar="NEXT")
    add(revised, "--reviewer", "export.reviewer", metavar="NAME")
    verified = command("verify")
    add(verified, "file", "verify.file", metavar="FILE")
    add(verified, "--head", "verify.head", metavar="HASH")
    return parser


def _beside(group: argparse._ArgumentGroup, parser: _Parser) -> None:
    """The files to lay beside a report."""
    group.add_argument("--last-year", metavar="FILE", help=parser.say("cli.help.last_year"))
    group.add_argument("--other-form", metavar="FILE", help=parser.say("cli.help.other_form"))


def _options(parser: _Parser) -> argparse._ArgumentGroup:
    """The group of options that every command has: help and language."""
    group = parser.add_argument_group(parser.say("cli.options"))
    group.add_argument("-h", "--help", action="help", help=parser.say("cli.help.help"))
    group.add_argument(
        "--language",
        choices=LANGUAGES,
        default=parser.language,
        metavar="LANGUAGE",
        help=parser.say("cli.help.language"),
    )
    return group
