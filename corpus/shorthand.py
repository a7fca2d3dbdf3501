"""Phone typing made readable: abbreviations, keyboard slips, polite frames; well-typed text stays as it is.

The words are data (`data/shorthand.toml`), so that an office extends them without code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from corpus.telex import untype
from corpus.text import fold
from corpus.values import Value


class Replacement(Value):
    """What stood at `[start, end)` of the typed text and what is read for it ("" when it was taken out)."""

    start: int
    end: int
    typed: str
    read: str
    rule: str


class Expanded(Value):
    """A typed text in full words, with what was changed on the way."""

    text: str
    replacements: tuple[Replacement, ...] = ()


class Case(NamedTuple):
    """A reading of a word with several: chosen when a neighbour fits."""

    then: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Shorthand(NamedTuple):
    """The tables of a shorthand file, compiled."""

    words: dict[str, str]
    acronyms: dict[str, str]
    contexts: dict[str, tuple[str, tuple[Case, ...]]]
    keep: frozenset[str]
    frames: tuple[re.Pattern[str], ...]


_TOKEN = re.compile(r"(?<![\w/-])[^\W_]+(?:[&.-][^\W\d_]+)*(?![\w/]|-\w)")
_PAIR = re.compile(r"(?<!\w)[^\W_]+ [^\W_]+(?!\w)")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_NOISE = re.compile(r"([?!.])(?:\s*[?!.])*([?!])|([!?,;])\3+")
_HOUSE = re.compile(r"\b(?:gia|xay|toa|can|mua|ngoi|so|tien)\s*$")
_ASCII = re.compile(r"[a-z\d]+", re.IGNORECASE)


def parse_shorthand(text: str) -> Shorthand:
    """The tables from the text of a shorthand file (TOML)."""
    data = tomllib.loads(text)
    contexts = {
        key: (
            entry.get("default", ""),
            tuple(
                Case(c["then"], tuple(c.get("before", ())), tuple(c.get("after", ()))) for c in entry.get("cases", ())
            ),
        )
        for key, entry in data.get("context", {}).items()
    }
    wrappers = data.get("wrappers", {})
    frames = [rf"^\W*(?:{p})(?!\w)[\s,:.!]*" for p in wrappers.get("start", ())]
    frames += [rf"(?<!\w)(?:{p})(?!\w)" for p in wrappers.get("anywhere", ())]
    return Shorthand(
        words=dict(data.get("words", {})),
        acronyms=dict(data.get("acronyms", {})),
        contexts=contexts,
        keep=frozenset(data.get("keep", {}).get("words", ())),
        frames=tuple(re.compile(p) for p in frames),
    )


@lru_cache(maxsize=8)
def load_shorthand(extra: Path | None = None) -> Shorthand:
    """The shipped tables; the office's own file, when given, adds to them and overrides."""
    base = parse_shorthand(resources.files("corpus").joinpath("data/shorthand.toml").read_text(encoding="utf-8"))
    if extra is None:
        return base
    own = parse_shorthand(extra.read_text(encoding="utf-8"))
    kept = {k: v for k, v in base.contexts.items() if k not in own.words}
    return Shorthand(
        base.words | own.words,
        base.acronyms | own.acronyms,
        kept | own.contexts,
        base.keep | own.keep,
        base.frames + own.frames,
    )


def expand(
    text: str, table: Shorthand | None = None, *, acronyms: bool = True, printed: Container[str] = frozenset()
) -> Expanded:
    """Full words for phone typing; document acronyms (KCN, TTHC …) too unless `acronyms` is False.

    `printed` words stand in documents as they are typed ("taxi"): no slip of the keyboard is seen in them.

    >>> expand("fdi 6t dc bn % sv kh vay a").text
    'fdi 6t được bao nhiêu % so với kế hoạch vay'
    >>> expand("em ơi cho anh hỏi xuaats khaaur 2023 bnh ạ").text
    'xuất khẩu 2023 bao nhiêu'
    >>> expand("bao nhieu xe taxi", printed={"taxi"}).text
    'bao nhieu xe taxi'
    >>> expand("Doanh thu năm 2023 đạt bao nhiêu?").replacements
    ()
    """
    table = table or load_shorthand()
    found = _frames(text, table)
    taken = [(r.start, r.end) for r in found]
    found += _words(text, table, acronyms, taken, printed)
    found.sort(key=lambda r: r.start)
    if not found:
        return Expanded(text=text)
    out: list[str] = []
    at = 0
    for r in found:
        out += [text[at : r.start], r.read or " "]
        at = r.end
    joined = re.sub(r"\s+([?!.,;:])", r"\1", re.sub(r"[ \t]{2,}", " ", "".join([*out, text[at:]])))
    return Expanded(text=joined.strip(" ,"), replacements=tuple(found))


def _frames(text: str, table: Shorthand) -> list[Replacement]:
    """Polite frames and noise, taken out from the outside in until nothing more fits."""
    folded = fold(text)
    out: list[Replacement] = []
    for _ in range(4):
        before = len(out)
        for pattern in table.frames:
            for m in pattern.finditer(folded):
                if m.group().strip() and not _house(folded, m) and m.group().strip() != folded.strip():
                    out.append(_replacement(text, m.start(), m.end(), "", "frame"))
                    folded = folded[: m.start()] + " " * (m.end() - m.start()) + folded[m.end() :]
        if len(out) == before:
            break
    for m in _NOISE.finditer(text):
        if not any(r.start < m.end() and m.start() < r.end for r in out):
            out.append(_replacement(text, m.start(), m.end(), m[2] or m[3], "noise"))
    return out


def _house(folded: str, m: re.Match[str]) -> bool:
    """ "gia nha", "may nha": the last word is a house, no particle."""
    return m.group().strip().startswith("nha") and _HOUSE.search(folded[: m.start()]) is not None


def _replacement(text: str, start: int, end: int, read: str, rule: str) -> Replacement:
    return Replacement(start=start, end=end, typed=text[start:end], read=read, rule=rule)


def _words(
    text: str, table: Shorthand, acronyms: bool, taken: list[tuple[int, int]], printed: Container[str]
) -> list[Replacement]:
    blanked = list(fold(text))
    for start, end in taken:
        blanked[start:end] = " " * (end - start)
    folded = "".join(blanked)
    words = table.words | (table.acronyms if acronyms else {})
    out: list[Replacement] = []
    done = 0
    for m in _TOKEN.finditer(text):
        if m.start() < done or any(a < m.end() and m.start() < b for a, b in taken):
            continue
        end, read, rule = _read(text, folded, m, words, table)
        if rule == "telex" and m.group().lower() in printed:
            continue
        if read and read.lower() != text[m.start() : end].lower():
            out.append(_replacement(text, m.start(), end, read, rule))
            done = end
    return out


def _read(text: str, folded: str, m: re.Match[str], words: dict[str, str], table: Shorthand) -> tuple[int, str, str]:
    token = m.group().lower()
    if len(token) > 1 and (read := words.get(m.group())):
        return m.end(), read, "word"
    pair = _PAIR.match(text, m.start())
    if pair and (read := words.get(pair.group().lower())):
        return pair.end(), read, "word"
    if context := table.contexts.get(token):
        return m.end(), _choose(context, folded[: m.start()], folded[m.end() :]), "context"
    if read := words.get(token):
        return m.end(), read, "word"
    if token in table.keep or not _ASCII.fullmatch(token):
        return m.end(), _LONG_RUN.sub(r"\1", m.group()) if _LONG_RUN.search(token) else "", "repeated"
    if m.group().isupper() and len(token) > 1:
        return m.end(), "", ""
    if slip := untype(token):
        return m.end(), slip, "telex"
    if _LONG_RUN.search(token) and not token.isdigit():
        short = _LONG_RUN.sub(r"\1", token)
        return m.end(), words.get(short) or untype(short) or short, "repeated"
    return m.end(), "", ""


def _choose(context: tuple[str, tuple[Case, ...]], before: str, after: str) -> str:
    default, cases = context
    left, right = before.rstrip(), after.lstrip()
    for case in cases:
        if any(_ends(left, w) for w in case.before) or any(_begins(right, w) for w in case.after):
            return case.then
    return default


def _ends(left: str, word: str) -> bool:
    if word == "#":
        return bool(left) and left[-1].isdigit()
    return left.endswith(word) and (not word[0].isalnum() or not left[: -len(word)][-1:].isalnum())


def _begins(right: str, word: str) -> bool:
    if word.endswith("$"):
        head = word[:-1].strip()
        return right.startswith(head) and not right[len(head) :].strip(" ?!.,")
    if word.endswith("#"):
        head = word[:-1].strip()
        return right.startswith(head) and right[len(head) :].lstrip()[:1].isdigit()
    return right.startswith(word) and not right[len(word) : len(word) + 1].isalnum()
