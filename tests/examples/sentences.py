"""Invented sentences of a district's report under a heading, and all figures read from them.

A figure is (indicator, period, measure, figure, unit); the report is of the nine months of 2024.
"""

from __future__ import annotations

from tests.examples.observed import Expected

NINE = "2024-M01/2024-M09"
Sentence = tuple[str, str, list[Expected]]


def said(indicator: str, figure: str, unit: str, measure: str = "actual", period: str = NINE) -> Expected:
    """A figure of the nine months, a result where nothing else is said."""
    return indicator, period, measure, figure, unit


SENTENCES: list[Sentence] = [
    (
        "Ngân sách",
        "Chi ngân sách địa phương 720 tỷ đồng, vượt 4% kế hoạch và bằng 112,5% năm 2023.",
        [
            said("Chi ngân sách địa phương", "720", "tỷ đồng"),
            said("Chi ngân sách địa phương", "104", "%", "pct_of_target"),
            said("Chi ngân sách địa phương", "112.5", "%", "pct_of_same_period"),
        ],
    ),
    (
        "Du lịch",
        "Đón 214.300 lượt khách; khách nội địa đạt 201.100 lượt, tăng 9%, khách quốc tế 13.200 lượt.",
        [
            said("Số lượt khách du lịch", "214300", "lượt khách"),
            said("Số lượt khách nội địa", "201100", "lượt"),
            said("Số lượt khách nội địa", "9", "%", "change_vs_same_period"),
            said("Số lượt khách quốc tế", "13200", "lượt"),
        ],
    ),
    (
        "Du lịch",
        "Doanh thu du lịch 125 tỷ đồng, trong đó doanh thu lưu trú 60 tỷ đồng, ăn uống 40 tỷ đồng.",
        [
            said("Doanh thu du lịch", "125", "tỷ đồng"),
            said("Doanh thu du lịch - doanh thu lưu trú", "60", "tỷ đồng"),
            said("Doanh thu du lịch - ăn uống", "40", "tỷ đồng"),
        ],
    ),
    (
        "Du lịch",
        "Dịp lễ 30/4, toàn huyện đón 9.000 lượt khách.",
        [said("Số lượt khách du lịch - dịp lễ 30/4", "9000", "lượt khách")],
    ),
    (
        "Cải cách hành chính",
        "Đã tiếp nhận 5.200 hồ sơ (trực tuyến 4.100 hồ sơ), giải quyết 5.050 hồ sơ, trong đó đúng hạn 5.010 hồ sơ; "
        "quá hạn 40 hồ sơ (0,8%).",
        [
            said("TTHC - hồ sơ tiếp nhận", "5200", "hồ sơ"),
            said("TTHC - hồ sơ trực tuyến", "4100", "hồ sơ"),
            said("TTHC - hồ sơ giải quyết", "5050", "hồ sơ"),
            said("TTHC - hồ sơ giải quyết trước và đúng hạn", "5010", "hồ sơ"),
            said("TTHC - hồ sơ quá hạn", "40", "hồ sơ"),
            said("TTHC - hồ sơ quá hạn - tỷ lệ", "0.8", "%"),
        ],
    ),
    (
        "An toàn giao thông",
        "Xảy ra 12 vụ tai nạn giao thông, làm chết 7 người, bị thương 9 người; so với cùng kỳ giảm 3 vụ (giảm 20%), "
        "tăng 1 người chết, giảm 2 người bị thương.",
        [
            said("Số vụ tai nạn giao thông", "12", "vụ tai nạn"),
            said("Tai nạn giao thông - số người chết", "7", "người"),
            said("Tai nạn giao thông - số người bị thương", "9", "người"),
            said("Số vụ tai nạn giao thông", "-3", "vụ", "change_vs_same_period"),
            said("Số vụ tai nạn giao thông", "-20", "%", "change_vs_same_period"),
            said("Tai nạn giao thông - số người chết", "1", "người", "change_vs_same_period"),
            said("Tai nạn giao thông - số người bị thương", "-2", "người", "change_vs_same_period"),
        ],
    ),
    (
        "Đầu tư công",
        "Kế hoạch vốn năm 2024 được giao 245 tỷ đồng. Đến ngày 15/9/2024 giải ngân 150 tỷ đồng, đạt 61,2% kế hoạch "
        "(cùng kỳ năm trước đạt 55%); trong đó: vốn tỉnh 80 tỷ đồng; vốn huyện 70 tỷ đồng.",
        [
            said("Kế hoạch vốn đầu tư công", "245", "tỷ đồng", "target", "2024"),
            said("Giải ngân vốn đầu tư công", "150", "tỷ đồng", period="2024-09-15"),
            said("Giải ngân vốn đầu tư công", "61.2", "%", "pct_of_target", "2024-09-15"),
            said("Giải ngân vốn đầu tư công", "55", "%", "base", "2023-09-15"),
            said("Giải ngân vốn đầu tư công - vốn tỉnh", "80", "tỷ đồng", period="2024-09-15"),
            said("Giải ngân vốn đầu tư công - vốn huyện", "70", "tỷ đồng", period="2024-09-15"),
        ],
    ),
    (
        "Ngân sách",
        "Thu ngân sách nhà nước trên địa bàn đạt 300 tỷ đồng, đạt 75% dự toán. Riêng tháng 9 ước thu 32 tỷ đồng.",
        [
            said("Thu ngân sách nhà nước trên địa bàn", "300", "tỷ đồng"),
            said("Thu ngân sách nhà nước trên địa bàn", "75", "%", "pct_of_target"),
            said("Thu ngân sách nhà nước trên địa bàn", "32", "tỷ đồng", "estimate", "2024-M09"),
        ],
    ),
    (
        "Tài chính",
        "Giải ngân vốn đầu tư công 3/20 tỷ đồng, đạt 15% kế hoạch.",
        [
            said("Giải ngân vốn đầu tư công", "3", "tỷ đồng"),
            said("Giải ngân vốn đầu tư công", "20", "tỷ đồng", "target", "2024"),
            said("Giải ngân vốn đầu tư công", "15", "%", "pct_of_target"),
        ],
    ),
    (
        "Nông nghiệp",
        "Trồng rừng 800 ha, trong đó rừng gỗ lớn 250 ha; chuyển đổi 60 ha đất lúa kém hiệu quả.",
        [
            said("Diện tích trồng rừng", "800", "ha"),
            said("Diện tích trồng rừng - rừng gỗ lớn", "250", "ha"),
            said("Chuyển đổi - đất lúa kém hiệu quả", "60", "ha"),
        ],
    ),
    (
        "Giảm nghèo",
        "Tỷ lệ hộ nghèo giảm từ 5,2% xuống còn 4,1%; còn 1.200 hộ nghèo/29.000 hộ.",
        [
            said("Tỷ lệ hộ nghèo", "5.2", "%", period="2023-M01/2023-M09"),
            said("Tỷ lệ hộ nghèo", "4.1", "%"),
            said("Số hộ nghèo", "1200", "hộ nghèo"),
            said("Số hộ nghèo - tổng số", "29000", "hộ"),
        ],
    ),
    (
        "Cải cách hành chính",
        "Chỉ số cải cách hành chính của huyện xếp thứ 3/9 huyện, thành phố.",
        [said("Thứ hạng chỉ số cải cách hành chính của huyện", "3", "thứ hạng")],
    ),
    (
        "Dự báo",
        "Dự kiến cả năm 2024, thu ngân sách đạt 492 tỷ đồng; tỷ lệ hộ nghèo còn 3,9%.",
        [
            said("Thu ngân sách nhà nước trên địa bàn", "492", "tỷ đồng", "estimate", "2024"),
            said("Tỷ lệ hộ nghèo", "3.9", "%", "estimate", "2024"),
        ],
    ),
    (
        "Nhiệm vụ được giao",
        "Nhiệm vụ UBND tỉnh giao: 90 nhiệm vụ, đã hoàn thành 80 nhiệm vụ (88,9%), quá hạn 2 nhiệm vụ.",
        [
            said("Nhiệm vụ UBND tỉnh giao - tổng số", "90", "nhiệm vụ"),
            said("Nhiệm vụ UBND tỉnh giao - hoàn thành", "80", "nhiệm vụ"),
            said("Nhiệm vụ UBND tỉnh giao - tỷ lệ hoàn thành", "88.9", "%"),
            said("Nhiệm vụ UBND tỉnh giao - quá hạn", "2", "nhiệm vụ"),
        ],
    ),
    (
        "Kinh tế",
        "Tổng giá trị sản xuất (giá so sánh 2010) đạt 8.000 tỷ đồng; trong đó công nghiệp - xây dựng 3.500 tỷ đồng.",
        [
            said("Tổng giá trị sản xuất", "8000", "tỷ đồng"),
            said("Giá trị sản xuất công nghiệp - xây dựng", "3500", "tỷ đồng"),
        ],
    ),
    (
        "Chăn nuôi",
        "Sản lượng thịt hơi xuất chuồng 98.740 tấn, đạt 74,2% KH, trong đó thịt lợn 61.520 tấn; đàn trâu 1.200 con; "
        "đàn bò 1.900 con.",
        [
            said("Sản lượng thịt hơi xuất chuồng", "98740", "tấn"),
            said("Sản lượng thịt hơi xuất chuồng", "74.2", "%", "pct_of_target"),
            said("Sản lượng thịt hơi xuất chuồng - thịt lợn", "61520", "tấn"),
            said("Tổng đàn trâu", "1200", "con"),
            said("Tổng đàn bò", "1900", "con"),
        ],
    ),
    (
        "Thu hút đầu tư",
        "Các dự án FDI, dự án trong nước có tổng vốn đăng ký 412 triệu USD và 3.150 tỷ đồng.",
        [
            said("Thu hút FDI", "412", "triệu USD"),
            said("Thu hút DDI", "3150", "tỷ đồng"),
        ],
    ),
    (
        "Nông thôn mới",
        "Lũy kế có 264 sản phẩm OCOP; trong 9 tháng công nhận mới 38 sản phẩm.",
        [
            said("Số sản phẩm OCOP", "264", "sản phẩm"),
            said("Số sản phẩm OCOP - công nhận mới", "38", "sản phẩm"),
        ],
    ),
    (
        "Trồng trọt",
        "Sản lượng cam ước 45,2 nghìn tấn, gấp 1,3 lần cùng kỳ.",
        [
            said("Sản lượng cam", "45.2", "nghìn tấn", "estimate"),
            said("Sản lượng cam", "1.3", "lần", "ratio_vs_same_period"),
        ],
    ),
]

NOT_NAMED: list[tuple[str, str, str]] = [  # (heading, sentence, the name that its last figure must not get)
    ("Du lịch", "Khách quốc tế 3.000 lượt; khách ngủ lại nhà dân 500 lượt.", "Số lượt khách quốc tế"),
    ("Lao động", "Giải quyết việc làm cho 2.000 lao động; đào tạo nghề cho 600 người.", "Giải quyết việc làm"),
    ("Nông nghiệp", "Đàn lợn 45.000 con; buộc tiêu hủy 300 con.", "Tổng đàn lợn"),
    ("Đầu tư", "Vốn đầu tư trực tiếp nước ngoài 50 triệu USD; vốn ngoài nhà nước 20 triệu USD.", "Thu hút FDI"),
    ("Nông thôn mới", "Có 30 sản phẩm OCOP, trong đó 5 sản phẩm 4 sao.", "Số sản phẩm OCOP"),
    ("Môi trường", "Tỷ lệ hộ dùng nước hợp vệ sinh 98%.", "Tỷ lệ dân số được sử dụng nước sạch"),
    ("Dân số", "Thu gom 500 tấn rác; tỷ lệ người trong độ tuổi lao động 58%.", "Thu gom - tuổi lao động"),
]
