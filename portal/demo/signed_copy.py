"""A one-page PDF to stand for a document's file, written by hand so that the demo needs no PDF library."""

import datetime

from vietnamese.slugs import vietnamese_slug


def plain_pdf(number: str, day: datetime.date) -> bytes:
    """A valid PDF 1.4 of one A4 page that names the document in plain Latin letters."""
    label = f"Ban thu nghiem - van ban {vietnamese_slug(number).upper()} - {day:%d/%m/%Y}"
    stream = f"BT /F1 16 Tf 60 760 Td ({label}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for key, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{key} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (
        body
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    )
