"""LAY-005 and LAY-006: no stray marks and banners in the text, and links that lead somewhere."""

from __future__ import annotations

import re
from collections import defaultdict

from briefgen.checks.passages import all_capitals, body_of, is_composed
from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Fault, Faults, in_manuscripts
from briefgen.checks.telling import Spot, told
from briefgen.findings import Grade
from briefgen.manuscript import Manuscript, Passage, Role

_STRAY = {
    "mark of emphasis": re.compile(r"\*\*+|(?<![\w/])__+(?=\w)"),
    "mark for the next page": re.compile(r"^\s*\.\s*/\s*\.{0,3}\s*$"),
    "sign": re.compile(r"(?<=\w)[ \u00a0]+[=#|~]+\s*$|^\s*[=#|~]+(?=\s*\w)"),
}
_REMEDIES = {
    "mark of emphasis": "Delete it and make the words bold.",
    "mark for the next page": "Delete it; the page’s footer can show where a letter goes on.",
    "sign": "Delete it.",
}


@in_manuscripts(
    "LAY-005",
    Grade.HINT,
    source="marks of other programs and of old pages are no part of the text",
    wrong="How many take part?** … ./..",
    right="How many take part?",
)
def no_stray_marks(manuscript: Manuscript, reading: Reading) -> Faults:
    """No marks of other programs, no signs for the next page and no page banners stand in the text."""
    if is_composed(manuscript):
        return
    text = [each for each in reading.passages(manuscript) if each.passage.role not in (Role.HEADER, Role.FOOTER)]
    for name, pattern in _STRAY.items():
        spots = (Spot(each, *found.span()) for each in text if (found := _stray(name, pattern, each)))
        yield from told(spots, f"is a stray {name}", _REMEDIES[name])
    yield from _banners(manuscript)


def _stray(name: str, pattern: re.Pattern[str], scanned: Scanned) -> re.Match[str] | None:
    return None if name == "sign" and scanned.passage.cell else pattern.search(scanned.text)


def _banners(manuscript: Manuscript) -> Faults:
    """Lines in capitals that stand in the text again and again: the heads of pages that once were."""
    lines: dict[str, list[Passage]] = defaultdict(list)
    for passage in body_of(manuscript):
        text = " ".join(passage.text.split())
        if passage.cell is None and len(text) <= 120 and all_capitals(text) and " " in text:
            lines[text].append(passage)
    for text, passages in lines.items():
        if len(passages) > 1:
            message = f"“{text}” stands in the text {len(passages)} times, like the head of a page."
            yield Fault(passages[0].place, message, "Delete it here and put it into the page’s header.", text)


@in_manuscripts(
    "LAY-006",
    Grade.WARNING,
    source="a link without a target looks alive and does nothing",
    wrong="[EU migration policy](#)",
    right="[EU migration policy](https://www.consilium.europa.eu/en/policies/eu-migration-policy/)",
)
def links_lead_somewhere(manuscript: Manuscript, reading: Reading) -> Faults:
    """Each link has a target."""
    dead = [
        (passage, span.text)
        for passage in manuscript.passages
        for span in passage.spans
        if _is_dead(span.href, span.style, span.refers_to) and span.text.strip()
    ]
    if dead:
        passage, words = dead[0]
        many = "This link leads" if len(dead) == 1 else f"{len(dead)} links lead"
        yield Fault(passage.place, f"{many} nowhere.", "Give each link its address, or take the link away.", words)


def _is_dead(href: str, style: str, refers_to: str) -> bool:
    if href:
        return bool(re.fullmatch(r"#|https?:/{0,2}|about:blank|mailto:", href))
    return style.casefold() in ("hyperlink", "internet link") and not refers_to
