"""Whatever is typed: a page. Never an error, and nothing of it is run."""

import gzip
import json

import pytest
from wagtail.models import Page

from search.find import find
from search.query import Query
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.django_db

ODD = [
    '"', "'", '"""', "“", "\x00", "a\x00b", "*", "cầu*", "NEAR(", "NEAR(cầu, 2)", "AND", "OR NOT", "NOT", "^cầu", "name:cầu", "{name}",
    "cầu AND", "-cầu", "()", "(((", ";", "--", "\\", "%", "%%s", "_", "@0001", "@00010001", "^c", "_cau", "😀", "😀 cầu 👍🏽", "\u202e", "ﷺ", "ﬁ",
    "½", "m²", "Ⅻ", "ẗ̴̛̠", "e\u0301" * 300, "а" * 10_000, "cầu " * 2_500, "1/" * 5_000, "<script>alert(1)</script>", "'; DROP TABLE search_entry; --",
    "&amp;", "{{ 7*7 }}", "٣", "０７／ＱĐ", "\ud800", " ", "\t\n", ".", "/", "07/", "/07", "a|b", "a & !b", "<->", "'cầu':A",
]  # fmt: skip


def shared_strings() -> list[str]:
    path = SHARED_DATA / "payload_strings.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def test_odd_queries_get_a_page(library, client):
    host = library.host
    for typed in [*ODD, *shared_strings()[::40]]:
        asked = typed.encode("utf-8", "replace").decode()
        response = client.get("/tim-kiem/", {"q": asked}, headers={"host": host})
        assert response.status_code == 200, typed
        assert "<script>alert" not in response.content.decode(), typed


@pytest.mark.long
def test_no_query_is_an_error_in_the_database(library):
    for typed in [*ODD, *shared_strings()]:
        assert find(Query.of(typed), library.root) is not None
        assert Page.objects.autocomplete(typed).count() >= 0


def test_the_backend_bears_odd_queries_with_either_operator(library):
    for typed in ODD:
        for operator in ("and", "or"):
            assert list(Page.objects.search(typed, operator=operator)) is not None


@pytest.mark.parametrize("address", ["?q=cau&muc=khong-co", "?q=cau&trang=99", "?q=cau&trang=-1", "?q=cau&trang=x"])
def test_a_section_or_a_page_that_does_not_exist_is_not_found(library, client, address):
    assert client.get(f"/tim-kiem/{address}", headers={"host": library.host}).status_code == 404


def test_a_section_narrows_what_is_found(library, client):
    def titles(section):
        response = client.get("/tim-kiem/", {"q": "quy chế", "muc": section}, headers={"host": library.host})
        return [item.page.title for item in response.context["items"].object_list]

    assert len(titles("")) == len(titles("van-ban")) == 1
    assert titles("tin-tuc") == []
