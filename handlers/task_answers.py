"""Answers about who does what: tasks of the plans by their words, and the tasks of a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.models import Task
from corpus.text import fold
from handlers.asking import asks_progress
from handlers.candidates import content_words
from handlers.drafting import cite_task, compose, is_damaged
from handlers.facts import fit
from handlers.fitting import asked_codes, within
from handlers.knowledge import Knowledge
from handlers.progress_answers import answer_late, answer_progress, answer_reported
from handlers.task_claims import task_claim, task_words
from handlers.task_progress import progress_claims
from handlers.values import Answer, Claim, Query
from handlers.wording import period_words, reference, say, shorten
from handlers.words import Word, tokens

ENOUGH = 0.6
_ALIKE = 0.8
_SHOWN = 8
_FEW = 3
_SIDE = 2.5
_LETTER_NUMBER = 3
_ASKS_DUTIES = re.compile(
    r"lam (?:nhung )?gi|(?:co|cac|nhung) nhiem vu|nhiem vu (?:gi|nao)|viec gi|nhung (?:viec|nhiem vu|gi)|phu trach gi"
    r"|duoc giao (?:nhung )?gi|nhiem vu cua"
)
_ASKS_DUE = re.compile(
    r"(?:viec|nhiem vu|cong viec) (?:gi|nao)[\w ]{0,16}(?:\bhan\b|xong|hoan thanh|den han|trong (?:thang"
    r"|quy|nam)|truoc)"
    r"|(?:nhung|cac) (?:viec|nhiem vu)[\w ]{0,16}(?:den han|\bhan\b|phai xong)"
)
_DUTY_WORDS = frozenset(
    "lam gi nhiem vu viec phai phu trach giao ke hoach theo nam phong don vi nao ai chu tri thuoc bo phan".split()
)

_STATE_WORDS = frozenset(
    "xong toi den dau tien do kip roi chua duoc duyet ban hanh hoan thanh trinh thuc hien trien khai han chot thoi khi "
    "bao gio the ra sao con dang da hien tai van ngay".split()
)


def answer_task(query: Query, known: Knowledge) -> Answer | None:
    """Tasks that a "who" or a "what must unit X do" question is about; None when the plans do not say."""
    pool = [t for t in known.tasks if not query.documents or t.doc in query.documents]
    if not pool or {"contact", "person"} & set(query.wanted):
        return None
    if late := answer_late(query, known):
        return late
    if told := _just_told(query, known, pool):
        reported = answer_reported(query, known, told) if asks_progress(query.folded) else None
        return (
            reported
            or answer_progress(query, known, (), told)
            or compose(known, query, "answered", [task_claim(known, t) for t in told])
        )
    if asks_progress(query.folded) and not query.indicators:
        words = _words(query, known)
        best = _best(known, words, pool, several=False)
        if found := answer_reported(query, known, best) or answer_progress(query, known, words, best):
            return found
    if _ASKS_DUE.search(query.folded) and (due := due_in(query, known, pool)):
        return due
    if from_letter := _of_document_named(query, known, pool):
        return from_letter
    if query.units and (_ASKS_DUTIES.search(query.folded) or "list" in query.wanted) and "who" not in query.wanted:
        listed = duties(query, known, pool)
        if listed:
            return listed
    if query.documents and not query.units and (_ASKS_DUTIES.search(query.folded)) and "who" not in query.wanted:
        return of_document(query, known, pool)
    if "who" not in query.wanted and query.intent != "task":
        return None
    return responsible(query, known, pool)


def _just_told(query: Query, known: Knowledge, pool: Sequence[Task]) -> list[Task]:
    """The task that the last answer told, when a follow-up asks only who, until when or how far."""
    if not query.follow_up or not ({"when", "who"} & set(query.wanted) or asks_progress(query.folded)):
        return []
    own = known.evidence.words(" ".join(query.own_words))
    if any(not all(t in _DUTY_WORDS | _STATE_WORDS for t in w.tokens) for w in own):
        return []
    places = [p for i in query.places if (p := known.passages.get(i))]
    found = [t for p in places for t in pool if t.doc == p.doc_key and p.start <= t.span.start < p.end]
    return found[:1]


def _of_document_named(query: Query, known: Knowledge, pool: Sequence[Task]) -> Answer | None:
    """The tasks set by a letter that stands in the heading of an annex ("công văn số 12 giao mấy việc")."""
    numbers = [t for t in query.keywords if t.isdigit() and len(t) >= _LETTER_NUMBER]
    for number in numbers:
        found = [t for t in pool if any(re.search(rf"(?<!\d){number}(?!\d)", s) for s in t.section)]
        if found and not any(known.documents[t.doc].code_number == number for t in found):
            head = say(
                "tasks_head",
                unit=shorten(found[0].section[-1], 90),
                count=len(found),
                doc=reference(known.documents[found[0].doc]),
            )
            claims = [Claim(text=head, citations=(cite_task(known, found[0]),))]
            claims += [Claim(text=task_words(t), citations=(cite_task(known, t),)) for t in found[:_SHOWN]]
            return compose(known, query, "answered", claims)
    return None


def due_in(query: Query, known: Knowledge, pool: Sequence[Task]) -> Answer | None:
    """The tasks whose deadline falls in a period asked ("việc nào xong trong quý II")."""
    claims: list[Claim] = []
    for code in asked_codes(query, known):
        due = [t for t in pool if t.deadline and (fit(t.deadline, code) == 3 or within(t.deadline, code))]
        if due:
            head = say("tasks_due", count=len(due), period=period_words(code))
            claims.append(Claim(text=head, citations=(cite_task(known, due[0]),)))
            named = (say("task_lead", lead=t.lead or "Chung", text=task_words(t)) for t in due[:_SHOWN])
            claims += [Claim(text=text, citations=(cite_task(known, t),)) for text, t in zip(named, due, strict=False)]
    return compose(known, query, "answered", claims) if claims else None


def of_document(query: Query, known: Knowledge, pool: Sequence[Task]) -> Answer | None:
    """The tasks a document sets, when nothing narrower is asked."""
    words = _words(query, known)
    narrowed = [t for t in pool if words and _covered(known, words, t) >= ENOUGH]
    found = narrowed or (list(pool) if sum(w.weight for w in words) < _SIDE else [])
    if not found:
        return None
    document = known.documents[found[0].doc]
    head = say("tasks_head", unit=document.type_name, count=len(found), doc=reference(document))
    claims = [Claim(text=head, citations=(cite_task(known, found[0]),))]
    claims += [Claim(text=task_words(t), citations=(cite_task(known, t),)) for t in found[:_SHOWN]]
    notes = [say("more", count=len(found) - _SHOWN)] if len(found) > _SHOWN else []
    return compose(known, query, "answered", claims, notes)


def duties(query: Query, known: Knowledge, pool: Sequence[Task]) -> Answer | None:
    """The tasks led by the unit named, narrowed by the other words of the question when they fit some."""
    mine = [t for t in pool if t.lead and t.lead in query.units]
    if not mine:
        return None
    words = [w for w in _words(query, known) if not _names_unit(w, query.units)]
    if words:
        ranked = sorted(((_covered(known, words, t), t) for t in mine), key=lambda p: -p[0])
        narrowed = [t for c, t in ranked if c >= ENOUGH]
        if narrowed:
            mine = narrowed
        elif sum(w.weight for w in words) > 6 and len(words) > 1:
            return None
    document = known.documents[mine[0].doc]
    same = list({(t.doc, t.text): t for t in mine}.values())
    head = say("tasks_head", unit=query.units[0], count=len(same), doc=reference(document))
    claims = [Claim(text=head, citations=(cite_task(known, same[0]),))]
    claims += [Claim(text=task_words(t), citations=(cite_task(known, t),)) for t in same[:12]]
    notes = [say("more", count=len(same) - 12)] if len(same) > 12 else []
    return compose(known, query, "answered", claims, notes)


def responsible(query: Query, known: Knowledge, pool: Sequence[Task]) -> Answer | None:
    """Who leads the tasks the question describes: every task that covers it nearly as well as the best."""
    words = _words(query, known)
    if not words:
        return None
    led = [t for t in pool if t.lead]
    several = "list" in query.wanted
    chosen = _best(known, words, led, several)
    sides = [s for s in re.split(r"[,;]|\bcon\b|\bva\b|\bhoac\b", query.marked) if s.strip()]
    if len(sides) > 1 and (several or not chosen or query.folded.count(" nao") > 1):
        for side in sides:
            own = [w for w in known.evidence.words(side) if not all(t in _DUTY_WORDS for t in w.tokens)]
            if sum(w.weight for w in own) > _SIDE:
                chosen += [t for t in _best(known, own, led, several) if t not in chosen]
    chosen = chosen[:_SHOWN]
    if not chosen:
        return None
    claims = [task_claim(known, t) for t in chosen]
    if len(chosen) <= _FEW:
        claims += progress_claims(known, chosen)
    notes = [say("damaged_note")] if is_damaged(known, [c for claim in claims for c in claim.citations]) else []
    return compose(known, query, "answered", claims, notes)


def _best(known: Knowledge, words: Sequence[Word], led: Sequence[Task], several: bool) -> list[Task]:
    """The tasks that cover the words nearly as well as the best does; none when the best does not cover enough."""
    ranked = sorted(((_covered(known, words, t), t) for t in led), key=lambda p: -p[0])
    if not words or not ranked or ranked[0][0] < ENOUGH:
        return []
    floor = max(ranked[0][0] * (_ALIKE if several else 0.9), 0.5)
    return [t for c, t in ranked if c >= floor][: _SHOWN if several else 3]


def _words(query: Query, known: Knowledge) -> list[Word]:
    routine = _DUTY_WORDS | _STATE_WORDS if asks_progress(query.folded) else _DUTY_WORDS
    return [w for w in content_words(query, known) if not all(t in routine for t in w.tokens)]


def _names_unit(word: Word, units: Sequence[str]) -> bool:
    said = {t for u in units for t in tokens(fold(u))}
    return all(t in said for t in word.tokens) or len(word.tokens) == 1


def _covered(known: Knowledge, words: Sequence[Word], task: Task) -> float:
    mine = known.evidence.features(f"{task.text} . {task.status}")
    near = known.evidence.features(" . ".join((*task.section, task.lead)))
    gained = sum(w.weight * max(known.evidence.credit(w, mine), 0.5 * known.evidence.credit(w, near)) for w in words)
    return gained / (sum(w.weight for w in words) or 1.0)
