"""Methods on files: photos, documents, albums of them, and their way back by getFile."""

from __future__ import annotations

import random
from typing import Any

from bot.sandbox.errors import JSON, ApiError, bad
from bot.sandbox.files import MAX_DOWNLOAD, MAX_UPLOAD, File
from bot.sandbox.images import check_photo, picture_size
from bot.sandbox.params import Params, Upload
from bot.sandbox.sending import caption_fields, post, reply_fields, throttled
from bot.sandbox.world import World


def photo_fields(file: File, size: tuple[int, int]) -> JSON:
    """A photo as a field of a message: one size, that of the picture."""
    return {"photo": [file.described() | {"width": size[0], "height": size[1]}]}


def document_fields(file: File) -> JSON:
    """A document as a field of a message."""
    return {"document": file.described() | {"file_name": file.name, "mime_type": file.mime}}


def kept_upload(world: World, upload: Upload, kind: str) -> JSON:
    """Keeps an uploaded file; the message's field for it. Raises ApiError for what is too big or no picture."""
    if len(upload.data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo":
        size = check_photo(upload.data)
        return photo_fields(world.files.add(upload.data, upload.name, upload.mime, "photos"), size)
    return document_fields(world.files.add(upload.data, upload.name, upload.mime))


def media_fields(world: World, params: Params, kind: str, value: Any) -> JSON:
    """The file that `value` names: an upload (attach://name or a part of the form) or the id of a file sent before."""
    name = str(value or "")
    upload = params.uploads.get(name.removeprefix("attach://")) if name.startswith("attach://") else None
    upload = upload or (params.uploads.get(kind) if not name else None)
    if upload:
        return kept_upload(world, upload, kind)
    if not name:
        raise bad(f"there is no {kind} in the request")
    if "://" in name:
        raise bad("failed to get HTTP URL content" if name.startswith("http") else "invalid file HTTP URL specified")
    file = world.files.get(name)
    is_photo = file.path.startswith("photos/")
    if is_photo != (kind == "photo"):
        words = ("Photo", "Document") if is_photo else ("Document", "Photo")
        raise bad(f"can't use file of type {words[0]} as {words[1]}")
    return photo_fields(file, picture_size(file.data) or (0, 0)) if is_photo else document_fields(file)


async def send_photo(world: World, params: Params) -> JSON:
    """sendPhoto: at most 10 MB."""
    chat = world.chat_of(params.values.get("chat_id"))
    caption = caption_fields(params)
    return post(world, chat, params, media_fields(world, params, "photo", params.values.get("photo")) | caption)


async def send_document(world: World, params: Params) -> JSON:
    """sendDocument: at most 50 MB."""
    chat = world.chat_of(params.values.get("chat_id"))
    caption = caption_fields(params)
    return post(world, chat, params, media_fields(world, params, "document", params.values.get("document")) | caption)


async def send_media_group(world: World, params: Params) -> list[JSON]:
    """sendMediaGroup: 2–10 photos, or 2–10 documents."""
    chat = world.chat_of(params.values.get("chat_id"))
    media = params.objects("media")
    if not media:
        raise bad("there are no messages to send")
    if not 2 <= len(media) <= 10:
        raise bad("group of 2-10 messages expected" if len(media) < 2 else "too many messages to send as an album")
    kinds = {str(one.get("type")) for one in media}
    if kinds not in ({"photo"}, {"document"}):
        raise bad("document can't be mixed with other media types" if "document" in kinds else "wrong media type")
    every = [media_fields(world, params, one["type"], one.get("media")) | caption_fields(Params(one)) for one in media]
    reply = reply_fields(chat, params)
    throttled(world, chat, len(media))
    album = str(random.randrange(10**16, 10**17))
    return [
        world.new_message(chat, world.bot_brief(), reply | {"media_group_id": album} | fields).message
        for fields in every
    ]


async def get_file(world: World, params: Params) -> JSON:
    """getFile: at most 20 MB."""
    if not params.text("file_id"):
        raise bad("file_id is not specified")
    try:
        file = world.files.get(params.text("file_id"))
    except ApiError:
        raise bad("invalid file_id") from None
    if len(file.data) > MAX_DOWNLOAD:
        raise bad("file is too big")
    return file.described() | {"file_path": file.path}


METHODS = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
