"""Files in the chat and on the command line: the right file by its button, a sentence when it cannot be made."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.printing import print_pdf, printer
from corpus.readers.office import libreoffice
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.papers.making import Papers, PrintingError, slug
from handlers.replies import Button, Reply, Turn
from handlers.routes import ROUTES
from index import Person, Store
from tests.desk_sample import fill
from tests.paper_sample import TODAY, known_of, reported

NOW = datetime(2024, 7, 31, 8, 30)


@pytest.fixture
def filled(fresh_store: Store, tmp_path: Path) -> Store:
    """A report and a plan of an invented province."""
    return fill(fresh_store, tmp_path / "van-ban")


def desk_of(store: Store, papers: Papers = Papers()) -> Desk:  # noqa: B008 - a frozen value
    """A desk on the last day of July."""
    return Desk(store, Assistant(store), ROUTES, clock=lambda: TODAY, now=lambda: NOW, papers=papers)


def press(desk: Desk, reply: Reply, label: str) -> Turn:
    """Press the button of that label."""
    button = next(b for row in reply.rows for b in row if b.label == label)
    return desk.handle(Message(kind="press", text=button.data(desk.store.handle), conversation="1"))


@pytest.mark.parametrize(
    ("label", "name", "start"),
    [("Word", "bao-cao-6-thang-2024.docx", b"PK"), ("Excel", "bieu-mau-01-6-thang-2024.xlsx", b"PK")],
)
def test_buttons_under_a_summary_send_its_files(filled: Store, label: str, name: str, start: bytes) -> None:
    """A file of plain letters in its name, made of the summary whose button was pressed."""
    desk = desk_of(filled)
    told = desk.handle(Message(text="/tomtat 6 tháng 2024", conversation="1"))
    file = press(desk, told.replies[0], label).replies[0].files[0]
    assert file.name == name
    assert file.data.startswith(start)
    assert file.name.isascii()


def test_pdf_goes_through_the_printer_that_is_there(filled: Store) -> None:
    """The Word file is given to the printer, its answer is sent."""
    given: list[tuple[bytes, str]] = []

    def to_pdf(data: bytes, suffix: str) -> bytes:
        given.append((data[:2], suffix))
        return b"%PDF-1.7"

    desk = desk_of(filled, Papers(to_pdf=to_pdf))
    told = desk.handle(Message(text="/tomtat 6 tháng 2024", conversation="1"))
    file = press(desk, told.replies[0], "PDF").replies[0].files[0]
    assert (file.name, file.data, given) == ("bao-cao-6-thang-2024.pdf", b"%PDF-1.7", [(b"PK", "docx")])


def test_without_libreoffice_a_sentence_and_the_other_formats(filled: Store) -> None:
    """Nothing breaks: it is said why, and Word and Excel are offered."""
    desk = desk_of(filled)
    told = desk.handle(Message(text="/tomtat 6 tháng 2024", conversation="1"))
    reply = press(desk, told.replies[0], "PDF").replies[0]
    assert "LibreOffice" in reply.blocks[0]
    assert [b.label for row in reply.rows for b in row] == ["Word", "Excel"]


@pytest.mark.parametrize("data", ["w:0:999999", "w:9:1", "w:0", "w"])
def test_a_button_of_another_time_is_answered(filled: Store, data: str) -> None:
    """Numbers that stand for nothing get a sentence."""
    assert "/tomtat" in desk_of(filled).handle(Message(kind="press", text=data, conversation="1")).toast


@pytest.mark.parametrize(
    ("period", "fields", "name"),
    [
        ("2024", (), "nam-2024"),
        ("2024-S1", ("Lao động",), "6-thang-2024-lao-dong"),
        ("2024-M03", (), "thang-3-2024"),
        ("2024-Q3", (), "quy-iii-2024"),
    ],
)
def test_files_are_named_by_period_and_field(filled: Store, period: str, fields: tuple[str, ...], name: str) -> None:
    """Plain letters and hyphens, which every phone and mail system takes."""
    _, summary, _, _ = reported(filled)
    assert slug(summary.model_copy(update={"period": period, "fields": fields})) == name


def program_in(folder: Path, script: str) -> str:
    """A program of that name which runs a script instead of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="shell scripts stand for the program")
def test_a_printer_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    """When the time is over neither the program nor what it started is left, and the person is told."""
    program = program_in(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(PrintingError, match="quá lâu"):
        print_pdf(program, b"x", "docx", 0.7)
    child = int((tmp_path / "child").read_text())
    assert gone(child)


def gone(process: int) -> bool:
    """Whether a process has ended, given a moment to."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(os.name == "nt", reason="shell scripts stand for the program")
@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_a_printer_that_gives_nothing_is_told(tmp_path: Path, script: str) -> None:
    """No file came out: a sentence with a way on."""
    with pytest.raises(PrintingError, match="bản Word"):
        print_pdf(program_in(tmp_path, script), b"x", "docx", 5)


@pytest.fixture
def run(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """`planbot summary` over the store, in a folder of its own."""
    folder = tmp_path / "noi-lam"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def call(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["summary", "--db", str(tmp_path / "fresh.db"), *arguments])
        return done.exit_code, done.output

    return call


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_command_writes_files(run: Callable[..., tuple[int, str]], kind: str) -> None:
    """Named after the period, or as told."""
    code, said = run("--period", "2024-S1", "--format", kind)
    name = {"docx": "bao-cao-6-thang-2024.docx", "xlsx": "bieu-mau-01-6-thang-2024.xlsx"}[kind]
    assert (code, said.strip()) == (0, f"Đã ghi {name}.")
    assert Path(name).read_bytes()[:2] == b"PK"
    assert run("--period", "2024-S1", "--format", kind, "-o", f"x.{kind}")[0] == 0
    assert Path(f"x.{kind}").exists()


def test_the_command_takes_the_day_of_signing_and_the_office(
    run: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--issued is written by the decree's padding; PLANBOT_OFFICE says whose paper it is."""
    from docx import Document

    settings = tmp_path / "co-quan.toml"
    settings.write_text('organ = "Sở Kế hoạch <và> Đầu tư"\nparent_organ = "UBND tỉnh An Bình"\n', encoding="utf-8")
    monkeypatch.setenv("PLANBOT_OFFICE", str(settings))
    assert run("--period", "2024-S1", "--format", "docx", "--issued", "2024-07-05", "-o", "a.docx")[0] == 0
    organs, state = Document("a.docx").tables[0].column_cells(0), Document("a.docx").tables[0].column_cells(1)
    assert organs[0].text.replace("\n", " ").startswith("UBND TỈNH AN BÌNH SỞ KẾ HOẠCH <VÀ> ĐẦU TƯ")
    assert state[1].text.replace("\u00a0", " ") == "An Bình, ngày 05 tháng 7 năm 2024"


@pytest.mark.parametrize("text", ["organ = ", 'nguoi_ky = "ai"', None])
def test_a_wrong_description_of_the_office_is_one_sentence(
    run: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    """No TOML, an unknown field, no file: what and where."""
    settings = tmp_path / "co-quan.toml"
    if text is not None:
        settings.write_text(text, encoding="utf-8")
    monkeypatch.setenv("PLANBOT_OFFICE", str(settings))
    code, said = run("--period", "2024-S1", "--format", "docx")
    assert code == 1
    assert "PLANBOT_OFFICE" in said
    assert "Traceback" not in said


def test_libreoffice_prints_the_report(filled: Store) -> None:
    """A PDF of several pages, A4, with the text of the paper."""
    to_pdf = printer()
    if to_pdf is None or libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    import pypdfium2

    from handlers.papers.making import paper_file

    _, summary, _, _ = reported(filled)
    file = paper_file(known_of(filled), summary, "pdf", now=NOW, issued=date(2024, 7, 5), to_pdf=to_pdf)
    pages = pypdfium2.PdfDocument(file.data)
    try:
        assert len(pages) >= 3
        assert sorted(round(x / 72 * 25.4) for x in pages[0].get_size()) == [210, 297]
        assert "An Bình, ngày 05 tháng 7 năm 2024" in pages[0].get_textpage().get_text_range().replace("\u00a0", " ")
    finally:
        pages.close()


def test_a_file_holds_only_what_its_reader_may_see(filled: Store) -> None:
    """An internal document's figures and name are in a leader's files and in no reader's."""
    import io
    import zipfile

    filled.marks.put("12/BC-UBND", "internal", "telegram:leader")
    people = {
        f"telegram:{role}": Person(person=f"telegram:{role}", role=role)  # type: ignore[arg-type]
        for role in ("leader", "reader")
    }
    desk = Desk(filled, Assistant(filled), ROUTES, clock=lambda: TODAY, who=people.get, now=lambda: NOW)
    leader = Message(text="/tomtat 6 tháng 2024", person="telegram:leader", conversation="1")
    buttons = [b for row in desk.handle(leader).replies[0].rows for b in row if b.label in ("Word", "Excel")]

    def content(person: str, button: Button) -> str:
        sent = Message(kind="press", text=button.data(filled.handle), person=person, conversation=person)
        files = [f for reply in desk.handle(sent).replies for f in reply.files]
        parts: list[str] = []
        for file in files:
            with zipfile.ZipFile(io.BytesIO(file.data)) as package:
                parts += [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        return "".join(parts)

    for button in buttons:
        assert "12/BC-UBND" in content("telegram:leader", button)
        assert "12/BC-UBND" not in content("telegram:reader", button)


def test_a_period_that_is_none_is_not_called_empty(run: Callable[..., tuple[int, str]]) -> None:
    """Words that name no period are told from a period without figures."""
    assert "Không hiểu kỳ “tào lao”" in run("--period", "tào lao")[1]
    assert "Không có số liệu" in run("--period", "2019")[1]
