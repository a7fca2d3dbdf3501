"""Mending what a thumb mistyped: a folded token that is no Vietnamese syllable becomes the nearest word of the corpus.

A token that could be a syllable is never touched: a word the corpus does not have must lead to "not found", not to
another word that it happens to resemble.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz.distance import OSA

_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d g h k l m n p r s t v x".split()
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc "
    "oong op ot u ua uac uan uang uanh uat uau uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou "
    "up ut uu uy uya uych uyen uyet uynh uyt uyu y ych yem yen yet yeu ynh".split()
)
_WORD = re.compile(r"(?<![\w.@/-])[a-z]+(?![\w@/-]|\.\w)")
_MIN_LENGTH = 3
_FAR_LENGTH = 7
_TONE_LETTERS = "sfrxj"  # Telex: a tone typed after the word and not taken up
_SEEN = 2  # once may itself be a slip, or a damaged word
_VOWEL = re.compile(r"[aeiouy]")


def is_syllable(folded: str) -> bool:
    """Whether a folded token can be written as a Vietnamese syllable.

    >>> is_syllable("nghiep"), is_syllable("thagns"), is_syllable("quoc"), is_syllable("gia")
    (True, False, True, True)
    """
    if folded in _RIMES:
        return True
    return any(folded.startswith(onset) and folded[len(onset) :] in _RIMES for onset in _ONSETS) or folded == "gi"


def nearest(token: str, vocabulary: Mapping[str, int]) -> str | None:
    """The corpus word one slip away (two for long tokens), the most frequent of the closest; None when there is none.

    >>> nearest("nghiepj", {"nghiep": 40, "nghe": 2})
    'nghiep'
    >>> nearest("thnag", {"thang": 9, "thanh": 30})
    'thang'
    """
    limit = 2 if len(token) >= _FAR_LENGTH else 1
    if token[-1] in _TONE_LETTERS and (bare := nearest(token[:-1], vocabulary) or _same(token[:-1], vocabulary)):
        return bare
    best: tuple[int, int, int, str] | None = None
    for word, count in vocabulary.items():
        short = len(word) < _MIN_LENGTH  # "oda" is an abbreviation, no slip of "da"
        if short or abs(len(word) - len(token)) > limit or count < _SEEN or not is_syllable(word):
            continue
        distance = OSA.distance(token, word, score_cutoff=limit)
        if distance > limit:
            continue
        # a swap of two letters is the commonest slip: it keeps the letters
        key = (distance, 0 if sorted(word) == sorted(token) else 1, -count, word)
        if best is None or key < best:
            best = key
    return best[3] if best else None


def _same(token: str, vocabulary: Mapping[str, int]) -> str | None:
    return token if is_syllable(token) and vocabulary.get(token, 0) >= _SEEN else None


def correct(folded: str, vocabulary: Mapping[str, int], known: frozenset[str] = frozenset()) -> dict[str, str]:
    """Replacements for the tokens of a folded question that are neither syllables nor known words.

    >>> correct("bao nhieu thnag", {"thang": 5})
    {'thnag': 'thang'}
    """
    out: dict[str, str] = {}
    typed = _WORD.findall(folded)
    if typed and sum(t in vocabulary or t in known or is_syllable(t) for t in typed) < len(typed) / 2:
        return out  # another language
    for token in dict.fromkeys(_WORD.findall(folded)):
        if (
            len(token) < _MIN_LENGTH
            or not _VOWEL.search(token)
            or token in vocabulary
            or token in known
            or is_syllable(token)
        ):
            continue
        mended = nearest(token, vocabulary)
        if mended:
            out[token] = mended
    return out
