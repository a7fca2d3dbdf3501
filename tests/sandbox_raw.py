"""A bot that calls methods over HTTP without the help of a library, and a clock that a test moves."""

from __future__ import annotations

import json
from typing import Any

import httpx

from bot.sandbox import Sandbox

JSON = dict[str, Any]


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


class Bot:
    """Calls methods as a client library would, without any of its help."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.Client(base_url=sandbox.base_url + sandbox.token, trust_env=False, timeout=30)

    def post(self, method: str, files: Any = None, **values: Any) -> JSON:
        """The whole answer of a method."""
        if files:
            form = {key: word if isinstance(word, str) else json.dumps(word) for key, word in values.items()}
            answer: JSON = self.http.post(f"/{method}", data=form, files=files).json()
        else:
            answer = self.http.post(f"/{method}", json=values).json()
        return answer

    def ok(self, method: str, files: Any = None, **values: Any) -> Any:
        """The result of a method that is taken."""
        answer = self.post(method, files, **values)
        assert answer["ok"], answer
        return answer["result"]

    def refused(self, method: str, files: Any = None, **values: Any) -> str:
        """The words with which a method is refused."""
        answer = self.post(method, files, **values)
        assert not answer["ok"]
        return f"{answer['error_code']} {answer['description']}"
