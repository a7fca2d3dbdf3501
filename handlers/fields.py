"""The fields of a document that a person can put right, and what they type read as such a field."""

from __future__ import annotations

import re

from corpus.header_title import TYPES
from corpus.numbers import parse_number
from corpus.periods import find_periods, parse_period
from corpus.shorthand import expand
from corpus.text import fold
from handlers.wording import day_words, period_words
from index.corrections import FIELD_WORDS

FIELDS = tuple(FIELD_WORDS)
"""In the order of the buttons; a button says a field by its place here."""
ASKED = {
    "number": "Gõ số và ký hiệu, ví dụ: 12/BC-UBND.",
    "type_name": "Gõ loại văn bản, ví dụ: Báo cáo, Kế hoạch.",
    "subject": "Gõ trích yếu.",
    "organ_name": "Gõ tên cơ quan ban hành.",
    "place": "Gõ địa danh ghi trước ngày ban hành.",
    "issued_date": "Gõ ngày, ví dụ: 05/7/2024.",
    "reporting_period": "Gõ kỳ, ví dụ: 6 tháng 2024, quý 3/2024, năm 2024.",
}
WANTED = {
    "number": "số/ký hiệu như 12/BC-UBND",
    "issued_date": "ngày như 05/7/2024",
    "reporting_period": "kỳ như 6 tháng 2024",
}
"""How a value has to look that cannot be read as its field."""
_NUMBER = re.compile(r"(?:số\s*:?\s*)?(\d{1,6})\s*/\s*((?:\d{4}\s*/\s*)?[A-ZĐ][\wĐ&./-]{0,30})", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d\d)-(\d\d)")
_LONGEST = 500


def typed_field(field: str, text: str) -> str | None:
    """What was typed as the value of a field; None when it cannot be one.

    >>> typed_field("number", "số 12/bc-ubnd"), typed_field("issued_date", "5/7/2024"), typed_field("number", "12")
    ('12/BC-UBND', '2024-07-05', None)
    >>> typed_field("reporting_period", "6t 2024"), typed_field("reporting_period", "2024-S1")
    ('2024-S1', '2024-S1')
    >>> typed_field("issued_date", "31/02/2024"), typed_field("type_name", "bao cao"), typed_field("figure", "662,25")
    (None, 'Báo cáo', '662.25')
    """
    text = " ".join(text.split()).strip()
    if not text or len(text) > _LONGEST:
        return None
    match field:
        case "number":
            found = _NUMBER.fullmatch(text)
            return f"{found[1]}/{_notation(found[2])}" if found else None
        case "issued_date":
            return _day(text)
        case "reporting_period":
            return _period(text)
        case "figure":
            number = parse_number(text)
            return str(number) if number is not None else None
        case "type_name":
            return TYPES.get(fold(text), text)
        case _:
            return text


def _notation(text: str) -> str:
    """Capitals as Decree 30 writes notations, "TTr" kept."""
    bare = re.sub(r"\s", "", text)
    return re.sub(r"^TTR\b", "TTr", bare.upper())


def _day(text: str) -> str | None:
    from datetime import date

    found = _DAY.fullmatch(text)
    if found is None:
        return None
    day, month, year = (found[3 - i] for i in (2, 1, 0)) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _period(text: str) -> str | None:
    try:
        return parse_period(text).code
    except ValueError:
        pass
    found = find_periods(expand(text).text)
    code = found[0].code(found[0].year) if len(found) == 1 else None
    try:
        return parse_period(code).code if code else None
    except ValueError:
        return None


def field_value(field: str, value: str) -> str:
    """A field's value as a person reads it.

    >>> field_value("issued_date", "2024-07-05"), field_value("reporting_period", "2024-S1"), field_value("subject", "")
    ('05/7/2024', '6 tháng đầu năm 2024', 'chưa rõ')
    """
    if not value:
        return "chưa rõ"
    if field == "issued_date":
        return day_words(value)
    return period_words(value) if field == "reporting_period" else value
