"""What the tests of the command line share: commands run in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core import cli
from core.document.ocr import Told, untold
from core.extract.report import Cell, Report
from core.pipeline import Checked, check
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.repair.repaired import repaired


class InProcess:
    """A stand-in for the worker that checks in this process, which is quicker."""

    def start(self) -> None: ...

    def close(self) -> None: ...

    def check(self, data: bytes, name: str, told: Told = untold) -> Checked:
        return check(data, name, told)

    def repair(self, cells: Mapping[str, Cell], report: Report, beside: Beside = NOTHING) -> Reconciliation:
        return repaired(reconcile(cells, report, beside), cells, report, beside)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> type[InProcess]:
    monkeypatch.setattr("core.worker.Worker", InProcess)
    return InProcess


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(worker: type[InProcess], capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: its status, standard output and standard error."""

    def go(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return go
