"""Periods: `code <- spellings`, with 2023 as the year when none is said; and texts that hold no period."""

PERIODS: dict[str, list[str]] = {
    "2023": [
        "năm 2023", "cả năm 2023", "ca nam 2023", "cả năm", "trong năm 2023", "12 tháng năm 2023", "nam 2023",
        "fdi 2023", "năm nay", "cuối năm 2023", "cuoi nam", "đầu năm đến nay", "từ đầu năm tới nay", "NĂM 2023",
    ],
    "2022": ["năm ngoái", "năm trước", "năm 2022", "so với 2022", "cuối năm ngoái"],
    "2023-S1": [
        "6 tháng", "6 tháng đầu năm", "6t dau nam", "6T2023", "6T/2023", "6t", "nửa đầu năm", "sáu tháng đầu năm 2023",
        "giữa năm 2023", "giua 2023", "6 thang dau nam 2023", "06 tháng đầu năm 2023",
        "quý 1+2", "quý I và II năm 2023",
        "6 tháng đầu năm nay",
    ],
    "2023-S2": ["6 tháng cuối năm 2023", "nửa cuối năm", "6t cuoi nam", "sáu tháng cuối năm"],
    "2023-M01/2023-M09": ["3 quý đầu năm 2023", "ba quy dau nam", "9 tháng đầu năm"],
    "2023-M04/2023-M12": ["3 quý cuối năm 2023"],
    "2022-S1": ["6 tháng đầu năm ngoái", "6T/2022", "6 tháng năm 2022"],
    "2023-Q1": ["quý I", "quý I/2023", "Q1", "q1 2023", "quy 1", "quý 1 năm 2023", "3 tháng đầu năm", "QUÝ I NĂM 2023"],
    "2023-Q4": ["quý IV/2023", "quý 4", "quý cuối năm 2023", "3 tháng cuối năm"],
    "2024-Q3": ["QIII/2024", "Q.III năm 2024", "Q3/2024", "quý III năm 2024", "quy 3/2024"],
    "2023-M06": ["tháng 6", "tháng 6/2023", "T6", "t6/2023", "thang 06 nam 2023", "tháng 6.2023", "trong tháng 6/2023"],
    "2023-M12": ["T12", "đến hết tháng 12 năm 2023", "tháng 12/2023", "den het 12/2023"],
    "2023-M01/2023-M07": ["7 tháng đầu năm", "7T", "7 thang", "từ tháng 1 đến tháng 7 năm 2023", "bảy tháng đầu năm"],
    "2023-M01/2023-M11": ["11 thang dau nam", "11T/2023", "11 tháng năm 2023"],
    "2021/2025": ["giai đoạn 2021-2025", "2021 - 2025", "nhiệm kỳ 2021–2025", "từ năm 2021 đến năm 2025"],
    "2023-06-07": [
        "7/6/2023", "07/06/2023", "ngày 07/6/2023", "tính đến ngày 07/6/2023", "ngày 7 tháng 6 năm 2023", "đến 7/6",
        "ngay 7/6", "7.6.2023", "xong 7/6", "ngày 07-6-2023",
    ],
    "2023-01-01/2023-03-08": ["từ 01/01 đến 08/3/2023", "từ đầu năm đến 8/3", "tu ngay 1/1 den ngay 8/3"],
    "2023-12-05/2023-12-07": ["05-07/12/2023"],
}  # fmt: skip

NO_PERIOD: list[str] = [
    "Nghị quyết số 01/NQ-CP", "54/QĐ-UBND", "TCVN ISO 9001:2015", "hơn 3 năm", "trong 12 tháng tới", "5 năm một lần",
    "2023 tỷ đồng", "206/240 nhiệm vụ", "tỷ lệ 1/500", "phấn đấu nằm trong nhóm dẫn đầu", "quy hoạch 1/2000",
    "Việt Nam", "quỹ 1 tỷ", "11,5 triệu đồng/tháng", "đạt 2023 hồ sơ", "Thông tư số 02/2023/TT-BTC", "đấu thầu năm gói",
    "0912345678", "nhà ga T2", "đạt 6,5%",
]  # fmt: skip
