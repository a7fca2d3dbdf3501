"""The chat page and what it calls: `/`, `/static/…`, `/api/…`."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.errors import JSON, ApiError
from bot.sandbox.params import Params, form_of, read_params, whole_body
from bot.sandbox.people import Actor, Refused
from bot.sandbox.world import World

STATIC = Path(__file__).parent / "static"
LARGEST = 60 * 1024 * 1024
HEARTBEAT = 15.0
INLINE_PATIENCE = 10.0
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
Answer = Callable[[World, Params], Awaitable[Any]]


def who(world: World, params: Params) -> Actor:
    """The person and chat that a request names; without a chat, the private one."""
    person = params.number("person")
    return Actor.of(world, person, params.number("chat") or person)


async def state(world: World, params: Params) -> JSON:
    """Everybody and every chat, with the command menus, and the number of the last event."""
    people = [
        {**one.user, "name": one.name, "role": one.role, "blocked": one.blocked, "started": one.started}
        for one in world.people.values()
    ]
    chats = [
        {**chat.info, "members": chat.members, "menus": {one: world.commands_for(one, chat) for one in chat.members}}
        for chat in world.chats.values()
    ]
    return {"bot": world.bot_brief(), "people": people, "chats": chats, "seq": world.events.last}


async def history(world: World, params: Params) -> JSON:
    """The messages of a chat, oldest first."""
    actor = who(world, params)
    return {"seq": world.events.last, "messages": [stored.page() for stored in actor.chat.messages.values()]}


async def send(world: World, params: Params) -> JSON:
    """A text; `text`, `reply_to`."""
    sent = who(world, params).send(params.text("text"), params.number("reply_to"))
    return {"message_id": sent[-1].message["message_id"]}


async def start(world: World, params: Params) -> JSON:
    """Start, or a deep link's `payload`."""
    return {"message_id": who(world, params).start(params.text("payload"))[-1].message["message_id"]}


async def edit(world: World, params: Params) -> JSON:
    """An edit of one's own message; `message_id`, `text`."""
    who(world, params).edit(params.number("message_id"), params.text("text"))
    return {}


async def press(world: World, params: Params) -> JSON:
    """A pressed button; `message_id`, `data`."""
    return {"query_id": who(world, params).press(params.number("message_id"), params.text("data"))}


async def upload(world: World, params: Params) -> JSON:
    """A file; `file`, `caption`, `as_photo`, `reply_to`."""
    if "file" not in params.uploads:
        raise Refused("Chưa chọn tệp.")
    actor = who(world, params)
    sent = actor.upload(
        params.uploads["file"], params.text("caption"), params.flag("as_photo"), params.number("reply_to")
    )
    return {"message_id": sent.message["message_id"]}


async def contact(world: World, params: Params) -> JSON:
    """The person's phone number; `phone`."""
    return {"message_id": who(world, params).contact(params.text("phone", "+84900000000")).message["message_id"]}


async def block(world: World, params: Params) -> JSON:
    """Blocks the bot, or lets it in; `blocked`."""
    who(world, params).block(params.flag("blocked"))
    return {}


async def inline(world: World, params: Params) -> JSON:
    """Inline results; `query`, `offset`. Waits for the bot up to ten seconds."""
    query = who(world, params).inline(params.text("query"), params.text("offset"))
    last = world.events.last
    while not query.answered and not world.events.closed:
        events = await world.events.wait(last, INLINE_PATIENCE)
        if not events:
            break
        last = events[-1]["seq"]
    shown = ("id", "title", "description")
    results = [{key: one[key] for key in shown if key in one} for one in query.answer.get("results", [])]
    return {"query_id": query.id, "answered": query.answered, "results": results}


async def choose(world: World, params: Params) -> JSON:
    """One of the inline results; `query_id`, `result_id`."""
    sent = who(world, params).choose(params.text("query_id"), params.text("result_id"))
    return {"message_id": sent.message["message_id"]}


async def add_person(world: World, params: Params) -> JSON:
    """A new person; `first_name`, `last_name`, `role`."""
    first = params.text("first_name").strip()[:64]
    if not first:
        raise Refused("Hãy nhập tên.")
    return {"id": world.add_person(first, params.text("last_name").strip()[:64], role=params.text("role")[:40]).id}


async def events_once(world: World, params: Params) -> JSON:
    """Events after `after`, waiting up to `timeout` seconds; for tests."""
    timeout = min(params.number("timeout", 1), 30)
    events = await world.events.wait(params.number("after"), timeout)
    last = events[-1]["seq"] if events else params.number("after")
    return {"events": visible(events, params.number("person")), "seq": last}


async def seq(world: World, params: Params) -> JSON:
    """The number of the last event."""
    return {"seq": world.events.last}


READS: dict[str, Answer] = {"state": state, "seq": seq, "history": history, "poll": events_once}
WRITES: dict[str, Answer] = {
    "send": send,
    "start": start,
    "edit": edit,
    "press": press,
    "upload": upload,
    "contact": contact,
    "block": block,
    "inline": inline,
    "choose": choose,
    "people": add_person,
}


def visible(events: list[JSON], person: int) -> list[JSON]:
    """The events that a person may see; without a person, all.

    >>> visible([{"only": 1}, {"only": 2}, {}], 2)
    [{'only': 2}, {}]
    """
    return [event for event in events if not person or event.get("only") in (None, person)]


def page_routes(world: World) -> list[BaseRoute]:
    """Routes of the page over a world."""

    async def index(request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def answer(request: Request) -> Response:
        table = READS if request.method == "GET" else WRITES
        action = table.get(request.path_params["action"])
        try:
            if action is None:
                return JSONResponse({"error": "Không có thao tác này."}, status_code=404)
            return JSONResponse(await action(world, await _params(request)))
        except Refused as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        except ApiError as error:
            words = "Tệp quá lớn (tối đa 60 MB)." if error.code == 413 else error.description
            return JSONResponse({"error": words}, status_code=error.code)

    async def stream(request: Request) -> Response:
        after = int(request.headers.get("last-event-id") or Params(dict(request.query_params)).number("after"))
        return StreamingResponse(_stream(world, after), media_type="text/event-stream")

    async def file(request: Request) -> Response:
        try:
            kept = world.files.get(request.path_params["file_id"])
        except ApiError:
            return JSONResponse({"error": "Tệp không còn nữa."}, status_code=404)
        if kept.mime in _PICTURES and request.query_params.get("show"):
            return Response(kept.data, media_type=kept.mime)
        disposition = f"attachment; filename*=UTF-8''{quote(kept.name)}"
        return Response(kept.data, media_type="application/octet-stream", headers={"content-disposition": disposition})

    return [
        Route("/", index),
        Route("/api/events", stream),
        Route("/api/files/{file_id}", file),
        Route("/api/{action}", answer, methods=["GET", "POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _params(request: Request) -> Params:
    kind = request.headers.get("content-type", "")
    if request.method == "POST" and kind.startswith("multipart/"):
        return await form_of(request, await whole_body(request, LARGEST))
    return await read_params(request)


async def _stream(world: World, seq: int) -> AsyncIterator[str]:
    """Server-sent events; a comment now and then shows that the line is alive."""
    yield ": ok\n\n"
    while not world.events.closed:
        events = await world.events.wait(seq, HEARTBEAT)
        if not events:
            yield ":\n\n"
        for event in events:
            seq = event["seq"]
            yield f"id: {seq}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
