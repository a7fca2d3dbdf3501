"""Tables of forms that offices use, in a plan or a report: what is read of them (value ← form)."""

from __future__ import annotations

#: (indicator, entity, time period, measure, value, unit); the entity "" is the office itself
Row = tuple[str, str, str, str, str, str]

PLAN_2025 = "plan"
REPORT_9_MONTHS = "report"
SCHOOL_YEAR = "school"

#: (kind of document, table, some figures right, figures that must not be read)
TABLES: list[tuple[str, str, list[Row], list[Row]]] = [
    # the unit stands in the title
    (
        REPORT_9_MONTHS,
        """\
Biểu 1. Giải ngân vốn đầu tư công đến ngày 15/9/2024 (ĐVT: triệu đồng)

| STT | Dự án | KH 2024 | Đã giải ngân | Tỷ lệ % |
|---|---|---|---|---|
| 1 | Hồ chứa Suối Rỏ | 12.400 | 8.060 | 65,0 |
| 2 | Chợ trung tâm (cải tạo) | 6.200 | 1.550 | 25,0 |
| | Cộng | 18.600 | 9.610 | 51,7 |
""",
        [
            ("Hồ chứa Suối Rỏ", "", "2024", "target", "12400", "triệu đồng"),
            ("Hồ chứa Suối Rỏ - Đã giải ngân", "", "2024-M01/2024-M09", "actual", "8060", "triệu đồng"),
            ("Hồ chứa Suối Rỏ", "", "2024-M01/2024-M09", "pct_of_target", "65", "%"),
            ("Chợ trung tâm (cải tạo)", "", "2024", "target", "6200", "triệu đồng"),
            ("Giải ngân vốn đầu tư công", "", "2024", "target", "18600", "triệu đồng"),
        ],
        [("Cộng", "", "2024", "target", "18600", "triệu đồng")],
    ),
    # the rows are bodies, the title says what is counted
    (
        REPORT_9_MONTHS,
        """\
Biểu 2. Kết quả trồng rừng sản xuất theo địa bàn

| Địa bàn | KH năm (ha) | TH 9 tháng (ha) | % KH | Cây giống đã cấp (nghìn cây) |
|---|---|---|---|---|
| Huyện Tà Lài | 120 | 96 | 80,0 | 240 |
| Huyện Suối Đá | 90 | 45 | 50,0 | 112 |
| Huyện Bàu Sen | 60 | 54 | 90,0 | 135 |
| Toàn tỉnh | 270 | 195 | 72,2 | 487 |
""",
        [
            ("Diện tích trồng rừng", "Huyện Suối Đá", "2024", "target", "90", "ha"),
            ("Diện tích trồng rừng", "Huyện Suối Đá", "2024-M01/2024-M09", "actual", "45", "ha"),
            ("Cây giống đã cấp", "Huyện Suối Đá", "2024-M01/2024-M09", "actual", "112", "nghìn cây"),
            ("Diện tích trồng rừng", "", "2024-M01/2024-M09", "actual", "195", "ha"),
        ],
        [("KH năm", "Huyện Suối Đá", "2024", "target", "90", "ha")],
    ),
    # parts of one thing side by side, their total among them; the heading names the kind of body
    (
        REPORT_9_MONTHS,
        """\
Bảng 3. Thuyền đánh cá phân theo thôn và công suất (chiếc), đến ngày 20/9/2024

| Thôn | Dưới 20 CV | Từ 20 CV trở lên | Tổng số |
|---|---|---|---|
| Xóm Đáy | 14 | 6 | 20 |
| Mũi Én | 9 | 21 | 30 |
| Vũng Rô Con | 5 | 2 | 7 |
| Cộng | 28 | 29 | 57 |
""",
        [
            ("Thuyền đánh cá - Từ 20 CV trở lên", "Thôn Mũi Én", "2024-M01/2024-M09", "actual", "21", "chiếc"),
            ("Thuyền đánh cá", "Thôn Mũi Én", "2024-M01/2024-M09", "actual", "30", "chiếc"),
            ("Thuyền đánh cá", "", "2024-M01/2024-M09", "actual", "57", "chiếc"),
        ],
        [("Tổng số", "Thôn Mũi Én", "2024-M01/2024-M09", "actual", "30", "chiếc")],
    ),
    # a plan's columns that say no result are targets; "Trong đó" divides the column before
    (
        PLAN_2025,
        """\
Biểu 4. Phân bổ vốn sự nghiệp năm 2025

*(Đơn vị tính: triệu đồng)*

| STT | Chương trình | Tổng mức | Đã bố trí đến 31/12/2024 | Kế hoạch 2025 | Trong đó: NSTW | Trong đó: NSĐP |
|---|---|---|---|---|---|---|
| 1 | Chống hạn vụ hè thu | 9.500 | 3.100 | 4.200 | 3.000 | 1.200 |
| 2 | Sửa chữa trạm bơm | 6.400 | 2.500 | 2.900 | 2.000 | 900 |
""",
        [
            ("Chống hạn vụ hè thu", "", "2025", "target", "4200", "triệu đồng"),
            ("Chống hạn vụ hè thu - NSTW", "", "2025", "target", "3000", "triệu đồng"),
            ("Chống hạn vụ hè thu - NSĐP", "", "2025", "target", "1200", "triệu đồng"),
        ],
        [
            ("Chống hạn vụ hè thu - NSTW", "", "2025", "actual", "3000", "triệu đồng"),
            ("Chống hạn vụ hè thu - Đã bố trí đến 31/12/2024", "", "2025", "target", "3100", "triệu đồng"),
        ],
    ),
    # two levels of heads under bodies, the total above its parts
    (
        PLAN_2025,
        """\
Biểu 5. Giao dự toán cho các xã năm 2025

*ĐVT: triệu đồng*

| TT | Xã, thị trấn | Thu ngân sách | Chi ngân sách | | |
|---|---|---|---|---|---|
| | | | Tổng số | Chi đầu tư | Chi thường xuyên |
| | TỔNG SỐ | 700 | 3.000 | 1.000 | 2.000 |
| 1 | Xã Hàm Rồng | 300 | 1.300 | 400 | 900 |
| 2 | Xã Nà Pục | 250 | 900 | 300 | 600 |
| 3 | Xã Cốc Lùng | 150 | 800 | 300 | 500 |
""",
        [
            ("Thu ngân sách nhà nước trên địa bàn", "Xã Nà Pục", "2025", "target", "250", "triệu đồng"),
            ("Chi ngân sách địa phương", "Xã Nà Pục", "2025", "target", "900", "triệu đồng"),
            ("Chi ngân sách địa phương - chi đầu tư", "Xã Nà Pục", "2025", "target", "300", "triệu đồng"),
            ("Chi thường xuyên", "Xã Nà Pục", "2025", "target", "600", "triệu đồng"),
            ("Chi ngân sách địa phương", "", "2025", "target", "3000", "triệu đồng"),
        ],
        [("Chi ngân sách địa phương", "Xã Nà Pục", "2025", "target", "300", "triệu đồng")],
    ),
    # settled accounts against a budget; what "Tăng/giảm" compares is told by arithmetic
    (
        PLAN_2025,
        """\
Bảng 6: Dự toán thu năm 2025 (triệu đồng)

| Nội dung | Quyết toán 2024 | Dự toán 2025 | Tăng/giảm (%) |
|---|---|---|---|
| 1. Thu dịch vụ lưu trữ | 400 | 440 | 10,0 |
| 2. Thu cho thuê hội trường | 250 | 300 | 20,0 |
""",
        [
            ("Thu dịch vụ lưu trữ", "", "2024", "actual", "400", "triệu đồng"),
            ("Thu dịch vụ lưu trữ", "", "2025", "target", "440", "triệu đồng"),
            (
                "Thu dịch vụ lưu trữ - kế hoạch năm so với thực hiện năm trước",
                "",
                "2025",
                "change_vs_same_period",
                "10",
                "%",
            ),
        ],
        [("Thu dịch vụ lưu trữ", "", "2025", "actual", "400", "triệu đồng")],
    ),
    # least and most values, units of several words, a label that says "cả năm" beside columns of other years
    (
        PLAN_2025,
        """\
Biểu 7. Chỉ tiêu năm 2025

| TT | Chỉ tiêu | ĐVT | TH 2023 | ƯTH 2024 | KH đến 31/12/2025 |
|---|---|---|---|---|---|
| 1 | Hồ sơ lưu trữ trả đúng hẹn | % | 97,1 | 98,4 | ≥ 99,5 |
| 2 | Luân chuyển đường thủy | Triệu HK.km | 12,4 | 13,6 | 15,0 |
| 3 | Diện tích lúa nương cả năm | Ha | 1.840 | 1.815 | 1.800 |
""",
        [
            ("Hồ sơ lưu trữ trả đúng hẹn", "", "2025", "target", "99.5", "%"),
            ("Luân chuyển đường thủy", "", "2025", "target", "15", "triệu HK.km"),
            ("Diện tích lúa nương cả năm", "", "2023", "actual", "1840", "ha"),
        ],
        [("Diện tích lúa nương cả năm", "", "2025", "actual", "1840", "ha")],
    ),
    # the unit stands in the label whose heading says so; a campus is the body of its column
    (
        SCHOOL_YEAR,
        """\
Bảng 8. Kết quả ươm tạo lũy kế

| Chỉ tiêu (đơn vị tính) | Cơ sở 1 | Cơ sở 2 | Cộng |
|---|---|---|---|
| Nhóm ươm tạo (nhóm) | 12 | 5 | 17 |
| Máy in khuôn đã lắp (máy) | 4 | 3 | 7 |
""",
        [
            ("Nhóm ươm tạo", "Cơ sở 2", "2024/2025", "actual", "5", "nhóm"),
            ("Nhóm ươm tạo", "", "2024/2025", "actual", "17", "nhóm"),
            ("Máy in khuôn đã lắp", "Cơ sở 1", "2024/2025", "actual", "4", "máy"),
        ],
        [("Nhóm ươm tạo - Cộng", "", "2024/2025", "actual", "17", "nhóm")],
    ),
    # colours of medals are no bodies, running numbers no figures
    (
        REPORT_9_MONTHS,
        """\
Biểu 9. Huy chương theo môn

| Môn | Vàng | Bạc | Đồng |
|---|---|---|---|
| Bắn nỏ | 3 | 1 | 2 |
| Đẩy gậy | 2 | 2 | 4 |
""",
        [("Bắn nỏ - Vàng", "", "2024-M01/2024-M09", "actual", "3", "")],
        [("Bắn nỏ", "Vàng", "2024-M01/2024-M09", "actual", "3", "")],
    ),
    # "+" rows are parts of the row before them, also without numbers
    (
        REPORT_9_MONTHS,
        """\
Biểu 10. Một số chỉ tiêu

| Chỉ tiêu | ĐVT | Kế hoạch năm 2024 | Ước 9 tháng 2024 |
|---|---|---|---|
| Lượt xe qua phà | Lượt | 9.000 | 7.100 |
| + Xe tải | Lượt | 4.000 | 3.300 |
| + Xe khách | Lượt | 5.000 | 3.800 |
| Chuyến phà | Chuyến | 640 | 455 |
""",
        [
            ("Lượt xe qua phà - Xe tải", "", "2024-M01/2024-M09", "estimate", "3300", "lượt"),
            ("Chuyến phà", "", "2024", "target", "640", "chuyến"),
        ],
        [("Xe tải", "", "2024-M01/2024-M09", "estimate", "3300", "lượt")],
    ),
    # weeks are headings, not figures; the title says what is counted
    (
        REPORT_9_MONTHS,
        """\
Biểu 11. Lượt tàu cập bến theo tuần năm 2024

| Tuần | 30 | 31 | 32 |
|---|---|---|---|
| Bến Đông | 12 | 15 | 9 |
| Bến Tây | 7 | 8 | 6 |
""",
        [("Lượt tàu cập bến - Bến Đông - Tuần 31", "", "2024-M01/2024-M09", "actual", "15", "")],
        [],
    ),
    # letters and numbers as marks, a part of the row before
    (
        PLAN_2025,
        """\
Bảng 12. Chỉ tiêu chuyên môn

| STT | Nội dung | ĐVT | Kế hoạch 2025 |
|---|---|---|---|
| A | THƯ VIỆN | | |
| A.1 | Buổi đọc lưu động | Buổi | 82 |
| | Tr.đó: ở vùng cao | Buổi | 54 |
| A.2 | Tủ sách mới | Tủ | 16 |
""",
        [
            ("THƯ VIỆN - Buổi đọc lưu động - ở vùng cao", "", "2025", "target", "54", "buổi"),
            ("THƯ VIỆN - Tủ sách mới", "", "2025", "target", "16", "tủ"),
        ],
        [],
    ),
    # the heads of plan and result give the unit, also from the level above; what there is is no plan
    (
        PLAN_2025,
        """\
Biểu 13: Dự toán theo nguồn

| Chỉ tiêu | Thực hiện 2024 (tỷ đồng) | Dự toán 2025 (tỷ đồng) | | So với TH 2024 (%) |
|---|---|---|---|---|
| | | TW giao | Sở giao | |
| Phí tra cứu | 48 | 50 | 54 | 112,5 |
| Lệ phí cấp bản sao | 20 | 21 | 22 | 110,0 |
""",
        [
            ("Phí tra cứu", "", "2024", "actual", "48", "tỷ đồng"),
            ("Phí tra cứu - TW giao", "", "2025", "target", "50", "tỷ đồng"),
            ("Phí tra cứu - Sở giao", "", "2025", "target", "54", "tỷ đồng"),
        ],
        [("Phí tra cứu", "", "2025", "target", "54", "")],
    ),
]
