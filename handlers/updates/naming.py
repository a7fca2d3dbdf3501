"""Which indicator a figure of a message is of: its own words first, then the clause, then what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.catalog import Catalog, FigureContext, Indicator
from corpus.quantities import Quantity
from corpus.spellings import find_any, joined
from corpus.text import fold

_KIND = {"vnd": "money", "usd": "money"}
_MONEY_WORDS = frozenset({"tỷ", "triệu", "nghìn", "nghìn tỷ"})
_TOTAL = re.compile(
    r"\W*(?:tong(?: cong| so| chung)?|chung|cong|ca hai|tat ca|ca nam)"
    r"(?: la| dat| khong doi| van| giu nguyen| thanh)*\W*"
)


def kind_of(quantity: Quantity) -> str:
    """The catalogue's dimension of a quantity: money, percent, count …; '' for a bare figure."""
    if not quantity.unit:
        return ""
    if quantity.dimension == "other" and quantity.unit.partition("/")[0] in _MONEY_WORDS:
        return "money"
    return _KIND.get(quantity.dimension, quantity.dimension)


def fits(indicator: Indicator, quantity: Quantity, percent: bool = False) -> bool:
    """Can the indicator's figures have the unit of this one? A bare figure is a percentage only among such."""
    kind = kind_of(quantity)
    if not kind:
        return percent or indicator.units != ("percent",)
    if kind not in indicator.units:
        return "/" in quantity.unit and "other" in indicator.units
    if quantity.role == "whole" or quantity.role == "part":
        return indicator.fraction in ("", quantity.role) and _counts(indicator, quantity)
    return kind != "count" or _counts(indicator, quantity)


def _counts(indicator: Indicator, quantity: Quantity) -> bool:
    noun = joined(quantity.noun or quantity.unit)
    unit = joined(quantity.unit)
    return not indicator.nouns or any(joined(n).strip() in (noun.strip(), unit.strip()) or noun.startswith(joined(n))
                                      for n in indicator.nouns)  # fmt: skip


_BODY = re.compile(
    r"\b(?:cơ quan|co quan)\b(?!\s+(?:ban|bql|thuế|thue|chức|chuc|hải|hai|công|cong|khác|khac|nhà|nha)\b)", re.I
)
_GENERIC = re.compile(
    r"\W*(?:(?:voi|tong|so|von|dang ky|tri gia|gia tri|dau tu|la|dat|khoang|muc|cung|va|luy ke|tien)\W+)*(?:von)?\W*"
)


class Namer:
    """Names the figures of one message, each in the light of those before it.

    Args:
        there: names that the documents have figures of; they go before others that fit as well.
        unit: the sender's unit; "Trung tâm nộp ngân sách …" of its own people means it.
    """

    def __init__(self, catalog: Catalog, there: frozenset[str], unit: str = "") -> None:
        self._catalog = catalog
        self._there = there
        self._unit = unit
        self._named: list[str] = []
        self._topic = ""
        self._frame = ""

    def name(self, quantity: Quantity, own: str, clause: str, since: str, *, percent: bool = False) -> str | None:
        """The indicator of a figure; None when its words name none.

        `own` are the words only this figure's, `clause` those of its clause up to it and its own, `since` all since
        the figure before, a heading among them. `percent` says that the figures before were percentages, so that a
        bare one may be too.
        """
        found = (
            self._total(quantity, own)
            or self._sibling(quantity, clause)
            or self._by_words(quantity, own, clause, percent)
            or self._by_noun(quantity, own)
            or self._best(quantity, since, since)
        )
        if found:
            self._named.append(found)
            self._hold_on(found, clause, quantity)
        return found

    def _hold_on(self, name: str, clause: str, quantity: Quantity) -> None:
        """Remember what the clause said that later figures lean on: the topic, and a frame such as "lũy kế"."""
        indicator = self._catalog.get(name)
        if indicator is None:
            return
        if place := find_any(clause, indicator.topic) or find_any(clause, indicator.colloquial):
            self._topic = re.split(r"[^\w\s]", clause[slice(*place)])[0]
        elif quantity.unit and (quantity.role or indicator.fraction):
            self._topic = quantity.unit
        frames = [p for p in (find_any(clause, g) for g in indicator.sentence) if p is not None]
        if frames:
            self._frame = " ".join(clause[a:b] for a, b in sorted(frames))

    def peek(self, quantity: Quantity, own: str) -> str | None:
        """What the figure's own words alone name."""
        return self._best(quantity, own, own)

    def rate_of(self, name: str) -> str | None:
        """The percentage of the family of a count: of "hoàn thành" its "tỷ lệ hoàn thành"."""
        family = self._catalog.family(name)
        rates = [i.name for i in self._catalog.indicators if i.family == family and i.units == ("percent",)]
        return rates[0] if len(rates) == 1 else None

    def _by_noun(self, quantity: Quantity, own: str) -> str | None:
        """ "306/340 nhiệm vụ", "tổng 340 nhiệm vụ": the part and the whole of what is counted, when only one indicator
        is that.
        """
        words = fold(own).replace(fold(quantity.unit), " ", 1)
        role = quantity.role or ("whole" if quantity.dimension == "count" and _TOTAL.fullmatch(words) else "")
        if not role:
            return None
        fitting = [
            i.name
            for i in self._catalog.indicators
            if i.fraction == role and i.name in self._there and i.nouns and fits(i, quantity)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _by_words(self, quantity: Quantity, own: str, clause: str, percent: bool) -> str | None:
        own, clause = self._with_unit(own), self._with_unit(clause)
        if self._frame and joined(self._frame) not in joined(clause):
            clause = f"{self._frame} , {clause}"
        near, wide = self._best(quantity, own, own), self._best(quantity, clause, clause)
        if (part := self._part_of_last(quantity, own, near)) is not None:
            return part
        if near and (wide is None or not self._says_more(wide, near, clause)):
            return near
        if wide:
            return wide
        if not self._topic:
            return None
        said = re.search(r"[^\W\d_]", own)
        joint = self._best(quantity, f"{self._topic} {own}", own, percent) if said else None
        return joint or self._best(quantity, f"{self._topic} , {clause}", clause, percent)

    def _part_of_last(self, quantity: Quantity, own: str, near: str | None) -> str | None:
        """ "FDI 38 triệu USD (cấp mới 4 dự án, tăng vốn 2)": words that name something of the family spoken of, when
        only one family was, or else something broader.
        """
        families = {self._catalog.family(name) for name in self._named}
        if len(families) != 1 or not self._topic or not re.search(r"[^\W\d_]", own):
            return None
        (family,) = families
        if near is not None and self._catalog.family(near) == family:
            return None
        joint = self._best(quantity, f"{self._topic} {own}", own)
        if joint is None or self._catalog.family(joint) != family or joint in self._named:
            return None
        plain = self._catalog.get(near) if near else None
        return joint if plain is None or not find_any(own, plain.topic) else None

    def _sibling(self, quantity: Quantity, clause: str) -> str | None:
        """ "cấp mới 41 dự án FDI, vốn 620 triệu": the money of what was counted just before."""
        last = self._catalog.get(self._named[-1]) if self._named else None
        counted = last is not None and last.units == ("count",) and kind_of(quantity) == "money"
        if last is None or not counted or not _GENERIC.fullmatch(fold(clause)):
            return None
        alike = (i for i in self._catalog.indicators if i.family == last.family and i.units == ("money",))
        same = [i.name for i in alike if i.near == last.near and i.sentence == last.sentence]
        return same[0] if len(same) == 1 else None

    def _says_more(self, wide: str, near: str, clause: str) -> bool:
        """Do the words of the clause name a part of what the figure's own words name ("cấp mới … vốn FDI")?"""
        terms = {m.name: {fold(t) for t in m.terms} for m in self._catalog.find(clause)}
        own = {fold(t) for t in terms.get(near, ())} or {fold(t) for m in self._catalog.find(near) for t in m.terms}
        same = self._catalog.family(wide) == self._catalog.family(near)
        return wide != near and same and (near not in terms or own < terms[wide])

    def _best(self, quantity: Quantity, words: str, mine: str, percent: bool = False) -> str | None:
        """The indicator that the words name and the unit fits; of several, the one said most by `mine`."""
        known = ((m, self._catalog.get(m.name)) for m in self._catalog.find(words))
        matches = [(m, i) for m, i in known if i is not None and fits(i, quantity, percent)]
        if not matches:
            return self._as_document(quantity, words)
        scored = []
        for m, indicator in matches:
            said = sum(len(t) for t in m.terms if joined(t) in joined(mine))
            scored.append((said, m.score, indicator))
        top = max(s[:2] for s in scored)
        best = [i for *s, i in scored if tuple(s) == top]
        if len(best) > 1:
            best = [i for i in best if i.name in self._there] or best
        if len(best) > 1:
            best = self._by_owner(quantity, best, words) or best
        return best[0].name if len(best) == 1 else None

    def _as_document(self, quantity: Quantity, words: str) -> str | None:
        context = FigureContext(
            near=words, clause=words, sentence=words, dimension=quantity.dimension, noun=quantity.noun,
            unit=quantity.unit, fraction=quantity.role, organ="ban quản lý",
        )  # fmt: skip
        return self._catalog.name_figure(context) if quantity.unit else None

    def _by_owner(self, quantity: Quantity, found: list[Indicator], words: str) -> list[Indicator]:
        """Of the same thing of the enterprises and of the authority, the one meant by the words or by the scale."""
        if len({i.owner for i in found}) < len(found):
            return []
        owner = FigureContext(near=words, unit=quantity.unit).owner
        return [i for i in found if i.owner == owner]

    def _total(self, quantity: Quantity, own: str) -> str | None:
        """ "tổng 207 triệu USD" after its parts: the whole that they are parts of."""
        if not _TOTAL.fullmatch(fold(own)) or not self._named:
            return None
        parts = set(self._named)
        wholes = [i for i in self._catalog.indicators if parts & set(i.parts) and fits(i, quantity)]
        return wholes[0].name if len(wholes) == 1 else None

    def _with_unit(self, words: str) -> str:
        """The head of the sender's own unit stands for the unit ("trung tâm", "trường"); to the office of an authority
        "cơ quan" alone is the authority.
        """
        head = " ".join(self._unit.split()[:2])
        if _BODY.search(words) and (body := re.match(r"văn phòng (.{8,})", self._unit, re.IGNORECASE)):
            return f"{words} cơ quan {body[1]}"
        if len(self._unit.split()) < 4 or joined(head) not in joined(words):
            return words
        if joined(" ".join(self._unit.split()[:3])) in joined(words):
            return words
        return f"{words} {self._unit}"


def entity_of(words: str, entities: Iterable[str], home: str) -> str:
    """Whose figure, when the words before it name a park or a place the documents know: "NCK", "VSIP"; else `home`.

    >>> entity_of("VSIP", ["KKT Hải Phòng", "KCN VSIP Hải Phòng", "KCN Nam Cầu Kiền"], "KKT Hải Phòng")
    'KCN VSIP Hải Phòng'
    >>> entity_of("NCK", ["KCN Nam Cầu Kiền"], "KKT Hải Phòng"), entity_of("chung", ["KCN Nam Cầu Kiền"], "KKT")
    ('KCN Nam Cầu Kiền', 'KKT')
    """
    said = set(joined(words).split())
    best: tuple[int, str] = (0, home)
    for entity in entities:
        if entity == home:
            continue
        names = [w for w in re.findall(r"\w+", entity) if fold(w) not in _PARK_WORDS]
        initials = fold("".join(w[0] for w in names))
        own = [fold(w) for w in names if fold(w) not in set(joined(home).split())]
        if (len(initials) > 2 and initials in said) or (own and all(w in said for w in own)):
            best = max(best, (len(own) or 1, entity))
    return best[1]


_PARK_WORDS = frozenset({"kcn", "kkt", "ccn", "khu", "cong", "nghiep", "kinh", "te", "cum"})
