"""A scanned report from bytes to findings, beside what the OCR engine itself takes for its pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import process_time
from typing import Any

from core.document.ocr import is_available
from core.pipeline import check
from tests.bench.timing import Figure, table


def figures() -> Iterator[Figure]:
    """One worn report; nothing where the extra is not installed. Processor time, as both use two threads."""
    if not is_available():
        return
    import pypdfium2
    from rapidocr import RapidOCR

    from core.document.picture import SCALE
    from tests.corpus.scans import make_scan

    data = make_scan("skewed", 1).data
    document = pypdfium2.PdfDocument(data)
    pages: list[Any] = [
        document[at].render(scale=SCALE).to_numpy()[:, :, :3].copy() for at in range(len(document))
    ]
    options = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 2}
    engine = RapidOCR(params=options)
    engine(pages[0][:400])
    check(data, "warm.pdf")
    theirs = _processor(lambda: [engine(page) for page in pages])
    yield Figure(
        f"Scan, {len(pages)} pages",
        _processor(lambda: check(data, "a.pdf")),
        "the engine's own way",
        theirs,
        1.3,
    )


def _processor(work: Any) -> float:
    """Milliseconds of the processor's time."""
    begin = process_time()
    work()
    return (process_time() - begin) * 1000


if __name__ == "__main__":
    found = list(figures())
    print(table(found))
    sys.exit(0 if all(figure.holds for figure in found) else 1)
