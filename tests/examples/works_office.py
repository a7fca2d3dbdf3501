"""An invented department of works: a plan that gives tasks, a report that tells how far they are, what is asked."""

from __future__ import annotations

from tests.examples.unlike_asked import Asked

PLAN = """UBND TỈNH LÂM HÀ
SỞ XÂY DỰNG

Số: 45/KH-SXDLH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Lâm Hà, ngày 15 tháng 01 năm 2024

KẾ HOẠCH
Công tác năm 2024 của Sở Xây dựng

I. NHIỆM VỤ TRỌNG TÂM

Bảng 1. Nhiệm vụ giao các đơn vị

| Mã | Nhiệm vụ | Chủ trì | Phối hợp | Hạn hoàn thành |
|---|---|---|---|---|
| N01 | Hoàn thành, đưa vào sử dụng cầu Đạ Tông | Ban Quản lý dự án | UBND huyện Đạ Rông | 20/11/2024 |
| N02 | Xây dựng Đề án cấp nước đô thị giai đoạn 2025 – 2030 | Phòng Hạ tầng kỹ thuật | Văn phòng Sở | 30/6/2024 |
| N03 | Rà soát, lắp bổ sung đèn tín hiệu cho các nút giao | Phòng Quản lý giao thông | Thanh tra Sở | 31/5/2024 |
| N04 | Số hóa hồ sơ cấp phép tại trụ sở 1 | Văn phòng Sở | Phòng Quản lý nhà | 31/10/2024 |
| N05 | Số hóa hồ sơ cấp phép tại trụ sở 2 | Văn phòng Sở | Phòng Quản lý nhà | 30/12/2024 |
| N06 | Khảo sát quỹ đất làm bến xe phía Nam | Phòng Quy hoạch | Ban Quản lý dự án | 15/12/2024 |

Nơi nhận:
- UBND tỉnh (để báo cáo);
- Công an tỉnh (để phối hợp);
- Lưu: VT.

GIÁM ĐỐC

Trần Quốc Bảo
"""

REPORT = """UBND TỈNH LÂM HÀ
SỞ XÂY DỰNG

Số: 310/BC-SXDLH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Lâm Hà, ngày 20 tháng 9 năm 2024

BÁO CÁO
Kết quả công tác 9 tháng đầu năm 2024

Kính gửi: UBND tỉnh Lâm Hà

I. KẾT QUẢ

1. Tiến độ nhiệm vụ

| Mã | Nhiệm vụ | Trạng thái | Diễn giải |
|---|---|---|---|
| N01 | Cầu Đạ Tông | Đang thực hiện | Khối lượng đạt 83%; hợp long ngày 05/9/2024 |
| N02 | Đề án cấp nước đô thị | Hoàn thành | Quyết định số 877/QĐ-UBND ngày 28/6/2024 |
| N03 | Lắp bổ sung đèn tín hiệu | Quá hạn | Đã lắp 31/40 nút |
| N04 | Số hóa hồ sơ cấp phép trụ sở 1 | Hoàn thành | 12.400 hồ sơ |
| N05 | Số hóa hồ sơ cấp phép trụ sở 2 | Có nguy cơ chậm | Mới thuê xong đơn vị |

2. Việc khảo sát quỹ đất làm bến xe phía Nam đang vướng quy hoạch đất lúa.

II. NHIỆM VỤ QUÝ IV

1. Hoàn thành lắp đèn tín hiệu tại 09 nút còn lại trước ngày 30/10/2024.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Lê Thị Hạnh
"""

DOCUMENTS = {"ke-hoach.md": PLAN, "bao-cao.md": REPORT}

ASKED: list[Asked] = [
    # who, until when and how far, in one question
    Asked(("cầu đạ tông đơn vị nào làm, hạn bao h, tới đâu r",), (("Ban Quản lý dự án",), ("20/11/2024",), ("83%",))),
    Asked(("lap den tin hieu ai chu tri, han khi nao, xong chua",), (("Quản lý giao thông",), ("31/5",), ("31/40",))),
    Asked(("de an cap nuoc do thi duyet chua",), (("877/QĐ-UBND",),)),
    Asked(("so hoa ho so tru so 2 den dau roi",), (("nguy cơ chậm",),), ("12.400",)),
    Asked(("số hóa hồ sơ trụ sở 1 xong chưa",), (("12.400",), ("Hoàn thành",))),
    # a sentence of the report tells it; what the report itself plans does not
    Asked(("khao sat quy dat ben xe phia nam den dau roi",), (("vướng quy hoạch",), ("15/12/2024",))),
    # the rest of the task just told
    Asked(("ai chu tri so hoa ho so tru so 1", "han chot?"), (("31/10/2024",),), ("30/12/2024",)),
    Asked(("cầu đạ tông phòng nào chủ trì", "xong chưa"), (("83%",),)),
    Asked(("nhung nhiem vu nao qua han hoac cham",), (("đèn tín hiệu",), ("trụ sở 2",)), ("cầu Đạ Tông",)),
    # the headers
    Asked(("so bc 9 thang cua sxd la so may",), (("310/BC-SXDLH",),), ("45/KH-SXDLH",)),
    Asked(("số kế hoạch năm 2024 của sở",), (("45/KH-SXDLH",),), ("310/BC-SXDLH",)),
    Asked(("bao cao 9 thang ai ky, chuc vu gi",), (("Lê Thị Hạnh",), ("Phó Giám đốc", "PHÓ GIÁM ĐỐC"))),
    Asked(("giam doc ky kh la ai",), (("Trần Quốc Bảo",),), ("Lê Thị Hạnh",)),
    Asked(("kế hoạch 2024 gửi cho những nơi nào",), (("Công an tỉnh",),)),
    Asked(("cau suoi vang den dau roi",)),
]
