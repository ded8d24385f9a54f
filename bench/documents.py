"""The register of documents, filled from an archive's file taken so often that it has SIZE documents: ms per address, least of seven.

    .venv-dev/bin/python bench/documents.py FILE.jsonl[.gz] [SIZE]      # needs SECRET_KEY and DEMO_MODE=1; writes to a database of its own

The texts are cut to 2,000 characters: the register does not read them. Requests of Django's test client, caches of the process warm,
none of responses. The first line clears what the process keeps of the unfiltered counts.
"""

import gzip
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
SIGNERS = ["Nguyễn Văn A", "Trần Thị B", "Lê Hoàng C", "Phạm Minh D"]


def write_archive(archive: Path, rows: list[dict[str, Any]], size: int) -> None:
    """The rows again and again, each time with another key and signer."""
    with archive.open("w", encoding="utf-8") as out:
        for number in range(size):
            row = rows[number % len(rows)]
            more = {
                "id": f"{row['id']}-{number}",
                "text": (row.get("text") or "")[:2000],
                "signer": SIGNERS[number % 4],
            }
            out.write(json.dumps({**row, **more}, ensure_ascii=False) + "\n")


def main() -> None:
    source, size = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    folder = Path(tempfile.mkdtemp())
    os.environ.update({"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"})
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from growth_ours import least

    from documents.models import DocumentIndexPage
    from pages import frame
    from portal.demo.people import create_people
    from workflows.models import Board

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_charter", "tuyen-quang", stdout=io.StringIO())
    create_people(Board.objects.get())
    with (
        gzip.open(source, "rt", encoding="utf-8") if source.suffix == ".gz" else source.open(encoding="utf-8") as lines
    ):
        rows = [json.loads(line) for line in lines]
    archive = folder / "documents.jsonl"
    write_archive(archive, rows, size)
    started = time.perf_counter()
    call_command(
        "import_archive", "documents", str(archive), site="tuyen-quang", stdout=io.StringIO(), stderr=io.StringIO()
    )
    found = len(DocumentIndexPage.objects.get().items())
    print(f"{found} documents, imported in {time.perf_counter() - started:.0f} s")
    client = Client(headers={"host": Board.objects.get().site.hostname})

    def get(address: str) -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")
        if response.streaming:
            for _piece in response.streaming_content:
                pass

    def afresh() -> None:
        frame._FRAMES.clear()
        get("/van-ban/")

    print(f"{'/van-ban/, counts made anew':60}{least(afresh):9.1f}")
    for address in (
        "/van-ban/",
        f"/van-ban/?trang={-(-found // 15)}",
        "/van-ban/?loai=quyet-dinh",
        "/van-ban/?loai=quyet-dinh&nam=2022",
        "/van-ban/?co-quan=uy-ban-nhan-dan-tinh-binh-duong&nam=2022&hieu-luc=khong-ro",
        "/van-ban/?hieu-luc=khong-ro",
        "/van-ban/?q=1658/QD-UBND",
        "/van-ban/?q=giao+dat+cho+tram+y+te",
        "/van-ban/?q=quyet+dinh",
        "/van-ban/?dang=rss&loai=quyet-dinh",
    ):
        print(f"{address:60}{least(lambda address=address: get(address)):9.1f}")
    print(f"{'/van-ban/?dang=csv (all that is given)':60}{least(lambda: get('/van-ban/?dang=csv'), times=1):9.1f}")


if __name__ == "__main__":
    main()
