"""Is this machine fit for the assistant? One small function a question, each gives findings in Vietnamese."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.console import DEBUG
from bot.operating.finding import Finding
from bot.settings import PREFIX, Settings
from corpus.readers.office import libreoffice
from index import StoreError, inspect_store

ZONE = "Asia/Ho_Chi_Minh"
LITTLE_ROOM, TOO_LITTLE_ROOM = 1_000_000_000, 100_000_000
"""Free bytes below which it is told, and below which it fails: a backup and an upgrade each copy the store."""
PROGRAM_SECONDS = 20
FIRST_PERSON = "Cấp quyền cho người quản trị đầu tiên: planbot admin add MÃ_TELEGRAM; người khác gõ /xinquyen cho bot."
_FONTS = ("dejavu", "noto", "liberation", "arial", "times", "tahoma", "segoeui", "helvetica", "roboto", "ubuntu")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")


def check_program() -> Finding:
    """Which versions run."""
    python = ".".join(map(str, sys.version_info[:3]))
    return Finding(name="Chương trình", level="ok", said=f"planbot {version('planbot')}, Python {python}")


def check_names(environ: Mapping[str, str | None]) -> Finding:
    """Variables of the environment and of `.env` that look like settings and are none: mistyped ones.

    >>> check_names({"PLANBOT_TOKN": "1", "PATH": "/bin"}).said
    'không có thiết lập nào tên PLANBOT_TOKN'
    """
    known = {DEBUG, *(PREFIX + name.upper() for name in Settings.model_fields)}
    wrong = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    if not wrong:
        return Finding(name="Thiết lập", level="ok", said="đọc được")
    return Finding(
        name="Thiết lập",
        level="warn",
        said=f"không có thiết lập nào tên {', '.join(wrong)}",
        remedy="Sửa lại tên; các tên dùng được: " + ", ".join(sorted(known)) + ".",
    )


def check_store(path: Path) -> Finding:
    """The database: whole, of this version, with documents in it."""
    name = "Kho dữ liệu"
    if not path.exists():
        return Finding(name=name, level="warn", said=f"chưa có {path}", remedy="Nạp văn bản: planbot ingest THƯ_MỤC.")
    try:
        found = inspect_store(path)
    except StoreError as error:
        remedy = "Phục hồi bản sao lưu gần nhất: planbot restore-backup TỆP."
        return Finding(name=name, level="fail", said=str(error), remedy=remedy)
    said = f"{path}: nguyên vẹn, {found.documents} văn bản, {_size(found.size)}, lược đồ {found.schema}"
    if found.pending:
        said += f" (còn {found.pending} bước nâng cấp, tự làm khi mở)"
    if not found.documents:
        return Finding(name=name, level="warn", said=said, remedy="Nạp văn bản: planbot ingest THƯ_MỤC.")
    return Finding(name=name, level="ok", said=said)


def check_people(path: Path, allowed: Collection[str]) -> Finding:
    """Whether anybody may ask on Telegram: people admitted in the database, or those of `PLANBOT_ALLOWED_USERS`."""
    name = "Người dùng"
    if "*" in allowed:
        remedy = "Chỉ để * khi dùng thử: bỏ PLANBOT_ALLOWED_USERS, mỗi người gõ /xinquyen để xin quyền."
        return Finding(name=name, level="note", said="mọi người trên Telegram đều hỏi được", remedy=remedy)
    try:
        admitted = inspect_store(path, thorough=False).people if path.exists() else 0
    except StoreError:  # told by the check of the database
        admitted = 0
    if admitted or allowed:
        listed = f", {len(allowed)} người trong PLANBOT_ALLOWED_USERS" if allowed else ""
        return Finding(name=name, level="ok", said=f"{admitted} người đã được cấp quyền{listed}")
    return Finding(name=name, level="warn", said="chưa ai được phép hỏi trên Telegram", remedy=FIRST_PERSON)


def check_folder(path: Path) -> list[Finding]:
    """Room and the right to write where the database is, or is to be."""
    folder = next(p for p in (path.parent, *path.parent.parents) if p.exists())
    return [_writable(folder), _room(shutil.disk_usage(folder).free, folder)]


def _writable(folder: Path) -> Finding:
    name = "Quyền ghi"
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding(name=name, level="ok", said=str(folder))
    except OSError as error:
        return Finding(
            name=name,
            level="fail",
            said=f"không ghi được vào {folder} ({os.strerror(error.errno) if error.errno else error})",
            remedy="Cấp quyền ghi cho tài khoản chạy planbot, hoặc đặt PLANBOT_DB vào thư mục khác.",
        )


def _room(free: int, folder: Path) -> Finding:
    name = "Ổ đĩa"
    if free >= LITTLE_ROOM:
        return Finding(name=name, level="ok", said=f"còn trống {_size(free)}")
    return Finding(
        name=name,
        level="fail" if free < TOO_LITTLE_ROOM else "warn",
        said=f"chỉ còn trống {_size(free)} ở {folder}",
        remedy="Giải phóng ổ đĩa (bản sao lưu cũ, tệp .bak), hoặc chuyển kho sang ổ khác bằng PLANBOT_DB.",
    )


def check_zone(zone: str = ZONE) -> Finding:
    """The office's time zone is known to this machine."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        remedy = "Cài dữ liệu múi giờ: apt install tzdata, hoặc .venv/bin/pip install tzdata."
        return Finding(name="Múi giờ", level="fail", said=f"máy không biết múi giờ {zone}", remedy=remedy)
    return Finding(name="Múi giờ", level="ok", said=zone)


def check_words() -> Finding:
    """The word segmenter and its data work."""
    name = "Tách từ tiếng Việt"
    try:
        from underthesea import word_tokenize

        words = word_tokenize("thu hút đầu tư nước ngoài")
    except Exception as error:  # whatever a half-installed library raises
        said = f"underthesea không chạy được ({type(error).__name__})"
        return Finding(name=name, level="fail", said=said, remedy=_REINSTALL)
    if "đầu tư" not in words:
        return Finding(name=name, level="fail", said="underthesea thiếu dữ liệu", remedy=_REINSTALL)
    return Finding(name=name, level="ok", said=f"underthesea {version('underthesea')}")


_REINSTALL = "Cài lại: .venv/bin/pip install --force-reinstall underthesea."


def check_fonts() -> Finding:
    """A font that draws Vietnamese, for charts and for reading scans again."""
    found = ["DejaVu Sans"] if find_spec("matplotlib") else _listed_fonts() or _known_fonts()
    if found:
        return Finding(name="Phông chữ", level="ok", said=f"hiển thị được tiếng Việt: {', '.join(found[:3])}")
    return Finding(
        name="Phông chữ",
        level="warn",
        said="không thấy phông chữ nào hiển thị được tiếng Việt; chỉ cần khi vẽ biểu đồ",
        remedy="apt install fonts-dejavu-core (hoặc fonts-noto-core).",
    )


def _listed_fonts() -> list[str]:
    """What fontconfig knows to cover Vietnamese."""
    lines = _said("fc-list", ":lang=vi", "family").splitlines()
    return sorted({line.split(",")[0].strip() for line in lines if line.strip()})


def _known_fonts() -> list[str]:
    """Fonts by their file names, where there is no fontconfig: families that are known to cover Vietnamese."""
    folders = [Path(folder) for folder in (*_FONT_FOLDERS, os.path.expandvars("%WINDIR%/Fonts"))]
    names = {file.stem for folder in folders if folder.is_dir() for file in folder.rglob("*.tt[fc]")}
    return sorted(name for name in names if name.lower().startswith(_FONTS))


def check_ocr() -> Finding:
    """Tesseract with its Vietnamese data: only needed to read scans."""
    name, remedy = "Nhận dạng bản quét", "Khi cần đọc bản quét: apt install tesseract-ocr tesseract-ocr-vie."
    if not shutil.which("tesseract"):
        return Finding(name=name, level="note", said="chưa cài tesseract (không bắt buộc)", remedy=remedy)
    if "vie" not in _said("tesseract", "--list-langs").split():
        return Finding(name=name, level="note", said="tesseract chưa có dữ liệu tiếng Việt", remedy=remedy)
    return Finding(name=name, level="ok", said="tesseract có tiếng Việt")


def check_office() -> Finding:
    """LibreOffice: only needed for papers as PDF and for files of old office programs."""
    if libreoffice():
        return Finding(name="In PDF", level="ok", said="có LibreOffice")
    remedy = "Khi cần báo cáo PDF hoặc đọc tệp .doc, .xls: apt install libreoffice-writer libreoffice-calc."
    return Finding(name="In PDF", level="note", said="chưa cài LibreOffice (không bắt buộc)", remedy=remedy)


def _said(*command: str) -> str:
    """What a program prints; nothing when it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROGRAM_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", errors="replace")


def _size(count: int) -> str:
    """Bytes for people.

    >>> _size(1_536_000), _size(20_000), _size(12_300_000_000)
    ('1,5 MB', '0,0 MB', '12,3 GB')
    """
    number = f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
    return number.replace(".", ",")
