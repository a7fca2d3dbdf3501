"""From two documents or two periods to their contrast: matched by dimensions, tasks by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from corpus.models import Observation, Task
from corpus.quantities import format_value, scale
from corpus.text import fold, nfc
from handlers.contrasts.values import Contrast, Line, TaskChange
from handlers.facts import VALUE_MEASURES, alike_units, answers_for, end_of, fit, is_state, same_value
from handlers.knowledge import Knowledge, place_name
from handlers.operands import difference, months_of
from handlers.summaries.build import build_summary
from handlers.summaries.scope import PLANS, indicators_of, is_told
from handlers.wording import rounded

_ALIKE = 82
"""Of 100: how alike the words of two tasks must be to be one task said twice."""
_STATE_AT_END = 2
"""What `fit` gives to a state at the end of a period."""
_TOLD = (*(m for m in VALUE_MEASURES if m != "base"), "target")
Key = tuple[str, str, bool]


def contrast_of_documents(known: Knowledge, one: str, other: str) -> Contrast:
    """What differs between two documents: the figures each gives for its own period, and their tasks."""
    before, after = sorted((one, other), key=lambda key: _age(known, key))
    told_of = (_period_of(known, before), _period_of(known, after))
    unequal = _unequal(*told_of)
    shared = _one_subject(known, before, after)
    names = {place_name(known.book.own_entity.get(key, "")) for key in (before, after)} if shared else set()
    kinds = {known.documents[key].type_name in PLANS for key in (before, after)}
    figures = [_figures(known, key, frozenset(names), only_told=len(kinds) > 1) for key in (before, after)]
    lines = _lines(known, *figures, unequal=unequal)
    pairs, left, right = _matched_tasks(_tasks(known, before), _tasks(known, after))
    changes = [TaskChange(before=a, after=b, fields=f) for a, b in pairs if (f := _differing(a, b))]
    return _contrast(
        "documents", before, after, lines, periods=told_of, unequal=unequal, apart=not shared,
        tasks_changed=tuple(changes), tasks_same=len(pairs) - len(changes), tasks_before=left, tasks_after=right,
    )  # fmt: skip


def contrast_of_periods(known: Knowledge, one: str, other: str, today: date) -> Contrast:
    """What differs between two periods: the office's own results, those printed as "cùng kỳ" among them."""
    before, after = sorted((one, other), key=lambda code: (end_of(code), -months_of(code)))
    unequal = _unequal(before, after)
    lines = _lines(known, _results(known, before, today), _results(known, after, today), unequal=unequal)
    return _contrast("periods", before, after, lines, periods=(before, after), unequal=unequal)


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


def _one_subject(known: Knowledge, one: str, other: str) -> bool:
    """Whether both documents tell of the same place or body, so that their figures without a name are of one."""
    places = [place_name(known.book.own_entity.get(key, "")) for key in (one, other)]
    if all(places):
        return places[0] == places[1]
    organs = [fold(known.documents[key].organ_name) for key in (one, other)]
    return organs[0] == organs[1] or not all(organs)


def _figures(known: Knowledge, key: str, shared: frozenset[str], *, only_told: bool) -> dict[Key, list[Observation]]:
    """What a document gives for its own period, by indicator, place, and whether it is a target.

    The document's own figures have no place when both documents tell of the same body (`shared`: what it is called),
    else the place is that body.

    With `only_told` what a plan counts before its year is no result to be held against a report's.

    Equal figures count once. Figures that differ are all kept, results before forecasts: which one holds is not ours
    to say, and a forecast beside another result is a contradiction the reader must see.
    """
    period = _period_of(known, key)
    own = known.book.own_entity.get(key, "")
    unnamed = "" if shared else own or known.documents[key].organ_name
    told = [o for o in known.book.observations if o.doc == key and o.measure in _TOLD and answers_for(o, period)]
    told = [o for o in told if not only_told or o.measure == "target" or is_told(known, o)]
    found: dict[Key, list[Observation]] = {}
    for o in sorted(told, key=lambda o: o.obs_status == "F"):
        place = unnamed if o.entity in ("", own) or place_name(o.entity) in shared else o.entity
        kept = found.setdefault((o.indicator, place, o.measure == "target"), [])
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
        (name, _place_of(known, rows[name]), False): [rows[name], *_others(known, rows[name])]
        for name in sorted(rows, key=lambda n: order[n])
        if rows[name].measure != "target"
    }


def _place_of(known: Knowledge, o: Observation) -> str:
    """Whose figure it is, when it is not the office's own: another body's total is no figure of ours."""
    return "" if not o.entity or place_name(o.entity) == place_name(known.book.home) else o.entity


def _others(known: Knowledge, chosen: Observation) -> list[Observation]:
    """What is printed beside the chosen figure for the very same indicator and period, and differs from it."""
    if chosen.measure == "base":
        return []
    found: list[Observation] = []
    for o in known.book.of(chosen.indicator, measures=("actual", "estimate")):
        own = _place_of(known, o) == _place_of(known, chosen)
        alike = alike_units(scale(o.value, o.unit)[1], scale(chosen.value, chosen.unit)[1])
        same = o.time_period == chosen.time_period and own and alike and not o.cautions
        if same and not any(same_value(o, seen) for seen in (chosen, *found)):
            found.append(o)
    return sorted(found, key=lambda o: o.obs_status == "F")


def _lines(
    known: Knowledge,
    before: dict[Key, list[Observation]],
    after: dict[Key, list[Observation]],
    *,
    unequal: bool,
) -> list[Line]:
    """A line a key, catalogued indicators first in the order of the catalogue."""
    order = {i.name: n for n, i in enumerate(known.catalog.indicators)}
    spelled = {(name, place_name(place), target): (name, place, target) for name, place, target in before}
    joined: dict[Key, tuple[list[Observation], list[Observation]]] = {key: (own, []) for key, own in before.items()}
    for (name, place, target), own in after.items():
        key = spelled.get((name, place_name(place), target), (name, place, target))
        joined.setdefault(key, ([], []))[1].extend(own)
    keys = sorted(joined, key=lambda k: (order.get(k[0], len(order)), bool(k[1])))
    return [_line(key, *joined[key], unequal=unequal) for key in keys]


def _line(key: Key, before: Sequence[Observation], after: Sequence[Observation], *, unequal: bool) -> Line:
    name, place, target = key
    comparable = len(before) == len(after) == 1 and not (unequal and not is_state(before[0]))
    return Line(
        name=name if not place or fold(name).endswith(fold(place)) else f"{name} ({place})",
        target=target,
        before=tuple(before),
        after=tuple(after),
        change=_change(before[0], after[0]) if comparable else "",
    )


def _change(a: Observation, b: Observation) -> str:
    """How the second figure differs from the first; empty when they do not compare."""
    result = None if same_value(a, b) else difference(b, a)
    if result is None:
        return ""
    value, unit = result
    base, top = scale(a.value, a.unit)[0], scale(b.value, b.unit)[0]
    words = f"{'tăng' if value > 0 else 'giảm'} {format_value(abs(value), 'điểm %' if unit == '%' else unit)}"
    if unit != "%" and base:
        words += f", {format_value(abs(rounded((top - base) / base * Decimal(100))), '%')}"
    return words


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
    """What differs: lead, deadline, and the other words; case and punctuation do not count."""
    fields = [name for name in ("lead", "deadline") if fold(getattr(a, name)) != fold(getattr(b, name))]
    return (*fields, "text") if _bare(a) != _bare(b) else tuple(fields)


def _bare(task: Task) -> list[str]:
    """The words of a task beside its lead and its deadline, which are compared by themselves."""
    text = nfc(task.text)
    for told in (task.deadline_text, task.lead):
        text = text.replace(told, " ") if told else text
    return re.findall(r"\w+", text.casefold())
