"""The command that scores the corpus: `make corpus`, or `python -m tests.corpus.scored`.

--kind TEXT    only the kinds whose name holds the text (repeatable)
--show         every cell that is not right, with what was read
--write DIR    the documents with their truth, as files that other scorers read
--accept       writes the score as the accepted one
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

from tests.corpus.scored.accepted import by_kind, changes, load, save
from tests.corpus.scored.kinds import KINDS, can_be_made, ids, make, prepare
from tests.corpus.scored.score import COLUMNS, Grade, grade

PROCESSES = 2
LISTED = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores, prints the table and what changed; 1 where a number is wrong that was given for sure."""
    asked = _arguments(arguments)
    named = [id for id in ids() if not asked.kind or any(text in id.partition("/")[0] for text in asked.kind)]
    chosen = [id for id in named if can_be_made(id)]
    if asked.write:
        prepare(chosen)
        _write(chosen, asked.write)
        return 0
    start = time.monotonic()
    prepare(chosen)
    grades = score(chosen)
    if asked.show:
        for each in grades:
            for cell, how in each.cells.items():
                print(f"{each.id} {cell} {how}: {each.read[cell]}")
    totals = by_kind({each.id: each.counts for each in grades})
    print("\n".join(table(totals)))
    lacking = f", {len(named) - len(chosen)} not made (no LibreOffice)" if len(named) > len(chosen) else ""
    print(f"{len(grades)} documents{lacking}, {time.monotonic() - start:.0f} s")
    _print_changes(grades)
    if asked.accept:
        if asked.kind:
            raise SystemExit("--accept takes the whole corpus, not some kinds")
        save(ids(), grades)
        print("accepted")
    return int(any(held["silent"] or held["recovered_wrong"] for held in totals.values()))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.scored", description=__doc__)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--accept", action="store_true", default=bool(os.environ.get("GOUJI_ACCEPT")))
    return parser.parse_args(arguments)


def score(chosen: Sequence[str]) -> list[Grade]:
    """The grades of the documents, in order, by as many processes as the corpus is meant for."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        return list(pool.map(grade, chosen, chunksize=4))


def table(totals: Mapping[str, Counter[str]]) -> list[str]:
    """The counts by kind, then by family, with the shares of right and answered."""
    families: dict[str, Counter[str]] = {}
    for kind, held in totals.items():
        for name in (KINDS[kind].family, "all"):
            families.setdefault(name, Counter()).update(held)
    heads = ["kind".ljust(32), "files".rjust(6), *(name[:10].rjust(11) for name in COLUMNS)]
    lines = ["".join([*heads, "share".rjust(8), "answered".rjust(10)])]
    for name, held in [
        *totals.items(),
        *((f"= {name}", families[name]) for name in sorted(families, reverse=True)),
    ]:
        cells = max(1, held["cells"])
        shares = f"{held['right'] / cells:8.4f}{(held['right'] + held['abstained']) / cells:10.4f}"
        counts = "".join(str(held[column]).rjust(11) for column in COLUMNS)
        lines.append(f"{name.ljust(32)}{str(held['files']).rjust(6)}{counts}{shares}")
    return lines


def _print_changes(grades: Sequence[Grade]) -> None:
    found = list(changes(grades, load()))
    for gain, word in ((True, "gained"), (False, "lost")):
        told = [said for better, said in found if better is gain]
        print(f"{word}: {len(told)}")
        for said in told[:LISTED]:
            print(f"  {said}")
        if len(told) > LISTED:
            print(f"  and {len(told) - LISTED} more")


def _write(chosen: Sequence[str], folder: Path) -> None:
    for id in chosen:
        document = make(id)
        name = f"{id.replace('/', ' ')}.{document.name.rpartition('.')[2]}"
        (folder / "truth").mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(document.data)
        said = {
            "cells": document.cells,
            "ambiguous": sorted(document.undecided),
            "violations": sorted(map(list, document.violations)),
            "year": document.year,
            "forms": {table: form for table, form in document.forms.items() if table != "t4"},
            "shape": id.partition("/")[0],
        }
        text = json.dumps(said, ensure_ascii=False, indent=1, default=_number)
        (folder / "truth" / f"{name}.json").write_text(text, encoding="utf-8")


def _number(value: object) -> float:
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return float(value)
