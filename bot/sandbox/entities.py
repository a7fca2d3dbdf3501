"""Formatted text: Telegram's HTML dialect becomes plain text and entities, with Telegram's own complaints.

Offsets and lengths of entities count UTF-16 code units; offsets in complaints count bytes of the UTF-8 source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import JSON, bad

MAX_ENTITIES = 100
KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "blockquote": "blockquote",
}
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACES = " \t\r\n\0\v"
_REFERENCE = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|([a-zA-Z]+));?")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?<![\w/@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{3,31})?)(?![\w/])"
    r"|(?<![\w#])(?P<hashtag>#(?=[^\W\d]|\w*[^\W\d])\w+)"
)


def units(text: str) -> int:
    """Length in UTF-16 code units.

    >>> units("kế"), units("📄")
    (2, 2)
    """
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Formatted:
    """Plain text with its entities as the Bot API gives them."""

    text: str
    entities: tuple[JSON, ...] = ()


@dataclass
class _Open:
    tag: str
    argument: str
    begin: int


class _Html:
    """One pass over the source; the NUL at its end saves every look-ahead a bounds check, as in Telegram's parser."""

    def __init__(self, source: str) -> None:
        self.source = source.replace("\0", "") + "\0"
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[JSON] = []

    def complain(self, words: str, place: int | None = None) -> Exception:
        where = "" if place is None else f" at byte offset {len(self.source[:place].encode())}"
        return bad(f"can't parse entities: {words}{where}")

    def reference(self) -> str:
        """The character of a reference at the cursor, or nothing when Telegram takes the & as it stands."""
        found = _REFERENCE.match(self.source, self.at)
        if not found:
            return ""
        decimal, hexadecimal, name = found.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
        char = _REFERENCES.get(name, "") if name else chr(code) if 0 < code < 0x110000 else ""
        if char:
            self.at = found.end()
        return char

    def run(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.source) - 1:
            char = self.source[self.at]
            if char == "<":
                self.tag()
                continue
            literal = self.reference() if char == "&" else ""
            if not literal:
                literal = char
                self.at += 1
            self.out.append(literal)
            self.offset += units(literal)
        if self.open:
            raise self.complain(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.out), self.entities

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == "/":
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def skip(self, stop: str) -> str:
        start = self.at
        while self.source[self.at] not in stop:
            self.at += 1
        return self.source[start : self.at]

    def spaces(self) -> None:
        while self.source[self.at] in _SPACES and self.source[self.at] != "\0":
            self.at += 1

    def start_tag(self, begin: int) -> None:
        name = self.skip(_SPACES + ">").lower()
        if self.source[self.at] == "\0":
            raise self.complain("Unclosed start tag", begin)
        if name not in KINDS:
            raise self.complain(f'Unsupported start tag "{name}"', begin)
        argument = ""
        while self.source[self.at] != ">":
            self.spaces()
            if self.source[self.at] == ">":
                break
            argument = self.attribute(name, begin) or argument
        self.at += 1
        if name == "span" and argument != "tg-spoiler":
            raise self.complain('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(name, argument, self.offset))

    def attribute(self, tag: str, begin: int) -> str:
        """The attribute at the cursor; its value when the tag has a use for it."""
        name = self.skip(_SPACES + "=>/\"'")
        if not name:
            raise self.complain(f'Empty attribute name in the tag "{tag}"', begin)
        self.spaces()
        if self.source[self.at] != "=":
            if self.source[self.at] == "\0":
                raise self.complain(f'Unclosed start tag "{tag}"', begin)
            return "1" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self.spaces()
        value = self.value()
        if self.source[self.at] == "\0":
            raise self.complain("Unclosed start tag", begin)
        wanted = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "tg-time": "unix"}
        if (tag, name) == ("blockquote", "expandable"):
            return "1"
        return value if wanted.get(tag) == name else ""

    def value(self) -> str:
        quote = self.source[self.at]
        if quote not in "'\"":
            start = self.at
            while re.match(r"[A-Za-z0-9.-]", self.source[self.at]):
                self.at += 1
            if self.source[self.at] not in _SPACES + ">":
                raise self.complain("Unexpected end of name token", start)
            return self.source[start : self.at].lower()
        self.at += 1
        out: list[str] = []
        while self.source[self.at] not in (quote, "\0"):
            literal = self.reference() if self.source[self.at] == "&" else ""
            if not literal:
                literal = self.source[self.at]
                self.at += 1
            out.append(literal)
        if self.source[self.at] == quote:
            self.at += 1
        return "".join(out)

    def end_tag(self, begin: int) -> None:
        if not self.open:
            raise self.complain("Unexpected end tag", begin)
        self.at += 1
        name = self.skip(_SPACES + ">").lower()
        self.spaces()
        if self.source[self.at] != ">":
            raise self.complain("Unclosed end tag", begin)
        self.at += 1
        last = self.open[-1]
        if name and name != last.tag:
            place = len(self.source[:begin].encode())
            raise self.complain(
                f'Unmatched end tag at byte offset {place}, expected "</{last.tag}>", found "</{name}>"'
            )
        self.open.pop()
        if self.offset > last.begin:
            self.close(last)

    def close(self, last: _Open) -> None:
        kind = KINDS[last.tag]
        entity: JSON = {"type": kind, "offset": last.begin, "length": self.offset - last.begin}
        if kind == "text_link":
            url = last.argument or "".join(self.out)[-(self.offset - last.begin) :]
            if not re.match(r"(https?://|tg://|[\w-]+(\.[\w-]+)+)", url):
                return
            entity["url"] = url if "://" in url else f"http://{url}/"
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = last.argument
        elif kind == "date_time":
            entity["unix_time"] = int(last.argument or 0) if last.argument.isdigit() else 0
        elif kind == "blockquote" and last.argument:
            entity["type"] = "expandable_blockquote"
        elif kind == "code" and self.open and self.open[-1].tag == "pre" and last.argument.startswith("language-"):
            self.open[-1].argument = last.argument.removeprefix("language-")
            return
        elif kind == "pre" and last.argument:
            entity["language"] = last.argument
        self.entities.append(entity)


def parse_html(source: str) -> Formatted:
    """Plain text and entities of Telegram HTML.

    Raises ApiError: `can't parse entities: …` with the byte offset, for unknown, unclosed and crossed tags.

    >>> parse_html("<b>Kế</b> hoạch").entities
    ({'type': 'bold', 'offset': 0, 'length': 2},)
    >>> parse_html("ế<p>")
    Traceback (most recent call last):
    bot.sandbox.errors.ApiError: Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 3
    """
    text, entities = _Html(source).run()
    return trimmed(text, entities[::-1])


def trimmed(text: str, entities: list[JSON]) -> Formatted:
    """White space at both ends goes, entities follow; quotes do not nest and nothing nests in code.

    >>> trimmed("  ab ", [{"type": "bold", "offset": 0, "length": 5}])
    Formatted(text='ab', entities=({'type': 'bold', 'offset': 0, 'length': 2},))
    """
    lead = units(text) - units(text.lstrip())
    bare = text.strip()
    size = units(bare)
    kept: list[JSON] = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        begin = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        around = {one["type"] for one in kept if one["offset"] <= begin and end <= one["offset"] + one["length"]}
        nested_quote = "blockquote" in entity["type"] and any("blockquote" in kind for kind in around)
        if end > begin and not around & {"code", "pre"} and not nested_quote:
            kept.append(entity | {"offset": begin, "length": end - begin})
    return Formatted(bare, tuple(kept))


def found(text: str, taken: tuple[JSON, ...] = ()) -> list[JSON]:
    """Entities that Telegram finds by itself: commands, mentions, addresses, hashtags; none inside code or a link.

    >>> found("/hoi@bot fdi")
    [{'type': 'bot_command', 'offset': 0, 'length': 4}]
    >>> [one["type"] for one in found("@planbot xem https://example.vn/a.")]
    ['mention', 'url']
    """
    closed = [one for one in taken if one["type"] in {"code", "pre", "text_link"}]
    out: list[JSON] = []
    for match in _FOUND.finditer(text):
        begin, length = units(text[: match.start()]), units(match.group())
        if not any(one["offset"] < begin + length and begin < one["offset"] + one["length"] for one in closed):
            out.append({"type": str(match.lastgroup), "offset": begin, "length": length})
    return out


def format_text(text: str, parse_mode: str | None, entities: list[Any] | None) -> Formatted:
    """Text as a bot sends it: HTML, or given entities, or plain; found entities are added.

    Raises ApiError: unsupported parse mode, unparsable HTML, more than 100 entities of its own.
    """
    if parse_mode and parse_mode.lower() != "html":
        raise bad("unsupported parse_mode")
    formatted = parse_html(text) if parse_mode else trimmed(text, [dict(one) for one in entities or []])
    if len(formatted.entities) > MAX_ENTITIES:
        raise bad("ENTITIES_TOO_LONG")
    every = [*formatted.entities, *found(formatted.text, formatted.entities)]
    return Formatted(formatted.text, tuple(sorted(every, key=lambda one: (one["offset"], -one["length"]))))
