"""The checks of the text itself on real reports: what a careful reader would raise, and nothing else."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from core.pipeline import check

TRUTH = tomllib.loads(Path(__file__).with_name("text_truth.toml").read_text(encoding="utf-8"))
RULES = {"form.section", "text.fee", "text.intrusion", "text.year", "text.agency", "text.list", "t2.scale"}


def raised(path: Path) -> Counter[tuple[str, str, int]]:
    """Each finding of these rules: its rule, severity and number of places."""
    findings = check(path.read_bytes(), path.name).reconciliation.findings
    return Counter((one.rule, one.severity, len(one.locations)) for one in findings if one.rule in RULES)


@pytest.mark.parametrize("folder", ["seeds", "corpus"])
def test_real_reports_raise_what_a_careful_reader_would(shared: Path, folder: str) -> None:
    files = sorted(path for path in (shared / folder).iterdir() if path.is_file())
    assert {said["file"] for said in TRUTH[folder]} <= {path.name for path in files}
    for path in files:
        due = Counter(
            (said["rule"], said["severity"], said["places"])
            for said in TRUTH[folder]
            if said["file"] == path.name
        )
        assert raised(path) == due, path.name
