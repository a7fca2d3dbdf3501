"""An HTTP application on a thread of its own, started and stopped by the program that needs it."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from typing import Self

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 10.0
"""Seconds to start and to end in."""
log = logging.getLogger(__name__)


class ThreadedServer:
    """Serves `application()` from `start` to `stop`, or in a `with` block.

    The application's lifespan calls `ready` when requests can be answered.

    Args:
        name: of the thread, and what errors call it.
        host: an address of this machine.
        port: 0 takes a free one; `port` then holds it.
        grace: seconds that requests still running get at the end.

    Raises:
        OSError: the port is taken (at `start`).
    """

    def __init__(self, name: str, host: str, port: int, grace: int = 1) -> None:
        self.host, self.port = host, port
        self._name, self._grace = name, grace
        self._ready = threading.Event()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None

    def application(self) -> ASGIApp:
        """What is served; made on the server's own thread."""
        raise NotImplementedError

    def ready(self) -> None:
        """Lets `start` return."""
        self._ready.set()

    def ending(self) -> None:
        """Called before the thread is waited for: what would keep requests open ends here."""

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def start(self) -> Self:
        """Returns when requests are answered."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        # asyncio turns Nagle's delay off only where the protocol is named; with it each answer takes 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        self.port = int(listener.getsockname()[1])
        self._thread = threading.Thread(target=self._run, args=(listener,), name=self._name, daemon=True)
        self._thread.start()
        if not self._ready.wait(PATIENCE) or self._failure:
            raise RuntimeError(f"{self._name} did not start") from self._failure
        return self

    def stop(self) -> None:
        """Ends the thread; nothing happens the second time."""
        if self._thread is None or self._server is None:
            return
        self._server.should_exit = True
        self.ending()
        self._thread.join(PATIENCE)
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _run(self, listener: socket.socket) -> None:
        try:
            config = uvicorn.Config(
                self.application(),
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="on",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=self._grace,
                server_header=False,
            )
            self._server = uvicorn.Server(config)
            with listener:
                asyncio.run(self._server.serve(sockets=[listener]))
        except BaseException as error:  # the starter must hear of anything
            self._failure = error
            log.exception("%s ended", self._name)
        finally:
            self._ready.set()
