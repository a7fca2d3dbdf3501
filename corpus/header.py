"""The head of a document in the fields of Decree 30/2020/NĐ-CP: number, date, type, subject, organ, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from corpus.header_fields import organ_of, period_of_title
from corpus.header_title import TO, read_title, type_of
from corpus.headings import read_mark
from corpus.lines import Line, is_capitals, is_noise
from corpus.text import fold

HEAD_LINES = 70
"""The head of a document is looked for in this many non-blank lines."""

_BY_NOTATION = {
    "BC": "Báo cáo", "KH": "Kế hoạch", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CTR": "Chương trình",
    "TB": "Thông báo", "TTR": "Tờ trình", "CT": "Chỉ thị", "ĐA": "Đề án", "PA": "Phương án", "HD": "Hướng dẫn",
    "BB": "Biên bản", "KL": "Kết luận",
}  # fmt: skip

_STATE = re.compile(
    r"(?:\bc.{1,3}g h.{1,3} x.{1,3} h.{1,4} ch.{1,3} ngh.{1,3} vi.{1,3} nam|dang cong san viet nam)\b"
    # the name broken over two lines of a narrow column
    r"|^\W*c.{1,3}g h.{1,3} x.{1,3} h.{1,4}(?: ch.{1,3} ngh.{1,3})?\W*$|^\W*(?:ch.{1,3} ngh.{1,3} )?vi.{1,2}t nam\W*$"
)
_MOTTO = re.compile(r"(?<!\S)\S{2,4} \S{2,3}\s{0,2}-\s{0,2}t\S{1,3} do\s{0,2}-\s{0,2}h.{1,3}nh ph.{1,3}c")
_NUMBER = re.compile(
    r"(?P<so>(?<!\w)(?:s\S{0,2}|\S{1,2}[eoé])\s{0,2}:\s{0,3}|(?<!\w)so\s{1,3})"
    r"(?P<num>[\w.…/ ]{0,14}?)\s{0,3}(?P<sep>[/\-–])\s{0,2}"
    r"(?P<notation>(?:\d{4}\s?/\s?)?[a-z]{1,6}(?:[-–/&.]\s?[a-z0-9]+){0,5})"
)
_DATE = re.compile(
    r"(?P<place>[^\d,:;]{2,40}?)\s{0,2},\s{0,4}ng.y\s{0,8}(?P<day>[\d.…_o]{0,6}|\S{1,3})\s{1,8}th.{1,2}ng"
    r"\s{0,8}(?P<month>[\d.…_]{0,6}|\S{1,3})\s{1,8}n.{1,2}m\s{0,4}(?P<year>\d{4}|[\d.…]{0,6})"
)
_ABOUT = re.compile(r"v/v\s*:?\s*")
_ABRIDGED = re.compile(r"\b(?:ban (?:tom luoc|rut gon)|tom luoc)\b.*\bdung thu\b")


@dataclass
class Header:
    """What the head says. `kinds` tells which line numbers are spent on it; `body` is the first line after it."""

    code_number: str = ""
    code_notation: str = ""
    type_name: str = ""
    subject: str = ""
    organ_name: str = ""
    place: str = ""
    issued_date: str = ""
    addressees: tuple[str, ...] = ()
    reporting_period: str = ""
    abridged: bool = False
    confidence: dict[str, float] = field(default_factory=dict)
    spent: set[int] = field(default_factory=set)

    def put(self, name: str, value: str, confidence: float) -> None:
        """Set a field that is still empty."""
        value = value.strip()
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.confidence[name] = confidence


def read_header(lines: list[Line]) -> Header:
    """Read the head from the first lines of a document.

    >>> from corpus.lines import split_lines
    >>> text = "Số: 12/BC-SNN\\nLâm Đồng, ngày 05 tháng 7 năm 2024\\nBÁO CÁO\\nKết quả quý II/2024"
    >>> h = read_header(split_lines(text))
    >>> h.code_number, h.code_notation, h.place, h.issued_date, h.type_name, h.subject, h.reporting_period
    ('12', 'BC-SNN', 'Lâm Đồng', '2024-07-05', 'Báo cáo', 'Kết quả quý II/2024', '2024-Q2')
    """
    header = Header()
    head = [x for x in lines[: HEAD_LINES * 4] if not x.blank][:HEAD_LINES]
    if head and _ABRIDGED.search(fold(head[0].text[:300])):
        header.abridged = True
        header.spent.add(head[0].number)
        head = head[1:]
    stop = _first_body(head)
    top = _read_top(header, head[:stop])
    _read_title(header, head, stop)
    _read_addressees(header, head)
    _read_organ(header, top, lines, head)
    _complete(header)
    return header


def _first_body(head: list[Line]) -> int:
    """Index of the first line that cannot belong to the letterhead."""
    for i, line in enumerate(head):
        mark = read_mark(line.text)
        if mark and mark.style not in "-+*•" and not _NUMBER.search(fold(line.text[:80])):
            return i
        if len(line.text) > 400:
            return i
    return len(head)


def _read_top(header: Header, head: list[Line]) -> list[str]:
    """Number, place and date; returns the letterhead's left-hand lines (the organs)."""
    organs: list[str] = []
    title = next((i for i, x in enumerate(head) if type_of(x.text) or TO.match(fold(x.text))), None)
    rests = [_take_known(header, x.text, fold(x.text)) if len(x.text) <= 200 else None for x in head[:title]]
    known = [i for i, rest in enumerate(rests) if rest is not None]
    limit = title if title is not None else (known[-1] + 1 if known else 0)
    for line, rest in zip(head[:limit], rests, strict=False):
        if len(line.text) > 200:
            break
        header.spent.add(line.number)
        text = line.text if rest is None else rest
        about = _ABOUT.match(fold(text))
        if about:
            header.put("subject", text[about.end() :].strip(), 0.8)
            header.put("type_name", "Công văn", 0.9)
        elif header.type_name == "Công văn" and rest is None and not is_capitals(text):
            header.subject = f"{header.subject} {text}"
        elif is_capitals(text) and not is_noise(line):
            organs.append(text.strip(" -–_*"))
    return organs


def is_number_line(text: str) -> bool:
    """A document number in a line of its own, wherever it stands.

    >>> is_number_line("Số: 54/QĐ-UBND"), is_number_line("Số: 54/QĐ-UBND giao chỉ tiêu cho các đơn vị trực thuộc")
    (True, False)
    """
    m = _number(fold(text[:80]))
    m = m if m and m.start() == 0 else None
    return bool(m) and len(text) < 60 and len(text) - (m.end() if m else 0) < 4


def _number(folded: str) -> re.Match[str] | None:
    """A document's number; "Sở Giao thông – Xây dựng" has none."""
    m = _NUMBER.search(folded)
    return m if m and (":" in m["so"] or re.search(r"\d|[.…]", m["num"])) else None


def _take_known(header: Header, text: str, folded: str) -> str | None:
    """Take number, date, state name and motto out of a line; what is left of them stands before. None: none there."""
    cut = len(text)
    found = False
    for pattern in (_STATE, _MOTTO):
        if m := pattern.search(folded):
            cut, found = min(cut, m.start()), True
    if (m := _number(folded)) and m.start() <= max(30, len(text) // 3):
        digits = re.sub(r"\D", "", m["num"])
        notation = re.sub(r"\s", "", text[m.start("notation") : m.end("notation")]).replace("–", "-")
        if is_capitals("AA" + notation.replace("r", "R").replace("Tr", "TR")):
            header.put("code_number", digits, 0.95 if text[m.start()] in "Ss" and "/" not in m["num"] else 0.5)
            header.put("code_notation", notation, 0.95)
            cut, found = min(cut, m.start()), True
            _take_date(header, text[m.end() :])
            return text[:cut]
    if _take_date(header, text):
        found, cut = True, 0
    return text[:cut] if found else None


def _take_date(header: Header, text: str) -> bool:
    m = _DATE.search(fold(text))
    if not m:
        return False
    try:
        issued = date(int(m["year"]), int(m["month"]), int(m["day"])).isoformat()
    except ValueError:
        issued = ""
    header.put("issued_date", issued, 0.95)
    header.put("place", text[m.start("place") : m.end("place")].strip(" *_"), 0.95 if issued else 0.6)
    return True


def _read_title(header: Header, head: list[Line], stop: int) -> None:
    title = read_title(head, stop)
    if title is None:
        return
    header.type_name, header.confidence["type_name"] = title.type_name, 0.97
    header.spent |= title.spent
    if title.subject:
        header.subject, header.confidence["subject"] = title.subject, 0.9


def _read_addressees(header: Header, head: list[Line]) -> None:
    for i, line in enumerate(head):
        m = TO.match(fold(line.text))
        if not m:
            continue
        header.spent.add(line.number)
        names = [line.text[m.end() :]]
        for follower in head[i + 1 : i + 15]:
            mark = read_mark(follower.text)
            if not (mark and mark.style in "-+*•" and len(follower.text) < 150):
                break
            names.append(follower.text[mark.end :])
            header.spent.add(follower.number)
        out = [p.strip(" .;,-") for n in names for p in re.split(r";\s*|\s-\s(?=[A-ZĐ])", n)]
        header.addressees = tuple(p for p in out if p)
        header.confidence["addressees"] = 0.95
        return


def _read_organ(header: Header, top: list[str], lines: list[Line], head: list[Line]) -> None:
    text = "\n".join(x.text for x in lines[:400])[:200_000]
    closing = " ".join(x.text for x in lines[-60:] if "trân trọng" in x.text and len(x.text) < 400)
    header.put("organ_name", *organ_of(top, text, (_preamble(header, head), closing)))


def _preamble(header: Header, head: list[Line]) -> str:
    """What stands between the title and the first heading."""
    out: list[str] = []
    for line in head:
        if line.number in header.spent:
            continue
        mark = read_mark(line.text)
        if mark and mark.style not in "-+*•":
            break
        out.append(line.text)
    return " ".join(out)[:6000]


def _complete(header: Header) -> None:
    kind = re.split(r"[-/]", re.sub(r"^\d{4}/", "", header.code_notation))[0].upper()
    if kind in _BY_NOTATION:
        header.put("type_name", _BY_NOTATION[kind], 0.7)
    year = re.match(r"\d{4}", header.issued_date)
    header.reporting_period = period_of_title(header.subject, int(year[0]) if year else None)
    if header.reporting_period:
        header.confidence["reporting_period"] = 0.95
