"""Sentences of a report or a plan with figures told in forms that no sample document has (value ← wording)."""

from __future__ import annotations

#: (indicator, time period, measure, value, unit)
Figure = tuple[str, str, str, str, str]

NINE = "2024-M01/2024-M09"
#: (whether a plan says it, sentence, some figures right, figures that must not be read)
SENTENCES: list[tuple[bool, str, list[Figure], list[Figure]]] = [
    # parts in brackets without their noun
    (
        False,
        "Cứu hộ 26 ngư dân (nam 19, nữ 7), giao 14 xuồng cứu sinh (khu Bắc 9, khu Nam 5).",
        [
            ("Cứu hộ - ngư dân - nam", NINE, "actual", "19", "ngư dân"),
            ("Cứu hộ - ngư dân - nữ", NINE, "actual", "7", "ngư dân"),
        ],
        [("Cứu hộ - ngư dân", NINE, "actual", "19", "ngư dân")],
    ),
    # "nam" is no "năm"
    (
        False,
        "Tổng số vận động viên đang tập huấn là 86 người, trong đó nam 51 người, nữ 35 người.",
        [("Tổng số vận động viên đang tập huấn - người - nam", NINE, "actual", "51", "người")],
        [],
    ),
    # what is not done is no result
    (
        False,
        "Đã giải ngân vốn đầu tư công 42 tỷ đồng; số vốn chưa giải ngân 18 tỷ đồng.",
        [("Giải ngân vốn đầu tư công", NINE, "actual", "42", "tỷ đồng")],
        [("Giải ngân vốn đầu tư công", NINE, "actual", "18", "tỷ đồng")],
    ),
    # distances from a plan are no plan
    (
        False,
        "Thời gian cấp thẻ trung bình 12 phút, cao hơn kế hoạch 03 phút; tỷ lệ sai sót 2,4%, vượt ngưỡng kế hoạch 0,4"
        " điểm phần trăm.",
        [
            ("Thời gian cấp thẻ - cao hơn kế hoạch", NINE, "actual", "3", "phút"),
            ("Tỷ lệ sai sót - vượt ngưỡng kế hoạch", NINE, "actual", "0.4", "điểm phần trăm"),
        ],
        [("Cao hơn kế hoạch", "2024", "target", "3", "phút")],
    ),
    (
        False,
        "Tỷ lệ giao ban trực tuyến đạt 61%, thấp hơn cùng kỳ 4 điểm phần trăm.",
        [("Tỷ lệ giao ban trực tuyến", NINE, "change_vs_same_period", "-4", "điểm phần trăm")],
        [("Tỷ lệ giao ban trực tuyến", "2023-M01/2023-M09", "base", "4", "điểm phần trăm")],
    ),
    # "tối thiểu" is no "thiếu"
    (
        True,
        "Tỷ lệ hộ tách rác tối thiểu 35%.",
        [("Tỷ lệ hộ tách rác", "2024", "target", "35", "%")],
        [("Tỷ lệ hộ tách rác", "2024", "change_vs_same_period", "-35", "%")],
    ),
    # changes told after their values, each with its per cent
    (
        False,
        "Xảy ra 34 vụ đuối nước, làm chết 9 người. So với cùng kỳ giảm 6 vụ (15,0%), tăng 2 người chết (28,6%).",
        [
            ("Xảy ra - vụ đuối nước", NINE, "change_vs_same_period", "-6", "vụ"),
            ("Xảy ra - vụ đuối nước", NINE, "change_vs_same_period", "-15", "%"),
        ],
        [("Vụ", NINE, "change_vs_same_period", "-6", "vụ")],
    ),
    # another period of the same thing
    (
        False,
        "Doanh thu chợ đêm, phố đi bộ 9 tháng đạt 72 tỷ đồng, tăng 9% so với cùng kỳ; ước cả năm 98 tỷ đồng.",
        [("Doanh thu chợ đêm, phố đi bộ", "2024", "estimate", "98", "tỷ đồng")],
        [("Doanh thu", "2024", "estimate", "98", "tỷ đồng")],
    ),
    (
        False,
        "Giá trị sản xuất công nghiệp tháng 9 ước đạt 14 tỷ đồng; lũy kế 9 tháng 120 tỷ đồng, đạt 74% kế hoạch.",
        [
            ("Giá trị sản xuất công nghiệp", NINE, "actual", "120", "tỷ đồng"),
            ("Giá trị sản xuất công nghiệp", NINE, "pct_of_target", "74", "%"),
        ],
        [],
    ),
    # lists told respectively
    (
        False,
        "Đàn dê, thỏ, ngựa lần lượt là 815 con, 143 con và 41 con.",
        [("Đàn thỏ", NINE, "actual", "143", "con"), ("Đàn ngựa", NINE, "actual", "41", "con")],
        [("Đàn dê", NINE, "actual", "143", "con")],
    ),
    (
        False,
        "Soi da 4.300 lượt; đo thị lực 6.250 lượt, tương ứng tăng 6,2% và 9,1% so với cùng kỳ.",
        [
            ("Soi da", NINE, "change_vs_same_period", "6.2", "%"),
            ("Đo thị lực", NINE, "change_vs_same_period", "9.1", "%"),
        ],
        [("Đo thị lực", NINE, "change_vs_same_period", "6.2", "%")],
    ),
    # shares and plans in brackets
    (
        False,
        "Ca bong gân 38 ca, chiếm 0,3% số lượt khám.",
        [("Ca bong gân - tỷ lệ", NINE, "actual", "0.3", "%")],
        [],
    ),
    (
        False,
        "Sửa chữa 24 thuyền (KH 49 thuyền), đạt 49,0%.",
        [("Sửa chữa - thuyền", NINE, "pct_of_target", "49", "%")],
        [("Sửa chữa - thuyền", NINE, "actual", "49", "%")],
    ),
    # the whole with its own noun; what divides is what was reached
    (
        False,
        "Trồng rừng tập trung được 35 ha/42 ha, đạt 83,3% KH năm.",
        [
            ("Diện tích trồng rừng", "2024", "target", "42", "ha"),
            ("Diện tích trồng rừng", NINE, "pct_of_target", "83.3", "%"),
        ],
        [("Diện tích trồng rừng - tổng số", NINE, "pct_of_target", "83.3", "%")],
    ),
    (
        False,
        "Tuyển mới được 43/60 học viên, trong đó dự bị 30, chuyên tu 13.",
        [("Tuyển mới - học viên - dự bị", NINE, "actual", "30", "học viên")],
        [("Tuyển mới - học viên - tổng số - dự bị", NINE, "actual", "30", "học viên")],
    ),
    # "nghiệm thu" names no rank
    (
        False,
        "Kiểm tra nghiệm thu 26/34 cầu treo.",
        [("Kiểm tra nghiệm thu - cầu treo", NINE, "actual", "26", "cầu")],
        [],
    ),
    # the title a paragraph begins with
    (
        False,
        "Thủy sản. Sản lượng 9 tháng ước đạt 446 tấn.",
        [("Sản lượng thủy sản", NINE, "estimate", "446", "tấn")],
        [("Sản lượng", NINE, "estimate", "446", "tấn")],
    ),
    # a plan tells what was before it
    (
        True,
        "Tỷ lệ hộ nghèo cuối năm 2023 là 1,4% (96 hộ); phấn đấu cuối năm 2024 còn 1,2% (79 hộ).",
        [
            ("Tỷ lệ hộ nghèo", "2023", "actual", "1.4", "%"),
            ("Số hộ nghèo", "2024", "target", "79", "hộ"),
        ],
        [("Tỷ lệ hộ nghèo", "2023", "target", "1.4", "%")],
    ),
    # a plan's bracket of parts; the aim of a date in brackets gives nothing to what follows
    (
        True,
        "Kinh phí nạo vét dự kiến 14,8 tỷ đồng (tỉnh hỗ trợ 12 tỷ đồng, xã 2,8 tỷ đồng).",
        [("Kinh phí nạo vét - tỉnh hỗ trợ", "2024", "target", "12", "tỷ đồng")],
        [("Kinh phí nạo vét", "2024", "target", "12", "tỷ đồng")],
    ),
    (
        False,
        "Đến ngày 15/9/2024 đã giải ngân vốn đầu tư công 34 tỷ đồng, đạt 56% kế hoạch (mục tiêu đến 30/9/2024: 65%);"
        " còn lại 26 tỷ đồng.",
        [("Giải ngân vốn đầu tư công", "2024-09-30", "target", "65", "%")],
        [],
    ),
    # accented words that only look like units
    (
        False,
        "Huy động 3.200 vận động viên, tăng 02 hộ so với cuối năm 2023; ghép gan 11 ca.",
        [("Ghép gan - ca", NINE, "actual", "11", "ca")],
        [],
    ),
    # parts behind "trong đó:" are parted by semicolons, "cơ sở" is no "số"
    (
        True,
        "Tuyển 600 học viên, trong đó: hệ cấp I 260; hệ cấp II 85; thợ máy 255. Có 2.314 trường (tiểu học 1.108, trung"
        " học cơ sở 1.206).",
        [
            ("Tuyển - học viên - thợ máy", "2024", "target", "255", "học viên"),
            ("Trường - trung học cơ sở", "2024", "target", "1206", "trường"),
        ],
        [],
    ),
    # a stretch of years is of what stands before the semicolon
    (
        True,
        "Bổ sung quy hoạch giai đoạn 2025 - 2030; cử 18 lượt thủ thư đi học.",
        [("Cử - lượt thủ thư đi học", "2024", "target", "18", "lượt")],
        [("Cử - lượt thủ thư đi học", "2025/2030", "target", "18", "lượt")],
    ),
    # a share said only as a share
    (
        False,
        "Thu gom rác thải 1.118 tấn, tỷ lệ 89,1%.",
        [("Thu gom rác thải - tỷ lệ", NINE, "actual", "89.1", "%")],
        [("Tỷ lệ", NINE, "actual", "89.1", "%")],
    ),
]
