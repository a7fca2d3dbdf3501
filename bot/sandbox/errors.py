"""What the Bot API answers when it refuses: one exception, and Telegram's own wordings.

`ApiError` is the only one; its description is what a client library shows and matches on, so the words are Telegram's.
"""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
TWO_POLLERS = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

_PREFIXES = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 429: "Too Many Requests"}


class ApiError(Exception):
    """A refusal as the Bot API words it: HTTP status, description, parameters such as `retry_after` (seconds).

    >>> ApiError(400, "chat not found").body()
    {'ok': False, 'error_code': 400, 'description': 'Bad Request: chat not found'}
    """

    def __init__(self, code: int, description: str = "", **parameters: Any) -> None:
        prefix = _PREFIXES.get(code)
        self.code = code
        self.description = ": ".join(part for part in (prefix, description) if part)
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> JSON:
        """The JSON body of the answer."""
        body: JSON = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad(description: str) -> ApiError:
    """A 400: the request itself is wrong.

    >>> bad("chat_id is empty").description
    'Bad Request: chat_id is empty'
    """
    return ApiError(400, description)


def unauthorized() -> ApiError:
    """A 401: the token is of no bot here.

    >>> unauthorized().body()["description"]
    'Unauthorized'
    """
    return ApiError(401, "Unauthorized")


def too_many(retry_after: int) -> ApiError:
    """A 429 with the seconds to wait.

    >>> too_many(3).body()["parameters"]
    {'retry_after': 3}
    """
    return ApiError(429, f"retry after {retry_after}", retry_after=retry_after)
