"""Shares beyond a hundred, rises that fall, and lists that go together one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.order_words import MOVE_LANGUAGES, move_words
from briefgen.checks.language.patterns import late
from briefgen.checks.language.ranges import LANGUAGES, rise_words
from briefgen.checks.language.sentences import Sentence, between, sentence_at, sentences
from briefgen.checks.rules.sums.documents import Quantity, quantities
from briefgen.findings import Grade

_WHOLE, _LEAST, _ROUNDED = 100, 80, 2
_FEWEST = 3
_OF_A_WHOLE: Mapping[str, str] = {
    "bg": r"От",
    "cs": r"Z|Ze",
    "da": r"Af",
    "de": r"Von (?:den|diesen|ihnen|insgesamt)|Davon|Der",
    "el": r"Από",
    "en": r"Of (?:the|these|those|all|its|our)",
    "es": r"De (?:los|las|estos|estas|ellos)",
    "et": r"",
    "fr": r"Sur (?:les|l’ensemble)|Parmi|Des",
    "hr": r"Od",
    "it": r"Dei|Delle|Di",
    "lt": r"Iš",
    "lv": r"No",
    "nl": r"Van (?:de|deze)|Hiervan",
    "pl": r"Spośród|Z|Ze",
    "pt": r"Dos|Das|Destes",
    "ro": r"Din|Dintre",
    "sk": r"Z|Zo",
    "sl": r"Od",
    "sv": r"Av",
}
# several answers are allowed to one question, and more of them than askers
_ANSWERS = late(
    r"respond|answer|\bsaid\b|named|mention|cit[ée]|replied|survey|répond|befragt|nannt|antwort|ankiet|odpowi|wskaza|encuest",
    re.IGNORECASE,
)
_AND = late(r"\b(?:and|et|und|i|oraz|a|y|e|en|och|og|și|in|и|και|ir|un)[ \u00a0]$")


@in_passages(
    "CNT-005",
    Grade.WARNING,
    source="Shares of one whole are read together.",
    wrong="Of the 46 projects, 50\u00a0% concern equipment, 30\u00a0% training and 30\u00a0% warnings.",
    right="Of the 46 projects, 50\u00a0% concern equipment, 30\u00a0% training and 20\u00a0% warnings.",
    languages=tuple(language for language, words in _OF_A_WHOLE.items() if words),
    needs=("%",),
)
def shares_of_one_whole(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """The shares of a sentence that divides a whole make a hundred per cent, three or more of them exactly."""
    found = [each for each in quantities(scanned) if each.unit == "%"]
    for sentence in sentences(scanned.text) if len(found) > 1 else ():
        parts = between(found, sentence.start, sentence.end)
        if len(parts) > 1 and _divides(sentence, scanned.language) and not _ANSWERS.search(sentence.text):
            sum_ = sum((each.value for each in parts), Decimal())
            is_closed = len(parts) >= _FEWEST and _AND.search(scanned.text[parts[-2].end : parts[-1].start])
            if sum_ > _WHOLE + _ROUNDED or (is_closed and _LEAST <= sum_ < _WHOLE - _ROUNDED):
                listed = " + ".join(f"{each.value:f}" for each in parts)
                message = f"the percentages add up to {sum_:f}, not 100: {listed}"
                yield scanned.at(parts[0].start, parts[-1].end, message, "Correct one of them.")


def _divides(sentence: Sentence, language: str) -> bool:
    return re.match(rf"(?:{_OF_A_WHOLE[language]})\b", sentence.text) is not None


@in_passages(
    "CNT-008",
    Grade.WARNING,
    source="A rise that falls is a pair of numbers exchanged, or the wrong verb.",
    wrong="The number of courses rose from 57 to 38.",
    right="The number of courses rose from 38 to 57.",
    languages=tuple(each for each in MOVE_LANGUAGES if each in LANGUAGES),
)
def rises_that_rise(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """What rose from one number to another went up, and what fell went down."""
    words = move_words(scanned.language)
    if len(scanned.numbers) + len(scanned.amounts) < 2:
        return
    found = quantities(scanned)
    for one, two in pairwise(found):
        direction = (
            _direction(scanned.text, one, words.up, words.down)
            if _is_range(scanned.text, one, two, scanned.language)
            else 0
        )
        if direction and one.unit == two.unit and (two.value - one.value) * direction < 0:
            verb = "went up" if direction > 0 else "went down"
            message = f"“from {one.typed} to {two.typed}” is told as something that {verb}"
            yield scanned.at(one.start, two.end, message, "Exchange the numbers, or correct the verb.")


_LONGEST, _REACH = 40, 120


def _is_range(text: str, one: Quantity, two: Quantity, language: str) -> bool:
    """Whether two numbers are the ends of one “from … to”; the month or place of the first may stand between."""
    words, gap = rise_words(language), text[one.end : two.start]
    if words is None or len(gap) > _LONGEST or re.search(r"[.;:]", gap):
        return False
    begins = words.start.search(text, max(0, one.start - _LONGEST), one.start)
    return bool(begins and words.end.search(text, one.end, two.start))


def _direction(text: str, one: Quantity, up: re.Pattern[str], down: re.Pattern[str]) -> int:
    """1 where the verb before says that it rose, -1 where that it fell, 0 where both or none stand there."""
    told = text[max(sentence_at(text, one.start).start, one.start - _REACH) : one.start]
    rose, fell = list(up.finditer(told)), list(down.finditer(told))
    if bool(rose) == bool(fell):
        return 0
    return 1 if rose else -1


_ONE_BY_ONE = late(
    r"\b(?:respectively|respectivement|beziehungsweise|bzw\.|odpowiednio|respectivamente|rispettivamente|respectievelijk)"
)
_NAMED = late(
    r"(?P<first>(?:[Ll][’']|[Ll]a |[Ll]e |[Dd]ie |[Tt]he )?[A-ZÀ-Ž][\w’-]+)"
    r"(?P<more>(?:, (?:l[’']|la |le |les |die |the )?[A-ZÀ-Ž][\w’-]+){0,30})"
    r" (?:and|et|und|i|y|e|en) (?:l[’']|la |le |les |die |the )?[A-ZÀ-Ž][\w’-]+"
)
_NUMBERED = late(
    r"\d[\d\u00a0]{0,12}(?P<more>(?:, \d[\d\u00a0]{0,12}){0,30})"
    r" (?:and|et|und|i|y|e|en|beziehungsweise|bzw\.) \d[\d\u00a0]*"
)


@in_passages(
    "CNT-009",
    Grade.WARNING,
    source="Lists that go together one by one are read with a finger on each.",
    wrong="Austria, Hungary and Romania sent 12 and 16 boats, respectively.",
    right="Austria, Hungary and Romania sent 12, 16 and 18 boats, respectively.",
    languages=("de", "en", "es", "fr", "it", "nl", "pl", "pt"),
    needs=("respe", "beziehungsweise", "bzw.", "odpowiednio", "rispe"),
)
def one_by_one(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Where “respectively” joins names with numbers, there are as many of the one as of the other."""
    for sentence in sentences(scanned.text):
        names, numbers = (list(pattern.finditer(sentence.text)) for pattern in (_NAMED, _NUMBERED))
        if _ONE_BY_ONE.search(sentence.text) and len(names) == len(numbers) == 1:
            one, two = names[0]["more"].count(", "), numbers[0]["more"].count(", ")
            if one != two and names[0].end() < numbers[0].start():
                message = f"{one + 2} names go together with {two + 2} numbers"
                start, end = names[0].start() + sentence.start, numbers[0].end() + sentence.start
                yield scanned.at(start, end, message, "Give each name its number.")
