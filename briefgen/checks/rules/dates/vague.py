"""One commitment has one period, wherever it is told.

Deadlines and times that say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Fault, in_passages, in_reading
from briefgen.checks.language.amounts import Amount
from briefgen.checks.language.tenses import sentence_around
from briefgen.findings import Grade

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"\b(?P<first>{_YEAR})\s?(?:[-–‑/]|to|until|and|à|bis|und)\s?(?P<last>{_YEAR})\b")
_UNTIL = re.compile(
    rf"\b(?:[Uu]ntil|[Uu]p to|[Jj]usqu[’']en|[Jj]usqu[’']à|[Bb]is)(?: the end of| Ende)? (?P<last>{_YEAR})\b"
)
_WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True)
class _Told:
    """An amount with the period that its sentence names, and the words that tell what it is for."""

    scanned: Scanned
    amount: Amount
    start: int
    end: int
    period: tuple[int | None, int]
    about: frozenset[str]

    @property
    def typed(self) -> str:
        return self.scanned.text[self.start : self.end]


@in_reading(
    "DAT-010",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: EUR 480 million “until 2025” in one, “for 2023-2025” in the other",
    wrong="“EUR 480 million for resettlement until 2025”, elsewhere “EUR 480 million for resettlement in 2023–2025”",
    right="“EUR 480 million for resettlement in 2023–2025” in both",
)
def one_commitment_has_one_period(reading: Reading) -> Iterator[Fault]:
    """The same money for the same thing is promised for the same years."""
    first: dict[tuple[str, Decimal, str], dict[object, _Told]] = {}
    for told in (each for scanned in reading.every_passage for each in _told(scanned)):
        same = first.setdefault((*told.amount.key, told.scanned.language), {})
        others = same.values()
        other = next(
            (each for each in others if each.period != told.period and len(each.about & told.about) >= 2), None
        )
        same.setdefault((told.period, told.about), told)
        if other:
            message = f"“{told.typed}” here, but “{other.typed}” for the same amount at {other.scanned.passage.place}."
            yield told.scanned.at(told.start, told.end, message, "Name the same first and last year in both places.")


def _told(scanned: Scanned) -> Iterator[_Told]:
    if not (_SPAN.search(scanned.text) or _UNTIL.search(scanned.text)):
        return
    for amount in scanned.amounts:
        start, end = sentence_around(scanned.text, amount.start, amount.end)
        period = _SPAN.search(scanned.text, start, end) or _UNTIL.search(scanned.text, start, end)
        if period:
            first = int(period["first"]) if period.re is _SPAN else None
            words = frozenset(word.casefold() for word in _WORD.findall(scanned.text[start:end]))
            yield _Told(scanned, amount, *period.span(), (first, int(period["last"])), words)


_VAGUE = {
    "en": r"(?<!as )(?<!how )\bsoon\b(?! (?:as|after|before)\b)|\bshortly\b(?! (?:after|before)\b)"
    r"|\bin (?:the )?(?:coming|next few|following) (?:days|weeks|months)\b|\blater (?:in the|this) year\b"
    r"|\bin due course\b|\bin the near future\b|\bat a later (?:date|stage)\b",
    "fr": r"\bprochainement\b|\bbientôt\b|\bsous peu\b|\bultérieurement\b|\bdans les "
    r"(?:prochaine?s )?(?:jours|semaines|mois)(?: à venir)\b|\bdans les prochaine?s (?:jours|semaines|mois)\b"
    r"|\bplus tard dans l[’']année\b|\bdans un avenir proche\b",
    "de": r"\b[Dd]emnächst\b|\b(?:schon )?bald\b(?! (?:nach|vor|darauf)\b)|\b[Ii]n Kürze\b"
    r"|\bin den (?:kommenden|nächsten) (?:Tagen|Wochen|Monaten)\b|\bim Laufe des Jahres\b|\bzu gegebener Zeit\b",
}
_LATELY = {
    "en": r"^\W*Recently\b|(?<=[.;:] )Recently\b|\b(?:has|have|was|were|had) recently\b",
    "fr": r"^\W*Récemment\b|(?<=[.;:] )Récemment\b|\b(?:a|ont|été) récemment\b",
    "de": r"^\W*(?:Kürzlich|Unlängst|Vor Kurzem)\b|\b(?:kürzlich|unlängst|vor Kurzem)\b",
}
_OPEN = {
    "en": r"\b(?:timing|dates?|deadline|time)(?: is| are)? (?:still )?(?:to be (?:confirmed|determined|decided|fixed)"
    r"|tb[cd]\b)|\b(?:from|since|between) (?:19|20)\d\d (?:to|until|and) (?:the present|now|today|date)\b",
    "fr": r"\bdates? (?:encore )?à (?:confirmer|déterminer|fixer)\b|\bde (?:19|20)\d\d à (?:ce jour|aujourd[’']hui)\b",
    "de": r"\b(?:Termin|Datum)(?: (?:steht|ist))? noch (?:offen|nicht fest)\b|\bvon (?:19|20)\d\d bis heute\b",
}
# one of these stands in every passage that the patterns find anything in; looking for them is ten times as fast
_TRIGGERS = {
    "en": tuple(
        "oon|hortly|coming |next few|following |ater |ue course|ear future|ecently|be confirmed|be determined"
        "|be decided|be fixed|tb|TB|the present|now|today|to date|and date|until date".split("|")
    ),
    "fr": tuple(
        "ochainement|ientôt|ous peu|térieurement|ans les |lus tard|emps utile|avenir|cemment|à |ce jour|aujourd".split(
            "|"
        )
    ),
    "de": tuple("emnächst|ald|ürze|n den |Laufe|gegebener|ürzlich|nlängst|or Kurzem|noch |heute".split("|")),
}
_REMEDIES = (
    "Name the day, month or quarter; where nobody knows it yet, give the item a due date as near as can be said.",
    "Name the day.",
    "Name the date, or leave the remark out.",
)


@in_passages(
    "DAT-006",
    Grade.WARNING,
    source="what has no date cannot be followed up; letter of 20 March 2023, “soon” six times",
    wrong="Similar arrangements will be launched soon.",
    right="Similar arrangements will be launched by the end of June 2023.",
    languages=tuple(_VAGUE),
)
def every_deadline_can_be_held_to(scanned: Scanned, reading: Reading) -> Iterator[Fault]:
    """A deadline, or the time of something done, can be found in a calendar."""
    if not any(each in scanned.text for each in _TRIGGERS[scanned.language]):
        return
    for pattern, remedy in zip(_patterns(scanned.language), _REMEDIES, strict=True):
        for found in pattern.finditer(scanned.text):
            words = found[0].strip()
            if not _is_a_value(words, scanned):
                start = found.end() - len(words)
                grade = Grade.HINT if "to be" in words else None
                yield scanned.at(start, found.end(), f"“{words}” names no date.", remedy, grade)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(each[language], re.IGNORECASE if each is _VAGUE else 0) for each in (_VAGUE, _LATELY, _OPEN)
    )


def _is_a_value(words: str, scanned: Scanned) -> bool:
    """Whether the words come from a date in the record, such as when("2023-03-18/2023-04-28~"): it can be held to."""
    source = scanned.passage.source
    return bool(source) and words.casefold() not in source.casefold()
