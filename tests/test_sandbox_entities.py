"""Telegram's HTML: what becomes of it, what is refused, and that nothing else ever happens."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import ApiError
from bot.sandbox.entities import KINDS, format_text, parse_html, units
from bot.sandbox.people import pieces

# source → plain text, (kind, offset, length) of each entity
PARSED: list[tuple[str, str, list[tuple[str, int, int]]]] = [
    ("Kế hoạch", "Kế hoạch", []),
    ("<b>FDI</b> tăng <i>9%</i>", "FDI tăng 9%", [("bold", 0, 3), ("italic", 9, 2)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<STRONG>a</STRONG>", "a", [("bold", 0, 1)]),
    ("5 &lt; 6 &amp; 7 &#273; &eacute; & x", "5 < 6 & 7 đ &eacute; & x", []),
    ("📄 <u>tệp</u>", "📄 tệp", [("underline", 3, 3)]),
    ("<blockquote expandable>dài</blockquote>", "dài", [("expandable_blockquote", 0, 3)]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
    ('<a href="https://example.vn/?a=1&amp;b=2">nguồn</a>', "nguồn", [("text_link", 0, 5)]),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
    ("<code><b>x</b></code>", "x", [("code", 0, 1)]),
    ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
    ("<b></b>a", "a", []),
    ("<b >a</b >", "a", [("bold", 0, 1)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), PARSED)
def test_parsed(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """The text loses its tags, entities count UTF-16 units of what is left."""
    parsed = parse_html(source)
    assert parsed.text == text
    assert [(one["type"], one["offset"], one["length"]) for one in parsed.entities] == entities


# source → complaint after "can't parse entities: "
REFUSED: list[tuple[str, str]] = [
    ("<div>a</div>", 'Unsupported start tag "div" at byte offset 0'),
    ("ế<br>", 'Unsupported start tag "br" at byte offset 3'),
    ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
    ('<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
]


@pytest.mark.parametrize(("source", "complaint"), REFUSED)
def test_refused(source: str, complaint: str) -> None:
    """A tag that Telegram does not take is named with its place in bytes."""
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text())
def test_escaped_text_is_itself(text: str) -> None:
    """Whatever is escaped comes out as it went in, but for white space at its ends."""
    assert parse_html(html.escape(text)).text == text.replace("\0", "").strip()


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<code>", "</code>", "<", ">", "&amp;", "ế", "📄", '<a href="', '"', "=", "/", " "]
        )
    )
)
def test_never_anything_but_an_answer(parts: list[str]) -> None:
    """Any mixture of tags is parsed or refused; entities lie within the text."""
    try:
        parsed = format_text("".join(parts), "HTML", None)
    except ApiError:
        return
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= units(parsed.text) for one in parsed.entities)


@given(st.text(min_size=1), st.sampled_from(sorted(set(KINDS) - {"span", "a", "pre", "tg-emoji", "tg-time"})))
def test_one_tag_covers_its_text(text: str, tag: str) -> None:
    """An entity of a whole text has the whole text's length in UTF-16 units."""
    parsed = parse_html(f"<{tag}>{html.escape(text)}</{tag}>")
    assert sum(one["length"] for one in parsed.entities) == units(parsed.text)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_pieces_lose_no_word(text: str, limit: int) -> None:
    """A long text is split into pieces within the bound, with all that is not white space."""
    parts = pieces(text.strip(), limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
