"""Meetings with their days, by which two names for one meeting are told apart.

TRM-007: the letter and its annex call the same thing by the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.passages import LetterAndAnnex, pair_letters_and_annexes
from briefgen.checks.engine.rule import Faults, in_context
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import between
from briefgen.checks.rules.terms.capitals import in_two_orders
from briefgen.checks.rules.terms.names import find_names, terms_of
from briefgen.checks.rules.terms.search import text_of_passages
from briefgen.findings import Grade
from briefgen.model.kinds import reports_points

_GAP = "[ \u00a0]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-‑]*"
_WORDS = ("Council", "Forum", "Conference", "Summit", "Committee", "Board")
_HEADS = rf"(?:{'|'.join(_WORDS)})"
_NAME = late(
    rf"(?<![\w’'\-‑])(?:{_CAPITAL}{_GAP}(?:(?:of|and|for){_GAP}(?:the{_GAP})?)?){{1,12}}(?P<head>{_HEADS})\b"
    rf"(?:{_GAP}(?:on|of|for){_GAP}{_CAPITAL}(?:{_GAP}(?:and{_GAP})?{_CAPITAL}){{0,12}})?"
)
_ARTICLE = late(rf"\b[Tt]he{_GAP}")
_NEAR = 30

Events = Mapping[tuple[str, str], TextRange]
"""The first place of each meeting, by the word that it is (Council, Forum) and its day."""


def events_in(passages: Iterable[ScannedPassage]) -> Events:
    """The meetings that are named with a day right behind them: “Justice and Home Affairs Council on 9 March”."""
    found: dict[tuple[str, str], TextRange] = {}
    for scanned in passages:
        for key, place in _events_of(scanned):
            found.setdefault(key, place)
    return found


def _events_of(scanned: ScannedPassage) -> Iterator[tuple[tuple[str, str], TextRange]]:
    is_likely = scanned.holds(*_WORDS) and scanned.dates
    for name in _NAME.finditer(scanned.text) if is_likely else ():
        said = next(iter(between(scanned.dates, name.end(), name.end() + _NEAR + 1)), None)
        if said and not re.search(r"[.;:()]", scanned.text[name.end() : said.start]):
            yield (name["head"], _day(said)), TextRange(scanned, _start(name), name.end())


def _start(name: re.Match[str]) -> int:
    """Where a name begins: in “Planning for the Forum” behind the article."""
    articles = list(_ARTICLE.finditer(name[0], 0, name.start("head") - name.start()))
    return name.start() + (articles[-1].end() if articles else 0)


def _day(said: DateInText) -> str:
    """The day, or the month, without its year and without the weekday or the preposition."""
    return re.sub(r"[ \u00a0,]*(?:19|20)\d\d\b", "", said.typed).replace("\u00a0", " ").casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one is the short form of the other."""
    first, second = (" ".join(each.replace("\u00a0", " ").casefold().split()) for each in (one, other))
    return first in second or second in first


@in_context(
    "TRM-007",
    Grade.WARNING,
    source="who reads letter and annex side by side takes two names for two things",
    wrong="letter: pilot schemes; annex: pilot projects",
    right="letter: pilot projects; annex: pilot projects",
)
def alike_in_letter_and_annex(context: CheckContext) -> Faults:
    """The letter and its annex call the same thing by the same name."""
    for pair in pair_letters_and_annexes(context):
        if pair.letter[0].manuscript is not pair.annex[0].manuscript:  # else TRM-001 has found it in the document
            yield from _compared(pair, context)
        yield from _meetings(pair)
    for manuscript in context.manuscripts:
        if manuscript.language == "en" and not reports_points(manuscript.kind):  # many items may say like things there
            yield from _turned_round(context.passages(manuscript))


def _turned_round(passages: Iterable[ScannedPassage]) -> Faults:
    for place, other in in_two_orders(passages):
        message = f"“{place.words}” is called “{other.words}” elsewhere."
        yield place.scanned.at(place.start, place.end, message, "If both are one thing, keep to one order of words.")


def _meetings(pair: LetterAndAnnex) -> Faults:
    """Meetings of one kind on one day that have two names."""
    letter = events_in(pair.letter)
    annex = events_in(pair.annex) if letter else {}
    for key, place in letter.items():
        other = annex.get(key)
        if other and not same_name(place.words, other.words):
            message = f"The letter speaks of the “{place.words}”, the annex, of the same day, of the “{other.words}”."
            remedy = "If both are one meeting, call it by one name."
            yield place.scanned.at(place.start, place.end, message, remedy)


def _compared(pair: LetterAndAnnex, context: CheckContext) -> Faults:
    letter, annex = text_of_passages(pair.letter, context), text_of_passages(pair.annex, context)
    for term in terms_of(pair.letter[0].language, context):
        here = find_names(term, letter) if term.also else {}
        there = find_names(term, annex) if here else {}
        for name, places in here.items() if there else ():
            if name not in there:
                first, other = places[0], next(iter(there))
                message = f"The letter calls it “{first.words}”, the annex “{other}”."
                yield first.scanned.at(first.start, first.end, message, "Call it by one name.", term.grade)
