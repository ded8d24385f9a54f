"""Lighthouse (mobile profile) over the six kinds of public pages of a running portal: a table of its four scores and what it names.

    npm install --global lighthouse
    python bench/lighthouse.py http://tuyen-quang.localhost:8000 [RUNS]

Needs Python, npm and a browser, nothing of the portal's; LIGHTHOUSE names a program that is not on the path, CHROME_PATH a browser
other than /usr/bin/chromium. Each page is asked for once before it is measured; of RUNS (3) the one with the best performance is
shown, because whatever else the machine does only makes it worse.
"""

import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request

LIGHTHOUSE = os.environ.get("LIGHTHOUSE", "lighthouse")
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
FLAGS = "--headless --no-sandbox --disable-gpu"


def main() -> int:
    base = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://tuyen-quang.localhost:8000"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    os.environ.setdefault("CHROME_PATH", "/usr/bin/chromium")
    print(
        f"{'page':<10} {'perf':>5} {'a11y':>5} {'best':>5} {'seo':>5}   {'LCP':>6} {'CLS':>5} {'TBT':>6} {'bytes':>8}"
    )
    for name, path in addresses(base).items():
        fetch(base, path)
        reports = [measure(base + path) for _run in range(runs)]
        best = max(reports, key=lambda report: report["categories"]["performance"]["score"])
        show(name, best)
    return 0


def addresses(base: str) -> dict[str, str]:
    """The six pages: three lists of the site and the newest item of each."""
    return {
        "front": "/",
        "section": "/tin-tuc/",
        "article": first_item(base, "/tin-tuc/"),
        "document": first_item(base, "/van-ban/"),
        "answer": first_item(base, "/hoi-dap/"),
        "search": "/tim-kiem/?q=n%C6%B0%E1%BB%9Bc",
    }


def first_item(base: str, section: str) -> str:
    found = re.search(r'class="item__title"><a href="([^"]+)"', fetch(base, section))
    if found is None:
        sys.exit(f"{base}{section} lists nothing")
    return urllib.parse.urlsplit(found[1]).path


def fetch(base: str, path: str) -> str:
    """A page by its host's name, whether or not this machine can resolve it."""
    parts = urllib.parse.urlsplit(base)
    asked = urllib.request.Request(f"{parts.scheme}://127.0.0.1:{parts.port}{path}", headers={"Host": parts.netloc})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=60) as response:  # noqa: S310 (our own server)
        return str(response.read().decode())


def measure(address: str) -> dict:
    command = [LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def show(name: str, report: dict) -> None:
    scores = [round(100 * (report["categories"][category]["score"] or 0)) for category in CATEGORIES]
    audits = report["audits"]
    lcp, cls, tbt, weight = (
        audits[key]["numericValue"]
        for key in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time", "total-byte-weight")
    )
    print(
        f"{name:<10} {scores[0]:>5} {scores[1]:>5} {scores[2]:>5} {scores[3]:>5}   "
        f"{lcp / 1000:>5.1f}s {cls:>5.2f} {tbt:>4.0f}ms {weight / 1024:>5.0f} KB",
        flush=True,
    )
    for category in CATEGORIES[1:]:
        for audit in report["categories"][category]["auditRefs"]:
            if audit["weight"] and (audits[audit["id"]]["score"] or 0) < 1 and audits[audit["id"]]["score"] is not None:
                print(f"    {category}: {audit['id']}: {audits[audit['id']]['title']}")


if __name__ == "__main__":
    sys.exit(main())
