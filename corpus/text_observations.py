"""Observations of running text: every figure with its indicator, period, measure and place."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.figure_measures import RELATIONS, Reading, is_planning, reading_of
from corpus.figure_names import name_of
from corpus.figure_parts import occasion_of
from corpus.figure_periods import (
    rise_from,
    said_until,
)  # fmt: skip
from corpus.figure_ranks import is_denominator, rank_places
from corpus.figure_scopes import LOOK_BACK, Place, index_of, places, statements
from corpus.figure_state import Anchor, Frame, Named, Reader, Subject
from corpus.figure_subjects import THAT_IS, range_subject, subject_of
from corpus.figure_times import period_at, period_of
from corpus.figure_words import says_beside
from corpus.models import Observation, Paragraph, Span
from corpus.naming import own_subject, phrase_before, run_in_title
from corpus.quantities import Quantity
from corpus.text import fold, sentences


def paragraph_observations(
    frame: Frame, paragraph: Paragraph, *, lead: str = "", anchor: Anchor | None = None
) -> list[Observation]:
    """The observations of one paragraph; `lead` is the line ending in ':' that its list hangs on."""
    titles = anchor.headings if anchor else tuple(s.title for s in paragraph.section)
    headings = (*titles, lead) if lead else titles
    if title := run_in_title(paragraph.text):
        headings = (*headings, title)
    reader = Reader(frame, paragraph, headings, anchor)
    found = places(paragraph.text)
    for place in found:
        _read(reader, place, found)
    _read_none_overdue(reader)
    _read_ranks(reader)
    return reader.out


def _read(reader: Reader, place: Place, found: list[Place]) -> None:
    text, q = reader.paragraph.text, place.quantity
    if is_denominator(fold(text[max(0, q.start - 60) : q.start]), min(q.start, 60)):
        return
    at = index_of(found, q.start)
    before = [
        p.quantity for p in found[max(0, at - 4) : at] if p.quantity.end <= q.start and p.statement == place.statement
    ]
    since = max([place.statement[0], *(b.end for b in before)])
    planning = is_planning(reader.headings, reader.frame.planning)
    reading = reading_of(
        text, q, before[-1] if before else None, clause_start=max(since, place.clause_start), planning=planning,
        statement=place.statement[0],
    )  # fmt: skip
    reading = _as_plan(reader, place, reading)
    reading = _as_before(reader, place, reading, text[since : q.start])
    subject = range_subject(reader, place) or subject_of(reader, place, found, reading)
    bracket = _before_bracket(text, place, since)
    near = text[place.near_start : q.start]
    said = phrase_before(re.sub(r"^.*[,;]", "", near))
    if reading.aside:
        said = phrase_before(_DISTANCE.sub("", re.sub(r"^.*[,;(]", "", near)))
    if subject and reading.aside and not said:
        subject = reader.values[-1] if reader.values and reader.values[-1].statement == place.statement else subject
        _add(reader, place, replace(subject, name=f"{subject.name} - {reading.aside}", catalogued=False), reading)
    elif subject and (reading.relation or reading.other_time) and (not said or THAT_IS.fullmatch(fold(near))):
        if reading.other_time:
            subject = replace(subject, name=f"{subject.name} - so với kỳ liền trước", catalogued=False)
        elif until := said_until(near, reader.frame.year):
            subject = replace(subject, period=until)
        _add(reader, place, subject, reading)
    elif subject and bracket is not None and _echoes(subject, q, near, reading):
        if reading.measure not in ("base", "target"):
            reading = reading._replace(measure=subject.measure)
        period = period_of(reader, place, reading, subject.period)
        _add(reader, place, replace(subject, period=period), reading)
    else:
        _add_own(reader, place, found, reading, bracket)


_OF_PLAN = re.compile(r"[,(]?\s*(?:dat|bang)\s+[\d.,]+\s*%\s+(?:so voi )?(?:ke hoach|kh\b|chi tieu|du toan)")


def _as_plan(reader: Reader, place: Place, reading: Reading) -> Reading:
    """ "giải ngân 3,2/18,5 tỷ đồng, đạt 17,3% kế hoạch": the whole of the fraction is the plan."""
    behind = fold(reader.paragraph.text[place.quantity.end : place.quantity.end + 60])
    money = place.quantity.dimension in ("vnd", "usd") and re.match(r",?\s*(?:dat|bang)\s+[\d.,]+\s*%", behind)
    of_plan = money or re.search(_OF_PLAN, behind.split(";")[0])
    if place.quantity.role == "whole" and reading.measure == "actual" and of_plan:
        return reading._replace(measure="target")
    return reading


def _as_before(reader: Reader, place: Place, reading: Reading, between: str) -> Reading:
    """A figure that only "và" or a comma parts from the one before it says the same of its own subject."""
    last = reader.out[-1] if reader.out else None
    percent = place.quantity.dimension == "percent"
    if last and percent and last.measure == "target" and reading.measure == "actual" and _OF_BRACKET.fullmatch(between):
        return reading._replace(measure="pct_of_target", relation=True)
    if last and percent and last.measure == "change_vs_same_period" and _EXPLAINS.fullmatch(fold(between)):
        value = -abs(reading.value) if last.value < 0 else reading.value
        return reading._replace(measure=last.measure, value=value, relation=True)
    if last is None or not re.fullmatch(r"\s*(?:,|và|,\s*và)\s*", between):
        return reading
    if place.quantity.dimension == "percent" and last.unit == "%" and last.measure in RELATIONS:
        falls = last.measure == "change_vs_same_period" and last.value < 0
        value = -abs(reading.value) if falls else reading.value
        return reading._replace(measure=last.measure, value=value, relation=True)
    money = place.quantity.dimension in ("vnd", "usd") and reader.subject is not None
    if money and reader.subject and reader.subject.dimension in ("vnd", "usd") and reading.measure == "actual":
        return reading._replace(measure=last.measure) if last.measure in ("estimate", "target", "base") else reading
    return reading


_DISTANCE = re.compile(r"\b(?:vượt|(?:cao|thấp|nhiều|ít|nhanh|chậm) hơn|hụt|thiếu|tăng|giảm)\b.*$")
_OF_BRACKET = re.compile(r"\s*\)\s*,?\s*(?:đạt|bằng)\s*")
"""What stands between a plan in brackets and the share of it: "2.415 ca (KH 4.900 ca), đạt 49,3%"."""
_EXPLAINS = re.compile(rf"{THAT_IS.pattern}|[^\d,;.()]{{0,24}}\(\s*")
"""What stands between a change and the same change in per cent: "giảm 4 người chết (8,9%)", "tức giảm"."""
_NONE_OVERDUE = re.compile(r"\bkhong co (nhiem vu|ho so) (?:nao )?(?:qua han|tre han|cham han)\b")


def _read_none_overdue(reader: Reader) -> None:
    """ "không có nhiệm vụ quá hạn" beside figures of the same things is a figure too: none."""
    text = reader.paragraph.text
    for m in _NONE_OVERDUE.finditer(fold(text)):
        statement = next((s for s in statements(text) if s[0] <= m.start() < s[1]), (0, len(text)))
        unit = text[m.start(1) : m.end(1)]
        if reader.subject is None or reader.subject.statement != statement or not reader.out[-1].unit.endswith(unit):
            continue
        sentence = next((s for s in sentences(text) if s[0] <= m.start() < s[1]), statement)
        none = Quantity(
            start=m.start(), end=m.end(), figure_start=m.start(), figure_end=m.start(1), value=Decimal(0), unit=unit,
            dimension="count", noun=m[1],
        )  # fmt: skip
        place = Place(none, statement, sentence, m.start(), m.start(), m.end(), m.start())
        _add_own(reader, place, [place], Reading("actual", Decimal(0)), None)


def _read_ranks(reader: Reader) -> None:
    text = reader.paragraph.text
    for place, name in rank_places(text):
        planning = is_planning(reader.headings, reader.frame.planning)
        reading = reading_of(text, place.quantity, None, clause_start=place.clause_start, planning=planning)
        measure = reading.measure if reading.measure in ("target", "estimate") else "actual"
        period = period_at(reader, place)
        reader.groups += 1
        group = f"{reader.frame.document.doc_key}:{reader.paragraph.ordinal}:{reader.groups}"
        subject = Subject(name, False, reader.frame.entity, period, measure, "other", group, "", place.statement)
        _add(reader, place, subject, Reading(measure, place.quantity.value))


def _before_bracket(text: str, place: Place, since: int) -> str | None:
    """The words before the bracket a figure stands in, back to the figure before; None outside brackets."""
    if place.bracket_start is None:
        return None
    words = text[max(since, place.clause_start) : place.bracket_start]
    start = max(place.statement[0], place.bracket_start - LOOK_BACK)
    return words if len(words) > 3 else text[start : place.bracket_start]


def _echoes(subject: Subject, q: Quantity, near: str, reading: Reading) -> bool:
    """Is a figure in brackets the plan, the base or a conversion of the value before it?"""
    if reading.measure in ("base", "target") and not says_beside(near) and re.search(r"\w", near):
        return False  # of a plan's "14,8 tỷ đồng (tỉnh hỗ trợ 12 tỷ đồng, …)" a part
    if reading.measure in ("base", "target") and q.dimension == "percent" and not own_subject(near):
        return True  # "đạt 62% kế hoạch (cùng kỳ 58%)"
    if reading.measure in ("base", "target"):
        return q.dimension == subject.dimension or {q.dimension, subject.dimension} <= {"vnd", "usd"}
    return {q.dimension, subject.dimension} == {"vnd", "usd"} and not re.search(r"\w", near)


def _add_own(reader: Reader, place: Place, found: list[Place], reading: Reading, bracket: str | None) -> None:
    q = place.quantity
    if reading.measure == "target" and rise_from(reader.paragraph.text, q.start, q.end):
        reading = reading._replace(measure="actual")
    named = name_of(reader, place, found, reading, bracket)
    named = _in_other_money(reader, place, named)
    name, catalogued, entity = named[:3]
    occasion = occasion_of(reader.paragraph.text, place)
    if occasion and occasion.lower() not in name.lower():
        name, catalogued = f"{name} - {occasion}", False
    if "lũy kế" in name and reading.measure in ("actual", "estimate"):
        reading = reading._replace(measure="cumulative")
    elif reading.measure == "cumulative" and catalogued and "lũy kế" not in name:
        reading = reading._replace(measure="actual")
    elif reader.anchor and reading.measure == "actual":
        reading = _note_reading(reader, place, reading)
    period = period_of(reader, place, reading, period_at(reader, place))
    if reading.measure == "target" and _is_past(reader, place, period):
        reading = reading._replace(measure="actual")
    reader.groups += 1
    group = f"{reader.frame.document.doc_key}:{reader.paragraph.ordinal}:{reader.groups}"
    words = reader.paragraph.text[place.clause_start : place.after_end]
    subject = Subject(
        name, catalogued, entity, period, reading.measure, q.dimension, group, words, place.statement, q.end, q.unit,
        reading.value, named.root,
    )  # fmt: skip
    said = replace(subject, name=f"{name} - so với kỳ liền trước", catalogued=False) if reading.other_time else subject
    _add(reader, place, said, reading)
    if not reading.relation:
        reader.values.append(subject)
    if not place.in_brackets and not reading.relation and q.role != "whole":
        reader.subject = subject


_SAYS_PLAN = re.compile(r"\b(?:ke hoach|kh|chi tieu|du toan|muc tieu|duoc giao|phan dau)\b")


def _is_past(reader: Reader, place: Place, period: str) -> bool:
    """Is a figure of a plan of a year before it, and not called a plan: "Tỷ lệ hộ nghèo cuối năm 2023 là 1,46%"?"""
    said = fold(reader.paragraph.text[place.clause_start : place.quantity.start])
    end = period.rpartition("/")[2][:4]
    before = end.isdigit() and end < reader.frame.period[:4]
    return reader.frame.planning and before and not _SAYS_PLAN.search(said)


_THEN_DONG = re.compile(r"\s*(?:và|,|\+)\s*\d[\d.,]*\s*(?:nghìn tỷ|tỷ|triệu) đồng")
_JOINS = re.compile(r"\s*(?:và|,|\+)?\s*")


def _in_other_money(reader: Reader, place: Place, named: Named) -> Named:
    """ "vốn đăng ký 412 triệu USD và 3.150 tỷ đồng": the dollars are foreign capital, the đồng domestic."""
    text, q = reader.paragraph.text, place.quantity
    last = reader.out[-1] if reader.out else None
    after_dollars = last is not None and last.unit.endswith("USD") and last.indicator == named.indicator
    twin = named.indicator
    if q.dimension == "usd" and _THEN_DONG.match(text, q.end):
        twin = twin.replace("DDI", "FDI")
    elif q.dimension == "vnd" and after_dollars and _JOINS.fullmatch(text, place.near_start, q.start):
        twin = twin.replace("FDI", "DDI")
    known = reader.frame.catalog.get(twin)
    return named if twin == named.indicator else named._replace(indicator=twin, catalogued=known is not None)


def _note_reading(reader: Reader, place: Place, reading: Reading) -> Reading:
    """A footnote at "cùng kỳ" gives the base, one at "kế hoạch" the plan."""
    words = fold(reader.anchor.words[-60:]) if reader.anchor else ""
    period = period_at(reader, place)
    if re.search(r"cung ky|nam truoc|nam \d{4}\W*$", words) and period[:4] < reader.frame.period[:4]:
        return reading._replace(measure="base")
    return reading._replace(measure="target") if re.search(r"(?:ke hoach|chi tieu)[^,;]*$", words) else reading


def _add(reader: Reader, place: Place, subject: Subject, reading: Reading) -> None:
    q, paragraph, document = place.quantity, reader.paragraph, reader.frame.document

    def span(start: int, end: int) -> Span:
        return document.span(*paragraph.body.locate(start, end), paragraph=paragraph.ordinal)

    reader.out.append(
        Observation(
            doc=document.doc_key,
            indicator=subject.name,
            catalogued=subject.catalogued,
            entity=subject.entity,
            time_period=subject.period,
            measure=reading.measure,
            value=reading.value,
            unit=q.unit,
            unit_mult=q.unit_mult,
            obs_status=reading.obs_status,
            approximate=q.approximate,
            group=subject.group,
            section=tuple(t for t in (*(s.title for s in paragraph.section), run_in_title(paragraph.text)) if t),
            span=span(q.start, q.end),
            clause=span(*place.sentence),
            reading=paragraph.text[place.sentence[0] : place.sentence[1]],
            cautions=q.cautions,
        )
    )
