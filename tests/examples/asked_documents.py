# ruff: noqa: E501 - paragraphs of documents are lines
"""Documents of two invented authorities, for whole conversations: a district's plan and report, a department's report.

`DOCUMENTS` is `file name → text`. The district's report disagrees with its plan on purpose (the budget's plan, the sum
of the houses, a share of the plan that does not follow from its operands).
"""

_DISTRICT_PLAN = """\
ỦY BAN NHÂN DÂN
HUYỆN THẠCH GIANG

Số: 07/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thạch Giang, ngày 08 tháng 01 năm 2025

KẾ HOẠCH

Phát triển kinh tế - xã hội huyện Thạch Giang năm 2025

Thực hiện Nghị quyết số 61/NQ-HĐND ngày 18/12/2024 của Hội đồng nhân dân huyện, Ủy ban nhân dân huyện xây dựng Kế hoạch
với các nội dung sau:

I. MỤC TIÊU

Giữ vững tốc độ tăng trưởng; hoàn thành vượt dự toán thu ngân sách; giảm nghèo bền vững.

II. CHỈ TIÊU CHỦ YẾU

TT	Chỉ tiêu	Đơn vị tính	Thực hiện năm 2024	Kế hoạch năm 2025	Kế hoạch năm 2025 so với thực hiện năm 2024 (%)
1	Thu ngân sách nhà nước trên địa bàn	Tỷ đồng	521,4	560	107,4
2	Sản lượng lương thực có hạt	Tấn	74.300	75.000	100,9
3	Số xã đạt chuẩn nông thôn mới	Xã	9	11	122,2
4	Tỷ lệ hộ nghèo	%	5,62	4,5	
5	Số lao động được giải quyết việc làm	Người	3.120	3.300	105,8

III. NHIỆM VỤ CỦA CÁC PHÒNG, BAN

1. Phòng Tài chính - Kế hoạch

- Chủ trì, phối hợp với Chi cục Thuế khu vực đôn đốc thu ngân sách, báo cáo Ủy ban nhân dân huyện trước ngày 05 hằng tháng.
- Tham mưu phân bổ vốn đầu tư công đợt 2 trước ngày 20/3/2025.

2. Phòng Nông nghiệp và Môi trường

- Chủ trì xây dựng nông thôn mới tại hai xã Đông Khê, Tây Khê; hoàn thiện hồ sơ trước ngày 30/9/2025.
- Tổ chức tiêm phòng dại cho đàn chó, mèo.

3. Phòng Văn hóa, Khoa học và Thông tin

- Chủ trì tổ chức Lễ hội đua thuyền sông Giang trong tháng 4/2025.
- Số hóa hồ sơ di tích đình Vạn Lộc.

4. Ban Quản lý dự án đầu tư xây dựng huyện

- Làm chủ đầu tư dự án cầu Bến Đá (chiều dài 186 m, tổng mức đầu tư 94 tỷ đồng); khởi công trong quý II/2025.

IV. TỔ CHỨC THỰC HIỆN

1. Các phòng, ban gửi kế hoạch chi tiết về Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện trước ngày 24/01/2025.

2. Giao Phòng Tài chính - Kế hoạch chủ trì theo dõi, đôn đốc thực hiện Kế hoạch này./.

Nơi nhận:
- UBND tỉnh (để báo cáo);
- Thường trực Huyện ủy;
- Các phòng, ban;
- Lưu: VT, TCKH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đặng Quang Thiện
"""

_DISTRICT_REPORT = """\
ỦY BAN NHÂN DÂN
HUYỆN THẠCH GIANG

Số: 212/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thạch Giang, ngày 25 tháng 6 năm 2025

BÁO CÁO

Tình hình phát triển kinh tế - xã hội 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025

Kính gửi: Ủy ban nhân dân tỉnh Lam Giang

I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025

1. Ngân sách

Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm 2025 ước đạt 298,2 tỷ đồng, bằng 51,9% kế hoạch năm<sup>1</sup>, tăng \
12,4% so với cùng kỳ (265,3 tỷ đồng). Chi ngân sách ước 410,6 tỷ đồng, đạt 47,2% dự toán (870 tỷ đồng).

<sup>1</sup> Kế hoạch thu ngân sách nhà nước trên địa bàn năm 2025: 575 tỷ đồng.

2. Nông nghiệp, nông thôn

Sản lượng lương thực có hạt ước đạt 38.900 tấn, đạt 51,9% kế hoạch. Tổng đàn bò 8.240 con, giảm 2,1% so với cùng kỳ. \
Đến nay có 10/16 xã đạt chuẩn nông thôn mới.

3. Xây dựng

Cầu Bến Đá khởi công ngày 19/5/2025, khối lượng đạt khoảng 12%, còn 6 hộ chưa bàn giao mặt bằng.

Đã giải phóng mặt bằng 9,4/15,1 ha Cụm công nghiệp Đông Khê.

4. Xã hội

Giải quyết việc làm cho 1.720 lao động, đạt 58,1% kế hoạch. Hỗ trợ xóa 64 nhà tạm, trong đó làm mới 41 nhà, sửa chữa 33 nhà.

Ghi nhận 15 ca sốt xuất huyết, giảm 25% so với cùng kỳ (20 ca).

5. Cải cách hành chính

Tiếp nhận 9.130 hồ sơ thủ tục hành chính, đã giải quyết 8.974 hồ sơ, trong đó trước và đúng hạn 8.822 hồ sơ, đạt 98,3%.

II. TỒN TẠI, HẠN CHẾ

- Công tác giải phóng mặt bằng cầu Bến Đá còn chậm.
- Lễ hội đua thuyền sông Giang phải lùi sang tháng 9/2025 do mưa lũ.

III. NHIỆM VỤ 6 THÁNG CUỐI NĂM

1. Phòng Tài chính - Kế hoạch rà soát, điều chuyển 8,5 tỷ đồng vốn của các dự án giải ngân chậm trước ngày 15/9/2025.

2. Dự kiến cả năm 2025, thu ngân sách nhà nước trên địa bàn đạt 590 tỷ đồng; tỷ lệ hộ nghèo còn 4,6%.

IV. KIẾN NGHỊ

- Đề nghị Ủy ban nhân dân tỉnh bổ sung 12 tỷ đồng để hoàn thành kè sông Giang./.

Nơi nhận:
- Như trên;
- Lưu: VT, TH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lò Thị Hạnh

BIỂU TỔNG HỢP TÌNH HÌNH CÁC XÃ 6 THÁNG ĐẦU NĂM 2025

STT	Chỉ tiêu	Đơn vị tính	Đông Khê	Tây Khê	Vạn Lộc	Tổng cộng
1	Số hộ nghèo	Hộ	212	148	95	455
2	Tổng đàn lợn	Con	3.120	4.050	2.330	9.500
3	Diện tích trồng rừng	Ha	64	31		95
4	Số lao động trực tiếp trong cụm công nghiệp	Người	640	210	120	970
"""

_DEPARTMENT_REPORT = """\
ỦY BAN NHÂN DÂN TỈNH LAM GIANG
SỞ Y TẾ

Số: 88/BC-SYT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Lam Giang, ngày 04 tháng 4 năm 2025

BÁO CÁO

Kết quả công tác y tế quý I và nhiệm vụ trọng tâm quý II năm 2025

Kính gửi: Ủy ban nhân dân tỉnh Lam Giang

I. KẾT QUẢ QUÝ I NĂM 2025

1. Khám bệnh, chữa bệnh

Quý I/2025, toàn tỉnh khám bệnh cho 412.600 lượt người, tăng 5,2% so với cùng kỳ, đạt 24,6% kế hoạch năm; điều trị nội trú \
36.450 lượt. Công suất sử dụng giường bệnh đạt 91,5%.

2. Nhân lực

Toàn ngành có 2.318 viên chức, trong đó 512 bác sĩ và 806 điều dưỡng. Tổng số lao động hợp đồng 940 người, trong đó lao động nữ 655 người. Tuyển dụng được 27/45 bác sĩ theo kế hoạch.

3. Thu, chi

Giải ngân vốn đầu tư công 6,4/32,5 tỷ đồng, đạt 19,7% kế hoạch. Xử phạt 14 cơ sở hành nghề, số tiền 212,5 triệu đồng.

II. NHIỆM VỤ QUÝ II

1. Phòng Nghiệp vụ Y hoàn thành Đề án bệnh án điện tử, trình Ủy ban nhân dân tỉnh trước ngày 20/5/2025.

2. Trung tâm Kiểm soát bệnh tật tổ chức chiến dịch tiêm vắc xin sởi cho 18.200 trẻ trong tháng 5/2025.

Nơi nhận:
- Như trên;
- Lưu: VT, NVY.

GIÁM ĐỐC

Hà Minh Khôi
"""

# a scan read as if it were English
_DAMAGED_REPORT = """\
UY BAN NHAN DAN CONG HOA XA HOI CHU NGHIA VIET NAM
HUYEN THACH GIANG Poc 1ap - Tw do - Hanh phuc

$6: 95/BC-UBND Thach Giang, ngay 28 thdng 3 nim 2025

BAO CAO

Tinh hinh phat trién kinh té - xa hdi quy I nim 2025

I. KET QUA

1. Thu hut du khach

Quy I nim 2025, huyén dén 21.300 luot khach du lich, dat 23,7% ké hoach nim, ting 8,4% so v6i cling ky.

2. Cong nghiép

Thu htt vén dau tu truc tiép nudc ngoai dat 12,5 tridu USD, bing 118% so voi cling ky nim trudc. Kim ngach xuat khdu
dat 7,9 triéu USD.

3. Lao dong

T6ng s6 lao d6ng dang lam viéc tai cac cum cong nghiép la 3.460 ngudi, giam 1,8% so v6i cling ky nim trudc.

II. KHO KHAN

Cong tac bdi thuong, hé tro va tai dinh cu con gip nhiéu khé khin do gid dat va ngudn gde dat dai.

Noi nhan:
- UBND tinh;
- Luu: VT.
"""

DOCUMENTS: dict[str, str] = {
    "07-KH-UBND.txt": _DISTRICT_PLAN,
    "212-BC-UBND.txt": _DISTRICT_REPORT,
    "88-BC-SYT.txt": _DEPARTMENT_REPORT,
    "95-BC-UBND-scan.txt": _DAMAGED_REPORT,
}
