"""What every refusal has: a code, a sentence as one writes it, and whether a reason, another text or the checklist would lift it."""

from workflows.rules.refusal import Refusal

ASKING_REASON = {
    "reason-needed", "exception-needs-reason", "text-needed", "opinion-needed", "out-of-order", "ground-needed", "last-name",
}  # fmt: skip
ABOUT_TEXT = {"nothing-new", "secret", "incomplete", "without-file", "tells-asker"}


def code_of(refusal: Refusal | None, about_text: bool | None = None) -> str | None:
    """Its code, once everything else of it is as it should be; None for none."""
    if refusal is None:
        return None
    sentence = str(refusal.sentence)
    assert sentence[0].isupper(), sentence
    assert not sentence.isupper(), sentence
    assert sentence.endswith("."), sentence
    assert "None" not in sentence, sentence
    assert refusal.asks_reason is (refusal.code in ASKING_REASON), refusal
    assert refusal.about_text is (refusal.code in ABOUT_TEXT if about_text is None else about_text), refusal
    assert refusal.asks_ticks is (refusal.code == "checklist"), refusal
    return refusal.code
