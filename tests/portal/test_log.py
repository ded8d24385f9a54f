"""What goes wrong stands in the log of the process, with where it went wrong; what is only not there does not."""

import base64
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "co.example.vn"})
import logging
from post_office.logutils import setup_loghandlers
setup_loghandlers()
known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
print("TWICE", [each.name for each in known if each.propagate and any(type(one) is not logging.NullHandler for one in each.handlers)])
for address in ("/", "/khong-co-trang-nay.php", "/admin/"):
    client.get(address, secure=True)
"""


def test_an_error_is_in_the_log_of_a_site_that_serves_citizens(tmp_path):
    """Its database has no tables, so that whatever asks it fails."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DEMO_MODE", "DEBUG", "DATABASE_URL", "CACHE_URL")
    }
    served = {
        "VAR_DIR": str(tmp_path),
        "ALLOWED_HOSTS": "co.example.vn",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "LEDGER_KEY": base64.b64encode(bytes(32)).decode(),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=kept | served, capture_output=True, text=True, check=True
    )
    assert "ERROR django.request: Internal Server Error: /" in done.stderr
    assert "Traceback (most recent call last)" in done.stderr
    assert "OperationalError: no such table" in done.stderr
    assert "TWICE []" in done.stdout, "a logger with a handler of its own says everything twice"
