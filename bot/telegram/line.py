"""The line to Telegram: its address, the client that speaks on it, and how updates come in."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from telegram.error import Conflict, TelegramError
from telegram.ext import Application
from telegram.ext import ApplicationBuilder as Builder
from telegram.request import HTTPXRequest

from bot.telegram.incoming import ALLOWED
from bot.telegram.order import OrderedProcessor
from bot.telegram.queue import DurableQueue

POLL_SECONDS = 10
App = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Channel:
    """How the assistant is reached. `api` is the Bot API's address when it is not Telegram's own ("http://…/bot")."""

    token: str
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = 8443
    api: str = ""
    proxy: str = ""

    @property
    def name(self) -> str:
        """The channel's name in the store: the bot's number, which a new token keeps."""
        return f"telegram:{self.token.partition(':')[0]}"

    def __repr__(self) -> str:
        """Without the token and the secret."""
        return f"Channel({self.name}, {self.mode})"


def build(channel: Channel, queue: DurableQueue, order: OrderedProcessor) -> App:
    """The client of a channel, which takes its updates from the queue in the order kept; nothing is asked yet."""
    builder: Any = Builder().token(channel.token).update_queue(queue).job_queue(None)
    builder = builder.concurrent_updates(order).request(_request(channel, 16, read=20.0))
    builder = builder.get_updates_request(_request(channel, 1, read=10.0))
    if channel.api:
        builder = builder.base_url(channel.api).base_file_url(channel.api.removesuffix("/bot") + "/file/bot")
    app: App = builder.build()
    return app


def _request(channel: Channel, size: int, read: float) -> HTTPXRequest:
    # a Bot API on this machine is not asked through the office's proxy
    direct = urlsplit(channel.api).hostname in ("127.0.0.1", "localhost", "::1")
    return HTTPXRequest(
        connection_pool_size=size,
        read_timeout=read,
        write_timeout=20.0,
        connect_timeout=5.0,
        pool_timeout=20.0,
        proxy=channel.proxy or None,
        httpx_kwargs={"trust_env": not direct},
    )


async def listen(app: App, channel: Channel) -> None:
    """Take updates from now on, asked for or pushed."""
    updater = app.updater
    assert updater is not None
    if channel.mode == "polling":
        await updater.start_polling(
            timeout=POLL_SECONDS,
            bootstrap_retries=-1,
            allowed_updates=ALLOWED,
            error_callback=_polling_failed,
        )
        return
    await updater.start_webhook(
        listen=channel.webhook_listen,
        port=channel.webhook_port,
        url_path=urlsplit(channel.webhook_url).path.strip("/"),
        webhook_url=channel.webhook_url,
        secret_token=channel.webhook_secret,
        bootstrap_retries=-1,
        allowed_updates=ALLOWED,
        # one at a time: updates pushed side by side could overtake each other
        max_connections=1,
    )


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program takes this bot's updates, or a webhook is set: stop the other one")
    else:
        log.warning("updates could not be fetched (%s)", type(error).__name__)
