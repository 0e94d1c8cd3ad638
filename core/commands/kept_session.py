"""The session that a command goes on with: the one named, or the one kept about the report named."""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

from core.errors import InputError
from core.files import begins_with, read_file
from core.messages import message
from core.neighbours import SESSION
from core.review.kept import find_session
from core.review.session import Session
from core.review.store import current_user


def kept_session(chosen: argparse.Namespace) -> Session:
    """Opens it; InputError where no review of the report was begun."""
    path, who = Path(chosen.file), chosen.reviewer or current_user()
    if begins_with(path, chosen.file, SESSION):
        return Session.open(path, who)
    kept = find_session(sha256(read_file(path, chosen.file)).hexdigest())
    if kept is None:
        raise InputError(message("cli.no_session", name=chosen.file))
    return Session.open(kept, who)
