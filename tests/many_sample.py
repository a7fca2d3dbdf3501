"""A report of an invented office with very many indicators, none of which any catalogue knows."""

from __future__ import annotations

_HEAD = """\
UBND TỈNH AN BÌNH
SỞ TỔNG HỢP

Số: 88/BC-STH

An Bình, ngày 28 tháng 9 năm 2024

BÁO CÁO

Kết quả thực hiện các chỉ tiêu 9 tháng đầu năm 2024

I. KẾT QUẢ

Biểu 1. Các chỉ tiêu 9 tháng năm 2024

| TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2024 | TH 9 tháng 2024 | So KH năm (%) |
|---|---|---|---|---|---|
"""
_TAIL = """
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Mẫu
"""
_FIELDS = ("Sản lượng tôm", "Diện tích rừng <giống>", "Chiều dài kênh & mương", "Khối lượng đá", "Số chuyến phà")


def many(count: int) -> str:
    """The report with so many indicators: every fifth has reached its plan, the others are behind."""
    rows = []
    for n in range(1, count + 1):
        name = f"{_FIELDS[n % 5]} vùng {chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)}"
        share = 110 if n % 5 == 0 else 40 + n % 30
        rows.append(f"| {n} | {name} | tấn | {1000 + n * 10} | {(1000 + n * 10) * share // 100} | {share},0 |")
    return "\n".join((_HEAD.rstrip("\n"), *rows, _TAIL))
