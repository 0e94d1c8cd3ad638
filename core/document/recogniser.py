"""The OCR engine: finds lines of text in a picture and reads them, with what else each figure may be.

It runs the models that the package rapidocr brings along, on onnxruntime, and none of that package's own
code: nothing is ever fetched. All of it is the optional extra `gouji[ocr]` (see core.document.ocr).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]
PixelBox = tuple[int, int, int, int]

NUMERALS = "0123456789.,-/"
"""What a plain figure, or a mark for none, is written with."""

_HEIGHT = 48  # of a line of text as the model wants it
_STEP = 32
_WIDEST = 2400
_BATCH = 2560  # pixels of width read at once: keeps the memory of a batch low
_UNLIKELY = 0.01
_RIVALS = 4
_THREADS = 2  # however many cores there are: each takes of the memory that the process may use

cv2.setNumThreads(_THREADS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as read: its characters, how sure each is (0 to 1), and where its middle stands (0 to 1)."""

    text: str
    certainties: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def certainty(self) -> float:
        """How sure the least sure character is; 0 where nothing was read."""
        return min(self.certainties, default=0.0)


@dataclass(frozen=True, slots=True)
class LineReading:
    """A line read freely, and read as a figure (were it numerals alone), with other figures it may be."""

    free: Reading
    figure: Reading
    others: tuple[str, ...]


@cache
def engine() -> Engine:
    """The engine of this process, loaded when first needed."""
    return Engine()


class Engine:
    """The two models, and the alphabet of the second; ImportError where they are not installed."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("rapidocr")
        if spec is None or not spec.submodule_search_locations:
            raise ImportError("rapidocr")
        folder = Path(spec.submodule_search_locations[0], "models")
        onnxruntime.disable_telemetry_events()
        self._finder = _session(min(folder.glob("*_det_*.onnx")))
        self._reader = _session(min(folder.glob("*_rec_*.onnx")))
        known = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ("", *known, " ")  # the first stands for no character
        self._numerals = [0, *(self._alphabet.index(character) for character in NUMERALS)]

    def find(self, picture: Grey) -> list[PixelBox]:
        """The boxes of the lines of text in a picture set upright, in its pixels."""
        height, width = (-(-side // _STEP) * _STEP for side in picture.shape)
        padded = np.full((height, width), 255, np.uint8)
        padded[: picture.shape[0], : picture.shape[1]] = picture
        chances = self._finder.run(None, {self._finder.get_inputs()[0].name: _as_input(padded)[None]})[0][
            0, 0
        ]
        seen = cv2.dilate((chances > 0.3).astype(np.uint8), np.ones((2, 2), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(seen, connectivity=8)
        sure = np.bincount(labels.ravel(), chances.ravel(), count) / np.maximum(stats[:, 4], 1)
        return [_grown(stats[at], picture.shape) for at in range(1, count) if sure[at] > 0.4]

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        """What pictures of single lines say, in their order."""
        shaped = [_as_line(line) for line in lines]
        order = sorted(range(len(shaped)), key=lambda at: shaped[at].shape[2])
        read: dict[int, LineReading] = {}
        for batch in _batches(order, [line.shape[2] for line in shaped]):
            width = max(shaped[at].shape[2] for at in batch)
            held = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
            for number, at in enumerate(batch):
                held[number, :, :, : shaped[at].shape[2]] = shaped[at]
            chances = self._reader.run(None, {self._reader.get_inputs()[0].name: held})[0]
            for number, at in enumerate(batch):
                read[at] = self._line(chances[number], width / shaped[at].shape[2])
        return [read[at] for at in range(len(lines))]

    def _line(self, chances: Floats, stretch: float) -> LineReading:
        numerals = chances[:, self._numerals]
        numerals = numerals / numerals.sum(axis=1, keepdims=True)
        figure = _path(numerals, ("", *NUMERALS), stretch)
        return LineReading(_path(chances, self._alphabet, stretch), figure, tuple(_others(numerals)))


def _path(chances: Floats, alphabet: Sequence[str], stretch: float) -> Reading:
    """The likeliest character of every step, with repeats and steps without any taken together."""
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    peaks = list(_peaks(best, sure))
    return Reading(
        "".join(alphabet[best[at]] for at in peaks),
        tuple(float(sure[at]) for at in peaks),
        tuple(min(1.0, (at + 0.5) / len(best) * stretch) for at in peaks),
    )


def _others(chances: Floats) -> Iterator[str]:
    """The figure with one numeral taken for the next likely one, or left out, the likeliest first."""
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    peaks = list(_peaks(best, sure))
    shown = ("", *NUMERALS)
    rivals = sorted(
        (
            (float(chances[at, rival]), number, rival)
            for number, at in enumerate(peaks)
            for rival in range(len(shown))
            if rival != best[at] and chances[at, rival] > _UNLIKELY
        ),
        reverse=True,
    )
    for _, changed, rival in rivals[:_RIVALS]:
        yield "".join(shown[rival if number == changed else best[at]] for number, at in enumerate(peaks))


def _peaks(best: NDArray[np.int64], sure: Floats) -> Iterator[int]:
    """The surest step of each stretch of steps that show one character."""
    start = 0
    for at in range(1, len(best) + 1):
        if at == len(best) or best[at] != best[start]:
            if best[start]:
                yield start + int(sure[start:at].argmax())
            start = at


def _session(model: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _as_input(picture: Grey) -> Floats:
    """The picture as the models want it: three equal colours, from -1 to 1."""
    plain = picture.astype(np.float32) / 127.5 - 1
    return np.broadcast_to(plain, (3, *plain.shape))


def _as_line(line: Grey) -> Floats:
    """A line at the height that the model wants, its width a multiple of a step."""
    height, width = line.shape
    scaled_width = max(1, min(_WIDEST, round(width * _HEIGHT / height)))
    way = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
    scaled = cv2.resize(line, (scaled_width, _HEIGHT), interpolation=way).astype(np.uint8)
    shown = np.zeros((3, _HEIGHT, -(-scaled_width // _STEP) * _STEP), np.float32)
    shown[:, :, :scaled_width] = _as_input(scaled)
    return shown


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """The lines, narrowest first, in batches of one width (nearly) and no more than so many pixels."""
    batch: list[int] = []
    for at in order:
        full = (len(batch) + 1) * widths[at] > _BATCH
        if batch and (full or widths[at] > 1.25 * widths[batch[0]]):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _grown(stats: NDArray[np.int32], shape: tuple[int, ...]) -> PixelBox:
    """The box around a line of which the model marks only the core."""
    x, y, width, height = (int(stats[at]) for at in range(4))
    by = round(1.6 * width * height / (2 * (width + height)))
    return max(0, x - by), max(0, y - by), min(shape[1], x + width + by), min(shape[0], y + height + by)
