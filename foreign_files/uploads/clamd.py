"""Asking clamd whether it knows harm in some bytes: its INSTREAM command over TCP («host:port») or a socket («/run/clamd.sock»)."""

import socket
import struct

SECONDS = 15.0
CHUNK = 1 << 16


class NoAnswer(Exception):
    """The scanner said neither that the bytes are clean nor what it found."""


def scan(address: str, data: bytes) -> str:
    """The name of what was found, or an empty string. Raises `OSError` and `NoAnswer`."""
    with _connect(address) as connection:
        connection.settimeout(SECONDS)
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096 and (more := connection.recv(4096)):
            answer += more
    said = answer.rstrip(b"\0").decode("utf-8", "replace").removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NoAnswer(said or "closed")


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(address)
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)
