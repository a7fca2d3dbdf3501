"""The tokens of a text, in the one compact form that is stored: words joined by "_", separated by spaces.

    "Thu hút FDI đạt 33,11 % (KH số 254/KH-BQL)"  →  "thu_hút fdi đạt 33,11% kh số 254/kh-bql"

Everything the ranking needs (syllables, their folded forms, parts of a document number, neighbours) is read from that
form by splitting, so a text is segmented once in its life: when it enters the store. A question is not segmented by
underthesea at all (its import alone costs about a second): the index knows which syllables it has seen joined.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.text import new_tone, nfc

LEAD_LIMIT = 160
"""A first line up to this many characters is a title of what follows ("Điều 5. Hồ sơ"); a longer one is a paragraph."""

_ATOM = re.compile(
    r"""
      \d+(?:[./-]\d+)*/[^\W\d_][\w-]*(?:/[\w-]+)*   # 254/KH-BQL, 01/2021/NQ-CP
    | \d+(?:[.,/]\d+)*(?:\s?%)?                      # 33,11 %  13.112  07/6/2023
    | [^\W\d_][^\W_]*(?:-[^\W_]+)+(?=\W|$)           # BC-BQL, QĐ-UBND, FDI-DDI
    | [^\W_]+
    """,
    re.VERBOSE,
)
_SYLLABLE = re.compile(r"[^\W\d_]+$")
_I_AFTER = re.compile(r"\b([hklmst]|qu|th|nh|kh|ch|tr|v|r|d|đ|b|n|p|ph)([yýỳỷỹỵ])(?!\w)")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_PARTS = re.compile(r"[^\W_]+(?:[.,]\d+)*")


class TokenText(NamedTuple):
    """Tokens of a passage by zone: `context` (titles of the sections above), `lead` (its own title), `body`.

    >>> TokenText.parse(str(TokenText("kết_quả", "", "thu_hút fdi")))
    TokenText(context='kết_quả', lead='', body='thu_hút fdi')
    """

    context: str
    lead: str
    body: str

    def __str__(self) -> str:
        return "\t".join(self)

    @classmethod
    def parse(cls, stored: str) -> TokenText:
        """The zones of a stored line; a line without tabs is all body."""
        parts = stored.split("\t")
        return cls(*parts) if len(parts) == 3 else cls("", "", " ".join(parts))


def atoms(text: str) -> list[tuple[str, int, int]]:
    """Syllables, figures and document numbers in order, spelled one way, with their offsets in `text`.

    >>> [a for a, _, _ in atoms("Đạt 33,11 % (KH 254/KH-BQL, 06 tháng)")]
    ['đạt', '33,11%', 'kh', '254/kh-bql', '6', 'tháng']
    """
    return [(spelled(m.group()), m.start(), m.end()) for m in _ATOM.finditer(text)]


@lru_cache(maxsize=65536)
def spelled(token: str) -> str:
    """One spelling of a token: lower case, tone mark in its new place, "kỹ" and "kĩ" one, no leading zeros.

    >>> spelled("Kỹ"), spelled("hòa") == spelled("hoà"), spelled("06"), spelled("33,11 %")
    ('kĩ', True, '6', '33,11%')
    """
    token = token.lower()
    if token[0].isdigit():
        token = re.sub(r"\s+", "", token)
        return re.sub(r"(?<![\d.,])0+(?=\d)", "", token)
    return _I_AFTER.sub(lambda m: m[1] + m[2].translate(_Y_TO_I), new_tone(token))


def parts(token: str) -> tuple[str, ...]:
    """The pieces that a compound token is also found by; nothing for a plain one.

    >>> parts("254/kh-bql"), parts("33,11%"), parts("đạt")
    (('254', 'kh', 'bql'), ('33,11',), ())
    """
    if token.isalpha() or token.isdigit():
        return ()
    found = tuple(_PARTS.findall(token))
    return () if found == (token,) else found


def segment(text: str) -> str:
    """Token line of a text, words joined by underthesea.

    >>> segment("Thu hút đầu tư đạt 33,11 % kế hoạch.")
    'thu_hút đầu_tư đạt 33,11% kế_hoạch'
    """
    text = new_tone(nfc(text))  # underthesea knows "hoá học" and "thuỷ sản", not "hóa học"
    found = atoms(text)
    if not found:
        return ""
    inside = _joined_offsets(text)
    out = [found[0][0]]
    for (left, _, end), (token, start, _) in pairwise(found):
        joined = end in inside and _SYLLABLE.match(left) and _SYLLABLE.match(token) and text[end:start].isspace()
        out.append(("_" if joined else " ") + token)
    return "".join(out)


def plain(text: str) -> str:
    """Token line of a text without joining words: for questions, and where underthesea is not wanted.

    >>> plain("Thu hút FDI")
    'thu hút fdi'
    """
    return " ".join(token for token, _, _ in atoms(nfc(text)))


def token_text(text: str, context: str = "") -> TokenText:
    """Zones of a passage: its short first line is the lead, `context` the section titles above it.

    >>> token_text("Điều 5. Hồ sơ\\nGồm đơn và bản sao.", "Chương II")
    TokenText(context='chương ii', lead='điều 5 hồ_sơ', body='gồm đơn và bản_sao')
    """
    head, _, rest = text.strip().partition("\n")
    if not rest.strip() or len(head) > LEAD_LIMIT:
        head, rest = "", text
    return TokenText(segment(context), segment(head), segment(rest))


def _joined_offsets(text: str) -> set[int]:
    """Offsets of the white space that underthesea holds inside a word; empty when its words do not spell the text."""
    from underthesea import word_tokenize

    stream = [i for i, char in enumerate(text) if not char.isspace()]
    offsets: set[int] = set()
    at = 0
    for word in word_tokenize(text, use_token_normalize=False):
        for piece in word.split()[:-1]:
            at += len(piece)
            if at > len(stream):
                return set()
            offsets.add(stream[at - 1] + 1)
        at += len(word.split()[-1]) if word.split() else 0
    return offsets if at == len(stream) else set()
