"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import methods_bot, methods_media, methods_text
from bot.sandbox.errors import JSON, ApiError, bad, unauthorized
from bot.sandbox.params import Params, read_params
from bot.sandbox.world import World

Method = Callable[[World, Params], Awaitable[Any]]
METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (methods_bot.METHODS, methods_text.METHODS, methods_media.METHODS)
    for name, method in table.items()
}
log = logging.getLogger(__name__)


async def call(world: World, name: str, params: Params) -> Any:
    """The result of a method. Raises ApiError; method names take any case, as in Telegram."""
    method = METHODS.get(name.lower())
    if method is None:
        raise ApiError(404, "method not found")
    try:
        return await method(world, params)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        log.warning("%s: parameters of a wrong type", name, exc_info=True)
        raise bad(f"can't parse parameters of {name}: {type(error).__name__}") from error


async def call_from_webhook(world: World, reply: JSON) -> None:
    """A method that the webhook's answer carries; its result is not seen by anybody, as in Telegram."""
    try:
        await call(world, str(reply["method"]), Params(reply))
    except ApiError as error:
        log.warning("webhook reply refused: %s", error.description)


def bot_routes(world: World) -> list[Route]:
    """Routes of the Bot API over a world."""

    def known(token: str) -> bool:
        return hmac.compare_digest(token.encode(), world.token.encode())

    async def method(request: Request) -> Response:
        try:
            if not known(request.path_params["token"]):
                raise unauthorized()
            result = await call(world, request.path_params["method"], await read_params(request))
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.code)
        return JSONResponse({"ok": True, "result": result})

    async def download(request: Request) -> Response:
        try:
            if not known(request.path_params["token"]):
                raise unauthorized()
            file = world.files.by_path(request.path_params["path"])
            if file is None:
                raise ApiError(404, "")
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.code)
        return Response(file.data, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]
