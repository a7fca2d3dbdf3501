"""Abbreviations nobody listed: "gtsx" is "giá trị sản xuất" when the office's own documents say that."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from corpus.text import fold
from handlers.knowledge import Knowledge
from handlers.spelling import is_syllable
from handlers.words import STOP, tokens

_SHORT = re.compile(r"(?<![\w./-])[^\W\d_]{3,6}(?![\w/-]|\.\w)")
_LENGTHS = range(3, 7)
_SEEN = 2


def spell_initials(text: str, known: Knowledge) -> tuple[str, dict[str, str]]:
    """Unknown letter groups replaced by the commonest phrase of the documents with these initials.

    Only a group that is no syllable and no word of the documents is touched; a phrase must stand there twice.
    """
    spelled: dict[str, str] = {}
    for m in _SHORT.finditer(text):
        short = fold(m.group())
        if is_syllable(short) or known.evidence.singles[short] or short in _spellings(known):
            continue
        phrase = _phrases(known).get(short)
        if phrase:
            spelled[m.group()] = phrase
    for short, phrase in spelled.items():
        text = re.sub(rf"(?<![\w./-]){re.escape(short)}(?![\w/-])", phrase, text)
    return text, spelled


def _spellings(known: Knowledge) -> frozenset[str]:
    made = known.memo(
        "spellings", lambda: frozenset(fold(s) for i in known.catalog.indicators for s in i.all_spellings)
    )
    assert isinstance(made, frozenset)
    return made


def _phrases(known: Knowledge) -> dict[str, str]:
    made = known.memo("initials", lambda: _collect(known))
    assert isinstance(made, dict)
    return made


def _collect(known: Knowledge) -> dict[str, str]:
    """The commonest phrase for each group of initials; phrases neither begin nor end with a function word."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in known.passages.values():
        words = [t for t in tokens(fold(passage.text)) if t.isalpha()]
        for n in _LENGTHS:
            for i in range(len(words) - n + 1):
                run = words[i : i + n]
                if (run[0] not in STOP or run[0] == "tong") and run[-1] not in STOP:
                    seen["".join(w[0] for w in run)][" ".join(run)] += 1
    best = {short: max(found.items(), key=lambda item: (item[1], item[0])) for short, found in seen.items()}
    return {short: phrase for short, (phrase, count) in best.items() if count >= _SEEN}
