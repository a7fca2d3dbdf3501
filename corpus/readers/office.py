"""Old and foreign office files made new ones by LibreOffice: its own profile, no macros, a limit of time."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from corpus.errors import BinaryFileError, HeavyFileError, MissingToolError
from corpus.readers.processes import started

SECONDS = 150
_NAMES = ("soffice", "libreoffice")


def convert(path: Path, suffix: str, name: str, folder: Path) -> Path:
    """The file saved again as `suffix` ("docx", "xlsx") in `folder`.

    Raises:
        ReadError: LibreOffice is not installed, fails or takes too long.
    """
    program = libreoffice()
    if program is None:
        remedy = f"hãy lưu lại ở dạng .{suffix} rồi nạp lại, hoặc cài bằng lệnh: apt install libreoffice"
        raise MissingToolError(name, "tệp Office đời cũ, cần LibreOffice để đọc mà máy chưa có", remedy)
    try:
        made = save_as(program, path, suffix, folder, SECONDS)
    except subprocess.TimeoutExpired:
        raise HeavyFileError(name, "LibreOffice đọc quá lâu nên đã dừng", f"hãy lưu lại ở dạng .{suffix}") from None
    except OSError:
        raise MissingToolError(name, "không chạy được LibreOffice", f"hãy lưu lại ở dạng .{suffix}") from None
    if not made.exists():
        raise BinaryFileError(name, "LibreOffice không mở được tệp", f"hãy mở tệp và lưu lại ở dạng .{suffix}")
    return made


def libreoffice() -> str | None:
    """The program, where it is installed."""
    return next((found for n in _NAMES if (found := shutil.which(n))), None)


def save_as(program: str, path: Path, suffix: str, folder: Path, seconds: float) -> Path:
    """Where LibreOffice has saved a file as `suffix`, when it could; it and all it started have ended.

    Raises:
        subprocess.TimeoutExpired: it took longer than `seconds` and was killed.
        OSError: it does not run.
        Stopped: our own program ends.
    """
    out = folder / "moi"
    command = [program, f"-env:UserInstallation={(folder / 'ho-so').as_uri()}", "--headless", "--norestore",
               "--convert-to", suffix, "--outdir", str(out), str(path)]  # fmt: skip
    none = subprocess.DEVNULL
    with started(command, stdin=none, stdout=none, stderr=none) as child:
        child.wait(seconds)
    return out / f"{path.stem}.{suffix}"
