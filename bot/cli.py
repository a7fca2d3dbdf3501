"""The `planbot` command: one small module a subcommand in `bot/commands/`, heavy imports only when one runs."""

from __future__ import annotations

import sys

import click

from bot.commands.admin import admin
from bot.commands.ask import ask
from bot.commands.audit import audit
from bot.commands.backup import backup, restore_backup
from bot.commands.bench import bench
from bot.commands.chat import chat
from bot.commands.correct import correct
from bot.commands.dead_letters import dead_letters
from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.documents import documents
from bot.commands.explain import explain
from bot.commands.export import export
from bot.commands.import_ import import_
from bot.commands.ingest import ingest
from bot.commands.parse_update import parse_update
from bot.commands.restore import restore
from bot.commands.run import run
from bot.commands.summary import summary
from bot.commands.watch import watch
from bot.console import PlanbotGroup

INTRODUCTION = """Trợ lý Kế hoạch: hỏi kế hoạch và báo cáo của cơ quan, mỗi con số kèm nguồn.

\b
Bắt đầu:
  planbot demo                                dùng thử với năm văn bản mẫu
  planbot ingest THƯ_MỤC                      nạp văn bản của cơ quan
  planbot ask "fdi 6 thang dat bao nhieu %"   hỏi một câu
"""


@click.group(cls=PlanbotGroup, help=INTRODUCTION)
@click.version_option(package_name="planbot", message="planbot %(version)s", help="Hiện phiên bản.")
def main() -> None:
    """Entry point; see `INTRODUCTION`."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese on a machine whose locale is C or cp1252
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8")


COMMANDS = (
    demo,
    ingest,
    watch,
    ask,
    chat,
    run,
    admin,
    audit,
    dead_letters,
    documents,
    correct,
    summary,
    explain,
    parse_update,
    export,
    import_,
    restore,
    backup,
    restore_backup,
    doctor,
    bench,
)

for command in COMMANDS:
    main.add_command(command)
