"""Readers and rules fed with spoilt files and texts: none may crash, none may hang.

    python -m bot.bench.fuzz [SECONDS] [--seed N]

Files are Word, Excel, CSV and PDF made from the samples with bytes changed, cut out or doubled (in the parts of a
package too); texts are the samples with pieces repeated, long runs of one character and odd characters.
"""

from __future__ import annotations

import argparse
import io
import logging
import random
import re
import signal
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import corpus
from bot.bench.setting import set_docx, to_pdf
from corpus.observations import extract_observations
from corpus.readers.child import obey
from corpus.structure import parse_document
from corpus.tasks import extract_tasks

SLOW = 20
"""Seconds after which an input counts as a hang."""
_ODD = (
    "\x00",
    "\u200b",
    "\u0309",
    "|",
    "<table>",
    "<td rowspan=99>",
    "**",
    "<sup>",
    "%",
    ".",
    ",",
    "1",
    "tháng ",
    "\t",
)

_OWN_ERROR = re.compile(r"có thể tệp hỏng \((\w+)\)")


def seeds(folder: Path) -> dict[str, list[bytes]]:
    """Sound files of each kind, made from the samples."""
    import openpyxl

    out: dict[str, list[bytes]] = {"docx": [], "pdf": [], "xlsx": [], "csv": []}
    for path in sorted((Path(corpus.__file__).parent / "samples").glob("*.txt"))[:3]:
        file = folder / f"{path.stem}.docx"
        set_docx(path.read_text(encoding="utf-8"), file)
        out["docx"].append(file.read_bytes())
        if to_pdf(file, folder / "a.pdf"):
            out["pdf"].append((folder / "a.pdf").read_bytes())
    book = openpyxl.Workbook()
    for i in range(20):
        book.worksheets[0].append([i, f"Chỉ tiêu {i}", i * 1.5, None, "x"])
    book.save(folder / "a.xlsx")
    out["xlsx"].append((folder / "a.xlsx").read_bytes())
    out["csv"].append("TT;Chỉ tiêu;Thực hiện\n1;Thu ngân sách;1.200\n".encode() * 5)
    return {kind: files for kind, files in out.items() if files}


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few changes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, size = chance.randrange(len(out) or 1), chance.choice([1, 1, 4, 64, 700])
        what = chance.randrange(4)
        if what == 0:
            out[at : at + size] = bytes(chance.randrange(256) for _ in range(size))
        elif what == 1:
            del out[at : at + size]
        elif what == 2:
            out[at:at] = out[at : at + size] * chance.randint(1, 5)
        else:
            out[at : at + 1] = bytes([chance.choice(b"<>/\"'&0 %()[]")])
    return bytes(out)


def spoilt_package(data: bytes, chance: random.Random) -> bytes:
    """A ZIP package with one of its parts spoilt, so that the parsers behind the ZIP are reached."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([n for n in parts if n.endswith(".xml")])
    parts[name] = spoilt(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return out.getvalue()


def spoilt_text(text: str, chance: random.Random) -> str:
    """A text with pieces repeated, moved and broken."""
    for _ in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(text) or 1), chance.choice([1, 5, 40, 400])
        piece = chance.choice([text[at : at + size], chance.choice(_ODD), chr(chance.randrange(1, 0x3000))])
        text = text[:at] + piece * chance.choice([1, 1, 2, 30, 3000 // max(1, len(piece))]) + text[at + size :]
    return text[:60_000]


def read_file(kind: str, data: bytes, folder: Path) -> str:
    """Read spoilt bytes as a kind: "read", the error that is told, or the library's own that no reader expected."""
    file = folder / f"spoilt.{kind}"
    file.write_bytes(data)
    answer = obey(kind, file, file.name, folder)
    own = _OWN_ERROR.search(str(answer.get("problem", "")))
    return own[1] if own else str(answer.get("error", "read"))


def read_text(text: str) -> str:
    """Read a spoilt text with all rules, and check that every figure is quoted exactly."""
    document = parse_document(text, source_file="a.txt", sha256="")
    spans = [o.span for o in extract_observations(document)] + [t.span for t in extract_tasks(document)]
    for span in spans:
        assert document.quote(span.start, span.end) == span.quote
    return "read"


class HangError(BaseException):
    """An input took longer than `SLOW`; no reader's `except Exception` may take it for a broken file."""


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


def run(seconds: float, seed: int, told: Callable[[str], None] = print) -> int:
    """Feed spoilt inputs for so long; returns how many crashed or hung, their seeds told."""
    warnings.simplefilter("ignore")
    logging.getLogger("pdfminer").propagate = False
    signal.signal(signal.SIGALRM, _hang)
    bad = 0
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    texts = [p.read_text(encoding="utf-8") for p in (Path(corpus.__file__).parent / "samples").glob("*.txt")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = seeds(folder)
        end = time.monotonic() + seconds
        number = seed
        while time.monotonic() < end:
            number += 1
            chance = random.Random(number)
            kind = chance.choice([*files, "docx", "xlsx", "text", "text"])
            started = time.monotonic()
            signal.alarm(SLOW)
            try:
                if kind == "text":
                    result = read_text(spoilt_text(chance.choice(texts), chance))
                else:
                    data = chance.choice(files.get(kind) or files["docx"])
                    inside = kind in ("docx", "xlsx") and chance.random() < 0.8
                    result = read_file(kind, (spoilt_package if inside else spoilt)(data, chance), folder)
            except (Exception, HangError) as error:
                result, bad = type(error).__name__, bad + 1
                told(f"seed {number}, {kind}: {error!r}")
            finally:
                signal.alarm(0)
            counts[f"{kind}: {result}"] += 1
            slowest = max(slowest, (time.monotonic() - started, f"seed {number}, {kind}"))
    for what, count in sorted(counts.items()):
        told(f"{what} {count}")
    told(f"slowest {slowest[0]:.1f} s ({slowest[1]}); crashed or hung {bad} of {counts.total()}")
    return bad


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Feed spoilt files and texts to the readers and rules.")
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    raise SystemExit(1 if run(given.seconds, given.seed) else 0)


if __name__ == "__main__":
    main()
