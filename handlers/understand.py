"""A question becomes a `Query`: expand phone typing, mend slips, then the same rules that read the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.periods import PeriodMatch, find_periods
from corpus.quantities import Quantity, find_quantities
from corpus.shorthand import expand
from corpus.text import fold, nfc
from handlers.asked_documents import find_bodies, find_documents
from handlers.asked_names import find_names
from handlers.asking import asked_unit, cue_spans, named_intent, wanted
from handlers.initials import spell_initials
from handlers.knowledge import Knowledge
from handlers.spelling import correct
from handlers.values import Query

MAX_QUESTION = 4000
_TAIL = 600
_BARE_HEAD = 0.6
_SHORT = 240
_ASKS = re.compile(r"bao nhieu|\bbn\b|\bmay\b(?! in)|\bnao\b|\bdau\b|\bai\b|\?|the nao|ra sao|phai khong")
_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("target", re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|du toan|duoc giao|giao)\b(?! tong hop)")),
    ("same_period", re.compile(r"cung ky|nam truoc|nam ngoai|so voi 20\d\d")),
    ("cumulative", re.compile(r"luy ke|cong don|tong cong den|den nay")),
)
_RELATIVE_TO_PLAN = re.compile(
    r"(?:so voi|dat|vuot|bang|may %|bao nhieu %|bao nhieu phan tram|% |phan tram|hoan thanh|hut"
    r"|thieu)[\w %]{0,24}(?:ke hoach|chi tieu|du toan)"
)
_PLAN_GROWS = re.compile(
    r"^(?:\w+ ){0,2}(?:ke hoach|chi tieu|muc tieu)\b.*(?:so voi|hon) (?:ke hoach )?(?:nam (?:ngoai|truoc)|20\d\d)"
)
_PLAN_ITSELF = re.compile(
    r"^(?:\w+ ){0,2}(?:ke hoach|chi tieu|muc tieu|du toan)\b(?:(?! %|phan tram|so voi).){0,60}(?:bao nhieu|la may"
    r"|la gi)(?! ?%| phan tram)"
    r"|(?:duoc|phai|thanh pho|tinh|tp) giao\b|\bgiao (?:bao nhieu|may)|giao chi tieu|ghi bao nhieu"
)
_AGAINST = re.compile(r"(?:so(?: voi)?|cung ky|bang|hon|kem|tu|giua|va|lan) $")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # phones paste them
_GLUED = re.compile(r"\bg[dđ]\s?(\d)\b", re.IGNORECASE)
_CLOSE = re.compile(r"(?<=[^\W\d_])(?=(?:19|20)\d\d\b)|(?<=\d)(?=(?:m|ha|km|kg)\b)")
"""Where "kh2025" and "15m" part."""
_FIGURE = re.compile(r"(?<![\w/])\d[\d.,]*\d(?![\w/])|(?<![\w/.,])\d{3,}(?![\w/])")


def understand(raw: str, known: Knowledge) -> Query:
    """Read a question by itself; what it leaves out is filled from the chat by `memory.carry_over`.

    A long letter is read by its last stretch that asks something: people explain first and ask last.
    """
    corrected, mendings = _typed(raw, known)
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
    trace = mendings + list(rules) + ([cue] if cue else [])
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
        periods=_period_codes(folded, periods, _latest_year(known)),
        measures=_measures(folded),
        documents=tuple(documents),
        units=tuple(dict.fromkeys(u.name for u in units)),
        figures=tuple(_figures(corrected, quantities)),
        keywords=tuple(_MARKS.sub(" ", content).split()),
        marked=content,
        trace=tuple(trace),
    )


def _typed(raw: str, known: Knowledge) -> tuple[str, list[str]]:
    """A question with its shorthand spelled out and its slips put right, and what was done to it."""
    text = _INVISIBLE.sub("", nfc(raw)).strip()[:MAX_QUESTION]
    text = _CLOSE.sub(" ", re.sub(r"\s+", " ", text))
    expanded = expand(_GLUED.sub(r"giai đoạn \1", asking_part(text)), printed=known.evidence.singles)
    mended = correct(fold(expanded.text), known.evidence.singles, _known_words(known))
    corrected, spelled = spell_initials(_replace(expanded.text, mended), known)
    trace = [f"viết tắt: {a} → {b}" for a, b in spelled.items()]
    trace += [f"gõ tắt: {r.typed} → {r.read or 'bỏ'}" for r in expanded.replacements]
    trace += [f"sửa: {a} → {b}" for a, b in mended.items()]
    return corrected, trace


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


def _latest_year(known: Knowledge) -> int:
    """The year of the newest document: a day without a year ("đến 20/9") is of it."""
    years = [d.reporting_period[:4] or d.issued_date[:4] for d in known.documents.values()]
    return max((int(y) for y in years if y), default=known.today.year)


def _period_codes(folded: str, periods: Sequence[PeriodMatch], year: int) -> tuple[str, ...]:
    out = []
    shared = next((p.year for p in periods if p.year), None)
    for p in periods:
        if p.rule == "date_of_document" or p.flag == "same_period":
            continue
        if p.flag == "last_year" and p.year is None:
            if not _AGAINST.search(folded[: p.start]):  # "so với năm ngoái" compares; "FDI năm ngoái" asks for it
                out.append(f"{year - 1}-{p.part}" if p.part else str(year - 1))
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
