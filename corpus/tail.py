"""The foot of a document: Nơi nhận and the signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.headings import annex_mark, read_mark
from corpus.lines import Line, is_capitals
from corpus.models import Signer
from corpus.text import fold

_RECIPIENTS = re.compile(r"\W{0,4}noi\s?nh\S{0,4}n\s{0,2}(?:[:.;]|$)")
_MARKED = re.compile(r"(?:k\w{0,2}t|tm|tl|tuq|q)\s?\.\s?\S")
_POSITION = re.compile(
    r"(?:q\.\s?)?(?:pho\s)?(?:truong ban|giam doc|tong giam doc|chu tich|chanh van phong|truong phong|cuc truong|bi thu"
    r"|vien truong|hieu truong|chanh thanh tra|khoi truong|truong doan|thu truong|bo truong|chi cuc truong|truong khoa"
    r"|vu truong|tong cuc truong|truong tram|doi truong|chanh an|to truong)\b"
)
_NAME_WORD = re.compile(r"[A-ZÀ-ỸĐ][a-zà-ỹđ]{0,7}$")
# titles before a name are abbreviations: "PGS.TS.", "BSCKII.", "Th.S", "NGƯT"
_DEGREE = re.compile(
    r"^(?:(?!(?:TM|KT|TL|TUQ|Q)\.)(?:[A-ZĐ][\wĐđ]*[A-ZĐ][\wđ]*|[A-ZĐ][a-zà-ỹđ]{0,5}(?=\.)|(?<=\.)[A-ZĐ](?=[\s.]))"
    r"[.\s,-]+)+"
)
_SIGNED = re.compile(r"\W*(?:da ky|ky ten|ky, (?:dong dau|ghi ro)|dong dau|chu ky)")
_COLUMNS = re.compile(r"\t+|\s{3,}")
_REACH = 15


@dataclass
class Tail:
    """What stands at the foot; `kinds` gives the kind of each line spent on it."""

    recipients: tuple[str, ...] = ()
    signer: Signer = field(default_factory=Signer)
    kinds: dict[int, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)


def is_position(text: str) -> bool:
    """A line of the signature block: TM. ỦY BAN NHÂN DÂN, PHÓ GIÁM ĐỐC.

    >>> is_position("KT. GIÁM ĐỐC"), is_position("CHỦ TỊCH"), is_position("Chủ tịch giao"), is_position("PHỤ LỤC")
    (True, True, False, False)
    """
    folded = fold(text.strip(" .*_"))
    return len(text) < 90 and is_capitals(text) and bool(_MARKED.match(folded) or _POSITION.match(folded))


def is_name(text: str) -> bool:
    """A person's full name in a line of its own.

    >>> is_name("Nguyễn Văn An"), is_name("BSCKII. Lê Thị Hoà"), is_name("Căn cứ Kế hoạch này"), is_name("Lưu: VP")
    (True, True, False, False)
    """
    words = _DEGREE.sub("", text.strip()).split()
    return 2 <= len(words) <= 5 and len(text) < 45 and all(_NAME_WORD.match(w) for w in words)


def read_tail(lines: list[Line], first: int) -> Tail:
    """Find recipients and signature among the lines from number `first` on."""
    tail = Tail()
    start = next((i for i in range(first, len(lines)) if _RECIPIENTS.match(fold(lines[i].text[:30]))), None)
    if start is not None:
        end = _read_recipients(tail, lines, start)
        _read_signer(tail, lines, max(first, start - _REACH), min(len(lines), end + 2 * _REACH), needs_name=False)
        return tail
    lower = max(first, len(lines) // 3)
    for i in range(lower, len(lines)):
        if is_position(lines[i].text) and not is_position(lines[i - 1].text):
            _read_signer(tail, lines, i, min(len(lines), i + 2 * _REACH), needs_name=True)
            if tail.signer.full_name:
                break
    return tail


def _halves(text: str) -> tuple[str, str]:
    """A line of two columns: recipients at the left, signature at the right."""
    for m in _COLUMNS.finditer(text):
        left, right = text[: m.start()].strip(), text[m.end() :].strip(" .")
        if is_position(right) or is_name(right):
            return left, right
    head, semicolon, rest = text.partition(";")
    if semicolon and is_position(rest.strip(" .")):
        return head, rest.strip(" .")
    return text, ""


def _read_recipients(tail: Tail, lines: list[Line], start: int) -> int:
    names: list[str] = []
    right: list[str] = []
    m = _RECIPIENTS.match(fold(lines[start].text))
    rest = lines[start].text[m.end() if m else 0 :].strip()
    left, position = _halves(rest) if not is_position(rest.strip(" .")) else ("", rest.strip(" ."))
    names += [left] if left and any(c.isalpha() for c in left) else []
    right += [position] if position else []
    tail.kinds[lines[start].number] = "recipients"
    i, last = start + 1, start
    while i < len(lines) and i - last <= 4:
        line = lines[i]
        mark = read_mark(line.text)
        if line.blank:
            i += 1
            continue
        goes_on = i == last + 1 and names and not is_capitals(line.text) and not is_name(line.text)
        if not (mark and mark.style in "-+*•") and not goes_on:
            break
        left, position = _halves(line.text[mark.end if mark else 0 :])
        right += [position] if position else []
        if mark:
            names.append(left)
        elif names:
            names[-1] = f"{names[-1]} {left}"
        tail.kinds[line.number] = "recipients"
        last = i
        i += 1
    tail.recipients = tuple(n for n in (_tidy(n) for n in names) if n)
    if tail.recipients:
        tail.confidence["recipients"] = 0.9
    if right:
        positions = [r for r in right if not is_name(r)]
        person = next((r for r in right if is_name(r)), "")
        tail.signer = Signer(position=" ".join(positions), full_name=person)
    return last + 1


def _tidy(name: str) -> str:
    kept = name.split(";")[0].strip()
    return re.sub(r"[\s.,;:/*_§|\\)(\-]+$", "", kept) + (")" if kept.rstrip(" .").endswith(")") else "")


def _read_signer(tail: Tail, lines: list[Line], first: int, end: int, *, needs_name: bool) -> None:
    positions: list[Line] = []
    name = ""
    found: list[Line] = []
    below = False
    for line in lines[first:end]:
        below = below or tail.kinds.get(line.number) == "recipients"
        if line.blank or line.number in tail.kinds:
            continue
        text = line.text.strip(" .")
        begun = bool(positions) or (below and bool(tail.signer.position))
        if annex_mark(text) or line.raw.count("\t") > 2 or "|" in line.raw:
            if begun:
                break
        elif is_position(text) or (positions and is_capitals(text) and len(text) < 90 and not name):
            positions.append(line)
            found.append(line)
        elif begun and is_name(text):
            name = text
            found.append(line)
            break
        elif begun and _SIGNED.match(fold(text)):
            found.append(line)
        elif begun and (len(text) > 60 or read_mark(text)):
            break
    if needs_name and not name:
        return
    _claim_scraps(lines, first, positions, found)
    right = tail.signer.position
    words = [x.text.strip(" .") for x in positions]
    position = " ".join([*words, right] if right else words)
    tail.signer = Signer(position=_spaced(position), full_name=name or tail.signer.full_name)
    if tail.signer.position or tail.signer.full_name:
        tail.confidence["signer"] = 0.9 if tail.signer.full_name else 0.6
    for line in found:
        tail.kinds[line.number] = "signature"


def _claim_scraps(lines: list[Line], first: int, positions: list[Line], found: list[Line]) -> None:
    """Scraps of a stamp directly above the first position belong to the block."""
    if not positions:
        return
    for line in reversed(lines[first : positions[0].number]):
        if line.blank:
            continue
        if len(line.text) >= 30 or sum(len(w) < 3 for w in line.text.split()) < 3:
            break
        found.append(line)


def _spaced(position: str) -> str:
    return re.sub(r"\b(KT|TM|TL|TUQ|Q)\s?\.\s?", r"\1. ", position).strip()
