"""A file's bytes off the disk: no more than a report can have, but a session may be larger."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import files
from core.errors import InputError
from core.files import begins_with, read_file
from core.review.verify import verify_session
from tests.core.review.support import start


def test_a_file_too_large_is_refused_but_its_beginning_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.gouji"
    start(path).close()
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    with pytest.raises(InputError) as caught:
        read_file(path, "a.gouji")
    assert caught.value.message.id == "file.too_large"
    assert begins_with(path, "a.gouji", b"SQLite format 3\0")
    assert not begins_with(path, "a.gouji", b"PK")
    assert verify_session(path).status == "intact"


@pytest.mark.parametrize("read", [read_file, lambda path, name: begins_with(path, name, b"x")])
def test_what_is_not_there_is_told(tmp_path: Path, read: object) -> None:
    assert callable(read)
    for path, id in ((tmp_path / "none", "file.not_found"), (tmp_path, "file.is_folder")):
        with pytest.raises(InputError) as caught:
            read(path, path.name)
        assert caught.value.message.id == id
