"""A question becomes a `Query`: expand phone typing, mend slips, then the same rules that read the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalog import IndicatorMatch
from corpus.periods import PeriodMatch, find_periods
from corpus.quantities import Quantity, find_quantities
from corpus.shorthand import expand
from corpus.text import fold, nfc
from handlers.asking import asked_unit, cue_spans, named_intent, wanted
from handlers.knowledge import Knowledge
from handlers.spelling import correct
from handlers.values import Intent, Query

MAX_QUESTION = 4000
_TAIL = 600
_BARE_NUMBER = 3
_ENUMERATED = 3  # items that each name an indicator are an enumeration, not one long name
_OWN_NAME_SPACES = 3  # shorter names of one's own say too little ("khu công nghiệp")
_BARE_HEAD = 0.6
_SHORT = 240
_ASKS = re.compile(r"bao nhieu|\bbn\b|\bmay\b(?! in)|\bnao\b|\bdau\b|\bai\b|\?|the nao|ra sao|phai khong")
_DOC_NUMBER = re.compile(r"(?<![\w.,/])(\d{1,5})(?:\s*/\s*[a-z][\w-]*)?(?![\w.,%]|/\d)")
_DOC_WORD = re.compile(
    r"(?:ke hoach|bao cao|van ban|quyet dinh|phu luc|cong van|nghi quyet|so|kh|bc|vb|voi|va)\s*(?:so\s*)?$"
)
_TYPED_DOC = re.compile(
    r"(?:trong|theo|o|cua|tu|voi|va)\s+(?:ban\s+)?(?P<type>bao cao|ke hoach|nghi quyet"
    r"|quyet dinh)\s+(?P<rest>[\w /]{0,24}?)"
    r"(?=\s+(?:ghi|noi|neu|thi|la|co|so|dat|giao|ve)\b|$)"
)
_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("target", re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|duoc giao|giao)\b(?! tong hop)")),
    ("same_period", re.compile(r"cung ky|nam truoc|nam ngoai|so voi 20\d\d")),
    ("cumulative", re.compile(r"luy ke|cong don|tong cong den|den nay")),
)
_RELATIVE_TO_PLAN = re.compile(
    r"(?:so voi|dat|vuot|bang|may %|bao nhieu %|bao nhieu phan tram|% |phan tram|hoan thanh|hut"
    r"|thieu)[\w %]{0,24}(?:ke hoach|chi tieu)"
)
_PLAN_GROWS = re.compile(
    r"^(?:\w+ ){0,2}(?:ke hoach|chi tieu|muc tieu)\b.*(?:so voi|hon) (?:ke hoach )?(?:nam (?:ngoai|truoc)|20\d\d)"
)
_PLAN_ITSELF = re.compile(
    r"^(?:\w+ ){0,2}(?:ke hoach|chi tieu|muc tieu)\b(?:(?! %|phan tram|so voi).){0,60}(?:bao nhieu|la may"
    r"|la gi)(?! ?%| phan tram)"
    r"|(?:duoc|phai|thanh pho|tinh|tp) giao\b|\bgiao (?:bao nhieu|may)|giao chi tieu|ghi bao nhieu"
)
_GLUED = re.compile(r"\bg[dđ]\s?(\d)\b", re.IGNORECASE)
_SIDES = re.compile(r"(?<!so )\b(?:với|voi|vs|và|va|hay|còn|con)\b|[,;]", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w/])\d[\d.,]*\d(?![\w/])|(?<![\w/.,])\d{3,}(?![\w/])")


def understand(raw: str, known: Knowledge) -> Query:
    """Read a question by itself; what it leaves out is filled from the chat by `memory.carry_over`.

    A long letter is read by its last stretch that asks something: people explain first and ask last.
    """
    text = nfc(raw).strip()[:MAX_QUESTION]
    text = re.sub(r"\s+", " ", text)
    expanded = expand(_GLUED.sub(r"giai đoạn \1", asking_part(text)))
    folded = fold(expanded.text)
    mended = correct(folded, known.evidence.singles, _known_words(known))
    corrected = _replace(expanded.text, mended)
    folded = fold(corrected)
    periods = find_periods(corrected)
    kinds, rules = wanted(folded)
    intent, cue = named_intent(folded)
    documents, doc_spans = find_documents(folded, known, periods)
    documents = documents or find_bodies(folded, known)
    inside_doc = [p for p in periods if any(a <= p.start and p.end <= b for a, b in doc_spans)]
    periods = [p for p in periods if p not in inside_doc]
    quantities = [q for q in find_quantities(corrected) if not any(a <= q.start < b for a, b in doc_spans)]
    units = [u for u in known.registry.match(corrected) if " " in corrected[u.start : u.end] or u.score > _BARE_HEAD]
    names = find_names(corrected, known, tuple(u.name for u in units), enumerates=intent == "summary")
    content = _content(corrected, folded, periods, doc_spans)
    trace = [f"gõ tắt: {r.typed} → {r.read or 'bỏ'}" for r in expanded.replacements] + [
        f"sửa: {a} → {b}" for a, b in mended.items()
    ]
    trace += list(rules) + ([cue] if cue else [])
    trace += [f"kỳ: {p.rule} {p.code(None) or p.part}" for p in periods]
    trace += [f"chỉ tiêu: {m.name} ({m.score:.2f})" for m in names]
    return Query(
        raw=raw,
        text=corrected,
        folded=folded,
        intent=intent or "unclear",
        wanted=kinds,
        wanted_unit=asked_unit(folded),
        indicators=tuple(dict.fromkeys(m.name for m in names)),
        spoken=tuple((m.name, " ".join(sorted(fold(t) for t in m.terms))) for m in names),
        terms=tuple(dict.fromkeys(fold(t) for m in names for t in m.terms)),
        periods=_period_codes(periods, _latest_year(known)),
        measures=_measures(folded),
        documents=tuple(documents),
        units=tuple(dict.fromkeys(u.name for u in units)),
        figures=tuple(_figures(corrected, quantities)),
        keywords=tuple(_MARKS.sub(" ", content).split()),
        marked=content,
        trace=tuple(trace),
    )


def find_names(
    text: str, known: Knowledge, units: Sequence[str] = (), enumerates: bool = False
) -> list[IndicatorMatch]:
    """The indicators of a question; each side of "cơ quan Ban với trung tâm", each item of an enumeration.

    A side that names no topic takes the topic of the whole ("nộp ngân sách").
    """
    found = _singled_out(_with_own_names(known.catalog.find(text), text, known), text, known)
    parts = [known.catalog.find(part) for part in re.split(r"[,:;]|\bva\b|\bvà\b", text)]
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
        if hits and not set(fold(own).split()) <= said:
            out += [match.model_copy(update={"name": n}) for n in hits]
        else:
            out.append(match)
    return list({m.name: m for m in out}.values())


def asking_part(text: str) -> str:
    """The stretch of a long letter that asks; a short question is itself.

    >>> asking_part("Doanh thu bao nhiêu?")
    'Doanh thu bao nhiêu?'
    """
    if len(text) <= _SHORT:
        return text
    parts = re.split(r"(?<=[.!?])\s+", text)
    asking = [p for p in parts if _ASKS.search(fold(p))] or parts[-1:]
    clauses = re.split(r"(?<=[,;:])\s+", asking[-1])
    hits = [i for i, clause in enumerate(clauses) if _ASKS.search(fold(clause))]
    # what is asked about may stand before a comma: "doanh thu trong KCN, KKT đạt bao nhiêu"
    return " ".join(clauses[max(0, hits[0] - 1) : hits[-1] + 1] if hits else clauses)[-_TAIL:]


def _known_words(known: Knowledge) -> frozenset[str]:
    made = known.memo(
        "known_words",
        lambda: frozenset(
            token for i in known.catalog.indicators for spelling in i.all_spellings for token in fold(spelling).split()
        ),
    )
    assert isinstance(made, frozenset)
    return made


def _replace(text: str, mended: dict[str, str]) -> str:
    if not mended:
        return text
    folded = fold(text)
    out, last = [], 0
    for m in re.finditer(r"(?<![\w.@/-])[a-z]+(?![\w@/-]|\.\w)", folded):
        if m.group() in mended:
            out += [text[last : m.start()], mended[m.group()]]
            last = m.end()
    return "".join([*out, text[last:]])


def find_documents(
    folded: str, known: Knowledge, periods: Sequence[PeriodMatch]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Documents named by number ("kế hoạch 254") or by type and period ("trong báo cáo 6 tháng ghi")."""
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    by_number = {d.code_number.lstrip("0"): key for key, d in known.documents.items() if d.code_number}
    for m in _DOC_NUMBER.finditer(folded):
        key = by_number.get(m[1].lstrip("0"))
        word = _DOC_WORD.search(folded[: m.start()])
        # a bare number of three digits that is no figure with a unit is a document people know by its number
        bare = len(m[1]) >= _BARE_NUMBER and not find_quantities(folded[m.start() : m.end() + 16])
        named = "/" in m.group() or word or bare
        if key and named:
            keys.append(key)
            spans.append((word.start() if word else m.start(), m.end()))
    for m in _TYPED_DOC.finditer(folded):
        inner = [p for p in periods if m.start("rest") <= p.start and p.end <= m.end()]
        for key, d in known.documents.items():
            same_type = fold(d.type_name) == m["type"]
            if same_type and inner and any(d.reporting_period and _same_part(p, d.reporting_period) for p in inner):
                keys.append(key)
                spans.append(m.span())
    return list(dict.fromkeys(keys)), spans


_BODY = re.compile(
    r"\b(?:cua|toan|o|ben|tai)? ?(huyen|tinh|xa|so|thi xa|quan)(?= (?:minh|ta|nha|dc|duoc|dat|la|nam|co|bao)\b|$|[,?.])"
)


def find_bodies(folded: str, known: Knowledge) -> list[str]:
    """Documents of the kind of authority meant by "của huyện", "sở mình", when only some of them are of that kind."""
    found = _BODY.search(folded)
    if not found:
        return []
    kind = re.compile(rf"^(?:uy ban nhan dan |ubnd )?{found[1]}\b")
    mine = [key for key, d in known.documents.items() if kind.search(fold(d.organ_name))]
    return mine if len(mine) < len(known.documents) else []


def _same_part(match: PeriodMatch, code: str) -> bool:
    return match.code(int(code[:4])) == code


def _latest_year(known: Knowledge) -> int:
    """The year of the newest document: a day without a year ("đến 20/9") is of it."""
    years = [d.reporting_period[:4] or d.issued_date[:4] for d in known.documents.values()]
    return max((int(y) for y in years if y), default=known.today.year)


def _period_codes(periods: Sequence[PeriodMatch], year: int) -> tuple[str, ...]:
    out = []
    shared = next((p.year for p in periods if p.year), None)
    for p in periods:
        if p.rule == "date_of_document" or p.flag == "same_period":
            continue
        if p.flag == "this_year" and p.year is None:
            out.append("?" if not p.part else f"?-{p.part}")
            continue
        code = p.code(shared or (year if p.part in ("date", "range") else None))
        if code:
            out.append(code)
        elif p.part or p.rule == "year_end" or p.flag == "":
            out.append(f"?-{p.part}" if p.part else "?")
    return tuple(dict.fromkeys(out))


def _measures(folded: str) -> tuple[str, ...]:
    out = [name for name, pattern in _MEASURES if pattern.search(folded)]
    if "target" in out and _PLAN_GROWS.search(folded):
        return ("target",)
    if "target" in out and not _PLAN_ITSELF.search(folded) and _RELATIVE_TO_PLAN.search(folded):
        out[out.index("target")] = "pct_of_target"
    return tuple(out)


def _figures(text: str, quantities: Sequence[Quantity]) -> list[str]:
    found = [text[q.figure_start : q.figure_end] for q in quantities]
    for m in _FIGURE.finditer(fold(text)):
        if not re.fullmatch(r"(?:19|20)\d\d", m.group()):
            found.append(m.group())
    return list(dict.fromkeys(found))


_CUE_LENGTH = 20
_MARKS = re.compile(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)")


def _content(text: str, folded: str, periods: Sequence[PeriodMatch], doc_spans: Sequence[tuple[int, int]]) -> str:
    """What is left when periods, documents and the words of asking are taken out."""
    blank = list(text)
    spans = [(p.start, p.end) for p in periods] + list(doc_spans)
    spans += [(a, b) for a, b in cue_spans(folded) if b - a <= _CUE_LENGTH]
    for start, end in spans:
        blank[start:end] = " " * (end - start)
    return " ".join("".join(blank).split())


__all__ = ["Intent", "asking_part", "find_documents", "understand"]
