"""The scanner is asked with its own protocol; what it finds is refused, and so is everything while it does not answer."""

import socket
import struct
import threading

import pytest

from foreign_files.uploads import UploadRefused, accept, clamd
from foreign_files.uploads.kinds import Reason
from tests.foreign_files.uploads.samples import a_pdf


@pytest.fixture
def scanner():
    """A clamd of one answer on a port of this machine: `scanner(b"…")` → its address; `scanner.read` has what it was sent."""
    server = socket.create_server(("127.0.0.1", 0))
    got = []

    def exactly(connection, size):
        data = b""
        while len(data) < size and (more := connection.recv(size - len(data))):
            data += more
        return data

    def serve(answer):
        connection, _address = server.accept()
        with connection:
            assert exactly(connection, 10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", exactly(connection, 4))[0]:
                got.append(exactly(connection, size))
            connection.sendall(answer)

    def start(answer):
        thread = threading.Thread(target=serve, args=(answer,), daemon=True)
        thread.start()
        return f"127.0.0.1:{server.getsockname()[1]}"

    start.got = got
    yield start
    server.close()


def test_a_clean_file_passes_whole(settings, scanner):
    settings.CLAMD_ADDRESS = scanner(b"stream: OK\0")
    data = a_pdf() + b"%" * 200_000
    assert accept("a.pdf", data).data == data
    assert b"".join(scanner.got) == data


def test_what_the_scanner_knows_is_refused(settings, scanner):
    settings.CLAMD_ADDRESS = scanner(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    with pytest.raises(UploadRefused) as refused:
        accept("a.pdf", a_pdf())
    assert refused.value.reason == Reason.VIRUS


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_a_scanner_without_a_verdict_lets_nothing_in(settings, scanner, answer):
    settings.CLAMD_ADDRESS = scanner(answer)
    with pytest.raises(UploadRefused, match="thử lại"):
        accept("a.pdf", a_pdf())


def test_a_scanner_that_is_down_lets_nothing_in(settings, tmp_path):
    for address in ("127.0.0.1:1", str(tmp_path / "no.sock")):
        settings.CLAMD_ADDRESS = address
        with pytest.raises(UploadRefused) as refused:
            accept("a.pdf", a_pdf())
        assert refused.value.reason == Reason.NO_SCANNER


def test_the_client_speaks_over_a_socket_file_too(tmp_path):
    path = str(tmp_path / "clamd.sock")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()

        def serve():
            connection, _address = server.accept()
            with connection:
                got = b""
                while not got.endswith(b"\0\0\0\0"):
                    got += connection.recv(4096)
                connection.sendall(b"stream: OK\0")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert clamd.scan(path, b"abc") == ""
        thread.join()
