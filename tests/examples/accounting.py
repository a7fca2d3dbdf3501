"""Which words of a question a sentence leaves over: `Left(question, sentence, words)`, none when it answers all."""

from __future__ import annotations

from typing import NamedTuple


class Left(NamedTuple):
    """A question typed on a phone, a sentence of a report, the folded words that no figure of it accounts for."""

    question: str
    sentence: str
    words: tuple[str, ...] = ()


LEFT: list[Left] = [
    Left("bao nhieu hoi vien nu", "Kết nạp 212 hội viên, trong đó nữ 97 hội viên."),
    Left("bao nhieu ho chua vay von", "Có 540 hộ cận nghèo, trong đó 61 hộ chưa vay vốn."),
    Left("bao nhieu ho can ngheo chua vay von", "Có 540 hộ cận nghèo, trong đó 61 hộ chưa vay vốn."),
    Left("tram bom so 2 cong suat bao nhieu", "Trạm bơm số 2 có công suất 900 m3/giờ."),
    Left("tram bom so 3 cong suat bao nhieu", "Trạm bơm số 2 có công suất 900 m3/giờ.", ("so 3",)),
    Left("cho thue bao nhieu quay hang kho", "Có 6/7 chợ đang mở, tổng số quầy hàng 310 quầy.", ("thue", "kho")),
    Left("mo hinh nuoi luon bao nhieu", "Có 14 mô hình nuôi ếch, 9 mô hình trồng nấm.", ("luon",)),
    Left("bao nhieu quay rau", "Sạp chợ 310 quầy, trong đó rau 44 quầy, thịt 51 quầy."),
]

#: the stretch of each figure of a sentence and the number of the one it is a part of
WHOLES: list[tuple[str, tuple[int | None, ...]]] = [
    ("Có 95 máy bơm, trong đó 12 máy hỏng, 3 máy thanh lý", (None, 0, 0)),
    ("Có 95 máy bơm, trong đó 12 máy hỏng; mua 4 xe tải", (None, 0, None)),
    ("Đường trục 4 tuyến dài 31 km, đường nhánh 12 km", (None, 0, None)),
    ("Có 30 lớp học (mới 8 lớp), 5 phòng máy", (None, 0, None)),
    ("Có 30 dự án (HTX) và 8 dự án hộ", (None, None)),
    ("Có 5/7 chợ đang mở, tổng diện tích 3 ha", (None, 0)),
]
