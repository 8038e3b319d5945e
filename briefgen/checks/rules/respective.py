"""RSP-001: two lists that “respectively” joins have one length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.sentences import sentences
from briefgen.findings import Grade

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "cs": ("respektive", "a"),
    "da": ("henholdsvis", "og"),
    "de": ("beziehungsweise|bzw\\.|jeweils", "und|beziehungsweise|bzw\\."),
    "en": ("respectively", "and"),
    "es": ("respectivamente", "y|e"),
    "fr": ("respectivement", "et"),
    "it": ("rispettivamente", "e|ed"),
    "nl": ("respectievelijk", "en|respectievelijk"),
    "pl": ("odpowiednio", "i|oraz"),
    "pt": ("respetivamente|respectivamente", "e"),
    "ro": ("respectiv", "și|respectiv"),
    "sv": ("respektive", "och|respektive"),
}
"""The word for “respectively”, and those that stand before the last item of a list."""
_GAP = "[ \u00a0]"
_FEWEST = 2


@in_passages(
    "RSP-001",
    Grade.WARNING,
    source="what cannot be paired leaves the reader to guess which number belongs to which name",
    wrong="Austria, Hungary and Romania sent 12 and 16 boats, respectively.",
    right="Austria, Hungary and Romania sent 12, 16 and 18 boats, respectively.",
    languages=sorted(_WORDS),
)
def lists_of_one_length(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Where names and numbers belong together “respectively”, there are as many of the ones as of the others."""
    said, names, numbers = _patterns(scanned.language)
    if not said.search(scanned.text):
        return
    for sentence in sentences(scanned.text):
        found = said.search(sentence.text)
        if not found or "\n" in sentence.text:
            continue
        lists = [_longest(pattern, sentence.text) for pattern in (names, numbers)]
        counts = [_count(each[0], scanned.language) if each else 0 for each in lists]
        if min(counts) >= _FEWEST and counts[0] != counts[1]:
            message = f"“{found[0]}” joins {counts[0]} names and {counts[1]} numbers."
            last = max(each.end() for each in lists if each)
            start = min(each.start() for each in lists if each)
            at = sentence.start
            yield scanned.at(at + start, at + last, message, "Give each name its number.")


def _longest(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda each: len(each[0]), default=None)


def _count(listed: str, language: str) -> int:
    """How many items a list has, by what stands between them."""
    return len(re.split(rf",?{_GAP}(?:{_WORDS[language][1]}){_GAP}|,{_GAP}", listed))


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said, last = _WORDS[language]
    article = r"(?:(?:the|la|le|les|l’|el|los|las|il|lo|gli|os|as|o|a)[ \u00a0]?)?"
    name = rf"{article}[A-ZÀ-Þ][\w’\-]+(?:{_GAP}[A-ZÀ-Þ][\w’\-]+)?"
    number = rf"(?<![\d.,])\d+(?:[.,\u00a0]\d+)*(?:{_GAP}?%)?"
    joints = [rf"{one}(?:,{_GAP}{one})*,?{_GAP}(?:{last}){_GAP}{one}(?![\w\d])" for one in (name, number)]
    return re.compile(rf"\b(?:{said})", re.IGNORECASE), re.compile(joints[0]), re.compile(joints[1])
