"""Packing: whole blocks into bounded messages, never cut inside a tag; checked by the local Telegram's own parser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import parse_html
from handlers.packing import LIMIT, length, pack, split
from handlers.replies import html_blocks, plain

TEXT = st.text(alphabet="aăđếỉ .;\n&<>\"'📄", min_size=1, max_size=60)
TAGS = ("b", "i", "code", "blockquote expandable")


def escaped(text: str) -> str:
    """Text as the templates put it."""
    for char, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        text = text.replace(char, reference)
    return text


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block: runs of text, some within one or two tags."""
    out = []
    for _ in range(draw(st.integers(1, 5))):
        piece = escaped(draw(TEXT))
        for tag in draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True)):
            piece = f"<{tag}>{piece}</{tag.split()[0]}>"
        out.append(piece)
    return "".join(out)


def letters(text: str) -> str:
    """What must survive: everything but white space, which a cut may take."""
    return re.sub(r"\s", "", text)


@given(st.lists(blocks(), max_size=6), st.integers(12, 90))
def test_every_message_fits_and_nothing_is_lost(given_blocks: list[str], limit: int) -> None:
    """Each message is within the bound and well formed for Telegram; the messages together say all of the blocks."""
    messages = pack(given_blocks, limit=limit)
    assert all(length(message) <= limit for message in messages)
    said = "".join(letters(parse_html(message).text) for message in messages)
    assert said == letters("".join(map(plain, given_blocks)))


@given(st.lists(blocks(), min_size=1, max_size=6))
def test_blocks_that_fit_stay_whole(given_blocks: list[str]) -> None:
    """A block shorter than a message stands in one message as it is."""
    messages = pack(given_blocks, limit=600)
    for block in given_blocks:
        assert not plain(block).strip() or length(block) > 600 or any(block in message for message in messages)


@given(blocks())
def test_entities_are_bounded(block: str) -> None:
    """No message has more tags than allowed; tags open around a cut are opened again."""
    for message in pack([block] * 8, limit=4096, entities=4):
        assert len(re.findall(r"<[^/]", message)) <= 4
        parse_html(message)


@pytest.mark.parametrize(
    ("block", "limit", "pieces"),
    [
        ("một hai ba", 7, ["một hai", "ba"]),
        ("Câu một. Câu hai dài", 16, ["Câu một.", "Câu hai dài"]),
        ("dòng một\ndòng hai", 12, ["dòng một", "dòng hai"]),
        ("<b>một hai</b>", 4, ["<b>một</b>", "<b>hai</b>"]),
        ("a &amp; b &amp; c", 5, ["a &amp; b", "&amp; c"]),
        ("không_có_chỗ_cắt", 6, ["không_", "có_chỗ", "_cắt"]),
        ("  \n ", 6, []),
    ],
)
def test_where_a_long_block_is_cut(block: str, limit: int, pieces: list[str]) -> None:
    """At a line's end, else at a sentence's, else at a space; in a word only when there is none of these."""
    assert split(block, limit) == pieces


def test_a_long_reply_becomes_several_messages() -> None:
    """Many sources are spread over messages of Telegram's own bound."""
    quote = "<blockquote expandable><b>Báo cáo</b>:\n“" + "thu hút đầu tư nước ngoài " * 20 + "”</blockquote>"
    messages = pack(["<b>Trả lời</b>", *[quote] * 30])
    assert len(messages) > 3
    assert all(parse_html(message) and length(message) <= LIMIT for message in messages)


def test_names_with_html_are_harmless() -> None:
    """What people and documents write is escaped by every template."""
    (block, *_) = html_blocks("start.html.j2", name="<b>Lan & </i>", documents=1, routes=())
    assert "&lt;b&gt;Lan &amp; &lt;/i&gt;" in block
    assert parse_html(block).text.startswith("Xin chào <b>Lan & </i>!")
