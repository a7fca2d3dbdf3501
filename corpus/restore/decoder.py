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
    u, v = beam.u[:, None], beam.v[:, None]
    total = beam.scores[:, None] + weight * model.log_prob(u, v, options.words[None, :]) + options.scores[None, :]
    two = options.second >= 0
    if two.any():
        total[:, two] += weight * model.log_prob(v, options.words[None, two], options.second[None, two])
    flat = total.ravel()
    count = min(len(flat), 4 * BEAM)
    best = np.argpartition(-flat, count - 1)[:count] if count < len(flat) else np.arange(count)
    row, column = np.divmod(best, len(options.words))
    last = np.where(two, options.second, options.words)
    before = np.where(two[column], options.words[column], beam.v[row])
    trace = np.stack([np.full(count, at), row, column, np.full(count, merged)], axis=1)
    return _Beam(before, last[column], flat[best], trace)


def _pruned(beams: list[_Beam], size: int) -> _Beam:
    u, v, scores, trace = (np.concatenate(x) for x in zip(*beams, strict=True))
    order = np.argsort(-scores, kind="stable")
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
    weighed = [at for at, (_, _, options, column) in enumerate(path) if _has_rivals(options, column)]
    scores = iter(_in_context(model, words, [(places[at], path[at][2]) for at in weighed], weight))
    out: list[Chosen] = []
    for first, last, options, column in path:
        margin = 0.0 if options.second[column] >= 0 else float("inf")
        if _has_rivals(options, column):
            mine = next(scores)
            same = options.words == options.words[column]
            others = np.where(same | (options.second >= 0), -np.inf, mine)
            margin = float(mine[column] - others.max())
        out.append(Chosen(first, last, options.surfaces[column], margin))
    return out


def _has_rivals(options: Options, column: int) -> bool:
    return len(options.words) > 1 and bool(options.second[column] < 0)


def _in_context(
    model: LanguageModel, words: list[int], rivals: list[tuple[int, Options]], weight: float
) -> list[Floats]:
    """What each of the options at each place among the words scores there: by the channel, and by the model for itself
    and for the two words after it."""
    if not rivals:
        return []
    lengths = [len(options.words) for _, options in rivals]
    at = np.repeat([place for place, _ in rivals], lengths)
    rival = np.concatenate([options.words for _, options in rivals])
    scores = np.concatenate([options.scores for _, options in rivals])
    row = np.array(words, dtype=np.int64)
    scores = scores + weight * model.log_prob(row[at - 2], row[at - 1], rival)
    for after in (1, 2):
        there = np.flatnonzero(at + after < len(row))
        here, one = at[there], rival[there]
        first, second = (row[here - 1], one) if after == 1 else (one, row[here + 1])
        scores[there] += weight * model.log_prob(first, second, row[here + after])
    return np.split(scores, np.cumsum(lengths)[:-1])
