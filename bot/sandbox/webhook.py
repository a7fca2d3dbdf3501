"""Pushing updates to the bot's webhook: in order, with the secret header, again until they are taken."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.sandbox.errors import JSON, bad
from bot.sandbox.updates import Updates, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE, PATIENCE = 0.05, 5.0, 10.0


def check_webhook(url: str, secret: str) -> None:
    """A webhook as a server in local mode takes it: http or https, here to this machine only.

    Raises ApiError.

    >>> check_webhook("http://127.0.0.1:8443/hook", "s3cret_-")
    >>> check_webhook("http://127.0.0.1:8443/hook", "bí mật")
    Traceback (most recent call last):
    bot.sandbox.errors.ApiError: Bad Request: secret token contains unallowed characters
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    loopback = parts.hostname == "localhost"
    with suppress(ValueError):
        loopback = loopback or ipaddress.ip_address(parts.hostname).is_loopback
    if not loopback:
        raise bad("bad webhook: the local Telegram delivers to this machine only")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")


class Deliverer:
    """Takes updates from the queue's head while a webhook is set; a failure is tried again after a growing pause."""

    def __init__(self, updates: Updates, now: Callable[[], float], call: Callable[[JSON], Awaitable[Any]]) -> None:
        self.updates = updates
        self.now = now
        self.call = call

    async def run(self) -> None:
        """Delivers until the queue is closed."""
        pause = 0.0
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE, verify=False) as client:
            while not self.updates.closed:
                hook = self.updates.webhook
                if hook is None or not self.updates.pending:
                    await self.updates.signal.wait(60)
                    continue
                if pause:
                    await asyncio.sleep(pause)
                error = await self._deliver(client, hook, self.updates.pending[0])
                if error:
                    hook.last_error_date, hook.last_error_message = int(self.now()), error
                pause = min(LONGEST_PAUSE, 2 * pause or FIRST_PAUSE) if error else 0.0

    async def _deliver(self, client: httpx.AsyncClient, hook: Webhook, update: JSON) -> str:
        """Pushes one update; what went wrong, in Telegram's words, or nothing."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            answer = await client.post(hook.url, json=update, headers=headers)
        except httpx.TimeoutException:
            return "Read timeout expired"
        except httpx.HTTPError:
            return "Connection refused"
        if not answer.is_success:
            return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        pending = self.updates.pending
        if pending and pending[0]["update_id"] == update["update_id"]:
            pending.popleft()
        with suppress(ValueError):
            reply = answer.json()
            if isinstance(reply, dict) and reply.get("method"):
                await self.call(reply)
        return ""
