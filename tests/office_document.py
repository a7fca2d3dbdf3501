"""A report as an office makes it in Word: letterhead without borders, lists, notes, changes, a wide annex."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

from tests.making import WORD

NAMES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
LISTS = {
    90: [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")],
    91: [("bullet", "-")],
}
GOODS = ["Đá xây dựng", "Xi măng", "Gạch nung", "Điện thương phẩm", "Nước máy", "Chè chế biến", "Đường kính", "Bia",
         "Giày da", "Quần áo may sẵn", "Giấy bìa", "Phân bón", "Thép cán", "Thức ăn chăn nuôi", "Gỗ dăm", "Ván ép",
         "Linh kiện điện tử", "Sợi", "Vải", "Xe đạp", "Khăn bông", "Bao bì"]  # fmt: skip
ANNEX = [
    ["I", "Công nghiệp", "", "", "", "", "", "", ""],
    *[
        [str(i + 1), name, "Tấn" if i % 2 else "1.000 cái", f"{i + 2}.{i + 110}", f"{i + 1}.{i + 205},5", f"{i + 131}",
         f"1.{i + 310},5", f"{40 + i},1", f"{101 + i},2"]
        for i, name in enumerate(GOODS)
    ],
]  # fmt: skip
"""Rows of the annex: number, goods, unit, plan 2024, six months of 2023, June and six months of 2024, two ratios."""
SAID = [
    ("Giá trị sản xuất công nghiệp", "2024-S1", "actual", "12345"),
    ("Giá trị sản xuất công nghiệp", "2024-S1", "change_vs_same_period", "7.8"),
    ("Giá trị sản xuất công nghiệp", "2024-S1", "pct_of_target", "48.5"),
    ("Giá trị sản xuất công nghiệp", "2023-S1", "base", "11452"),
    ("Giá trị sản xuất công nghiệp", "2024", "target", "25453"),
    ("Khai khoáng", "2024-S1", "actual", "260"),
    ("Khai khoáng", "2024-S1", "change_vs_same_period", "-3.2"),
    ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "2024-S1", "actual", "19876"),
    ("Kim ngạch nhập khẩu", "2024-S1", "change_vs_same_period", "-2.5"),
    ("Kim ngạch xuất khẩu", "2024", "target", "2750"),
    ("Số vụ kiểm tra", "2024-S1", "actual", "412"),
]
"""Figures of the text that must be found: indicator, period, measure, value."""
NEVER = ("18900", "17")
"""What was deleted, and a figure that nobody wrote."""


class _Writer:
    """Writes paragraphs of a Word document, with real lists, notes, changes and boxes."""

    def __init__(self) -> None:
        self.word = Document()
        self.notes: list[str] = []
        style = self.word.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(13)
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)
        lists = self.word.part.numbering_part.element
        for key, levels in LISTS.items():
            inner = "".join(
                f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
                for i, (form, text) in enumerate(levels)
            )
            known = parse_xml(f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="{key}">{inner}</w:abstractNum>')
            lists.find(f"{{{WORD}}}num").addprevious(known)
            lists.append(parse_xml(f'<w:num xmlns:w="{WORD}" w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))

    def say(
        self, text: str = "", item: tuple[int, int] | None = None, *, bold: bool = False, middle: bool = False
    ) -> Any:
        """A paragraph; `item` is its list and level."""
        out = self.word.add_paragraph()
        out.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.JUSTIFY
        out.add_run(text).bold = bold or None
        if item:
            number = f'<w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/>'
            out._p.get_or_add_pPr().append(parse_xml(f'<w:numPr xmlns:w="{WORD}">{number}</w:numPr>'))
        elif not middle:
            out.paragraph_format.first_line_indent = Cm(1.27)
        return out

    def note(self, paragraph: Any, text: str) -> None:
        """A footnote at the end of what the paragraph says so far."""
        self.notes.append(text)
        self.put(paragraph, '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                            f'<w:footnoteReference w:id="{len(self.notes)}"/>')  # fmt: skip

    def put(self, paragraph: Any, inner: str, around: str = "") -> None:
        """A run of WordprocessingML; `around`: "ins" or "del", a tracked change."""
        run = f"<w:r>{inner}</w:r>"
        if around:
            run = f'<w:{around} w:id="7" w:author="Lan" w:date="2024-06-18T08:00:00Z">{run}</w:{around}>'
        paragraph._p.append(parse_xml(run.replace(" ", f" {NAMES} ", 1) if around else f"<w:r {NAMES}>{inner}</w:r>"))

    def side_by_side(self, *rows: tuple[str, str]) -> None:
        """A table without borders; the lines of a cell are parted by line ends."""
        table = self.word.add_table(rows=len(rows), cols=2)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text, width in zip(row.cells, texts, (6.5, 10), strict=True):
                cell.width = Cm(width)
                for i, line in enumerate(text.split("\n")):
                    paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    paragraph.add_run(line)

    def grid(self, rows: list[list[str]], size: float = 12) -> Any:
        """A ruled table."""
        table = self.word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).font.size = Pt(size)
        return table

    def save(self, path: Path) -> Path:
        """Write the file with its footnotes, which python-docx does not know."""
        self.word.save(path)
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        notes = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for i, text in enumerate(self.notes, 1)
        )
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>'.encode()
        added = {
            "[Content_Types].xml": f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/></Types>',
            "word/_rels/document.xml.rels": f'<Relationship Id="rIdN" Type="{OFFICE}/footnotes" '
            'Target="footnotes.xml"/></Relationships>',
        }
        for name, text in added.items():
            end = text[text.rindex("</") :].encode()
            parts[name] = parts[name].replace(end, text.encode())
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return path


BOX = (
    '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
    '<wp:posOffset>300000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>400000'
    '</wp:posOffset></wp:positionV><wp:extent cx="4800000" cy="700000"/><wp:wrapTopAndBottom/><wp:docPr id="7" '
    'name="Khung"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4800000" cy="700000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>Số cụm công '
    "nghiệp đang hoạt động là 23 cụm, tỷ lệ lấp đầy bình quân đạt 63,5%.</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


def office_document(path: Path) -> Path:
    """Write the report."""
    out = _Writer()
    out.side_by_side(
        ("UBND TỈNH HÒA SƠN\nSỞ CÔNG THƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 1234/BC-SCT", "Hòa Sơn, ngày 20 tháng 6 năm 2024"),
    )
    out.say("BÁO CÁO", bold=True, middle=True)
    out.say("Tình hình công nghiệp và thương mại 6 tháng đầu năm 2024", bold=True, middle=True)
    out.say("Kính gửi: Ủy ban nhân dân tỉnh Hòa Sơn.", middle=True)
    out.say("Sở Công Thương báo cáo kết quả 6 tháng đầu năm 2024 như sau:")
    out.say("KẾT QUẢ THỰC HIỆN", (90, 0), bold=True)
    out.say("Sản xuất công nghiệp", (90, 1), bold=True)
    text = out.say("Giá trị sản xuất công nghiệp đạt 12.345 tỷ đồng, tăng 7,8% so với cùng kỳ năm 2023")
    out.note(text, "Cùng kỳ năm 2023 đạt 11.452 tỷ đồng.")
    text.add_run(", bằng 48,5% kế hoạch năm")
    out.note(text, "Kế hoạch năm 2024 là 25.453 tỷ đồng.")
    text.add_run(". Chỉ số sản xuất công nghiệp (IIP) tăng 9,12%.")
    out.say("Công nghiệp chế biến, chế tạo đạt 10.210 tỷ đồng, tăng 8,4%;", (91, 0))
    out.say("Khai khoáng đạt 260 tỷ đồng, giảm 3,2%.", (91, 0))
    out.say("Thương mại", (90, 1), bold=True)
    out.say("Thương mại nội địa", (90, 2), bold=True)
    text = out.say("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng đạt ")
    out.put(text, "<w:delText>18.900</w:delText>", "del")
    out.put(text, "<w:t>19.876</w:t>", "ins")
    text.add_run(" tỷ đồng, tăng 11,3% so với cùng kỳ.")
    out.say("Xuất khẩu, nhập khẩu", (90, 2), bold=True)
    out.say("Kim ngạch xuất khẩu đạt 1.432,6 triệu USD, tăng 14,2% so với cùng kỳ. Kim ngạch nhập khẩu đạt 987,4 triệu "
            "USD, giảm 2,5% so với cùng kỳ.")  # fmt: skip
    out.put(out.say("Tình hình cụm công nghiệp được nêu trong khung dưới đây."), BOX)
    out.say("Quản lý thị trường", (90, 1), bold=True)
    market = out.grid([["Nội dung", "Đơn vị", "6 tháng 2024"], ["Số vụ kiểm tra", "vụ", "412"], ["Xử phạt", "vụ", ""]])
    inner = market.cell(2, 2).add_table(rows=1, cols=2)
    inner.style = "Table Grid"
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Hàng giả 35", "Gian lận 129"
    out.say("NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024", (90, 0), bold=True)
    out.say("Giao Phòng Quản lý công nghiệp chủ trì, phối hợp Trung tâm Khuyến công hoàn thành 12 đề án khuyến công "
            "trước ngày 30/10/2024.", (91, 0))  # fmt: skip
    out.say("Phấn đấu giá trị sản xuất công nghiệp cả năm 2024 đạt 25.453 tỷ đồng và kim ngạch xuất khẩu cả năm 2024 "
            "đạt 2.750 triệu USD.", (91, 0))  # fmt: skip
    out.side_by_side(("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "PHÓ GIÁM ĐỐC\n\n\nTrần Thị Mai"))
    _annex(out)
    return out.save(path)


def _annex(out: _Writer) -> None:
    section = out.word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    out.say("PHỤ LỤC", bold=True, middle=True)
    out.say("MỘT SỐ CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2024", bold=True, middle=True)
    blank = [""] * 9
    table = out.grid([blank, blank, *ANNEX], 11)
    one = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện 6 tháng năm 2023"]
    for i, text in enumerate(one):
        table.cell(0, i).merge(table.cell(1, i)).text = text
    for i, text in ((5, "Thực hiện năm 2024"), (7, "So sánh (%)")):
        table.cell(0, i).merge(table.cell(0, i + 1)).text = text
    for i, text in enumerate(("Tháng 6", "6 tháng", "Kế hoạch năm", "Cùng kỳ"), 5):
        table.cell(1, i).text = text
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{WORD}"/>'))
