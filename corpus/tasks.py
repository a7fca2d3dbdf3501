"""Tasks: what a plan asks of whom, and by when; from sections divided by units, orders ("Giao …") and annex tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.models import Cell, Document, Paragraph, Table, TableRow, Task
from corpus.periods import PeriodMatch, find_periods
from corpus.text import fold
from corpus.units import find_units, is_unit_name

_TASK_SECTION = re.compile(
    r"nhiem vu|giai phap|phan cong|to chuc thuc hien|noi dung thuc hien|chi tieu cu the|cong viec|trach nhiem"
    r"|chuong trinh cong tac|phuong huong|noi dung trong tam|yeu cau doi voi"
)
_NO_TASKS = re.compile(
    r"muc dich|ket qua|tinh hinh|da dat|ton tai|han che|thuan loi|kho khan|danh gia|boi canh|can cu"
    r"|nguyen nhan"
)
_ORDER = re.compile(r"^\W*(?:giao|yeu cau|de nghi|phan cong|uy quyen)\s+(?:cho\s+)?")
_LEADS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:la (?:co quan|don vi|dau moi)|chu tri|co trach nhiem|chu dong|phoi hop"
    r"|tham muu|chiu trach nhiem|:|,? ?(?:can|phai)\b)"
)
_PARTNERS = re.compile(
    r"\b(?:phoi hop (?:chat che )?(?:voi|cung)|chu tri cung|phoi hop,? [^.;,]{0,40}?voi|cung voi)\s+"
)
_GROUPS = re.compile(
    r"\b(?:cac )?(?:phong chuyen mon(?:,? (?:va )?don vi(?: truc thuoc)?)?|phong,? (?:ban,? )?don vi(?: "
    r"(?:truc thuoc|lien quan))?"
    r"|so,? (?:ban,? )?nganh(?:,? dia phuong)?(?:,? lien quan)?|don vi (?:truc thuoc|lien quan|chuc nang)"
    r"|co quan(?:,? don vi)? lien quan"
    r"|co quan chuc nang|dia phuong(?: lien quan)?)"
)
_PARTNERS_END = re.compile(
    r"\b(?:thuc hien|xay dung|trien khai|de xuat|tham muu|huong dan|to chuc|hoan thanh|theo doi|don doc"
    r"|kiem tra|ra soat|tuyen truyen|ho tro"
    r"|giai quyet|tang cuong|tap trung|kiem soat|nghien cuu|xac dinh|hoan thien|bao cao|xu ly|day nhanh"
    r"|trinh|lap|dam bao)\b|[.;]"
)
_DUE = re.compile(
    r"(?:\b(?:truoc|xong|hoan thanh(?: \w+){0,3}|cham nhat(?: la)?|han|thoi (?:gian|han)(?: (?:thuc hien"
    r"|hoan thanh|bao cao|gui))?|den het"
    r"|muon nhat|khong qua|trong|gui (?:ve )?\w+ \w+|vao)\b\s*[:\-(]?\s*(?:la\s+|vao\s+|trong\s+|truoc\s+|cuoi\s+)*)$"
)
_DUE_INSIDE = re.compile(r"^(?:truoc|den het|xong|han|trong)\b")
_YEAR_ONLY_DUE = re.compile(
    r"\b(?:hoan thanh|xong|khoi cong|han|thoi (?:gian|han)(?: \w+){0,2}:?)(?:[^.;]{0,25}\b(?:trong|truoc"
    r"|vao|cuoi))?\s*$"
)
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("partners", re.compile(r"phoi hop")),
    (
        "lead",
        re.compile(
            r"chu tri|(?:don vi|co quan|phong|nguoi) (?:thuc hien|phu trach|chiu)|phu trach|dau moi|trach nhiem"
        ),
    ),
    ("status", re.compile(r"tinh hinh|ket qua|trang thai|tien do(?! hoan thanh)(?! thoi gian)")),
    ("deadline", re.compile(r"thoi (?:gian|han|diem)|han hoan thanh|hoan thanh|ngay hoan|tien do hoan thanh|^han\b")),
    ("text", re.compile(r"nhiem vu|noi dung|cong viec|ten viec|hoat dong|dau viec|chi dao")),
)
_SHORTEST = 8
"""Characters of a task at the least."""
_REACH = 200
"""What sets a term is looked for in this many characters before it."""
_NUMBER = re.compile(r"^\s*(?:\(?\d+(?:\.\d+)*[.)]|[-+*•])\s+")


class _Due(NamedTuple):
    code: str
    text: str


def extract_tasks(document: Document) -> list[Task]:
    """The tasks a document sets, in the order of the file; [] for one that sets none.

    A section titled by a unit gives its items to that unit; "Giao X chủ trì, phối hợp với Y …" names lead and partners;
    an annex table of tasks gives a task a row. `deadline` is an ISO date or SDMX period.
    """
    year = _year(document)
    tasks: list[Task] = []
    carried: tuple[int, tuple[object, ...], str] | None = None
    for block in document.blocks():
        if isinstance(block, Table):
            tasks.extend(_from_table(document, block, year))
            continue
        if carried and (block.kind == "heading" or block.section[: carried[0]] != carried[1]):
            carried = None
        if not _is_task(document, block):
            continue
        lead = _section_lead(block) or (carried[2] if carried else "")
        task = _from_paragraph(document, block, lead, year)
        if block.text.rstrip().endswith(":") and task.lead and len(block.text) < 200:
            carried = (len(block.section), block.section, task.lead)
            continue
        tasks.append(task)
    return [t.model_copy(update={"ordinal": i}) for i, t in enumerate(tasks)]


def _year(document: Document) -> int | None:
    said = (document.reporting_period or document.issued_date)[:4]
    return int(said) if said.isdigit() else None


def _is_task(document: Document, p: Paragraph) -> bool:
    """Is the paragraph an item of a section that sets tasks (in a report: of its part that looks ahead)?"""
    if p.kind not in ("item", "text") or len(p.text) < 12 or not p.section:
        return False
    titles = [fold(s.title) for s in p.section if s.title]
    if any(_NO_TASKS.search(t) for t in titles):
        return False
    ahead = any(_TASK_SECTION.search(t) for t in titles)
    leads = bool(re.search(r"\bchu tri\b", fold(p.text[:200]))) and bool(_named_lead(p.text))
    if p.kind == "text" and not (leads or _ORDER.match(fold(p.text))):
        return False
    if fold(document.type_name) == "bao cao":
        return any(re.search(r"phuong huong|nhiem vu|giai phap", t) for t in titles)
    return ahead or any(is_unit_name(s.title) for s in p.section) or bool(_ORDER.match(fold(p.text)))


def _section_lead(p: Paragraph) -> str:
    for section in reversed(p.section):
        if section.title and is_unit_name(section.title):
            return section.title.strip(" :.")
    return ""


def _from_paragraph(document: Document, p: Paragraph, lead: str, year: int | None) -> Task:
    named = _named_lead(p.text)
    due = _deadline(p.text, year)
    return Task(
        doc=document.doc_key,
        ordinal=0,
        text=p.text,
        lead=named or lead,
        partners=_partners(p.text),
        deadline=due.code,
        deadline_text=due.text,
        section=_section(p),
        span=document.span(*p.body.locate(0, len(p.text)), paragraph=p.ordinal),
    )


def _section(p: Paragraph) -> tuple[str, ...]:
    return tuple(s.title for s in p.section if s.title)


def _named_lead(text: str) -> str:
    """The unit an order begins with: "Giao X chủ trì …", "X: …", "X có trách nhiệm …"."""
    folded = fold(text)
    order = _ORDER.match(folded)
    at = order.end() if order else len(text) - len(text.lstrip(" -+*•"))
    units = [u for u in find_units(text[: at + 160]) if u.start == at]
    if units and (order or _LEADS.match(folded, units[0].end)):
        return units[0].name
    named = _NAMED_LEAD.match(text, at)
    return named[1] if named else _lead_within(text)


_NAMED_LEAD = re.compile(r"\s*([A-ZĐ][^\W\d_]+ [^,;:.()]{3,70}?)\s+(?:là đơn vị )?chủ trì\b")
"""A body of a kind that units are not known by, at the head of what it leads: "Nhà hát Chèo chủ trì dàn dựng …"."""


_LEAD_SAID = re.compile(
    r"\b(?:(?:don vi|co quan|bo phan) (?:thuc hien|chu tri|phu trach|dau moi)\s*:|giao(?= \S.{3,60} chu tri\b))\s*"
)


def _lead_within(text: str) -> str:
    """The unit that leads as a later sentence says: "Đơn vị thực hiện: X.", "…; giao X chủ trì, Y phối hợp"."""
    m = _LEAD_SAID.search(fold(text))
    said = re.split(r"[.;\n]", text[m.end() : m.end() + 160])[0] if m else ""
    units = [u for u in find_units(said) if u.start == 0]
    return units[0].name if units else ""


def _partners(text: str) -> tuple[str, ...]:
    folded = fold(text)
    m = _PARTNERS.search(folded)
    if not m:
        units = find_units(text)
        return tuple(u.name for u in units if re.match(r",?\s*(?:cung )?phoi hop(?! voi)\b", folded[u.end :]))
    part = text[m.end() : m.end() + 220]
    units = find_units(part)
    groups = [
        g for g in _GROUPS.finditer(fold(part)) if not any(u.start < g.end() and g.start() < u.end for u in units)
    ]
    spans = [(u.start, u.end, u.name) for u in units] + [
        (g.start(), g.end(), part[g.start() : g.end()]) for g in groups
    ]
    stops = (v.start() for v in _PARTNERS_END.finditer(fold(part)) if not any(a <= v.start() < b for a, b, _ in spans))
    end = next(stops, len(part))
    return tuple(dict.fromkeys(name for start, _, name in sorted(spans) if start < end))


def _deadline(text: str, year: int | None) -> _Due:
    """The time by which it must be done; a year, month or quarter counts only after words that set a term."""
    folded = fold(text)
    for match in find_periods(text):
        code = match.code(year)
        if code is None or match.rule == "date_of_document" or not _sets_term(folded, match):
            continue
        lead_in = _DUE.search(folded, max(0, match.start - _REACH), match.start)
        begin = lead_in.start() if lead_in else match.start
        return _Due(code, text[begin : match.end].strip(" :("))
    return _Due("", "")


def _sets_term(folded: str, match: PeriodMatch) -> bool:
    before = folded[max(0, match.start - 60) : match.start]
    said = folded[match.start : match.end]
    if match.part == "" or match.part == "years":
        return bool(_YEAR_ONLY_DUE.search(before)) or bool(
            re.match(r"(?:trong|truoc|den het) nam", said)
            and re.search(r"\b(?:hoan thanh|xong|khoi cong|thanh lap)\b", before)
        )
    return bool(_DUE.search(before)) or bool(_DUE_INSIDE.match(said)) or match.rule == "up_to_month"


def _columns(table: Table) -> dict[str, int]:
    """Which column holds what, by its heading; the task itself falls back on the label column."""
    found: dict[str, int] = {}
    for index, heading in enumerate(table.columns):
        folded = fold(heading)
        kind = next((name for name, pattern in _COLUMNS if pattern.search(folded)), "")
        if kind and kind not in found:
            found[kind] = index
    if "text" not in found and table.label_column is not None:
        found["text"] = table.label_column
    return found


def _from_table(document: Document, table: Table, year: int | None) -> list[Task]:
    columns = _columns(table)
    if "text" not in columns or not {"lead", "deadline"} & columns.keys():
        return []
    out: list[Task] = []
    lead = ""
    for row in table.rows:
        cells = {name: c for c in row.cells for name, column in columns.items() if c.column == column}
        said = _cell_text(cells, "lead")
        lead = said or lead
        text = cells["text"].text.strip() if "text" in cells else ""
        if len(text) >= _SHORTEST and (said or len(row.cells) > 2):
            out.append(_from_row(document, table, row, cells, lead, year))
    return out


def _cell_text(cells: dict[str, Cell], name: str) -> str:
    return re.sub(r"\s+", " ", cells[name].text).strip() if name in cells else ""


def _bodies_of(cell: str) -> tuple[str, ...]:
    """The bodies a cell lists; as printed, where a name is not wholly a known unit ("Đồn Biên phòng Cửa Lạch").

    >>> _bodies_of("Sở Tài chính, Sở Nội vụ"), _bodies_of("Đồn Biên phòng Cửa Lạch; Hiệp hội Du lịch tỉnh")
    (('Sở Tài chính', 'Sở Nội vụ'), ('Đồn Biên phòng Cửa Lạch', 'Hiệp hội Du lịch tỉnh'))
    """
    found, rest = find_units(cell), cell
    for unit in reversed(found):
        rest = rest[: unit.start] + " " + rest[unit.end :]
    if found and not re.search(r"[^\W\d_]{2,}", re.sub(r"\b(?:và|cùng|các|liên quan|đơn vị)\b", " ", rest)):
        return tuple(u.name for u in found)
    return tuple(
        p
        for piece in re.split(r"[;\n]|,(?! (?:Thể thao|Thương binh|thị trấn|thành phố|phường))", cell)
        if (p := piece.strip())
    )


def _from_row(
    document: Document, table: Table, row: TableRow, cells: dict[str, Cell], lead: str, year: int | None
) -> Task:
    text = cells["text"]
    term = _cell_text(cells, "deadline")
    code = next((c for m in find_periods(term) if m.rule != "date_of_document" and (c := m.code(year))), "")
    due = _Due(code, term) if term else _deadline(text.text, year)
    return Task(
        doc=document.doc_key,
        ordinal=0,
        text=_NUMBER.sub("", re.sub(r"\s+", " ", text.text)).strip(),
        lead=lead,
        partners=_bodies_of(_cell_text(cells, "partners")),
        deadline=due.code,
        deadline_text=due.text,
        status=_cell_text(cells, "status"),
        section=tuple([s.title for s in table.section if s.title] or ([table.caption] if table.caption else [])),
        span=document.span(*text.body.locate(0, len(text.text)), table=table.ordinal, row=row.row, column=text.column),
    )
