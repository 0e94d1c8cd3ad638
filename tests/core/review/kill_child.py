"""Reviews until it is killed: prints, line by line, what has been acknowledged.

python -m tests.core.review.kill_child decide PATH
python -m tests.core.review.kill_child save_as FOLDER
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from core.review.change import Decision, DecisionKind
from core.review.session import Session
from core.review.store import session_path
from tests.core.review.support import WRONG, one_slip

SOURCE = bytes(range(256)) * 4_000


def told(session: Session) -> None:
    """Acknowledges the last entry, as the window does when `decide` returns."""
    print(f"entry {len(session.state.entries)} {session.state.head}", flush=True)


def decide(session: Session, number: int) -> None:
    """One step: mostly decisions, now and then undo and redo."""
    if number % 5 == 3:
        session.undo()
    elif number % 5 == 4:
        session.redo()
    else:
        session.decide(Decision(DecisionKind.PROPOSAL, (), (), {WRONG: number % 1000}, f"第 {number} 次"))
    told(session)


def keep_deciding(path: Path) -> None:
    """Decides without end."""
    session = Session.open(path, "甲")
    told(session)
    for number in count():
        decide(session, number)


def keep_saving(folder: Path) -> None:
    """From the program's folder to one name and another, deciding between."""
    session = Session.start(session_path("source"), SOURCE, "a.bin", one_slip(), "甲")
    told(session)
    for number in count():
        decide(session, number)
        session.save_as(folder / f"{number % 3}.gouji")
        print(f"saved {session.path}", flush=True)


if __name__ == "__main__":
    {"decide": keep_deciding, "save_as": keep_saving}[sys.argv[1]](Path(sys.argv[2]))
