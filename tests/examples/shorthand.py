"""Phone typing: `(typed, read)`; and well-typed texts that must stay as they are."""

SHORTHAND: list[tuple[str, str]] = [
    ("fdi 6t dc bn % sv kh", "fdi 6t được bao nhiêu % so với kế hoạch"),
    ("em ơi cho anh hỏi xuaats khaaur bnh ạ", "xuất khẩu bao nhiêu"),
    ("ddi bao nhieeu", "ddi bao nhiêu"),
    ("doanh thu so vs ck ntn", "doanh thu so với cùng kỳ như thế nào"),
    ("gcn dc von", "giấy chứng nhận điều chỉnh von"),
    ("ct 05 cua tinh uy", "chỉ thị 05 cua tinh uy"),
    ("dat ct giao chua", "dat chỉ tiêu giao chua"),
    ("so kh va cn", "so khoa học va cn"),
    ("dn nop ns bn", "doanh nghiệp nop ngân sách bao nhiêu"),
    ("tt dvvl", "trung tâm dịch vụ việc làm"),
    ("tt 05/2023", "thông tư 05/2023"),
    ("nv qhan ko???", "nhiệm vụ quá hạn không?"),
    ("baooo nhieu", "bao nhieu"),
    ("112 tr usd", "112 triệu usd"),
    ("bao nhieu ty", "bao nhieu tỷ"),
    ("xong 9 DA roi nhe", "xong 9 dự án roi"),
    ("nhie6u hs", "nhiêu hồ sơ"),
    ("thu tuc lam online", "thu tuc lam online"),
    ("giúp anh so sánh FDI với", "so sánh FDI với"),
]

UNCHANGED: list[str] = [
    "Doanh thu năm 2023 đạt bao nhiêu?",
    "Quyết định số 54/QĐ-UBND ngày 23/12/2022",
    "Kim ngạch xuất khẩu quý I/2024 của tỉnh",
    "FDI",
    "fdi 2023",
    "gia nha o xa hoi",
    "Thông tư 02/2023/TT-BTC, Nghị định 35/2022/NĐ-CP",
    "",
    "12.345,6",
]
