"""Invented authorities unlike the sample offices: their documents."""
# ruff: noqa: E501 - rows of tables are lines

from __future__ import annotations

#: a province's department of agriculture: nine months, plan, a table of "Ước TH" and "% so KH"
AGRICULTURE: dict[str, str] = {
    "bc_snn_9thang.md": """\
UBND TỈNH HOÀNG LÂM
SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN

Số: 2147/BC-SNN

Hoàng Lâm, ngày 27 tháng 9 năm 2024

BÁO CÁO
Kết quả thực hiện nhiệm vụ 9 tháng đầu năm, phương hướng nhiệm vụ 3 tháng cuối năm 2024 ngành Nông nghiệp và PTNT

Kính gửi: Ủy ban nhân dân tỉnh

Phần thứ nhất
KẾT QUẢ THỰC HIỆN NHIỆM VỤ 9 THÁNG ĐẦU NĂM 2024

I. TÌNH HÌNH SẢN XUẤT

1. Trồng trọt

Tổng diện tích gieo trồng cây hằng năm ước đạt 142.350 ha, đạt 96,8% KH, bằng 101,2% CK; sản lượng lương thực có hạt ước 498,6 nghìn tấn, đạt 82,4% KH năm.

- Lúa đông xuân: diện tích 38.420 ha, năng suất 62,5 tạ/ha, sản lượng 240.125 tấn, tăng 3,1% so với cùng kỳ.
- Lúa hè thu: diện tích 29.870 ha, năng suất 54,8 tạ/ha, giảm 1,2 tạ/ha so với cùng kỳ do ảnh hưởng của bão số 3.
- Ngô: diện tích 14.200 ha; lạc 6.150 ha; rau các loại 11.380 ha, trong đó rau an toàn được chứng nhận VietGAP 1.240 ha.
- Cây ăn quả: tổng diện tích 18.650 ha, trong đó cam 4.320 ha, bưởi 3.870 ha. Sản lượng cam ước 45,2 nghìn tấn, gấp 1,3 lần cùng kỳ.
- Chè: diện tích 9.410 ha, sản lượng chè búp tươi 68.900 tấn.

Đã cấp 86 mã số vùng trồng với diện tích 2.145 ha, trong đó 31 mã số phục vụ xuất khẩu.

2. Chăn nuôi, thú y

Tổng đàn trâu 112.300 con, giảm 2,6% so với cùng kỳ; đàn bò 187.450 con, tăng 1,8%; đàn lợn 642.800 con, tăng 5,4%; đàn gia cầm 12,35 triệu con, tăng 4,9%. Sản lượng thịt hơi xuất chuồng các loại 98.740 tấn, đạt 74,2% KH, trong đó thịt lợn 61.520 tấn (chiếm 62,3%).

Từ đầu năm đến nay, dịch tả lợn châu Phi xảy ra tại 142 hộ, 37 thôn của 12 xã thuộc 5 huyện, tổng số lợn buộc tiêu hủy 2.318 con, trọng lượng 128,4 tấn. Bệnh viêm da nổi cục xảy ra tại 26 hộ, làm mắc bệnh 41 con trâu, bò. Tiêm phòng vắc xin lở mồm long móng đạt 81,5% diện tiêm; vắc xin dại cho đàn chó đạt 76%.

3. Lâm nghiệp

Trồng rừng tập trung 7.860 ha, đạt 104,8% KH (7.500 ha), trong đó rừng phòng hộ 320 ha, rừng sản xuất 7.540 ha. Tỷ lệ che phủ rừng đạt 54,6%. Khai thác gỗ rừng trồng 812.000 m3, tăng 12,5 % so với cùng kỳ. Diện tích rừng được cấp chứng chỉ FSC lũy kế 24.600 ha, riêng 9 tháng năm 2024 cấp mới 3.150 ha.

Xảy ra 14 vụ cháy rừng, thiệt hại 22,7 ha, giảm 6 vụ so với cùng kỳ. Phát hiện, xử lý 187 vụ vi phạm lâm luật, trong đó xử lý hình sự 9 vụ; thu nộp ngân sách 2,86 tỷ đồng.

4. Thủy sản

Tổng sản lượng thủy sản 41.250 tấn, đạt 77,1% KH, tăng 3,4% so với CK; trong đó nuôi trồng 28.430 tấn, khai thác 12.820 tấn. Số tàu cá đã lắp thiết bị giám sát hành trình 318/325 tàu, đạt 97,8%.

II. THỦY LỢI, PHÒNG CHỐNG THIÊN TAI

Toàn tỉnh có 412 hồ chứa, trong đó 38 hồ hư hỏng, xuống cấp. Kiên cố hóa được 46 km kênh mương, đạt 92% KH. Thiên tai làm 3 người chết, 7 người bị thương, 1.128 nhà bị hư hỏng; tổng thiệt hại ước 146 tỷ đồng[^1].

III. XÂY DỰNG NÔNG THÔN MỚI VÀ OCOP

Đến nay, toàn tỉnh có 118/163 xã đạt chuẩn nông thôn mới (đạt 72,4%), trong đó 41 xã đạt chuẩn NTM nâng cao, 9 xã đạt chuẩn NTM kiểu mẫu; bình quân đạt 16,8 tiêu chí/xã. Có 3 đơn vị cấp huyện hoàn thành nhiệm vụ xây dựng NTM. Không còn xã dưới 10 tiêu chí.

Lũy kế có 264 sản phẩm OCOP được công nhận, gồm 2 sản phẩm 5 sao, 47 sản phẩm 4 sao và 215 sản phẩm 3 sao; trong 9 tháng công nhận mới 38 sản phẩm. Tỷ lệ dân số nông thôn được sử dụng nước hợp vệ sinh 95,3%, trong đó nước sạch theo quy chuẩn 58,7%.

IV. KINH TẾ TẬP THỂ, XÚC TIẾN THƯƠNG MẠI

Toàn tỉnh có 356 hợp tác xã nông nghiệp, trong đó thành lập mới 21 HTX; 68% HTX xếp loại khá, tốt. Giá trị xuất khẩu nông lâm thủy sản ước 186,5 triệu USD, đạt 74,6% KH, tăng 8,2% so với cùng kỳ.

V. ĐẦU TƯ CÔNG, CẢI CÁCH HÀNH CHÍNH

Kế hoạch vốn đầu tư công năm 2024 giao Sở là 524,7 tỷ đồng; giải ngân đến 20/9/2024 được 301,2 tỷ đồng, đạt 57,4% kế hoạch. Trong đó vốn ngân sách trung ương giải ngân 210,4 tỷ đồng, vốn ngân sách tỉnh 90,8 tỷ đồng.

Tiếp nhận 1.842 hồ sơ TTHC, trong đó tiếp nhận trực tuyến 1.655 hồ sơ; giải quyết trước và đúng hạn 1.829 hồ sơ (99,3%), quá hạn 13 hồ sơ.

VI. TỒN TẠI, HẠN CHẾ

Giải ngân vốn đầu tư công chậm do vướng mắc giải phóng mặt bằng tại dự án hồ Nà Sầm. Liên kết sản xuất theo chuỗi giá trị còn ít, mới có 57 chuỗi. Nguyên nhân chủ yếu là doanh nghiệp đầu tư vào nông nghiệp còn hạn chế.

Phần thứ hai
NHIỆM VỤ TRỌNG TÂM 3 THÁNG CUỐI NĂM 2024

1. Chi cục Trồng trọt và Bảo vệ thực vật chủ trì, phối hợp với Trung tâm Khuyến nông chỉ đạo sản xuất vụ đông, phấn đấu gieo trồng 12.500 ha cây vụ đông, hoàn thành trước ngày 15/11/2024.

2. Chi cục Chăn nuôi và Thú y tổ chức tiêm phòng đợt 2 năm 2024, hoàn thành trước 31/10/2024.

3. Chi cục Kiểm lâm tham mưu phương án phòng cháy chữa cháy rừng mùa hanh khô 2024 - 2025, trình UBND tỉnh trong tháng 10/2024.

4. Chi cục Phát triển nông thôn phối hợp với Văn phòng Điều phối nông thôn mới tỉnh thẩm định hồ sơ 12 xã đề nghị công nhận đạt chuẩn, báo cáo Sở trước ngày 30/11/2024.

5. Ban Quản lý dự án đầu tư xây dựng các công trình NN&PTNT đẩy nhanh tiến độ dự án hồ Nà Sầm (tổng mức đầu tư 236 tỷ đồng), phấn đấu đến 31/12/2024 giải ngân đạt 95% kế hoạch vốn.

[^1]: Riêng bão số 3 gây thiệt hại ước 98,5 tỷ đồng.

Biểu 02: KẾT QUẢ THỰC HIỆN MỘT SỐ CHỈ TIÊU CHỦ YẾU

| STT | Chỉ tiêu | ĐVT | TH 9 tháng 2023 | KH năm 2024 | Ước TH 9 tháng 2024 | % so KH | % so CK |
|---|---|---|---|---|---|---|---|
| I | Trồng trọt | | | | | | |
| 1 | Diện tích gieo trồng cây hằng năm | Ha | 140.660 | 147.050 | 142.350 | 96,8 | 101,2 |
| 2 | Sản lượng lương thực có hạt | 1000 tấn | 489,3 | 605,0 | 498,6 | 82,4 | 101,9 |
| 3 | Diện tích chè | Ha | 9.385 | 9.450 | 9.410 | 99,6 | 100,3 |
| II | Chăn nuôi | | | | | | |
| 1 | Tổng đàn lợn | Con | 609.870 | 660.000 | 642.800 | 97,4 | 105,4 |
| 2 | Thịt hơi xuất chuồng | Tấn | 95.200 | 133.000 | 98.740 | 74,2 | 103,7 |
| III | Lâm nghiệp | | | | | | |
| 1 | Trồng rừng tập trung | Ha | 7.620 | 7.500 | 7.860 | 104,8 | 103,1 |
| 2 | Tỷ lệ che phủ rừng | % | 54,3 | 54,7 | 54,6 | | |
| IV | Thủy sản | | | | | | |
| 1 | Sản lượng thủy sản | Tấn | 39.890 | 53.500 | 41.250 | 77,1 | 103,4 |
|  | - Nuôi trồng | Tấn | 27.310 | 36.500 | 28.430 | 77,9 | 104,1 |
|  | - Khai thác | Tấn | 12.580 | 17.000 | 12.820 | 75,4 | 101,9 |
| V | Số xã đạt chuẩn NTM (lũy kế) | Xã | 109 | 125 | 117 | 93,6 | 107,3 |

Nơi nhận:
- Như trên;
- Bộ Nông nghiệp và PTNT (b/c);
- Lưu: VT, KHTC.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Hoàng Văn Thắng
""",
    "kh_snn_2024.md": """\
UBND TỈNH HOÀNG LÂM
SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN

Số: 86/KH-SNN

Hoàng Lâm, ngày 15 tháng 01 năm 2024

KẾ HOẠCH
Phát triển nông nghiệp, nông thôn năm 2024

Thực hiện Quyết định số 3215/QĐ-UBND ngày 08/12/2023 của UBND tỉnh về giao chỉ tiêu kế hoạch năm 2024, Sở Nông nghiệp và PTNT ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

Cụ thể hóa các chỉ tiêu được giao; phân công rõ trách nhiệm từng đơn vị.

II. CHỈ TIÊU CHỦ YẾU

- Tốc độ tăng giá trị sản xuất nông, lâm, thủy sản: 4,0 - 4,5%.
- Sản lượng lương thực có hạt: 605 nghìn tấn.
- Tổng đàn lợn 660.000 con; đàn gia cầm 12,8 triệu con.
- Trồng mới 7.500 ha rừng tập trung; tỷ lệ che phủ rừng 54,7%.
- Sản lượng thủy sản 53.500 tấn.
- Có thêm 12 xã đạt chuẩn NTM, nâng tổng số lên 125 xã; thêm 10 xã NTM nâng cao.
- Công nhận mới 45 sản phẩm OCOP từ 3 sao trở lên.
- Giá trị xuất khẩu nông lâm thủy sản 250 triệu USD.

III. NHIỆM VỤ, GIẢI PHÁP

1. Phòng Kế hoạch - Tài chính: Tham mưu phân bổ vốn đầu tư công trước 31/3/2024; theo dõi, tổng hợp tiến độ giải ngân hằng tháng.

2. Thanh tra Sở: Thực hiện 18 cuộc thanh tra, kiểm tra chuyên ngành, trong đó 06 cuộc về vật tư nông nghiệp.

3. Trung tâm Khuyến nông: Xây dựng 24 mô hình khuyến nông; tập huấn cho 3.600 lượt nông dân. Phối hợp với Hội Nông dân tỉnh.

4. Chi cục Thủy lợi: Chủ trì kiểm tra an toàn hồ đập trước mùa mưa lũ, hoàn thành trước 30/4/2024.

5. Văn phòng Sở: Triển khai chữ ký số; 100% văn bản đi được ký số; hoàn thành trong quý II/2024.

IV. KINH PHÍ

Tổng kinh phí sự nghiệp thực hiện: 78,4 tỷ đồng, trong đó ngân sách tỉnh 52,6 tỷ đồng, ngân sách trung ương 25,8 tỷ đồng.

GIÁM ĐỐC

Nguyễn Thị Hạnh
""",
}

#: a district: half a year, a table with a header of two rows, a plan with figures of communes
DISTRICT: dict[str, str] = {
    "bc_ubnd_6t.md": """\
ỦY BAN NHÂN DÂN
HUYỆN THANH BÌNH

Số: 318/BC-UBND

Thanh Bình, ngày 20 tháng 6 năm 2025

BÁO CÁO
Tình hình phát triển kinh tế - xã hội, quốc phòng - an ninh 6 tháng đầu năm; nhiệm vụ, giải pháp trọng tâm 6 tháng cuối năm 2025

A. KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2025

I. VỀ KINH TẾ

1. Sản xuất nông nghiệp

Giá trị sản xuất nông, lâm, thủy sản (giá so sánh 2010) ước đạt 1.248 tỷ đồng, bằng 51,6% kế hoạch, tăng 3,9% so với cùng kỳ. Diện tích lúa chiêm xuân 6.215 ha, năng suất bình quân 67.4 tạ/ha.

2. Công nghiệp, xây dựng

Giá trị sản xuất công nghiệp - tiểu thủ công nghiệp ước 3.865 tỷ đồng, bằng 48,9% KH, tăng 12,4% so với CK; giá trị xây dựng ước 1.120 tỷ đồng. Trên địa bàn có 2 cụm công nghiệp đang hoạt động với 64 doanh nghiệp, giải quyết việc làm cho 8.750 lao động, trong đó lao động nữ 5.430 người. Tỷ lệ lấp đầy CCN Đông Phong 92%, CCN Vạn Phúc 61,5%.

3. Thương mại, dịch vụ, du lịch

Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước 2.340 tỷ đồng, tăng 13,1%. Khách du lịch ước 186 nghìn lượt, gấp 1,4 lần cùng kỳ, trong đó khách quốc tế 4,2 nghìn lượt; doanh thu du lịch 93 tỷ đồng.

4. Tài chính, ngân sách

Tổng thu ngân sách nhà nước trên địa bàn 6 tháng ước thực hiện 412,5 tỷ đồng, đạt 55% dự toán tỉnh giao, đạt 52,9% dự toán HĐND huyện giao, bằng 118,3% so với cùng kỳ; trong đó thu tiền sử dụng đất 236 tỷ đồng, thu thuế ngoài quốc doanh 68,4 tỷ đồng, lệ phí trước bạ 31,7 tỷ đồng. Tổng chi ngân sách huyện 498,2 tỷ đồng, trong đó chi đầu tư phát triển 187,6 tỷ đồng, chi thường xuyên 305,1 tỷ đồng.

Giải ngân vốn đầu tư công đến 15/6/2025: 164,3/421,0 tỷ đồng, đạt 39%; cấp huyện 128,9 tỷ đồng, cấp xã 35,4 tỷ đồng.

5. Quản lý đất đai, giải phóng mặt bằng

Cấp mới 845 giấy chứng nhận quyền sử dụng đất; chuyển nhượng, tặng cho 1.976 trường hợp. Đã chi trả bồi thường 74,6 tỷ đồng cho 312 hộ; còn 27 hộ chưa nhận tiền tại dự án đường tỉnh 487B.

II. VỀ VĂN HÓA - XÃ HỘI

1. Giáo dục: Toàn huyện có 61 trường, trong đó mầm non 22 trường, tiểu học 20 trường, THCS 19 trường; 57/61 trường đạt chuẩn quốc gia (93,4%), trong đó 18 trường đạt chuẩn mức độ 2. Có 14 giải học sinh giỏi cấp tỉnh, gồm 1 giải Nhất, 4 giải Nhì, 9 giải Ba.

2. Y tế: Khám, chữa bệnh cho 98.420 lượt người, trong đó khám BHYT 87.360 lượt. Tỷ lệ tham gia BHYT 94,8% dân số. Tỷ lệ trẻ em dưới 1 tuổi tiêm chủng đầy đủ 96,2%. Tỷ lệ suy dinh dưỡng thể thấp còi 12,6%, thể nhẹ cân 7,1%.

3. Lao động, người có công, giảm nghèo: Giải quyết việc làm mới cho 1.865 lao động, đạt 58,3% KH, trong đó xuất khẩu lao động 218 người. Tổng số hộ nghèo 612 hộ, tỷ lệ 1,42%; hộ cận nghèo 1.034 hộ, tỷ lệ 2,4%. Chi trả trợ cấp cho 4.286 đối tượng người có công với số tiền 58,7 tỷ đồng. Hỗ trợ xóa 85 nhà tạm, nhà dột nát, trong đó xây mới 62 nhà, sửa chữa 23 nhà.

4. Văn hóa, thể thao: Tỷ lệ gia đình văn hóa 91,5%; 142/148 thôn đạt danh hiệu làng văn hóa.

III. QUỐC PHÒNG, AN NINH

Giao 165 công dân nhập ngũ, đạt 100% chỉ tiêu. Phạm pháp hình sự xảy ra 23 vụ, giảm 5 vụ so với cùng kỳ, điều tra làm rõ 20 vụ (87%). Tai nạn giao thông 17 vụ, làm chết 9 người, bị thương 13 người.

IV. XÂY DỰNG CHÍNH QUYỀN, CẢI CÁCH HÀNH CHÍNH

Tiếp 94 lượt công dân với 102 người; nhận 156 đơn, trong đó khiếu nại 21 đơn, tố cáo 8 đơn, kiến nghị phản ánh 127 đơn. Bộ phận một cửa cấp huyện tiếp nhận 9.312 hồ sơ, đã giải quyết 8.940 hồ sơ, tỷ lệ đúng và trước hạn 98,9%. Chỉ số cải cách hành chính năm 2024 xếp thứ 3/12 huyện, thành phố, tăng 2 bậc so với năm 2023. Huyện có 1.856 cán bộ, công chức, viên chức.

B. HẠN CHẾ, NGUYÊN NHÂN

1. Tiến độ giải ngân vốn đầu tư công cấp xã còn thấp. 2. Nợ đọng xây dựng cơ bản 46,8 tỷ đồng. 3. Nguyên nhân: giá vật liệu xây dựng tăng cao, thiếu đất đắp; một số chủ đầu tư năng lực hạn chế.

C. NHIỆM VỤ, GIẢI PHÁP 6 THÁNG CUỐI NĂM 2025

1. Phấn đấu thu ngân sách cả năm đạt 820 tỷ đồng trở lên; giá trị sản xuất công nghiệp cả năm tăng 13 - 14%.

2. Phân công thực hiện:

| TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Hoàn thành GPMB dự án đường tỉnh 487B | Trung tâm Phát triển quỹ đất | UBND các xã Vạn Phúc, An Khê | 30/8/2025 |
| 2 | Lập điều chỉnh quy hoạch sử dụng đất | Phòng Nông nghiệp và Môi trường | Phòng Kinh tế, Hạ tầng và Đô thị | Quý IV/2025 |
| 3 | Tổ chức đấu giá quyền sử dụng đất 6 khu dân cư | Phòng Tài chính - Kế hoạch | Trung tâm Phát triển quỹ đất | 15/10/2025 |
| 4 | Rà soát hộ nghèo, hộ cận nghèo cuối năm | Phòng Nội vụ | UBND các xã, thị trấn | 30/11/2025 |
| 5 | Xây dựng kế hoạch năm học 2025 - 2026 | Phòng Giáo dục và Đào tạo | Các trường | 31/7/2025 |

Phụ lục
MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU

| STT | Chỉ tiêu | Đơn vị tính | Năm 2024 | | Năm 2025 | | So sánh (%) | |
|---|---|---|---|---|---|---|---|---|
| | | | TH 6 tháng | TH cả năm | Kế hoạch | Ước TH 6 tháng | Với KH | Với CK |
| I | KINH TẾ | | | | | | | |
| 1 | Giá trị SX nông, lâm, thủy sản | Tỷ đồng | 1.201 | 2.356 | 2.420 | 1.248 | 51,6 | 103,9 |
| 2 | Giá trị SX công nghiệp - TTCN | Tỷ đồng | 3.439 | 7.012 | 7.900 | 3.865 | 48,9 | 112,4 |
| 3 | Thu NSNN trên địa bàn | Tỷ đồng | 348,7 | 768,4 | 780,0 | 412,5 | 52,9 | 118,3 |
| 4 | Thu nhập bình quân đầu người | Triệu đồng | | 74,5 | 80,0 | | | |
| II | XÃ HỘI | | | | | | | |
| 5 | Giải quyết việc làm mới | Lao động | 1.790 | 3.415 | 3.200 | 1.865 | 58,3 | 104,2 |
| 6 | Tỷ lệ hộ nghèo | % | 1,85 | 1,58 | 1,2 | 1,42 | | |
| 7 | Tỷ lệ bao phủ BHYT | % | 93,6 | 94,5 | 95,5 | 94,8 | | |
| III | MÔI TRƯỜNG | | | | | | | |
| 8 | Tỷ lệ thu gom rác thải sinh hoạt | % | 88 | 90 | 93 | 91 | | |
| 9 | Số xã đạt NTM kiểu mẫu (lũy kế) | Xã | 4 | 6 | 8 | 6 | | |

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Quang Vinh
""",
    "kh_ubnd_2025.md": """\
ỦY BAN NHÂN DÂN
HUYỆN THANH BÌNH

Số: 12/KH-UBND

Thanh Bình, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Phát triển kinh tế - xã hội năm 2025

I. CÁC CHỈ TIÊU CHỦ YẾU

(1) Tốc độ tăng giá trị sản xuất: 11,2%, trong đó công nghiệp - xây dựng 13,5%, dịch vụ 12%, nông nghiệp 3,2%.
(2) Thu nhập bình quân đầu người: 80 triệu đồng/năm.
(3) Thu ngân sách nhà nước trên địa bàn: 780 tỷ đồng (tỉnh giao 750 tỷ đồng).
(4) Tỷ lệ hộ nghèo còn 1,2%.
(5) Giải quyết việc làm mới cho 3.200 lao động.
(6) Tỷ lệ bao phủ bảo hiểm y tế 95,5%.
(7) Thêm 02 xã đạt chuẩn nông thôn mới kiểu mẫu.
(8) Tỷ lệ giải ngân vốn đầu tư công trên 95%.

II. GIAO CHỈ TIÊU THU NGÂN SÁCH CHO CÁC XÃ, THỊ TRẤN

ĐVT: triệu đồng

| TT | Đơn vị | Tổng thu | Trong đó: tiền sử dụng đất |
|---|---|---|---|
| 1 | Thị trấn Thanh Bình | 68.500 | 52.000 |
| 2 | Xã Vạn Phúc | 45.200 | 38.500 |
| 3 | Xã An Khê | 32.750 | 27.300 |
| 4 | Xã Đông Phong | 51.400 | 44.000 |
| | Tổng cộng | 197.850 | 161.800 |

III. TỔ CHỨC THỰC HIỆN

1. Phòng Tài chính - Kế hoạch: Chủ trì theo dõi, đôn đốc thực hiện kế hoạch; tổng hợp báo cáo UBND huyện trước ngày 20 hằng tháng.

2. Chi cục Thuế khu vực: Chống thất thu thuế; giảm nợ thuế xuống dưới 5% tổng thu; hoàn thành rà soát hộ kinh doanh trước 30/6/2025.

3. Phòng Văn hóa, Khoa học và Thông tin: Tổ chức Lễ hội đền Trần tháng 02/2025; xây dựng 03 sản phẩm du lịch mới.

4. Công an huyện: Giảm 5% số vụ phạm pháp hình sự so với năm 2024.

CHỦ TỊCH

Trần Đức Mạnh
""",
}

#: an industrial-zone authority: a year, parks by rows, a plan of events with dates and costs
PARKS: dict[str, str] = {
    "bc_kcn.md": """\
UBND TỈNH NAM TRÀ
BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP

Số: 905/BC-BQLKCN

Nam Trà, ngày 08 tháng 01 năm 2025

BÁO CÁO
Kết quả công tác năm 2024, phương hướng nhiệm vụ năm 2025

A. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ NĂM 2024

I. Công tác quy hoạch, đầu tư hạ tầng

Đến hết năm 2024, trên địa bàn tỉnh có 08 KCN được thành lập với tổng diện tích 1.745 ha, trong đó 06 KCN đã đi vào hoạt động (1.210 ha), 02 KCN đang giải phóng mặt bằng (535 ha). Diện tích đất công nghiệp cho thuê đạt 698/912 ha, tỷ lệ lấp đầy 76,5%. Vốn đầu tư hạ tầng thực hiện trong năm 1.120 tỷ đồng, bằng 88% kế hoạch, lũy kế đạt 9.860/14.300 tỷ đồng.

Có 6/6 KCN đang hoạt động có hệ thống xử lý nước thải tập trung, tổng công suất 28.500 m3/ngày đêm; lượng nước thải phát sinh bình quân 17.900 m3/ngày đêm.

II. Thu hút đầu tư

Trong năm 2024 thu hút được 31 dự án mới (19 dự án FDI, 12 dự án trong nước) với tổng vốn đăng ký 412 triệu USD và 3.150 tỷ đồng; điều chỉnh tăng vốn 22 dự án, vốn tăng thêm 168 triệu USD và 940 tỷ đồng. Thu hồi, chấm dứt hoạt động 5 dự án. Tổng vốn FDI đạt 580 triệu USD, vượt 16% kế hoạch, tăng 24,7% so với năm 2023.

Lũy kế đến nay có 286 dự án còn hiệu lực, gồm 164 dự án FDI vốn 4.870 triệu USD và 122 dự án trong nước vốn 41.600 tỷ đồng. Các nhà đầu tư Hàn Quốc dẫn đầu với 58 dự án (1.640 triệu USD), tiếp đến Nhật Bản 37 dự án (1.215 triệu USD), Đài Loan 29 dự án (870 triệu USD).

III. Sản xuất kinh doanh của doanh nghiệp

Doanh thu đạt 152.400 tỷ đồng, tăng 11,2%; giá trị xuất khẩu 5.680 triệu USD, tăng 9,4%; nhập khẩu 4.120 triệu USD; nộp ngân sách 4.260 tỷ đồng, đạt 106,5% kế hoạch. Toàn các KCN có 241 doanh nghiệp hoạt động, 17 doanh nghiệp tạm ngừng, 6 doanh nghiệp giải thể.

IV. Lao động, an toàn

Tổng số lao động 78.640 người, trong đó lao động nữ 46.900 người (chiếm 59,6%), lao động nước ngoài 1.320 người, lao động người địa phương 51.200 người. Thu nhập bình quân 9,8 triệu đồng/người/tháng, tăng 6,5% so với cùng kỳ. Cấp mới 410 giấy phép lao động, gia hạn 235, cấp lại 28. Xảy ra 21 vụ tai nạn lao động làm 23 người bị nạn, trong đó 2 người chết; 3 vụ cháy, thiệt hại 4,6 tỷ đồng. Xảy ra 4 vụ ngừng việc tập thể với 2.850 lao động tham gia, giảm 3 vụ so với năm 2023.

Tỷ lệ doanh nghiệp có tổ chức công đoàn 82%; tham gia BHXH 96,4% số lao động.

V. Môi trường, xây dựng, thanh tra

Cấp 14 giấy phép môi trường; thẩm định 27 báo cáo đánh giá tác động môi trường. Cấp 63 giấy phép xây dựng, kiểm tra nghiệm thu 48 công trình. Tổ chức 35 cuộc kiểm tra đối với 52 doanh nghiệp; xử phạt 11 doanh nghiệp, số tiền 1.375 triệu đồng.

VI. Cải cách hành chính

Tiếp nhận 2.764 hồ sơ, trong đó trực tuyến 2.530 hồ sơ (91,5%); giải quyết trước hạn 2.318, đúng hạn 402, quá hạn 9. 38/42 thủ tục cung cấp dịch vụ công trực tuyến toàn trình. Chỉ số DDCI xếp thứ 4/21 sở, ban, ngành.

VII. Tài chính, tổ chức

Biên chế được giao 45 công chức và 62 viên chức; hiện có mặt 43 công chức, 58 viên chức. Kinh phí được giao 18,4 tỷ đồng, đã chi 17,6 tỷ đồng (95,7%).

B. KHÓ KHĂN, HẠN CHẾ

- Giải phóng mặt bằng KCN Hòa Lộc chậm do chưa thống nhất đơn giá đất nông nghiệp.
- Nhà ở cho công nhân mới đáp ứng 21% nhu cầu; nguồn điện KCN Phú Sơn chưa ổn định.

C. NHIỆM VỤ NĂM 2025

1. Chỉ tiêu: thu hút 650 triệu USD vốn FDI và 4.500 tỷ đồng vốn trong nước; doanh thu 168.000 tỷ đồng; nộp ngân sách 4.700 tỷ đồng; giải quyết việc làm mới 6.000 lao động.

2. Nhiệm vụ:

a) Phòng Quy hoạch - Xây dựng: trình duyệt quy hoạch phân khu KCN Tân Hưng trước 30/6/2025; phối hợp Sở Xây dựng rà soát nhà ở công nhân.

b) Phòng Quản lý Đầu tư: chủ trì tổ chức 3 hội nghị xúc tiến đầu tư, trong đó 1 hội nghị tại Hàn Quốc trong quý III/2025.

c) Phòng Quản lý Doanh nghiệp và Lao động: xây dựng quy chế phối hợp với Công đoàn các KCN, hoàn thành tháng 4/2025.

d) Văn phòng: đạt 100% hồ sơ trực tuyến; tinh gọn bộ máy xong trước 01/3/2025.

đ) Công ty Đầu tư hạ tầng Nam Trà: hoàn thành nhà máy xử lý nước thải giai đoạn 2 KCN Phú Sơn, công suất 6.000 m3/ngày đêm, quý IV/2025.

Phụ lục 1. TÌNH HÌNH CHO THUÊ ĐẤT CÁC KCN

| TT | Tên KCN | Diện tích quy hoạch (ha) | Đất công nghiệp (ha) | Đã cho thuê (ha) | Tỷ lệ lấp đầy (%) | Số dự án |
|---|---|---|---|---|---|---|
| 1 | KCN Phú Sơn | 310 | 218 | 205 | 94,0 | 84 |
| 2 | KCN Bình An | 265 | 186 | 171 | 91,9 | 72 |
| 3 | KCN Tân Hưng | 240 | 165 | 98 | 59,4 | 41 |
| 4 | KCN Vĩnh Thái | 180 | 124 | 110 | 88,7 | 46 |
| 5 | KCN Long Khê | 125 | 129 | 76 | 58,9 | 27 |
| 6 | KCN Đồng Lạc | 90 | 90 | 38 | 42,2 | 16 |
| | Tổng cộng | 1.210 | 912 | 698 | 76,5 | 286 |

Phụ lục 2. CÁC CHỈ TIÊU CHỦ YẾU

| Chỉ tiêu | ĐVT | TH 2023 | Năm 2024 | | | KH 2025 |
|---|---|---|---|---|---|---|
| | | | KH | TH | TH/KH (%) | |
| 1. Vốn FDI thu hút | Triệu USD | 465 | 500 | 580 | 116 | 650 |
| 2. Vốn trong nước | Tỷ đồng | 3.620 | 4.000 | 4.090 | 102,3 | 4.500 |
| 3. Doanh thu | Tỷ đồng | 137.050 | 150.000 | 152.400 | 101,6 | 168.000 |
| 4. Xuất khẩu | Triệu USD | 5.190 | 5.600 | 5.680 | 101,4 | 6.200 |
| 5. Nộp ngân sách | Tỷ đồng | 3.815 | 4.000 | 4.260 | 106,5 | 4.700 |
| 6. Lao động | Người | 74.210 | 77.000 | 78.640 | 102,1 | 84.000 |

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TRƯỞNG BAN

Phan Văn Sáng
""",
    "kh_kcn.md": """\
UBND TỈNH NAM TRÀ
BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP

Số: 44/KH-BQLKCN

Nam Trà, ngày 22 tháng 01 năm 2025

KẾ HOẠCH
Xúc tiến đầu tư vào các khu công nghiệp năm 2025

I. MỤC TIÊU

Thu hút 650 triệu USD vốn FDI; phấn đấu 2 dự án trên 100 triệu USD; ưu tiên công nghiệp bán dẫn, điện tử, dược phẩm.

II. NỘI DUNG, KINH PHÍ

| STT | Hoạt động | Thời gian | Đơn vị thực hiện | Kinh phí (triệu đồng) |
|---|---|---|---|---|
| 1 | Hội nghị xúc tiến đầu tư tại Seoul | Tháng 9/2025 | Phòng Quản lý Đầu tư | 2.400 |
| 2 | Hội nghị gặp gỡ doanh nghiệp Nhật Bản | Tháng 5/2025 | Phòng Quản lý Đầu tư | 650 |
| 3 | Xây dựng ấn phẩm, video giới thiệu KCN | Quý II/2025 | Văn phòng | 480 |
| 4 | Nâng cấp cổng thông tin điện tử | Quý I/2025 | Văn phòng | 320 |
| | Cộng | | | 3.850 |

III. TỔ CHỨC THỰC HIỆN

1. Phòng Quản lý Đầu tư là đầu mối, báo cáo kết quả trước ngày 15/12/2025.

2. Văn phòng bảo đảm kinh phí, hậu cần.

TRƯỞNG BAN

Phan Văn Sáng
""",
}

#: a university: a school year, faculties by rows, parts without a unit
UNIVERSITY: dict[str, str] = {
    "bc_dh.md": """\
BỘ GIÁO DỤC VÀ ĐÀO TẠO
TRƯỜNG ĐẠI HỌC KỸ THUẬT BẮC SÔNG

Số: 1520/BC-ĐHKTBS

Bắc Sông, ngày 05 tháng 8 năm 2025

BÁO CÁO
Tổng kết năm học 2024 - 2025 và phương hướng, nhiệm vụ năm học 2025 - 2026

I. ĐẶC ĐIỂM, TÌNH HÌNH CHUNG

Trường có 11 khoa, 9 phòng chức năng, 5 trung tâm. Tổng số viên chức, người lao động 684 người, trong đó giảng viên cơ hữu 492 người (nữ 231 người). Trình độ giảng viên: 3 giáo sư, 38 phó giáo sư, 214 tiến sĩ, 272 thạc sĩ; tỷ lệ giảng viên có trình độ tiến sĩ đạt 43,5%, vượt 1,5 điểm phần trăm so với kế hoạch.

II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM HỌC

1. Tuyển sinh và đào tạo

Tuyển sinh đại học chính quy 3.120 sinh viên, đạt 97,5% chỉ tiêu (3.200 sinh viên); cao học 186 học viên, đạt 93% chỉ tiêu; nghiên cứu sinh 14 người. Quy mô đào tạo toàn trường 13.460 người học, trong đó đại học chính quy 11.870, vừa làm vừa học 1.050, cao học 480, nghiên cứu sinh 60.

Số sinh viên tốt nghiệp 2.415 sinh viên, trong đó loại xuất sắc 72, loại giỏi 518, loại khá 1.395. Tỷ lệ sinh viên tốt nghiệp đúng hạn 71,2%. Tỷ lệ sinh viên có việc làm sau 12 tháng đạt 94,1% (năm trước 92,6%). Cảnh báo học tập 612 lượt sinh viên, buộc thôi học 137 sinh viên.

Mở mới 03 ngành: Kỹ thuật bán dẫn, Trí tuệ nhân tạo, Logistics. Đã kiểm định 18/34 chương trình đào tạo, trong đó 4 chương trình theo chuẩn AUN-QA.

2. Khoa học công nghệ, hợp tác quốc tế

Thực hiện 5 đề tài cấp Bộ, 62 đề tài cấp trường, 1 đề tài cấp Nhà nước. Công bố 328 bài báo, tăng 22% so với năm học trước, trong đó 142 bài thuộc danh mục WoS/Scopus. Doanh thu chuyển giao công nghệ 9,4 tỷ đồng, gấp 1,6 lần năm học trước. Được cấp 2 bằng độc quyền sáng chế và 5 giải pháp hữu ích.

Ký mới 12 biên bản ghi nhớ với đối tác nước ngoài; tiếp nhận 46 sinh viên quốc tế, cử 58 sinh viên và 21 giảng viên đi trao đổi.

3. Công tác sinh viên

Cấp học bổng khuyến khích cho 1.240 lượt sinh viên với số tiền 8,7 tỷ đồng; học bổng doanh nghiệp tài trợ 2,3 tỷ đồng cho 310 sinh viên. Miễn, giảm học phí cho 845 sinh viên, số tiền 5,1 tỷ đồng. Ký túc xá có 2.600 chỗ ở, tỷ lệ lấp đầy 88%.

4. Tài chính, cơ sở vật chất

Tổng thu 298,6 tỷ đồng, đạt 102,3% dự toán, gồm: thu học phí 214,2 tỷ đồng, ngân sách nhà nước cấp 41,5 tỷ đồng, thu dịch vụ và khác 42,9 tỷ đồng. Tổng chi 271,4 tỷ đồng, trong đó chi cho con người 158,3 tỷ đồng, chi nghiệp vụ chuyên môn 67,9 tỷ đồng. Trích quỹ phát triển hoạt động sự nghiệp 12,6 tỷ đồng. Thu nhập bình quân của viên chức 16,8 triệu đồng/tháng, tăng 9,1%.

Diện tích sàn xây dựng phục vụ đào tạo 52.300 m2, bình quân 3,9 m2/sinh viên. Thư viện có 41.200 đầu sách in và 18.600 tài liệu số.

III. TỒN TẠI, NGUYÊN NHÂN

- Tỷ lệ sinh viên thôi học còn cao do chất lượng đầu vào không đồng đều.
- Tiến độ xây dựng Nhà thí nghiệm trung tâm chậm 4 tháng vì nhà thầu thiếu nhân lực.

IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM HỌC 2025 - 2026

1. Chỉ tiêu: tuyển sinh 3.400 sinh viên đại học chính quy; tỷ lệ giảng viên tiến sĩ 46%; công bố 360 bài báo; tổng thu 320 tỷ đồng.

2. Phân công nhiệm vụ

| TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Xây dựng đề án mở ngành Năng lượng tái tạo | Phòng Đào tạo | Khoa Điện | Tháng 12/2025 |
| 2 | Hoàn thành kiểm định 6 chương trình | Phòng Khảo thí và Đảm bảo chất lượng | Các khoa | 30/6/2026 |
| 3 | Nghiệm thu Nhà thí nghiệm trung tâm | Phòng Quản trị - Thiết bị | Phòng Kế hoạch - Tài chính | 31/01/2026 |
| 4 | Triển khai phần mềm quản lý đào tạo mới | Trung tâm Công nghệ thông tin | Phòng Đào tạo | 01/9/2025 |
| 5 | Tổ chức Hội thảo quốc tế ICTE 2026 | Phòng Khoa học Công nghệ và Hợp tác quốc tế | Các khoa | Quý II/2026 |

Biểu 3. Quy mô sinh viên chính quy theo khoa

Đơn vị tính: sinh viên

| STT | Khoa | Năm học 2023 - 2024 | Năm học 2024 - 2025 | Tăng/giảm (%) |
|---|---|---|---|---|
| 1 | Khoa Cơ khí | 2.310 | 2.405 | 4,1 |
| 2 | Khoa Điện | 2.120 | 2.260 | 6,6 |
| 3 | Khoa Công nghệ thông tin | 2.780 | 3.015 | 8,5 |
| 4 | Khoa Kinh tế | 2.450 | 2.390 | -2,4 |
| 5 | Khoa Xây dựng | 1.905 | 1.800 | -5,5 |
| | Cộng | 11.565 | 11.870 | 2,6 |

Nơi nhận:
- Bộ GDĐT (để b/c);
- Lưu: VT, HCTH.

HIỆU TRƯỞNG

PGS.TS. Đinh Công Tráng
""",
    "kh_dh.md": """\
BỘ GIÁO DỤC VÀ ĐÀO TẠO
TRƯỜNG ĐẠI HỌC KỸ THUẬT BẮC SÔNG

Số: 1034/KH-ĐHKTBS

Bắc Sông, ngày 12 tháng 9 năm 2024

KẾ HOẠCH
Thực hiện nhiệm vụ năm học 2024 - 2025

I. MỤC TIÊU CỤ THỂ

1. Tuyển sinh 3.200 sinh viên đại học chính quy, 200 học viên cao học.
2. Tỷ lệ giảng viên có trình độ tiến sĩ đạt 42%.
3. Công bố 300 bài báo khoa học, trong đó tối thiểu 130 bài WoS/Scopus.
4. Tổng thu 292 tỷ đồng.
5. Kiểm định thêm 5 chương trình đào tạo.
6. Tỷ lệ sinh viên có việc làm sau 12 tháng trên 93%.

II. NHIỆM VỤ CỦA CÁC ĐƠN VỊ

1. Phòng Tổ chức - Hành chính: Tuyển dụng 30 giảng viên, hoàn thành trong tháng 3/2025; rà soát đề án vị trí việc làm.

2. Phòng Công tác sinh viên: Tổ chức Ngày hội việc làm trước 30/4/2025 với sự tham gia của ít nhất 60 doanh nghiệp.

3. Phòng Kế hoạch - Tài chính: Xây dựng quy chế chi tiêu nội bộ mới, trình Hội đồng trường trước 31/12/2024.

4. Thư viện: Bổ sung 2.000 đầu sách.

III. KINH PHÍ

Dự toán chi 285 tỷ đồng, trong đó chi đầu tư cơ sở vật chất 46 tỷ đồng.

HIỆU TRƯỞNG

PGS.TS. Đinh Công Tráng
""",
}
