"""Which files an intake is about: those named, those in a folder, and of these the ones not known yet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.intake.values import Outcome, Status
from corpus.readers.kinds import SUFFIXES
from index import Store

Outcomes = dict[Path, Outcome]


def tell(outcomes: Outcomes, path: Path, status: Status, reason: str) -> None:
    """Note what became of a file that goes no further."""
    outcomes[path] = Outcome(file=path.name, status=status, reason=reason)


def files_of(paths: Sequence[Path], outcomes: Outcomes) -> list[Path]:
    """The files meant, each once; what cannot be read is told in `outcomes`."""
    found: dict[Path, None] = {}
    for given in paths:
        path = given.resolve()
        if not path.exists():
            tell(outcomes, path, "failed", f"Không thấy {given}: kiểm tra lại đường dẫn.")
        elif path.is_dir() and not _opens(path):
            tell(outcomes, path, "failed", f"{given}: không có quyền đọc thư mục này.")
        elif path.is_dir():
            found.update(dict.fromkeys(_in_folder(path, given, outcomes)))
        else:
            found[path] = None
    return list(found)


def _opens(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def is_readable(path: Path) -> bool:
    """Whether a file of a folder is taken: by its suffix, and not hidden (".~lock.x.docx#", "~$x.docx")."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))


def _in_folder(folder: Path, given: Path, outcomes: Outcomes) -> list[Path]:
    files = sorted(
        p for p in folder.rglob("*") if p.is_file() and not any(s.startswith(".") for s in p.relative_to(folder).parts)
    )
    closed = [p for p in folder.rglob("*") if p.is_dir() and not _opens(p)]
    for path in closed:
        tell(outcomes, path, "failed", f"không có quyền đọc thư mục {path.relative_to(folder)}.")
    readable = [p for p in files if is_readable(p)]
    if not readable and closed:
        return []
    if not readable:
        kinds = ", ".join(sorted(SUFFIXES))
        tell(outcomes, folder, "failed", f"{given}: thư mục không có tệp nào đọc được; hãy đưa vào tệp {kinds}.")
        return []
    for path in set(files).difference(readable):
        tell(outcomes, path, "skipped", f"{path.name}: chưa đọc được loại tệp {path.suffix or 'không có đuôi'}.")
    return readable


def unknown(files: Iterable[Path], store: Store, outcomes: Outcomes) -> dict[Path, str]:
    """The files whose content the store does not hold yet, with the SHA-256 of each; of two equal files the first."""
    seen: dict[str, Path] = {}
    fresh: dict[Path, str] = {}
    for path in files:
        try:
            sha256 = digest(path)
        except OSError as error:
            tell(outcomes, path, "failed", f"{path.name}: không mở được ({error.strerror}); kiểm tra quyền đọc tệp.")
            continue
        if store.known(sha256, path.as_posix()):
            tell(outcomes, path, "unchanged", "")
        elif sha256 in seen and path.stat().st_size:
            tell(outcomes, path, "skipped", f"{path.name}: nội dung giống hệt {seen[sha256].name}.")
        else:
            seen[sha256] = path
            fresh[path] = sha256
    return fresh


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
