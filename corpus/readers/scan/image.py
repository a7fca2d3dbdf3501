"""A picture of a page as an array of greys: made upright, told ink from paper."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

MAX_SKEW = 3.0
"""Degrees a page is turned back at most."""
STEP = 0.1
WORK_HEIGHT = 900


def ink_of(grey: Grey) -> Ink:
    """Where there is ink: darker than the threshold that parts ink from paper best (Otsu, 1979)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    weights = counts.cumsum()
    sums = (counts * np.arange(256)).cumsum()
    total, whole = weights[-1], sums[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (whole * weights - total * sums) ** 2 / (weights * (total - weights))
    level = int(np.nan_to_num(between, nan=0.0, posinf=0.0).argmax())
    return grey <= min(level, 200)


def upright(grey: Grey) -> Grey:
    """The picture turned so that its lines are level."""
    angle = skew_of(grey)
    if abs(angle) < STEP:
        return grey
    turned = Image.fromarray(grey).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned, dtype=np.uint8)


def skew_of(grey: Grey) -> float:
    """Degrees to turn the picture by, found by how sharply its lines part (Postl, 1986)."""
    scale = WORK_HEIGHT / grey.shape[0]
    if scale < 1:
        size = (max(1, int(grey.shape[1] * scale)), WORK_HEIGHT)
        grey = np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX), dtype=np.uint8)
    small = Image.fromarray((ink_of(grey) * 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        rows = np.asarray(small.rotate(angle, resample=Image.Resampling.BILINEAR), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.5, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.4, coarse + 0.5, STEP), key=sharpness))


def inked(part: Ink, axis: int) -> npt.NDArray[np.bool_]:
    """Columns (axis 0) or rows (axis 1) of a part that hold ink."""
    return np.asarray(part.any(axis=axis), dtype=np.bool_)


def runs(line: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of True: (start, end).

    >>> runs(np.array([0, 1, 1, 0, 1], dtype=bool))
    [(1, 3), (4, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
