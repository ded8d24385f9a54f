"""Who issued a document, by the letters of its number or the lines above it. Pure."""

import re

BODIES = {
    "CP": "Chính phủ", "TTG": "Thủ tướng Chính phủ", "CTN": "Chủ tịch nước", "VPQH": "Văn phòng Quốc hội",
    "VPCP": "Văn phòng Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "BTC": "Bộ Tài chính", "BNV": "Bộ Nội vụ",
    "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao", "BTP": "Bộ Tư pháp", "BCT": "Bộ Công Thương",
    "BXD": "Bộ Xây dựng", "BGTVT": "Bộ Giao thông vận tải", "BYT": "Bộ Y tế", "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BTNMT": "Bộ Tài nguyên và Môi trường", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BDTTG": "Bộ Dân tộc và Tôn giáo", "UBDT": "Ủy ban Dân tộc",
    "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ", "BHXH": "Bảo hiểm xã hội Việt Nam",
    "TANDTC": "Tòa án nhân dân tối cao", "VKSNDTC": "Viện kiểm sát nhân dân tối cao", "KTNN": "Kiểm toán nhà nước",
}  # fmt: skip
ASSEMBLY = re.compile(r"/(?:UBTV)?QH\d+$")
BODY = re.compile(
    r"^(?:CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|CHỦ TỊCH NƯỚC|[ỦU][YỶ] BAN|HỘI ĐỒNG|BỘ |SỞ |BAN |VĂN PHÒNG|THANH TRA|TÒA ÁN|TOÀ ÁN|VIỆN |"
    r"CỤC |TỔNG CỤC|CHI CỤC|PHÒNG |TRUNG TÂM|TRƯỜNG |CÔNG AN|NGÂN HÀNG|KIỂM TOÁN|BẢO HIỂM|ĐẢNG |TỈNH ỦY|HUYỆN ỦY|LIÊN ĐOÀN|MẶT TRẬN)"
)
NOT_A_BODY = re.compile(r"CỘNG HO[ÀA]|CỘNG HÒA|CÔNG BÁO|VĂN BẢN QUY PHẠM|ĐỘC LẬP", re.IGNORECASE)
CUT_HERE = re.compile(r"\s*(?:CỘNG HO[ÀA]|CỘNG HÒA|Độc lập|[-–—_*]{2,}).*$")
PLACE = re.compile(r"\b(tỉnh|thành phố|xã|phường|huyện|quận|thị xã|thị trấn|đặc khu)\s+(.+)$")


def issuer_by_number(number: str) -> str:
    """«27/2026/TT-BTC» → Bộ Tài chính. Nothing for letters that many bodies share (UBND, SNV)."""
    if ASSEMBLY.search(number):
        return "Ủy ban Thường vụ Quốc hội" if "UBTV" in number else "Quốc hội"
    last = re.split(r"[/-]", number)[-1].upper()
    return BODIES.get(last, "")


def issuer_in_head(head: str) -> str:
    """The last body named above the number: the one above it only says whose it is. A name cut over lines is joined."""
    names: list[str] = []
    is_open = False
    for line in (CUT_HERE.sub("", each.strip()) for each in head.split("\n")):
        if not line or not line.isupper() or NOT_A_BODY.search(line):
            is_open = is_open and not line
        elif BODY.match(line):
            names.append(line)
            is_open = True
        elif is_open:
            names[-1] += f" {line}"
    return in_small_letters(names[-1]) if names else ""


def in_small_letters(name: str) -> str:
    """«ỦY BAN NHÂN DÂN XÃ TÂN CƯƠNG» → «Ủy ban nhân dân xã Tân Cương»: a place keeps its capitals, of a body the first letter is one."""
    small = name.lower().replace("uỷ", "ủy").replace("toà ", "tòa ")
    for body in BODIES.values():
        if body.lower() == small:
            return body
    small = PLACE.sub(lambda found: f"{found[1]} {found[2].title()}", small)
    words = small.split(" ")
    if words[0] == "sở" and len(words) > 1:
        words[1] = words[1].capitalize()
    return " ".join([words[0].capitalize(), *words[1:]])
