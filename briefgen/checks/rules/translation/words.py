"""TRL-002 and TRL-003: what is typed in words stands in a translation as it stands in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.cardinals import number_words_in
from briefgen.checks.language.change_words import change_words_of, tells_of_done
from briefgen.checks.language.dates import dates_in
from briefgen.checks.language.numbers import numbers_in
from briefgen.checks.language.sentences import outside, sentences
from briefgen.checks.language.tenses import LANGUAGES, tenses_of
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.catalogue import Translation

_VALUE = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|\[\^[^\]]*\]", re.DOTALL)
_MAY_BE_WORDS = 20
_LEAP_YEAR = date(2024, 1, 1)  # in which every day can be read that no year is named for
_SLIP = "A translator’s slip in a number or date shows nowhere else."


@in_context(
    "TRL-002",
    Grade.WARNING,
    source=_SLIP,
    wrong="“five commitments”, “on 2 March” in the source; “six engagements”, « le 3 mars » in the translation",
    right="« cinq engagements », « le 2 mars » in the translation",
)
def words_and_days(context: CheckContext) -> Iterator[Fault]:
    """Numbers in words and days typed in the source stand in its translations too."""
    for entry, source_style, style in _translations(context):
        source, text = _VALUE.sub(" … ", entry.source), _VALUE.sub(" … ", entry.text)
        days = _days(source, source_style), _days(text, style)
        words = _small_numbers(source, source_style), _small_numbers(text, style)
        for ours, theirs in (days, words):
            missing, added = list((ours - theirs).elements()), list((theirs - ours).elements())
            typed = ours is words[0] and missing and added and missing[0] in source and added[0] in text
            if len(missing) == len(added) == 1 and not typed:  # TRL-001 compares figures
                message = f"{missing[0]} of the source is {added[0]} in the translation of {entry.context}"
                yield Fault(entry.place, message, "Compare the two.", added[0])


@in_context(
    "TRL-003",
    Grade.WARNING,
    source="What is done in one language and planned in the other is told to two readers in two ways.",
    wrong="“the contract was signed” in the source, « le contrat sera signé » in the translation",
    right="“the contract was signed”, « le contrat a été signé »",
)
def states_of_translations(context: CheckContext) -> Iterator[Fault]:
    """What the source tells as done is not told as still to come in a translation, nor the other way round."""
    for entry, source_style, style in _translations(context):
        states = [_state(text, each.language) for text, each in ((entry.source, source_style), (entry.text, style))]
        if states[0] * states[1] < 0:
            told = ("done", "still to come") if states[0] > 0 else ("still to come", "done")
            message = f"The source tells of it as {told[0]}, the translation of {entry.context} as {told[1]}"
            yield Fault(entry.place, message, "Say the same in both.", entry.text[:60])


def _translations(context: CheckContext) -> Iterator[tuple[Translation, HouseStyle, HouseStyle]]:
    """What is translated and not fuzzy, wording by wording, with the styles of both languages."""
    if context.situation is None:
        return
    dossier = context.situation.profile
    source_style = context.house.style(dossier.source_language)
    for language, catalogue in dossier.translations.items():
        style = context.house.style(language)
        for entry in catalogue.entries:
            for text in entry.wordings if not entry.fuzzy else ():
                if text:
                    yield replace(entry, text=text), source_style, style


def _days(text: str, style: HouseStyle) -> Counter[str]:
    """The days of a text, whether their year is named or not."""
    exact = (each.means.first for each in dates_in(text, style, _LEAP_YEAR) if each.form == "day" and each.means)
    return Counter(f"{day.day}.{day.month}." for day in exact if day)


def _small_numbers(text: str, style: HouseStyle) -> Counter[str]:
    dates = tuple(dates_in(text, style, None))
    figures = (each.value for each in outside(numbers_in(text, style), dates))
    small = [int(value) for value in figures if value == int(value) and value <= _MAY_BE_WORDS]
    return Counter(map(str, [*small, *(int(each.value) for each in number_words_in(text, style))]))


def _state(text: str, language: str) -> int:
    """1 for one sentence told as done, -1 for one told as to come, 0 for all else."""
    if language not in LANGUAGES or ";" in text or len(sentences(text)) != 1:
        return 0
    words = tenses_of(language)
    if tells_of_done(text, change_words_of(language)) and not words.coming.search(text):
        return 1
    promise, done = words.expects.search(text), words.done.search(text)
    return -1 if promise and (done is None or promise.start() < done.start()) else 0
