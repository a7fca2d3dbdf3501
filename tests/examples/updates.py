"""Messages of units with what is to be understood, at an office whose plan and report are in `tests/desk_sample.py`.

(unit, day sent, message) → kind, items, needs. An item is (indicator, period, measure, value, unit) or
(words of the task, state).
"""

from __future__ import annotations

INVEST = "Phòng Quản lý đầu tư"
OFFICE = "Văn phòng"

FIGURES = [
    (INVEST, "2024-04-05", "Q1: FDI 38 tr USD, DDI 215 tỷ",
     [("Thu hút FDI", "2024-Q1", "actual", "38", "triệu USD"), ("Thu hút DDI", "2024-Q1", "actual", "215", "tỷ đồng")]),
    (INVEST, "2024-07-03", "6T cấp mới 41 DA FDI, vốn 62 tr$; tăng vốn 22 DA, 41 tr$, tổng 103 tr$",
     [("FDI - số dự án cấp mới", "2024-S1", "actual", "41", "dự án"),
      ("FDI - vốn cấp mới", "2024-S1", "actual", "62", "triệu USD"),
      ("FDI - số dự án tăng vốn", "2024-S1", "actual", "22", "dự án"),
      ("FDI - vốn tăng thêm", "2024-S1", "actual", "41", "triệu USD"),
      ("Thu hút FDI", "2024-S1", "actual", "103", "triệu USD")]),
    (INVEST, "2024-06-02", "thang truoc xuat khau 75 trieu usd, nhap khau 61 trieu usd",
     [("Kim ngạch xuất khẩu", "2024-M05", "actual", "75", "triệu USD"),
      ("Kim ngạch nhập khẩu", "2024-M05", "actual", "61", "triệu USD")]),
    (INVEST, "2024-05-04", "Tháng này xk ước 80 triệu USD",
     [("Kim ngạch xuất khẩu", "2024-M05", "estimate", "80", "triệu USD")]),
    (INVEST, "2024-11-05", "Đến hết tháng 10 lũy kế có 52 dự án FDI, tổng vốn đăng ký 2,6 tỷ USD; 21 DA DDI 3.100 tỷ",
     [("FDI lũy kế - số dự án", "2024-M10", "cumulative", "52", "dự án"),
      ("FDI lũy kế - vốn đăng ký", "2024-M10", "cumulative", "2.6", "tỷ USD"),
      ("DDI lũy kế - số dự án", "2024-M10", "cumulative", "21", "dự án"),
      ("DDI lũy kế - vốn đăng ký", "2024-M10", "cumulative", "3100", "tỷ đồng")]),
    (INVEST, "2024-11-05", "trong tháng mười cấp mới năm dự án FDI",
     [("FDI - số dự án cấp mới", "2024-M10", "actual", "5", "dự án")]),
    (INVEST, "2024-11-05", "số dự án FDI cấp mới tháng 10 là 6",
     [("FDI - số dự án cấp mới", "2024-M10", "actual", "6", "dự án")]),
    (OFFICE, "2024-05-03", "TTHC tháng 4: tiếp nhận 410, giải quyết 402 hồ sơ, tỷ lệ đúng hạn 100%",
     [("TTHC - hồ sơ tiếp nhận", "2024-M04", "actual", "410", "hồ sơ"),
      ("TTHC - hồ sơ giải quyết", "2024-M04", "actual", "402", "hồ sơ"),
      ("TTHC - tỷ lệ hồ sơ giải quyết trước và đúng hạn", "2024-M04", "actual", "100", "%")]),
    (OFFICE, "2024-07-05", "LĐ đến 30/6: 31.400 người (VN 30.900, NN 500)",
     [("Tổng số lao động", "2024-06-30", "actual", "31400", "người"),
      ("Lao động Việt Nam", "2024-06-30", "actual", "30900", "người"),
      ("Lao động nước ngoài", "2024-06-30", "actual", "500", "người")]),
    (OFFICE, "2024-07-05", "Doanh thu\n- T5: 6.010 tỷ\n- T6: 6.120 tỷ",
     [("Doanh thu", "2024-M05", "actual", "6010", "tỷ đồng"), ("Doanh thu", "2024-M06", "actual", "6120", "tỷ đồng")]),
    (OFFICE, "2024-07-05", "Em xin phép báo cáo: xk 4 tháng đạt 321 triệu USD, bằng 98% cùng kỳ",
     [("Kim ngạch xuất khẩu", "2024-M01/2024-M04", "actual", "321", "triệu USD"),
      ("Kim ngạch xuất khẩu", "2024-M01/2024-M04", "pct_of_same_period", "98", "%")]),
    (INVEST, "2024-07-05", "fdi 6t 112 trieu do, xk 81 trieu do",
     [("Thu hút FDI", "2024-S1", "actual", "112", "triệu USD"),
      ("Kim ngạch xuất khẩu", "2024-S1", "actual", "81", "triệu USD")]),
    (INVEST, "2024-11-05", "trong tháng mười cấp mới một trăm hai mươi dự án FDI",
     [("FDI - số dự án cấp mới", "2024-M10", "actual", "120", "dự án")]),
    (INVEST, "2024-07-05", "6T: xk 81 triệu usd nk 62 triệu usd",
     [("Kim ngạch xuất khẩu", "2024-S1", "actual", "81", "triệu USD"),
      ("Kim ngạch nhập khẩu", "2024-S1", "actual", "62", "triệu USD")]),
    (OFFICE, "2024-07-05", "Sao máy báo chưa nhận? Em gửi rồi: xk T6 81 tr USD",
     [("Kim ngạch xuất khẩu", "2024-M06", "actual", "81", "triệu USD")]),
]  # fmt: skip

TASKS = [
    (OFFICE, "2024-03-20", "quy chế làm việc mới: đã trình 18/3, chờ UBND phê duyệt", [("quy chế", "in_progress")]),
    (OFFICE, "2024-03-20", "Quy chế làm việc mới đã ban hành 15/3 r nhé", [("quy chế", "done")]),
    (OFFICE, "2024-03-20", "ra soat thu tuc hanh chinh lam duoc 70%", [("Rà soát thủ tục", "in_progress")]),
    (OFFICE, "2024-03-20", "(1) quy chế làm việc: xong. (2) rà soát TTHC: chưa làm, dk T6",
     [("quy chế", "done"), ("Rà soát thủ tục", "not_started")]),
    (INVEST, "2024-08-20", "hội nghị xúc tiến đầu tư đang vướng kinh phí, đề xuất bố trí 350tr",
     [("hội nghị xúc tiến", "blocked")]),
    (INVEST, "2024-08-20", "Hội nghị xúc tiến đầu tư dự kiến tổ chức 25/9", [("hội nghị xúc tiến", "not_started")]),
]  # fmt: skip

QUESTIONS = [
    "doanh thu 9 thang bn roi", "cho e xin số xk 6 tháng đầu năm với ạ", "ok e, thế còn DDI thì sao",
    "kế hoạch xk 2024 là 1.200 hay 1.300 triệu USD", "nếu tháng 12 thêm 20 triệu thì cả năm đạt mấy %",
    "số liệu doanh thu tháng 4 có chưa em", "ai chủ trì hội nghị xúc tiến, hạn khi nào", "gửi giúp anh KH 7",
]  # fmt: skip

CHATTER = [
    "ok em, cảm ơn nhé", "8h30 sáng mai họp phòng 205 nhé cả nhà", "mai nộp báo cáo trước 15h nha mn",
    "đóng góp quỹ phòng mỗi người 200k", "sđt anh Hùng 0912345678", "xe 16 chỗ đón lúc 7h ở cổng số 2",
    "chúc mừng sinh nhật chị Lan 40 tuổi", "em nghỉ phép 2 ngày 8/5 và 9/5 ạ", "phòng mình đổi sang máy lẻ 118",
    "mưa to ngập 30cm anh em đi cẩn thận",
]  # fmt: skip

DOUBTS = [
    (INVEST, "2024-08-05", "FDI tháng 9 đạt 30 triệu USD", {"period in the future"}),
    (INVEST, "2024-08-05", "FDI T7 đạt 21", {"unit unclear"}),
    (INVEST, "2024-08-05", "cap moi 9 du an fdi 18tr usd", {"missing period"}),
    (INVEST, "2024-08-05", "FDI T7: -35 triệu USD", {"value out of range"}),
    (INVEST, "2024-08-05", "FDI T7 -35 triệu USD", {"value out of range"}),
    (INVEST, "2024-08-05", "FDI T7: 90 tỷ USD", {"value out of range", "unit unclear"}),
    (INVEST, "2024-08-05", "tỷ lệ lấp đầy đến 31/7: 140%", {"value out of range"}),
    (INVEST, "2024-08-05", "FDI 7T 150 triệu USD, đạt 90% KH", {"percent does not match"}),
    (INVEST, "2024-08-05", "FDI 7T 150 triệu USD, đạt 75% KH", set()),
    (INVEST, "2024-08-05", "FDI 7T 80 triệu USD", {"falls below the last figure"}),
    (INVEST, "2024-08-05", "fdi den ngay 31/02 dat 30 trieu usd", {"missing period"}),
    (OFFICE, "2024-08-05", "FDI T7 30 triệu USD", {"outside unit's remit"}),
    (OFFICE, "2024-08-05", "Tổng lao động 31/7: 31.400 người, LĐVN 30.900, LĐNN 600", {"parts do not add up"}),
    (OFFICE, "2024-08-05", "rà soát thủ tục hành chính tiến độ 120%", {"value out of range"}),
]  # fmt: skip
"""Arithmetic and what is known make a figure doubtful; the same figure without its fault is not."""
