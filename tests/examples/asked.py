"""What a question is taken to ask: `value ← spellings`, on text as `understand` has it (expanded, folded)."""

WANTED: list[tuple[str, tuple[str, ...]]] = [
    ("thu hut fdi 6 thang dat bao nhieu %", ("percent", "figure")),
    ("dat may phan tram ke hoach", ("percent", "figure")),
    ("ty le bao nhieu", ("percent", "figure")),
    ("co bao nhieu du an", ("figure",)),
    ("so luong ho so", ("figure",)),
    ("phong nao chu tri", ("who",)),
    ("ai chiu trach nhiem", ("who",)),
    ("giao cho don vi nao", ("who",)),
    ("ai la giam doc", ("person", "who")),
    ("khi nao xong", ("when",)),
    ("han nop ngay nao", ("when",)),
    ("theo quyet dinh nao", ("which_document",)),
    ("van ban so may", ("which_document",)),
    ("o dau", ("where",)),
    ("gom nhung gi", ("list",)),
    ("tai sao cham", ("why",)),
    ("so dien thoai phong tai chinh", ("contact",)),
    ("co dung khong", ("yes_no",)),
    ("hoan thanh chua", ("yes_no",)),
    # words that only look like asking
    ("so nong nghiep", ()),
    ("doanh thu nam 2023", ()),
    ("ke hoach tong hop", ()),
    ("", ()),
]

INTENT: list[tuple[str, str | None]] = [
    ("nguon dau", "source"),
    ("nguon o dau", "source"),
    ("tom tat ke hoach", "summary"),
    ("diem nhanh 6 thang", "summary"),
    ("hai bao cao co khop khong", "conflict"),
    ("sao bao cao ghi khac nhau", "conflict"),
    ("doanh thu con thieu bao nhieu", "compute"),
    ("vuot ke hoach bao nhieu", "compute"),
    ("binh quan moi thang", "compute"),
    ("chiem bao nhieu phan tram", "compute"),
    ("so sanh doanh thu hai nam", "compare"),
    ("tinh nao cao nhat", "compare"),
    ("xep hang thu may", "compare"),
    # slots decide
    ("doanh thu nam 2023", None),
    ("phong nao chu tri", None),
    ("phong ke hoach tong hop lam gi", None),
    ("nguon nhan luc chat luong cao", None),
    ("", None),
]

UNIT: list[tuple[str, str]] = [
    ("so du an dang trien khai", "du an"),
    ("tong so can bo", "can bo"),
    ("so lao dong la gi", ""),
    ("may can bo", "can bo"),
    ("duyet cho may du an", "du an"),
    ("rong bao nhieu ha", "ha"),
    ("dat bao nhieu", ""),
    ("thu bao nhieu ty dong", "ty dong"),
    ("bao nhieu trieu usd", "trieu usd"),
    ("dat bao nhieu %", "%"),
    ("co may nguoi", "nguoi"),
    ("may ho so qua han", "ho so"),
    ("bao nhieu nghin luot khach", "luot khach"),
    ("may khu cong nghiep", "khu cong nghiep"),
    ("so bao nhieu nam nao", ""),
    ("", ""),
]

#: question <- slips mended, over the vocabulary below; an empty mapping leaves the question alone
VOCABULARY: dict[str, int] = {
    "thang": 40, "thanh": 30, "doanh": 25, "nghiep": 25, "khau": 20, "xuat": 20, "hoach": 18, "dong": 15, "hut": 12,
    "quy": 12, "nuoc": 9, "oda": 3, "khai": 1,
}  # fmt: skip
SLIPS: list[tuple[str, dict[str, str]]] = [
    ("bao nhieu thnag", {"thnag": "thang"}),
    ("xuaat khau bao nhieu", {"xuaat": "xuat"}),
    ("doanh nghiepj", {"nghiepj": "nghiep"}),
    ("thu hutt", {"hutt": "hut"}),
    ("6 thagns dau nam", {"thagns": "thang"}),
    ("fdi thagn 6 bao nhieu", {"thagn": "thang"}),
    # a syllable is what it is, even when no document has it
    ("nhung lua gi", {}),
    ("thanh thanh", {}),
    # no vowel, too short, or no near word: left for "not found"
    ("kcn kkt bql", {}),
    ("vn", {}),
    ("blockchain", {}),
    # another language is not bent into this one
    ("what is the weather today", {}),
    # codes, addresses and figures are not words
    ("254/kh-bql", {}),
    ("heza.gov.vn a@b.vn", {}),
    ("12,5 2023", {}),
    ("", {}),
]

#: (tokens, pairs the corpus has, words)
GROUPED: list[tuple[str, str, list[tuple[str, ...]]]] = [
    ("da nghiem thu may du an", "nghiem thu,du an", [("nghiem", "thu"), ("du", "an")]),
    ("giai ngan von ngan sach", "giai ngan,ngan von,ngan sach", [("giai", "ngan"), ("von",), ("ngan", "sach")]),
    ("fdi nam 2023", "", [("fdi",), ("2023",)]),
    ("bao nhieu la cua", "", []),
    ("zz fdi", "", [("fdi",)]),
    ("", "", []),
]

#: (typed without any marks, the documents' pairs, words): what looks like a function word may be half of a word
GROUPED_UNMARKED: list[tuple[str, str, list[tuple[str, ...]]]] = [
    ("thoi tiet the nao", "", [("thoi", "tiet")]),
    ("nhat ban co may du an", "nhat ban,du an", [("ban",), ("du", "an")]),
    ("bao nhieu la cua", "", []),
]

#: (question, the words that are looked for): a name of two capitals is no scrap
NAMED: list[tuple[str, list[str]]] = [
    ("dự án LG bao nhiêu tiền", ["lg", "tien"]),
    ("DU AN LG BAO NHIEU", []),
    ("nv lg", []),
]

#: (folded token, as typed, stop)
STOPS: list[tuple[str, str | None, bool]] = [
    ("cua", "của", True),
    ("cua", "cửa", False),
    ("nhat", "nhất", True),
    ("nhat", "Nhật", False),
    ("nhat", None, True),
    ("bao", "báo", False),
    ("bao", "bao", True),
    ("a", "ạ", True),
    ("fdi", "FDI", False),
    ("von", "vốn", False),
]

#: (word, text, credit)
CREDITS: list[tuple[tuple[str, ...], str, float]] = [
    (("nghiem", "thu"), "đã nghiệm thu công trình", 1.0),
    (("nghiem", "thu"), "thu ngân sách nghiêm", 0.45),
    (("nghiem", "thu"), "thu ngân sách", 0.15),
    (("nghiem", "thu"), "giải ngân", 0.0),
    (("fdi",), "vốn FDI", 1.0),
    (("fdi",), "vốn DDI", 0.0),
    (("kcn",), "Khu công nghiệp Nam Tràng Cát", 1.0),
]

#: (period of a figure, period asked, fit)
FITS: list[tuple[str, str, int]] = [
    ("2023", "2023", 3),
    ("2023-S1", "2023-S1", 3),
    ("2023-S1", "2023-M01/2023-M06", 3),
    ("2023-M01/2023-M12", "2023", 3),
    ("2023-06-07", "2023-S1", 2),
    ("2023-12-13", "2023", 2),
    ("2023-M12", "2023", 2),
    ("2023-M06", "2023-Q2", 2),
    ("2023", "2023-S1", 0),
    ("2023-S1", "2023", 0),
    ("2022", "2023", 0),
    ("2023-M05", "2023", 0),
    ("2023-01-15", "2023", 0),
    ("nonsense", "2023", 0),
    ("2023", "nonsense", 0),
    ("nonsense", "nonsense", 3),
]

#: (unit, period, measure of a figure, month or day asked, answers)
ENDS: list[tuple[str, str, str, str, int]] = [
    ("người", "2023-S1", "actual", "2023-M06", 1),
    ("người", "2023", "actual", "2023-M12", 1),
    ("dự án", "2023-S1", "cumulative", "2023-M06", 1),
    ("%", "2023-S1", "actual", "2023-06-15", 1),
    # a flow of six months is no figure of June; nor a stock of June one of May or of the year
    ("triệu USD", "2023-S1", "actual", "2023-M06", 0),
    ("người", "2023-S1", "actual", "2023-M05", 0),
    ("người", "2023-S1", "actual", "2023", 0),
    ("người", "2021/2025", "actual", "2025-M12", 0),
    ("người", "nonsense", "actual", "2023-M06", 0),
]

UNITS_ALIKE: list[tuple[str, str, bool]] = [
    ("người", "lao động", True),
    ("dự án", "dự án đầu tư", True),
    ("dự án đầu tư", "dự án", True),
    ("USD", "USD", True),
    ("Đồng", "đồng", True),
    ("USD", "đồng", False),
    ("ha", "%", False),
    ("hồ", "hồ sơ", True),
    ("người", "dự án", False),
]

PLACES: list[tuple[str, str]] = [
    ("Hải Phòng", "hai phong"),
    ("KKT Hải Phòng", "hai phong"),
    ("Ban Quản lý Khu kinh tế Hải Phòng", "hai phong"),
    ("UBND huyện Thạch Giang", "thach giang"),
    ("tỉnh Lam Giang", "lam giang"),
    ("TP. Hà Nội", "ha noi"),
    ("KCN VSIP", "vsip"),
    ("các KCN Hải Phòng", "hai phong"),
    ("Quận Hải An", "hai an"),
    ("", ""),
]
