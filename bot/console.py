"""What every command shares: Vietnamese help pages, one-sentence errors, the store, the rich console."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.exceptions import NoArgsIsHelpError

from bot.ending import STOPPED
from bot.operating.redacting import redact

if TYPE_CHECKING:
    from rich.console import Console

    from bot.settings import Settings
    from index import Store

DEBUG = "PLANBOT_DEBUG"
"""Shows tracebacks. No setting: it is looked at where a command fails, perhaps for its settings."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_RANGE = re.compile(r"(-?\d+)<=x<=(-?\d+)")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)$")
_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Usage: ": "Cách dùng: "}


class Failure(click.ClickException):
    """A sentence for the person at the terminal; exit code 1.

    >>> Failure("Không thấy tệp a.txt.").exit_code
    1
    """

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the sentence on stderr."""
        click.echo(f"Lỗi: {self.format_message()}", err=True)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix if prefix is not None else _HEADINGS["Usage: "])

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _extras(words)) for name, words in rows], col_max, col_spacing)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_HEADINGS.get(name, name)):
            yield


def _extras(words: str) -> str:
    """What click itself adds to an option's description, in Vietnamese.

    >>> _extras("Số tiến trình.  [default: 1; 1<=x<=64]"), _extras("Trường.  [required]")
    ('Số tiến trình.  [mặc định: 1; từ 1 đến 64]', 'Trường.  [bắt buộc]')
    """
    head, bracket, tail = words.rpartition("  [")
    if not bracket:
        return words
    tail = _RANGE.sub(r"từ \1 đến \2", tail.replace("default:", "mặc định:").replace("required", "bắt buộc"))
    return head + bracket + tail


class _Context(click.Context):
    formatter_class = _Formatter


class PlanbotCommand(click.Command):
    """A command whose help page is in Vietnamese."""

    context_class = _Context

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TÙY CHỌN]", **options})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Vietnamese."""
        return _vietnamese_help(super().get_help_option(ctx))


class PlanbotGroup(click.Group):
    """The `planbot` command: turns whatever goes wrong into one sentence on stderr and an exit code."""

    context_class = _Context
    command_class = PlanbotCommand

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TÙY CHỌN]", "subcommand_metavar": "LỆNH …", **options})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Vietnamese."""
        return _vietnamese_help(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order they were registered: the order in which a newcomer meets them."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run; exit code 0, 1 (something failed) or 2 (the command line is wrong)."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except click.UsageError as error:
            click.echo(f"Lỗi: {usage_sentence(error)}", err=True)
            if error.ctx is not None:
                click.echo(f"Xem: {error.ctx.command_path} --help", err=True)
            sys.exit(2)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo(STOPPED, err=True)
            sys.exit(1)
        except BrokenPipeError:
            # the reader of a pipe (head, less) has what it wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(0)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            click.echo(f"Lỗi: {sentence(error)}", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _vietnamese_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Hiện trang này."
    return option


def usage_sentence(error: click.UsageError) -> str:
    """What is wrong with the command line, in Vietnamese.

    >>> usage_sentence(click.NoSuchOption("--xyz"))
    'Không có tùy chọn --xyz.'
    """
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}."
        case click.MissingParameter():
            return f"Thiếu {error.param.make_metavar(error.ctx) if error.param and error.ctx else 'tham số'}."
        case click.BadParameter():
            return _bad_value(error)
        case _ if error.message.startswith("No such command"):
            return _no_command(error)
        case _ if error.message == "Missing command.":
            return "Thiếu tên lệnh."
        case _ if found := _EXTRA.match(error.message):
            return f"Thừa “{found[1]}”: tên hay câu có khoảng trắng thì đặt trong ngoặc kép."
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} dùng không đúng: xem nó có cần một giá trị đi sau không."
        case _:
            return error.message


def _no_command(error: click.UsageError) -> str:
    from difflib import get_close_matches

    typed = error.message.removeprefix("No such command ").split(".")[0].strip("'\"")
    known = error.ctx.command.commands if error.ctx and isinstance(error.ctx.command, click.Group) else {}
    near = get_close_matches(typed.lower(), known, n=1)
    return f"Không có lệnh {typed}." + (f" Ý anh/chị là {near[0]}?" if near else "")


def _bad_value(error: click.BadParameter) -> str:
    if error.param is None:
        return f"Giá trị không dùng được: {error.message}"
    name = error.param.make_metavar(error.ctx) if error.ctx and error.param.metavar else error.param.opts[-1]
    if isinstance(error.param.type, click.Choice):
        return f"Giá trị của {name} phải là một trong: {', '.join(map(str, error.param.type.choices))}."
    if found := _RANGE.search(error.message):
        return f"Giá trị của {name} phải là số nguyên từ {found[1]} đến {found[2]}."
    if isinstance(error.param.type, click.types.IntParamType):
        return f"Giá trị của {name} phải là số nguyên."
    if isinstance(error.param.type, click.DateTime):
        return f"Giá trị của {name} phải là một ngày, dạng 2023-09-05."
    return f"Giá trị của {name} không dùng được: {error.message}"


def sentence(error: BaseException) -> str:
    """An error as a sentence with its remedy; the rooms' own errors already are sentences.

    >>> sentence(PermissionError(13, "Permission denied", "kho.db"))
    'Không có quyền đọc hoặc ghi kho.db: kiểm tra quyền của tệp và thư mục.'
    """
    match error:
        case PermissionError():
            return f"Không có quyền đọc hoặc ghi {error.filename or 'tệp'}: kiểm tra quyền của tệp và thư mục."
        case FileNotFoundError():
            return f"Không thấy {error.filename or 'tệp'}: kiểm tra lại đường dẫn."
        case OSError() if error.errno == 28:
            return "Ổ đĩa đã đầy: giải phóng chỗ trống rồi chạy lại; kho dữ liệu giữ nguyên như trước."
        case _ if type(error).__module__.split(".")[0] in {"corpus", "index", "handlers", "bot"}:
            return str(error)
        case _:
            # a library's error may quote an address with the bot's token in it
            detail = redact(f"{type(error).__name__}: {error}")
            return f"Gặp lỗi ngoài dự kiến ({detail}). Đặt PLANBOT_DEBUG=1 rồi chạy lại để xem chi tiết."


def db_option(command: Decorated) -> Decorated:
    """The `--db` option, the same everywhere."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="TỆP",
        help="Tệp kho dữ liệu (mặc định: PLANBOT_DB, nếu không có thì trong thư mục dữ liệu của người dùng).",
    )(command)


def settings() -> Settings:
    """Settings of this process; a wrong value is a `Failure` that names it."""
    from pydantic import ValidationError

    from bot.settings import load_settings

    try:
        return load_settings()
    except ValidationError as error:
        names = ", ".join(f"PLANBOT_{str(e['loc'][0]).upper()}" for e in error.errors() if e["loc"])
        raise Failure(f"Thiết lập không đọc được: {names}. Kiểm tra biến môi trường và tệp .env.") from error


@contextmanager
def opened_store(db: Path | None, *, must_exist: bool = False) -> Iterator[Store]:
    """The store named on the command line or in the settings, closed afterwards."""
    from index import Store

    path = db if db is not None else settings().db
    if must_exist and not path.exists():
        raise Failure(f"Chưa có kho dữ liệu {path}: nạp văn bản trước bằng planbot ingest THƯ_MỤC.")
    store = Store.open(path)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def readable_store(db: Path | None) -> Iterator[Store]:
    """The store to look things up in; while there is none, an empty one in memory, and no file is made."""
    from index import Store

    path = db if db is not None else settings().db
    if path.exists():
        with opened_store(path) as store:
            yield store
        return
    with Store.open(":memory:") as store:
        yield store


def console(*, stderr: bool = False) -> Console:
    """A rich console: colours only on a terminal and never with NO_COLOR; pipes get plain text at full width."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False)
    if made.is_terminal:
        return made
    return Console(stderr=stderr, highlight=False, soft_wrap=True, width=200, no_color=True)


def write_whole(path: Path, data: bytes) -> None:
    """The whole file or, when something fails, the old one."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Failure(f"Không ghi được {path} ({error.strerror}): kiểm tra thư mục và chỗ trống.") from error
