"""The health and figure pages over real HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.operating.health import HealthServer
from bot.operating.metrics import Metrics
from index import Store, StoreUnreachable

NOW = 1_720_000_000.0


def get(server: HealthServer, path: str) -> httpx.Response:
    """A page, never by way of a proxy."""
    with httpx.Client(trust_env=False) as client:
        return client.get(server.url + path)


def figures(text: str) -> dict[str, float]:
    """Samples of a page by name and labels, read by Prometheus' own parser."""
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {sample.name + json.dumps(sample.labels) * bool(sample.labels): sample.value for sample in samples}


@pytest.fixture
def metrics(fresh_store: Store) -> Metrics:
    """Figures over an empty store."""
    return Metrics(fresh_store.state)


@pytest.fixture
def server(fresh_store: Store, metrics: Metrics) -> Iterator[HealthServer]:
    """Both pages."""
    with HealthServer(metrics, fresh_store.state, clock=lambda: NOW) as running:
        yield running


def test_all_is_well(server: HealthServer, fresh_store: Store) -> None:
    """200 with the version, the age of the newest update and what waits."""
    fresh_store.outbox("telegram:1").post("5", "message", {})
    answer = get(server, "/healthz")
    report = answer.json()
    assert answer.status_code == 200, report
    assert (report["status"], report["version"], report["database"]) == ("ok", version("planbot"), "ok")
    assert (report["outbox_waiting"], report["last_update_seconds"]) == (1, None)


def test_an_unreadable_database_is_told(metrics: Metrics) -> None:
    """503 with the store's own sentence."""

    def broken() -> Any:
        raise StoreUnreachable("Không mở được kho.db: hãy kiểm tra thư mục.")

    with HealthServer(metrics, broken) as server:
        answer = get(server, "/healthz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["Không mở được kho.db: hãy kiểm tra thư mục."]
    assert answer.json()["database"] == "fail"


def test_replies_that_do_not_leave_are_told(metrics: Metrics, fresh_store: Store) -> None:
    """A reply that waits for a quarter of an hour is a 503."""
    fresh_store.outbox("telegram:1").post("5", "message", {})
    posted = fresh_store.state().oldest_parcel or 0.0
    for seconds, code in ((899.0, 200), (901.0, 503)):
        with HealthServer(metrics, fresh_store.state, clock=lambda s=seconds: posted + s) as server:
            assert get(server, "/healthz").status_code == code


def test_a_loop_that_hangs_is_told(metrics: Metrics, fresh_store: Store) -> None:
    """The pages live in a thread of their own: they answer when the bot's loop does not."""
    loop, blocked, free = asyncio.new_event_loop(), threading.Event(), threading.Event()

    def block() -> None:
        blocked.set()
        free.wait()

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        with HealthServer(metrics, fresh_store.state, loop=loop, patience=5.0) as server:
            assert get(server, "/healthz").status_code == 200
        loop.call_soon_threadsafe(block)
        assert blocked.wait(10)
        with HealthServer(metrics, fresh_store.state, loop=loop, patience=0.05) as server:
            answer = get(server, "/healthz")
        assert answer.status_code == 503
        assert "không phản hồi" in answer.json()["reasons"][0]
    finally:
        free.set()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_figures_count_what_happened(server: HealthServer, metrics: Metrics, fresh_store: Store) -> None:
    """Prometheus' own parser reads each of them."""
    metrics.received("message")
    metrics.received("message")
    metrics.answered("not_found", 0.02)
    metrics.sent("ok")
    inbox = fresh_store.inbox("telegram:1")
    inbox.take(1, "{}")
    inbox.bury(1, "ValueError")
    answer = get(server, "/metrics")
    assert re.match(r"text/plain; version=[\d.]+", answer.headers["content-type"])
    found = figures(answer.text)
    assert found['planbot_updates_received_total{"kind": "message"}'] == 2
    assert found['planbot_answers_total{"status": "not_found"}'] == 1
    assert found["planbot_answer_seconds_count"] == 1
    assert found['planbot_sends_total{"result": "ok"}'] == 1
    expected = {"documents": 0, "observations": 0, "inbox_waiting": 0, "dead_letters": 1, "outbox_waiting": 0}
    assert {name: found[f"planbot_{name}"] for name in expected} == expected


def test_other_pages_and_ways_are_refused(server: HealthServer) -> None:
    """Nothing else is served, nothing can be sent."""
    assert get(server, "/").status_code == 404
    with httpx.Client(trust_env=False) as client:
        assert client.post(f"{server.url}/healthz").status_code == 405


def test_a_port_taken_is_an_error_at_once(metrics: Metrics, fresh_store: Store) -> None:
    """Said at the start, where it can be mended."""
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(OSError, match="in use"):
        HealthServer(metrics, fresh_store.state, port=other.getsockname()[1]).start()


def test_looking_many_times_opens_one_connection(server: HealthServer, fresh_store: Store) -> None:
    """A monitor that looks for months does not use up the process's files."""
    get(server, "/healthz")
    before = len(fresh_store._connections._all)
    for _ in range(20):
        get(server, "/healthz")
        get(server, "/metrics")
    assert len(fresh_store._connections._all) == before
