"""Beam search for the most probable reading of a stretch of damaged tokens.

A stretch is a row of `Slot`s. A slot offers `Option`s; an option covers one slot or two (a word the OCR broke apart)
and stands for one word or two (words it ran together).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.restore.language import LanguageModel

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

BEAM = 24


@dataclass(frozen=True)
class Options:
    """What may stand at a slot: words by number, cost of the channel, printed form; `second` is -1 for one word."""

    words: Ints
    second: Ints
    scores: Floats
    surfaces: tuple[str, ...]


class Slot(NamedTuple):
    """One observed token with its options; `merged` are options for this token and the next together."""

    single: Options
    merged: Options | None = None


class Chosen(NamedTuple):
    """A decision: slots `[first, last)` read as `surface`; `margin` in nats to the next best reading."""

    first: int
    last: int
    surface: str
    margin: float


class _Beam(NamedTuple):
    u: Ints
    v: Ints
    scores: Floats
    trace: Ints  # rows: slot it came from, hypothesis there, option index, 1 if merged


def _expand(model: LanguageModel, beam: _Beam, options: Options, at: int, merged: int, weight: float) -> _Beam:
    total = beam.scores[:, None] + weight * model.log_prob(beam.u, beam.v, options.words) + options.scores[None, :]
    two = options.second >= 0
    for k in np.flatnonzero(two):
        word = options.words[k]
        total[:, k] += (
            weight * model.log_prob(beam.v, np.full(len(beam.v), word, dtype=np.int64), options.second[k : k + 1])[:, 0]
        )
    flat = total.ravel()
    count = min(len(flat), 4 * BEAM)
    best = np.argpartition(-flat, count - 1)[:count] if count < len(flat) else np.arange(count)
    row, column = np.divmod(best, len(options.words))
    last = np.where(two, options.second, options.words)
    u = np.where(two[column], options.words[column], beam.v[row])
    trace = np.stack([np.full(count, at), row, column, np.full(count, merged)], axis=1)
    return _Beam(u, last[column], flat[best], trace)


def _pruned(beams: list[_Beam], size: int) -> _Beam:
    u, v, scores, trace = (np.concatenate(x) for x in zip(*beams, strict=True))
    order = np.lexsort((np.arange(len(scores)), -scores))
    _, first = np.unique((u * size + v)[order], return_index=True)
    kept = order[np.sort(first)[:BEAM]]
    return _Beam(u[kept], v[kept], scores[kept], trace[kept])


def decode(model: LanguageModel, slots: Sequence[Slot], context: tuple[int, int], weight: float) -> list[Chosen]:
    """The best reading of the slots after the two words `context`; `weight` is that of the language model."""
    size = len(model.vocabulary)
    start = _Beam(
        np.array([context[0]], dtype=np.int64),
        np.array([context[1]], dtype=np.int64),
        np.zeros(1, dtype=np.float32),
        np.zeros((1, 4), dtype=np.int64),
    )
    beams: list[_Beam] = [start]
    arriving: list[list[_Beam]] = [[] for _ in range(len(slots) + 2)]
    for at, slot in enumerate(slots):
        beam = beams[at]
        arriving[at + 1].append(_expand(model, beam, slot.single, at, 0, weight))
        if slot.merged is not None and at + 1 < len(slots):
            arriving[at + 2].append(_expand(model, beam, slot.merged, at, 1, weight))
        beams.append(_pruned(arriving[at + 1], size))
    path: list[tuple[int, int, Options, int]] = []
    at, hypothesis = len(slots), 0
    while at > 0:
        came, row, column, merged = (int(x) for x in beams[at].trace[hypothesis])
        slot = slots[came]
        options = slot.merged if merged and slot.merged is not None else slot.single
        path.append((came, at, options, column))
        at, hypothesis = came, row
    return _with_margins(model, path[::-1], context, weight)


def _with_margins(
    model: LanguageModel, path: list[tuple[int, int, Options, int]], context: tuple[int, int], weight: float
) -> list[Chosen]:
    """Each choice with what the best other word at its place, all else left, would cost more."""
    words = [context[0], context[1]]
    places: list[int] = []
    for _, _, options, column in path:
        places.append(len(words))
        words.append(int(options.words[column]))
        if options.second[column] >= 0:
            words.append(int(options.second[column]))
    out: list[Chosen] = []
    for (first, last, options, column), at in zip(path, places, strict=True):
        margin = float("inf")
        if len(options.words) > 1 and options.second[column] < 0:
            rivals = options.words
            one = np.array([words[at - 2]]), np.array([words[at - 1]])
            scores = options.scores + weight * model.log_prob(*one, rivals)[0]
            if at + 1 < len(words):
                following = np.array([words[at + 1]])
                before = np.full(len(rivals), words[at - 1])
                scores = scores + weight * model.log_prob(before, rivals, following)[:, 0]
            if at + 2 < len(words):
                following = np.array([words[at + 2]])
                after = np.full(len(rivals), words[at + 1])
                scores = scores + weight * model.log_prob(rivals, after, following)[:, 0]
            others = np.where((rivals == rivals[column]) | (options.second >= 0), -np.inf, scores)
            margin = float(scores[column] - others.max())
        elif options.second[column] >= 0:
            margin = 0.0
        out.append(Chosen(first, last, options.surfaces[column], margin))
    return out
