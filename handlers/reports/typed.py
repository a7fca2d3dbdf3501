"""Short typed answers ("9 tháng", "125 tỷ", "dự án") read by the same rules as documents and questions."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from corpus.catalog import Catalog
from corpus.numbers import parse_number
from corpus.periods import find_periods, parse_period, resolve_relative
from corpus.quantities import find_quantities
from corpus.shorthand import expand
from corpus.table_rows import unit_of
from corpus.text import fold
from corpus.unit_words import NOUNS

_AROUND = re.compile(
    r"\b(?:ky|la|cua|trong|nhe|nha|a|da|vang|em|anh|chi|bao cao|so lieu|cho|dau|nam|tinh|den|uoc|thuc hien|dat|khoang"
    r"|duoc|thoi|het)\b|[\W_]+"
)
_LONGEST = 200
_NOUNS = frozenset(NOUNS.values())
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset("so tong luong cua cac va trong la duoc".split())


class Typed(NamedTuple):
    """A typed value: its figure and unit ('' when none was typed), and "estimate" when it says so."""

    value: Decimal
    unit: str
    estimate: bool


def typed_period(text: str, today: date) -> str:
    """The period that the text is, '' when it is something else or says none, or a day that does not exist.

    >>> day = date(2024, 10, 3)
    >>> typed_period("9 tháng nhé", day), typed_period("t9", day), typed_period("quý 3/2023", day)
    ('2024-M01/2024-M09', '2024-M09', '2023-Q3')
    >>> typed_period("31/02", day), typed_period("fdi 6 tháng đạt bao nhiêu", day), typed_period("tháng trước", day)
    ('', '', '2024-M09')
    """
    words = expand(text[:_LONGEST]).text
    found = find_periods(words)
    if not found:
        return ""
    first = found[0]
    left = words[: first.start] + " " + words[first.end :]
    if len(found) > 1 or _AROUND.sub("", fold(left)):
        return ""
    code = resolve_relative(first.rule, today) or first.code(today.year)
    return code if code and _is_period(code) else ""


def _is_period(code: str) -> bool:
    try:
        parse_period(code)
    except ValueError:
        return False
    return True


def typed_value(text: str) -> Typed | None:
    """The one figure that the text is, with its unit if it has one; None for anything else.

    >>> typed_value("125 tỷ đồng")
    Typed(value=Decimal('125'), unit='tỷ đồng', estimate=False)
    >>> typed_value("ước 1.250")
    Typed(value=Decimal('1250'), unit='', estimate=True)
    >>> typed_value("tháng 9"), typed_value("4.272.85"), typed_value("-5 dự án").value
    (None, None, Decimal('-5'))
    """
    words = expand(text[:_LONGEST]).text.strip(" .!?")
    estimate = bool(re.search(r"\buoc\b", fold(words)))
    bare = re.sub(r"^(?:(?:la|uoc|dat|thuc hien|khoang|gan)\s+)+", lambda m: " " * len(m[0]), fold(words))
    body = words[len(bare) - len(bare.lstrip()) :] if len(bare) == len(words) else words
    sign = -1 if re.match(r"[-−–]\s?\d", body) else 1
    body = body.lstrip("-−–+ ")
    number = parse_number(body)
    if number is not None:
        return Typed(sign * number, "", estimate)
    found = find_quantities(body)
    if len(found) == 1 and not _AROUND.sub("", fold(body[: found[0].start] + " " + body[found[0].end :])):
        return Typed(sign * found[0].value, found[0].unit, estimate)
    return None


def typed_unit(text: str) -> str:
    """The unit that the text is, '' when it is none that is known.

    >>> typed_unit("Triệu USD"), typed_unit("dự án"), typed_unit("tỷ"), typed_unit("không biết nữa")
    ('triệu USD', 'dự án', 'tỷ', '')
    >>> typed_unit("vanban"), typed_unit("người")
    ('', 'người')
    """
    words = expand(text[:_LONGEST]).text.strip(" .!?")
    found = unit_of(words)
    if found is None or found.end != len("bằng 1 ") + len(words):
        return ""
    return found.unit if found.dimension != "count" or _counted(found.unit) in _NOUNS else ""


def _counted(unit: str) -> str:
    """What a unit counts, without its scale: "nghìn người" is of people."""
    return re.sub(r"^(?:nghìn|triệu|tỷ) ", "", unit.partition("/")[0])


def typed_indicators(text: str, catalog: Catalog) -> list[str]:
    """The catalogue's names that the text may mean, the likeliest first.

    >>> typed_indicators("kim ngach xuat khau", Catalog.load())[:1]
    ['Kim ngạch xuất khẩu']
    """
    return list(dict.fromkeys(m.name for m in catalog.find(expand(text[:_LONGEST]).text)))


def named_whole(text: str, catalog: Catalog) -> str:
    """The one catalogue's name that says all that the text says; '' when it says more, less or something else.

    A figure must not stand under a wider name than its own.

    >>> catalogue = Catalog.load()
    >>> named_whole("thu hút FDI", catalogue), named_whole("FDI của các dự án dệt may", catalogue)
    ('Thu hút FDI', '')
    """
    exact = next((i.name for i in catalog.indicators if fold(i.name) == fold(text).strip()), "")
    names = typed_indicators(text, catalog)
    if exact or len(names) != 1:
        return exact
    indicator = catalog.get(names[0])
    known = set(_WORD.findall(fold(" ".join((names[0], *indicator.all_spellings)))) if indicator else ())
    said = set(_WORD.findall(fold(expand(text[:_LONGEST]).text)))
    return names[0] if said <= known | _EMPTY else ""


def likely_periods(today: date) -> list[str]:
    """The periods a report is likely about: last month, the year so far, the quarter, this month, the year.

    >>> likely_periods(date(2024, 10, 3))
    ['2024-M09', '2024-M01/2024-M09', '2024-Q3', '2024-M10', '2024']
    >>> likely_periods(date(2024, 1, 5))
    ['2023-M12', '2023', '2023-Q4', '2024-M01']
    """
    last = today.month - 1 or 12
    year = today.year - (today.month == 1)
    whole = {3: f"{year}-Q1", 6: f"{year}-S1", 12: str(year), 1: ""}.get(last, f"{year}-M01/{year}-M{last:02d}")
    quarter = (last + (0 if last % 3 == 0 else -(last % 3))) // 3
    quarters = f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"
    codes = [f"{year}-M{last:02d}", whole, quarters, f"{today.year}-M{today.month:02d}", str(year)]
    return list(dict.fromkeys(code for code in codes if code))
