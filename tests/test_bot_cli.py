"""The `planbot` command: help, exit codes, output for people and for programs, bad input."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main


@pytest.fixture(scope="module")
def sample_db(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A store with the sample corpus."""
    db = tmp_path_factory.mktemp("kho") / "mau.db"
    result = CliRunner().invoke(main, ["ingest", str(samples), "--db", str(db), "--json"])
    assert result.exit_code == 0, result.stderr
    return db


def run(*arguments: object, given: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given, env=env)


def objects(text: str) -> list[dict[str, object]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_help_lists_the_commands_in_vietnamese() -> None:
    """The help page names every command and speaks Vietnamese."""
    result = run("--help")
    assert result.exit_code == 0
    assert "Cách dùng: " in result.stdout
    assert all(name in result.stdout for name in main.commands)
    assert "Show this message" not in result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_has_a_help_page(name: str) -> None:
    """`planbot NAME --help` is in Vietnamese throughout."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Tùy chọn:" in result.stdout
    assert "Options" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hoi"], "Không có lệnh"),
        (["ask"], "Ghi câu hỏi"),
        (["ask", "a", "--batch", "b"], "Ghi câu hỏi"),
        (["ingest"], "Thiếu"),
        (["ingest", "--xyz"], "Không có tùy chọn --xyz"),
        (["export", "nothing"], "phải là một trong: observations, tasks, findings"),
        (["export", "tasks", "--format", "sdmx-csv"], "sdmx-csv chỉ dùng cho observations"),
        (["restore"], "--lines"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(arguments: list[str], said: str) -> None:
    """A wrong command line gets a Vietnamese sentence on stderr and exit code 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_store_is_told_with_the_remedy(tmp_path: Path) -> None:
    """Asking before anything was read says what to do; nothing is created."""
    db = tmp_path / "kho.db"
    result = run("ask", "fdi", "--db", db)
    assert result.exit_code == 1
    assert "planbot ingest" in result.stderr
    assert not db.exists()


def test_a_message_is_parsed_without_a_store(tmp_path: Path) -> None:
    """`planbot parse-update` only looks: where there is no store it makes none."""
    done = run("parse-update", "FDI 9 tháng 150 triệu USD", "--sent-at", "2024-10-01", "--db", str(tmp_path / "k.db"))
    assert "150 triệu USD" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    """A text file given as the store is refused in one sentence, and stays as it was."""
    db = tmp_path / "ghi-chu.db"
    db.write_text("đây là ghi chú\n" * 200, encoding="utf-8")
    result = run("documents", "--db", db)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert db.read_text(encoding="utf-8").startswith("đây là ghi chú")


def test_ingest_reports_for_programs(tmp_path: Path, small_report: Path) -> None:
    """`--json` gives counts and an entry a file; the second time nothing changes."""
    db = tmp_path / "kho.db"
    first = json.loads(run("ingest", small_report, "--db", db, "--json").stdout)
    assert (first["read"], first["failed"]) == (1, 0)
    assert first["files"][0]["document"] == "12/BC-UBND"
    second = json.loads(run("ingest", small_report, "--db", db, "--json").stdout)
    assert (second["read"], second["unchanged"]) == (0, 1)
    assert second["observations"] == first["observations"]


def test_ingest_ends_with_1_when_a_file_failed(tmp_path: Path, small_report: Path) -> None:
    """The failure is a sentence on stderr, the other file is read."""
    (small_report / "rong.txt").write_bytes(b"")
    result = run("ingest", small_report, "--db", tmp_path / "kho.db")
    assert result.exit_code == 1
    assert "rong.txt" in result.stderr
    assert "12/BC-UBND" in result.stdout
    assert "\x1b[" not in result.stdout


def test_flagship_question(sample_db: Path) -> None:
    """The answer of the six-month report: the share of the plan, with its source."""
    answer = json.loads(run("ask", "--json", "FDI 6 tháng đạt bao nhiêu %", "--db", sample_db).stdout)
    assert answer["status"] == "answered"
    assert "33,11%" in answer["headline"]
    assert "662,25 triệu USD" in answer["text"]
    assert answer["citations"][0]["document"] == "1999/BC-BQL"


def test_answer_for_people_shows_its_source(sample_db: Path) -> None:
    """Without `--json` the reply and the quoted source are plain text in a pipe."""
    result = run("ask", "fdi 6 thang dat bao nhieu %", "--db", sample_db)
    assert result.exit_code == 0
    assert "33,11%" in result.stdout
    assert "1999/BC-BQL" in result.stdout
    assert "\x1b[" not in result.stdout


def test_batch_gives_a_line_a_line(sample_db: Path) -> None:
    """Ids come back in order, `turns` are heard before `q`, chats do not hear one another."""
    lines = [
        {"id": "a", "turns": ["fdi 6 thang dat bao nhieu"], "q": "còn DDI?"},
        {"id": "b", "turns": [], "q": "doanh thu năm 2023"},
        {"id": "c", "q": "thời tiết ngày mai thế nào"},
    ]
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    result = run("ask", "--batch", "-", "--json", "--db", sample_db, given=given)
    answers = objects(result.stdout)
    assert [a["id"] for a in answers] == ["a", "b", "c"]
    assert set(answers[0]) == {"id", "status", "headline", "text", "citations", "elapsed_ms"}
    assert "14.578" in str(answers[0]["text"])
    assert answers[2]["status"] == "not_found"


@pytest.mark.parametrize(
    ("line", "said"), [("{hỏng", "Dòng 1 không phải JSON"), ('{"id": 1}', 'Dòng 1 thiếu "q"'), ("[1]", 'thiếu "q"')]
)
def test_a_bad_batch_line_is_named(sample_db: Path, line: str, said: str) -> None:
    """A line that is no question is told by its number."""
    result = run("ask", "--batch", "-", "--json", "--db", sample_db, given=line)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    "question",
    ["", "   ", "a" * 10_000, "😀😀", "<b>fdi</b> & <script>", "'; DROP TABLE documents; --", "how much fdi?"],
)
def test_any_question_gets_a_reply(sample_db: Path, question: str) -> None:
    """Empty, endless, emoji, HTML, SQL or English: a reply in words, exit code 0."""
    result = run("ask", "--json", "--db", sample_db, "--", question)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["text"].strip()


def test_explain_shows_the_way(sample_db: Path) -> None:
    """The trace is text."""
    result = run("explain", "fdi 6 thang", "--db", sample_db)
    assert result.exit_code == 0
    assert result.stdout.strip()


def test_documents_lists_what_is_kept(sample_db: Path) -> None:
    """Five rows, for people and for programs."""
    rows = objects(run("documents", "--json", "--db", sample_db).stdout)
    assert len(rows) == 5
    assert all(row["abridged"] for row in rows)
    shown = run("documents", "--db", sample_db).stdout
    assert all(str(row["document"]) in shown for row in rows)


@pytest.mark.parametrize("what", ["observations", "tasks", "findings"])
def test_export_formats_hold_the_same_rows(sample_db: Path, tmp_path: Path, what: str) -> None:
    """JSON Lines, CSV and Excel have as many rows."""
    rows = objects(run("export", what, "--db", sample_db).stdout)
    text = run("export", what, "--format", "csv", "--db", sample_db).stdout_bytes.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)
    book = tmp_path / f"{what}.xlsx"
    assert run("export", what, "--format", "xlsx", "-o", book, "--db", sample_db).exit_code == 0
    assert book.read_bytes()[:2] == b"PK"


def test_export_observations_has_the_contract_fields(sample_db: Path) -> None:
    """The fields other programs read are there, and the flagship figure with them."""
    rows = objects(run("export", "observations", "--format", "jsonl", "--db", sample_db).stdout)
    contract = {"doc", "indicator", "entity", "time_period", "measure", "value", "unit", "quote"}
    assert all(contract <= set(row) for row in rows)
    assert any(row["value"] == 662.25 and row["time_period"] == "2023-S1" for row in rows)


def test_export_into_a_missing_folder_is_told(sample_db: Path, tmp_path: Path) -> None:
    """The file and the remedy are named, no half file stays."""
    result = run("export", "tasks", "-o", tmp_path / "khong-co" / "a.jsonl", "--db", sample_db)
    assert result.exit_code == 1
    assert "a.jsonl" in result.stderr


def test_restore_lines_keeps_lines_and_figures(tmp_path: Path) -> None:
    """One line in, one line out; figures as printed."""
    damaged = "tdng vén thu hit dat 662,25 tridu USD\n\nnam 2023\n"
    result = run("restore", "--lines", "--db", tmp_path / "none.db", given=damaged)
    lines = result.stdout.split("\n")
    assert len(lines) == len(damaged.split("\n"))
    assert "662,25" in lines[0]
    assert lines[1] == ""


def test_restore_leaves_a_clean_file_alone(tmp_path: Path, small_report: Path) -> None:
    """A file that is not damaged comes out as it is."""
    file = small_report / "12-BC-UBND.txt"
    result = run("restore", file, "--db", tmp_path / "none.db")
    assert result.stdout == file.read_text(encoding="utf-8")
    assert "không cần phục hồi" in result.stderr


def test_chat_in_a_pipe(sample_db: Path) -> None:
    """Questions, commands and an exit word come by stdin; the chat ends well."""
    result = run(
        "chat", "--db", sample_db, given="fdi 6 thang dat bao nhieu %\n/vanban\n/help\n/la-gi\ncòn DDI?\nthoát\n"
    )
    assert result.exit_code == 0
    assert "33,11%" in result.stdout
    assert "6037/BC-BQL" in result.stdout
    assert "14.578" in result.stdout
    assert "Tạm biệt" in result.stdout


def test_chat_ends_with_its_input(sample_db: Path) -> None:
    """End of input without an exit word is a farewell, not an error."""
    result = run("chat", "--db", sample_db, given=b"\xff\xfe rubbish\n")
    assert result.exit_code == 0


def test_demo_answers_and_ends_without_a_terminal(tmp_path: Path) -> None:
    """`planbot demo` in a pipe reads the samples, answers the flagship question and ends."""
    result = run("demo", "--db", tmp_path / "demo.db")
    assert result.exit_code == 0
    assert "33,11%" in result.stdout
    assert "Tạm biệt" not in result.stdout


def test_wrong_catalogue_file_is_named(sample_db: Path, tmp_path: Path) -> None:
    """A missing or malformed catalogue file is told with its name."""
    result = run("ask", "fdi", "--db", sample_db, env={"PLANBOT_CATALOG": str(tmp_path / "none.toml")})
    assert result.exit_code == 1
    assert "none.toml" in result.stderr


def planbot(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    environment = {**os.environ, "PYTHONIOENCODING": "", "LC_ALL": "C"}
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def test_real_process_speaks_vietnamese_in_any_locale(sample_db: Path) -> None:
    """Even where the locale is C, output is UTF-8."""
    done = planbot("ask", "fdi 6 thang dat bao nhieu %", "--db", sample_db)
    assert done.returncode == 0, done.stderr
    assert "triệu USD" in done.stdout


def test_help_needs_no_heavy_imports() -> None:
    """The help page loads neither the text tools nor the store."""
    code = "import sys; import bot.cli; print(sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert not loaded & {"underthesea", "pydantic", "numpy", "sqlite_utils", "rich", "telegram"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("explain", "fdi", "6", "thang"), "Thừa “6 thang”"),
        (("demo", "--port", "99999"), "phải là số nguyên từ 1 đến 65535"),
        (("ingest", "a", "--workers", "x"), "phải là số nguyên."),
        (("ask", "--db"), "Tùy chọn --db dùng không đúng"),
        (("ak",), "Ý anh/chị là ask?"),
        (("admin", "ad"), "Ý anh/chị là add?"),
        (("summary", "--issued", "hôm qua"), "dạng 2023-09-05"),
    ],
)
def test_a_wrong_command_line_is_told_in_vietnamese(arguments: tuple[str, ...], sentence: str) -> None:
    """What click says in English about arguments, ranges, dates and unknown commands."""
    told = CliRunner().invoke(main, list(arguments))
    assert told.exit_code == 2
    assert sentence in told.stderr


@pytest.mark.parametrize("name", list(main.commands))
def test_help_pages_have_no_english_extras(name: str) -> None:
    """Defaults, ranges and what is required, on the page of every command."""
    page = CliRunner().invoke(main, [name, "--help"]).output
    assert not [word for word in ("default:", "required", "<=x", "%Y") if word in page]
