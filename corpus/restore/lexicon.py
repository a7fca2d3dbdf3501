"""What words there are: underthesea's dictionaries, Vietnamese place names, sentences of our own.

The dictionary is read where underthesea is installed, without importing it (its import takes seconds). Place names are
shipped in `corpus/data/places_vi.txt`, made from underthesea's table of administrative units (Apache-2.0):

    python -m corpus.restore.lexicon
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from corpus.restore.channel import LETTER_ID

DATA = Path(__file__).resolve().parent.parent / "data"
PLACES = DATA / "places_vi.txt"
SENTENCES = DATA / "admin_vi.txt"


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[aăâeêioôơuưy]{{1,3}}(?:ng|nh|ch|c|m|n|p|t)?")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Has the word the form of a Vietnamese syllable: onset, vowels, final, at most one tone?

    >>> [is_syllable(w) for w in ("nghiệp", "Đầu", "qua", "nghidp", "d4u", "Covid")]
    [True, True, True, False, False, False]
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return len(tones) <= 1 and _SYLLABLE.fullmatch(toneless) is not None


_OPEN = re.compile(rf"(?<![qQ])(o)([ae])([{_TONES}])(?!\w)|(?<![qQ])(u)(y)([{_TONES}])(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def usual_tone(word: str) -> str:
    """The syllable with its tone where offices write it: hoá → hóa, uỷ → ủy.

    >>> [usual_tone(w) for w in ("hoá", "Uỷ", "quý", "toàn", "của", "huế")]
    ['hóa', 'Ủy', 'quý', 'toàn', 'của', 'huế']
    """
    decomposed = unicodedata.normalize("NFD", word)
    moved = _OPEN.sub(lambda m: f"{m[1]}{m[3]}{m[2]}" if m[1] else f"{m[4]}{m[6]}{m[5]}", decomposed)
    return unicodedata.normalize("NFC", moved)


def spellable(word: str) -> bool:
    """Is every letter of the word one the channel knows?"""
    return all(c in LETTER_ID for c in word)


def _underthesea() -> Path | None:
    spec = find_spec("underthesea")
    return Path(spec.origin).parent if spec and spec.origin else None


@lru_cache(maxsize=1)
def dictionary_words() -> tuple[str, ...]:
    """Words of underthesea's largest dictionary, lower-case; empty where the package brings none."""
    root = _underthesea()
    if root is None:
        return ()
    path = root / "corpus" / "data" / "Viet74K.txt"
    if not path.exists():
        return ()
    found: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word = unicodedata.normalize("NFC", line.strip().lower())
        if word and all(is_syllable(s) for s in word.split()):
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The more usual words: those of underthesea's smaller dictionary."""
    root = _underthesea()
    path = root / "corpus" / "data" / "Viet22K.txt" if root else None
    if path is None or not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(unicodedata.normalize("NFC", line.strip().lower()) for line in lines if " " in line.strip())


@lru_cache(maxsize=1)
def shipped_sentences() -> tuple[str, ...]:
    """Administrative sentences of our own, of many authorities."""
    return tuple(line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line.strip())


@lru_cache(maxsize=1)
def acronyms() -> tuple[str, ...]:
    """Abbreviations in capitals that administrative texts are full of."""
    return tuple((DATA / "acronyms_vi.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Provinces, districts and communes, with the kind of unit before the name."""
    return tuple(PLACES.read_text(encoding="utf-8").splitlines())


def _make_places() -> None:
    root = _underthesea()
    if root is None:
        raise SystemExit("underthesea is not installed")
    table = json.loads((root / "address" / "data" / "mapping.json").read_text(encoding="utf-8"))
    names = {v["name"] for key in ("province_names", "old_province_names") for v in table[key].values()}
    for row in table["ward_mapping"]:
        names |= {row["old_province"], row["old_district"], row["old_ward"], row["new_ward"]}
    kept = sorted(unicodedata.normalize("NFC", n) for n in names if n and not re.search(r"\d", n))
    PLACES.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _make_places()
