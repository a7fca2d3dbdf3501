"""Measures: `(clause, [(figure, measure, value), …])` for every figure of the clause."""

MEASURES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Tổng vốn thu hút đạt 712 triệu USD, bằng 118% cùng kỳ năm trước, đạt 45,5% so với kế hoạch",
        [("actual", "712"), ("pct_of_same_period", "118"), ("pct_of_target", "45.5")],
    ),
    ("giảm 5,3% so với cùng kỳ (204.000 người)", [("change_vs_same_period", "-5.3"), ("base", "204000")]),
    ("đạt 99,2% kế hoạch được giao (2.660 triệu đồng)", [("pct_of_target", "99.2"), ("target", "2660")]),
    ("Kế hoạch thu hút FDI năm 2024 là 3 tỷ USD.", [("target", "3")]),
    ("Kế hoạch doanh thu năm 2024: 45.900 tỷ đồng", [("target", "45900")]),
    (
        "gấp 1,85 lần cùng kỳ năm trước, đạt 95,8% so với kế hoạch",
        [("ratio_vs_same_period", "1.85"), ("pct_of_target", "95.8")],
    ),
    ("Doanh thu: Ước đạt 59.300 tỷ đồng, đạt 93,1% kế hoạch năm", [("estimate", "59300"), ("pct_of_target", "93.1")]),
    ("uoc dat 59.300 ty dong, bang 93,1% ke hoach nam", [("estimate", "59300"), ("pct_of_target", "93.1")]),
    ("tổng thu dự kiến đạt 8.500 tỷ đồng, bằng 104% dự toán", [("estimate", "8500"), ("pct_of_target", "104")]),
    (
        "Lũy kế đến hết tháng 9 năm 2024, tỉnh có 312 dự án với tổng vốn 9,8 tỷ USD",
        [("cumulative", "312"), ("cumulative", "9.8")],
    ),
    ("thu ngân sách đạt 5.100 tỷ đồng, vượt 5,2% dự toán, tăng 12% so với cùng kỳ", [
        ("actual", "5100"), ("pct_of_target", "105.2"), ("change_vs_same_period", "12"),
    ]),
    ("thu 4.700 tỷ đồng, hụt 6% so với dự toán", [("actual", "4700"), ("pct_of_target", "94")]),
    ("tỷ lệ lấp đầy đạt 61,2%, dự kiến tăng lên 64% vào cuối năm", [("actual", "61.2"), ("estimate", "64")]),
    ("phấn đấu thu hút 1,2 tỷ USD; nộp ngân sách là 3.100 triệu đồng", [("target", "1.2"), ("target", "3100")]),
    ("giảm 35 vụ so với cùng kỳ", [("change_vs_same_period", "-35")]),
    ("điều chỉnh tăng vốn 14 dự án với số vốn tăng thêm là 918 triệu USD", [("actual", "14"), ("actual", "918")]),
    ("hoàn thành 206/240 nhiệm vụ được giao (đạt 85,8%)", [("actual", "206"), ("actual", "240"), ("actual", "85.8")]),
    ("so với cùng kỳ tăng 6,4%", [("change_vs_same_period", "6.4")]),
    ("lần lượt bằng 120% và 98% kế hoạch năm", [("pct_of_target", "120"), ("pct_of_target", "98")]),
    ("(kế hoạch năm 2025: 1.300 tỷ đồng)", [("target", "1300")]),
    ("cùng kỳ năm 2023 đạt 526 triệu USD", [("base", "526")]),
    ("tăng 3 bậc so với năm 2023", [("change_vs_same_period", "3")]),
    ("GRDP tăng 9,34%, đứng thứ 3 cả nước", [("change_vs_same_period", "9.34")]),
    ("Tỷ lệ hộ nghèo giảm còn 1,4%", [("actual", "1.4")]),
    ("giải ngân 4.432 tỷ đồng, bằng 55,2% kế hoạch Thủ tướng giao, cùng kỳ đạt 50%", [
        ("actual", "4432"), ("pct_of_target", "55.2"), ("base", "50"),
    ]),
    ("rút ngắn thời gian giải quyết 25% so với năm 2023", [("change_vs_same_period", "-25")]),
    ("chỉ tiêu nộp ngân sách tỉnh giao là 3.141 triệu đồng", [("target", "3141")]),
    ("giải ngân đạt 1.345,6/5.789 tỷ đồng, bằng 23,2% kế hoạch", [
        ("actual", "1345.6"), ("actual", "5789"), ("pct_of_target", "23.2"),
    ]),
    (
        "so với cùng kỳ giảm 06 vụ, giảm 04 người chết",
        [("change_vs_same_period", "-6"), ("change_vs_same_period", "-4")],
    ),
    ("Mục tiêu năm 2026: tăng trưởng GRDP đạt 8%; thu 17.000 tỷ đồng", [("target", "8"), ("target", "17000")]),
    ("tăng trưởng 9 tháng đạt 7,02% (kế hoạch 7,6%)", [("actual", "7.02"), ("target", "7.6")]),
    ("tăng 2,3% so với tháng trước và tăng 9,1% so với cùng kỳ", [("actual", "2.3"), ("change_vs_same_period", "9.1")]),
]  # fmt: skip
