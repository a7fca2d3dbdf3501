"""Parameters of any type for every method of the local Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import bot.sandbox
from bot.sandbox import ApiError
from bot.sandbox.api import METHODS, call
from bot.sandbox.params import Params
from bot.sandbox.people import Actor
from bot.sandbox.world import World
from tests.sandbox_raw import JSON

WORDS = ["HTML", "typing", "chat", "document"]
KEYS = ["type", "chat_id", "message_id", "text", "id", "media", "quote"]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**12) | st.text(max_size=5) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=4,
)
NAMES = (
    *("chat_id", "message_id", "text", "parse_mode", "entities", "reply_markup", "reply_parameters", "photo", "media"),
    *("document", "caption", "scope", "commands", "results", "callback_query_id", "inline_query_id", "user_id", "url"),
    *("menu_button", "file_id", "action", "message_ids", "offset", "allowed_updates", "link_preview_options"),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(METHODS)), st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=5), st.booleans())
def test_junk_is_refused_and_never_breaks(method: str, values: JSON, to_person: bool) -> None:
    """Whatever is sent to any method, the answer is a result or a refusal."""
    world = World("1:a")
    lan = next(iter(world.people.values()))
    Actor.of(world, lan.id, lan.id).start()
    with contextlib.suppress(ApiError):
        asyncio.run(call(world, method, Params(values | ({"chat_id": lan.id} if to_person else {}) | {"timeout": 0})))


def test_stands_alone() -> None:
    """The package imports nothing of the house but itself and the thread it serves on: any bot can be tried on it."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.sandbox.__file__).parent.glob("*.py"))
    imported = re.findall(r"^(?:from|import) ((?:bot|handlers|index|corpus)\b[\w.]*)", sources, re.MULTILINE)
    assert {name for name in imported if not name.startswith("bot.sandbox")} == {"bot.threaded"}
