"""Invented documents and what is read from them: (indicator, period, measure, figure, unit)."""

from __future__ import annotations

Expected = tuple[str, str, str, str, str]

DISTRICT = """\
ỦY BAN NHÂN DÂN
HUYỆN SƠN HÒA

Số: 312/BC-UBND

Sơn Hòa, ngày 25 tháng 9 năm 2024

BÁO CÁO
Tình hình phát triển kinh tế - xã hội 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2024

I. KẾT QUẢ THỰC HIỆN 9 THÁNG ĐẦU NĂM 2024

1. Lĩnh vực kinh tế

a) Nông nghiệp: Tổng diện tích gieo trồng đạt 12.450 ha, bằng 98,5% kế hoạch và tăng 1,2% so với cùng kỳ.

b) Thu ngân sách nhà nước trên địa bàn đạt 215,6 tỷ đồng, đạt 82% dự toán tỉnh giao (263 tỷ đồng).

2. Văn hóa - xã hội

- Tỷ lệ hộ nghèo còn 3,15%. Toàn huyện có 28/34 trường đạt chuẩn quốc gia, đạt tỷ lệ 82,4%.
- Xảy ra 12 vụ tai nạn giao thông, làm chết 5 người; so với cùng kỳ giảm 3 vụ.
- Căn cứ Điều 5 Nghị định số 12/2023/NĐ-CP ngày 01/02/2023, đã tổ chức 16 lớp tập huấn.

II. NHIỆM VỤ TRỌNG TÂM 3 THÁNG CUỐI NĂM 2024

- Phấn đấu thu ngân sách cả năm đạt 280 tỷ đồng.

Nơi nhận:
- Lưu: VT.
"""
DISTRICT_FIGURES: list[Expected] = [
    ("Diện tích gieo trồng", "2024-M01/2024-M09", "actual", "12450", "ha"),
    ("Diện tích gieo trồng", "2024-M01/2024-M09", "pct_of_target", "98.5", "%"),
    ("Diện tích gieo trồng", "2024-M01/2024-M09", "change_vs_same_period", "1.2", "%"),
    ("Thu ngân sách nhà nước trên địa bàn", "2024-M01/2024-M09", "actual", "215.6", "tỷ đồng"),
    ("Thu ngân sách nhà nước trên địa bàn", "2024-M01/2024-M09", "pct_of_target", "82", "%"),
    ("Thu ngân sách nhà nước trên địa bàn", "2024", "target", "263", "tỷ đồng"),
    ("Tỷ lệ hộ nghèo", "2024-M01/2024-M09", "actual", "3.15", "%"),
    ("Số trường đạt chuẩn quốc gia", "2024-M01/2024-M09", "actual", "28", "trường"),
    ("Số trường đạt chuẩn quốc gia - tổng số", "2024-M01/2024-M09", "actual", "34", "trường"),
    ("Tỷ lệ trường đạt chuẩn quốc gia", "2024-M01/2024-M09", "actual", "82.4", "%"),
    ("Số vụ tai nạn giao thông", "2024-M01/2024-M09", "actual", "12", "vụ tai nạn"),
    ("Tai nạn giao thông - số người chết", "2024-M01/2024-M09", "actual", "5", "người"),
    ("Số vụ tai nạn giao thông", "2024-M01/2024-M09", "change_vs_same_period", "-3", "vụ"),
    ("Tổ chức - lớp tập huấn", "2024-M01/2024-M09", "actual", "16", "lớp"),
    ("Thu ngân sách nhà nước trên địa bàn", "2024", "target", "280", "tỷ đồng"),
]

AGRICULTURE = """\
UBND TỈNH TRƯỜNG LÂM
SỞ NÔNG NGHIỆP VÀ PTNT

Số: 88/BC-SNN
Trường Lâm, ngày 05 tháng 7 năm 2024

BÁO CÁO
Kết quả sản xuất nông nghiệp 6 tháng đầu năm 2024

1. Trồng trọt
Sản lượng lúa đạt 200.900 tấn, tăng 1,8% so với cùng kỳ<sup>1</sup>; sản lượng ngô và sắn lần lượt đạt 15.000 tấn và
9.500 tấn.
2. Thủy sản
Sản lượng thủy sản đạt 18.700 tấn, trong đó: nuôi trồng 15.200 tấn, khai thác 3.500 tấn.

<sup>1</sup> Sản lượng lúa 6 tháng đầu năm 2023 đạt 197.348 tấn.

Nơi nhận:
- Lưu: VT.
"""
AGRICULTURE_FIGURES: list[Expected] = [
    ("Sản lượng lúa", "2024-S1", "actual", "200900", "tấn"),
    ("Sản lượng lúa", "2024-S1", "change_vs_same_period", "1.8", "%"),
    ("Sản lượng lúa", "2023-S1", "base", "197348", "tấn"),
    ("Sản lượng thủy sản", "2024-S1", "actual", "18700", "tấn"),
    ("Sản lượng thủy sản nuôi trồng", "2024-S1", "actual", "15200", "tấn"),
    ("Sản lượng thủy sản khai thác", "2024-S1", "actual", "3500", "tấn"),
]

HOSPITAL = """\
SỞ Y TẾ TỈNH HÒA AN
BỆNH VIỆN ĐA KHOA HÒA AN

Số: 45/KH-BVĐK
Hòa An, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Công tác chuyên môn năm 2025

I. KẾT QUẢ NĂM 2024
Năm 2024, công suất sử dụng giường bệnh đạt 96%. Tổng thu viện phí 145,2 tỷ đồng, tăng 11% so với năm 2023.
II. MỤC TIÊU NĂM 2025
- Số lượt khám bệnh: 160.000 lượt.
- Tỷ lệ hài lòng người bệnh nội trú từ 92% trở lên.

Nơi nhận:
- Sở Y tế;
"""
HOSPITAL_FIGURES: list[Expected] = [
    ("Công suất sử dụng giường bệnh", "2024", "actual", "96", "%"),
    ("Tổng thu viện phí", "2024", "actual", "145.2", "tỷ đồng"),
    ("Tổng thu viện phí", "2024", "change_vs_same_period", "11", "%"),
    ("Số lượt khám bệnh", "2025", "target", "160000", "lượt"),
    ("Tỷ lệ hài lòng người bệnh nội trú", "2025", "target", "92", "%"),
]

DOCUMENTS = [
    (DISTRICT, "Huyện Sơn Hòa", DISTRICT_FIGURES),
    (AGRICULTURE, "Sở Nông nghiệp và PTNT", AGRICULTURE_FIGURES),
    (HOSPITAL, "Bệnh viện Đa khoa Hòa An", HOSPITAL_FIGURES),
]
