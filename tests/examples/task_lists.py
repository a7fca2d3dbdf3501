"""Lists of assigned tasks: what is meant ← how it is written."""

STATES: dict[tuple[str, bool | None], tuple[str, ...]] = {
    ("done", None): ("Hoàn thành", "hoan thanh", "Đã hoàn thành.", "Xong", "HT", "100%", "Đã ban hành",
                     "Hoàn thành 100%"),
    ("done", False): ("Hoàn thành đúng hạn", "Đã hoàn thành trước hạn", "HT trong hạn", "xong, không quá hạn"),
    ("done", True): ("Hoàn thành quá hạn", "Đã hoàn thành (trễ hạn)", "Hoàn thành chậm tiến độ"),
    ("doing", None): (
        "Đang thực hiện", "đang th", "Đang xử lý", "Chưa hoàn thành", "Hoàn thành 60%", "80%", "Cơ bản hoàn thành",
        "Dự kiến hoàn thành trong tháng 11", "Đã trình, chờ phê duyệt", "tiếp tục thực hiện", "sắp xong",
        "đã thực hiện 40%", "chưa được hoàn thành",
    ),
    ("doing", False): ("Chưa đến hạn", "Trong hạn", "đang thực hiện, chưa quá hạn", "còn hạn"),
    ("doing", True): ("Quá hạn", "Trễ hạn", "Chưa hoàn thành (quá hạn)", "đang làm, chậm tiến độ"),
    ("not_started", None): ("Chưa thực hiện", "chưa triển khai", "Mới giao", "Chưa bắt đầu"),
    ("", None): ("", "Văn phòng", "x", "xem công văn số 12"),
}  # fmt: skip

DAYS: dict[str, tuple[str, ...]] = {
    "2024-09-30": ("30/9/2024", "30-09-2024", "30.9.2024", "30/09/24", "2024-09-30", "ngày 30 tháng 9 năm 2024",
                   "45565", "trước 30/9", "30/8/2024 (gia hạn đến 30/9/2024)", "2024-09-30 00:00:00"),
    "2024-Q3": ("Quý III/2024", "quý 3 năm 2024", "2024-Q3"),
    "2024-M10": ("Tháng 10", "T10/2024", "trong tháng 10/2024"),
    "2024": ("Năm 2024", "2024"),
    "": ("", "Thường xuyên", "31/02/2024", "30/13/2024", "không thời hạn", "theo chỉ đạo"),
}  # fmt: skip

HEADS: tuple[tuple[str, ...], ...] = (
    ("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn", "Kết quả"),
    ("Số TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian hoàn thành", "Tình hình thực hiện"),
    ("TT", "NỘI DUNG CHỈ ĐẠO", "PHỤ TRÁCH", "HẠN HOÀN THÀNH", "TRẠNG THÁI"),
    ("tt", "ten nhiem vu", "don vi duoc giao", "han xu ly", "tien do"),
    ("Mã NV", "Việc được giao", "Phòng chủ trì tham mưu", "Ngày hết hạn", "Tình trạng xử lý"),
    ("No", "Đầu việc", "Đầu mối", "Thời hạn yêu cầu", "Mức độ hoàn thành"),
)

NO_HEADS: tuple[tuple[str, ...], ...] = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"),
    ("TT", "Nội dung", "Ghi chú"),
    ("Họ tên", "Chức vụ", "Điện thoại"),
)
