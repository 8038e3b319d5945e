"""Acts whose number has a year that has not come yet, or another one than the day of the act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade

_ACTS = "Interinstitutional style guide, 3.1: the number of an act has the year in which it is published"
_UNION = r"(?:EU|UE|EC|CE|EG|EE|WE|EEC|CEE|EWG|ЕС|ΕΕ|ΕΚ|AE|ES|ЕО|EÚ|EF|EY|EK|EB|KE|Euratom)"
# since 2015 the year comes first: (EU) 2016/679; before, the other way round: No 1313/2013/EU
_NEW = late(rf"\({_UNION}(?:,[ \u00a0]?Euratom)?\)[ \u00a0](?P<year>20\d\d)/\d{{1,4}}\b")
_OLD = late(
    rf"\b\d{{1,4}}/(?P<year>20\d\d)(?:/{_UNION}\b|(?=/))"
    rf"|\([A-Z]{{2,3}}\)[ \u00a0](?:No|n°|Nr\.?|nr)[ \u00a0]\d{{1,4}}/(?P<year2>20\d\d)\b"
)
_PAPER = late(r"\b(?:COM|SWD|JOIN|SEC|C)[ \u00a0]?\((?P<year>20\d\d)\)[ \u00a0]?\d{1,5}\b")
_OF = late(
    r"[^,;:()\d]{0,140}?\b(?:of|du|vom|z dnia|de|del|van|af den"
    r"|av den|ze dne|zo dňa|z dne|od|din|от|της|az|του|gada)[ \u00a0]\Z"
)
_ISSUER = 150


@in_passages(
    "CAL-006",
    Grade.ERROR,
    source=_ACTS,
    wrong="In a paper of 2026: Regulation (EU) 2061/679",
    right="In a paper of 2026: Regulation (EU) 2016/679",
    needs=("20",),
)
def acts_of_years_to_come(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """The number of an act or of a paper has no year that is still to come."""
    day = _latest(scanned, context)
    if not day or not ("/" in scanned.text or "(20" in scanned.text):
        return
    for found in (*_cited(scanned.text), *_PAPER.finditer(scanned.text)):
        if _year(found) > day.year:
            message = f"“{found[0]}” has a year that is still to come"
            yield scanned.at(*found.span(), message, "Correct the year in the number of the act.")


@in_passages(
    "CAL-007",
    Grade.WARNING,
    source=_ACTS,
    wrong="Directive (EU) 2022/2557 of the European Parliament and of the Council of 14 December 2012",
    right="Directive (EU) 2022/2557 of the European Parliament and of the Council of 14 December 2022",
    needs=("/",),
)
def acts_of_their_year(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """An act's number has the year of the day that the act bears, or the next, in which it may be published."""
    text = scanned.text
    for found in _cited(text):
        said = next((each for each in scanned.dates if each.start >= found.end() and each.has_year), None)
        if not said or said.start - found.end() > _ISSUER or not _OF.match(text, found.end(), said.start):
            continue
        year = said.means.first.year if said.means and said.means.first else None
        if year and _year(found) - year not in (0, 1):
            message = f"“{found[0]}” is a number of {_year(found)}, and the act is dated “{said.typed}”"
            yield scanned.at(found.start(), said.end, message, "Correct the number or the date.")


def _cited(text: str) -> Iterator[re.Match[str]]:
    yield from _NEW.finditer(text)
    yield from _OLD.finditer(text)


def _year(found: re.Match[str]) -> int:
    return int(found["year"] or found["year2"])


def _latest(scanned: ScannedPassage, context: CheckContext) -> date | None:
    """The latest day that the paper can have been written on."""
    days = (scanned.manuscript.written, scanned.day, context.day)
    return max((each for each in days if each), default=None)
