"""LAY-007 and LAY-008: a sentence stays in one paragraph, and pictures have a text for those who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.passages import all_capitals, body_of, is_composed
from briefgen.checks.reading import Reading
from briefgen.checks.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.manuscript import Manuscript, Passage, Role

_LONG = 60
_OPEN_END = re.compile(
    r"\b(?:the|an?|of|and|or|to|with|for|by|in|on|at|from|that|which|our|their|its|is|are|was|were|will)\s*$"
)
_ITEM = re.compile(r"\(?(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,4})[.)]\s")
_TEXT = (Role.PARAGRAPH, Role.NUMBERED, Role.BULLET, Role.QUOTATION)


@in_manuscripts(
    "LAY-007",
    Grade.WARNING,
    source="a paragraph mark in mid-sentence comes from an old page end, and breaks the look that follows",
    wrong="… with the Member States concerned on the ¶ Action Plans",
    right="… with the Member States concerned on the Action Plans",
)
def sentences_unbroken(manuscript: Manuscript, reading: Reading) -> Faults:
    """A sentence is not broken over two paragraphs."""
    if is_composed(manuscript):
        return
    for before, after in _neighbours(manuscript):
        if _goes_on(before, after, manuscript.language):
            message = f"The sentence ends without a stop and goes on in another paragraph: “{after.text.strip()[:40]}”."
            yield Fault(before.place, message, "Join the two paragraphs.", before.text.rstrip()[-40:])


def _neighbours(manuscript: Manuscript) -> Iterator[tuple[Passage, Passage]]:
    """Each passage of the text with the one behind it; banners in capitals between two are passed over."""
    body = [each for each in body_of(manuscript) if not (all_capitals(each.text) and len(each.text) <= 120)]
    return ((before, after) for before, after in pairwise(_without_exhibits(body)) if before.cell == after.cell)


def _without_exhibits(body: Sequence[Passage]) -> list[Passage]:
    return [each for each in body if each.exhibit is None and each.role is not Role.CAPTION]


def _goes_on(before: Passage, after: Passage, language: str) -> bool:
    text, follows = before.text.rstrip(), after.text.lstrip()
    if before.role not in _TEXT or after.role is not Role.PARAGRAPH or len(text) < _LONG:
        return False
    if not (text[-1:].isalpha() or text.endswith(",")) or _ITEM.match(follows):
        return False
    return follows[:1].islower() or (language == "en" and bool(_OPEN_END.search(text)))


@in_manuscripts(
    "LAY-008",
    Grade.WARNING,
    source="Directive (EU) 2016/2102 on accessible documents of public bodies",
    wrong="a chart without alternative text",
    right="a chart whose alternative text says what it shows",
)
def pictures_are_described(manuscript: Manuscript, reading: Reading) -> Faults:
    """Each picture and chart has an alternative text."""
    bare = [each for each in manuscript.pictures if not each.description.strip()]
    if bare and not is_composed(manuscript):
        count = (
            "This picture has"
            if len(manuscript.pictures) == 1
            else f"{len(bare)} of {len(manuscript.pictures)} pictures have"
        )
        remedy = "Right-click > Edit Alt Text: say what it shows, or mark it as decorative."
        yield Fault(bare[0].place, f"{count} no alternative text.", remedy)
