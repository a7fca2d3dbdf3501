"""`/healthz` and `/metrics` over HTTP, on a port of their own and in a thread of their own.

The thread keeps answering when the bot's loop hangs, and then says that it does.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from importlib.metadata import version
from typing import Any, Self

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.operating.metrics import Metrics
from index import StoreError, StoreState

OLDEST_PARCEL_SECONDS = 900.0
"""A reply that waits longer tells that Telegram is not reached."""
LOOP_SECONDS = 5.0
START_SECONDS = 10.0
Report = dict[str, Any]


def health(state: Callable[[], StoreState], now: float, hung: bool = False) -> tuple[int, Report]:
    """The status code and what is told: 200 when all is well, 503 with the reasons when not.

    >>> empty = StoreState(5, 120, 0, 0, 0, 0, None, None)
    >>> code, report = health(lambda: empty, 1000.0)
    >>> code, report["status"], report["outbox_waiting"]
    (200, 'ok', 0)
    >>> stuck = empty._replace(parcels_waiting=3, oldest_parcel=0.0)
    >>> health(lambda: stuck, 1000.0)[1]["reasons"]
    ['3 tin trả lời chưa gửi được, tin cũ nhất đợi 16 phút: kiểm tra đường tới Telegram bằng planbot doctor.']
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
            "kiểm tra đường tới Telegram bằng planbot doctor."
        )
    return (503 if reasons else 200), {"status": "fail" if reasons else "ok", "reasons": reasons, **report}


def _age(moment: float | None, now: float) -> float | None:
    return None if moment is None else round(max(0.0, now - moment), 1)


def _give(sign: Future[None]) -> None:
    if sign.set_running_or_notify_cancel():
        sign.set_result(None)


class HealthServer:
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
        self._patience = patience
        self.host, self.port = host, port
        self._metrics, self._state, self._loop, self._clock = metrics, state, loop, clock
        self._ready = threading.Event()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def start(self) -> Self:
        """Returns when requests are answered."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        self.port = int(listener.getsockname()[1])
        self._thread = threading.Thread(target=self._run, args=(listener,), name="health", daemon=True)
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the health pages did not start")
        return self

    def stop(self) -> None:
        """Ends the thread; nothing happens the second time."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(START_SECONDS)
            self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

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

    def _run(self, listener: socket.socket) -> None:
        @contextlib.asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            self._ready.set()
            yield

        routes = [Route("/healthz", self._healthz), Route("/metrics", self._page)]
        config = uvicorn.Config(
            Starlette(routes=routes, lifespan=lifespan),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        with listener:
            asyncio.run(self._server.serve(sockets=[listener]))
