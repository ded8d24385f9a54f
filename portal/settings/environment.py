"""The environment, read once. Nothing else in the project looks at `os.environ`."""

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
