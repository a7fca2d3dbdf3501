"""Is Telegram reached, does it know the token, and is this machine's clock right?"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from bot.operating.finding import Finding
from bot.settings import Settings

TELEGRAM = "https://api.telegram.org/bot"
SECONDS = 10.0
CLOCK_SECONDS = 30.0
_FORM = re.compile(r"\d{5,}:[\w-]{20,}", re.ASCII)
_TOKEN_REMEDY = "Chép lại nguyên mã từ @BotFather (dạng 123456789:AA…) vào PLANBOT_TOKEN."
UNREACHED_REMEDY = (
    "Nếu Telegram bị chặn ở mạng này: đặt PLANBOT_PROXY (ví dụ http://proxy:3128), hoặc dựng máy chủ Bot API riêng "
    "(telegram-bot-api) ở nơi kết nối được và đặt PLANBOT_API_BASE_URL. "
    "Trợ lý trong cửa sổ lệnh (planbot chat) vẫn dùng được."
)


def check_token(settings: Settings) -> list[Finding]:
    """Whether there is a token, in the right form."""
    token = settings.token.get_secret_value()
    if not token:
        remedy = "Cần có để chạy planbot run: lấy mã ở @BotFather rồi đặt PLANBOT_TOKEN."
        return [Finding(name="Mã bot", level="warn", said="chưa đặt PLANBOT_TOKEN", remedy=remedy)]
    if not _FORM.fullmatch(token):
        return [Finding(name="Mã bot", level="fail", said="PLANBOT_TOKEN không đúng dạng", remedy=_TOKEN_REMEDY)]
    return [Finding(name="Mã bot", level="ok", said="đúng dạng")]


def check_telegram(
    settings: Settings, clock: Callable[[], float] = time.time, patience: float = SECONDS
) -> list[Finding]:
    """Ask the Bot API who the bot is; `patience` in seconds. Without a usable token only the way there is tried."""
    token = settings.token.get_secret_value()
    base = settings.api_base_url or TELEGRAM
    known = bool(_FORM.fullmatch(token))
    host = urlsplit(base).hostname or base
    local = host in ("127.0.0.1", "localhost", "::1")
    proxy = settings.proxy.get_secret_value() or None
    try:
        with httpx.Client(timeout=patience, proxy=proxy, trust_env=not local) as client:
            answer = client.get(f"{base}{token}/getMe" if known else base.removesuffix("bot"))
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ImportError, ValueError) as error:
        said = f"địa chỉ hoặc proxy không dùng được ({type(error).__name__})"
        return [_way("fail", said, "Kiểm tra PLANBOT_API_BASE_URL và PLANBOT_PROXY.")]
    except httpx.HTTPError as error:
        return [_way("fail" if known else "warn", f"không kết nối được tới {host} ({_kind(error)})", UNREACHED_REMEDY)]
    return [*_answered(answer, host, known), *_clock(answer, clock())]


def _answered(answer: httpx.Response, host: str, known: bool) -> list[Finding]:
    if not known:
        return [_way("ok", f"kết nối được tới {host}")]
    try:
        body = answer.json()
        ok, user = bool(body["ok"]), body.get("result") or {}
    except (ValueError, KeyError, TypeError, AttributeError):
        said = f"{host} trả lời không phải Bot API (HTTP {answer.status_code})"
        return [_way("fail", said, f"Có thể mạng đã chặn và trả về trang khác. {UNREACHED_REMEDY}")]
    if not ok and answer.status_code in (401, 404):
        return [_way("fail", "Telegram không nhận mã của bot", f"Mã đã đổi hoặc bị thu hồi. {_TOKEN_REMEDY}")]
    if not ok:
        return [_way("warn", f"{host} báo lỗi HTTP {answer.status_code}", "Thử lại sau ít phút.")]
    found = [_way("ok", f"kết nối được tới {host}, bot là @{user.get('username', '')}")]
    if not user.get("supports_inline_queries"):
        remedy = "Muốn hỏi bằng @tên_bot trong mọi cuộc trò chuyện: gửi /setinline cho @BotFather."
        found.append(Finding(name="Hỏi nhanh", level="note", said="chưa bật chế độ inline", remedy=remedy))
    return found


def _way(level: str, said: str, remedy: str = "") -> Finding:
    return Finding.model_validate({"name": "Telegram", "level": level, "said": said, "remedy": remedy})


def _clock(answer: httpx.Response, now: float) -> list[Finding]:
    """This machine's clock against the server's `Date`; nothing when it gave none."""
    try:
        theirs = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except (KeyError, ValueError):
        return []
    off = now - theirs
    if abs(off) <= CLOCK_SECONDS:
        return [Finding(name="Đồng hồ", level="ok", said="đúng giờ")]
    said = f"{'nhanh' if off > 0 else 'chậm'} {abs(off):.0f} giây so với máy chủ"
    return [Finding(name="Đồng hồ", level="warn", said=said, remedy="Bật đồng bộ giờ: timedatectl set-ntp true.")]


def _kind(error: httpx.HTTPError) -> str:
    match error:
        case httpx.TimeoutException():
            return "hết thời gian chờ"
        case httpx.ProxyError():
            return "proxy từ chối"
        case httpx.ConnectError():
            return "không kết nối được"
        case _:
            return type(error).__name__
