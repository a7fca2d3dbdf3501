"""What a list says beside a task: its state in many spellings, a day in many writings. Pure; nothing guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus.models import Task, TaskProgress
from corpus.periods import find_periods
from corpus.text import fold
from corpus.values import Value

_LATE = re.compile(
    r"\b(?:qua (?:thoi )?han|tre (?:thoi )?han|(?:bi )?cham (?:tien do|muon|han|tre)|bi cham|tre tien do"
    r"|khong dung han)\b|^(?:bi |con )?(?:cham|tre)\W*$"
)
_NOT_LATE = re.compile(
    r"\b(?:dung (?:thoi )?han|truoc (?:thoi )?han|trong (?:thoi )?han|som han|vuot tien do|dung tien do|dam bao tien do"
    r"|chua (?:den|toi|qua) (?:thoi )?han|khong (?:bi )?qua han|con (?:trong )?(?:thoi )?han)\b"
)
_NOT_BEGUN = re.compile(
    r"\b(?:chua (?:duoc )?(?:thuc hien|trien khai|bat dau|xu ly|tiep nhan|lam|giai quyet|th|khoi cong)|moi giao"
    r"|chua co ket qua|not started)\b"
)
_OPEN = re.compile(
    r"\b(?:chua (?:\w+ )?(?:xong|hoan thanh|hoan tat|ht|dat)|khong hoan thanh)|^chua\W*$"
    r"|\b(?:(?:gan|sap|co ban|se|du kien|phan dau|tiep tuc|dang) (?:da )?(?:xong|hoan thanh|hoan thien|ht)"
    r"|(?:du kien|phan dau|phai|se|can) (?:\w+ ){0,3}(?:xong|hoan thanh)"
    r"|da thuc hien (?:duoc |khoang |dat )*[1-9]?\d(?:[,.]\d+)? ?%"
    r"|hoan thanh (?:mot phan|1 phan|(?:duoc |khoang |dat )*[1-9]?\d(?:[,.]\d+)? ?%))"
)
_DOING = re.compile(
    r"\b(?:dang|tiep tuc|da trinh|cho (?:\w+ ){0,4}(?:duyet|y kien|ky)|th\b|trien khai|in progress|doing"
    r"|gia han"
    r"|(?:duoc |khoang |dat )*[1-9]?\d(?:[,.]\d+)? ?%)"
)
_DONE = re.compile(
    r"\b(?:hoan thanh|hoan tat|da xong|xong|ht|ket thuc|da (?:\w+ )?(?:thuc hien|ban hanh|giai quyet|xu ly)"
    r"|done|completed?)\b|\b100 ?%"
)
_STUCK = re.compile(
    r"(?<!khong )(?<!het )(?<!khong con )(?<!thao go )\b(?:vuong(?: mac)?|ach tac|be tac|bi tac|tam dung|dung lai"
    r"|dang dung|chua the (?:trien khai|thuc hien)|(?:khong|chua) (?:trien khai|thuc hien) duoc)\b"
)
_CODE = re.compile(r"\d{4}(?:-(?:S[12]|Q[1-4]|M(?:0[1-9]|1[0-2])|\d\d-\d\d))?$")
_SHORT_YEAR = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{2})\b(?![./-]?\d)")
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?![\d/-])")
_SERIAL = re.compile(r"[34]\d{4}$|5[0-5]\d{3}$")
_EPOCH = date(1899, 12, 30)
"""Day zero of spreadsheets."""


class Said(Value):
    """A state as it is said: `late` whether it says so (None: it does not say), `on` the day it was done (ISO)."""

    state: TaskProgress = ""
    late: bool | None = None
    on: str = ""


def read_state(text: str) -> Said:
    """The state that some words tell; an empty one for words that tell none.

    >>> read_state("Đã hoàn thành (quá hạn)")
    Said(state='done', late=True, on='')
    >>> read_state("chưa đến hạn"), read_state("Hoàn thành 60%").state, read_state("Văn phòng").state
    (Said(state='doing', late=False, on=''), 'doing', '')
    """
    folded = " ".join(fold(text).split())
    in_time = _NOT_LATE.search(folded)
    late = False if in_time else True if _LATE.search(folded) else None
    bare = _NOT_LATE.sub(" ", folded)
    if _NOT_BEGUN.search(bare):
        return Said(state="not_started", late=late)
    if _OPEN.search(bare):
        return Said(state="doing", late=late)
    if _DONE.search(bare):
        days = [code for m in find_periods(text) if m.rule in ("date", "as_of_date") and (code := m.code(None))]
        return Said(state="done", late=late, on=days[-1] if days and len(days[-1]) == 10 else "")
    return Said(state="doing" if late is not None or _DOING.search(bare) else "", late=late)


def state_of(task: Task) -> Said:
    """How far a task is: as it was reported, else as the words beside it tell."""
    return Said(state=task.state, on=task.done_on) if task.state else read_state(task.status)


def is_stuck(task: Task) -> bool:
    """Whether what is said of a task names something that stands in its way; a task done is never stuck."""
    return stands_in_the_way(task.status) and state_of(task).state != "done"


def stands_in_the_way(text: str) -> bool:
    """Whether some words say that something stands in the way.

    >>> [stands_in_the_way(t) for t in ("đang vướng, vướng mắc: mặt bằng", "Tạm dừng", "không vướng", "hết vướng mắc")]
    [True, True, False, False]
    """
    return bool(_STUCK.search(" ".join(fold(text).split())))


def read_day(text: str, year: int | None) -> tuple[str, str]:
    """The day or period of a cell as an ISO date or SDMX code, and a sentence when it names a day that is none.

    >>> [read_day(t, 2024)[0] for t in ("15.10.2024", "30/9/24", "Quý III/2024", "2024-09-30", "45565", "Thường xuyên")]
    ['2024-10-15', '2024-09-30', '2024-Q3', '2024-09-30', '2024-09-30', '']
    >>> read_day("31/02/2024", 2024)
    ('', 'không có ngày 31/02/2024')
    """
    bare = text.strip().split("T00:00", 1)[0].removesuffix(" 00:00:00")
    if not bare:
        return "", ""
    if _CODE.match(bare) and (len(bare) < 10 or _is_day(bare)):
        return bare, ""
    if _SERIAL.match(bare):
        return (_EPOCH + timedelta(days=int(bare))).isoformat(), ""
    full = _SHORT_YEAR.sub(lambda m: f"{m[1]}/{m[3]}/20{m[4]}", bare)
    for day, month, its_year in _DAY.findall(full):
        if not _is_day(f"{its_year}-{int(month):02d}-{int(day):02d}"):
            return "", f"không có ngày {day}/{month}/{its_year}"
    codes = [c for m in find_periods(full) if m.rule != "date_of_document" and (c := m.code(year))]
    return (codes[-1] if codes and "gia han" in fold(full) else codes[0] if codes else ""), ""


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
