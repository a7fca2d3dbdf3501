"""The figures of a message: which indicator, of when, what of it, in which unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.figure_measures import Reading, is_planning
from corpus.figure_measures import reading_of as measure_reading
from corpus.models import Measure
from corpus.quantities import Quantity
from corpus.text import fold
from corpus.values import Aligned
from handlers.knowledge import Knowledge
from handlers.updates.counting import counted, is_work_left
from handlers.updates.naming import Namer, entity_of, kind_of
from handlers.updates.places import Place, noun_of, places
from handlers.updates.usual import usual_unit
from handlers.updates.values import ReportedFigure
from handlers.updates.when import Said

_WISH = re.compile(
    r"\b(?:de xuat|kien nghi|de nghi"
    r"|xin(?! loi| phep| bao| duoc bao cao| gui| sua| dinh chinh| cap nhat| bo sung)|bo tri|can (?:them|cap|khoang)|nho"
    r"|dong quy|ung ho|lien hoan|con thieu|thieu)\b[^;.]*$"
)
_NOT_SAID = re.compile(
    r"\b(?:khong phai|thay cho|thay vi|(?:so )?(?:uoc|bao|ghi|gui) (?:lan )?truoc|so cu"
    r"|(?:truoc(?: do)?|hom (?:qua|truoc|kia|no)|sang nay|luc nay|khi nay|tuan truoc|dot truoc)"
    r" (?:\w+ )?(?:bao|ghi|gui|noi))"
    r"(?: la)?\W*$"
)
_WRONG = re.compile(r"\b(?:nham|sai)\b[^;.]*$")
_SLIPPED = re.compile(r"\b(?:go|ghi|danh|bam|viet|nhap|bao|gui) (?:nham|lon|sai)(?: thanh| la| so)*\W*$")
"""Words before a figure that is wrong, wherever the right one stands."""
_SLIPPED_AFTER = re.compile(
    r"[^\w;.]*(?:(?:la|do|bi|em|e|minh) )*(?:(?:go|ghi|danh|bam|viet|nhap|bao|gui) )?(?:nham|lon|sai)\b"
    r"(?! so\b|[^\d;.]{0,12}\d)"
)
_RIGHT = re.compile(r"\s*[,;.]?\s*(?:dung (?:ra )?(?:la|phai la)|sua (?:lai )?(?:thanh|la)|phai la|moi dung|->|=>|→)")
_CHATTER = re.compile(
    r"\b(?:may le|phong hop|hop (?:luc|tai|o)|sdt|so dien thoai|zalo|quy (?:tra|lop|doan)|wifi|bien so|mat khau)\b"
)
_VERBS = re.compile(
    r"\b(?:thanh|la|dat|duoc|uoc|con|tang|len|nay|hien|thi|nhe|nha|ro|roi|ca|rieng|trong|do|a|e|em|anh|chi|dung|sua|lai"
    r"|chu|phai|khong|bao|danh|nham|chinh thuc|moi|so|voi|tu|den|het|tinh|va)\b"
)
_OF_PLAN = re.compile(r"\W*(?:kh\b|ke hoach|chi tieu|du toan|so (?:voi )?(?:kh\b|ke hoach)|cua (?:kh\b|ke hoach))")
_ACHIEVED = re.compile(r"\b(?:dat|hoan thanh|thuc hien)(?: (?:duoc|khoang|tren|gan|hon|chi|moi|uoc))*\s*$")
_EXCEEDS = re.compile(r"\bvuot(?: (?:muc|khoang|gan|hon|tren))*\s*$")
_RELATIONS = frozenset({"pct_of_same_period", "change_vs_same_period"})
_STEP = re.compile(r"\b(?:giam|tang)(?: them| di| khoang| gan| hon| tiep)*\s*$")
_PER_CURRENCY = re.compile(r"^(tỷ|triệu|nghìn|nghìn tỷ)(?=$|/)")


class Found(NamedTuple):
    """A figure with what the checks want to know of it: its quantity, and whether it is taken back as wrong."""

    figure: ReportedFigure
    quantity: Quantity
    wrong: bool = False


class FigureReader:
    """Reads the figures of one message.

    Args:
        body: the reading text; `said` the periods in it; `unit` the sender's; `year` that of the sending.
    """

    def __init__(self, body: Aligned, said: Sequence[Said], known: Knowledge, unit: str, year: str) -> None:
        self._body, self._said, self._known, self._year = body, said, known, year
        self._text, self._folded = body.text, fold(body.text)
        self._namer = Namer(known.catalog, frozenset(known.book.names()), unit)
        self._out: list[Found] = []

    def read(self) -> list[Found]:
        """All of them, in order; a figure whose words name nothing known is left out."""
        for place in places(self._text, self._said):
            q = place.quantity
            if _WISH.search(self._folded, place.clause_start, q.start) or _CHATTER.search(fold(place.clause)):
                continue
            if is_work_left(self._folded, q):
                continue
            if _STEP.search(fold(place.before)) and kind_of(q) != "percent":
                self._namer.name(q, place.own, place.clause, place.since)
                continue  # by how much it changed, not what it is
            place = self._cut_at_the_next(place)
            reading = measure_reading(
                self._text, q, place.previous, clause_start=place.clause_start, planning=is_planning((), False)
            )
            last = self._out[-1] if self._out else None
            found = (last and self._related(place, reading, last)) or self._own(place, reading, last)
            if found is not None:
                self._out.append(found)
        return _with_units_of_the_wrong(self._out)

    def _cut_at_the_next(self, place: Place) -> Place:
        """ "xk 1.620 triệu usd nk 1.480 triệu usd": the words behind a figure name the next one, when those before it
        name something and the two are not parted by a comma.
        """
        q, noun = place.quantity, noun_of(place.quantity)
        ahead = place.own[len(place.before) :].removeprefix(f" {noun} ")
        mine = self._namer.peek(q, f"{place.before} {noun}")
        if not (mine and place.follows and ahead.strip() and self._namer.peek(q, ahead) not in (None, mine)):
            return place
        clause = place.clause.removesuffix(ahead)
        return place._replace(own=f"{place.before} {noun}", after="", clause=clause, since=f"{place.before} {noun}")

    def _related(self, place: Place, reading: Reading, last: Found) -> Found | None:
        """A % of plan or of the same period, a plan in brackets: of the figure before it."""
        q, f = place.quantity, last.figure
        near = q.start - last.quantity.end < _NEAR
        if not near or self._namer.peek(q, place.own):
            return None
        percent = kind_of(q) == "percent"
        of_plan = _OF_PLAN.match(self._folded, q.end) or self._achieved(place, f.indicator)
        if percent and (of_plan or reading.measure == "pct_of_target"):
            more = {"value": 100 + q.value} if _EXCEEDS.search(fold(place.before)) else {}
            return self._found(place, f.indicator, f.catalogued, "pct_of_target", f.time_period, f.entity, "%", **more)
        if percent and reading.relation:
            return self._found(
                place, f.indicator, f.catalogued, reading.measure, f.time_period, f.entity, "%", value=reading.value
            )
        if percent and last.quantity.role == "whole" and (name := self._namer.rate_of(f.indicator)):
            return self._found(place, name, True, "actual", f.time_period, f.entity, "%")
        planned = reading.measure == "target" or _OF_PLAN.match(self._folded, q.end)
        if planned and not percent and not last.wrong:
            year = f.time_period[:4] or self._year
            value_of = next((x.figure for x in reversed(self._out) if x.figure.measure != "pct_of_target"), f)
            unit = self._unit(q, value_of.indicator, last)
            return self._found(place, value_of.indicator, value_of.catalogued, "target", year, f.entity, unit)
        return None

    def _achieved(self, place: Place, name: str) -> bool:
        """ "đạt 64%" of something that is no share: of its plan."""
        indicator = self._known.catalog.get(name)
        shares = indicator is None or "percent" in indicator.units
        return not shares and bool(_ACHIEVED.search(fold(place.before)))

    def _own(self, place: Place, reading: Reading, last: Found | None) -> Found | None:
        q = place.quantity
        name, catalogued = None, True
        if last is not None and self._carries(place, last):
            name, catalogued = last.figure.indicator, last.figure.catalogued
        if name is None:
            percent = last is not None and last.figure.unit == "%" and last.figure.measure == "actual"
            name = self._namer.name(q, place.own, place.clause, place.since, percent=percent)
        if name is None and kind_of(q) == "percent" and (reading.relation or _ACHIEVED.search(fold(place.before))):
            name = self._namer.name(
                q.model_copy(update={"unit": "", "dimension": "other"}), place.own, place.clause, ""
            )
            if name is not None and not reading.relation and not self._achieved(place, name):
                name = None
        if name is None and (name := counted(place, self._said)):
            catalogued = False
        if name is None:
            return None
        measure = _measure(name, catalogued, reading)
        if kind_of(q) == "percent" and measure in ("actual", "estimate") and self._achieved(place, name):
            measure = "pct_of_target"
        period = self._period(place)
        if measure == "target" and period:
            period = period[:4]
        entity = entity_of(place.before, self._known.book.entities, self._known.book.home)
        unit = self._unit(q, name, last)
        wrong = self._taken_back(place)
        return self._found(
            place, name, catalogued, measure, period, entity, unit, wrong=wrong, status=reading.obs_status
        )

    def _carries(self, place: Place, last: Found) -> bool:
        """Is a figure without words of its own of the same thing as the one before it ("…, 8T thành 11.040")?"""
        q = place.quantity
        if re.search(r"[^\W\d_]{2,}", _VERBS.sub(" ", fold(place.before))) or q.role:
            return False
        related = last.figure.measure in _RELATIONS and kind_of(q) != "percent"
        if q.unit and last.quantity.unit and kind_of(q) != kind_of(last.quantity) and not related:
            return False
        return not (q.dimension == "count" and re.search(r"[^\W\d_]{2,}", place.after)) and not self._namer.peek(
            q, place.own
        )

    def _period(self, place: Place) -> str:
        """The period of the figure's clause, else the last one said before it, else the only one of the message."""
        inside = [s for s in self._said if place.clause_start <= s.start < place.clause_end and not self._is_due(s)]
        before = [s for s in inside if s.start < place.quantity.start]
        if inside:
            return (before or inside)[-1 if before else 0].code
        earlier = [s for s in self._said if s.start < place.quantity.start and not self._is_due(s)]
        if earlier:
            return earlier[-1].code
        later = (s for s in self._said if not self._is_due(s))
        codes = {s.code for s in later if s.rule != "day" or self._folded[s.start - 1 : s.start] == "("}
        return codes.pop() if len(codes) == 1 else ""

    def _is_due(self, said: Said) -> bool:
        return bool(_DUE.search(self._folded, max(0, said.start - 24), said.start))

    def _unit(self, q: Quantity, name: str, last: Found | None) -> str:
        indicator = self._known.catalog.get(name)
        if q.unit:
            unit = _PER_CURRENCY.sub(r"\1 đồng", q.unit)
            usual = usual_unit(self._known, name)
            return q.unit if unit != q.unit and "USD" in usual else unit
        if indicator is not None and indicator.units == ("percent",):
            return "%"
        if indicator is not None and indicator.nouns and "money" not in indicator.units:
            carried = last.figure.unit if last else ""
            return carried if carried in indicator.nouns else indicator.nouns[0]
        if last is not None and last.figure.indicator == name:
            return last.figure.unit
        return ""

    def _taken_back(self, place: Place) -> bool:
        q = place.quantity
        if _NOT_SAID.search(self._folded, place.clause_start, q.start):
            return True
        if _SLIPPED_AFTER.match(self._folded, q.end) or _SLIPPED.search(self._folded, place.clause_start, q.start):
            return True
        return bool(_WRONG.search(self._folded, place.clause_start, q.start) and _RIGHT.match(self._folded, q.end))

    def _found(
        self,
        place: Place,
        name: str,
        catalogued: bool,
        measure: Measure,
        period: str,
        entity: str,
        unit: str,
        **more: object,
    ) -> Found:
        q = place.quantity
        start, end = self._body.locate(q.start, q.end)
        figure = ReportedFigure(
            indicator=name, catalogued=catalogued, entity=entity, time_period=period, measure=measure,
            obs_status=more.get("status", "A"), value=more.get("value", q.value), unit=unit, start=start, end=end,
        )  # fmt: skip
        return Found(figure, q, bool(more.get("wrong")))


_NEAR = 60


def _with_units_of_the_wrong(found: list[Found]) -> list[Found]:
    """ "là 1.851 chứ không phải 1.815 triệu USD": the right figure has the unit of the wrong one beside it."""
    out = list(found)
    for n, f in enumerate(out):
        beside = [x for x in out[max(0, n - 1) : n + 2] if x.wrong and x.figure.indicator == f.figure.indicator]
        if not f.figure.unit and beside:
            out[n] = f._replace(figure=f.figure.model_copy(update={"unit": beside[0].figure.unit}))
    return out


_DUE = re.compile(
    r"(?<!dung )(?<!truoc )(?<!qua )(?<!trong )(?<!tre )\b"
    r"(?:truoc|xin lui|lui|han|cham nhat|du kien xong|dk xong|hen|den ngay|xong)\W*(?:den |ngay |vao )*$"
)


def _measure(name: str, catalogued: bool, reading: Reading) -> Measure:
    if "lũy kế" in name and reading.measure in ("actual", "estimate"):
        return "cumulative"
    if reading.measure == "cumulative" and catalogued and "lũy kế" not in name:
        return "actual"
    return reading.measure
