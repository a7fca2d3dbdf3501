"""From two documents or two periods to their contrast: matched by dimensions, tasks by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from corpus.models import Observation, Task
from corpus.quantities import format_value, scale
from corpus.text import fold
from handlers.contrasts.values import Contrast, Line, TaskChange
from handlers.facts import VALUE_MEASURES, answers_for, end_of, fit, same_value
from handlers.knowledge import Knowledge, place_name
from handlers.operands import difference, months_of
from handlers.summaries.build import build_summary, indicators_of
from handlers.wording import figure_words, rounded

_ALIKE = 82
"""Of 100: how alike the words of two tasks must be to be one task said twice."""
_STATE_AT_END = 2
"""What `fit` gives to a state at the end of a period."""
_TOLD = (*(m for m in VALUE_MEASURES if m != "base"), "target")
Key = tuple[str, str, bool]


def contrast_of_documents(known: Knowledge, one: str, other: str) -> Contrast:
    """What differs between two documents: the figures each gives for its own period, and their tasks."""
    before, after = sorted((one, other), key=lambda key: _age(known, key))
    lines = _lines(known, _figures(known, before), _figures(known, after))
    pairs, left, right = _matched_tasks(_tasks(known, before), _tasks(known, after))
    changes = [TaskChange(before=a, after=b, fields=f) for a, b in pairs if (f := _differing(a, b))]
    return _contrast(
        "documents", before, after, lines,
        unequal=_unequal(_period_of(known, before), _period_of(known, after)),
        tasks_changed=tuple(changes), tasks_same=len(pairs) - len(changes), tasks_before=left, tasks_after=right,
    )  # fmt: skip


def contrast_of_periods(known: Knowledge, one: str, other: str, today: date) -> Contrast:
    """What differs between two periods: the office's own results, those printed as "cùng kỳ" among them."""
    before, after = sorted((one, other), key=lambda code: (end_of(code), -months_of(code)))
    lines = _lines(known, _results(known, before, today), _results(known, after, today))
    return _contrast("periods", before, after, lines, unequal=_unequal(before, after))


def _contrast(kind: str, before: str, after: str, lines: Sequence[Line], **more: object) -> Contrast:
    both = [line for line in lines if line.before and line.after]
    return Contrast.model_validate(
        {
            "kind": kind,
            "before": before,
            "after": after,
            "changed": tuple(line for line in both if not _agree(line)),
            "same": tuple(line for line in both if _agree(line)),
            "only_before": tuple(line for line in lines if not line.after),
            "only_after": tuple(line for line in lines if not line.before),
            **more,
        }
    )


def _age(known: Knowledge, key: str) -> tuple[date, str]:
    """A document told of an earlier period is the earlier one; of one period the one issued first."""
    document = known.documents[key]
    period = document.reporting_period or document.issued_date
    return (end_of(period) if period else date.min), document.issued_date


def _period_of(known: Knowledge, key: str) -> str:
    """The period a document is about: as its title says, else that of most of its figures."""
    if period := known.documents[key].reporting_period:
        return period
    codes = Counter(o.time_period for o in known.book.observations if o.doc == key)
    return codes.most_common(1)[0][0] if codes else ""


def _unequal(a: str, b: str) -> bool:
    return bool(a and b) and months_of(a) != months_of(b)


def _figures(known: Knowledge, key: str) -> dict[Key, list[Observation]]:
    """What a document gives for its own period, by indicator, place, and whether it is a target.

    A forecast counts where the document has no result; equal figures count once.
    """
    period = _period_of(known, key)
    own = known.book.own_entity.get(key, "")
    told = [o for o in known.book.observations if o.doc == key and o.measure in _TOLD and answers_for(o, period)]
    found: dict[Key, list[Observation]] = {}
    for o in sorted(told, key=lambda o: o.obs_status == "F"):
        place = "" if o.entity in ("", own, known.book.home) else o.entity
        kept = found.setdefault((o.indicator, place, o.measure == "target"), [])
        if o.obs_status == "F" and kept and kept[0].obs_status != "F":
            continue
        if not any(same_value(o, seen) for seen in kept):
            kept.append(o)
    return found


def _results(known: Knowledge, period: str, today: date) -> dict[Key, list[Observation]]:
    rows = {row.indicator: row.observation for row in build_summary(known, period, today).rows}
    for name in indicators_of(known):
        if name not in rows:
            told = [o for o in known.book.of(name, measures=("base",)) if fit(o.time_period, period) > _STATE_AT_END]
            home = [o for o in told if o.entity in ("", known.book.home)]
            rows |= {name: home[0]} if home else {}
    order = {name: n for n, name in enumerate(indicators_of(known))}
    return {
        (name, "", False): [rows[name]] for name in sorted(rows, key=lambda n: order[n]) if not _is_plan(rows[name])
    }


def _is_plan(o: Observation) -> bool:
    return o.measure == "target"


def _lines(known: Knowledge, before: dict[Key, list[Observation]], after: dict[Key, list[Observation]]) -> list[Line]:
    """A line a key, catalogued indicators first in the order of the catalogue."""
    order = {i.name: n for n, i in enumerate(known.catalog.indicators)}
    spelled = {(name, place_name(place), target): (name, place, target) for name, place, target in before}
    joined: dict[Key, tuple[list[Observation], list[Observation]]] = {key: (own, []) for key, own in before.items()}
    for (name, place, target), own in after.items():
        key = spelled.get((name, place_name(place), target), (name, place, target))
        joined.setdefault(key, ([], []))[1].extend(own)
    keys = sorted(joined, key=lambda k: (order.get(k[0], len(order)), bool(k[1])))
    return [_line(key, *joined[key]) for key in keys]


def _line(key: Key, before: Sequence[Observation], after: Sequence[Observation]) -> Line:
    name, place, target = key
    change, formula = _change(before[0], after[0]) if len(before) == len(after) == 1 else ("", "")
    return Line(
        name=f"{name} ({place})" if place else name,
        target=target,
        before=tuple(before),
        after=tuple(after),
        change=change,
        formula=formula,
    )


def _change(a: Observation, b: Observation) -> tuple[str, str]:
    """How the second figure differs from the first, and by what formula; empty when they do not compare."""
    result = None if same_value(a, b) else difference(b, a)
    if result is None:
        return "", ""
    value, unit = result
    base, top = scale(a.value, a.unit)[0], scale(b.value, b.unit)[0]
    words = f"{'tăng' if value > 0 else 'giảm'} {format_value(abs(value), 'điểm %' if unit == '%' else unit)}"
    if unit != "%" and base:
        words += f", {format_value(abs(rounded((top - base) / base * Decimal(100))), '%')}"
    return words, f"{figure_words(b)} − {figure_words(a)}"


def _agree(line: Line) -> bool:
    """Whether both sides give the same figures."""
    return all(any(same_value(o, p) for p in line.after) for o in line.before) and all(
        any(same_value(o, p) for p in line.before) for o in line.after
    )


def _tasks(known: Knowledge, key: str) -> list[Task]:
    """A document's tasks, each once."""
    return list({fold(t.text): t for t in known.tasks if t.doc == key}.values())


def _matched_tasks(
    before: Sequence[Task], after: Sequence[Task]
) -> tuple[list[tuple[Task, Task]], tuple[Task, ...], tuple[Task, ...]]:
    """Tasks of both sides paired by their words, the most alike first; then those that only one side has."""
    from rapidfuzz import fuzz, process

    if not before or not after:
        return [], tuple(before), tuple(after)
    words = [[fold(t.text) for t in side] for side in (before, after)]
    scores = process.cdist(words[0], words[1], scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    alike = sorted(((-float(scores[i][j]), i, j) for i, j in zip(*scores.nonzero(), strict=True)), key=lambda s: s)
    left: dict[int, int] = {}
    for _score, i, j in alike:
        if i not in left and j not in left.values():
            left[int(i)] = int(j)
    taken = set(left.values())
    pairs = [(before[i], after[j]) for i, j in sorted(left.items())]
    return pairs, _without(before, left), _without(after, taken)


def _without(tasks: Sequence[Task], taken: Iterable[int]) -> tuple[Task, ...]:
    gone = set(taken)
    return tuple(t for n, t in enumerate(tasks) if n not in gone)


def _differing(a: Task, b: Task) -> tuple[str, ...]:
    """Lead and deadline that differ, and words when they hold other figures."""
    fields = [name for name in ("lead", "deadline") if fold(getattr(a, name)) != fold(getattr(b, name))]
    return (*fields, "text") if _numbers(a) != _numbers(b) and "deadline" not in fields else tuple(fields)


def _numbers(task: Task) -> Counter[str]:
    return Counter("".join(c if c.isdigit() or c in ".," else " " for c in task.text).split())
