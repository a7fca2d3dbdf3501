"""What may stand after a figure: scales, money, measures, and the open class of counted nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from corpus.text import fold

Dimension = Literal["vnd", "usd", "percent", "ratio", "count", "area", "length", "weight", "time", "other"]


class UnitHit(NamedTuple):
    """A unit read after a figure: where it ends, how it is written, its power of ten, what it measures."""

    end: int
    unit: str
    mult: int
    dimension: Dimension
    noun: str = ""
    firm: bool = True  # a unit that no ordinal number carries: %, money, ha …


SCALES: dict[str, tuple[str, int]] = {
    "nghin ty": ("nghìn tỷ", 12), "ngan ty": ("nghìn tỷ", 12), "nghin ti": ("nghìn tỷ", 12),
    "trieu ty": ("triệu tỷ", 15), "tram ty": ("trăm tỷ", 11), "chuc ty": ("chục tỷ", 10),
    "nghin trieu": ("nghìn triệu", 9), "ty": ("tỷ", 9), "ti": ("tỷ", 9), "trieu": ("triệu", 6), "tr": ("triệu", 6),
    "nghin": ("nghìn", 3), "ngan": ("nghìn", 3), "van": ("vạn", 4),
}  # fmt: skip
_MONEY: dict[str, tuple[str, Dimension]] = {
    "dong viet nam": ("đồng", "vnd"), "dong": ("đồng", "vnd"), "vnd": ("đồng", "vnd"), "d": ("đồng", "vnd"),
    "do la my": ("USD", "usd"), "do la": ("USD", "usd"), "usd": ("USD", "usd"), "us$": ("USD", "usd"),
    "$": ("USD", "usd"), "u$d": ("USD", "usd"), "do my": ("USD", "usd"),
    "euro": ("EUR", "other"), "eur": ("EUR", "other"), "yen": ("yên", "other"), "jpy": ("yên", "other"),
    "nhan dan te": ("nhân dân tệ", "other"), "ndt": ("nhân dân tệ", "other"), "cny": ("nhân dân tệ", "other"),
    "won": ("won", "other"), "krw": ("won", "other"), "bang anh": ("bảng Anh", "other"),
}  # fmt: skip
_MEASURES: dict[str, tuple[str, Dimension]] = {
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
_STOP = frozenset(
    """va voi so bang dat la tang giam cua cho tai trong den tu o thi co da dang se duoc dc bi nay do tren duoi nhu theo
    vi khi ma cung con lai nua tro rieng uoc gom bao nham de ve khong chua vao ra len xuong sau truoc hay hoac cac nhung
    moi dau cuoi giua ke cong lien thuoc bo gui giao trinh phe hoan khai khoi thu tiep giai chuyen dieu chap thong tin
    phan muc toi hon gan vuot them may gi nao sao the a nhe nhi vay thoi thang quy nam ngay qua chu phoi bn ko k hok noi
    kinh ai xong cap thuc lap to duy day""".split()
)
_ACCENTED_STOP = frozenset(
    """và với so bằng đạt là tăng giảm của cho tại trong đến từ ở thì có đã đang sẽ được bị này đó trên dưới như theo vì
    khi mà cùng cũng còn lại nữa trở riêng ước gồm bao nhằm để đề về không chưa vào ra lên xuống sau trước hay hoặc các
    những mỗi mới đầu cuối giữa kể cộng liền liên thuộc bộ gửi giao trình phê hoàn khai khởi thu thứ tiếp giải chuyển
    điều chấp thông tin phần mục mức tới hơn gần vượt thêm mấy gì nào sao thế ạ nhé nhỉ vậy thôi tháng quý năm ngày qua
    trị chủ phối nói kinh ai xong cấp thực lập tổ tờ đủ duy đẩy đây""".split()
)
# Nouns of the table that begin with a stop word stay nouns (nhà ở, thông báo, cấp …): the table is asked first.
_LONGEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:[-&][^\W\d_]+)?|[%‰$]")
_PER = re.compile(
    r"\s?/\s?(usd|dong|nguoi|ng|th|lao dong|ld|ha|m2|m²|m3|ngay|thang|nam|quy|dem|gio|tan|kg|ho|du an"
    r"|doanh nghiep|km|lit|kwh|luot khach|luot|hs|ho so|khau|phieu|vu|suat|can|xa|don vi|hoc sinh|lop|giuong benh"
    r"|giuong|van dan|1\.000 dan|10\.000 dan"
    r"|khach|nguoi benh|benh nhan|giao vien|phong|thon|truong|tau|nha|vien|phien|cuoc)(?![\w])"
)
_PER_SHOWN = {
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


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_SCALE = re.compile(rf"\s*({_alternatives(SCALES)})(?![^\W\d_])")
_CURRENCY = re.compile(rf"\s*({_alternatives(_MONEY)})(?!\w)")
_COUNTED_DONG = re.compile(r"(?<=[đĐ]ồng)\s+(?:hồ|chí|bào)\b")  # "6.300 đồng hồ", "12 đồng chí" are no money
_MEASURE = re.compile(rf"\s*({_alternatives(_MEASURES)})(?!\w)")


def _key(m: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", m[1])


def _with_per(folded: str, hit: UnitHit) -> UnitHit:
    while m := _PER.match(folded, hit.end):
        word = re.sub(r"\s+", " ", m[1])
        hit = hit._replace(end=m.end(), unit=f"{hit.unit}/{_PER_SHOWN.get(word, word)}", dimension=hit.dimension)
    return hit


def _long_figure(folded: str, at: int) -> bool:
    """ "500.000d" is money, "3D" is not."""
    return at >= 3 and folded[at - 3 : at].isdigit()


def _money(text: str, folded: str, at: int) -> UnitHit | None:
    m = _CURRENCY.match(folded, at)
    if m and _COUNTED_DONG.match(text, m.end()):
        return None
    if m:
        key = _key(m)
        if key == "d" and text[m.start(1)] not in "đĐ" and (m.start(1) > at or not _long_figure(folded, at)):
            return None
        return UnitHit(m.end(), _MONEY[key][0], 0, _MONEY[key][1])
    m = re.compile(r"\s*do(?!\w)").match(folded, at)
    if m and text[m.start() : m.end()].strip().lower() == "đô":
        return UnitHit(m.end(), "USD", 0, "usd")
    return None


def _other_word(text: str, word: re.Match[str], shown: str) -> bool:
    """Is one syllable another word than the noun of the table: "cho" in accented text is no "chợ", "đã" no "DA"?"""
    typed = text[word.start() : word.end()]
    printed = typed.lower()
    if " " in shown or shown.isupper() or shown == "người":
        return printed not in (word.group(), shown) and printed.replace("đ", "d") != word.group()
    return printed != shown and (is_accented(text) or word.group() in _STOP)


def _other_words(text: str, words: list[re.Match[str]], shown: str) -> bool:
    """Is the first of several syllables another noun than the table's: "02 hộ so với …" counts no "hồ sơ"?"""
    printed = text[words[0].start() : words[0].end()].lower()
    return printed in COUNTED and is_accented(printed) and printed != shown.split()[0]


def _is_stop(text: str, word: re.Match[str]) -> bool:
    printed = text[word.start() : word.end()].lower()
    return word.group() in _STOP if printed == word.group() else printed in _ACCENTED_STOP


def is_accented(text: str) -> bool:
    """Is the text typed with Vietnamese marks, so that "thu" is no "thứ"?

    >>> is_accented("nghiệm thu"), is_accented("dung thu 3")
    (True, False)
    """
    return _MARKED.search(text) is not None


_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


def _noun(text: str, folded: str, at: int) -> UnitHit | None:
    """The counted noun at `at` (spaces allowed before): of the table, the longest; else a plausible unknown one."""
    words: list[re.Match[str]] = []
    position = at
    while len(words) < _LONGEST and (m := re.compile(r"[ \u00a0\n]*").match(folded, position)):
        w = _WORD.match(folded, m.end())
        if not w or (words and m.end() == position):
            break
        words.append(w)
        position = w.end()
    if not words or words[0].start() > at + 3:
        return None
    spoken = [w.group() for w in words]
    for count in range(len(spoken), 0, -1):
        shown = NOUNS.get(" ".join(spoken[:count]))
        if shown and not (_other_word(text, words[0], shown) if count == 1 else _other_words(text, words, shown)):
            return UnitHit(words[count - 1].end(), shown, 0, "count", " ".join(spoken), firm=False)
    first = text[words[0].start() : words[0].end()]
    if _is_stop(text, words[0]) or len(first) < 2 or first[0].isupper() or words[0].start() == at:
        return None
    end = words[0].end()
    if len(words) > 1 and not _is_stop(text, words[1]) and text[words[1].start()].islower():
        end = words[1].end()
    return UnitHit(end, re.sub(r"\s+", " ", text[words[0].start() : end]), 0, "count", " ".join(spoken), firm=False)


def read_unit(text: str, folded: str, at: int) -> UnitHit | None:
    """The unit that begins at `at` (right after a figure), or None.

    >>> t = "5 triệu USD/ha"
    >>> from corpus.text import fold
    >>> read_unit(t, fold(t), 1)[1:4]
    ('triệu USD/ha', 6, 'usd')
    """
    if (m := _SCALE.match(folded, at)) and not _other_scale(text[m.start(1) : m.end(1)].lower()):
        word, power = SCALES[_key(m)]
        if carried := _CARRIED.match(folded, m.end()):
            return UnitHit(carried.end(), f"{word} {text[carried.start(1) : carried.end(1)]}", power, "other")
        inner = _money(text, folded, m.end()) or _measure(text, folded, m.end()) or _noun(text, folded, m.end())
        if inner is None or (inner.dimension == "count" and not _counted_in_scale(inner)):
            return _with_per(folded, UnitHit(m.end(), word, power, "other"))
        return _with_per(folded, inner._replace(unit=f"{word} {inner.unit}", mult=power, firm=True))
    if glued := re.compile(r"k(?!\w)").match(folded, at):
        return UnitHit(glued.end(), "nghìn", 3, "other")
    if carried := _CARRIED.match(folded, at):
        return UnitHit(carried.end(), text[carried.start(1) : carried.end(1)], 0, "other")
    hit = _money(text, folded, at) or _measure(text, folded, at) or _noun(text, folded, at)
    return _with_per(folded, hit) if hit else None


_CARRIED = re.compile(r"\s*((?:tan|hk|khach|hanh khach|luot hanh khach|teu)\s?\.\s?km)(?!\w)")
"""Traffic work: "282,5 triệu HK.km" counts passengers times kilometres."""


def _other_scale(printed: str) -> bool:
    """Is an accented word another than the scale: "3.200 vận động viên" says no "vạn"?

    >>> _other_scale("vận"), _other_scale("vạn"), _other_scale("van"), _other_scale("tỉ")
    (True, False, False, False)
    """
    return printed in _NO_SCALES


_NO_SCALES = frozenset("vận văn vân vẫn vấn vặn ngân ngăn ngắn ngạn triều tý tỵ trạm trầm".split())


def _counted_in_scale(hit: UnitHit) -> bool:
    """ "1,2 triệu lượt khách" counts visitors; in "2 tỷ vốn" the noun only follows."""
    return hit.unit in _SCALED_NOUNS


_SCALED_NOUNS = frozenset(
    ["người", "lượt", "lượt khách", "lượt người", "lao động", "khách", "sản phẩm", "con", "cây", "liều", "hộ",
     "học sinh", "chiếc", "bộ", "cái", "hồ sơ", "liều vắc xin", "mũi", "mũi tiêm", "dân", "lượt truy cập", "container",
     "gia cầm", "viên", "xét nghiệm", "hành khách", "lượt hành khách", "lượt bạn đọc", "thẻ", "tài khoản", "bản sách"]
)  # fmt: skip


def _measure(text: str, folded: str, at: int) -> UnitHit | None:
    m = _MEASURE.match(folded, at)
    if not m:
        return None
    key = _key(m)
    printed = text[m.start(1) : m.end(1)].lower()
    if _wrong_accent(key, printed):
        return None
    if key == "m" and m.start(1) > at + 1:
        return None
    shown, dimension = _MEASURES[key]
    return UnitHit(m.end(), shown, 0, dimension, key if dimension in ("time", "ratio") else "", dimension != "time")


_ACCENTED = {
    "tan": "tấn", "ta": "tạ", "mau": "mẫu", "nam": "năm", "lan": "lần", "ngay": "ngày", "gio": "giờ", "phut": "phút",
    "tuan": "tuần", "tieng": "tiếng", "lit": "lít", "met": "mét",
}  # fmt: skip


def _wrong_accent(key: str, printed: str) -> bool:
    """Accented text says which word it is: "25 tàn" are no tonnes."""
    right = _ACCENTED.get(key)
    return bool(right) and printed != key and printed != right
