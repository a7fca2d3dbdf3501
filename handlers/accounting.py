"""Whether a figure answers all that is asked: every content word of the question must stand at it.

The words that hold for a figure are its own stretch of the sentence, what it is a part of ("87 ca sởi, trong đó …"),
the head of the sentence, the titles above it and the header of its document. A word of the question that stands in
none of them says that another thing is asked: "trẻ em gái" is not answered with all children.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from corpus.models import Observation
from corpus.text import fold, sentences
from handlers.binding import Stretch, goes_on, head_of, stretches, wholes
from handlers.evidence import Evidence, Features, Sentence
from handlers.fitting import figures_of
from handlers.knowledge import Knowledge
from handlers.spelling import is_syllable
from handlers.values import Query
from handlers.words import Word, is_stop, tokens

_HELD = 0.4
"""Credit from which a word counts as said."""
_NEGATIONS = frozenset({"chua", "khong"})
_TIMELY = frozenset({"qua", "dung", "som", "tre"})
_SIDES = frozenset({"truoc", "sau", "trong", "ngoai", "tren", "duoi"})
"""Function words that tell one thing from another before a word they belong to: "sau thuế", "ngoài nước"."""
_NUMBERED = frozenset("so dot doan khu lo hang cap nhom thon to lan loai phan ky tuyen".split())
"""What is told apart by a number behind it: "xí nghiệp số 3", "giai đoạn 2"."""
_MEASURED = frozenset("thang nam quy ngay tuan ha km nguoi lan tan ty trieu".split())
_ORDINALS = 20
_SHORTEST_INITIALS = 3
_SHORT = 2
_BEFORE_ASKING = re.compile(r"(\w+) (?:bao nhieu|may)\b")
_LEADS_ASKING = frozenset(
    "la co duoc dat con het nay roi den can khoang tong bi cho them gom ra len xuong da thi phai so tu lam gi moi "
    "nhieu voi tang giam chiem giao cap trong hien tren ve duoi bang thang ngay nam quy vay the hon thu chi nhat khi "
    "nao ai dau sao va hay muc cung tam gan qua toi xong theo cua o nua lai di uoc nho moc".split()
)
#: what a question says around the thing asked; no evidence against a figure that lacks it
_ROUTINE = (
    "so luong tong cong tat ca hien nay hien co bao nhieu muc dat duoc dat tien la co gia tri con so toan bo nam nay "
    "thuc hien ke hoach chi tieu uoc khoang ket qua thuc te tinh den het nhieu it dai rong dung chiem ti le ty le "
    "phan tram trieu ty dong nghin dong usd ghi nhan cap phat hien giai quyet so voi tang giam cung ky luy ke ca roi "
    "den nay vay rieng theo dia phuong don vi minh ben chung toan nganh co quan han thoi han nam truoc "
    "m2 m3 ha km tan kg kw"
)
_AROUND = frozenset(_ROUTINE.split())
_PHRASES = frozenset(pairwise(_ROUTINE.split()))
"""Its pairs of syllables; another pair of the same syllables ("gia hạn") is a word of its own."""
_DENIES = re.compile(r"\b(?:khong|chua)")
_HAS_DONE = re.compile(
    r"\bđã\b|\bda (?!\w+ (?:bao nhieu|may)\b.*\bda\b)\w+ .*(?:bao nhieu|may)\b|\bda \w+ (?:duoc )?(?:bao nhieu|may)\b"
)
_HOW_MANY = re.compile(r"\bbao nhieu\b|\bmay\b")
_ASKED_KIND = re.compile(r"(\w+)(?: (\w+))? nao\b")


def asked_words(query: Query, known: Knowledge) -> list[Word]:
    """The words of a question that a figure must account for, with what turns their meaning round."""
    evidence = known.evidence
    keywords = query.own_words if query.follow_up else query.keywords
    kinds = {t for m in _ASKED_KIND.finditer(query.folded) for t in m.groups() if t}
    free = _AROUND | kinds | set(query.wanted_unit.split())
    words = [
        w
        for w in evidence.words(" ".join(keywords))
        if not all(t in free or t.isdigit() for t in w.tokens) and "".join(w.tokens) not in free
    ]
    short = _short_words(keywords, words, free, evidence)
    return [*words, *short, *_thing_asked(query, words, free, evidence), *turning(keywords, evidence)]


def hidden_words(query: Query, evidence: Evidence) -> list[Word]:
    """The pairs of a question that look routine by their syllables only and that documents have: "gia hạn".

    Left out of `asked_words`, for a sentence may say them in another way.
    """
    found = evidence.words(" ".join(query.keywords))
    return [
        w
        for w in found
        if len(w.tokens) > 1 and set(w.tokens) <= _AROUND and w.tokens not in _PHRASES and not evidence.unknown(w)
    ]


def _short_words(
    keywords: Sequence[str], words: Sequence[Word], free: Container[str], evidence: Evidence
) -> list[Word]:
    """Syllables of two letters that are words by themselves: "nữ", "gà", "bò"."""
    inside = {t for w in words for t in w.tokens}
    alone = [t for k in keywords if len(t := fold(k)) == _SHORT and t not in inside and t not in free]
    return [Word((t,), evidence.weight((t,))) for t in alone if is_syllable(t) and not is_stop(t)]


def _thing_asked(query: Query, words: Sequence[Word], free: Container[str], evidence: Evidence) -> list[Word]:
    """The syllable right before "bao nhiêu", though it may look like a function word typed without marks: "đàn dê"."""
    inside = {t for w in words for t in w.tokens}
    said = {m[1] for m in _BEFORE_ASKING.finditer(query.folded)} - _LEADS_ASKING - inside
    plain = query.text.lower() == query.folded
    return [Word((t,), evidence.weight((t,))) for t in said if plain and t not in free and is_stop(t)]


def turning(keywords: Sequence[str], evidence: Evidence) -> list[Word]:
    """Pairs of a word and what makes it another thing: "chưa tiêm", "sau thuế", "số 3", "Sông Lô 2", "4 sao"."""
    out = []
    said = [fold(k) for k in keywords]
    for (a, b), after in zip(pairwise(said), [*said[2:], ""], strict=False):
        negated = a in _NEGATIONS and not is_stop(b) and b != "han"
        sided = a in _SIDES and not is_stop(b) and evidence.pairs[a, b]
        starred = a.isdigit() and b == "sao"
        numbered = after not in _MEASURED and _is_numbered(a, b, evidence)  # "trong KCN 1 tháng" is no KCN 1
        timely = b == "han" and a in _TIMELY
        if negated or sided or starred or numbered or timely:
            out.append(Word((a, b), evidence.weight((a, b))))
    return out


def _is_numbered(a: str, b: str, evidence: Evidence) -> bool:
    if not b.isdigit() or len(b) > 2 or a.isdigit():
        return False
    return a in _NUMBERED or any(evidence.pairs[a, str(n)] for n in range(1, _ORDINALS))


def turned(query: Query, known: Knowledge, o: Observation) -> list[Word]:
    """The words that make another thing of a catalogued figure and stand nowhere at it: "nữ", "chưa", "cơ sở 1".

    None for a damaged reading, and for figures of a table, whose columns may say them.
    """
    if known.documents[o.doc].text_quality == "restored" or o.span.table is not None:
        return []
    evidence = known.evidence
    keywords = query.own_words if query.follow_up else query.keywords
    named = evidence.features(" . ".join((*query.terms, *query.units)))
    short = _short_words(keywords, evidence.words(" ".join(keywords)), _AROUND, evidence)
    # "thu nhập trong KCN": where it is, the figure need not repeat
    words = [w for w in turning(keywords, evidence) if w.tokens[0] not in _SIDES] + short
    texts = [evidence.features(t) for t in (o.indicator, o.entity, o.reading or o.clause.quote)]
    return _lacking([w for w in words if evidence.credit(w, named) < _HELD], query, evidence, texts)


def words_of(text: str, stretch: Stretch) -> str:
    """All that holds for a figure in its sentence: its stretch, those it is a part of, and the head.

    A figure that ends its stretch may leave out what is counted, said with an earlier figure of its unit: "thu gom 9
    tấn rác, đốt 4 tấn".
    """
    found = stretches(text)
    said = [text[s.start : s.end] for s in (stretch, *wholes(text, stretch))]
    last = stretch.figures[-1]
    if stretch.end <= last.end:
        before = (s for s in found if s.start < stretch.start and any(q.unit == last.unit for q in s.figures))
        said += [text[s.figures[-1].end : s.end] for s in before]
    return " . ".join((*said, head_of(text)))


def lacks(query: Query, known: Knowledge, sentence: Sentence) -> list[Word]:
    """The words asked that the best fitting figure of a sentence does not account for; none for a damaged reading."""
    if known.documents[sentence.passage.doc_key].text_quality == "restored":
        return []
    words = asked_words(query, known)
    evidence = known.evidence
    around = [evidence.features(" . ".join(sentence.passage.section)), evidence.context(sentence.passage.doc_key)]
    around += [evidence.features(t) for t in _led_by(sentence)]
    text = sentence.text
    parts = stretches(text) if sentence.passage.kind != "row" else ()
    if (denied := _denied(query, words, sentence)) or _only_planned(query, known, sentence):
        return denied or words
    if len(parts) < 2 or len(_HOW_MANY.findall(query.folded)) > 1:
        return _lacking(words, query, evidence, [sentence.own, *around])
    gaps = [_lacking(words, query, evidence, [evidence.features(words_of(text, s)), *around]) for s in parts]
    return min(gaps, key=lambda gap: sum(w.weight for w in gap))


def _denied(query: Query, words: Sequence[Word], sentence: Sentence) -> list[Word]:
    """The words that a sentence only denies ("không dùng tiền mặt") where the question does not."""
    if _DENIES.search(query.folded):
        return []
    said = " ".join(tokens(fold(sentence.text)))
    out = []
    for w in words:
        told = len(re.findall(rf"\b{re.escape(w.text)}\b", said))
        if told and told == len(re.findall(rf"{_DENIES.pattern} (?:\w+ )?{re.escape(w.text)}\b", said)):
            out.append(w)
    return out


def _only_planned(query: Query, known: Knowledge, sentence: Sentence) -> bool:
    """Whether what has been done is asked, and a sentence only says what is to be done."""
    if not _HAS_DONE.search(query.text.lower()):
        return False
    found = figures_of(known, sentence.passage, sentence.text)
    return bool(found) and all(o.measure == "target" for o in found)


def least_lacking(query: Query, known: Knowledge, text: str) -> list[Stretch]:
    """The figures of a sentence whose words leave the least of the question over."""
    words = asked_words(query, known)
    evidence = known.evidence
    gaps = {
        s: sum(w.weight for w in _lacking(words, query, evidence, [evidence.features(words_of(text, s))]))
        for s in stretches(text)
    }
    least = min(gaps.values())
    return [s for s, gap in gaps.items() if gap <= least + 1e-9]


def _led_by(sentence: Sentence) -> list[str]:
    """What stands before a sentence that goes on: the head of its statement, and the sentence it is a part of."""
    passage, text = sentence.passage, sentence.text
    if not sentence.start or not text[:1].islower() or passage.kind == "row":
        return []
    before = [passage.text[a:b] for a, b in sentences(passage.text) if b <= sentence.start]
    opening = next((i for i in range(len(before) - 1, -1, -1) if not before[i][:1].islower()), 0)
    out = [head_of(before[opening])] if before else []
    return [*out, before[-1]] if before and goes_on(text) else out


def _lacking(words: Sequence[Word], query: Query, evidence: Evidence, texts: Sequence[Features]) -> list[Word]:
    missing = [w for w in words if not any(evidence.credit(w, f) >= _HELD for f in texts)]
    if missing and (short := _initials(query, texts)):
        missing = [w for w in missing if not set(w.tokens) <= short]
    return missing


def _initials(query: Query, texts: Sequence[Features]) -> set[str]:
    """The words of a question that a text has as their initials: "quy hoạch chi tiết" of a QHCT."""
    plain = tokens(query.folded)
    out: set[str] = set()
    for i in range(len(plain)):
        for size in range(_SHORTEST_INITIALS, _SHORTEST_INITIALS + 3):
            run = plain[i : i + size]
            if len(run) == size and any("".join(t[0] for t in run) in f.singles for f in texts):
                out |= set(run)
    return out
