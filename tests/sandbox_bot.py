"""A small bot on python-telegram-bot, unmodified, that uses every kind of message: what the chat page is tried with."""

from __future__ import annotations

import asyncio
import struct
import threading
import zlib
from collections.abc import Callable
from typing import Any

from telegram import (
    BotCommand,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.sandbox import Sandbox

PATIENCE = 15
ANSWER = (
    "<b>Thu hút FDI 6 tháng đầu năm: 120 triệu USD</b>\n"
    "Đạt <b>60%</b> kế hoạch năm (200 triệu USD), bằng 150% cùng kỳ.\n"
    "<blockquote expandable>Báo cáo số 12/BC-UBND ngày 05/7/2024, mục I.1:\n"
    "“Trong 6 tháng đầu năm 2024, thu hút FDI đạt 120 triệu USD, đạt 60% kế hoạch năm (200 triệu USD), bằng 150% cùng "
    "kỳ. Trong đó, vốn đăng ký cấp mới chiếm phần lớn, tập trung vào công nghiệp chế biến, chế tạo và hạ tầng khu công "
    "nghiệp; các dự án còn lại đang hoàn thiện thủ tục theo quy định.”</blockquote>"
)
Context = ContextTypes.DEFAULT_TYPE


def picture(width: int, height: int) -> bytes:
    """A PNG of a few bars on white, the way a chart looks."""
    bars = [(40 + 9 * at % 47) * height // 100 for at in range(8)]
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            at, within = divmod(x * 8, width)
            filled = height - y < bars[at] and width // 8 < within + width // 4 < width
            rows += bytes((47, 128, 194)) if filled else b"\xff\xff\xff"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


async def on_start(update: Update, context: Context) -> None:
    """Greets with a reply keyboard; says what a deep link brought."""
    assert update.message
    keys = ReplyKeyboardMarkup([["FDI 6 tháng", "Nhiệm vụ quá hạn"]], resize_keyboard=True)
    words = f"Mở đoạn {context.args[0]}" if context.args else "Xin chào! Hãy hỏi về kế hoạch và báo cáo."
    await update.message.reply_html(words, reply_markup=keys)


async def on_text(update: Update, context: Context) -> None:
    """Answers with a quote and every kind of button."""
    message = update.effective_message
    assert message
    if update.edited_message:
        await message.reply_html(f"Đã sửa thành: {message.text}")
        return
    await message.chat.send_action("typing")
    rows = [
        [
            InlineKeyboardButton("Xem đoạn gốc", callback_data="p:1"),
            InlineKeyboardButton("Văn bản", callback_data="d:1"),
        ],
        [InlineKeyboardButton("Chép số văn bản", copy_text=CopyTextButton("12/BC-UBND"))],
        [InlineKeyboardButton("Mở đoạn", url=f"https://t.me/{context.bot.username}?start=d_1_2")],
    ]
    await message.reply_html(ANSWER, reply_markup=InlineKeyboardMarkup(rows), do_quote=True)


async def on_button(update: Update, context: Context) -> None:
    """One button edits the message, the other sends files."""
    query = update.callback_query
    assert query
    assert query.message
    if query.data == "p:1":
        await query.answer("Đang mở đoạn gốc")
        row = [InlineKeyboardButton("Quay lại", callback_data="d:1")]
        await query.edit_message_text(
            "<b>Mục I.1. Thu hút đầu tư</b>\nTrong 6 tháng đầu năm 2024, thu hút FDI đạt <u>120 triệu USD</u>.",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup([row]),
        )
        return
    await query.answer("Văn bản được gửi bên dưới.", show_alert=True)
    chat = query.message.chat
    await chat.send_document(b"%PDF-1.7 mau", filename="12-BC-UBND.pdf", caption="Báo cáo 6 tháng")
    await chat.send_photo(picture(320, 180), caption="Thu hút FDI theo tháng")


async def on_file(update: Update, context: Context) -> None:
    """Says what file came, and how large it is when fetched."""
    assert update.message
    file = await (update.message.document or update.message.photo[-1]).get_file()
    data = await file.download_as_bytearray()
    kind = "tệp" if update.message.document else "ảnh"
    await update.message.reply_html(f"Đã nhận {kind}, {len(data)} byte", reply_markup=ForceReply())


async def on_inline(update: Update, context: Context) -> None:
    """One card."""
    assert update.inline_query
    content = InputTextMessageContent("<b>FDI</b>: 120 triệu USD", parse_mode="HTML")
    await update.inline_query.answer(
        [InlineQueryResultArticle("1", "FDI 6 tháng", content, description="120 triệu USD")]
    )


def served(sandbox: Sandbox) -> tuple[threading.Thread, Callable[[], None]]:
    """Runs the bot in a thread of its own; returns the thread and what stops it."""
    ready, loops = threading.Event(), []
    done: list[asyncio.Event] = []

    async def main() -> None:
        builder = Application.builder().token(sandbox.token).base_url(sandbox.base_url)
        app: Application[Any, Any, Any, Any, Any, Any] = builder.base_file_url(sandbox.base_file_url).build()
        app.add_handler(CommandHandler("start", on_start))
        app.add_handler(MessageHandler(filters.Document.ALL | filters.PHOTO, on_file))
        app.add_handler(MessageHandler(filters.TEXT, on_text))
        app.add_handler(CallbackQueryHandler(on_button))
        app.add_handler(InlineQueryHandler(on_inline))
        loops.append(asyncio.get_running_loop())
        done.append(asyncio.Event())
        async with app:
            await app.bot.set_my_commands(
                [BotCommand("hoi", "Hỏi một số liệu"), BotCommand("vanban", "Danh sách văn bản")]
            )
            assert app.updater
            await app.updater.start_polling(timeout=10)
            await app.start()
            ready.set()
            await done[0].wait()
            await app.updater.stop()
            await app.stop()

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="bot")
    thread.start()
    assert ready.wait(PATIENCE)
    return thread, lambda: loops[0].call_soon_threadsafe(done[0].set)
