"""A question without who asked it, for the answer that everybody reads (2.14). Pure.

What the asker gave as name, address, telephone and e-mail is taken out of the text wherever it stands. What else may tell who it was, the
content guard looks for, and the people of the chain.
"""

import re

HIDDEN = "[…]"


def initials(name: str) -> str:
    """«Nguyễn Thị Hoa» → «N.T.H.»; empty where there is no letter."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def shown_as(name: str) -> str:
    """How the asker is named to everybody without their consent."""
    return f"Ông/bà {initials(name)}" if initials(name) else "Công dân"


def without_asker(text: str, name: str, email: str = "", phone: str = "", address: str = "") -> str:
    """The text with the asker's name as initials, and everything else that they gave hidden."""
    for given in (address, email):
        text = _replaced(text, given, HIDDEN)
    digits = re.sub(r"\D", "", phone)
    if len(digits) > 5:
        national = digits.removeprefix("84").removeprefix("0")
        text = re.sub(r"(?<!\d)(?:\+?84|0)?[ .()-]{0,2}" + r"[ .()-]{0,2}".join(national) + r"(?!\d)", HIDDEN, text)
    return _replaced(text, name, initials(name) or HIDDEN)


def _replaced(text: str, given: str, by: str) -> str:
    words = given.split()
    if sum(map(len, words)) < 2:
        return text
    wanted = r"\s+".join(map(re.escape, words))
    return re.sub(rf"(?<!\w){wanted}(?!\w)", lambda _match: by, text, flags=re.IGNORECASE)
