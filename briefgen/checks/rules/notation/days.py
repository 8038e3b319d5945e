"""DAT-015: days of one paper are written in one way, with months of its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.sentences import has_any
from briefgen.findings import Grade
from briefgen.localise import HouseStyle, languages, style_of
from briefgen.model.manuscript import Manuscript, Role

_SLASHES = re.compile(r"(?<![\w/.\-])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\w/])")
_NAMED_DAY = re.compile(
    r"(?P<day>\d(?<![\d.,/\-–].)\d?)\.?[ \u00a0](?P<month>[^\W\d_]{3,12})\b(?=[ \u00a0](?:19|20)\d\d\b|[.,;)]|$)"
)
_DIGIT = re.compile(r"\d")
_LAST_DAY = 31
_ENGLISH_SIGNS = (", 20", ", 19", ",\u00a020", "1st", "2nd", "3rd", "th of", "th\u00a0", "th ")
_LEAST = 2  # written dates in a paper that make a way of writing
_OWN_SCRIPTS: Mapping[str, str] = {"bg": "[\u0400-\u04ff]", "el": "[\u0370-\u03ff]"}
_NEAR = 20
_LINKED = frozenset({Role.NOTE})


@in_manuscripts(
    "DAT-015",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.5: 12 January 2026, without ordinals; one notation in one paper",
    wrong="opened on 12/01/2026 and closed on 27 February 2026, signed on 8th May 2026",
    right="opened on 12 January 2026 and closed on 27 February 2026, signed on 8 May 2026",
)
def one_way_of_writing(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Days are written in one way throughout a paper: day, month in letters of its language, year."""
    if not context.house.writes(manuscript.language):
        return
    passages = [each for each in context.passages(manuscript) if each.passage.role not in _LINKED]
    usual = sum(said.form == "day" for each in passages for said in each.dates)
    style = context.house.style_of_text(manuscript.language, manuscript.tag)
    other = [(each, found) for each in passages for found in _others(each, style)]
    if usual < _LEAST or len(other) * 2 > usual:
        return
    for scanned, found in other:
        message = f"“{found[0]}” is written in another way than the other dates of this paper."
        yield scanned.at(*found.span(), message, "Write day, month in letters and year, as elsewhere.")


def _others(scanned: ScannedPassage, style: HouseStyle) -> Iterator[re.Match[str]]:
    text = scanned.text
    if "/" in text:
        yield from _SLASHES.finditer(text)
    if not _DIGIT.search(text):
        return
    if scanned.language == "en" and has_any(text, _ENGLISH_SIGNS):
        yield from _english(style).finditer(text)
    own, foreign = _months(style.language)
    for found in _NAMED_DAY.finditer(text):
        word = found["month"].casefold()
        if word in foreign and word not in own and 0 < int(found["day"]) <= _LAST_DAY and _is_own(found, style):
            yield found


def _is_own(found: re.Match[str], style: HouseStyle) -> bool:
    """Whether a date stands in the language's own script, not in a title that is not translated."""
    script = _OWN_SCRIPTS.get(style.language, "")
    return re.search(script, found.string[max(0, found.start() - _NEAR) : found.start()]) is not None


@lru_cache(maxsize=8)
def _english(style: HouseStyle) -> re.Pattern[str]:
    """“8th May”, and “May 4, 2025” where the house does not write so."""
    months = "|".join(value for key, value in style.values.items() if re.fullmatch(r"month_\d+", key))
    ordinal = rf"\b\d{{1,2}}(?:st|nd|rd|th)[ \u00a0](?:of[ \u00a0])?(?:{months})\b"
    american = rf"\b(?:{months})[ \u00a0]\d{{1,2}},[ \u00a0](?:19|20)\d\d\b"
    return re.compile(ordinal if style["label_day"].startswith("{month") else rf"{ordinal}|{american}")


@lru_cache(maxsize=32)
def _months(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The months of a language, and those of all others."""
    return _months_of(language), frozenset(word for other in languages() for word in _months_of(other))


@lru_cache(maxsize=64)
def _months_of(language: str) -> frozenset[str]:
    cells: Mapping[str, str] = style_of(language).values
    return frozenset(value.casefold() for key, value in cells.items() if re.fullmatch(r"month_(?:[a-z_]+_)?\d+", key))
