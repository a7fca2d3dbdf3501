"""An invented district whose tables count what no catalogue knows, by areas in columns, and what is asked of them."""

from __future__ import annotations

from tests.examples.unlike_asked import Asked

PLAN = """ỦY BAN NHÂN DÂN &nbsp;&nbsp; CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

**HUYỆN BÌNH SA** &nbsp;&nbsp; **Độc lập - Tự do - Hạnh phúc**

Số: 15/KH-UBND &nbsp;&nbsp; *Bình Sa, ngày 08 tháng 01 năm 2024*

**KẾ HOẠCH**

**Phát triển kinh tế - xã hội năm 2024**

**I. CHỈ TIÊU**

1. Giải quyết việc làm mới cho 2.150 lao động, trong đó xuất khẩu lao động 240 người.

2. Dự toán thu ngân sách trên địa bàn huyện giao 512,4 tỷ đồng.

**II. PHÂN VÙNG SẢN XUẤT**

Bảng 1. Diện tích, số con theo vùng

| Chỉ tiêu | Toàn huyện | Vùng phía Bắc | Vùng trung tâm | Vùng phía Nam |
|---|---|---|---|---|
| Dứa trồng mới (ha) | 310 | 120 | 40 | 150 |
| Ong lấy mật (đàn) | 8.400 | 3.100 | 900 | 4.400 |
| Đất xen ghép cây thuốc (ha) | 95 | 35 | 10 | 50 |

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Ngô Văn Kha
"""

REPORT = """<table><tr><td>ỦY BAN NHÂN DÂN<br/><b>HUYỆN BÌNH SA</b><br/>Số: 402/BC-UBND</td>\
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/><i>Bình Sa, ngày 24 tháng 9 năm 2024</i></td></tr></table>

BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng đầu năm 2024

I. KẾT QUẢ

1. Ong lấy mật hiện có 7.650 đàn, đạt 91,1% kế hoạch, giảm 2,3% so với cùng kỳ.

Thu ngân sách trên địa bàn 9 tháng 401,6 tỷ đồng; ước cả năm 520 tỷ đồng.

2. Trong 64 xe chở rác, đã lắp thiết bị định vị 51 xe, chưa lắp 13 xe.

Bảng 2. Cho vay vốn của Ngân hàng Chính sách xã hội

| Chương trình | Lũy kế | | Trong kỳ | |
|---|---|---|---|---|
| | Số hộ | Dư nợ (triệu đồng) | Số hộ | Dư nợ (triệu đồng) |
| Cho vay hộ nghèo | 1.210 | 61.300 | 84 | 5.120 |
| Cho vay nhà ở xã hội | 96 | 38.400 | 12 | 4.900 |

Bảng 3. Giải ngân các công trình

| TT | Công trình | Kế hoạch vốn (triệu đồng) | Đã giải ngân (triệu đồng) | Tỷ lệ giải ngân (%) |
|---|---|---|---|---|
| 1 | Trạm bơm Gò Sậy | 12.400 | 4.960 | 40,0 |
| 2 | Đường DH.03 | 30.000 | 24.600 | 82,0 |
| 3 | Chợ Bến Tre | 8.000 | 5.200 | 65,0 |
| | Tổng cộng | 50.400 | 34.760 | 69,0 |

Bảng 4. Du lịch

| Chỉ tiêu | ĐVT | TH 9 tháng 2023 | TH 9 tháng 2024 | So cùng kỳ (%) |
|---|---|---|---|---|
| Khách tham quan | lượt | 37.000 | 40.500 | 109,5 |
| Khách lưu trú | lượt | 6.100 | 6.400 | 104,9 |

<table><tr><td><i>Nơi nhận:</i><br/>- Như trên;<br/>- Lưu: VT.</td>\
<td>TM. ỦY BAN NHÂN DÂN<br/>CHỦ TỊCH<br/>Ngô Văn Kha</td></tr></table>
"""

DOCUMENTS = {"ke-hoach.md": PLAN, "bao-cao.md": REPORT}

ASKED: list[Asked] = [
    # a plan's table: what it gives for a year to come is planned, the whole is not one of its areas
    Asked(("dứa trồng mới kế hoạch bao nhiêu ha",), (("310",),), ("150", "120")),
    Asked(("dua trong moi vung phia nam ke hoach bn ha",), (("150",),), ("310",)),
    Asked(("kế hoạch đàn ong lấy mật 2024",), (("8.400",),), ("4.400", "7.650")),
    Asked(("dan ong lay mat hien nay bao nhieu",), (("7.650",),), ("8.400", "4.400")),
    Asked(("dien tich dat xen ghep cay thuoc vung trung tam ke hoach",), (("10",),), ("95",)),
    # columns of two levels: what they end alike in is told apart by what is above
    Asked(("lũy kế cho vay nhà ở xã hội bao nhiêu hộ",), (("96",),), ("12", "1.210")),
    # "du toan" is a plan; "nam nay" is the year of the plan
    Asked(("dự toán thu ngân sách trên địa bàn 2024 huyện giao bao nhiêu",), (("512,4",),)),
    Asked(("chỉ tiêu việc làm mới năm nay bn lao động e nhỉ",), (("2.150",),), ("240",)),
    # what turns a thing round must stand at the figure
    Asked(("xe cho rac da lap dinh vi bao nhieu xe",), (("51",),), ("13",)),
    Asked(("con may xe rac chua lap thiet bi dinh vi",), (("13",),), ("51",)),
    # rankings inside a table, shares and amounts; its total is no row
    Asked(("công trình nào giải ngân thấp nhất",), (("Trạm bơm Gò Sậy",), ("40,0",)), ("Chợ Bến Tre",)),
    Asked(("cong trinh nao co ty le giai ngan cao nhat",), (("DH.03",), ("82,0",)), ("Tổng cộng",)),
    Asked(("ty le giai ngan duong dh03",), (("82",),)),
    # the header, set as a row of HTML
    Asked(("bao cao 9 thang so may",), (("402/BC-UBND",),), ("15/KH-UBND",)),
    Asked(("ai ky bao cao 9 thang",), (("Ngô Văn Kha",),)),
    # a difference to the year before, in its own unit, where the year before is printed
    Asked(("khach tham quan 9 thang tang bao nhieu luot so voi cung ky",), (("3.500 lượt",),)),
    Asked(("khach tham quan 9 thang tang bao nhieu % so voi cung ky",), (("9,5",),)),
    # what September says of the whole year is a forecast
    Asked(("thu ngân sách hiện nay bao nhiêu",), (("401,6",),), ("520",)),
    # kinds of figures and strangers
    Asked(("nang suat dua trong moi bao nhieu",)),
    Asked(("gia mat ong bao nhieu 1 kg",)),
    Asked(("so ky hieu kh ktxh 2024 cua huyen",), (("15/KH-UBND",),), ("402/BC-UBND",)),
]
