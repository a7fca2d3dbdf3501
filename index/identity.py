"""Which kept document does an incoming one stand for? Pure decisions on headers; no SQL, no files.

Decree 30/2020/NĐ-CP, Annex VI: a duplicate is one whose number, notation and issuing organ coincide. Numbers restart
each year, so another year of issue is another document.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal, NamedTuple

from corpus.models import Document
from corpus.organs import same_organ
from corpus.text import fold


class Kept(NamedTuple):
    """What the store knows of a kept document when it decides."""

    id: int
    doc_key: str
    sha256: str
    source_file: str
    code_number: str
    code_notation: str
    organ_name: str
    issued_date: str
    reporting_period: str
    abridged: bool
    printed_organ: str = ""
    printed_date: str = ""


class Decision(NamedTuple):
    """What to do with an incoming document: take it (in place of `replaces`) or not, and what to tell."""

    status: Literal["read", "unchanged", "replaced", "skipped"]
    replaces: tuple[Kept, ...] = ()
    qualifier: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()


def decide(document: Document, kept: Iterable[Kept]) -> Decision:
    """How an incoming document meets the kept ones.

    >>> plan = Document(code_number="12", code_notation="KH-BQL", source_file="b.txt", sha256="2", original="",
    ...                 paragraphs=())
    >>> decide(plan, []).status
    'read'
    >>> old = Kept(1, "12/KH-BQL", "1", "a.txt", "12", "KH-BQL", "", "", "", False)
    >>> decide(plan, [old]).status, decide(plan, [old]).warnings[0][:38]
    ('replaced', 'Văn bản số 12/KH-BQL có trong hai tệp ')
    """
    everything = list(kept)
    if any(k.sha256 == document.sha256 for k in everything):
        return Decision("unchanged")
    same = [k for k in everything if _same(document, k)]
    real = [k for k in same if not k.abridged]
    if document.abridged and real:
        return Decision("skipped", reason=f"bản rút gọn; đã có văn bản thật {real[0].doc_key} từ {real[0].source_file}")
    newer = [
        k for k in real if document.issued_date and k.issued_date > document.issued_date and _elsewhere(document, k)
    ]
    if newer:
        return Decision("skipped", reason=_twice(document, newer[0], newer[0].source_file))
    warnings = tuple(_twice(document, k, document.source_file) for k in real if _elsewhere(document, k))
    qualifier = _qualifier(document, [k for k in everything if k not in same])
    return Decision("replaced" if same else "read", tuple(same), qualifier, warnings=warnings)


def _same(document: Document, kept: Kept) -> bool:
    if kept.source_file == document.source_file and PurePath(document.source_file).is_absolute():
        return True
    if document.abridged != kept.abridged and _same_report(document, kept):
        return True
    if not (document.code_number and document.code_notation):
        return not kept.code_number and kept.source_file == document.source_file
    return (
        fold(kept.code_number).lstrip("0") == fold(document.code_number).lstrip("0")
        and fold(kept.code_notation) == fold(document.code_notation)
        and any(same_organ(organ, document.organ_name) for organ in _readings(kept.organ_name, kept.printed_organ))
        and any(_agree(day[:4], document.issued_date[:4]) for day in _readings(kept.issued_date, kept.printed_date))
    )


def _same_report(document: Document, kept: Kept) -> bool:
    """A restatement meets its original even when the scan lost digits of its number: 1482 read as 482."""
    mine, its = document.code_number, kept.code_number
    return (
        bool(document.reporting_period)
        and kept.reporting_period == document.reporting_period
        and (mine.endswith(its) or its.endswith(mine) or mine.startswith(its) or its.startswith(mine))
        and fold(kept.code_notation) == fold(document.code_notation)
        and same_organ(kept.organ_name, document.organ_name)
        and _agree(kept.issued_date, document.issued_date)
    )


def _readings(right: str, printed: str) -> tuple[str, ...]:
    """What was put right, and what had been misread: the next version may be misread alike."""
    return (right, printed) if printed else (right,)


def _agree(left: str, right: str) -> bool:
    """Nothing read on one side contradicts nothing."""
    return not left or not right or left == right


def _elsewhere(document: Document, kept: Kept) -> bool:
    return document.source_file != kept.source_file


def _twice(document: Document, kept: Kept, wins: str) -> str:
    paths = [PurePath(kept.source_file), PurePath(document.source_file), PurePath(wins)]
    short = paths[0].name != paths[1].name
    first, second, winner = (path.name if short else str(path) for path in paths)
    return (
        f"Văn bản số {kept.doc_key} có trong hai tệp khác nội dung: {first} và {second}; giữ nội dung mới ở {winner}."
    )


def _qualifier(document: Document, others: list[Kept]) -> str:
    """Something that tells the document from others of its key: year, organ, folder, then a counter."""
    taken = {k.doc_key for k in others}
    bare = document.model_copy(update={"qualifier": ""})
    if bare.doc_key not in taken:
        return ""
    numbered = bool(document.code_number and document.code_notation)
    folder = PurePath(document.source_file).parent.name
    candidates = [document.issued_date[:4], document.organ_name.strip()] if numbered else [folder]
    candidates += [str(n) for n in range(2, len(taken) + 3)]
    for candidate in candidates:
        if candidate and bare.model_copy(update={"qualifier": candidate}).doc_key not in taken:
            return candidate
    raise AssertionError("the counters outnumber the taken keys")
