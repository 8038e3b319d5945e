"""How a text tells of something: as done, as under way, or as still to come.

Where a sentence could be read in two ways, the functions here say nothing: rules at error level rest on them. The
words themselves, by language, stand in `briefgen.checks.language.tense_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.language.tense_words import LANGUAGES, Tenses, tenses_of

__all__ = ["LANGUAGES", "clause_around", "sentence_around", "stretches", "tenses_of", "told_as_coming", "told_as_done"]

_BOUNDARY = re.compile(r"[;:!?•\n()–—]|,(?=\s)|\.(?=\s|$)|\s-\s")
_SENTENCE_END = re.compile(r"[;!?•\n]|(?<!No)(?<!no)\.(?=\s|$)")
_INFINITIVE = re.compile(r"\bto [a-z]+\b(?<!to the)(?<!to all)(?<!to a)")
_OTHER_DATE = re.compile(r"\d\.?\s(?!million|billion|milliard|Mio|Mrd|EUR|€)[^\W\d_]")
_STRETCH = re.compile(r"\d\.?\s?(?:[-–‑]|to|and|au|et|bis|und)\s?\d")
_FROM = re.compile(r"\b(?:from|between|du|vom)\s$")
_FRONTED_WORDS = 4
_GAP_WORDS = 9
_CLAUSE, _SENTENCE = 300, 1500  # characters that one has on either side of a date, at most


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same clause before and behind a stretch of text, up to the next comma or full stop.

    A date at the head of a sentence is set off by a comma (“On 14 March, the Commission …”); this comma is no end.
    """
    left = text[_last_boundary(text, start) : start]
    reach = end + _CLAUSE
    cut = _BOUNDARY.search(text, end, reach)
    if cut and cut[0] == "," and cut.start() == end and len(left.split()) <= _FRONTED_WORDS:
        cut = _BOUNDARY.search(text, cut.end(), reach)
    return left, text[end : cut.start() if cut else reach].lstrip(",")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence goes in which a stretch of text stands; a semicolon ends one, too."""
    first, last = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, first, start)]
    behind = _SENTENCE_END.search(text, end, last)
    return (ends[-1] if ends else first), (behind.start() if behind else last)


def stretches(text: str) -> Iterator[str]:
    """The sentences of a text, each as `sentence_around` tells it, without the space around it and its stop."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield text[start : found.start()].strip()
        start = found.end()
    if start < len(text):
        yield text[start:].strip()


def told_as_done(text: str, start: int, end: int, language: str) -> str:
    """The word that tells of something as done on the date that stands from `start` to `end`; "" where none does."""
    words = tenses_of(language)
    left, right = _told_around(text, start, end)
    if words.coming.search(left) or words.limits.search(left):
        return ""
    return _done_before(left, words) or _done_behind(left, right, words)


def told_as_coming(text: str, start: int, end: int, language: str) -> str:
    """The word that promises something for the date that stands from `start` to `end`; "" where none does."""
    words = tenses_of(language)
    left, right = _told_around(text, start, end)
    promises = list(words.expects.finditer(left))
    if promises and _leads_to_the_date(left[promises[-1].end() :], words):
        return promises[-1][0]
    if len(left.split()) > _FRONTED_WORDS or words.limits.search(left) or _tells(left, words):
        return ""
    promise = words.expects.search(right)
    return promise[0] if promise and _is_straight(right[: promise.start()], words) else ""


def _told_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause around a date; what opens a stretch of days (“from 22 to 24 February”) belongs to the date."""
    left, right = clause_around(text, start, end)
    return (_FROM.sub("", left) if _STRETCH.search(text[start:end]) else left), right


def _last_boundary(text: str, start: int) -> int:
    first = max(0, start - _CLAUSE)
    return max((found.end() for found in _BOUNDARY.finditer(text, first, start)), default=first)


def _done_before(left: str, words: Tenses) -> str:
    """“published on 20 March”: the last verb before the date, if the date is its own."""
    found = list(words.done.finditer(left))
    if not found:
        return ""
    between = left[found[-1].end() :]
    if len(between.split()) > _GAP_WORDS or _INFINITIVE.search(between) or _OTHER_DATE.search(between):
        return ""
    is_alone = len(between.split()) <= 1  # nothing but a preposition
    is_attached = words.attached.match(between) is not None
    is_own_object = found[-1]["act"] is not None and not words.events.search(between)
    return found[-1][0] if is_alone or is_attached or is_own_object else ""


def _done_behind(left: str, right: str, words: Tenses) -> str:
    """“On 20 March the Commission adopted”, “wurde am 20. März angenommen”: the first verb behind the date."""
    found = words.done.search(right)
    fronted = len(left.split()) <= _FRONTED_WORDS and not _tells(left, words)
    if not found or words.coming.search(right, 0, found.start()) or not (fronted or words.helps.search(left)):
        return ""
    return found[0] if len(right[: found.start()].split()) <= _GAP_WORDS else ""


def _leads_to_the_date(between: str, words: Tenses) -> bool:
    """Whether a promise speaks of the date behind it, and not of something else that has a date."""
    told = words.done.search(between)
    is_passive = told is None or re.fullmatch(r"\s*(?:be\s+)?", between[: told.start()]) is not None
    inner = between.strip().rpartition(" ")[0]  # the preposition before the date may be one of the detours
    is_aside = words.detours.search(inner) or words.events.search(inner)
    return is_passive and not is_aside and len(between.split()) <= _GAP_WORDS


def _is_straight(between: str, words: Tenses) -> bool:
    return len(between.split()) <= _GAP_WORDS and not _tells(between, words)


def _tells(text: str, words: Tenses) -> bool:
    return bool(words.done.search(text) or words.events.search(text))
