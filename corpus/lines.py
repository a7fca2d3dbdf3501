"""A document as clean lines: Markdown, HTML and footnote marks taken out, every character still traced."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from corpus.alignment import EMPTY, Segment, Strand, add_segment
from corpus.form_rows import form_parts
from corpus.text import fold

MAX_LINE = 20_000
"""A longer line is text, whatever it looks like: marks are not looked for in it beyond this many characters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark taken out of a line: it stood after `at` characters of the clean text."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class NoteForms:
    """Which footnote labels begin a line somewhere, by form: a mark of an uncertain form needs its note."""

    labels: frozenset[tuple[str, str]] = frozenset()

    def has(self, form: str, label: str) -> bool:
        """Whether a line begins with this label in this form."""
        return (form, label) in self.labels


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line. `start`, `end` bound it in the reading (line end excluded), `raw` is what stands there."""

    number: int
    start: int
    end: int
    raw: str
    body: Strand
    marks: tuple[Mark, ...] = ()
    hashes: int = 0
    bold: bool = False
    italic: bool = False
    note: str = ""
    """Label of the footnote that this line begins, '' when it begins none."""
    forms: NoteForms = field(default_factory=NoteForms, repr=False)

    @property
    def text(self) -> str:
        """The clean text."""
        return self.body.text

    @property
    def blank(self) -> bool:
        """Nothing but marks and spaces."""
        return not self.body.text


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE_START = re.compile(
    r"^[\s>]{0,20}(?:<sup>\s{0,3}(?P<sup>[\w*†‡]{1,4})\s{0,3}</sup>\s*:?"
    r"|\[\^(?P<caret>[\w-]{1,20})\]:?"
    r"|\\?\[(?P<square>\d{1,3})\\?\](?!\()"
    r"|(?P<super>[⁰¹²³⁴-⁹]{1,3})"
    r"|\((?P<round>\d{1,2})\))(?=\s*\S)"
)
_INLINE = re.compile(
    r"<sup>\s{0,3}(?P<sup>[\w*†‡]{1,4})\s{0,3}</sup>"
    r"|\[\^(?P<caret>[\w-]{1,20})\]"
    r"|\\?\[(?P<square>\d{1,3})\\?\](?!\()"
    r"|(?P<super>[⁰¹²³⁴-⁹]{1,3})"
    r"|(?<=[\w%)”\"])\((?P<round>\d{1,2})\)(?=[\s.,;:)]|$)"
    r"|\\(?P<escape>[\\`*_{}\[\]()#+\-.!~|>])"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<tag></?(?:b|i|u|s|em|strong|span|p|div|center|font|small|big|sub|sup|br|a|mark|h[1-6])\b[^<>]{0,200}>)"
    r"|(?P<image>!\[[^\[\]]{0,200}\]\([^()\s]{0,300}\))"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,10});)"
)
_PREFIX = re.compile(r"[ \t\ufeff\f]*(?:>[ \t]?){0,5}(?P<hashes>#{1,6})?(?=[ \t]|$)?")
_AREA = re.compile(r"(?:^|[\s\d/])[kcdm]?m$")
_NEEDS_NOTE = ("square", "super", "round")


def _note_label(match: re.Match[str]) -> tuple[str, str]:
    form = match.lastgroup or ""
    return form, match[form].translate(_SUPERSCRIPTS)


def _find_forms(raw_lines: list[str]) -> NoteForms:
    labels: set[tuple[str, str]] = set()
    attached: set[str] = set()
    for raw in raw_lines:
        if (m := _NOTE_START.match(raw)) and m.lastgroup:
            form, label = _note_label(m)
            # "(1)" begins headings too: a note only where "(1)" hung on a word before
            if form != "round" or label in attached:
                labels.add((form, label))
        if "(" in raw:
            attached.update(m["round"] for m in _INLINE.finditer(raw[:MAX_LINE]) if m["round"])
    return NoteForms(frozenset(labels))


def _emphasis(raw: str, start: int, end: int, stars: list[re.Match[str]]) -> dict[int, tuple[int, int]]:
    """Which runs of asterisks are emphasis: start of run -> (its pair's start, length); the others are text."""
    pairs: dict[int, tuple[int, int]] = {}
    first, last = len(raw) - len(raw.lstrip(" \t#>")), len(raw.rstrip())
    open_runs: list[re.Match[str]] = []
    for m in stars:
        before = raw[m.start() - 1] if m.start() > start else " "
        after = raw[m.end()] if m.end() < end else " "
        size = m.end() - m.start()
        if not before.isspace() and open_runs and len(open_runs[-1].group()) == size:
            opener = open_runs.pop()
            pairs[opener.start()] = (m.start(), size)
            pairs[m.start()] = (opener.start(), size)
        elif not after.isspace():
            open_runs.append(m)
        # emphasis that begins or ends on another line
        at_edge = m.end() == last or (m.start() <= max(first, start) and m.end() < last)
        if m.start() not in pairs and size > 1 and at_edge:
            pairs[m.start()] = (m.start(), size)
    return pairs


class _Cleaner:
    """Collects the kept characters of one line."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.texts: list[str] = []
        self.segments: list[Segment] = []
        self.length = 0
        self.marks: list[Mark] = []

    def keep(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        new = (self.length, self.length + len(text), start + self.offset, end + self.offset)
        add_segment(self.segments, new)
        self.texts.append(text)
        self.length += len(text)

    def strand(self) -> tuple[Strand, tuple[Mark, ...]]:
        whole = Strand("".join(self.texts), tuple(self.segments))
        left = len(whole.text) - len(whole.text.lstrip())
        body = whole.strip()
        return body, tuple(Mark(min(max(0, m.at - left), len(body.text)), m.label) for m in self.marks)


def clean(raw: str, start: int, end: int, offset: int, forms: NoteForms) -> tuple[Strand, tuple[Mark, ...], bool, bool]:
    """Clean `raw[start:end]`, standing at `offset + start` of the reading: body, footnote marks, bold, italic."""
    tokens = list(_INLINE.finditer(raw, start, min(end, start + MAX_LINE)))
    emphasis = _emphasis(raw, start, end, [m for m in tokens if m["stars"]])
    out = _Cleaner(offset)
    at = start
    for m in tokens:
        out.keep(raw[at : m.start()], at, m.start())
        _token(m, raw, out, emphasis, forms)
        at = m.end()
    out.keep(raw[at:end], at, end)
    body, marks = out.strand()
    covered = {2: 0, 1: 0}
    for opener, (closer, size) in emphasis.items():
        if opener == closer:
            covered[2] += len(body.text)
        if opener < closer:
            for kind in (1, 2) if size == 3 else (size,):
                covered[kind] += closer - opener - size
    tags = raw[start : start + 40].lower()
    bold = covered[2] >= 0.8 * len(body.text) > 0 or (tags.lstrip().startswith(("<b>", "<strong>")))
    return body, marks, bold, covered[1] >= 0.8 * len(body.text) > 0


def _token(m: re.Match[str], raw: str, out: _Cleaner, emphasis: dict[int, tuple[int, int]], forms: NoteForms) -> None:
    kind = m.lastgroup or ""
    if kind in ("tag", "image", "comment"):
        if m.group().lower().startswith("<br"):
            out.keep(" ", m.start(), m.end())
    elif kind == "stars":
        if m.start() not in emphasis:
            out.keep(m.group(), m.start(), m.end())
    elif kind == "escape":
        out.keep(m["escape"], m.end() - 1, m.end())
    elif kind == "entity":
        plain = html.unescape(m.group())
        out.keep(plain if len(plain) == 1 else m.group(), m.start(), m.end())
    else:
        label = m[kind].translate(_SUPERSCRIPTS)
        before = raw[max(0, m.start() - 4) : m.start()]
        is_power = kind in ("sup", "super") and (bool(_AREA.search(before)) or before.endswith("10")) and label in "23"
        if is_power or (kind in _NEEDS_NOTE and not forms.has(kind, label)):
            shown = m[kind] if kind == "sup" else m.group()
            first = m.start(kind) if kind == "sup" else m.start()
            out.keep(shown, first, first + len(shown))
        else:
            out.marks.append(Mark(out.length, label))


def split_lines(reading: str) -> list[Line]:
    """The clean lines of a reading.

    >>> [(x.text, x.bold, x.note) for x in split_lines("## **1. Mục đích**\\nđạt 5%<sup>1</sup>.\\n<sup>1</sup> Ước.")]
    [('1. Mục đích', True, ''), ('đạt 5%.', False, ''), ('Ước.', False, '1')]
    """
    raw_lines = reading.split("\n")
    forms = _find_forms(raw_lines)
    out: list[Line] = []
    offset = 0
    for raw in raw_lines:
        for at, part in form_parts(raw) if len(raw) <= MAX_LINE else [(0, raw)]:
            out.append(_line(len(out), part, offset + at, forms))
        offset += len(raw) + 1
    return out


def _line(number: int, raw: str, offset: int, forms: NoteForms) -> Line:
    end = offset + len(raw)
    if not raw or raw.isspace():
        return Line(number, offset, end, raw, EMPTY, forms=forms)
    prefix = _PREFIX.match(raw)
    begin = prefix.end() if prefix else 0
    hashes = len(prefix["hashes"] or "") if prefix else 0
    note = ""
    if (m := _NOTE_START.match(raw)) and m.lastgroup and forms.has(*_note_label(m)):
        note, begin = _note_label(m)[1], m.end()
    body, marks, bold, italic = clean(raw, begin, len(raw), offset, forms)
    return Line(number, offset, end, raw, body, marks, hashes, bold, italic, note, forms)


_RULE = re.compile(r"^[\s_=*~.\-–—+|:]{3,}$")
_PAGE = re.compile(r"^(?:trang\s*)?[-–—\s]{0,4}\d{1,3}(?:\s{0,2}/\s{0,2}\d{1,3})?[-–—\s]{0,4}$")
_LETTER = re.compile(r"[^\W\d_]")


def is_noise(line: Line) -> bool:
    """A rule, a page number or an empty mark: nothing that belongs to the text.

    >>> [is_noise(x) for x in split_lines("-----\\n- 3 -\\nTrang 2/10\\n3. Kết quả\\n2024")]
    [True, True, True, False, False]
    """
    text = line.text
    return len(text) < 200 and (bool(_RULE.match(text)) or bool(_PAGE.match(fold(text))))


def starts_low(text: str) -> bool:
    """Whether the first letter or digit is a lower-case letter: the line goes on with a sentence.

    >>> starts_low("viên trong Khối"), starts_low("Khối"), starts_low("2 tỷ")
    (True, False, False)
    """
    for char in text[:8]:
        if char.isalnum():
            return char.islower()
    return False


def is_finished(text: str) -> bool:
    """Whether a sentence ends here.

    >>> is_finished("đã đạt 5%."), is_finished("của các đơn vị thành"), is_finished("cụ thể như sau:")
    (True, False, True)
    """
    stripped = text.rstrip(" \"”’»)]/*_'")
    return stripped.endswith((".", ";", ":", "!", "?", "…"))


def is_capitals(text: str) -> bool:
    """All letters capital, at least three of them.

    >>> is_capitals("I. MỤC ĐÍCH, YÊU CẦU"), is_capitals("KCN, KKT và"), is_capitals("12%")
    (True, False, False)
    """
    letters = _LETTER.findall(text)
    return len(letters) >= 3 and all(c.isupper() for c in letters)
