"""Invented reports of a hospital, a city's schools and a statistics office, and what is read from them."""

from __future__ import annotations

from tests.examples.observed import Expected

HOSPITAL_YEAR = """\
SỞ Y TẾ TỈNH AN SƠN
BỆNH VIỆN ĐA KHOA TỈNH AN SƠN

Số: 812/BC-BVT

An Sơn, ngày 18 tháng 12 năm 2024

BÁO CÁO
Kết quả công tác năm 2024 và phương hướng, nhiệm vụ năm 2025

Kính gửi: Sở Y tế tỉnh An Sơn

I. ĐẶC ĐIỂM TÌNH HÌNH

Bệnh viện là đơn vị hạng I, quy mô 750 giường kế hoạch, 880 giường thực kê; có 38 khoa, phòng với 842 viên chức,
người lao động, trong đó 196 bác sĩ, 388 điều dưỡng, 41 dược sĩ.

II. KẾT QUẢ THỰC HIỆN NĂM 2024

1. Công tác khám, chữa bệnh

Tổng số lượt khám bệnh đạt 312.450 lượt, bằng 104,2% kế hoạch, tăng 6,8% so với năm 2023; khám BHYT 268.300 lượt,
chiếm 85,9%. Điều trị nội trú 48.620 lượt, đạt 101,3% kế hoạch (48.000 lượt); điều trị ngoại trú 21.540 lượt. Ngày
điều trị bình quân 6,4 ngày, giảm 0,3 ngày so với năm 2023. Công suất sử dụng giường bệnh đạt 98,7%.

Tổng số ca phẫu thuật 14.280 ca, tăng 9,5%; trong đó phẫu thuật loại đặc biệt 620 ca, phẫu thuật loại I 5.340 ca,
phẫu thuật nội soi 2.115 ca. Thực hiện 96.800 thủ thuật. Tỷ lệ tử vong 0,21%, giảm 0,04 điểm phần trăm so với cùng
kỳ. Tỷ lệ chuyển tuyến 3,1%.

Xét nghiệm 1,86 triệu mẫu; chẩn đoán hình ảnh 245.700 lượt, gồm X-quang 128.400 lượt, siêu âm 82.100 lượt, CT 28.600
lượt, MRI 6.600 lượt. Riêng tháng 11 chụp MRI 640 lượt.

2. Hài lòng người bệnh, chuyển đổi số

Tỷ lệ hài lòng của người bệnh nội trú đạt 93,4%, ngoại trú đạt 90,1%; tỷ lệ hài lòng của nhân viên y tế đạt 88,6%. Có
62% lượt thanh toán viện phí không dùng tiền mặt. Bệnh viện đạt 4,12 điểm theo Bộ tiêu chí chất lượng.

3. Tài chính

Tổng thu 684,5 tỷ đồng, tăng 12,1% so với năm 2023, gồm: thu BHYT 512,3 tỷ đồng; thu viện phí trực tiếp 138,7 tỷ
đồng; thu khác 33,5 tỷ đồng. Tổng chi 651,2 tỷ đồng, trong đó chi thuốc, vật tư 298,4 tỷ đồng, chi lương và phụ cấp
214,6 tỷ đồng. Thu nhập tăng thêm bình quân 4,8 triệu đồng/người/tháng. Quỹ phát triển hoạt động sự nghiệp trích 25,6
tỷ đồng.

4. Đào tạo, nghiên cứu khoa học, chỉ đạo tuyến

- Cử 142 lượt cán bộ đi đào tạo, trong đó 12 bác sĩ chuyên khoa II, 27 bác sĩ chuyên khoa I.
- Nghiệm thu 24 đề tài cấp cơ sở, 02 đề tài cấp tỉnh.
- Chuyển giao 15 kỹ thuật cho 06 trung tâm y tế huyện; khám miễn phí cho 3.200 người cao tuổi.

5. Đầu tư, mua sắm

Dự án Khoa Ung bướu (tổng mức đầu tư 215 tỷ đồng, quy mô 120 giường) hoàn thành 68% khối lượng, giải ngân 96,4 tỷ
đồng, đạt 80,3% kế hoạch vốn năm 2024 (120 tỷ đồng). Mua 01 hệ thống CT 128 dãy trị giá 38,5 tỷ đồng.

III. TỒN TẠI, HẠN CHẾ

- Thiếu 28 bác sĩ so với đề án vị trí việc làm; tỷ lệ bác sĩ có trình độ sau đại học mới đạt 54%.
- Còn 03 vụ phản ánh qua đường dây nóng về thái độ phục vụ.

IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025

- Số lượt khám bệnh: 320.000 lượt; điều trị nội trú 50.000 lượt; công suất sử dụng giường bệnh từ 95% trở lên.
- Phấn đấu tổng thu 720 tỷ đồng; thanh toán không dùng tiền mặt đạt 80%.
- Tuyển dụng 30 bác sĩ, nâng số giường kế hoạch lên 800 giường.
- Đề nghị Sở Y tế bố trí 18 tỷ đồng sửa chữa Khoa Nhi.

Nơi nhận:
- Như trên;
- Lưu: VT, KHTH.

GIÁM ĐỐC

Trần Minh Đức

PHỤ LỤC: CHỈ TIÊU CHUYÊN MÔN

| TT | Chỉ tiêu | Đơn vị | TH 2023 | KH 2024 | TH 2024 | TH 2024/KH 2024 (%) | TH 2024/TH 2023 (%) | KH 2025 |
|---|---|---|---|---|---|---|---|---|
| 1 | Số lượt khám bệnh | Lượt | 292.560 | 300.000 | 312.450 | 104,2 | 106,8 | 320.000 |
| | Trong đó: Khám BHYT | Lượt | 249.100 | | 268.300 | | 107,7 | |
| 2 | Điều trị nội trú | Lượt | 46.900 | 48.000 | 48.620 | 101,3 | 103,7 | 50.000 |
| 3 | Ngày điều trị bình quân | Ngày | 6,7 | 6,5 | 6,4 | | | 6,3 |
| 4 | Công suất sử dụng giường bệnh | % | 97,2 | 95,0 | 98,7 | | | 95,0 |
| 5 | Phẫu thuật | Ca | 13.041 | 13.500 | 14.280 | 105,8 | 109,5 | 15.000 |
| - | Loại đặc biệt | Ca | 540 | | 620 | | 114,8 | |
| - | Loại I | Ca | 4.980 | | 5.340 | | 107,2 | |
"""
HOSPITAL_YEAR_FIGURES: list[Expected] = [
    ("Số giường kế hoạch", "2024", "actual", "750", "giường"),
    ("Số giường thực kê", "2024", "actual", "880", "giường"),
    ("Khám BHYT", "2024", "actual", "268300", "lượt"),
    ("Số lượt điều trị nội trú", "2024", "target", "48000", "lượt"),
    ("Ngày điều trị bình quân", "2024", "change_vs_same_period", "-0.3", "ngày"),
    ("Số ca phẫu thuật", "2024", "change_vs_same_period", "9.5", "%"),
    ("Số ca phẫu thuật - phẫu thuật loại I", "2024", "actual", "5340", "ca"),
    ("Chẩn đoán hình ảnh - siêu âm", "2024", "actual", "82100", "lượt"),
    ("Chụp MRI", "2024-M11", "actual", "640", "lượt"),
    ("Tỷ lệ hài lòng của người bệnh ngoại trú", "2024", "actual", "90.1", "%"),
    ("Tổng thu - thu viện phí trực tiếp", "2024", "actual", "138.7", "tỷ đồng"),
    ("Tổng chi - chi thuốc, vật tư", "2024", "actual", "298.4", "tỷ đồng"),
    ("Nghiệm thu - đề tài cấp cơ sở", "2024", "actual", "24", "đề tài"),
    ("Dự án Khoa Ung bướu - tổng mức đầu tư", "2024", "actual", "215", "tỷ đồng"),
    ("Đề nghị Sở Y tế bố trí - sửa chữa Khoa Nhi", "2025", "target", "18", "tỷ đồng"),
    ("Số lượt khám bệnh", "2023", "actual", "292560", "lượt"),
    ("Số lượt khám bệnh", "2024", "pct_of_target", "104.2", "%"),
    ("Số lượt khám bệnh", "2024", "pct_of_same_period", "106.8", "%"),
    ("Số lượt khám bệnh - khám BHYT", "2024", "pct_of_same_period", "107.7", "%"),
    ("Ngày điều trị bình quân", "2025", "target", "6.3", "ngày"),
    ("Số ca phẫu thuật - loại đặc biệt", "2023", "actual", "540", "ca"),
]

SCHOOLS = """\
ỦY BAN NHÂN DÂN THÀNH PHỐ HÒA BẮC
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO

Số: 37/KH-PGDĐT

Hòa Bắc, ngày 12 tháng 8 năm 2024

KẾ HOẠCH
Thực hiện nhiệm vụ năm học 2024-2025

I. KẾT QUẢ NĂM HỌC 2023-2024

1. Quy mô trường, lớp
Toàn thành phố có 68 trường (23 trường mầm non, 24 trường tiểu học, 21 trường THCS) với 1.246 lớp, 44.820 học sinh,
tăng 1.130 học sinh so với năm học trước. Tỷ lệ huy động trẻ nhà trẻ ra lớp đạt 41,5%, trẻ mẫu giáo đạt 97,8%, riêng
trẻ 5 tuổi đạt 100%.
2. Chất lượng
Tỷ lệ học sinh hoàn thành chương trình tiểu học đạt 99,6%; tốt nghiệp THCS đạt 99,2%, tăng 0,3 điểm phần trăm so với
năm học trước. Có 186 giải học sinh giỏi cấp tỉnh, trong đó 12 giải Nhất, 45 giải Nhì, 58 giải Ba.
3. Đội ngũ
Tổng số cán bộ, giáo viên, nhân viên 2.684 người, trong đó giáo viên 2.215 người. Tỷ lệ giáo viên đạt chuẩn trình độ
đào tạo: mầm non 92,4%, tiểu học 86,1%, THCS 88,7%. Còn thiếu 134 giáo viên so với định mức.
4. Cơ sở vật chất
Toàn ngành có 1.312 phòng học, tỷ lệ kiên cố hóa đạt 91,3%; 52/68 trường đạt chuẩn quốc gia, đạt tỷ lệ 76,5% (mức độ
2 có 14 trường). Kinh phí sửa chữa hè 12,6 tỷ đồng.

II. MỤC TIÊU, CHỈ TIÊU NĂM HỌC 2024-2025
- Huy động trẻ nhà trẻ ra lớp đạt 44%, mẫu giáo đạt 98,5%.
- 100% trường tiểu học dạy học 2 buổi/ngày; tỷ lệ học sinh bán trú đạt 85%.
- Công nhận mới 03 trường đạt chuẩn quốc gia, nâng tỷ lệ trường đạt chuẩn lên 80,9%.
- Xây dựng mới 48 phòng học với tổng kinh phí 62,5 tỷ đồng, trong đó ngân sách thành phố 40 tỷ đồng, xã hội hóa 22,5
tỷ đồng.
- Giảm tỷ lệ học sinh bỏ học từ 0,12% xuống 0,08%.
- Phấn đấu xếp thứ 2 trở lên trong 10 huyện, thành phố về thi đua.

III. NHIỆM VỤ, GIẢI PHÁP
1. Tuyển dụng 96 giáo viên trước ngày 30/9/2024; bồi dưỡng chương trình mới cho 1.450 giáo viên.
2. Trang bị 24 phòng tin học, 680 máy tính; 100% hồ sơ học bạ số.
3. Tổ chức 04 hội thi cấp thành phố, 02 chuyên đề.

Nơi nhận:
- Sở GDĐT;
- Lưu: VT.

TRƯỞNG PHÒNG

Nguyễn Thị Hồng Vân

PHỤ LỤC
CHỈ TIÊU NĂM HỌC 2024-2025

STT\tChỉ tiêu\tĐVT\tThực hiện năm học 2023-2024\tKế hoạch năm học 2024-2025\tSo sánh (%)
I\tMầm non
1\tSố trường\tTrường\t23\t24\t104,3
2\tSố trẻ\tTrẻ\t13.240\t13.600\t102,7
-\tNhà trẻ\tTrẻ\t3.120\t3.350\t107,4
-\tMẫu giáo\tTrẻ\t10.120\t10.250\t101,3
II\tTiểu học
1\tSố trường\tTrường\t24\t24\t100,0
2\tSố học sinh\tHọc sinh\t18.950\t19.100\t100,8
III\tTHCS
1\tSố trường\tTrường\t21\t21\t100,0
2\tSố học sinh\tHọc sinh\t12.630\t12.900\t102,1
"""
SCHOOLS_FIGURES: list[Expected] = [
    ("Số trường học", "2023/2024", "actual", "68", "trường"),
    ("Số trường học - trường mầm non", "2023/2024", "actual", "23", "trường"),
    ("Số lớp học", "2023/2024", "actual", "1246", "lớp"),
    ("Số học sinh", "2023/2024", "actual", "44820", "học sinh"),
    ("Số học sinh", "2023/2024", "change_vs_same_period", "1130", "học sinh"),
    ("Tỷ lệ huy động trẻ nhà trẻ ra lớp - trẻ 5 tuổi", "2023/2024", "actual", "100", "%"),
    ("Giải Nhất", "2023/2024", "actual", "12", "giải"),
    ("Tổng số cán bộ, giáo viên, nhân viên - giáo viên", "2023/2024", "actual", "2215", "người"),
    ("Tỷ lệ giáo viên đạt chuẩn trình độ đào tạo - THCS", "2023/2024", "actual", "88.7", "%"),
    ("Số giáo viên còn thiếu", "2023/2024", "actual", "134", "giáo viên"),
    ("Số trường đạt chuẩn quốc gia công nhận mới", "2024/2025", "target", "3", "trường"),
    ("Xây dựng mới - phòng học - tổng kinh phí", "2024/2025", "target", "62.5", "tỷ đồng"),
    ("Tỷ lệ học sinh bỏ học", "2023/2024", "actual", "0.12", "%"),
    ("Tỷ lệ học sinh bỏ học", "2024/2025", "target", "0.08", "%"),
    ("Số học sinh - Tiểu học", "2023/2024", "actual", "18950", "học sinh"),
    ("Số học sinh - THCS", "2024/2025", "target", "12900", "học sinh"),
    ("Số học sinh - THCS - kế hoạch năm so với thực hiện năm trước", "2024/2025", "pct_of_same_period", "102.1", "%"),
]

STATISTICS = """\
TỔNG CỤC THỐNG KÊ
CỤC THỐNG KÊ TỈNH VĨNH LỘC

Số: 254/BC-CTK

Vĩnh Lộc, ngày 28 tháng 6 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội quý II và 6 tháng đầu năm 2024 tỉnh Vĩnh Lộc

I. TĂNG TRƯỞNG KINH TẾ

Tổng sản phẩm trên địa bàn tỉnh (GRDP) 6 tháng đầu năm 2024 ước tăng 7,85% so với cùng kỳ năm trước; trong đó, khu
vực nông, lâm nghiệp và thủy sản tăng 3,12%, đóng góp 0,74 điểm phần trăm; khu vực công nghiệp và xây dựng tăng
10,46%; khu vực dịch vụ tăng 7,03%; thuế sản phẩm trừ trợ cấp sản phẩm tăng 4,2%. Quy mô GRDP theo giá hiện hành ước
đạt 38.642 tỷ đồng. Cơ cấu kinh tế: nông, lâm nghiệp và thủy sản chiếm 22,4%; công nghiệp và xây dựng chiếm 38,6%;
dịch vụ chiếm 33,9%.

II. NÔNG, LÂM NGHIỆP VÀ THỦY SẢN

1. Trồng trọt: Diện tích lúa đông xuân đạt 32.180 ha, giảm 0,6% so với cùng kỳ; năng suất 64,2 tạ/ha, tăng 1,1 tạ/ha;
sản lượng lúa đông xuân đạt 206.596 tấn, tăng 1,2%.
2. Chăn nuôi: Đàn lợn ước 412 nghìn con, tăng 4,5%; đàn bò 86,3 nghìn con, giảm 1,4%; đàn gia cầm 7,2 triệu con, tăng
3,9%. Sản lượng thịt lợn hơi xuất chuồng quý II đạt 18,4 nghìn tấn, tính chung 6 tháng đạt 36,9 nghìn tấn, tăng 5,1%.
3. Thủy sản: Tổng sản lượng thủy sản 6 tháng ước 24.870 tấn, tăng 3,3%; trong đó khai thác 15.210 tấn, tăng 1,6%;
nuôi trồng 9.660 tấn, tăng 6,1%.
4. Diện tích rừng trồng mới tập trung ước 2.140 ha, tăng 2,9%; sản lượng gỗ khai thác 186 nghìn m3.

III. CÔNG NGHIỆP

Chỉ số sản xuất công nghiệp (IIP) tháng 6 tăng 2,3% so với tháng trước và tăng 11,2% so với cùng kỳ; tính chung 6
tháng, IIP tăng 9,7%, trong đó ngành chế biến, chế tạo tăng 10,4%, sản xuất và phân phối điện tăng 6,2%, khai khoáng
giảm 3,5%.

IV. ĐẦU TƯ, DOANH NGHIỆP

Vốn đầu tư thực hiện toàn xã hội 6 tháng ước đạt 12.460 tỷ đồng, tăng 9,1%, gồm vốn khu vực nhà nước 3.120 tỷ đồng,
tăng 14,2%; vốn ngoài nhà nước 7.890 tỷ đồng, tăng 6,8%; vốn đầu tư trực tiếp nước ngoài 1.450 tỷ đồng, tăng 12,3%.
Vốn đầu tư công thuộc ngân sách nhà nước giải ngân 2.384 tỷ đồng, đạt 41,6% kế hoạch.

Có 468 doanh nghiệp đăng ký thành lập mới với số vốn 5.230 tỷ đồng, tăng 7,6% về số doanh nghiệp và giảm 3,8% về vốn;
152 doanh nghiệp quay trở lại hoạt động; 264 doanh nghiệp tạm ngừng hoạt động; 58 doanh nghiệp giải thể.

V. THƯƠNG MẠI, DỊCH VỤ, GIÁ CẢ

Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ quý II ước đạt 9.820 tỷ đồng, tính chung 6 tháng ước 19.340 tỷ đồng,
tăng 11,8%; trong đó bán lẻ hàng hóa 15.610 tỷ đồng, dịch vụ lưu trú, ăn uống 2.240 tỷ đồng, du lịch lữ hành 46 tỷ
đồng. Vận chuyển hành khách đạt 12,6 triệu lượt khách, tăng 9,4%; vận chuyển hàng hóa đạt 14,8 triệu tấn, tăng 8,7%.
Doanh thu vận tải, kho bãi 1.860 tỷ đồng.

Chỉ số giá tiêu dùng (CPI) tháng 6 tăng 0,21% so với tháng trước; bình quân 6 tháng tăng 3,64% so với cùng kỳ.

Kim ngạch xuất khẩu 6 tháng ước đạt 682 triệu USD, tăng 13,5%; nhập khẩu 415 triệu USD, tăng 8,2%; xuất siêu 267
triệu USD.

VI. XÃ HỘI

Dân số trung bình ước 1.284.500 người. Tỷ lệ thất nghiệp trong độ tuổi 2,31%. Từ đầu năm đến 14/6 xảy ra 96 vụ tai
nạn giao thông, làm 52 người chết, 68 người bị thương; so với cùng kỳ, số vụ giảm 8,6%, số người chết giảm 10,3%, số
người bị thương tăng 4,6%. Xảy ra 21 vụ cháy, làm 01 người chết, thiệt hại ước tính 8,4 tỷ đồng.

Nơi nhận:
- Tổng cục Thống kê;
- Lưu: VT.

CỤC TRƯỞNG

Đỗ Văn Hải

Biểu 1. Một số chỉ tiêu chủ yếu

| Chỉ tiêu | ĐVT | Quý II | | 6 tháng đầu năm | | 6 tháng 2024 so với cùng kỳ (%) |
|---|---|---|---|---|---|---|
| | | 2023 | 2024 | 2023 | 2024 | |
| Sản lượng thủy sản | Tấn | 12.640 | 13.080 | 24.075 | 24.870 | 103,3 |
| Trong đó: Nuôi trồng | Tấn | 4.720 | 5.010 | 9.105 | 9.660 | 106,1 |
| Kim ngạch xuất khẩu | Triệu USD | 305 | 352 | 601 | 682 | 113,5 |
| Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ | Tỷ đồng | 8.770 | 9.820 | 17.299 | 19.340 | 111,8 |
"""
STATISTICS_FIGURES: list[Expected] = [
    ("GRDP", "2024-S1", "change_vs_same_period", "7.85", "%"),
    ("GRDP - khu vực công nghiệp và xây dựng", "2024-S1", "change_vs_same_period", "10.46", "%"),
    ("Cơ cấu kinh tế - dịch vụ", "2024-S1", "actual", "33.9", "%"),
    ("Năng suất lúa", "2024-S1", "change_vs_same_period", "1.1", "tạ/ha"),
    ("Sản lượng thịt lợn hơi xuất chuồng", "2024-Q2", "actual", "18.4", "nghìn tấn"),
    ("Sản lượng thịt lợn hơi xuất chuồng", "2024-S1", "actual", "36.9", "nghìn tấn"),
    ("Chỉ số sản xuất công nghiệp (IIP) - so với kỳ liền trước", "2024-M06", "actual", "2.3", "%"),
    ("Chỉ số sản xuất công nghiệp (IIP)", "2024-M06", "change_vs_same_period", "11.2", "%"),
    ("Tổng vốn đầu tư toàn xã hội - vốn ngoài nhà nước", "2024-S1", "actual", "7890", "tỷ đồng"),
    ("Vốn đăng ký của doanh nghiệp thành lập mới", "2024-S1", "change_vs_same_period", "-3.8", "%"),
    ("Doanh nghiệp thành lập mới", "2024-S1", "change_vs_same_period", "7.6", "%"),
    ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "2024-S1", "estimate", "19340", "tỷ đồng"),
    ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ - bán lẻ hàng hóa", "2024-S1", "actual", "15610", "tỷ đồng"),
    ("Tỷ lệ thất nghiệp", "2024-S1", "actual", "2.31", "%"),
    ("Số vụ tai nạn giao thông", "2024-S1", "change_vs_same_period", "-8.6", "%"),
    ("Cháy, nổ - số người chết", "2024-S1", "actual", "1", "người"),
    ("Sản lượng thủy sản", "2023-Q2", "actual", "12640", "tấn"),
    ("Sản lượng thủy sản nuôi trồng", "2023-S1", "actual", "9105", "tấn"),
    ("Kim ngạch xuất khẩu", "2024-Q2", "actual", "352", "triệu USD"),
]

REPORTS = [
    (HOSPITAL_YEAR, HOSPITAL_YEAR_FIGURES),
    (SCHOOLS, SCHOOLS_FIGURES),
    (STATISTICS, STATISTICS_FIGURES),
]
