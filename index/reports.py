"""Reports by message: what was understood of them, what became of them and of each line, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from pydantic import Field
from sqlite_utils import Database

from corpus.values import Value
from index.connection import Connections
from index.errors import Overtaken
from index.reading import conditions

ReportState = Literal["draft", "confirmed", "approved", "returned", "superseded", "cancelled"]
ItemState = Literal["draft", "confirmed", "approved", "returned", "superseded", "removed"]
LineKind = Literal["figure", "task"]
Via = Literal["message", "form", "table", "file"]


class Item(Value):
    """A line of a report: a figure or the state of a task. `name` is the indicator, or the task's words.

    `body` is the line as its owner writes it, any JSON. `replaces` names the earlier line whose place it takes: key of
    its report and ordinal.
    """

    ordinal: int
    kind: LineKind
    name: str
    time_period: str = ""
    state: ItemState = "draft"
    body: dict[str, Any] = Field(default={})
    replaces: tuple[str, int] | None = None


class Report(Value):
    """What a person reported for a unit. `key` names it from its message on, `id` is its number for people.

    `revision` counts its changes, 0 for one not yet written. `text` is what was written, `via` how. `corrects` is the
    key of an earlier report that this one began from. `reason` says why it was returned, by `decided_name`.
    """

    id: int = 0
    key: str
    revision: int = 0
    state: ReportState = "draft"
    person: str
    name: str = ""
    unit: str = ""
    chat: str = ""
    text: str = ""
    via: Via = "message"
    sent_at: str = ""
    changed_at: str = ""
    corrects: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_name: str = ""
    items: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = Field(default=(), description="sentences about the message as a whole")
    ours: bool = Field(default=True, description="False while it is asked whether a forwarded message is a report")

    def item(self, ordinal: int) -> Item | None:
        """The line of that number."""
        return next((item for item in self.items if item.ordinal == ordinal), None)

    def lines(self, *states: ItemState) -> tuple[Item, ...]:
        """The lines in one of the states; without states all but the removed ones."""
        return tuple(i for i in self.items if (i.state in states if states else i.state != "removed"))


class Event(Value):
    """Something that happened to a report, or to one line of it (`ordinal`, 0 for the whole): who, when, before, after.

    `action`: draft, change, remove, confirm, cancel, approve, return, supersede.
    """

    report: int = 0
    ordinal: int = 0
    at: str
    person: str
    name: str = ""
    action: str
    before: Any = None
    after: Any = None


class Reports:
    """The reports of a store, and the open dialogs of conversations.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     line = Item(ordinal=1, kind="figure", name="Thu hút FDI")
    ...     draft = Report(key="5/77", person="telegram:5", unit="Phòng A", items=(line,))
    ...     saved = store.reports.save(draft)
    ...     store.reports.get("5/77") == saved, saved.id, saved.revision
    (True, 1, 1)
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save(self, report: Report, events: Iterable[Event] = ()) -> Report:
        """Write a report as it is now, with what happened to it.

        Raises:
            Overtaken: it was changed since it was read (its revision is another one); nothing is written.
        """
        saved = report.model_copy(update={"revision": report.revision + 1})
        row = {name: getattr(saved, name) for name in ("key", "revision", "state", "person", "unit")}
        with self._connections.write() as db:
            found = db.execute("SELECT id, revision FROM reports WHERE key = ?", [report.key]).fetchone()
            if (found[1] if found else 0) != report.revision:
                raise Overtaken("Báo cáo vừa được thay đổi: hãy xem lại trước khi làm tiếp.")
            if found:
                saved = saved.model_copy(update={"id": int(found[0])})
                db.table("reports").update(saved.id, row | {"body": _body(saved)})
            else:
                number = db.table("reports").insert(row | {"body": "{}"}).last_pk
                saved = saved.model_copy(update={"id": int(str(number))})
                db.table("reports").update(saved.id, {"body": _body(saved)})
            db.execute("DELETE FROM report_items WHERE report = ?", [saved.id])
            db.table("report_items").insert_all(_item_row(saved.id, item) for item in saved.items)
            db.table("report_events").insert_all(_event_row(saved.id, event) for event in events)
        return saved

    def get(self, key: str) -> Report | None:
        """The report of that key."""
        return next(iter(self._where({"key": key})), None)

    def find(
        self,
        *,
        state: ReportState | Collection[ReportState] | None = None,
        person: str | None = None,
        unit: str | None = None,
        latest: int | None = None,
    ) -> list[Report]:
        """Reports by state, who reported, and for whom, oldest first; the `latest` so many only, when given."""
        return self._where({"state": state, "person": person, "unit": unit}, latest)

    def with_item(self, kind: LineKind, name: str, time_period: str | None = None) -> list[Report]:
        """Reports that have a line of that name (and period), oldest first."""
        where, values = conditions({"i.kind": kind, "i.name": name, "i.time_period": time_period})
        query = f"SELECT DISTINCT r.* FROM reports r JOIN report_items i ON i.report = r.id{where} ORDER BY r.id"
        with self._connections.read() as db:
            return [_report(db, row) for row in list(db.query(query, values))]

    def names(self) -> list[tuple[LineKind, str]]:
        """Kind and name of every line that is or was confirmed."""
        query = (
            "SELECT DISTINCT kind, name FROM report_items WHERE state NOT IN ('draft', 'removed') ORDER BY kind, name"
        )
        with self._connections.read() as db:
            return [("task" if kind == "task" else "figure", str(name)) for kind, name in db.execute(query).fetchall()]

    def events(self, report: int) -> list[Event]:
        """What happened to a report, oldest first."""
        with self._connections.read() as db:
            return [_event(r) for r in db.query("SELECT * FROM report_events WHERE report = ? ORDER BY id", [report])]

    def dialog(self, conversation: str) -> dict[str, Any] | None:
        """What a conversation's next message is awaited for; nothing when for nothing."""
        with self._connections.read() as db:
            row = db.execute("SELECT body FROM dialogs WHERE conversation = ?", [conversation]).fetchone()
        return dict(json.loads(row[0])) if row else None

    def open_dialog(self, conversation: str, body: Mapping[str, Any] | None, at: str = "") -> None:
        """Await the next message of a conversation; None awaits nothing any more."""
        with self._connections.write() as db:
            if body is None:
                db.execute("DELETE FROM dialogs WHERE conversation = ?", [conversation])
                return
            row = {"conversation": conversation, "body": _json(body), "opened_at": at}
            db.table("dialogs").upsert(row, pk="conversation")

    def _where(self, wanted: Mapping[str, str | Collection[str] | None], latest: int | None = None) -> list[Report]:
        where, values = conditions(wanted)
        query = f"SELECT * FROM reports{where} ORDER BY id DESC LIMIT ?"
        with self._connections.read() as db:
            rows = list(db.query(query, [*values, -1 if latest is None else latest]))
            return [_report(db, row) for row in reversed(rows)]


def _body(report: Report) -> str:
    return report.model_dump_json(exclude={"id", "key", "revision", "state", "person", "unit", "items"})


def _report(db: Database, row: Mapping[str, Any]) -> Report:
    items = db.query("SELECT * FROM report_items WHERE report = ? ORDER BY ordinal", [row["id"]])
    plain = {name: row[name] for name in ("id", "key", "revision", "state", "person", "unit")}
    return Report.model_validate({**json.loads(row["body"]), **plain, "items": tuple(_item(i) for i in items)})


def _item_row(report: int, item: Item) -> dict[str, Any]:
    plain = {name: getattr(item, name) for name in ("ordinal", "kind", "name", "time_period", "state")}
    return {"report": report, **plain, "body": _json({"body": item.body, "replaces": item.replaces})}


def _item(row: Mapping[str, Any]) -> Item:
    plain = {name: row[name] for name in ("ordinal", "kind", "name", "time_period", "state")}
    return Item.model_validate({**plain, **json.loads(row["body"])})


def _event_row(report: int, event: Event) -> dict[str, Any]:
    plain = {name: getattr(event, name) for name in ("ordinal", "at", "person", "name", "action")}
    return {"report": report, **plain, "before": _json(event.before), "after": _json(event.after)}


def _event(row: Mapping[str, Any]) -> Event:
    plain = {name: row[name] for name in ("report", "ordinal", "at", "person", "name", "action")}
    return Event(**plain, before=json.loads(row["before"]), after=json.loads(row["after"]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
