"""Old and foreign office files made new ones by LibreOffice: its own profile, no macros, a limit of time."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from corpus.errors import BinaryFileError, HeavyFileError, MissingToolError

SECONDS = 150
_NAMES = ("soffice", "libreoffice")


def convert(path: Path, suffix: str, name: str, folder: Path) -> Path:
    """The file saved again as `suffix` ("docx", "xlsx") in `folder`.

    Raises:
        ReadError: LibreOffice is not installed, fails or takes too long.
    """
    program = next((found for n in _NAMES if (found := shutil.which(n))), None)
    if program is None:
        remedy = f"hãy lưu lại ở dạng .{suffix} rồi nạp lại, hoặc cài bằng lệnh: apt install libreoffice"
        raise MissingToolError(name, "tệp Office đời cũ, cần LibreOffice để đọc mà máy chưa có", remedy)
    out = folder / "moi"
    try:
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'ho-so').as_uri()}", "--headless", "--norestore",
             "--convert-to", suffix, "--outdir", str(out), str(path)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise HeavyFileError(name, "LibreOffice đọc quá lâu nên đã dừng", f"hãy lưu lại ở dạng .{suffix}") from None
    except OSError:
        raise MissingToolError(name, "không chạy được LibreOffice", f"hãy lưu lại ở dạng .{suffix}") from None
    made = out / f"{path.stem}.{suffix}"
    if not made.exists():
        raise BinaryFileError(name, "LibreOffice không mở được tệp", f"hãy mở tệp và lưu lại ở dạng .{suffix}")
    return made
