"""A session that is open while a test runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.review.session import Session
from tests.core.review.support import SOURCE, one_slip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.start(tmp_path / "a.gouji", SOURCE, "年度报告.txt", one_slip(), "甲")
    yield opened
    opened.close()
