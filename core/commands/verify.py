"""`gouji verify`: whether the audit trail of a session or workbook is intact."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from core.export.verify import verify_workbook
from core.files import begins_with
from core.messages import render
from core.neighbours import SESSION
from core.review.verify import verify_session
from core.terminal import DONE, FAILED, FINDINGS, attempt, complain, printable

VERDICTS = {"intact": DONE, "broken": FINDINGS, "unreadable": FAILED}


def verify(chosen: argparse.Namespace) -> int:
    """Verifies the audit trail of a session or workbook."""
    return attempt(chosen.file, chosen.language, partial(verify_file, chosen))


def verify_file(chosen: argparse.Namespace) -> int:
    """As `verify`; a GoujiError where the file cannot be read."""
    path = Path(chosen.file)
    is_session = begins_with(path, chosen.file, SESSION)
    verdict = (verify_session if is_session else verify_workbook)(path, chosen.head)
    if verdict.status == "unreadable":
        complain(verdict.message, chosen.language)
    else:
        print(printable(render(verdict.message, chosen.language)))
    return VERDICTS[verdict.status]
