"""`planbot run`: the assistant on Telegram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, db_option, opened_store, settings

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.telegram import Channel
    from index import Store


@click.command(
    cls=PlanbotCommand,
    short_help="Chạy trợ lý trên Telegram.",
    help="Chạy trợ lý trên Telegram, theo PLANBOT_TOKEN và các thiết lập PLANBOT_*. Dừng bằng Ctrl-C hoặc SIGTERM.",
)
@db_option
def run(db: Path | None) -> None:
    """Serve until told to stop."""
    chosen = settings()
    channel = channel_of(chosen)

    import asyncio
    import logging

    from bot.operating.logs import set_up_logging
    from bot.operating.machine import check_people
    from bot.telegram import AlreadyRunning, TokenRefused

    set_up_logging(chosen.log_level, (channel.token, channel.webhook_secret, channel.proxy))
    path = db if db is not None else chosen.db
    with opened_store(path) as store:
        nobody = check_people(path, chosen.allowed_users)
        if nobody.level == "warn":
            logging.getLogger(__name__).warning("%s: %s", nobody.said, nobody.remedy)
        try:
            asyncio.run(_serve(channel, store, path, chosen))
        except (AlreadyRunning, TokenRefused) as error:
            raise Failure(str(error)) from error


async def _serve(channel: Channel, store: Store, path: Path, chosen: Settings) -> None:
    """Serve, with the health pages beside when they are wanted."""
    import asyncio

    from bot.operating.health import HealthServer
    from bot.operating.metrics import Metrics
    from bot.telegram.serving import serve
    from handlers.reminders import Rules

    metrics = Metrics(store.state)
    rules = Rules(chosen.remind_hour, chosen.report_day, chosen.year_report_day)
    if not chosen.health_port:
        await serve(channel, store, path, chosen.allowed_users, metrics, rules=rules)
        return
    loop = asyncio.get_running_loop()
    pages = HealthServer(metrics, store.state, chosen.health_host, chosen.health_port, loop)
    try:
        pages.start()
    except OSError as error:
        raise Failure(
            f"Không mở được cổng {chosen.health_host}:{chosen.health_port} ({error.strerror}): "
            "đổi PLANBOT_HEALTH_PORT, hoặc dừng chương trình đang dùng cổng đó."
        ) from error
    try:
        await serve(channel, store, path, chosen.allowed_users, metrics, rules=rules)
    finally:
        pages.stop()


def channel_of(chosen: Settings) -> Channel:
    """The channel of the settings.

    Raises:
        Failure: something is missing; the sentence says what.
    """
    from bot.telegram import Channel

    token = chosen.token.get_secret_value()
    if not token:
        raise Failure("Chưa có PLANBOT_TOKEN: lấy mã của bot ở @BotFather rồi đặt vào biến môi trường hoặc tệp .env.")
    if not token.partition(":")[0].isdigit() or not token.partition(":")[2]:
        raise Failure("PLANBOT_TOKEN không đúng dạng 123456789:AA…: chép lại nguyên mã từ @BotFather.")
    secret = chosen.webhook_secret.get_secret_value()
    if chosen.mode == "webhook" and not (chosen.webhook_url and secret):
        raise Failure("PLANBOT_MODE=webhook cần PLANBOT_WEBHOOK_URL và PLANBOT_WEBHOOK_SECRET.")
    return Channel(
        token=token,
        mode=chosen.mode,
        webhook_url=chosen.webhook_url,
        webhook_secret=secret,
        webhook_listen=chosen.webhook_listen,
        webhook_port=chosen.webhook_port,
        api=chosen.api_base_url,
        proxy=chosen.proxy.get_secret_value(),
    )
