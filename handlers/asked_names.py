"""The indicators a question names: by the catalogue, by the office's own names, each side and item of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalog import IndicatorMatch
from corpus.text import fold
from handlers.knowledge import Knowledge

_ENUMERATED = 3  # items that each name an indicator are an enumeration, not one long name
_OWN_NAME_SPACES = 3  # shorter names of one's own say too little ("khu công nghiệp")
_MOST_ITEMS = 16  # a message that lists more is no question
_SURE_UNIT = 0.8
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SIDES = re.compile(r"(?<!so )\b(?:với|voi|vs|và|va|hay|còn|con|chiếm|chiem)\b|[,;]", re.IGNORECASE)


def find_names(
    text: str, known: Knowledge, units: Sequence[str] = (), enumerates: bool = False
) -> list[IndicatorMatch]:
    """The indicators of a question; each side of "cơ quan Ban với trung tâm", each item of an enumeration.

    A side that names no topic takes the topic of the whole ("nộp ngân sách").
    """
    found = _singled_out(_with_own_names(known.catalog.find(text), text, known), text, known)
    found = _of_units(found, units, known)
    items = [part for part in re.split(r"[,:;]|\bva\b|\bvà\b", text) if _LETTERS.search(part)]
    parts = [known.catalog.find(part) for part in list(dict.fromkeys(items))[:_MOST_ITEMS]]
    if enumerates or sum(bool(p) for p in parts) >= _ENUMERATED:
        return list({m.name: m for part in parts for m in part}.values()) or found
    sides = [part for part in _SIDES.split(text) if part.strip()]
    if found and len(sides) > 1:
        sides += units
    if not found or len(sides) < 2:
        return found
    family = known.catalog.family(found[0].name)
    topics = sorted(found[0].terms, key=lambda t: text.find(t))
    extra = [m for side in sides for topic in topics for m in known.catalog.find(f"{topic} {side}")]
    kin = [m for m in extra if known.catalog.family(m.name) == family and len(m.terms) >= len(found[0].terms)]
    return list({m.name: m for m in [*found, *kin]}.values())


def _with_own_names(found: list[IndicatorMatch], text: str, known: Knowledge) -> list[IndicatorMatch]:
    """Names that only the office's own documents have, when the question says one in full and the catalogue less."""
    padded = f" {_plain(text)} "
    own = known.memo("own_names", lambda: _own_names(known))
    assert isinstance(own, dict)
    said = [(spelled, name) for spelled, name in own.items() if f" {spelled} " in padded]
    longest = max(said, key=lambda s: len(s[0]), default=None)
    if not longest or any(sum(map(len, m.terms)) >= len(longest[0]) for m in found):
        return found
    spelled, name = longest
    match = IndicatorMatch(name=name, start=0, end=len(text), score=float(len(spelled)), terms=(spelled,))
    return [match, *(m for m in found if not all(fold(t) in spelled for t in m.terms))]


def _plain(text: str) -> str:
    """Folded words with single spaces."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _own_names(known: Knowledge) -> dict[str, str]:
    """Uncatalogued indicator names of four syllables and more, spelled plainly."""
    out = {}
    for o in known.book.observations:
        spelled = _plain(o.indicator)
        if not o.catalogued and spelled.count(" ") >= _OWN_NAME_SPACES and " - " not in o.indicator:
            out[spelled] = o.indicator
    return out


def _singled_out(found: list[IndicatorMatch], text: str, known: Knowledge) -> list[IndicatorMatch]:
    """The members of a family that the question's words single out: "hoàn thành" of what "nhiệm vụ giao" names."""
    said = set(fold(text).split())
    out: list[IndicatorMatch] = []
    for match in found:
        stem, _, own = match.name.rpartition(" - ")
        kin = [n for n in known.book.names() if stem and n.startswith(f"{stem} - ") and n != match.name]
        hits = [n for n in kin if set(fold(n.rpartition(" - ")[2]).split()) <= said]
        if parts := _parts_said(match.name, said, known):
            out += (
                [match] if _WITH_PARTS.search(fold(text)) else []
            )  # "chết mấy người, trong đó nữ mấy": both are asked
            out += [match.model_copy(update={"name": n}) for n in parts]
        elif hits and not set(fold(own).split()) <= said:
            out += [match.model_copy(update={"name": n}) for n in hits]
        else:
            out.append(match)
    return list({m.name: m for m in out}.values())


def _of_units(found: list[IndicatorMatch], units: Sequence[str], known: Knowledge) -> list[IndicatorMatch]:
    """A family's member that is a unit's ("Nộp ngân sách - Trung tâm XTĐT"), when the question names that unit."""
    if not units:
        return found
    made = known.memo("members_of_units", lambda: _members_of_units(known))
    assert isinstance(made, dict)
    out: list[IndicatorMatch] = []
    for match in found:
        stem = match.name.partition(" - ")[0]
        own = [n for u in units for n in made.get((stem, u), ())]
        out += [match.model_copy(update={"name": n}) for n in own] or [match]
    return list({m.name: m for m in out}.values())


def _members_of_units(known: Knowledge) -> dict[tuple[str, str], list[str]]:
    """Names with figures by what they begin with and the unit that their last part names, however short."""
    out: dict[tuple[str, str], list[str]] = {}
    for name in known.book.names():
        stem, _, part = name.partition(" - ")
        for hit in known.registry.match(part) if part and " - " not in part else ():
            # "Ban Quản lý" is no short form of "Văn phòng Ban Quản lý": the head must be said
            if hit.score >= _SURE_UNIT and part.split()[0] == hit.name.split()[0]:
                out.setdefault((stem, hit.name), []).append(name)
    return out


_WITH_PARTS = re.compile(r"\b(?:bao nhieu|may)\b.*\b(?:trong do|rieng)\b.*\b(?:bao nhieu|may)\b")
_NO_PART = frozenset({"tong so", "so voi ky lien truoc"})


def _parts_said(name: str, said: set[str], known: Knowledge) -> list[str]:
    """The parts of an indicator whose own words the question has ("… - sản phẩm 4 sao"): the most precise ones."""
    common = set(fold(name).split())
    found: dict[str, set[str]] = {}
    for other in known.book.names():
        if not other.startswith(f"{name} - ") or fold(other[len(name) + 3 :]) in _NO_PART:
            continue
        own = {w for w in re.findall(r"[^\W_]+", fold(other[len(name) :])) if w not in common}
        if own and own <= said:
            found[other] = own
    return [n for n, own in found.items() if not any(own < rival for rival in found.values())]
