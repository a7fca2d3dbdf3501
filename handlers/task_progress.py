"""How far a task is, as later documents tell it: the row of a table of progress, or a sentence that gives its state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Task
from corpus.task_words import read_state
from corpus.text import fold
from handlers.drafting import cite_sentence
from handlers.evidence import Features, Sentence
from handlers.knowledge import Knowledge
from handlers.values import Claim
from handlers.wording import reference, say, shorten
from handlers.words import Word
from index import Passage

_ALIKE = 0.7
"""The share of the shorter name's weight that the longer one must hold."""
_BACK = 0.3
"""The share of the longer name's weight that the shorter one must hold: no name stands for a paragraph."""
_SPECIFIC = 3
"""Syllables that a name must have to be told from others."""
_MOST_SENTENCES = 8
_SENTENCE = 420
_LONG_STATE = 160
_SHORT_STATE = 40
_BETTER = 0.3
_RESULT_HEAD = re.compile(r"trang thai|ket qua|tien do|tinh hinh|tinh trang|danh gia|da thuc hien|ghi chu")
_OF_PLAN = re.compile(
    r"\bhan\b|thoi (?:gian|diem)|chu tri|phoi hop|phu trach|thuc hien$|san pham|\bkinh phi\b|ke hoach"
    r"|^(?:stt|tt|so tt|so|ma(?: so)?|ky hieu|nv)$"
)
"""Columns that say what was asked of whom, not what came of it."""
_ORDINAL = re.compile(r"(?<![\d.,/])\d{1,2}(?![\d.,/])")
_IS_FIGURE = re.compile(r"^[\d.,\s%/+-]*$")
_AT_RISK = re.compile(r"\b(?:nguy co|du bao|co kha nang|kho) (?:\w+ ){0,2}(?:cham|tre|khong kip|kip|hoan thanh)")
_TELLS = re.compile(
    r"\b(?:da|dang|chua|cham|qua han|vuong|khoi luong|tam dung|hoan thanh (?!truoc|trong|nam|muc tieu|ke hoach))\b"
)
_AHEAD = re.compile(r"nhiem vu|phuong huong|giai phap|ke hoach|muc tieu|de xuat|kien nghi")


class Progress(NamedTuple):
    """What a row of a document says of a task: its name there, and the cells that tell state and result."""

    passage: Passage
    label: str
    told: str
    late: bool
    at_risk: bool

    @property
    def words(self) -> str:
        """The row as one line."""
        return f"{self.label}: {self.told.rstrip('.')}."


def progress_rows(known: Knowledge) -> tuple[Progress, ...]:
    """The rows of all tables that tell the state of something done; read once a state of the store."""
    made = known.memo("progress_rows", lambda: tuple(p for r in known.passages.values() if (p := _read_row(r))))
    assert isinstance(made, tuple)
    return made


def _read_row(passage: Passage) -> Progress | None:
    """A row with a cell that tells a state, or results in words under such a head.

    A row of figures is none, nor one of a plan: it says who and until when only.
    """
    if passage.kind != "row":
        return None
    label, cells = _cells(passage.text)
    values = [v for head, v in cells if v and not _OF_PLAN.search(head) and not _IS_FIGURE.match(v)]
    states = [v for head, v in cells if v in values and len(v) <= _LONG_STATE and _is_state(head, v)]
    if not states:
        return None
    folded = fold(" . ".join(values))
    late = any(read_state(v).late for v in states)
    return Progress(passage, label, "; ".join(values), late, bool(_AT_RISK.search(folded)))


def _cells(row: str) -> tuple[str, list[tuple[str, str]]]:
    """A row's label and its cells, the folded head of each with what stands in it; a cell may hold semicolons."""
    label, *parts = row.split("; ")
    cells: list[tuple[str, str]] = []
    for part in parts:
        head, colon, value = part.partition(": ")
        if colon or not cells:
            cells.append((fold(head).strip(" .()"), value.strip()))
        else:
            cells[-1] = cells[-1][0], f"{cells[-1][1]}; {part.strip()}"
    return label.strip(), cells


def _is_state(head: str, value: str) -> bool:
    """Whether a cell tells a state: by its own words, under a head that may say it."""
    if _AT_RISK.search(fold(value)):
        return True
    return bool(read_state(value).state) and (bool(_RESULT_HEAD.search(head)) or len(value) <= _SHORT_STATE)


def progress_of(known: Knowledge, task: Task) -> list[Progress]:
    """The rows of other documents that tell of a task, known again by the words of its name.

    A row that is plainly of another task of the same plan tells nothing of this one.
    """
    rows = [row for row in progress_rows(known) if row.passage.doc_key != task.doc and same_thing(known, task, row)]
    others = [t for t in known.tasks if t.doc == task.doc and t.text != task.text]
    return [row for row in rows if not any(_nearer(known, o, task, row) for o in others)]


def _nearer(known: Knowledge, other: Task, task: Task, row: Progress) -> bool:
    label = known.evidence.features(row.label)
    there, here = (_share(known, known.evidence.words(t.text), label) for t in (other, task))
    return there > here + _BETTER and same_thing(known, other, row)


def same_thing(known: Knowledge, task: Task, row: Progress) -> bool:
    """Whether a row's label names a task: nearly all of the shorter name stands in the longer one."""
    evidence = known.evidence
    mine, theirs = evidence.words(task.text), evidence.words(row.label)
    if not (_is_name(mine) and _is_name(theirs)) or not _numbers_agree(task.text, row.label):
        return False
    held = _share(known, theirs, evidence.features(task.text)), _share(known, mine, evidence.features(row.label))
    return max(held) >= _ALIKE and min(held) >= _BACK


def _numbers_agree(a: str, b: str) -> bool:
    """Whether two names have no different ordinals ("cơ sở 1", "cơ sở 2"); one may leave its own out."""
    one, two = ({int(n) for n in _ORDINAL.findall(fold(text))} for text in (a, b))
    return not one or not two or one <= two or two <= one


def progress_claims(known: Knowledge, tasks: Sequence[Task]) -> list[Claim]:
    """What later documents say of tasks, each with its document: a row, else a sentence; the newest last."""
    out = []
    for task in tasks:
        rows = sorted(progress_of(known, task), key=lambda r: known.documents[r.passage.doc_key].issued_date)
        out += [row_claim(known, row) for row in rows]
        if not rows and (told := sentence_of(known, task)):
            document = known.documents[told.passage.doc_key]
            text = say("task_told", doc=reference(document), text=shorten(told.text, _SENTENCE))
            out.append(Claim(text=text, citations=(cite_sentence(known, told),)))
    return list({claim.text: claim for claim in out}.values())


def row_claim(known: Knowledge, row: Progress) -> Claim:
    """A row of progress as a claim."""
    sentence = Sentence(row.passage, 0, len(row.passage.text), known.evidence.features(row.passage.text))
    text = say("task_told", doc=reference(known.documents[row.passage.doc_key]), text=row.words)
    return Claim(text=text, citations=(cite_sentence(known, sentence),))


def row_coverage(known: Knowledge, words: Sequence[Word], row: Progress) -> float:
    """The share of a question's words that a row's label and cells hold."""
    return _share(known, words, known.evidence.features(f"{row.label} . {row.told}"))


def sentence_of(known: Knowledge, task: Task) -> Sentence | None:
    """The sentence of a later document that tells how far a task is; None when none is plain about it.

    What the other document asks for itself ("Hoàn thành … trước ngày …") tells nothing.
    """
    words = known.evidence.words(task.text)
    if not _is_name(words):
        return None
    keys = [key for key, d in known.documents.items() if key != task.doc and d.origin == "file"]
    if not keys:
        return None
    hits = known.search(task.text, _MOST_SENTENCES, keys)
    passages = [
        p for h in hits if (p := known.passages.get(h.passage_id)) and p.kind not in ("row", "heading", "header")
    ]
    asked = {(t.doc, t.span.paragraph) for t in known.tasks if t.span.paragraph is not None}
    for scored in known.evidence.score(words, passages):
        passage, text = scored.sentence.passage, scored.sentence.text
        ahead = (passage.doc_key, passage.paragraph) in asked or any(_AHEAD.search(fold(t)) for t in passage.section)
        if scored.own_coverage >= _ALIKE and not ahead and _TELLS.search(fold(text)):
            return scored.sentence
    return None


def _share(known: Knowledge, words: Sequence[Word], found: Features) -> float:
    return sum(w.weight * known.evidence.credit(w, found) for w in words) / (_weight(words) or 1.0)


def _is_name(words: Sequence[Word]) -> bool:
    return sum(len(w.tokens) for w in words) >= _SPECIFIC


def _weight(words: Sequence[Word]) -> float:
    return sum(w.weight for w in words)
