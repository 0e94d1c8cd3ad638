"""What is wrong with a file of forms or rules: which file, which line, and why."""

from __future__ import annotations

from core.messages import Message, Parameter, message, render


class FormFault(ValueError):
    """A file of forms or rules breaks the language's rules.

    `key` is the word of the file at fault, by which its line is found; `line` counts from 1.
    """

    def __init__(self, said: Message, key: str = "", *, line: int | None = None) -> None:
        """Of the reason alone."""
        super().__init__(render(said, "en"))
        self.message = said
        self.key = key
        self.line = line


def in_file(wrong: FormFault, name: str) -> FormFault:
    """The fault with the file's name before the reason, and the line where it is known."""
    where: dict[str, Parameter] = {"file": name, "reason": wrong.message}
    if wrong.line is None:
        return FormFault(message("forms.in_file", **where), wrong.key)
    return FormFault(message("forms.in_line", line=wrong.line, **where), wrong.key, line=wrong.line)
