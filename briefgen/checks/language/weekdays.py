"""Weekdays that stand beside a date, in the 24 languages, in whatever case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.dates import DateInText

# from Monday to Sunday; each a beginning, or several with | between them
_STEMS: Mapping[str, str] = {
    "bg": "понеделник вторник сряда|срядата четвъртък петък събота неделя",
    "cs": "pondělí úter střed čtvrtek|čtvrtk pátek|pátk sobot neděl",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο|σαββάτου κυριακή",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "et": "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "fi": "maanantai tiistai keskiviik torstai perjantai lauantai sunnuntai",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ga": "luan|luain máirt|mháirt céadaoin|chéadaoin déardaoin aoine satharn|sathairn domhnach|domhnaigh",
    "hr": "ponedjelj utorak|utork srijed četvrtak|četvrtk petak|petk subot nedjelj",
    "hu": "hétfő kedd szerd csütörtök péntek szombat vasárnap",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "lt": "pirmadien antradien trečiadien ketvirtadien penktadien šeštadien sekmadien",
    "lv": "pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien",
    "mt": "tnejn tlieta erbgħa ħamis ġimgħa sibt ħadd",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedział wtorek|wtork środ czwartek|czwartk piątek|piątk sobot niedziel",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "ro": "luni marți|marţi miercuri joi vineri sâmbăt duminic",
    "sk": "pondel utorok|utork stred štvrtok|štvrtk piatok|piatk sobot nedeľ|nedel",
    "sl": "ponedeljek|ponedeljk torek|tork sred četrtek|četrtk petek|petk sobot nedelj",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
}
LANGUAGES = tuple(_STEMS)
"""The languages whose weekdays are known."""
_BEHIND_A_COMMA = frozenset({"hu", "lt"})
_REACH = 40


@lru_cache(maxsize=32)
def weekday_stems(language: str) -> tuple[str, ...]:
    """What the weekdays begin with, casefolded."""
    return tuple(_STEMS[language].casefold().replace("|", " ").split(" "))


class WeekdayBeside(Struct, frozen=True):
    """A weekday that is said of a date; `number` is 0 for Monday, and `start`, `end` hold both of them."""

    said: DateInText
    number: int
    typed: str
    start: int
    end: int


def weekdays_beside(text: str, dates: Sequence[DateInText], language: str) -> Iterator[WeekdayBeside]:
    """The days of a text that have their weekday before them (“Monday, the 12th of”) or in brackets behind them."""
    for said in dates:
        if said.form not in {"day", "days", "figures"}:
            continue
        before = _pattern(language, "before").search(text, max(0, said.start - _REACH), said.start)
        behind = None if before else _pattern(language, "behind").match(text, said.end, said.end + _REACH)
        if found := before or behind:
            start, end = min(found.start("day"), said.start), max(found.end("day"), said.end)
            yield WeekdayBeside(said, _number(found), found["day"], start, end)


def weekday_before(text: str, at: int, language: str) -> tuple[int, int] | None:
    """The weekday right before a place of a text, 0 for Monday, and where it begins; None if there is none."""
    found = _pattern(language, "before").search(text, max(0, at - _REACH), at) if language in _STEMS else None
    return (_number(found), found.start("day")) if found else None


def _number(found: re.Match[str]) -> int:
    return next(number for number in range(7) if found[f"d{number}"] is not None)


@lru_cache(maxsize=64)
def _pattern(language: str, side: str) -> re.Pattern[str]:
    stems = _STEMS[language].split(" ")
    any_day = "|".join(rf"(?P<d{number}>(?:{stem})\w*)" for number, stem in enumerate(stems))
    day = rf"\b(?P<day>{any_day})"
    if side == "before":
        little = r"(?:[^\W\d_]{1,4}\.?[ \u00a0]+){0,2}"
        return re.compile(rf"{day}\)?,?[ \u00a0]+{little}\Z", re.IGNORECASE)
    opening = r"[,(]" if language in _BEHIND_A_COMMA else r"\("
    ending = r"(?:[-‑][^\W\d_]{1,4}|[ \u00a0]?d)?\.?" if language in _BEHIND_A_COMMA else ""
    return re.compile(rf"{ending}[ \u00a0]?{opening}[ \u00a0]?{day}", re.IGNORECASE)
