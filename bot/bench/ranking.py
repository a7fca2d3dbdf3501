"""How fast passages are ranked: ours beside plain rank-bm25, bm25s, tantivy and SQLite FTS5, in one run.

All get the same passages, made by recombining sentences with figures drawn anew, and the same questions. The others get
plain folded syllables; ours ranks by four kinds of evidence. An engine that is not installed is left out and said so.
"""

from __future__ import annotations

import gc
import logging
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus.text import fold, sentences
from index import PassageIndex
from index.tokens import TokenText, plain, segment

SIZES = (1_000, 20_000, 200_000)
QUESTIONS = 30
QUESTION_WORDS = 6
SECONDS_FOR_QUERIES = 20.0
"""A slow engine answers as many questions as fit in here, three at least."""

SENTENCES = (
    "Thu hút vốn đầu tư trong nước đạt 1.250 tỷ đồng, bằng 62,5% kế hoạch năm.",
    "Giải ngân vốn đầu tư công đạt 48,2% kế hoạch, tăng 6,1% so với cùng kỳ năm trước.",
    "Tổng số lao động làm việc tại các khu công nghiệp là 45.600 người, trong đó 512 lao động nước ngoài.",
    "Kim ngạch xuất khẩu ước đạt 2.310 triệu USD, kim ngạch nhập khẩu ước đạt 1.870 triệu USD.",
    "Tiếp nhận 215 hồ sơ thủ tục hành chính, giải quyết trước và đúng hạn 99,1%.",
    "Phòng Quản lý xây dựng chủ trì hoàn thành đồ án quy hoạch phân khu trước ngày 30 tháng 9.",
    "Văn phòng phối hợp các đơn vị rà soát nhiệm vụ quá hạn và báo cáo lãnh đạo hằng tháng.",
    "Nạo vét 12,5 km kênh tiêu, trồng mới 86 ha rừng phòng hộ ven biển.",
    "Công tác giải phóng mặt bằng dự án đường ven biển còn vướng 14 hộ dân tại xã Tân Thành.",
    "Tỷ lệ lấp đầy các khu công nghiệp đạt 71,3%, 9 khu có hệ thống xử lý nước thải tập trung.",
)
"""What passages are made of where no sample documents are at hand."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_Search = Callable[[str], object]


class Result(NamedTuple):
    """One engine at one size: seconds to build, milliseconds a question (median), or why it was left out."""

    engine: str
    size: int
    build: float = 0.0
    query: float = 0.0
    absent: str = ""


def run(sizes: Sequence[int] = SIZES, told: Callable[[str], None] = lambda line: None) -> str:
    """Measure all engines and give the table to print; `told` hears of each measurement as it is done."""
    results = []
    lines = sample_lines()
    for size in sizes:
        passages = generate(lines, size)
        questions = ask(lines, QUESTIONS)
        for name, build in ENGINES.items():
            results.append(measure(name, build, passages, questions))
            told(f"{name} {size}")
            gc.collect()
    return table(results, sizes)


def sample_lines() -> list[str]:
    """Token lines of the sentences of the sample documents, of the built-in ones without samples."""
    import corpus

    texts = [path.read_text(encoding="utf-8") for path in sorted(_samples(Path(corpus.__file__).parent))]
    found = [text[a:b] for text in texts for a, b in sentences(text) if b - a > 40]
    return [segment(sentence) for sentence in (found or SENTENCES)]


def generate(lines: Sequence[str], size: int, seed: int = 7) -> list[str]:
    """Token lines of `size` passages of two to four sentences, each figure drawn anew; the same for the same seed.

    >>> generate(["đạt 48,2% kế_hoạch"], 1, seed=1) == generate(["đạt 48,2% kế_hoạch"], 1, seed=1)
    True
    """
    chance = random.Random(seed)

    def figure(printed: re.Match[str]) -> str:
        return "".join(str(chance.randrange(1, 10)) if c.isdigit() else c for c in printed.group())

    return [_FIGURE.sub(figure, " ".join(chance.choices(lines, k=chance.randint(2, 4)))) for _ in range(size)]


def ask(lines: Sequence[str], count: int, seed: int = 11) -> list[str]:
    """Questions of some words that stand together, every second one without diacritics."""
    chance = random.Random(seed)
    questions = []
    for n in range(count):
        words = chance.choice(lines).replace("_", " ").split()
        start = chance.randrange(max(1, len(words) - QUESTION_WORDS))
        question = " ".join(words[start : start + QUESTION_WORDS])
        questions.append(fold(question) if n % 2 else question)
    return questions


def measure(name: str, build: Callable[[list[str]], _Search], passages: list[str], questions: Sequence[str]) -> Result:
    """Build once, then ask; the first question is not counted (some engines compile on it)."""
    started = time.perf_counter()
    try:
        search = build(passages)
    except ImportError as error:
        return Result(name, len(passages), absent=f"chưa cài {error.name}")
    except sqlite3.OperationalError as error:
        return Result(name, len(passages), absent=str(error))
    built = time.perf_counter() - started
    search(questions[0])
    times: list[float] = []
    for question in questions:
        began = time.perf_counter()
        search(question)
        times.append(time.perf_counter() - began)
        if sum(times) > SECONDS_FOR_QUERIES and len(times) >= 3:
            break
    return Result(name, len(passages), built, statistics.median(times) * 1000)


def table(results: Iterable[Result], sizes: Sequence[int]) -> str:
    """Build time and median time of a question by engine and size, as printed.

    >>> print(table([Result("x", 1000, 0.5, 1.25), Result("y", 1000, absent="chưa cài y")], [1000]))
    Công cụ                        1.000 đoạn
                              dựng s    hỏi ms
    x                           0,50      1,25
    y                         bỏ qua: chưa cài y
    """
    rows: dict[str, list[Result]] = {}
    for result in results:
        rows.setdefault(result.engine, []).append(result)
    head = "Công cụ".ljust(22) + "".join(f"{size:,} đoạn".replace(",", ".").rjust(19) for size in sizes)
    out = [head.rstrip(), " " * 22 + "".join(f"{'dựng s':>10}{'hỏi ms':>10}"[:20] for _ in sizes)]
    for engine, cells in rows.items():
        absent = next((cell.absent for cell in cells if cell.absent), "")
        figures = "".join(f"{cell.build:10.2f}{cell.query:10.2f}" for cell in cells).replace(".", ",")
        out.append(engine.ljust(22) + (f"    bỏ qua: {absent}" if absent else figures))
    return "\n".join(out)


def _samples(folder: Path) -> Iterable[Path]:
    return (folder / "samples").glob("*.txt")


def _ours(passages: list[str]) -> _Search:
    return PassageIndex.from_tokens({i: TokenText("", "", line) for i, line in enumerate(passages)}).search


def _folded(line: str) -> list[str]:
    return fold(line).replace("_", " ").split()


def _rank_bm25(passages: list[str]) -> _Search:
    from rank_bm25 import BM25Okapi

    engine: Any = BM25Okapi([_folded(line) for line in passages])
    numbers = list(range(len(passages)))
    return lambda question: engine.get_top_n(_folded(plain(question)), numbers, 10)


def _bm25s(passages: list[str]) -> _Search:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.ERROR)
    engine: Any = bm25s.BM25()
    engine.index([_folded(line) for line in passages], show_progress=False)
    k = min(10, len(passages))
    return lambda question: engine.retrieve([_folded(plain(question))], k=k, show_progress=False)


def _tantivy(passages: list[str]) -> _Search:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text", stored=False, tokenizer_name="whitespace").build()
    index: Any = tantivy.Index(schema)
    writer = index.writer(64_000_000, 1)
    for line in passages:
        writer.add_document(tantivy.Document(text=" ".join(_folded(line))))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> object:
        words = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", w)) for w in _folded(plain(question))]
        return searcher.search(tantivy.Query.boolean_query(words), 10).hits

    return search


def _fts5(passages: list[str]) -> _Search:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5 (text)")
    connection.executemany("INSERT INTO passages VALUES (?)", ((" ".join(_folded(line)),) for line in passages))

    def search(question: str) -> object:
        wanted = " OR ".join(f'"{word}"' for word in _folded(plain(question)))
        select = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
        return connection.execute(select, [wanted]).fetchall()

    return search


ENGINES: dict[str, Callable[[list[str]], _Search]] = {
    "planbot": _ours,
    "rank-bm25": _rank_bm25,
    "bm25s": _bm25s,
    "tantivy": _tantivy,
    "SQLite FTS5": _fts5,
}
