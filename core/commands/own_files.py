"""What every command says first: which files of the office's own are not used."""

from __future__ import annotations

from core.forms.library import own_files
from core.terminal import complain


def complain_of_own_files(language: str) -> None:
    """Says which files of the office's own forms and rules are not used, and why."""
    for fault in own_files().faults:
        complain(fault, language)
