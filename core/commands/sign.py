"""`gouji sign`: signs the next stage of a review."""

from __future__ import annotations

import argparse
from contextlib import closing
from functools import partial

from core.commands.kept_session import kept_session
from core.errors import InputError
from core.messages import message, render
from core.review.sent import is_open
from core.terminal import DONE, FINDINGS, attempt, printable


def sign(chosen: argparse.Namespace) -> int:
    """Signs the next stage of a review; what is open must be accepted as it stands."""
    return attempt(chosen.file, chosen.language, partial(sign_file, chosen))


def sign_file(chosen: argparse.Namespace) -> int:
    """As `sign`; a GoujiError where it cannot be done."""
    with closing(kept_session(chosen)) as session:
        stages = session.state.stages
        if stages.standing == len(stages.all):
            raise InputError(message("cli.sign.done", name=chosen.file))
        stage = stages.all[stages.standing].name
        left = [item.finding for item in session.state.items if is_open(item)]
        if left and not chosen.accept_open:
            for finding in left:
                print(printable(render(finding.message, chosen.language)))
            print(render(message("cli.sign.open", stage=stage, count=len(left)), chosen.language))
            return FINDINGS
        session.sign(stages.standing + 1, chosen.opinion, {finding.key for finding in left})
        state = session.state
    who, count = state.entries[-1].who, len(state.entries)
    said = message("cli.sign.signed", stage=stage, who=who, entries=count, head=state.head)
    print(printable(render(said, chosen.language)))
    return DONE
