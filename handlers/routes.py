"""The one table of what can be asked of the assistant: commands, buttons and other messages, with the words for /help.

The channels' handlers, the command menu, /help and the terminal's commands are all made from it.
"""

from __future__ import annotations

from corpus.readers.files import MAX_SENT
from corpus.text import fold
from handlers.access import press_asking, serve_asking, serve_group
from handlers.answering import serve_compare, serve_inline, serve_question, show_passage, show_suggestion
from handlers.approve import press_review, serve_queue
from handlers.arrivals import is_document, press_arrival, serve_document
from handlers.bulletins import press_bulletin, press_reminders, serve_bulletin, serve_reminders
from handlers.contrasts.reply import press_contrast
from handlers.correcting import press_correcting
from handlers.desk import APPROVERS, EVERYBODY, READERS, REPORTERS, Desk, Message, Route
from handlers.documents import mark_internal, send_original, serve_documents, show_document, show_findings
from handlers.indicators import serve_indicators, show_family
from handlers.papers.pressing import press_paper
from handlers.people import press_person, serve_people
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.reports.history import serve_history
from handlers.reports.messages import is_workbook, serve_cancel, serve_message, serve_report, serve_workbook
from handlers.reports.pressing import press_card
from handlers.reports.rights import FEEDING, may_report
from handlers.shelf import show_facet, show_page
from handlers.summaries.charts import press_chart
from handlers.summaries.reply import press_summary, serve_summary
from handlers.summary import headline_names
from handlers.tasks import serve_tasks, show_tasks
from handlers.withdrawing import press_withdrawing

_TAKEN = "nap"
"""What somebody who both reports and feeds writes beside a workbook that is a document."""


def serve_start(desk: Desk, message: Message, words: str) -> Turn:
    """The greeting, with questions that the store can answer as buttons."""
    known = desk.known(message)
    names = headline_names(known)[:3]
    rows = tuple((Button(label=label(name), action="q", parts=(name,)),) for name in names)
    blocks = html_blocks(
        "start.html.j2", name=message.name, documents=len(known.headers), routes=desk.commands(message.person)
    )
    return Turn((Reply(blocks=blocks, rows=rows),))


def serve_help(desk: Desk, message: Message, words: str) -> Turn:
    """What can be asked, from the table."""
    return Turn((Reply(blocks=html_blocks("help.html.j2", routes=desk.commands(message.person))),))


def serve_file(desk: Desk, message: Message, words: str) -> Turn:
    """A table of somebody who reports for a unit is read as a report, unless they write "nạp" beside it; other files
    of those who feed the corpus are documents; else it is said how they get in.
    """
    person = desk.person(message)
    feeds = person is not None and person.role in FEEDING and not message.group and is_document(message)
    reports = person is not None and may_report(person) and is_workbook(message)
    if person is not None and reports and not (feeds and (not person.units or _TAKEN in fold(message.text).split())):
        return serve_workbook(desk, message, person)
    if feeds:
        return serve_document(desk, message)
    may = person is not None and may_report(person)
    blocks = html_blocks(
        "file.html.j2", name=message.file_name, large=message.file_size > MAX_SENT, limit=MAX_SENT >> 20, reports=may
    )
    return Turn((Reply(blocks=blocks),))


def serve_nothing(desk: Desk, message: Message, words: str) -> Turn:
    """What needs no answer: somebody joined, a sticker, an update of a kind not known yet."""
    return Turn()


ROUTES: tuple[Route, ...] = (
    Route("start", serve_start, "Bắt đầu", roles=READERS),
    Route("hoi", serve_question, "Hỏi một câu", "/hoi fdi 6 tháng đạt bao nhiêu %", ("ask",), roles=READERS),
    Route("vanban", serve_documents, "Các văn bản đã nạp", "/vanban báo cáo 2023", ("documents", "vb"), roles=READERS),
    Route("chitieu", serve_indicators, "Các chỉ tiêu có số liệu", "/chitieu lao động", ("ct",), roles=READERS),
    Route(
        "nhiemvu", serve_tasks, "Nhiệm vụ theo đơn vị, từ khóa, thời hạn", "/nhiemvu văn phòng quý 2", ("nv",),
        roles=READERS,
    ),
    Route(
        "baocao", serve_report, "Báo cáo số liệu, từng câu một", "/baocao", ("bc",), "b", press_card, roles=REPORTERS
    ),
    Route("duyet", serve_queue, "Báo cáo chờ duyệt", "/duyet", ("pheduyet",), "k", press_review, roles=APPROVERS),
    Route(
        "lichsu", serve_history, "Lịch sử báo cáo của một chỉ tiêu hay nhiệm vụ", "/lichsu thu hút FDI", ("ls",),
        roles=READERS,
    ),
    Route("huy", serve_cancel, "Hủy việc đang làm dở", "/huy", roles=READERS),
    Route(
        "tomtat", serve_summary, "Tóm tắt một kỳ, một lĩnh vực", "/tomtat 6 tháng", ("tt",), "s", press_summary,
        roles=READERS, linked=True,
    ),
    Route(
        "sosanh", serve_compare, "So sánh hai văn bản, hai kỳ", "/sosanh 6 tháng với cả năm", ("ss",), "g",
        press_contrast, roles=READERS, linked=True,
    ),
    Route("nhacviec", serve_reminders, "Bật, tắt nhắc việc", "", (), "r", press_reminders, roles=READERS),
    Route("bantin", serve_bulletin, "Nhận tóm tắt hằng tuần, hằng tháng", "", (), "e", press_bulletin, roles=READERS),
    Route("nguoidung", serve_people, "Người dùng và quyền", aliases=("users",)),
    Route("chonhom", serve_group, "Bật hoặc tắt trợ lý trong nhóm này", aliases=("nhom",)),
    Route("help", serve_help, "Cách dùng", aliases=("giup", "trogiup", "huongdan"), roles=READERS),
    Route("xinquyen", serve_asking, aliases=("dangky",), roles=EVERYBODY),
    Route("text", serve_message, roles=READERS),
    Route("inline", serve_inline, roles=READERS),
    Route("file", serve_file, roles=READERS, slow=True),
    Route("other", serve_nothing, roles=READERS),
    Route("goiy", letter="q", press=show_suggestion, roles=READERS, linked=True),
    Route("doan", letter="p", press=show_passage, roles=READERS, linked=True),
    Route("motvanban", letter="d", press=show_document, roles=READERS, linked=True),
    Route("trangvanban", letter="v", press=show_page, roles=READERS, linked=True),
    Route("mauthuan", letter="m", press=show_findings, roles=READERS, linked=True),
    Route("toanvan", letter="f", press=send_original, roles=READERS, linked=True),
    Route("nhomchitieu", letter="c", press=show_family, roles=READERS, linked=True),
    Route("trangnhiemvu", letter="n", press=show_tasks, roles=READERS, linked=True),
    Route("tep", letter="w", press=press_paper, roles=READERS, slow=True),
    Route("bieudo", letter="h", press=press_chart, roles=READERS, slow=True),
    Route("noibo", letter="i", press=mark_internal, roles=APPROVERS),
    Route("locvanban", letter="y", press=show_facet, roles=READERS, linked=True),
    Route("rutvanban", letter="o", press=press_withdrawing, roles=APPROVERS),
    Route("dinhchinh", letter="x", press=press_correcting, roles=APPROVERS),
    Route("naptep", letter="l", press=press_arrival, roles=APPROVERS),
    Route("duyetnguoi", letter="a", press=press_asking),
    Route("suanguoi", letter="u", press=press_person),
)  # fmt: skip
"""In the order of the menu."""
