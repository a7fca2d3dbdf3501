"""Keeps secrets out of whatever is written: logs, error sentences, reports."""

from __future__ import annotations

import re

HIDDEN = "<token>"
_TOKEN = re.compile(r"(?<!\d)\d{5,}(?::|%3[Aa])[\w-]{20,}", re.ASCII)


def redact(text: str, secrets: tuple[str, ...] = ()) -> str:
    """The text without anything that looks like a bot's token, and without the named secrets.

    >>> redact("POST https://api.telegram.org/bot123456:AAF-1234567890abcdefghijklmnopqrst/getMe")
    'POST https://api.telegram.org/bot<token>/getMe'
    >>> redact("secret=hop-thu-den", ("hop-thu-den",))
    'secret=<token>'
    >>> redact("2024-07-05 08:30:00, số 12:30")
    '2024-07-05 08:30:00, số 12:30'
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    return _TOKEN.sub(HIDDEN, text)
