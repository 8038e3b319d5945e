"""First, second, third: one after the other, and in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.sentences import sentences
from briefgen.checks.rules.counts.announcements import READERS_COUNT
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

# how a sentence begins that is the first, the second …; several ways with | between them
_WORDS: Mapping[str, str] = {
    "bg": "първо; второ; трето; четвърто; пето",
    "cs": "za prvé; za druhé; za třetí; za čtvrté; za páté",
    "da": "for det første; for det andet; for det tredje; for det fjerde; for det femte",
    "de": "erstens; zweitens; drittens; viertens; fünftens; sechstens",
    "el": "πρώτον; δεύτερον; τρίτον; τέταρτον; πέμπτον",
    "en": "first|firstly; second|secondly; third|thirdly; fourth|fourthly; fifth|fifthly; sixth|sixthly",
    "es": "en primer lugar; en segundo lugar; en tercer lugar; en cuarto lugar; en quinto lugar",
    "et": "esiteks; teiseks; kolmandaks; neljandaks; viiendaks",
    "fi": "ensinnäkin|ensiksi; toiseksi; kolmanneksi; neljänneksi; viidenneksi",
    "fr": "premièrement; deuxièmement; troisièmement; quatrièmement; cinquièmement",
    "ga": "ar an gcéad dul síos; sa dara háit; sa tríú háit; sa cheathrú háit",
    "hr": "prvo; drugo; treće; četvrto; peto",
    "hu": "először; másodszor; harmadszor; negyedszer; ötödször",
    "it": "in primo luogo; in secondo luogo; in terzo luogo; in quarto luogo; in quinto luogo",
    "lt": "pirma; antra; trečia; ketvirta; penkta",
    "lv": "pirmkārt; otrkārt; treškārt; ceturtkārt; piektkārt",
    "mt": "l-ewwel; it-tieni; it-tielet; ir-raba’; il-ħames",
    "nl": "ten eerste; ten tweede; ten derde; ten vierde; ten vijfde",
    "pl": "po pierwsze; po drugie; po trzecie; po czwarte; po piąte",
    "pt": "em primeiro lugar; em segundo lugar; em terceiro lugar; em quarto lugar; em quinto lugar",
    "ro": "în primul rând; în al doilea rând; în al treilea rând; în al patrulea rând",
    "sk": "po prvé; po druhé; po tretie; po štvrté; po piate",
    "sl": "prvič; drugič; tretjič; četrtič; petič",
    "sv": "för det första; för det andra; för det tredje; för det fjärde; för det femte",
}
# a comma must follow where the word is more often something else
_WITH_COMMA = frozenset({"bg", "en", "hr", "lt", "mt"})
_FAR = 12


class Step(Struct, frozen=True):
    """A sentence that begins with an ordinal; `at` is its passage's number."""

    at: int
    scanned: ScannedPassage
    start: int
    end: int
    number: int
    is_long: bool


@in_manuscripts(
    "CNT-004",
    Grade.WARNING,
    source=READERS_COUNT,
    wrong="First, they collect offers. Second, they plan the exercises. Fourth, they report.",
    right="First, they collect offers. Second, they plan the exercises. Third, they report.",
    languages=tuple(_WORDS),
)
def steps_in_order(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """First, second and third follow each other, none left out or said twice, and in one form."""
    for before, after in pairwise(_steps(manuscript, context)):
        if after.number == 1 or after.at - before.at > _FAR:
            continue
        word, last = after.scanned.text[after.start : after.end], before.scanned.text[before.start : before.end]
        if after.number != before.number + 1:
            message = f"“{word}” follows “{last}”"
            yield after.scanned.at(after.start, after.end, message, "Count on from the one before.")
        elif before.is_long != after.is_long and (before.number > 1 or after.is_long):
            message = f"“{word}” stands beside “{last}”"
            yield after.scanned.at(after.start, after.end, message, "Use one form: first, second or firstly, secondly.")


def _steps(manuscript: Manuscript, context: CheckContext) -> Iterator[Step]:
    language = manuscript.language
    for scanned in context.passages_with(manuscript, *_needles(language)):
        if scanned.passage.role in (Role.HEADING, Role.TITLE):
            continue
        for sentence in sentences(scanned.text):
            if found := _pattern(language).match(scanned.text, sentence.start):
                number = next(n for n in range(1, 7) if found.groupdict().get(f"n{n}"))
                yield Step(
                    scanned.number, scanned, found.start(), found.end("word"), number, found["word"].endswith("ly")
                )


@lru_cache(maxsize=32)
def _pattern(language: str) -> re.Pattern[str]:
    steps = enumerate(_WORDS[language].split("; "), 1)
    words = "|".join(f"(?P<n{number}>{'|'.join(map(re.escape, forms.split('|')))})" for number, forms in steps)
    behind = "(?=,)" if language in _WITH_COMMA else r"(?!\w)"
    return re.compile(rf"(?P<word>{words}){behind}", re.IGNORECASE)


@lru_cache(maxsize=32)
def _needles(language: str) -> tuple[str, ...]:
    """The first letters of the words from the second on, with a capital, as they stand in a sentence's head."""
    return tuple(dict.fromkeys(step[0].upper() + step[1:3] for step in _WORDS[language].split("; ")))
