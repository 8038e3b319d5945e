"""What is a matter of house: by whose way of writing a file is read, and what a rule asks for in which house.

Where nobody says by which house a file was written, it is guessed from its own words. Each mark speaks for one house,
so often as it stands there, up to a limit: one slip tells nothing. What tells of no house is read as a paper of the
EU's institutions, for whose papers briefgen is made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from briefgen.checks.language.patterns import GAP, late
from briefgen.localise import EU, House, HouseStyle
from briefgen.model.manuscript import Manuscript

_Setting = TypeVar("_Setting")


def setting_in(house: House, settings: Mapping[str, _Setting], otherwise: _Setting) -> _Setting:
    """The setting of a house, or of the nearest that it rests on: gb on plain, plain on eu, a ministry's on its base.

    Settings are data beside the rule that asks for them.

    Args:
        settings: by the names of houses.
        otherwise: where no house among them has one.
    """
    nearest: House | None = house
    while nearest is not None:
        if nearest.name in settings:
            return settings[nearest.name]
        nearest = nearest.base
    return otherwise


_CALLED = {
    "eu": "as a paper of the EU’s institutions",
    "gb": "as a British paper",
    "plain": "by what is usual in its language",
}
_MOST_PASSAGES = 3000  # of a long file its beginning tells enough
_ENGLISH, _ALL = ("en",), ()


class _Mark(Struct, frozen=True):
    """What speaks for a house.

    Attributes:
        weight: how much it says each time.
        most: how often it is counted at most.
        languages: in which it says so; empty for all.
        needs: pieces of text of which one stands in all that the pattern finds: a quick look before it.
    """

    house: str
    weight: int
    most: int
    pattern: re.Pattern[str]
    languages: tuple[str, ...] = _ALL
    needs: tuple[str, ...] = ("",)


def _any_of(pieces: Iterable[str]) -> str:
    return "|".join(map(re.escape, pieces))


# a number begins with one figure and then looks behind it, so that a search goes from figure to figure
_BY_SPACES = late(r"\d(?<![\d.,].)\d{0,2}(?:[\u00a0\u202f]\d{3})+(?![\d.,])")
_BY_COMMAS = late(r"\d(?<![\d.,].)\d{0,2}(?:,\d{3})+(?![\d,])")
_BY_POINTS = late(r"\d(?<![\d.,].)\d{0,2}(?:\.\d{3})+(?![\d.])")
_CLOSED, _SPACED = late(r"\d%"), late(r"\d[\u00a0\u202f]%")
_PAPERS = late(r"\b(?:COM|SWD|JOIN|SEC)[ \u00a0]?\((?:19|20)\d\d\)[ \u00a0]?\d|\bEUCO \d")
_OF_THE_EU = ("(EU)", "(UE)", "(EÚ)", "(ES)", "(EL)", "(EE)", "(ЕС)")
_ACTS = late(rf"(?:{_any_of(_OF_THE_EU)})[ \u00a0](?:No[ \u00a0])?\d+/\d+|\b\d+/\d+/[CE][CEGUW]\b")
_BRITISH = ("HM Treasury", "GOV.UK", "Whitehall", "Home Office", "Crown copyright", "UK")
_AMERICAN = late(r"\b(?:\w{3,}ization|\w{4,}ized?|color|labor|center|defense)s?\b")
_AMERICAN_DAY = r"[a-z]{2,8} \d{1,2}, (?:19|20)\d\d\b"
_MARKS = (
    _Mark("eu", 1, 3, late(rf"\bEUR{GAP}?\d|\d{GAP}EUR\b"), needs=("EUR",)),
    _Mark("eu", 2, 3, _BY_SPACES, _ENGLISH),
    _Mark("eu", 2, 2, _SPACED, _ENGLISH, ("%",)),
    _Mark("eu", 1, 3, late(r"\bEuropean (?:Commission|Council|Parliament)\b|\bMember States?\b"), _ENGLISH),
    _Mark("eu", 1, 3, _PAPERS, needs=("COM", "SWD", "JOIN", "SEC", "EUCO")),
    _Mark("eu", 1, 2, _ACTS, needs=(*_OF_THE_EU, "/C", "/E")),
    _Mark("gb", 2, 3, late(r"£[ \u00a0]?\d"), _ENGLISH),
    _Mark("gb", 3, 1, late(r"\bS\.?I\.?[ \u00a0](?:No\.?[ \u00a0])?(?:19|20)\d\d"), _ENGLISH, ("SI", "S.I")),
    _Mark("gb", 1, 2, late(rf"\b(?:{_any_of(_BRITISH)})\b"), _ENGLISH, _BRITISH),
    _Mark("gb", 1, 1, late(r"\b\w+(?:isation|ised)\b|\b(?:colour|labour|centre|programme)s?\b"), _ENGLISH),
    *(
        mark
        for house in ("gb", "plain")
        for mark in (
            _Mark(house, 1, 3, _BY_COMMAS, _ENGLISH),
            _Mark(house, 1, 3, _CLOSED, _ENGLISH, ("%",)),
            _Mark(house, 1, 1, late(r"[$€][ \u00a0]?\d"), _ENGLISH),
        )
    ),
    _Mark("plain", 1, 2, late(r"\$[ \u00a0]?\d"), _ENGLISH),
    _Mark("plain", 1, 3, _AMERICAN, _ENGLISH, ("iz", "color", "labor", "center", "defense")),
    _Mark("plain", 2, 2, late(rf"[A-Z](?<!\w.)(?:(?<=U)\.S\.|{_AMERICAN_DAY})"), _ENGLISH),
)
# in other languages: what the institutions write otherwise than is usual in the country
_MONEY = late(rf"\d{GAP}?€|€{GAP}?\d|\d{GAP}(?:(?:Mio|Mrd|mln|mld)\.?{GAP})?[Ee]uros?\b")
_ABROAD = (_Mark("plain", 2, 2, _BY_POINTS), _Mark("plain", 1, 3, _CLOSED), _Mark("plain", 1, 2, _MONEY))
_HEAD, _DATELINE = 60, 3
_ONE_SLIP = 1


def describe_guess(house: House) -> str:
    """What a report says of a house that was guessed."""
    return f"read {_CALLED[house.name]}; --house changes it"


def guess_house(manuscript: Manuscript, plain: House, british: House) -> House:
    """The house that most marks of a file speak for; that of the EU's institutions where none does.

    Args:
        plain: the house that is taken for what is usual in a language.
        british: that of the United Kingdom.
    """
    if not EU.writes(manuscript.language):
        return EU
    scores = _scores(manuscript)
    best = max((british, plain), key=lambda house: scores[house.name])  # of two as strong the first
    return best if scores[best.name] > max(scores[EU.name], _ONE_SLIP) else EU


def _scores(manuscript: Manuscript) -> Counter[str]:
    text = "\n".join(each.text for each in manuscript.passages[:_MOST_PASSAGES])
    scores = Counter({EU.name: _DATELINE * _is_dated_from_the_seats(manuscript)})
    for mark in _marks_for(manuscript.language):
        if any(map(text.__contains__, mark.needs)):
            scores[mark.house] += mark.weight * _count(mark.pattern, text, mark.most)
    return scores


def _count(pattern: re.Pattern[str], text: str, most: int) -> int:
    found = pattern.finditer(text)
    return sum(1 for _, _match in zip(range(most), found, strict=False))


def _marks_for(language: str) -> Iterator[_Mark]:
    yield from (mark for mark in _MARKS if language in (mark.languages or (language,)))
    if language != "en":
        yield from _ABROAD
        yield _Mark(EU.name, 1, 2, _SPACED)


def _is_dated_from_the_seats(manuscript: Manuscript) -> bool:
    """Whether a short line of its head begins with Brussels, Luxembourg or Strasbourg, as a dateline does."""
    seats = _seats(EU.style(manuscript.language))
    return any(len(each.text) <= 80 and each.text.lstrip().startswith(seats) for each in manuscript.passages[:_HEAD])


@lru_cache(maxsize=32)
def _seats(style: HouseStyle) -> tuple[str, ...]:
    return tuple(f"{value}," for key, value in style.values.items() if key.startswith("place_"))
