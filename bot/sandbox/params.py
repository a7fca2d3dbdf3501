"""Parameters of a call: query string, JSON, form or multipart give the same values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.sandbox.errors import JSON, ApiError, bad
from bot.sandbox.files import MAX_UPLOAD

ENVELOPE = 1024 * 1024
DRAINED = 8 * MAX_UPLOAD


@dataclass(frozen=True)
class Upload:
    """An uploaded file."""

    name: str
    mime: str | None
    data: bytes


@dataclass
class Params:
    """Values by name, read by type.

    >>> params = Params({"chat_id": "5", "protect_content": "true", "reply_markup": '{"a": 1}'})
    >>> params.number("chat_id"), params.flag("protect_content"), params.value("reply_markup")
    (5, True, {'a': 1})
    """

    values: JSON = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name)
        if isinstance(value, (dict, list)):
            raise bad(f'field "{name}" must be of type String')
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; anything else is the default, as in Telegram."""
        try:
            return int(float(self.values.get(name, default)))
        except (TypeError, ValueError, OverflowError):
            return default

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "t", "y"}

    def value(self, name: str) -> Any:
        """A list or object, sent as JSON within a form or as a part of a JSON body; None when missing or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str) -> JSON:
        """An object; empty when missing."""
        value = self.value(name)
        if value is not None and not isinstance(value, dict):
            raise bad(f"object expected as {name.replace('_', ' ')}")
        return value or {}

    def items(self, name: str) -> list[Any] | None:
        """A list, or None when missing."""
        value = self.value(name)
        if value is not None and not isinstance(value, list):
            raise bad(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def objects(self, name: str) -> list[JSON]:
        """A list of objects; empty when missing."""
        found = self.items(name) or []
        if not all(isinstance(one, dict) for one in found):
            raise bad(f"can't parse {name.replace('_', ' ')}: expected an Array of objects")
        return found


async def whole_body(request: Request, limit: int = MAX_UPLOAD + ENVELOPE) -> bytes:
    """The body up to a bound in bytes. Raises ApiError 413 once the rest is taken, so that the client hears it."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= limit:
            parts.append(part)
        else:
            parts.clear()
        if size > DRAINED:
            break
    if size > limit:
        raise ApiError(413, "Request Entity Too Large")
    return b"".join(parts)


async def form_of(request: Request, body: bytes) -> Params:
    """Values and files of a form whose body was read already."""

    async def receive() -> JSON:
        return {"type": "http.request", "body": body, "more_body": False}

    params = Params()
    try:
        async with Request(request.scope, receive).form(max_part_size=ENVELOPE) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    data = await value.read()
                    params.uploads[name] = Upload(value.filename or "file", value.content_type, data)
                else:
                    params.values[name] = value
    except HTTPException as error:
        raise bad(f"can't parse the form: {error.detail}") from error
    return params


async def read_params(request: Request) -> Params:
    """Parameters of a Bot API call, wherever the client put them."""
    query = dict(request.query_params)
    if request.method != "POST":
        return Params(query)
    body = await whole_body(request)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        try:
            values = json.loads(body or b"{}")
        except ValueError:
            raise bad("can't parse JSON object") from None
        if not isinstance(values, dict):
            raise bad("object expected as request body")
        return Params(query | values)
    if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        params = await form_of(request, body)
        return Params(query | params.values, params.uploads)
    return Params(query)
