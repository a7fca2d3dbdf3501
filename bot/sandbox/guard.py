"""Keeps other web sites out: Host and Origin are checked on every request, answers carry a strict policy."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        *("script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "connect-src 'self'"),
        *("manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"),
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def own_hosts(host: str, port: int) -> frozenset[str]:
    """Values of the Host header that mean this server.

    >>> sorted(own_hosts("127.0.0.1", 8080))
    ['127.0.0.1:8080', '[::1]:8080', 'localhost:8080']
    """
    named = f"[{host}]" if ":" in host else host
    return frozenset(f"{name}:{port}" for name in (named, "127.0.0.1", "localhost", "[::1]"))


def refusal(headers: Headers, hosts: Iterable[str]) -> str:
    """Why a request is not let in, or nothing.

    A foreign Host is a rebound name; a foreign Origin or a cross-site fetch is another site's page.

    >>> refusal(Headers({"host": "evil.example:80"}), {"localhost:80"})
    'Host không hợp lệ'
    >>> refusal(Headers({"host": "localhost:80", "origin": "http://localhost:80"}), {"localhost:80"})
    ''
    """
    host = headers.get("host", "").lower()
    if host not in hosts:
        return "Host không hợp lệ"
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host}":
        return "Origin không hợp lệ"
    navigating = headers.get("sec-fetch-mode") == "navigate"
    if headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not navigating:
        return "Yêu cầu đến từ trang khác"
    return ""


class Guard:
    """ASGI middleware that applies `refusal` and adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through or answers 403."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        reason = refusal(Headers(scope=scope), self.hosts)
        app = PlainTextResponse(reason, status_code=403) if reason else self.app
        await app(scope, receive, sealed)
