"""From … to and between … and, in the languages with words for them; Finnish, Estonian and Hungarian have cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.patterns import late, quick

# from | to | between | and; the words of each with a blank between them
_WORDS: Mapping[str, str] = {
    "bg": "от | до | между | и",
    "cs": "od ode | do | mezi | a",
    "da": "fra | til | mellem | og",
    "de": "von vom | bis | zwischen | und",
    "el": "από | έως μέχρι ως | μεταξύ | και",
    "en": "from | to until till through | between | and",
    "es": "de del desde | a al hasta | entre | y",
    "fr": "de du d’ depuis | à au jusqu’à jusqu’au | entre | et",
    "ga": "ó | go | idir | agus",
    "hr": "od | do | između | i",
    "it": "da dal dall’ | a al all’ fino | tra fra | e",
    "lt": "nuo | iki | tarp | ir",
    "lv": "no | līdz | starp | un",
    "mt": "minn mill- | sa sal- | bejn | u",
    "nl": "van vanaf | tot | tussen | en",
    "pl": "od ode | do | między pomiędzy | a i",
    "pt": "de desde | a até | entre | e",
    "ro": "de din | la până | între | și şi",
    "sk": "od odo | do | medzi | a",
    "sl": "od | do | med | in",
    "sv": "från | till | mellan | och",
}
# what stands before the two numbers of a rise, where it is not the same
_RISES: Mapping[str, str] = {
    "bg": "от | на до",
    "cs": "z ze | na",
    "de": "von | auf",
    "hr": "s sa | na",
    "lv": "no | līdz uz",
    "nl": "van | naar tot",
    "pl": "z ze | do",
    "ro": "la | la",
    "sk": "z zo | na",
    "sl": "s z | na",
}
LANGUAGES = tuple(_WORDS)
"""The languages that have such words."""


@lru_cache(maxsize=32)
def betweens(language: str) -> tuple[str, ...]:
    """The words of a language that mean “between”."""
    return tuple(_WORDS[language].split("|")[2].split())


@lru_cache(maxsize=32)
def openings(language: str) -> tuple[str, ...]:
    """The words of a language that open a range: those for “from” and “between”."""
    return (*_WORDS[language].split("|")[0].split(), *betweens(language))


class RangeWords(Struct, frozen=True):
    """Patterns of one language.

    Attributes:
        first: a word that opens a range, where a date is read together with it: “de janvier”.
        opening: ends what stands before the first end of a range; group `kind` is “from” or “between” in its language.
        betweens: those words of `kind` that mean “between”.
        to: the whole of what stands between the ends of “from … to”.
        together: the whole of what stands between the ends of “between … and”.
        numbers: two numbers with “between” before them and “to” between them: “between 3 to 5”.
    """

    first: re.Pattern[str]
    opening: re.Pattern[str]
    betweens: frozenset[str]
    to: re.Pattern[str]
    together: re.Pattern[str]
    numbers: re.Pattern[str]


@lru_cache(maxsize=32)
def range_words(language: str) -> RangeWords | None:
    """The words of a language; None where it has none."""
    if language not in _WORDS:
        return None
    starts, ends, betweens, ands = (part.split() for part in _WORDS[language].split("|"))
    # a weekday, an article, the word for “day” or “year” may stand before a date
    little = r"(?:[^\W\d_]{1,13}[.,]?[ \u00a0]+){0,3}?"
    opening = late(rf"\b(?P<kind>{_any(starts + betweens)}){little}\Z", re.IGNORECASE)
    first = late(rf"(?P<kind>{_any(starts)})", re.IGNORECASE)
    kind = rf"\b(?P<kind>{'|'.join(betweens)})"
    numbers = late(rf"{kind}[ \u00a0]\d{{1,3}}[ \u00a0](?:{_any(ends)})\d{{1,3}}\b(?![.,/]\d)")
    return RangeWords(first, opening, frozenset(betweens), _whole(ends, little), _whole(ands, little), numbers)


def _whole(words: list[str], little: str) -> re.Pattern[str]:
    aside = r"(?:[ \u00a0]?(?:r\.|г\.|gada|m\.))?"
    return late(rf"{aside}[,.]?[ \u00a0]*\b(?:{_any(words)}){little}\Z", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return quick("|".join(re.escape(word) + ("" if word[-1] in "’-" else r"[ \u00a0]+") for word in words))


class RiseWords(Struct, frozen=True):
    """What ends the text before the first number of a rise, and before the second."""

    start: re.Pattern[str]
    end: re.Pattern[str]


@lru_cache(maxsize=32)
def rise_words(language: str) -> RiseWords | None:
    """The words of a rise or a fall; None where the language has none."""
    if language not in _WORDS:
        return None
    starts, ends = (part.split() for part in (_RISES.get(language) or _WORDS[language]).split("|")[:2])
    return RiseWords(*(late(rf"(?<!\w)(?:{_any(each)})\Z", re.IGNORECASE) for each in (starts, ends)))
