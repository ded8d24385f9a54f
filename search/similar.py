"""Answered questions that are like a text somebody is writing: by its rarest words, best first. For `questions`, which search stands above."""

import re

from wagtail.models import Page

from questions.models import QuestionPage
from search.find import find, pages_of
from search.query import MOST_CHARACTERS, Query

MOST = 5
COMMON = frozenset(
    [
        "tôi",
        "cho",
        "hỏi",
        "xin",
        "em",
        "anh",
        "chị",
        "ông",
        "bà",
        "là",
        "gì",
        "như",
        "thế",
        "nào",
        "có",
        "không",
        "được",
        "thì",
        "và",
        "của",
        "các",
        "những",
        "một",
        "này",
        "kia",
        "ở",
        "tại",
        "về",
        "với",
        "để",
        "khi",
        "bao",
        "giờ",
        "ạ",
        "mong",
        "muốn",
        "cần",
        "phải",
        "làm",
        "sao",
        "hay",
        "hoặc",
        "đã",
        "đang",
        "sẽ",
        "vì",
        "theo",
        "từ",
        "đến",
    ]
)


def similar_questions(text: str, root: Page) -> list[Page]:
    """At most five answered questions of one site; none for a text without a telling word."""
    words = [word for word in re.findall(r"\w+", text.lower()) if word not in COMMON]
    query = Query.of(" ".join(words)[:MOST_CHARACTERS])
    return pages_of(find(query, root, QuestionPage)[:MOST]) if len(words) > 1 else []
