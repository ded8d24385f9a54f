"""The environment, read once. Nothing else in the project looks at `os.environ`."""

import base64
import contextlib
import os
import secrets
import tempfile
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.FileAwareEnv()

DEBUG: bool = env.bool("DEBUG", default=False)
DEMO_MODE: bool = env.bool("DEMO_MODE", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def secret_key() -> str:
    """The signing key. Raises `ImproperlyConfigured` with a sentence where it is missing."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        return key
    raise ImproperlyConfigured(
        "Thiếu SECRET_KEY. Đặt biến môi trường SECRET_KEY bằng một chuỗi ngẫu nhiên dài ít nhất 50 ký tự (xem docs/configuration.md), hoặc chạy `make run` để thử."
    )


KEY_BYTES = 32
MAKES_A_KEY = "python3 -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())'"


def ledger_key() -> str:
    """The private Ed25519 key that signs rows of the ledger, in base64. Raises `ImproperlyConfigured` with a sentence where there is none."""
    key: str = env.str("LEDGER_KEY", default="").strip() or (_key_of_a_demo() if DEBUG or DEMO_MODE else "")
    if not _is_key(key):
        raise ImproperlyConfigured(
            f"{'LEDGER_KEY không đúng' if key else 'Thiếu LEDGER_KEY'}: khóa ký sổ quyết định là 32 byte ngẫu nhiên viết bằng base64. Tạo một lần bằng lệnh sau, cất một bản ngoài máy chủ, và đặt vào biến môi trường LEDGER_KEY (xem docs/configuration.md):\n{MAKES_A_KEY}"
        )
    return key


def ledger_former_public_keys() -> list[str]:
    """The public keys that belong to earlier ones, in the order in which they were used. Raises `ImproperlyConfigured` where one is none."""
    keys = [key.strip() for key in env.list("LEDGER_FORMER_PUBLIC_KEYS", default=[])]
    if not all(map(_is_key, keys)):
        raise ImproperlyConfigured(
            "LEDGER_FORMER_PUBLIC_KEYS không đúng: các khóa công khai cũ của sổ quyết định, mỗi khóa là 32 byte viết bằng base64, cách nhau bằng dấu phẩy (xem docs/runbook.md)."
        )
    return keys


def _is_key(written: str) -> bool:
    try:
        return len(base64.b64decode(written, validate=True)) == KEY_BYTES
    except ValueError:
        return False


def _key_of_a_demo() -> str:
    """One that is made once and lies beside the database: it proves nothing, and nothing needs to be set."""
    file = VAR_DIR / "ledger.key"
    if not file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=VAR_DIR)  # for its owner alone
        with os.fdopen(handle, "w") as written:
            written.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
        with contextlib.suppress(FileExistsError):  # web and worker begin together: one key for both, never half of one
            os.link(made, file)
        os.unlink(made)
    return file.read_text().strip()
