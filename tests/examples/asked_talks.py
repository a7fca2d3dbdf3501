# ruff: noqa: E501 - a conversation is a row
"""Conversations: `Talk(turns, status, head, …)` says what the last turn must bring.

`head` must stand in the headline and `text` in the whole reply; `absent` must not. `quote` must stand in the original
words of one of the sources. `bug` names what is wrong for now: the row is then expected to fail.
"""

from __future__ import annotations

from typing import NamedTuple


class Talk(NamedTuple):
    """Turns of a chat, the last of which is judged."""

    turns: tuple[str, ...]
    status: str
    head: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    bug: str = ""


#: over the sample corpus
SAMPLES: list[Talk] = [
    # one figure, its share of the plan, its same period
    Talk(("FDI 6 tháng đầu năm 2023 đạt bao nhiêu?",), "answered", ("662,25 triệu USD", "6 tháng đầu năm 2023"), quote=("662,25",)),
    Talk(("fdi 6 thang dat bao nhieu %",), "answered", ("33,11%", "106%"), ("2 tỷ USD", "626 triệu USD"), quote=("33,11%",)),
    Talk(("FDI tháng 12/2023",), "answered", ("258 triệu USD", "tháng 12/2023"), absent=("3.466 triệu USD,",)),
    Talk(("FDI tháng 12/2023",), "answered", ("258 triệu USD",), absent=("đạt 173% kế hoạch",)),
    Talk(("fdi cấp mới năm 2023 mấy dự án",), "answered", ("77 dự án",), quote=("77",)),
    Talk(("lũy kế FDI đến tháng 12/2023 có bao nhiêu dự án",), "answered", ("531 dự án",), absent=("77 dự án FDI",)),
    Talk(("thu nhập bình quân người lao động",), "answered", ("11,5 triệu đồng/người/tháng",)),
    Talk(("ho so tthc giai quyet ca nam 2023",), "answered", ("3.680 hồ sơ",)),
    Talk(("tỷ lệ lấp đầy kcn",), "answered", ("65%",)),
    Talk(("kcn vsip lap day bao nhieu",), "answered", ("76,6%",), bug="a footnote's figure is not found by its park"),
    Talk(("lao động nước ngoài năm 2023 so với cùng kỳ tăng giảm thế nào",), "answered", ("4.469 người", "tăng 6,1%"), ("4.212 người",)),
    Talk(("nop ngan sach cua trung tam nam 2023",), "answered", ("Trung tâm", "209,43 triệu đồng"), quote=("209,43",)),
    # follow-ups
    Talk(("fdi 6 thang dat bao nhieu %", "còn DDI?"), "answered", ("14.578 tỷ đồng", "6 tháng đầu năm 2023")),
    Talk(("fdi 6 thang dat bao nhieu %", "còn DDI?", "thế cả năm?"), "answered", ("Thu hút DDI năm 2023", "24.051 tỷ đồng"), ("24.050 tỷ đồng",)),
    Talk(("fdi 6 thang dat bao nhieu %", "nguồn đâu"), "answered", ("1999/BC-BQL",), quote=("662,25",)),
    Talk(("fdi 6 thang dat bao nhieu %", "nguồn đâu?"), "answered", ("Nguồn: ",), quote=("662,25",)),
    Talk(("Doanh thu năm 2023 so với kế hoạch?", "còn xuất khẩu", "nhập khẩu thì sao"), "answered", ("nhập khẩu năm 2023", "93,5%")),
    Talk(("nhập khẩu năm 2023", "còn thiếu bao nhiêu"), "answered", ("1.408 triệu USD", "tính toán"), quote=("20.402", "21.810")),
    Talk(("nop ngan sach cua ban nam 2023", "rieng trung tam?"), "answered", ("209,43 triệu đồng",), absent=("2.382,31 triệu đồng, đạt 112,5% kế hoạch.",)),
    Talk(("lao dong nuoc ngoai nam 2023", "viet nam?"), "answered", ("180.753 người",)),
    Talk(("lao dong nuoc ngoai nam 2023", "viet nam?", "tong?"), "answered", ("185.222",), bug="the whole of a part just asked"),
    Talk(("bao gio nop ke hoach chi tiet", "nop cho ai"), "answered", ("Phòng Kế hoạch tổng hợp",), bug="a second question on the sentence just quoted"),
    Talk(("fdi 6 thang dat bao nhieu %", "aaaaaaa"), "ambiguous", absent=("662,25",)),
    Talk(("doanh thu 6 thang", "tai sao"), "not_found", absent=("306.966",)),
    Talk(("doanh thu 6 thang", "so voi cung ky"), "answered", ("306.966",), ("không ghi so với cùng kỳ",)),
    Talk(("thang 6 fdi bao nhieu",), "answered", ("đến hết tháng 6/2023", "1,9 tỷ USD")),
    # plans, plan over plan
    Talk(("kế hoạch FDI 2023",), "answered", ("kế hoạch", "2.000 triệu USD"), ("80%", "2.500 triệu USD")),
    Talk(("chỉ tiêu thu hút ddi 2023 là bao nhiêu",), "answered", ("kế hoạch 10.000 tỷ đồng",)),
    Talk(("kế hoạch doanh thu 2023 bằng bao nhiêu phần trăm 2022",), "answered", text=("126%", "503.947 tỷ đồng")),
    Talk(("ke hoach xuat khau 2023 so voi 2022",), "answered", text=("122%", "19.158")),
    # compare
    Talk(("so sánh fdi 6 tháng với cả năm",), "answered", text=("662,25 triệu USD", "3.466 triệu USD", "2.803,75 triệu USD")),
    Talk(("so sánh lao động 6 tháng và cả năm 2023",), "answered", text=("195.683", "185.222", "10.461")),
    Talk(("so sánh kế hoạch và thực hiện doanh thu năm 2023",), "answered", text=("635.958", "719.309")),
    Talk(("chỉ tiêu nào của kế hoạch 2023 tăng mạnh nhất so với kế hoạch 2022",), "answered", ("174%",)),
    Talk(("hai phong dung thu may ve doanh thu fdi nam 2022",), "answered", ("2/11", "29.929,9")),
    Talk(("tinh nao xuat khau fdi lon nhat nam 2022",), "answered", text=("Đứng đầu: Bắc Ninh",)),
    # compute
    Talk(("ddi năm 2023 vượt kế hoạch bao nhiêu",), "answered", ("14.051 tỷ đồng", "tính toán")),
    Talk(("doanh thu 6 tháng còn thiếu bao nhiêu so với kế hoạch",), "answered", ("328.992 tỷ đồng", "tính toán")),
    Talk(("xuất khẩu bình quân mỗi tháng năm 2023",), "answered", ("1.965,83 triệu USD", "tính toán")),
    Talk(("doanh thu 6 tháng cuối năm 2023",), "answered", ("412.343 tỷ đồng", "tính toán"), quote=("719.309", "306.966")),
    Talk(("fdi 6 tháng cuối năm 2023",), "answered", ("2.803,75 triệu USD",)),
    Talk(("nhiệm vụ còn bao nhiêu chưa hoàn thành",), "answered", text=("35 nhiệm vụ",), quote=("306/340",), bug="'chưa hoàn thành' is read as 'hoàn thành'"),
    Talk(("lao dong nuoc ngoai chiem bao nhieu % tong so lao dong nam 2023",), "answered", ("2,41%",)),
    # contradictions
    Talk(("sao fdi báo cáo 3,5 tỷ usd mà biểu lại 3.466",), "answered", text=("3,5 tỷ USD", "3.466 triệu USD")),
    Talk(("2.560 hay 3.159",), "answered", text=("2.560 triệu đồng", "3.159 triệu đồng", "254/KH-BQL")),
    Talk(("112,5% có đúng không",), "answered", ("112,5%",), ("111,27%",)),
    Talk(("306 + 35 có bằng 340 không",), "answered", ("341", "lệch 1"), quote=("306/340",)),
    Talk(("306 cong 35 co bang 340 khong",), "answered", ("341",)),
    # bases
    Talk(("fdi cùng kỳ là bao nhiêu",), "answered", text=("626 triệu USD", "2,5 tỷ USD")),
    # documents
    Talk(("bao cao 6037 gui ai",), "answered", ("Sở Kế hoạch và Đầu tư",)),
    Talk(("ke hoach 254 ngay nao",), "answered", ("19/01/2023",)),
    Talk(("nơi nhận của kế hoạch 554",), "answered", ("UBND TP (để báo cáo)",)),
    Talk(("ai ký kế hoạch 254",), "not_found", ("người ký",)),
    Talk(("ai nhan bao cao 6037",), "answered", ("Sở Kế hoạch và Đầu tư",), bug="'ai nhận' is the addressee"),
    # tasks
    Talk(("phong quan ly lao dong lam gi",), "answered", ("Phòng Quản lý lao động",), ("Đề án phát triển quan hệ lao động",)),
    Talk(("văn phòng có những nhiệm vụ gì",), "answered", ("Văn phòng Ban Quản lý",), ("2.141 triệu đồng", "Một cửa điện tử")),
    Talk(("phòng nào xử lý nước thải",), "answered", ("Phòng Quản lý tài nguyên và môi trường",)),
    Talk(("đơn vị nào cập nhật cơ sở dữ liệu xúc tiến đầu tư",), "answered", ("Trung tâm Xúc tiến đầu tư",)),
    # lists and passages
    Talk(("4 kcn mới là những kcn nào",), "answered", text=("Nam Tràng Cát", "Giang Biên 2"), bug="names in a list after one kind of place"),
    Talk(("kiến nghị gì",), "answered", text=("KCN An Dương",)),
    Talk(("khi nào trình hđnd đề án điều chỉnh quy hoạch chung",), "answered", ("Tháng 6/2023",)),
    Talk(("diện tích nhà ở xã hội Đông Hải 2",), "answered", ("22,48 ha",)),
    Talk(("hạn chế của khối thi đua",), "answered", text=("giao lưu văn hóa",), bug="what stands under a heading of one word"),
    # summaries
    Talk(("tóm tắt kế hoạch 254",), "answered", ("254/KH-BQL",), ("Doanh thu: 635.958 tỷ đồng", "Thu hút FDI: 2.000 triệu USD")),
    Talk(("tóm tắt tình hình 6 tháng: FDI, DDI, doanh thu",), "answered", ("6 tháng đầu năm 2023",), ("662,25", "14.578", "306.966")),
    Talk(("tom tat nam 2023",), "answered", ("năm 2023",), ("719.309", "23.590")),
    # several at once
    Talk(("doanh thu, xuat khau, nhap khau nam 2023",), "answered", text=("719.309", "23.590", "20.402")),
    # phone typing
    Talk(("dthu 6t dc bn",), "answered", ("306.966 tỷ đồng",)),
    Talk(("xk ca nam 2023 bn tr usd",), "answered", ("23.590 triệu USD",)),
    Talk(("nk 6t dat may %kh",), "answered", ("33,9%",)),
    Talk(("xuaats khaaur nam 2023",), "answered", ("23.590 triệu USD",)),
    Talk(("thu hutt fdi nawm 2023",), "answered", ("Thu hút FDI năm 2023",)),
    Talk(("kim ngach xuat khauu 2023",), "answered", ("23.590 triệu USD",)),
    Talk(("em ơi cho anh hỏi chút, cái FDI 6 tháng đầu năm nay đạt bao nhiêu phần trăm kế hoạch rồi em nhỉ, cảm ơn em nhé",), "answered", ("33,11%",)),
    Talk(("Kính gửi anh, hôm nay em nhận được yêu cầu của lãnh đạo về việc chuẩn bị tài liệu họp giao ban sáng thứ hai, trong đó có phần kinh tế. Trời mưa nên em xuống muộn. Anh cho em hỏi doanh thu 6 tháng đầu năm 2023 đạt bao nhiêu phần trăm kế hoạch? Em cảm ơn.",), "answered", ("48,3%",)),
    Talk(("FDI 6 THÁNG ĐẦU NĂM 2023 ĐẠT BAO NHIÊU",), "answered", ("662,25 triệu USD",)),
    Talk(("ld nn nam 2023 co bn nguoi",), "answered", ("4.469 người",)),
]  # fmt: skip

#: over the invented authorities of `asked_documents`
INVENTED: list[Talk] = [
    Talk(("don vi nao khong dat ke hoach thu ngan sach",), "not_found"),
    Talk(("giai quyet viec lam cho bao nhieu lao dong nu",), "not_found", absent=("1.720",)),
    # the documents held, as a whole
    Talk(("co gi mau thuan giua cac van ban ko",), "answered", ("3 chỗ",), ("560 tỷ đồng", "575 tỷ đồng", "41 + 33 = 74")),
    Talk(("kế hoạch 07 có gì mâu thuẫn không",), "answered", ("chỗ số liệu chưa khớp",), ("575 tỷ đồng",), absent=("64 nhà",)),
    Talk(("bao cao nao moi nhat",), "answered", ("212/BC-UBND",)),
    Talk(("có những văn bản nào",), "answered", ("4 văn bản",), ("07/KH-UBND",)),
    Talk(("thoi em nham",), "partial", ("Vâng",)),
    Talk(("thu ngân sách 6 tháng đầu năm đạt bao nhiêu",), "answered", ("298,2 tỷ đồng", "51,9%", "12,4%"), ("560 tỷ đồng (07/KH-UBND)", "575 tỷ đồng (212/BC-UBND)")),
    Talk(("thu ngan sach 6 thang dau nam", "so voi ke hoach dat may %"), "answered", ("51,9%",)),
    Talk(("thu ngan sach nam 2024",), "answered", ("521,4 tỷ đồng", "năm 2024")),
    Talk(("thu ngan sach nam 2024",), "answered", ("521,4",), absent=("đạt 107,4% kế hoạch",)),
    Talk(("ke hoach thu ngan sach 2025",), "answered", ("560 tỷ đồng",), ("575 tỷ đồng",)),
    Talk(("thu ngan sach con thieu bao nhieu so voi ke hoach",), "answered", ("261,8 tỷ đồng", "tính toán"), ("276,8 tỷ đồng",)),
    Talk(("chi ngan sach 6 thang",), "answered", ("410,6 tỷ đồng", "47,2%"), ("870 tỷ đồng",)),
    Talk(("dan bo bao nhieu con",), "answered", ("8.240 con",)),
    Talk(("may xa dat chuan ntm",), "answered", ("10/16 xã",), ("11 xã",)),
    Talk(("ty le ho ngheo 2024",), "answered", ("5,62%",)),
    Talk(("ke hoach ho ngheo 2025",), "answered", ("4,5%",)),
    Talk(("sốt xuất huyết mấy ca",), "answered", ("15 ca",)),
    Talk(("nhà tạm xóa được mấy nhà",), "answered", ("64 nhà",)),
    Talk(("41 + 33 có bằng 64 không",), "answered", ("74 nhà", "lệch 10")),
    Talk(("58,1% việc làm có đúng không",), "answered", ("58,1%",), ("52,12%",)),
    Talk(("kế hoạch 560 hay 575",), "answered", text=("560 tỷ đồng", "575 tỷ đồng")),
    Talk(("cầu Bến Đá khởi công ngày nào",), "answered", ("19/5/2025",)),
    Talk(("cầu Bến Đá khởi công ngày nào", "dai bao nhieu m"), "answered", ("186 m",)),
    Talk(("cầu Bến Đá khởi công ngày nào", "tong muc dau tu"), "answered", ("94 tỷ đồng",), bug="a second question on the sentence just quoted"),
    Talk(("ccn dong khe con bao nhieu ha chua giai phong mat bang",), "answered", ("5,7 ha",)),
    Talk(("phong nong nghiep va moi truong co nhiem vu gi",), "answered", ("Phòng Nông nghiệp và Môi trường",), ("tiêm phòng dại",)),
    Talk(("phong tai chinh ke hoach phai lam gi",), "answered", text=("20/3/2025",)),
    Talk(("ai to chuc le hoi dua thuyen",), "answered", text=("Phòng Văn hóa, Khoa học và Thông tin",), bug="a 'who' answer without the unit"),
    Talk(("gửi kế hoạch chi tiết về đâu, hạn nào",), "answered", ("24/01/2025",)),
    Talk(("những tồn tại hạn chế gì",), "answered", text=("cầu Bến Đá còn chậm", "tháng 9/2025")),
    Talk(("kiến nghị gì với tỉnh",), "answered", text=("12 tỷ đồng",)),
    Talk(("ai ký kế hoạch 07",), "answered", ("Đặng Quang Thiện",)),
    Talk(("ai ký báo cáo 212",), "answered", ("Lò Thị Hạnh",)),
    Talk(("bao cao 212 kinh gui ai",), "answered", ("Ủy ban nhân dân tỉnh Lam Giang",)),
    Talk(("bao cao 88 ngay nao",), "answered", ("04/04/2025",)),
    Talk(("tóm tắt kế hoạch 07",), "answered", ("5 chỉ tiêu",), ("75.000 tấn", "11 xã", "3.300 người")),
    Talk(("khám bệnh quý 1 bao nhiêu lượt",), "answered", ("412.600 lượt người", "24,6%", "Sở Y tế")),
    Talk(("khám bệnh quý 1 bao nhiêu lượt", "dieu tri noi tru?"), "answered", ("36.450 lượt",)),
    Talk(("công suất giường bệnh",), "answered", ("91,5%",)),
    Talk(("toàn ngành có bao nhiêu bác sĩ",), "answered", ("512 bác sĩ",)),
    Talk(("giai ngan dau tu cong so y te",), "answered", ("19,7%",), absent=("6,4/32 tỷ",)),
    Talk(("đề án bệnh án điện tử hạn ngày nào",), "answered", ("20/5/2025",)),
    Talk(("tiêm vắc xin sởi cho mấy trẻ",), "answered", ("18.200 trẻ",)),
    # a table of places: the column asked for, never its neighbour
    Talk(("số hộ nghèo xã Tây Khê",), "answered", ("148",), absent=("212 hộ.",)),
    Talk(("tong dan lon cua dong khe",), "answered", ("3.120 con",)),
    Talk(("đàn lợn toàn huyện 6 tháng",), "answered", ("9.500 con",)),
    Talk(("xã nào nhiều hộ nghèo nhất",), "answered", text=("Đứng đầu: Đông Khê",)),
    Talk(("so sánh đàn lợn Đông Khê với Tây Khê",), "answered", text=("3.120", "4.050")),
    # the part named, not its whole
    Talk(("lao động nữ hợp đồng bao nhiêu người",), "answered", text=("655 người",)),
    Talk(("còn thiếu mấy bác sĩ",), "answered", text=("27/45",)),
    # a forecast of the year stands beside the result of six months
    Talk(("thu ngan sach dat bao nhieu",), "answered", ("298,2 tỷ đồng", "6 tháng đầu năm 2025")),
    Talk(("du kien ca nam thu ngan sach bao nhieu",), "answered", ("590 tỷ đồng", "dự kiến")),
    Talk(("thu ngan sach 6 thang dau nam", "the ca nam?"), "answered", ("590 tỷ đồng", "năm 2025")),
    Talk(("ty le ho ngheo con bao nhieu",), "answered", ("5,62%", "2024")),
    Talk(("thu ngân sách bình quân mỗi tháng trong 6 tháng",), "answered", ("49,7 tỷ đồng", "tính toán")),
    Talk(("thu ngan sach binh quan moi thang 6 thang",), "answered", ("49,7 tỷ đồng", "tính toán")),
    Talk(("việc làm 6 tháng",), "answered", ("1.720",)),
    Talk(("cầu Bến Đá khởi công ngày nào", "ai lam chu dau tu"), "answered", text=("Ban Quản lý dự án đầu tư xây dựng huyện",)),
    Talk(("việc nào hạn 15/9/2025",), "answered", text=("8,5 tỷ đồng",)),
    Talk(("hạn của phòng tài chính về phân bổ vốn đợt 2",), "answered", text=("20/3/2025",)),
    # the damaged scan: figures as printed, the reading beside the words
    Talk(("khách du lịch quý 1 huyện đón bao nhiêu lượt",), "answered", ("21.300 lượt",), ("hỏng dấu",), quote=("21.300 luot",)),
    Talk(("fdi quý 1 đạt bao nhiêu",), "answered", ("12,5 triệu USD",), ("hỏng dấu",), quote=("12,5 tridu USD",)),
    Talk(("khó khăn gì trong bồi thường",), "answered", ("tái định cư",), ("hỏng dấu",)),
]  # fmt: skip

#: nothing of this is in the documents: (question, why, bug); no figure may be given
ABSENT_FROM_SAMPLES: list[tuple[str, str, str]] = [
    ("gdp hai phong nam 2023", "unknown indicator", ""),
    ("so dn dang hoat dong", "unknown indicator", ""),
    ("van phong co may phong", "another count", ""),
    ("ty trong xuat khau fdi nam 2023", "a share not stated", ""),
    ("von dau tu tb 1 du an fdi", "an average not stated", ""),
    ("nong nghiep tang bao nhieu", "unknown indicator", ""),
    ("lai suat cho vay bao nhieu", "unknown indicator", ""),
    ("fdi năm 2021", "unknown period", ""),
    ("fdi quý 1 năm 2023", "unknown period", ""),
    ("doanh thu năm 2030", "unknown period", ""),
    ("doanh thu tỉnh Thanh Hóa 2022", "unknown place", ""),
    ("fdi của Đà Nẵng", "unknown place", ""),
    ("ai là giám đốc trung tâm", "a person's name", ""),
    ("số điện thoại phòng quản lý đầu tư", "a contact", ""),
    ("dự án pegatron vốn bao nhiêu", "mentioned without the figure", ""),
    ("kcn tien thanh rong bao nhieu ha", "mentioned without the figure", ""),
    ("truong ban ten gi", "a person's name", ""),
    ("ha noi co may khu kinh te", "unknown place", ""),
    ("what is the weather today", "English", ""),
    ("SELECT * FROM users; DROP TABLE documents;--", "SQL", ""),
]
ABSENT_FROM_INVENTED: list[tuple[str, str, str]] = [
    ("thu ngân sách quý 3/2025", "unknown period", ""),
    ("thu ngan sach nam 2023", "unknown period", ""),
    ("diện tích đất trồng lúa", "unknown indicator", ""),
    ("sinh viên đại học bao nhiêu", "unknown indicator", ""),
    ("chủ tịch huyện là ai", "a person's name", ""),
    ("giám đốc sở y tế tên gì", "a person's name", ""),
    ("số điện thoại phòng tài chính", "a contact", ""),
    ("sot xuat huyet ha noi", "unknown place", ""),
    ("diện tích trồng rừng xã Vạn Lộc", "an empty cell", ""),
    ("đàn lợn xã Minh Tân", "unknown place", ""),
    ("dân số huyện bao nhiêu", "unknown indicator", ""),
    ("lạm phát", "unknown indicator", ""),
    ("thu ngân sách quý 1", "another period than the one printed", ""),
]

#: too little to answer: the person is asked back
UNCLEAR: list[str] = ["", "   ", "\n\t", "👍👍🎉", "???", "...", "2023", "ko", "năm nay thế nào"]

GREETINGS: list[str] = ["xin chào", "hello", "alo", "/start", "/help", "chào em"]

#: must be borne: no exception, no markup echoed as it came, a reply of some sort
HOSTILE: list[str] = [
    "a" * 10_000,
    "fdi " * 2_500,
    "<b>fdi</b> 6 tháng <script>alert(1)</script>",
    "{{ 7*7 }} {% for x in y %}",
    "%s %d %(x)s {0} {x}",
    "'; DROP TABLE observations; --",
    "fdi\x00 6 tháng",
    "FDI 6 tháng \u202e đảo",
    "ｆｄｉ ６ tháng",
    "fdi 6 tha\u0301ng đa\u0323t bao nhie\u0302u",
    "٣٤٥ 123 ④ ½",
    "99999999999999999999999999999 tỷ",
    "0/0 1/0 -- −5 1e400 NaN",
    "tháng 13 năm 2023 ngày 45/67/2023",
    "quý 9 năm 0000",
    "năm 99999 fdi",
    "(((((((((( [[[[ **** \\\\\\\\",
    "ngày 31/02/2023 fdi bao nhiêu",
]
