"""PDF files signed in the test, by a root of its own, and what can be done to them afterwards."""

import datetime
import io
from concurrent.futures import ThreadPoolExecutor

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.foreign_files.uploads.samples import a_pdf

DAY = datetime.timedelta(days=1)


def a_name(common, organisation="Ủy ban nhân dân xã Thử"):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def a_certificate(common, issuer=None, issuer_key=None):
    """A certificate and its key; by itself where no issuer is named."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = a_name(common)
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + 300 * DAY)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    return built.sign(issuer_key or key, hashes.SHA256()), key


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def a_signer(tmp_path, certificate, key, root):
    files = []
    for name, content in (
        ("key.pem", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())),
        ("cert.pem", pem(certificate)),
        ("root.pem", pem(root)),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        files.append(str(tmp_path / name))
    return signers.SimpleSigner.load(files[0], files[1], ca_chain_files=[files[2]])


def signed(signer, content=None, field="ChuKy"):
    """Signs in a thread of its own: pyHanko starts an event loop, and a browser of another test may have one in this thread."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content or a_pdf()))
    metadata = signers.PdfSignatureMetadata(field_name=field)
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(signers.sign_pdf, writer, metadata, signer=signer).result().getvalue()
