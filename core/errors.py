"""The two kinds of failure that are not bugs; anything else that is raised is one."""

from __future__ import annotations

from core.messages import Message


class GoujiError(Exception):
    """A failure that is told to the reader as a message: what happened, why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[type[GoujiError], tuple[Message]]:
        return type(self), (self.message,)


class InputError(GoujiError):
    """The file at hand cannot be read or does not fit: the reader's file is at fault."""


class EnvironmentFault(GoujiError):
    """The machine refuses: a full disk, a locked file, a missing permission, a worker that died."""
