"""What the invented authorities of `unlike_documents` are asked, as people type, and what the answer must bring."""
# ruff: noqa: E501 - a question is a row

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """Turns of a chat; `any_of` of each group one must stand in the reply, `absent` not in its headline.

    No group: nothing in the documents answers it.
    """

    turns: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()


AGRICULTURE: list[Asked] = [
    Asked(("dien tich gieo trong cay hang nam 9 thang dat bn ha",), (("142.350",),)),
    Asked(("sl luong thuc co hat 9 thang 2024 bao nhieu, dat may % kh",), (("498,6",), ("82,4",))),
    Asked(("nang suat lua he thu",), (("54,8",),), ("62,5",)),
    Asked(("dien tich cam bao nhieu ha",), (("4.320",),), ("18.650",)),
    Asked(("sản lượng cam 9 tháng là bao nhiêu vậy em",), (("45,2",),)),
    Asked(("bao nhieu san pham ocop 4 sao",), (("47",),), ("215", "264")),
    Asked(("tong so sp ocop den nay",), (("264",),), ("47",)),
    Asked(("9 thang cong nhan moi may sp ocop",), (("38",),), ("264",)),
    Asked(("dan trau giam bao nhieu %",), (("2,6",),), ("1,8",)),
    Asked(("tong dan gia cam bao nhieu con",), (("12,35",),), ("642.800",)),
    Asked(("thit lon may tan, chiem bn %",), (("61.520",), ("62,3",))),
    Asked(("bn ho bi dich ta lon chau phi",), (("142",),), ("26",)),
    Asked(("tieu huy bao nhieu con lon",), (("2.318",),)),
    Asked(("rung phong ho trong dc may ha",), (("320",),), ("7.860",)),
    Asked(("ty le che phu rung hien nay",), (("54,6",),)),
    Asked(("fsc cap moi trong 9 thang bao nhieu ha",), (("3.150",),), ("24.600",)),
    Asked(("bao nhieu vu pham lam luat bi xu ly hinh su",), (("9",),)),
    Asked(("co bao nhieu xa dat chuan ntm nang cao",), (("41",),), ("118",)),
    Asked(("ty le dan nong thon dung nuoc sach theo quy chuan",), (("58,7",),), ("95,3",)),
    Asked(("giai ngan von dau tu cong den 20/9 duoc bao nhieu ty, bao nhieu %",), (("301,2",), ("57,4",))),
    Asked(("von ngan sach tinh giai ngan bn ty",), (("90,8",),), ("301,2",)),
    Asked(("ho so tiep nhan truc tuyen bao nhieu",), (("1.655",),), ("1.842",)),
    Asked(("bao nhieu ho so qua han",), (("13",),)),
    Asked(("xuat khau nong lam thuy san 9 thang", "ke hoach nam giao bao nhieu"), (("250",),)),
    Asked(("san luong thuy san 9 thang bao nhieu", "rieng nuoi trong thi sao"), (("28.430",),)),
    Asked(("kinh phi su nghiep ngan sach tinh bao nhieu",), (("52,6",),), ("78,4",)),
    Asked(("dan lon so voi cung ky the nao",), (("5,4", "105,4"),)),
    Asked(("so xa dat chuan ntm bao cao ghi co khop nhau khong",), (("118",), ("117",))),
    Asked(("ai chu tri san xuat vu dong, han khi nao",), (("Trồng trọt và Bảo vệ thực vật",), ("15/11/2024",))),
    Asked(("chi cuc kiem lam phai lam gi 3 thang cuoi nam",), (("phòng cháy",),)),
    Asked(("han kiem tra an toan ho dap",), (("30/4/2024", "30/04/2024"),)),
    Asked(("khuyen nong tap huan bao nhieu luot nong dan",), (("3.600",),)),
    Asked(("ai ky bao cao 9 thang cua so",), (("Hoàng Văn Thắng",),)),
    Asked(("ke hoach 2024 so bao nhieu ngay nao",), (("86/KH-SNN",), ("15",))),
    Asked(("vi sao giai ngan cham",), (("giải phóng mặt bằng",),)),
    Asked(("chi tieu chu yeu nam 2024 gom nhung gi",), (("605",), ("53.500",))),
    Asked(("san luong ca phe 9 thang bao nhieu tan",)),
    Asked(("dien tich lua dong xuan nam 2022",)),
    Asked(("tong dan lon nam 2025 ke hoach bao nhieu",)),
    Asked(("so giao vien dat chuan bao nhieu",)),
]


DISTRICT: list[Asked] = [
    Asked(("gia tri sx nong lam thuy san 6 thang",), (("1.248",),)),
    Asked(("gtsx cong nghiep ttcn 6t dat bn % kh",), (("48,9",),)),
    Asked(("nang suat lua chiem xuan bn ta/ha",), (("67.4", "67,4"),)),
    Asked(("lao dong nu trong cum cong nghiep bao nhieu",), (("5.430",),), ("8.750",)),
    Asked(("ty le lap day ccn van phuc",), (("61,5",),), ("92",)),
    Asked(("khach quoc te may luot",), (("4,2",),), ("186",)),
    Asked(("tong thu ngan sach 6 thang dat may % du toan huyen giao",), (("52,9",),)),
    Asked(("thu tien su dung dat 6 thang bn",), (("236",),), ("412,5",)),
    Asked(("chi thuong xuyen bn ty",), (("305,1",),), ("187,6",)),
    Asked(("giai ngan dau tu cong cap xa duoc bao nhieu",), (("35,4",),)),
    Asked(("von dau tu cong giai ngan duoc may %",), (("39",),)),
    Asked(("cap moi bao nhieu so do (giay chung nhan qsdd)",), (("845",),)),
    Asked(("bao nhieu ho chua nhan tien den bu du an duong 487b",), (("27",),), ("312",)),
    Asked(("huyen co may truong thcs",), (("19",),), ("61",)),
    Asked(("truong dat chuan quoc gia muc do 2 bao nhieu",), (("18",),), ("57",)),
    Asked(("may giai nhi hoc sinh gioi",), (("4",),)),
    Asked(("ty le tham gia bhyt",), (("94,8",),)),
    Asked(("suy dinh duong the nhe can bn %",), (("7,1",),), ("12,6",)),
    Asked(("bao nhieu ho can ngheo",), (("1.034",),), ("612",)),
    Asked(("xuat khau lao dong bao nhieu nguoi",), (("218",),), ("1.865",)),
    Asked(("xoa nha tam xay moi bao nhieu nha",), (("62",),), ("85",)),
    Asked(("tai nan giao thong chet may nguoi",), (("9",),)),
    Asked(("nhan may don to cao",), (("8",),), ("21",)),
    Asked(("chi so cchc 2024 xep thu may",), (("3/12", "thứ 3"),)),
    Asked(("thu ngan sach 6 thang bao nhieu", "con ke hoach nam thi sao"), (("780",),)),
    Asked(("tong so ho ngheo", "ty le bao nhieu"), (("1,42",),)),
    Asked(("xa an khe duoc giao thu ngan sach bao nhieu",), (("32.750",),)),
    Asked(("tien su dung dat giao cho xa van phuc nam 2025",), (("38.500",),), ("45.200",)),
    Asked(("thu nhap binh quan dau nguoi nam 2024",), (("74,5",),)),
    Asked(("tinh giao thu ngan sach 2025 bao nhieu ty",), (("750",),)),
    Asked(("no dong xdcb bao nhieu",), (("46,8",),)),
    Asked(("ty le ho ngheo 6 thang 2025 so voi cung ky",), (("1,85",), ("1,42",))),
    Asked(("xa nao duoc giao thu ngan sach cao nhat",), (("68.500", "Thị trấn Thanh Bình"),)),
    Asked(("thu ngan sach con thieu bao nhieu ty so voi ke hoach",), (("367,5",),)),
    Asked(
        ("ai chu tri gpmb duong 487b, han den khi nao",),
        (("Trung tâm Phát triển quỹ đất",), ("30/8/2025", "30/08/2025")),
    ),
    Asked(("phong noi vu co nhiem vu gi",), (("hộ nghèo",),)),
    Asked(("dau gia dat don vi nao phoi hop",), (("Trung tâm Phát triển quỹ đất",),)),
    Asked(("ke hoach 2025 do ai ky",), (("Trần Đức Mạnh",),)),
    Asked(("bao cao 6 thang so may, ngay bao nhieu",), (("318/BC-UBND",),)),
    Asked(("so ho ngheo nam 2023",)),
    Asked(("dan so huyen bao nhieu nguoi",)),
    Asked(("truong thpt bao nhieu truong",)),
    Asked(("dan lon bao nhieu con",)),
]
