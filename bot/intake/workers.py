"""Several processes that read files side by side; one that dies takes the file in its hands with it, no others."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import FrameType

from bot.intake.work import Read, Reader
from corpus.catalog import Catalog
from corpus.readers.processes import stop_all

KILLED = "tiến trình đọc tệp bị dừng giữa chừng (có thể thiếu bộ nhớ); hãy nạp riêng tệp này, hoặc chia nhỏ nó."
_reader: Reader | None = None


def read_all(
    files: Mapping[Path, str], catalog: Catalog | None, clean_texts: Iterable[str] | None, workers: int
) -> Iterator[tuple[Path, Read]]:
    """Each file (with the digest it had) and what became of it, in the order they end.

    With one worker or one file all is done in this process. Closing the iterator starts no further file.
    """
    if workers < 2 or len(files) < 2:
        reader = Reader(catalog, clean_texts)
        yield from ((path, reader.read(path, sha256)) for path, sha256 in files.items())
        return
    texts = None if clean_texts is None else tuple(clean_texts)
    orphans = {}
    for path, read in _side_by_side(files, catalog, texts, workers):
        if read is None:
            orphans[path] = files[path]
        else:
            yield path, read
    # A process that dies takes the whole pool with it: the files left are read one by one, to know which did it.
    for path, sha256 in orphans.items():
        for _, read in _side_by_side({path: sha256}, catalog, texts, 1):
            yield path, read or Read(failure=f"{path.name}: {KILLED}")


def _side_by_side(
    files: Mapping[Path, str], catalog: Catalog | None, clean_texts: tuple[str, ...] | None, workers: int
) -> Iterator[tuple[Path, Read | None]]:
    """Each file with what became of it; None when the processes died before it was done."""
    pool = ProcessPoolExecutor(
        min(workers, len(files)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(catalog, clean_texts),
    )
    try:
        jobs = {pool.submit(_read, path, sha256): path for path, sha256 in files.items()}
        for job in as_completed(jobs):
            try:
                yield jobs[job], job.result()
            except BrokenProcessPool:
                yield jobs[job], None
    except BaseException:  # stopped, or nobody wants the rest: what is being read would not be kept any more
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start(catalog: Catalog | None, clean_texts: tuple[str, ...] | None) -> None:
    global _reader
    # Ctrl-C goes to the whole group, but the parent decides
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _reader = Reader(catalog, clean_texts)


def _leave(number: int, frame: FrameType | None) -> None:
    stop_all()
    os._exit(1)


def _read(path: Path, sha256: str) -> Read:
    assert _reader is not None
    return _reader.read(path, sha256)
