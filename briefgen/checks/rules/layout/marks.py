"""LAY-005 and LAY-006: no stray marks and banners in the text, and links that lead somewhere.

LAY-007 and LAY-008: a sentence stays in one paragraph, and pictures have a text for those who do not see them.
LAY-009: the language that a text is marked as is one that can be checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange, group_ranges
from briefgen.checks.engine.passages import all_capitals, body_of, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import OPEN_END
from briefgen.findings import Grade, Place
from briefgen.model.manuscript import Manuscript, Passage, Role

_STRAY = {
    "mark of emphasis": (("**", "__"), late(r"\*\*+|(?<![\w/])__+(?=\w)")),
    "mark for the next page": (("/",), late(r"^\s*\.\s*/\s*\.{0,3}\s*$")),
    "sign": (tuple("=#|~"), late(r"(?<=\w)[ \u00a0]+[=#|~]+\s*$|^\s*[=#|~]+(?=\s*\w)")),
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
def no_stray_marks(manuscript: Manuscript, context: CheckContext) -> Faults:
    """No marks of other programs, no signs for the next page and no page banners stand in the text."""
    if is_composed(manuscript):
        return
    for name, (needles, pattern) in _STRAY.items():
        text = context.passages_with(manuscript, *needles)
        ranges = (TextRange(each, *found.span()) for each in text if (found := _stray(name, pattern, each)))
        yield from group_ranges(ranges, f"is a stray {name}", _REMEDIES[name])
    yield from _banners(manuscript)


def _stray(name: str, pattern: re.Pattern[str], scanned: ScannedPassage) -> re.Match[str] | None:
    if scanned.passage.role in (Role.HEADER, Role.FOOTER) or (name == "sign" and scanned.passage.cell):
        return None
    return pattern.search(scanned.text)


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
def links_lead_somewhere(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Each link has a target."""
    dead = [
        (passage, span.text)
        for passage in manuscript.passages
        for span in passage.spans
        if _is_dead(span.href, span.style, span.refers_to) and re.search(r"\w\w", span.text)
    ]
    if dead:
        passage, words = dead[0]
        many = "This link leads" if len(dead) == 1 else f"{len(dead)} links lead"
        yield Fault(passage.place, f"{many} nowhere.", "Give each link its address, or take the link away.", words)


def _is_dead(href: str, style: str, refers_to: str) -> bool:
    if href:
        return bool(re.fullmatch(r"#|https?:/{0,2}|about:blank|mailto:", href))
    return style.casefold() in ("hyperlink", "internet link") and not refers_to


_LONG = 60
_ITEM = late(r"\(?(?:\d{1,3}[a-z]?|[A-Za-z]|[ivx]{1,4})[.)]\s|[•·▪◦‣●○■–—-]\s")
_ADDRESS = late(r"(?:https?://|www\.|\S+@)\S")
_TAIL = 4  # words that close the sentence of a list: “b) … verlegt / werden dürfen.”
_AT_A_TIME = late(r"\d{1,2}[.:]\d\d\b")
_LAST_BUT_ONE = late(r"[;,]\s*(?:and|or|et|ou|und|oder|e|o|y|i|oraz|lub|en|of)\s*$")
_TEXT = (Role.PARAGRAPH, Role.NUMBERED, Role.BULLET, Role.QUOTATION)


@in_manuscripts(
    "LAY-007",
    Grade.WARNING,
    source="a paragraph mark in mid-sentence comes from an old page end, and breaks the look that follows",
    wrong="… with the Member States concerned on the ¶ Action Plans",
    right="… with the Member States concerned on the Action Plans",
)
def sentences_unbroken(manuscript: Manuscript, context: CheckContext) -> Faults:
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


# an address at the end, data and code, a line set out with spaces or tabs as forms are
_NO_TEXT = late(r"(?:https?://|www\.)\S+$|\^\^|[=<>{}]|^#|\w:\w+ [\"<\[]|\S(?:\t|    )\s*\S")


def _goes_on(before: Passage, after: Passage, language: str) -> bool:
    text, follows = before.text.rstrip(), after.text.lstrip()
    if before.role not in _TEXT or after.role is not Role.PARAGRAPH or len(text) < _LONG:
        return False
    if not (text[-1:].isalpha() or text.endswith(",")) or _ITEM.match(follows) or _ADDRESS.match(follows):
        return False
    if _NO_TEXT.search(text) or _NO_TEXT.search(follows):
        return False
    is_tail = _ITEM.match(text) is not None and len(follows.split()) <= _TAIL
    if _LAST_BUT_ONE.search(text) or _AT_A_TIME.match(text) or is_tail:  # of a list
        return False
    return follows[:1].islower() or (language == "en" and bool(OPEN_END.search(text)))


@in_manuscripts(
    "LAY-008",
    Grade.WARNING,
    source="Directive (EU) 2016/2102 on accessible documents of public bodies",
    wrong="a chart without alternative text",
    right="a chart whose alternative text says what it shows",
)
def pictures_are_described(manuscript: Manuscript, context: CheckContext) -> Faults:
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


@in_manuscripts(
    "LAY-009",
    Grade.WARNING,
    source="Word, screen readers and these rules read a text in the language that it is marked as",
    wrong="a text in English that is marked as Norwegian",
    right="a text in English that is marked as English",
)
def language_has_rules(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A text is marked as one of the languages that the rules can read; of others they read only its form."""
    if not context.house.writes(manuscript.language):
        message = (
            f"Its language, “{manuscript.language}”, is none of those that the rules can read, so that only the rules"
            " that need no language were asked."
        )
        remedy = "If it is in another one, mark it so in Word: select all, Review > Language > Set Proofing Language."
        yield Fault(Place(manuscript.name), message, remedy)
