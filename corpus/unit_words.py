"""The words of units, in folded form, and how each is written: scales, money, measures, counted nouns, "per" words."""

from __future__ import annotations

import re
from typing import Literal

from corpus.text import fold

Dimension = Literal["vnd", "usd", "percent", "ratio", "count", "area", "length", "weight", "time", "other"]

SCALES: dict[str, tuple[str, int]] = {
    "nghin ty": ("nghìn tỷ", 12), "ngan ty": ("nghìn tỷ", 12), "nghin ti": ("nghìn tỷ", 12),
    "trieu ty": ("triệu tỷ", 15), "tram ty": ("trăm tỷ", 11), "chuc ty": ("chục tỷ", 10),
    "nghin trieu": ("nghìn triệu", 9), "ty": ("tỷ", 9), "ti": ("tỷ", 9), "trieu": ("triệu", 6), "tr": ("triệu", 6),
    "nghin": ("nghìn", 3), "ngan": ("nghìn", 3), "van": ("vạn", 4),
}  # fmt: skip
"""How each is written, and its power of ten."""
MONEY: dict[str, tuple[str, Dimension]] = {
    "dong viet nam": ("đồng", "vnd"), "dong": ("đồng", "vnd"), "vnd": ("đồng", "vnd"), "d": ("đồng", "vnd"),
    "do la my": ("USD", "usd"), "do la": ("USD", "usd"), "usd": ("USD", "usd"), "us$": ("USD", "usd"),
    "$": ("USD", "usd"), "u$d": ("USD", "usd"), "do my": ("USD", "usd"),
    "euro": ("EUR", "other"), "eur": ("EUR", "other"), "yen": ("yên", "other"), "jpy": ("yên", "other"),
    "nhan dan te": ("nhân dân tệ", "other"), "ndt": ("nhân dân tệ", "other"), "cny": ("nhân dân tệ", "other"),
    "won": ("won", "other"), "krw": ("won", "other"), "bang anh": ("bảng Anh", "other"),
}  # fmt: skip
"""How each is written, and what it measures."""
MEASURES: dict[str, tuple[str, Dimension]] = {
    "%": ("%", "percent"), "phan tram": ("%", "percent"), "pct": ("%", "percent"), "phan nghin": ("‰", "percent"),
    "‰": ("‰", "percent"), "diem phan tram": ("điểm phần trăm", "other"), "diem %": ("điểm phần trăm", "other"),
    "ha": ("ha", "area"), "hecta": ("ha", "area"), "hec ta": ("ha", "area"), "hec-ta": ("ha", "area"),
    "met vuong": ("m2", "area"), "m2": ("m2", "area"), "m²": ("m2", "area"), "km2": ("km2", "area"),
    "km²": ("km2", "area"), "mau": ("mẫu", "area"), "m3": ("m3", "other"), "m³": ("m3", "other"),
    "met khoi": ("m3", "other"), "lit": ("lít", "other"), "km": ("km", "length"), "met": ("m", "length"),
    "m": ("m", "length"), "hai ly": ("hải lý", "length"), "tan": ("tấn", "weight"), "ta": ("tạ", "weight"),
    "kg": ("kg", "weight"), "dwt": ("DWT", "weight"), "teu": ("TEU", "other"), "mw": ("MW", "other"),
    "mwp": ("MWp", "other"), "kwh": ("kWh", "other"), "kw": ("kW", "other"), "kv": ("kV", "other"),
    "kva": ("kVA", "other"), "mva": ("MVA", "other"), "do c": ("độ C", "other"), "nam": ("năm", "time"),
    "ngay lam viec": ("ngày làm việc", "time"), "ngay cong": ("ngày công", "other"),
    "ngay": ("ngày", "time"), "gio": ("giờ", "time"),
    "phut": ("phút", "time"), "tuan": ("tuần", "time"), "tieng": ("tiếng", "time"), "lan": ("lần", "ratio"),
}  # fmt: skip
"""How each is written, and what it measures."""

# Counted nouns known by name, so that phone typing without diacritics still prints well. The class itself is open.
_NOUNS = """dự án đầu tư|lượt dự án|dự án|da:dự án|bộ hồ sơ|hồ sơ|hs:hồ sơ|nhiệm vụ|nv:nhiệm vụ|thủ tục hành chính|
thủ tục|tthc:thủ tục|lao động|người|lđ:lao động|nld:người|doanh nghiệp|dn:doanh nghiệp|lượt người|lượt khách|
lượt truy cập|lượt tàu|lượt|hộ nghèo|hộ cận nghèo|hộ gia đình|hộ dân|hộ|đơn vị|cơ quan|phòng học|phòng|
khu công nghiệp|khu chế xuất|khu kinh tế|kcn:KCN|kkt:KKT|kcx:KCX|khu đất|khu|cụm công nghiệp|ccn:cụm công nghiệp|cụm|
văn bản|báo cáo|cuộc họp|cuộc thi|cuộc|hội nghị|hội thảo|buổi|đợt|lớp|học viên|học sinh|sinh viên|giáo viên|
trường học|trường hợp|trường|bệnh viện|bệnh nhân|giường bệnh|giường|bác sĩ|xã|phường|huyện|quận|thị trấn|tỉnh|
thành phố|địa phương|thôn|căn hộ|căn nhà|căn|nhà máy|nhà đầu tư|nhà văn hóa|nhà ở|nhà|tòa nhà|tòa|tầng|block|
công trình|gói thầu|điều dưỡng|hộ sinh|dược sĩ|y sĩ|kỹ thuật viên|cơ sở lưu trú|hướng dẫn viên|điểm dân cư|
ca tử vong|hạng mục|tuyến đường|tuyến|cầu|bến cảng|bến|cầu cảng|tàu|chuyến bay|chuyến|chỉ tiêu|chỉ số|
tiêu chí|sản phẩm|mô hình|hợp tác xã|htx:hợp tác xã|tổ công tác|tổ chức|tổ|nhóm|đoàn công tác|đoàn|đồng chí|cán bộ|
công chức|viên chức|đảng viên|chi bộ|giấy phép|giấy chứng nhận|giấy khen|gcn:giấy chứng nhận|quyết định|nghị quyết|
kế hoạch|thông báo|vụ việc|vụ án|vụ tai nạn|vụ|ca mắc|ca|đơn thư|đơn|kiến nghị|ý kiến|phản ánh|tập thể|cá nhân|
danh hiệu|bằng khen|sáng kiến|đề tài|con|gia súc|gia cầm|cây|chai|liều vắc xin|liều|mũi tiêm|mũi|bộ|chiếc|cái|máy|
thiết bị|tài khoản|dịch vụ công|dịch vụ|điểm trường|điểm cầu|điểm|ngôi|vị trí|thứ bậc|bậc|hạng|tin bài|bản tin|tin|
bài viết|bài|ấn phẩm|ngôn ngữ|đầu sách|lô đất|lô|thửa đất|thửa|phương tiện|xe|quốc gia|nước|thị trường|mặt hàng|
ngành nghề|ngành|lĩnh vực|container|suất quà|suất|phần quà|cơ sở|trang trại|trang|phiếu|nhân khẩu|khẩu|thanh niên|
phụ nữ|trẻ em|đối tượng|vận động viên|huy chương|giải|bản|câu hỏi|cuộc gọi|vướng mắc|nội dung|giải pháp|mục tiêu|
chương trình|đề án|phong trào|hoạt động|sự kiện|di tích|chợ|siêu thị|trạm y tế|trạm|nhân viên|chuyên gia|công nhân|
nhân sự|biên chế|cửa khẩu|hợp đồng|thỏa thuận|biên bản|thành viên|khách sạn|khách|chủ đầu tư|nhà thầu|công ty|
tập đoàn|văn phòng|cán bộ công chức|tác phẩm|camera|trận|lễ hội|tiểu dự án|đồ án|lượt hành khách|hành khách|xét nghiệm|
phó giáo sư|giáo sư|giảng viên|khoa|kỳ|buồng|bản sách|lượt bạn đọc|gói kỹ thuật|thẻ bạn đọc|thẻ|viên|bước|
loại|phần|việc|vị|em|cháu|bạn"""


def _noun_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in re.sub(r"\s*\n\s*", "", _NOUNS).split("|"):
        key, _, shown = entry.partition(":")
        table[fold(key)] = shown or key
    return table


NOUNS = _noun_table()
COUNTED = frozenset(NOUNS.values())
"""Nouns known to be counted, as they are written."""
STOP = frozenset(
    """va voi so bang dat la tang giam cua cho tai trong den tu o thi co da dang se duoc dc bi nay do tren duoi nhu theo
    vi khi ma cung con lai nua tro rieng uoc gom bao nham de ve khong chua vao ra len xuong sau truoc hay hoac cac nhung
    moi dau cuoi giua ke cong lien thuoc bo gui giao trinh phe hoan khai khoi thu tiep giai chuyen dieu chap thong tin
    phan muc toi hon gan vuot them may gi nao sao the a nhe nhi vay thoi thang quy nam ngay qua chu phoi bn ko k hok noi
    kinh ai xong cap thuc lap to duy day""".split()
)
"""Words that are no counted noun, as typed without marks; a noun of the table that begins with one stays a noun."""
ACCENTED_STOP = frozenset(
    """và với so bằng đạt là tăng giảm của cho tại trong đến từ ở thì có đã đang sẽ được bị này đó trên dưới như theo vì
    khi mà cùng cũng còn lại nữa trở riêng ước gồm bao nhằm để đề về không chưa vào ra lên xuống sau trước hay hoặc các
    những mỗi mới đầu cuối giữa kể cộng liền liên thuộc bộ gửi giao trình phê hoàn khai khởi thu thứ tiếp giải chuyển
    điều chấp thông tin phần mục mức tới hơn gần vượt thêm mấy gì nào sao thế ạ nhé nhỉ vậy thôi tháng quý năm ngày qua
    trị chủ phối nói kinh ai xong cấp thực lập tổ tờ đủ duy đẩy đây""".split()
)
"""The same, as written with marks."""
PER_SHOWN = {
    "usd": "USD", "dong": "đồng", "nguoi": "người", "ng": "người", "th": "tháng",
    "lao dong": "lao động", "ld": "lao động", "ngay": "ngày",
    "thang": "tháng", "nam": "năm", "quy": "quý", "dem": "đêm", "gio": "giờ", "tan": "tấn", "ho": "hộ",
    "du an": "dự án", "doanh nghiep": "doanh nghiệp", "lit": "lít", "luot": "lượt", "kwh": "kWh", "m²": "m2",
    "hs": "hồ sơ", "ho so": "hồ sơ", "khau": "khẩu", "phieu": "phiếu", "vu": "vụ", "xa": "xã",
    "don vi": "đơn vị", "hoc sinh": "học sinh", "lop": "lớp", "giuong": "giường", "van dan": "vạn dân",
    "suat": "suất", "can": "căn", "khach": "khách", "luot khach": "lượt khách", "giuong benh": "giường bệnh",
    "1.000 dan": "1.000 dân", "10.000 dan": "10.000 dân", "nguoi benh": "người bệnh", "benh nhan": "bệnh nhân",
    "giao vien": "giáo viên", "phong": "phòng", "thon": "thôn", "truong": "trường", "tau": "tàu",
    "nha": "nhà", "vien": "viên", "phien": "phiên", "cuoc": "cuộc",
}  # fmt: skip
"""What stands behind the slash of "triệu đồng/người", as it is written."""
NO_SCALES = frozenset("vận văn vân vẫn vấn vặn ngân ngăn ngắn ngạn triều tý tỵ trạm trầm".split())
"""Words with marks that only look like a scale once folded."""
SCALED_NOUNS = frozenset(
    ["người", "lượt", "lượt khách", "lượt người", "lao động", "khách", "sản phẩm", "con", "cây", "liều", "hộ",
     "học sinh", "chiếc", "bộ", "cái", "hồ sơ", "liều vắc xin", "mũi", "mũi tiêm", "dân", "lượt truy cập", "container",
     "gia cầm", "viên", "xét nghiệm", "hành khách", "lượt hành khách", "lượt bạn đọc", "thẻ", "tài khoản", "bản sách"]
)  # fmt: skip
"""Nouns that are counted in thousands and millions."""
ACCENTED = {
    "tan": "tấn", "ta": "tạ", "mau": "mẫu", "nam": "năm", "lan": "lần", "ngay": "ngày", "gio": "giờ", "phut": "phút",
    "tuan": "tuần", "tieng": "tiếng", "lit": "lít", "met": "mét",
}  # fmt: skip
"""How a measure is written with its marks: another word with other marks is none."""
