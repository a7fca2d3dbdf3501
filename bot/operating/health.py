"""`/healthz` and `/metrics` over HTTP, on a port of their own and in a thread of their own.

The thread keeps answering when the bot's loop hangs, and then says that it does.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from importlib.metadata import version
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.operating.metrics import Metrics
from bot.threaded import ThreadedServer
from index import StoreError, StoreState

OLDEST_PARCEL_SECONDS = 900.0
"""A reply that waits longer tells that Telegram is not reached."""
LOOP_SECONDS = 5.0
Report = dict[str, Any]


def health(state: Callable[[], StoreState], now: float, hung: bool = False) -> tuple[int, Report]:
    """The status code and what is told: 200 when all is well, 503 with the reasons when not.

    >>> empty = StoreState(5, 120, 0, 0, 0, 0, None, None)
    >>> code, report = health(lambda: empty, 1000.0)
    >>> code, report["status"], report["outbox_waiting"]
    (200, 'ok', 0)
    >>> stuck = empty._replace(parcels_waiting=3, oldest_parcel=0.0)
    >>> health(lambda: stuck, 1000.0)[1]["reasons"]
    ['3 tin trả lời chưa gửi được, tin cũ nhất đợi 16 phút: kiểm tra kết nối tới Telegram bằng planbot doctor.']
    """
    reasons = ["Vòng xử lý của bot không phản hồi: khởi động lại planbot."] if hung else []
    report: Report = {"version": version("planbot"), "database": "ok"}
    try:
        found = state()
    except StoreError as error:
        return 503, {"status": "fail", "reasons": [*reasons, str(error)], **report, "database": "fail"}
    report |= {
        "documents": found.documents,
        "last_update_seconds": _age(found.last_update, now),
        "inbox_waiting": found.letters_waiting,
        "dead_letters": found.dead_letters,
        "outbox_waiting": found.parcels_waiting,
        "outbox_failed": found.failed_parcels,
        "outbox_oldest_seconds": _age(found.oldest_parcel, now),
    }
    if (report["outbox_oldest_seconds"] or 0) > OLDEST_PARCEL_SECONDS:
        minutes = int(report["outbox_oldest_seconds"] // 60)
        reasons.append(
            f"{found.parcels_waiting} tin trả lời chưa gửi được, tin cũ nhất đợi {minutes} phút: "
            "kiểm tra kết nối tới Telegram bằng planbot doctor."
        )
    return (503 if reasons else 200), {"status": "fail" if reasons else "ok", "reasons": reasons, **report}


def _age(moment: float | None, now: float) -> float | None:
    return None if moment is None else round(max(0.0, now - moment), 1)


def _give(sign: Future[None]) -> None:
    if sign.set_running_or_notify_cancel():
        sign.set_result(None)


class HealthServer(ThreadedServer):
    """Serves both pages from `start` to `stop`, or in a `with` block.

    Args:
        state: the store's counts.
        port: 0 takes a free one.
        loop: the bot's event loop, asked for a sign of life at each look; None when there is none to ask.
        patience: seconds to wait for that sign.

    Raises:
        OSError: the port is taken (at `start`).
    """

    def __init__(
        self,
        metrics: Metrics,
        state: Callable[[], StoreState],
        host: str = "127.0.0.1",
        port: int = 0,
        loop: asyncio.AbstractEventLoop | None = None,
        clock: Callable[[], float] = time.time,
        patience: float = LOOP_SECONDS,
    ) -> None:
        super().__init__("the health pages", host, port)
        self._patience = patience
        self._metrics, self._state, self._loop, self._clock = metrics, state, loop, clock

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return self.address

    def application(self) -> Starlette:
        """Both pages."""

        @contextlib.asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            self.ready()
            yield

        return Starlette(routes=[Route("/healthz", self._healthz), Route("/metrics", self._page)], lifespan=lifespan)

    # Both pages read the store on this one thread: each thread that ever reads keeps a connection open.

    async def _healthz(self, request: Request) -> Response:
        code, report = health(self._state, self._clock(), hung=await self._hung())
        return JSONResponse(report, code, headers={"Cache-Control": "no-store"})

    async def _page(self, request: Request) -> Response:
        return Response(self._metrics.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _hung(self) -> bool:
        if self._loop is None:
            return False
        sign: Future[None] = Future()
        try:
            self._loop.call_soon_threadsafe(_give, sign)
            await asyncio.wait_for(asyncio.wrap_future(sign), self._patience)
        except (TimeoutError, RuntimeError):
            return True
        return False
