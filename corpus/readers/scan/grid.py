"""Ruled tables in a picture: long lines found, crossed to a grid, cells taken where lines part them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.readers.scan.image import Ink, inked, runs

LONG = 0.55
"""A line is at least this long, in inches across and half of it down."""
NEAR = 0.035
"""Lines nearer than this (inches) are one."""
COVERED = 0.6
"""Share of a cell's edge that must be drawn."""
MAX_LINES = 400

PixelBox = tuple[int, int, int, int]


@dataclass
class Grid:
    """A table: column and row edges in pixels; `cells` by row, None where no cell begins."""

    xs: list[int]
    ys: list[int]
    cells: list[list[PixelBox | None]]

    @property
    def box(self) -> PixelBox:
        """The whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def find_grids(ink: Ink, dpi: int) -> tuple[list[Grid], Ink]:
    """The tables of a page, and where its long lines are (to be wiped out before reading)."""
    across = _long_runs(_thick(ink, 1), int(LONG * dpi))
    down = _long_runs(_thick(ink.T, 1), int(LONG * dpi / 2.2)).T
    grids: list[Grid] = []
    for x0, y0, x1, y1 in _areas(across | down, dpi):
        part = (slice(y0, y1), slice(x0, x1))
        near = max(3, int(NEAR * dpi))
        ys = _positions(across[part].sum(axis=1), 0.15 * (x1 - x0), near)
        xs = _positions(down[part].sum(axis=0), min(0.12 * (y1 - y0), 0.25 * dpi), near)
        if len(xs) >= 3 and len(ys) >= 2 and len(xs) <= MAX_LINES and len(ys) <= MAX_LINES:
            xs, ys = [x + x0 for x in xs], [y + y0 for y in ys]
            grids.append(Grid(xs, ys, _cells(xs, ys, across, down, near)))
    return [g for g in grids if sum(c is not None for row in g.cells for c in row) >= 3], across | down


def _thick(ink: Ink, by: int) -> Ink:
    """The picture with each point spread up and down, so that a slightly slanting line stays whole."""
    out = ink.copy()
    for step in range(1, by + 1):
        out[step:] |= ink[:-step]
        out[:-step] |= ink[step:]
    return out


def _long_runs(ink: Ink, length: int) -> Ink:
    """Points that lie in a run of at least `length` along the row; gaps of two points are bridged."""
    bridged = ink.copy()
    for gap in (1, 2):
        bridged[:, gap:-gap] |= ink[:, : -2 * gap] & ink[:, 2 * gap :]
    out = np.zeros_like(ink)
    counts = bridged.sum(axis=1)
    for row in np.flatnonzero(counts >= length):
        for a, b in runs(bridged[row]):
            if b - a >= length:
                out[row, a:b] = True
    return out


def _areas(lines: Ink, dpi: int) -> list[PixelBox]:
    """Boxes around connected lines, found on a coarse picture."""
    step = max(2, dpi // 40)
    height, width = (lines.shape[0] // step) * step, (lines.shape[1] // step) * step
    blocks = lines[:height, :width].reshape(height // step, step, width // step, step)
    coarse = np.asarray(blocks.any(axis=(1, 3)), dtype=np.bool_)
    out: list[PixelBox] = []
    seen = np.zeros_like(coarse)
    for y, x in np.argwhere(coarse):
        if seen[y, x]:
            continue
        box = _flood(coarse, seen, int(y), int(x))
        x0, y0, x1, y1 = (v * step for v in box)
        if x1 - x0 > dpi and y1 - y0 > 0.15 * dpi:
            edge = step
            out.append((max(0, x0 - edge), max(0, y0 - edge), min(lines.shape[1], x1 + 2 * edge),
                        min(lines.shape[0], y1 + 2 * edge)))  # fmt: skip
    return sorted(out, key=lambda b: b[1])


def _flood(coarse: Ink, seen: Ink, y: int, x: int) -> PixelBox:
    stack = [(y, x)]
    seen[y, x] = True
    x0 = x1 = x
    y0 = y1 = y
    while stack:
        cy, cx = stack.pop()
        x0, x1, y0, y1 = min(x0, cx), max(x1, cx), min(y0, cy), max(y1, cy)
        for ny in range(max(0, cy - 1), min(coarse.shape[0], cy + 2)):
            for nx in range(max(0, cx - 1), min(coarse.shape[1], cx + 2)):
                if coarse[ny, nx] and not seen[ny, nx]:
                    seen[ny, nx] = True
                    stack.append((ny, nx))
    return x0, y0, x1, y1


def _positions(counts: npt.NDArray[np.int64], least: float, near: int) -> list[int]:
    """Middles of the stretches where a line lies, near ones made one."""
    merged: list[list[int]] = []
    for a, b in runs(counts >= max(1.0, least)):
        if merged and a - merged[-1][1] <= near:
            merged[-1][1] = b
        else:
            merged.append([a, b])
    return [(a + b) // 2 for a, b in merged]


def _cells(xs: list[int], ys: list[int], across: Ink, down: Ink, near: int) -> list[list[PixelBox | None]]:
    """Cells of the grid: units between which no line is drawn are one cell, told at its upper left unit.

    What is not closed at its left and right is no cell: a row may end before the table does.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    right = [[_drawn(inked(down[ys[r] : ys[r + 1], max(0, xs[c + 1] - near) : xs[c + 1] + near + 1], 1))
              for c in range(columns)] for r in range(rows)]  # fmt: skip
    below = [[_drawn(inked(across[max(0, ys[r + 1] - near) : ys[r + 1] + near + 1, xs[c] : xs[c + 1]], 0))
              for c in range(columns)] for r in range(rows)]  # fmt: skip
    closed = [[_drawn(inked(down[ys[r] : ys[r + 1], max(0, xs[0] - near) : xs[0] + near + 1], 1)), *right[r]]
              for r in range(rows)]  # fmt: skip
    taken = [[False] * columns for _ in range(rows)]
    out: list[list[PixelBox | None]] = [[None] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            c1, r1 = c, r
            while c1 + 1 < columns and not right[r][c1] and not taken[r][c1 + 1]:
                c1 += 1
            while r1 + 1 < rows and not any(below[r1][k] for k in range(c, c1 + 1)):
                r1 += 1
            for k in range(r, r1 + 1):
                taken[k][c : c1 + 1] = [True] * (c1 - c + 1)
            if closed[r][c] and closed[r][c1 + 1]:
                out[r][c] = (xs[c], ys[r], xs[c1 + 1], ys[r1 + 1])
    return out


def _drawn(points: npt.NDArray[np.bool_]) -> bool:
    return bool(points.mean() >= COVERED) if points.size else False
