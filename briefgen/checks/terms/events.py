"""Meetings with their days, by which two names for one meeting are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.checks.reading import Scanned
from briefgen.checks.scan.around import between
from briefgen.checks.scan.dates import DateSaid
from briefgen.checks.telling import Spot

_GAP = "[ \u00a0]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-‑]*"
_WORDS = ("Council", "Forum", "Conference", "Summit", "Committee", "Board")
_HEADS = rf"(?:{'|'.join(_WORDS)})"
_NAME = re.compile(
    rf"(?<![\w’'\-‑])(?:{_CAPITAL}{_GAP}(?:(?:of|and|for){_GAP}(?:the{_GAP})?)?){{1,12}}(?P<head>{_HEADS})\b"
    rf"(?:{_GAP}(?:on|of|for){_GAP}{_CAPITAL}(?:{_GAP}(?:and{_GAP})?{_CAPITAL}){{0,12}})?"
)
_ARTICLE = re.compile(rf"\b[Tt]he{_GAP}")
_NEAR = 30

Events = Mapping[tuple[str, str], Spot]
"""The first place of each meeting, by the word that it is (Council, Forum) and its day."""


def events_in(passages: Iterable[Scanned]) -> Events:
    """The meetings that are named with a day right behind them: “Justice and Home Affairs Council on 9 March”."""
    found: dict[tuple[str, str], Spot] = {}
    for scanned in passages:
        for key, place in _events_of(scanned):
            found.setdefault(key, place)
    return found


def _events_of(scanned: Scanned) -> Iterator[tuple[tuple[str, str], Spot]]:
    is_likely = any(each in scanned.text for each in _WORDS) and scanned.dates
    for name in _NAME.finditer(scanned.text) if is_likely else ():
        said = next(iter(between(scanned.dates, name.end(), name.end() + _NEAR + 1)), None)
        if said and not re.search(r"[.;:()]", scanned.text[name.end() : said.start]):
            yield (name["head"], _day(said)), Spot(scanned, _start(name), name.end())


def _start(name: re.Match[str]) -> int:
    """Where a name begins: in “Planning for the Forum” behind the article."""
    articles = list(_ARTICLE.finditer(name[0], 0, name.start("head") - name.start()))
    return name.start() + (articles[-1].end() if articles else 0)


def _day(said: DateSaid) -> str:
    """The day, or the month, without its year and without the weekday or the preposition."""
    return re.sub(r"[ \u00a0,]*(?:19|20)\d\d\b", "", said.typed).replace("\u00a0", " ").casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one is the short form of the other."""
    first, second = (" ".join(each.replace("\u00a0", " ").casefold().split()) for each in (one, other))
    return first in second or second in first
