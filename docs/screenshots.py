"""`make screenshots`: the figures of `docs/vai-tro/`, and every kind of public page and board screen at three widths, light and dark.

Starts a demo of its own in a temporary folder and on a free port, or looks at a running one (`DEMO_PORT=8000`).
What the browser itself writes is Vietnamese where its package of languages is installed (`chromium-l10n`).
Everything is small WebP, so that the repository can carry it: under 5 MB in all, else the run fails.
"""

import contextlib
import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FIGURES, OVERVIEW = ROOT / "docs" / "vai-tro" / "anh", ROOT / "docs" / "screenshots"
BOARDS = ("tuyen-quang", "tan-cuong")
PASSWORD = "cong-thong-tin"  # noqa: S105 (the demo's, published)
WIDTHS = {360: 740, 768: 1024, 1280: 900}
DESK, PHONE = (1280, 800), (390, 844)
Scheme = Literal["light", "dark"]
SCHEMES: dict[str, Scheme] = {"sang": "light", "toi": "dark"}
MOST_BYTES = 5_000_000

# Each kind of public page: its name, and the address, perhaps with the links to follow from there.
ITEM = "main article a, main li a"
PUBLIC: dict[str, tuple[str, ...]] = {
    "trang-chu": ("/",),
    "tin-tuc": ("/tin-tuc/",),
    "tin-bai": ("/tin-tuc/", ITEM),
    "van-ban-danh-sach": ("/van-ban/",),
    "van-ban": ("/van-ban/", ITEM),
    "hoi-dap": ("/hoi-dap/",),
    "cau-hoi": ("/hoi-dap/", ITEM),
    "gui-cau-hoi": ("/hoi-dap/gui-cau-hoi/",),
    "tra-cuu": ("/hoi-dap/tra-cuu/",),
    "so-lieu": ("/hoi-dap/so-lieu/",),
    "lay-y-kien": ("/lay-y-kien/",),
    "du-thao": ("/lay-y-kien/", ITEM),
    "gop-y": ("/lay-y-kien/", ITEM, "main a[href^='/gop-y/']"),
    "trang-noi-dung": ("/gioi-thieu/",),
    "tim-kiem": ("/tim-kiem/?q=n%C3%B4ng+d%C3%A2n",),
    "khong-co-trang": ("/khong-co-trang-nay/",),
    "dinh-chinh": ("/dinh-chinh/",),
    "tin-da-go": ("/dinh-chinh/", "main li:has-text('Gỡ khỏi cổng') a"),
    "tin-da-dinh-chinh": ("/dinh-chinh/", "main li:not(:has-text('Gỡ khỏi cổng')) a"),
    "bao-sai-sot": ("/tin-tuc/", ITEM, "main a[href^='/bao-sai-sot/']"),
}
BOARD: dict[str, tuple[str, ...]] = {
    "ban-lam-viec": ("/admin/",),
    "ho-so-duyet": ("/admin/", ".waiting a[href*='/admin/duyet/']"),
    "cho-toi": ("/admin/cho-toi/",),
    "ban-bien-tap": ("/admin/ban-bien-tap/",),
    "trang-soan": ("/admin/", ".desk__write a"),
    "gop-y": ("/admin/gop-y/",),
    "gop-y-du-thao": ("/admin/gop-y/", ".waiting a"),
    "uy-quyen": ("/admin/uy-quyen/",),
    "su-co-tai-khoan": ("/admin/su-co-tai-khoan/",),
    "nhap-van-ban": ("/admin/nhap-van-ban/tuyen-quang/",),
    "dang-nhap": ("/admin/login/",),
}
OFFICE: dict[str, tuple[str, ...]] = {  # what the secretary sees
    "cau-hoi": ("/admin/cau-hoi/tuyen-quang/",),
    "ho-so-cau-hoi": ("/admin/cau-hoi/tuyen-quang/", ".waiting a"),
    "bieu-quyet": ("/admin/bieu-quyet/tuyen-quang/",),
    "lich-dang": ("/admin/lich-dang/tuyen-quang/",),
    "bao-sai-sot": ("/admin/bao-sai-sot/tuyen-quang/",),
}


class Camera:
    """A person's window on one site; takes pictures of what it shows."""

    def __init__(
        self, browser: Browser, base: str, user: str, size: tuple[int, int], scheme: Scheme = "light", state: Any = None
    ):
        """`user` signs in; `state` is what an earlier window of theirs was given instead."""
        width, height = size
        self.base = base
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            color_scheme=scheme,
            reduced_motion="reduce",
            storage_state=state,
        )
        self.page: Page = self.context.new_page()
        if user:
            self.page.goto(f"{base}/admin/login/")
            self.page.fill("[name=username]", user)
            self.page.fill("[name=password]", PASSWORD)
            self.page.click("button[type=submit]")
            self.page.wait_for_url("**/admin/")

    def open(self, path: str, *links: str) -> None:
        self.page.goto(self.base + path)
        for link in links:
            self.page.goto(str(self.page.locator(link).first.evaluate("link => link.href")))

    def shoot(self, file: Path, scale: float = 0.6) -> None:
        """What the window shows now, reduced."""
        self.page.wait_for_timeout(400)  # scripts draw the menu and the frame of the preview
        picture = Image.open(io.BytesIO(self.page.screenshot()))
        small = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
        file.parent.mkdir(parents=True, exist_ok=True)
        small.convert("RGB").save(file, "WEBP", quality=55, method=6)


def figures(browser: Browser, at: Callable[[str], str]) -> None:
    """What `docs/vai-tro/*.md` shows, step by step as each person does it. Items move on while it runs: the order matters."""
    writing(Camera(browser, at("tuyen-quang"), "cong-tac-vien.tuyen-quang", DESK))
    for name, user, site, size in (
        ("thanh-vien", "thanh-vien.tuyen-quang", "tuyen-quang", DESK),
        ("pho-ban", "pho-ban.tuyen-quang", "tuyen-quang", DESK),
        ("truong-ban", "truong-ban.tuyen-quang", "tuyen-quang", PHONE),
        ("thu-ky", "thu-ky.tan-cuong", "tan-cuong", DESK),
    ):
        deciding(Camera(browser, at(site), user, size), name)
    technician = Camera(browser, at("tuyen-quang"), "quan-tri", DESK)
    for name, path in (
        ("1-ban-lam-viec", "/admin/"),
        ("2-nguoi-dung", "/admin/users/"),
        ("3-ban-bien-tap", "/admin/ban-bien-tap/tuyen-quang/"),
    ):
        technician.open(path)
        technician.shoot(FIGURES / f"quan-tri-{name}.webp")


def writing(author: Camera) -> None:
    page = author.page
    author.open("/admin/")
    author.shoot(FIGURES / "soan-1-ban-lam-viec.webp")
    author.open("/admin/", ".desk__write a")
    page.fill("[name=title]", "Khai giảng lớp tin học cho cán bộ thôn")
    page.fill("[name=lead]", "Lớp học kéo dài năm ngày, dành cho 40 trưởng thôn của ba xã.")
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    author.shoot(FIGURES / "soan-2-them-noi-dung.webp")
    page.get_by_role("option", name="Đoạn văn").first.click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").last.click()
    page.keyboard.type("Sáng nay, lớp tin học đầu tiên cho trưởng thôn khai giảng tại nhà văn hóa xã.")
    for name in ("section", "field", "unit"):
        page.select_option(f"[name={name}]", index=1)
    page.fill("[name=author]", "Nguyễn Thị Hoa")
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Xem trước").last.click()
    page.wait_for_timeout(2500)
    page.locator("[name=title]").scroll_into_view_if_needed()
    author.shoot(FIGURES / "soan-3-xem-truoc.webp")
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url("**/admin/duyet/**")
    for box in page.locator(".file__checklist input[type=checkbox]:visible").all():
        box.check()
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url("**/admin/duyet/*/")
    page.wait_for_load_state("networkidle")
    author.shoot(FIGURES / "soan-4-da-trinh.webp")


def deciding(member: Camera, name: str) -> None:
    page = member.page
    member.open("/admin/")
    member.shoot(FIGURES / f"{name}-1-ban-lam-viec.webp")
    member.open("/admin/", ".waiting a[href*='/admin/duyet/']")
    member.shoot(FIGURES / f"{name}-2-ho-so-duyet.webp")
    page.locator("#acts").scroll_into_view_if_needed()
    page.locator("#acts").evaluate("heading => heading.scrollIntoView()")
    member.shoot(FIGURES / f"{name}-3-quyet-dinh.webp")
    for box in page.locator(".file__checklist input[type=checkbox]:visible").all():
        box.check()
    page.locator(".file__acts button:not(.button-secondary)").first.click()
    page.wait_for_load_state("networkidle")
    member.shoot(FIGURES / f"{name}-4-da-xong.webp")


def overview(browser: Browser, at: Callable[[str], str]) -> None:
    """Every kind of page at every width, light and dark."""
    site = at("tuyen-quang")
    editor, secretary = (
        Camera(browser, site, f"{seat}.tuyen-quang", DESK).context.storage_state()
        for seat in ("bien-tap-vien", "thu-ky")
    )
    for width, height in WIDTHS.items():
        for word, scheme in SCHEMES.items():
            citizen, *members = (
                Camera(browser, site, "", (width, height), scheme, state) for state in (None, editor, secretary)
            )
            for camera, screens, folder in (
                (citizen, PUBLIC, "cong"),
                (members[0], BOARD, "ban-bien-tap"),
                (members[1], OFFICE, "ban-bien-tap"),
            ):
                for name, way in screens.items():
                    seen = citizen if name == "dang-nhap" else camera
                    seen.open(*way)
                    seen.shoot(OVERVIEW / folder / f"{name}-{width}-{word}.webp", 0.5 if width > 360 else 0.7)
            for camera in (citizen, *members):
                camera.context.close()


@contextlib.contextmanager
def demo() -> Iterator[int]:
    """The port of a demo that lives as long as the block; of the running one that `DEMO_PORT` names."""
    if os.environ.get("DEMO_PORT"):
        yield int(os.environ["DEMO_PORT"])
        return
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {
            **os.environ,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "DEMO_MODE": "1",
            "VAR_DIR": folder,
            "ADMIN_BASE_URL": f"http://localhost:{port}",
            "EMAIL_URL": f"filemail:///{folder}/letters",
            "BIND": f"127.0.0.1:{port}",
        }
        boards = [f"--board={board}" for board in BOARDS]
        for command in (
            ["migrate", "--verbosity=0"],
            ["compile_translations"],
            ["load_demo", f"--port={port}", *boards],
            ["collectstatic", "--noinput", "--verbosity=0"],
        ):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603 (our own)
        server = subprocess.Popen([sys.executable, "-m", "gunicorn", "portal.wsgi"], cwd=ROOT, env=environment)
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _second in range(60):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/-/live", timeout=2).close()
            return
        time.sleep(1)
    sys.exit("the demo did not start")


def main() -> None:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    for folder in (FIGURES, OVERVIEW):
        shutil.rmtree(folder, ignore_errors=True)
    with demo() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"], env={**os.environ, "LANGUAGE": "vi"}
        )
        overview(browser, lambda site: f"http://{site}.localhost:{port}")
        figures(browser, lambda site: f"http://{site}.localhost:{port}")
        browser.close()
    files = [file for folder in (FIGURES, OVERVIEW) for file in folder.rglob("*.webp")]
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} pictures, {size / 1_000_000:.1f} MB")
    if size > MOST_BYTES:
        sys.exit("too much for the repository: lower the quality or the scale")


if __name__ == "__main__":
    main()
