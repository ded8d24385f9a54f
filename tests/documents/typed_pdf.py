"""PDF files with Vietnamese lines: a font of one byte per letter, which says in Unicode what each of them is."""


def typed_pdf(text):
    """One page with these lines."""
    letters = {letter: code for code, letter in enumerate(dict.fromkeys(text.replace("\n", "")), 1)}
    lines = b" T* ".join(
        b"<" + b"".join(b"%02x" % letters[letter] for letter in line) + b"> Tj" for line in text.split("\n")
    )
    stream = b"BT /F1 11 Tf 14 TL 60 780 Td " + lines + b" ET"
    pairs = b"\n".join(b"<%02x> <%04x>" % (code, ord(letter)) for letter, code in letters.items())
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar endcmap end" % (len(letters), pairs)
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(table), table),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def a_decision(number, day=4):
    """The PDF of a decision with this number."""
    return typed_pdf(
        "ỦY BAN NHÂN DÂN XÃ TÂN THỬ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Số: {number}/QĐ-UBND\nTân Thử, ngày {day:02} tháng 5 năm 2026\nQUYẾT ĐỊNH\n"
        f"Về việc giao chỉ tiêu trồng cây đợt {number}\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
        "Điều 1. Giao chỉ tiêu.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Thị Thử"
    )
