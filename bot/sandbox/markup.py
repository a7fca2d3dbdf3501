"""Keyboards: what Telegram takes for `reply_markup`, and how it refuses the rest."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import JSON, bad

MAX_BUTTONS = 100
_ACTIONS = (
    *("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat", "login_url"),
    *("web_app", "switch_inline_query_chosen_chat", "callback_game", "pay"),
)
_URL = re.compile(r"(https?|tg)://\S+$|[\w-]+(\.[\w-]+)+(/\S*)?$")
_STYLES = {"danger", "primary", "success"}


def check_markup(markup: Any) -> JSON | None:
    """The markup as given, when Telegram would take it.

    Raises ApiError: BUTTON_DATA_INVALID for callback data outside 1–64 bytes, and the other refusals.

    >>> check_markup({"inline_keyboard": [[{"text": "Xem", "callback_data": "đ" * 33}]]})
    Traceback (most recent call last):
    bot.sandbox.errors.ApiError: Bad Request: BUTTON_DATA_INVALID
    """
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard")
        kept = [[_inline(button) for button in row] for row in rows]
        return {"inline_keyboard": [row for row in kept if row]}
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard")
        return markup | {"keyboard": [[_key(button) for button in row] for row in rows if row]}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise bad("can't parse reply keyboard markup JSON object")


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name.replace(" ", "_")}" must be of type Array')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return rows


def _label(button: JSON) -> str:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad("text buttons are unallowed in the inline keyboard" if text is None else "BUTTON_TEXT_INVALID")
    return text


def _inline(button: Any) -> JSON:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    _label(button)
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.match(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 1 <= len(str(dict(button["copy_text"]).get("text", ""))) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    _style(button)
    return button


def _key(button: Any) -> JSON:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad('can\'t parse keyboard button: field "text" must be of type String')
    _style(button)
    return button


def _style(button: JSON) -> None:
    if button.get("style") not in {None, *_STYLES}:
        raise bad("BUTTON_STYLE_INVALID")


def shown(markup: JSON | None) -> JSON | None:
    """The part of a markup that a returned message carries: inline keyboards only.

    >>> shown({"force_reply": True}) is None
    True
    """
    return markup if markup and markup.get("inline_keyboard") else None


def data_in(markup: JSON | None, data: str) -> bool:
    """Is there a button with this callback data?

    >>> data_in({"inline_keyboard": [[{"text": "A", "callback_data": "a:1"}]]}, "a:1")
    True
    """
    rows = (markup or {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)
