"""Provinces: a question about one that no document names cannot be answered from another's figures."""

from __future__ import annotations

from corpus.text import fold
from handlers.knowledge import Knowledge
from handlers.values import Query
from handlers.words import tokens

PROVINCES = tuple(
    name.strip()
    for name in """
    An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình
    Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp,
    Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hồ Chí Minh, Hưng Yên, Khánh
    Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình,
    Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La,
    Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long,
    Vĩnh Phúc, Yên Bái
    """.split(",")
)
_FOLDED = {" ".join(tokens(fold(name))): " ".join(name.split()) for name in PROVINCES}


def foreign_place(query: Query, known: Knowledge) -> str:
    """The province a question names although no document does, '' when there is none."""
    padded = f" {' '.join(tokens(query.folded))} "
    for spelled, name in _FOLDED.items():
        parts = spelled.split()
        absent = len(parts) > 1 and not known.evidence.pairs[parts[0], parts[1]]
        if absent and f" {spelled} " in padded:
            return name
    return ""
