"""Things a message counts: under a name of their own when no indicator has them, or as what is left of a task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.quantities import Quantity
from corpus.text import capital_first, fold
from handlers.updates.places import COUNTED, Place
from handlers.updates.when import Said

_DONE_TO = re.compile(
    r"\b(?P<verb>cấp|giải quyết|thẩm định|phê duyệt|xác nhận|thu hồi|tổ chức|tiếp nhận|kiểm tra|hỗ trợ|đào tạo"
    r"|xử lý)\s+"
    r"(?P<what>[^\W\d_][^,.;:]*?)(?:\s+(?:cho|đối với|tại|với))?\s*$",
    re.IGNORECASE,
)


_WORKED = re.compile(
    r"\bda (?!hoan thanh|giai quyet|tiep nhan|thuc hien|xu ly|tra |xong|duoc|co |la |dat |giao )(?:\w+ ){1,3}$"
)
_TO_DO = re.compile(r"\s*(?:\w+ ){0,2}(?:chua|lam|se|dang|thuc hien|tiep tuc)\b")
_NAMING = re.compile(r"[^\d,;.:]{0,40}:")
"""A count in the words before a colon names what is told of."""
_LEFT = re.compile(r"\b(?:con|vuong|thieu)\W*$")
"""What is left or in the way belongs to the state of a task."""


def counted(place: Place, said: Sequence[Said]) -> str | None:
    """The name of a count of known things that no indicator has, when the message says of when it is."""
    q = place.quantity
    if not said or q.dimension != "count" or q.unit not in COUNTED:
        return None
    if _LEFT.search(fold(place.before)) or _NAMING.match(place.after):
        return None
    if m := _DONE_TO.search(place.before):
        return f"{capital_first(m['what'])} - {q.unit} được {m['verb'].lower()}"
    words = re.match(r"[^\W\d_]+(?: [^\W\d_]+){0,3}", place.after.strip())
    return f"Số {q.unit} {words[0]}" if words else None


def is_work_left(folded: str, q: Quantity) -> bool:
    """ "đã rà 14/20 thủ tục, còn 6 thủ tục làm quý 4": how far a task is, no figure of the thing counted."""
    before = folded[: q.figure_start]
    if q.role:
        return bool(_WORKED.search(before.rstrip("0123456789/ ") + " "))
    return bool(_LEFT.search(before) and _TO_DO.match(folded, q.end))
