"""The clauses of a charter, numbered as its own text numbers them, faults kept; read from the text as it was typed in.

`Điều 4 khoản 1 điểm đ`; a letter that comes twice is `điểm đ cuối`; dashes are `gạch 1`, …, anew under each number; paragraphs without a
mark are `đoạn 1`, … where an article has several of them or other marks besides. What an article says in one piece is the article.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

NOISE = re.compile(r"[*#<>]+")
ARTICLE = re.compile(r"Điều (\d+)\.")
NUMBER = re.compile(r"(\d+)\.\s+\S")
LETTER = re.compile(r"(?:- )?([a-zđ])\) ")
HEADING = re.compile(r"(?i:chương) [IVX]+")
GROUND = re.compile(r"(Căn cứ|Xét đề nghị) ")


@dataclass
class Article:
    name: str
    marks: list[str] = field(default_factory=list)
    paragraphs: int = 0
    number: str = ""
    dashes: int = 0

    def read(self, line: str) -> None:
        """One paragraph after its heading."""
        if match := NUMBER.match(line):
            self.number, self.dashes = f"khoản {match.group(1)}", 0
            self.marks.append(self.number)
        elif match := LETTER.match(line):
            mark = f"{self.number} điểm {match.group(1)}".strip()
            self.marks.append(f"{mark} cuối" if mark in self.marks else mark)
        elif line.startswith("- "):
            self.dashes += 1
            self.marks.append(f"{self.number} gạch {self.dashes}".strip())
        elif not self.number and not line.startswith("http"):
            self.paragraphs += 1

    def clauses(self) -> Iterator[str]:
        yield self.name
        plain = [f"đoạn {number}" for number in range(1, self.paragraphs + 1)]
        if self.marks or len(plain) > 1:
            yield from (f"{self.name} {mark}" for mark in (*plain, *self.marks))


def clauses_of(text: str) -> list[str]:
    """Every clause in its order: first those of the decision that issues the charter, where the text has one."""
    start = text.index("Chương I")
    decision = list(_paragraphs(text[:start]))
    grounds = sum(1 for line in decision if GROUND.match(line))
    issued = [match.group(1) for line in decision if (match := ARTICLE.match(line))]
    found = [f"Quyết định căn cứ {number}" for number in range(1, grounds + 1)]
    found += [f"Quyết định Điều {number}" for number in issued]
    return found + [clause for article in _articles(_paragraphs(text[start:])) for clause in article.clauses()]


def _paragraphs(text: str) -> Iterator[str]:
    """A page that ends in the middle of a sentence goes on with the next line."""
    whole = ""
    lines = re.sub(r"\*{2,}(?=Điều)", "\n", text).splitlines()
    for line in (NOISE.sub("", each).strip() for each in lines):
        if whole and line and not _is_ended(whole) and not _begins_anew(line):
            whole += f" {line}"
        elif line:
            if whole:
                yield whole
            whole = line
    yield whole


def _is_ended(line: str) -> bool:
    return line[-1] in ".;:/" or ARTICLE.match(line) is not None or _is_heading(line)


def _begins_anew(line: str) -> bool:
    return line.startswith("- ") or _is_heading(line) or any(m.match(line) for m in (ARTICLE, NUMBER, LETTER, GROUND))


def _is_heading(line: str) -> bool:
    """Of a chapter, in capitals; whoever signed."""
    return line.isupper() or HEADING.match(line) is not None


def _articles(lines: Iterable[str]) -> list[Article]:
    found: list[Article] = []
    for line in lines:
        if line.startswith("TM. BAN BIÊN TẬP"):
            break
        if match := ARTICLE.match(line):
            found.append(Article(f"Điều {match.group(1)}"))
        elif found and not _is_heading(line):
            found[-1].read(line)
    return found
