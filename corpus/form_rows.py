"""Letterheads and signatures set as a row of a table: their cells and lines one by one."""

from __future__ import annotations

import re

from corpus.text import fold

_FORM_ROW = re.compile(r"cong hoa xa hoi|noi nhan\W{0,4}:|[|>]\W{0,4}so\s{0,2}:[\s.…\d]{0,9}/")
_ROW_START = re.compile(r"\s*(?:\||<(?:table|thead|tbody|tr|td|th)\b)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>|(?<!\\)\||</?(?:table|thead|tbody|tr|td|th)\b[^<>]{0,200}>", re.IGNORECASE)
_WITHIN = re.compile(r"(?<=\*\*)\s+(?=\*\*\S)|(?<=[;:*_])\s+(?=[-–+]\s)")
"""Where lines of one cell were joined: "**KT. GIÁM ĐỐC** **PHÓ GIÁM ĐỐC**", "- Như trên; - Lưu: VT"."""


def form_parts(raw: str) -> list[tuple[int, str]]:
    """A letterhead or signature set as a table row, cell by cell and line by line; any other line is one part.

    >>> form_parts("| SỞ Y TẾ<br>**CDC** | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |")
    [(2, 'SỞ Y TẾ'), (13, '**CDC**'), (23, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')]
    >>> [part for _, part in form_parts("<tr><td>SỞ Y TẾ<br/>Số: 7/BC-SYT</td><td>CỘNG HÒA XÃ HỘI</td></tr>")]
    ['SỞ Y TẾ', 'Số: 7/BC-SYT', 'CỘNG HÒA XÃ HỘI']
    >>> [part for _, part in form_parts("| *Nơi nhận:* - Như trên; - Lưu: VT. | **GIÁM ĐỐC** **Lê An** |")]
    ['*Nơi nhận:*', '- Như trên;', '- Lưu: VT.', '**GIÁM ĐỐC**', '**Lê An**']
    >>> form_parts("| Số: 5 | 7 |")
    [(0, '| Số: 5 | 7 |')]
    """
    if not _ROW_START.match(raw) or not _FORM_ROW.search(fold(raw)):
        return [(0, raw)]
    breaks = sorted(m.span() for rule in (_BREAK, _WITHIN) for m in rule.finditer(raw))
    edges = [0, *(e for span in breaks for e in span), len(raw)]
    found = [(a, raw[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [(a + len(part) - len(part.lstrip()), part.strip()) for a, part in found if part.strip()]
