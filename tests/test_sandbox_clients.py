"""Unmodified client libraries on the local Telegram: python-telegram-bot by polling and webhook, aiogram beside it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.sandbox import Person, Sandbox, says

Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (40).to_bytes(4, "big") + (30).to_bytes(4, "big")


async def greet(update: Update, context: Context) -> None:
    """Answers /start with a button."""
    assert update.message
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Xem đoạn gốc", callback_data="p:1")]])
    await update.message.reply_html(f"<b>Chào</b> {' '.join(context.args or [])}", reply_markup=markup)


async def show(update: Update, context: Context) -> None:
    """Answers a press and edits the message."""
    query = update.callback_query
    assert query
    await query.answer("Đây")
    await query.edit_message_text("<blockquote expandable>đoạn gốc</blockquote>", parse_mode="HTML")


async def size(update: Update, context: Context) -> None:
    """Fetches a document and says its size."""
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    await update.message.reply_text(f"{len(await file.download_as_bytearray())} byte", do_quote=True)


async def echo(update: Update, context: Context) -> None:
    """Repeats, and says what was an edit."""
    assert update.effective_message
    kind = "sửa" if update.edited_message else "nghe"
    await update.effective_message.reply_text(f"{kind}: {update.effective_message.text}")


def application(sandbox: Sandbox) -> App:
    """A bot as its maker would build it; only the addresses are ours."""
    app: App = (
        Application.builder()
        .token(sandbox.token)
        .base_url(sandbox.base_url)
        .base_file_url(sandbox.base_file_url)
        .build()
    )
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CallbackQueryHandler(show))
    app.add_handler(MessageHandler(filters.Document.ALL, size))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    return app


@asynccontextmanager
async def polling(app: App, sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot runs by long polling."""
    assert app.updater
    async with app:
        await app.updater.start_polling(timeout=10)
        await app.start()
        yield
        await app.updater.stop()
        await app.stop()


@asynccontextmanager
async def webhook(app: App, sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot runs behind a webhook with a secret."""
    assert app.updater
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = {"listen": "127.0.0.1", "port": port, "url_path": "hook"}
    async with app:
        await app.updater.start_webhook(**where, webhook_url=f"http://127.0.0.1:{port}/hook", secret_token="bi-mat_1")
        await app.start()
        async with httpx.AsyncClient(trust_env=False) as stranger:
            forged = await stranger.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 1})
            assert forged.status_code == 403
        yield
        await app.updater.stop()
        await app.stop()


def conversation(sandbox: Sandbox) -> None:
    """What a person does, and what must come of it."""
    with Person(sandbox.url) as lan:
        lan.start("d_1")
        hello = lan.wait(says("Chào d_1"))
        assert hello["entities"][0] == {"type": "bold", "offset": 0, "length": 4}
        assert lan.press(hello, "Xem đoạn gốc")["text"] == "Đây"
        quoted = lan.wait(says("đoạn gốc"), edited=True)
        assert quoted["entities"][0]["type"] == "expandable_blockquote"
        assert quoted["message_id"] == hello["message_id"]
        number = lan.send("một")
        lan.wait(says("nghe: một"))
        lan.edit(number, "hai")
        lan.wait(says("sửa: hai"))
        sent = lan.upload(("bao-cao.pdf", b"%PDF" * 1000), caption="báo cáo")
        answer = lan.wait(says("4000 byte"))
        assert answer["reply_to_message"]["message_id"] == sent


@pytest.mark.parametrize("mode", [polling, webhook])
def test_application(mode: Callable[[App, Sandbox], Any]) -> None:
    """An unmodified Application answers, edits, fetches files and hears edits, by polling and by webhook."""

    async def main() -> None:
        with Sandbox(limits=None) as sandbox:
            async with mode(application(sandbox), sandbox):
                await asyncio.to_thread(conversation, sandbox)

    asyncio.run(main())


def test_webhook_is_tried_again() -> None:
    """Updates wait for a webhook that is down, and come in order once it is up."""

    async def main() -> None:
        with Sandbox(limits=None) as sandbox, Person(sandbox.url) as lan, socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            app = application(sandbox)
            async with app.bot:
                await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook")
                for text in ("một", "hai", "ba"):
                    await asyncio.to_thread(lan.send, text)
                while not (info := await app.bot.get_webhook_info()).last_error_message:
                    await asyncio.to_thread(lan.now)
                assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 3)
            seen: list[bytes] = []
            done = asyncio.Event()

            async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                while head := await reader.readuntil(b"\r\n\r\n"):
                    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                    seen.append(await reader.readexactly(length))
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    if len(seen) == 3:
                        writer.close()
                        done.set()
                        return

            probe.close()
            async with await asyncio.start_server(serve, "127.0.0.1", port):
                await asyncio.wait_for(done.wait(), 15)
            assert [text for text in ("một", "hai", "ba") if text.encode() in b"".join(seen)] == ["một", "hai", "ba"]

    asyncio.run(main())


def test_errors_as_python_telegram_bot_sees_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals arrive as the library's own exceptions, so that a bot's handling of them is tried for real."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")

    async def main() -> None:
        with Sandbox() as sandbox, Person(sandbox.url) as lan:
            bot = application(sandbox).bot
            async with bot:
                await asyncio.to_thread(lan.start)
                with pytest.raises(BadRequest, match="Can't parse entities: unsupported start tag"):
                    await bot.send_message(lan.id, "<p>", parse_mode="HTML")
                markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="đ" * 33)]])
                with pytest.raises(BadRequest, match="Button_data_invalid"):
                    await bot.send_message(lan.id, "a", reply_markup=markup)
                await bot.send_message(lan.id, "a")
                with pytest.raises(RetryAfter):
                    await bot.send_message(lan.id, "b")
                await asyncio.to_thread(lan.block)
                with pytest.raises(Forbidden, match="bot was blocked by the user"):
                    await bot.send_message(lan.id, "a")
            with pytest.raises(InvalidToken):
                async with Application.builder().token("1:x").base_url(sandbox.base_url).build().bot:
                    pass

    asyncio.run(main())


def test_what_else_a_bot_asks_for() -> None:
    """Menus, chats, albums, previews, replies with a quote and menu buttons have the shapes the library reads."""

    async def main() -> None:
        with Sandbox(limits=None) as sandbox, Person(sandbox.url) as lan:
            bot = application(sandbox).bot
            async with bot:
                first = await asyncio.to_thread(lan.send, "kế hoạch năm")
                scope = BotCommandScopeChat(lan.id)
                await bot.set_my_commands([BotCommand("duyet", "Duyệt báo cáo")], scope=scope)
                assert (await bot.get_my_commands(scope=scope))[0].command == "duyet"
                assert (await bot.get_chat(lan.id)).first_name == "Trần Lan"
                await bot.set_chat_menu_button(lan.id, MenuButtonCommands())
                assert isinstance(await bot.get_chat_menu_button(lan.id), MenuButtonCommands)
                sent = await bot.send_message(
                    lan.id,
                    "xem https://example.vn",
                    reply_parameters=ReplyParameters(first, quote="kế hoạch"),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
                assert sent.quote
                assert sent.link_preview_options
                assert (sent.quote.text, sent.link_preview_options.is_disabled) == ("kế hoạch", True)
                album = await bot.send_media_group(
                    lan.id, [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b", filename="b.txt")]
                )
                assert [message.document.file_name for message in album if message.document] == ["a.txt", "b.txt"]
                photo = await bot.send_photo(lan.id, PNG, caption="<b>biểu đồ</b>", parse_mode="HTML")
                assert (photo.photo[-1].width, photo.caption_entities[0].type) == (40, "bold")
                sandbox.push("message_of_tomorrow", {"a": 1})
                assert (await bot.get_updates())[-1].effective_message is None

    asyncio.run(main())


def test_aiogram() -> None:
    """A second library reads every answer by its own strict models, and holds a conversation."""
    pytest.importorskip("aiogram", reason="aiogram is not installed: pip install -e '.[e2e]'")
    from aiogram import Bot, Dispatcher, types
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramBadRequest

    async def answer(message: types.Message) -> None:
        button = types.InlineKeyboardButton(text="Mở", callback_data="m")
        markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("<b>Chào</b>", parse_mode="HTML", reply_markup=markup)

    async def pressed(query: types.CallbackQuery, bot: Any) -> None:
        assert isinstance(query.message, types.Message)
        await query.message.edit_text("đã mở")
        await query.answer("xong")
        await query.message.answer_document(types.BufferedInputFile(b"%PDF", "a.pdf"))
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await query.message.edit_text("đã mở")
        chat = await bot.get_chat(query.message.chat.id)
        await query.message.answer(f"{chat.full_name}, {await bot.get_chat_member_count(chat.id)}")

    def talk(sandbox: Sandbox) -> None:
        with Person(sandbox.url) as lan:
            lan.start()
            hello = lan.wait(says("Chào"))
            assert lan.press(hello, "Mở")["text"] == "xong"
            lan.wait(says("đã mở"), edited=True)
            assert lan.download(lan.wait(lambda message: "document" in message)) == b"%PDF"
            lan.wait(says("Trần Lan, 2"))

    async def main() -> None:
        with Sandbox(limits=None) as sandbox:
            server = TelegramAPIServer.from_base(sandbox.url.rstrip("/"))
            bot = Bot(sandbox.token, session=AiohttpSession(api=server))
            dispatcher = Dispatcher()
            dispatcher.message.register(answer)
            dispatcher.callback_query.register(pressed)
            poll = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5))
            await asyncio.to_thread(talk, sandbox)
            await dispatcher.stop_polling()
            await poll

    asyncio.run(main())


def test_stop_ends_waiting_requests() -> None:
    """A poller that waits is let go when the local Telegram stops."""

    async def main() -> None:
        sandbox = Sandbox().start()
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            url = f"{sandbox.base_url}{sandbox.token}/getUpdates"
            waiting: Awaitable[httpx.Response] = asyncio.create_task(client.get(url, params={"timeout": "30"}))
            while not sandbox.run(lambda world: world.updates.polled):
                await asyncio.to_thread(lambda: None)
            await asyncio.to_thread(sandbox.stop)
            assert (await waiting).json() == {"ok": True, "result": []}

    asyncio.run(main())
