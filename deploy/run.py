"""`make run`: the whole portal on one machine that has nothing but Python. Standard library only.

Environment, secret key, migrations, demo boards, translations, static files, then gunicorn and the worker. What was done before and
has not changed is not done again. Ctrl-C stops both processes; the data stays in `var/`.
"""

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR, VENV = ROOT / "var", ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST_PYTHON = (3, 11)


def main() -> int:
    port = int(os.environ.get("PORT", "8000"))
    if sys.version_info < OLDEST_PYTHON:
        return fail(
            f"Cần Python 3.11 trở lên, máy này đang chạy {sys.version.split()[0]}. Chọn bản khác: make run PYTHON=python3.11"
        )
    if is_taken(port):
        return fail(f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT={port + 1}")
    VAR.mkdir(exist_ok=True)
    environment = environment_for(port)
    once("environment", [ROOT / "requirements.txt"], lambda: install(environment))
    once(
        "translations",
        sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")),
        lambda: manage(environment, "compile_translations"),
    )
    once("static", static_sources(), lambda: manage(environment, "collectstatic", "--noinput", "--verbosity=0"))
    manage(environment, "migrate", "--noinput", "--verbosity=0")
    once("demo", demo_sources(), lambda: manage(environment, "load_demo"))
    once("search", search_sources(), lambda: manage(environment, "update_index", "--verbosity=0"))
    once("listings", listing_sources(), lambda: manage(environment, "rebuild_listings"))
    once("pictures", picture_sources(), lambda: run(environment, "python", "manage.py", "cut_pictures"))
    return serve(environment, port)


def fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def environment_for(port: int) -> dict[str, str]:
    """The variables of the demo; whatever is set outside wins."""
    key_file = VAR / "secret-key"
    if not key_file.exists():
        key_file.touch(mode=0o600)
        key_file.write_text(secrets.token_urlsafe(60))
    defaults = {
        "SECRET_KEY": key_file.read_text(),
        "DEMO_MODE": "1",
        "ADMIN_BASE_URL": f"http://localhost:{port}",
        "PUBLIC_PORT": str(port),
        "EMAIL_URL": f"filemail:///{VAR / 'letters-sent'}",
        "BIND": f"0.0.0.0:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return {**defaults, **os.environ}


def once(name: str, sources: list[Path], work: Callable[[], object]) -> None:
    """Do `work` unless it was done for the same sources."""
    mark = VAR / "done" / name
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    if mark.exists() and mark.read_text() == digest and (name != "environment" or BIN.exists()):
        return
    started = time.monotonic()
    print(f"{name} …", flush=True)
    work()
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(digest)
    print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)


def static_sources() -> list[Path]:
    own = [path for path in ROOT.glob("*/static/**/*") if path.is_file() and VENV not in path.parents]
    return sorted([ROOT / "requirements.txt", *own, *(path for path in ROOT.glob("static/**/*") if path.is_file())])


def demo_sources() -> list[Path]:
    return sorted(path for pattern in ("portal/demo/*.*", "workflows/charters/*.toml") for path in ROOT.glob(pattern))


def search_sources() -> list[Path]:
    return [ROOT / "search" / name for name in ("text.py", "index.py", "dialects/sqlite.py", "dialects/postgresql.py")]


def listing_sources() -> list[Path]:
    names = (
        "pages/models/listed.py",
        "documents/register/rows.py",
        "documents/validity/registered.py",
        "documents/validity/status.py",
    )
    return [ROOT / name for name in names]


def picture_sources() -> list[Path]:
    """What a change of asks for cutting pictures anew; one that cannot be shown is named and stops nothing."""
    return [ROOT / "pages" / "pictures.py", *sorted(ROOT.glob("foreign_files/pictures/*.py"))]


def install(environment: dict[str, str]) -> None:
    venv.create(VENV, with_pip=True, clear=True)
    call(
        environment,
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        "requirements.txt",
    )


def manage(environment: dict[str, str], *arguments: str) -> None:
    call(environment, "python", "manage.py", *arguments)


def run(environment: dict[str, str], program: str, *arguments: str) -> int:
    return subprocess.run([str(BIN / program), *arguments], cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 (our own programs)


def call(environment: dict[str, str], program: str, *arguments: str) -> None:
    if run(environment, program, *arguments):
        sys.exit(fail(f"Dừng lại ở: {program} {' '.join(arguments[:2])}. Xem thông báo phía trên."))


def serve(environment: dict[str, str], port: int) -> int:
    """Run gunicorn and the worker until Ctrl-C, or until one of them ends."""
    commands = (["gunicorn", "portal.wsgi"], ["python", "manage.py", "run_worker"])
    processes = [
        subprocess.Popen([str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment)  # noqa: S603 (our own programs)
        for command in commands
    ]
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    print(
        f"\nCổng thông tin: http://localhost:{port}/   Trang quản trị: http://localhost:{port}/admin/ (docs/demo.md)\nDừng: Ctrl-C\n",
        flush=True,
    )
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            process.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
