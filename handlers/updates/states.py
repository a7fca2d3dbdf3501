"""What a message says of a task: its state, how far it is, when it was or will be done, what is in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from corpus.quantities import find_quantities
from corpus.text import fold, is_accented
from handlers.updates.values import TaskState
from handlers.updates.when import Said

_WAITING = (
    r"\b(?:dang )?(?:cho|xin) (?:\w+ ){0,6}?(?:phe duyet|y kien|tham dinh|chap thuan|ky|cho y kien|thong qua|duyet)\b"
)
_PACE = r"\btien do\b(?=[^;\n]*(?:\d|:|\b(?:cham|nhanh|dam bao|dung|tot)\b))"
"""Progress that something is said of: the words alone ask for it."""
_SOME_OF = (
    r"\bda (?:\w+ ){1,3}\d{1,4}/\d{1,4} (?:dn|doanh nghiep|du an|ho so|don vi|xa|phuong|ho|lop|cuoc|nhiem vu|thu tuc"
    r"|khu cong nghiep|quy trinh|cong trinh|nguoi)\b"
)
_SHARE_ALONE = r":\s*(?:(?:dat|duoc|khoang|tren|hon|gan|moi)\s+)*\d{1,3}(?:,\d+)?\s?%\W*$"
"""A share behind a task's name, and nothing else."""
#: name, pattern (folded), the first that fits is the state
STATES: tuple[tuple[TaskState, re.Pattern[str]], ...] = (
    (
        "blocked",
        re.compile(
            r"\b(?:tam dung|phai dung|dang dung|dung lai|bi vuong|dang vuong|vuong mac|con vuong|tac o|bi tac|be tac|"
            r"khong dong y|khong dong thuan|chua the (?:trien khai|thuc hien)|khong trien khai duoc|ach tac|mac o|"
            r"chua trien khai duoc|chua thuc hien duoc)\b"
        ),
    ),
    (
        "not_started",
        re.compile(
            r"\bchua (?:lam|trien khai|thuc hien|bat dau|khoi dong|co gi|tien hanh|khoi cong|xay dung|to chuc"
            r"|ban hanh)\b|\bhoan (?:\d{1,2} lan|sang|den|vi|do)\b"
            r"|\b(?:du kien|se) (?:\w+ ){0,3}?(?:to chuc|trien khai|thuc hien|khoi cong|bat dau)\b"
        ),
    ),
    (
        "in_progress",
        re.compile(
            rf"\bdang (?!ky\b)\w+|\bdu thao\b|{_WAITING}|\b(?:moi|da) (?:duoc|dat) (?:khoang )?\d|"
            rf"{_PACE}|{_SHARE_ALONE}|{_SOME_OF}|\b(?:cham|tre) tien do\b|"
            r"\bco ban\b|"
            r"\b(?:gan|sap) (?:xong|hoan thanh)|\bdu kien (?:\w+ ){0,3}?(?:xong|hoan thanh|ban hanh|trinh)|"
            r"\bchua (?:xong|hoan thanh|ban giao|duoc (?:phe duyet|duyet|thong qua))|\bda trinh\b|\btiep tuc\b|"
            r"\b(?:duoc|dat|khoang) \d{1,3} ?(?:%|phan tram)|\bxin (?:lui|gia han)"
        ),
    ),
    (
        "done",
        re.compile(
            r"\b(?:xong|hoan thanh|hoan tat|ket thuc)\b(?! (?:truoc|trong|vao|thang|quy))|"
            r"\bda (?:ban hanh|phat hanh|ky|to chuc|nghiem thu|ban giao|trien khai|gui|nop|cong bo|phe duyet|"
            r"duoc (?:phe duyet|duyet|ban hanh|thong qua)|hop|cap|thanh lap|khai truong|dua vao|van hanh|bao cao)\b"
        ),
    ),
)
_HEAD = r"(?P<head>[^:]{6,160}):\s"
_OBSTACLE = re.compile(
    r"\b(?:vuong mac|vuong|kho khan|do|vi|thieu|con thieu|chua co"
    r"|cho(?= (?:\w+ ){0,6}(?:phe duyet|y kien|tham dinh|duyet|chap thuan))"
    r"|khong dong y|dan (?:khong|chua)|chua (?:ban giao|bo tri|thong nhat))\b"
)
_PROPOSAL = re.compile(r"\b(?:de xuat|kien nghi|de nghi|xin(?! y kien| loi)|mong|nho)\b")
_CUT = re.compile(r"[;\n]|[.](?=\s|$)|,(?=\s)")
_FUTURE = re.compile(r"\b(?:du kien|dk|se|xin lui|lui|gia han|han|cham nhat|truoc|hen|muon nhat|sap)\b[^.;]*$")
_DID = re.compile(r"\b(?:da|xong|hoan thanh|ban hanh|trinh|ky|phat hanh|to chuc|ngay)\b[^.;]*$")


_IN_THE_WAY = re.compile(r"\b(?:vuong|kho khan|thieu|xin (?:lui|gia han))\b")


def tells(folded: str) -> bool:
    """Whether folded words say how far something is, or what is in its way.

    >>> tells("vuong kinh phi"), tells("tap huan duoc 60%"), tells("kinh gui van phong")
    (True, True, False)
    """
    return bool(_IN_THE_WAY.search(folded)) or any(pattern.search(folded) for _, pattern in STATES)


class State(NamedTuple):
    """A state said in a stretch of a message; texts are as typed in the reading."""

    status: TaskState
    percent: Decimal | None
    date: str
    due: str
    obstacle: str
    proposal: str
    about: str


def state_of(text: str, start: int, end: int, said: Sequence[Said]) -> State | None:
    """What `text[start:end]` says of a task's state; None when it says none. `about` are the words that name the task.

    >>> from handlers.updates.when import periods_of
    >>> t = "Quy chế làm việc: đã ban hành 10/10"
    >>> s = state_of(t, 0, len(t), periods_of(t, fold(t), "2023-10-12"))
    >>> s.status, s.date, s.about
    ('done', '2023-10-10', 'Quy chế làm việc')
    """
    piece = text[start:end]
    folded = fold(piece)
    clauses = _clauses(folded)
    wishes = [c for c in clauses if _PROPOSAL.search(folded, *c)]
    telling = list(folded)
    for a, b in wishes:
        m = _PROPOSAL.search(folded, a, b)
        assert m is not None
        telling[m.start() : b] = " " * (b - m.start())
    told = "".join(telling)
    found = next(((name, m) for name, pattern in STATES if (m := pattern.search(told))), None)
    if found is None:
        return None
    status, _ = found
    percent = _percent(piece, told)
    if status == "done" and percent is not None and percent < 100:
        status = "in_progress"
    if status == "in_progress" and percent == 100 and re.search(_SHARE_ALONE, told):
        status = "done"
    inside = [s._replace(start=s.start - start, end=s.end - start) for s in said if start <= s.start < end]
    days = [s for s in inside if s.rule in ("day", "date", "as_of_date", "month", "up_to_month", "quarter")]
    due = next((s.code for s in reversed(days) if _FUTURE.search(folded, 0, s.start)), "")
    date = next((s.code for s in days if len(s.code) == 10 and s.code != due and _DID.search(folded, 0, s.start)), "")
    obstacle = _first(piece, folded, clauses, _OBSTACLE, skip=wishes)
    proposal = "; ".join(_from(piece, folded, c, _PROPOSAL) for c in wishes)
    return State(
        status, percent, date, "" if status == "done" else due, obstacle, proposal, _about(piece, folded, inside)
    )


def _clauses(folded: str) -> list[tuple[int, int]]:
    ends = [m.start() for m in _CUT.finditer(folded)]
    starts = [0, *(e + 1 for e in ends)]
    return [(a, b) for a, b in zip(starts, [*ends, len(folded)], strict=True) if folded[a:b].strip()]


def _percent(piece: str, told: str) -> Decimal | None:
    for q in find_quantities(piece):
        if q.unit == "%" and told[q.figure_start : q.figure_end].strip():
            below = re.search(r"(?:^|\s)[-−]$", piece[max(0, q.figure_start - 2) : q.figure_start])
            return -q.value if below else q.value
    return None


def _first(
    piece: str, folded: str, clauses: Sequence[tuple[int, int]], pattern: re.Pattern[str], skip: Sequence[object]
) -> str:
    for clause in clauses:
        if clause in skip:
            continue
        hits = (m for m in pattern.finditer(folded, *clause) if not _other_word(piece, m))
        if m := next(hits, None):
            begin = clause[0] if clause[0] > 0 else m.start()
            return piece[begin : clause[1]].strip(" .,;:")
    return ""


def _other_word(piece: str, m: re.Match[str]) -> bool:
    """Accented text says which word it is: "độ" is no "do"."""
    typed = piece[m.start() : m.end()].lower()
    return m.group() in ("do", "vi", "cho") and typed not in ("do", "vì", "chờ", "vi") and is_accented(piece)


def _from(piece: str, folded: str, clause: tuple[int, int], pattern: re.Pattern[str]) -> str:
    m = pattern.search(folded, *clause)
    return piece[m.end() if m else clause[0] : clause[1]].strip(" .,;:")


def _about(piece: str, folded: str, said: Sequence[Said]) -> str:
    """The words that name the task: those before a colon, else the sentence up to what is wished or in the way, without
    days, references and the words of the state itself.
    """
    if m := re.match(_HEAD, piece):
        return m["head"].strip(" -+*•()0123456789.")
    blank = list(piece)
    for s in said:
        blank[s.start : s.end] = " " * (s.end - s.start)
    framing = (m for m in _FRAME.finditer(folded) if _is_frame(piece[m.start() : m.end()].lower()))
    for m in (*_REFERENCE.finditer(folded), *_SHARE.finditer(folded), *framing):
        blank[m.start() : m.end()] = " " * (m.end() - m.start())
    words = "".join(blank)
    stop = min(
        (m.start() for p in (_PROPOSAL, _OBSTACLE) if (m := p.search(folded)) and m.start() > 12), default=len(words)
    )
    return " ".join(words[:stop].split()).strip(" ,.-:;()0123456789%")


_REFERENCE = re.compile(
    r"\b(?:theo )?(?:qd|quyet dinh|nd|nghi dinh|nghi quyet|cong van|van ban|to trinh|cv)\b[ \d/\w-]{0,16}?\d+\S*"
)
_FRAME = re.compile(
    r"\b(?:da|dang|chua|se|moi|duoc|roi|xong|nhe|nha|a|em|e|anh|chi|bao cao|dat|tien do|du kien|co ban|gan|hien|nay)\b"
)
_SHARE = re.compile(r"(?:\b(?:duoc|dat|khoang|tren|hon|gan)\s+)*\b\d{1,3}(?:[.,]\d+)?\s?%(?:\W*\bcon\b)?")
_FRAME_WORDS = frozenset({"đã", "đang", "chưa", "sẽ", "mới", "được", "rồi", "xong", "nhé", "nha", "ạ", "em", "anh",
                          "chị", "báo cáo", "đạt", "tiến độ", "dự kiến", "cơ bản", "gần", "hiện", "nay",
                          "này"})  # fmt: skip


def _is_frame(typed: str) -> bool:
    """Whether a word of the state is meant: "đa ngôn ngữ" is no "đã", "môi trường" no "mới"."""
    return fold(typed) == typed or typed in _FRAME_WORDS
