"""Times that only the writer can place: “last month”, “soon”; and one period for one commitment."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.report_day import day_of_writing, is_letter
from briefgen.checks.engine.rule import Fault, in_context, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.numbers import AmountInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.checks.language.tenses import clause_around, sentence_around
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.manuscript import Manuscript

_EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PATTERNS = {
    "en": late(
        r"\b(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]he (?:previous|coming|following)) (?:week|month|quarter|year)\b"
        r"(?!-)(?:[’']s)?"
        rf"|\b(?:{_EN_MONTHS}) (?:of )?(?:last|next|this) year\b|\b[Yy]esterday\b|\b[Tt]omorrow\b"
        r"|\b(?:before|by|until) the end of the (?:week|month|year)\b"
        r"|\b(?:[Ii]n the space of|[Ww]ithin) (?:just |only )?(?:one|two|three|four|six|a) (?:weeks?|months?)\b"
        r"|\b(?:a|one|two|three|four|five|six|\d{1,2}) (?:days?|weeks?|months?|years?) ago\b"
    ),
    "fr": late(
        r"\b(?:la semaine|le mois|l[’']année|l[’']an) (?:derni(?:er|ère)|prochaine?|passée?)\b"
        r"|\b(?:cette semaine|ce mois-ci|cette année)\b"
        r"|\b[Hh]ier\b|\b[Dd]emain\b|\bil y a (?:un|une|deux|trois|quatre|six|\d{1,2}) (?:jours?|semaines?|mois|ans?)\b"
        r"|\b(?:avant|d[’']ici) la fin de (?:la semaine|l[’']année)\b"
    ),
    "de": late(
        r"\b(?:letzte|nächste|vergangene|kommende|diese)[nrsm]? (?:Woche|Monats?|Jahre?s?)\b|\b[Gg]estern\b"
        r"|\bvor (?:einem|einer|zwei|drei|vier|sechs|\d{1,2}) (?:Tage?n?|Wochen?|Monate?n?|Jahre?n?)\b"
        r"|\bbis (?:zum )?(?:Jahresende|Monatsende)\b"
    ),
}
_TRIGGERS = {
    "en": ("week", "month", "quarter", "year", "esterday", "omorrow", "days ago", "day ago"),
    "fr": ("semaine", "mois", "ann", "an ", "ans", "ier", "emain", "jour"),
    "de": ("oche", "onat", "ahr", "estern", "Tag"),
}
_GENERIC = {"Member States", "Western Balkans", "European Union", "North Africa", "Team Europe"}
_NAME = r"[A-Z][\w’'/-]+(?: (?:of|and|for|the|on)(?= ))?(?: (?:of the |of |and |for |on )?[A-Z][\w’'/-]+)+"
_STEPS = {"last": -1, "this": 0, "next": 1}
_UNITS = {"week": 21, "month": 92, "year": 731}


class _Meant(Struct, frozen=True):
    """A relative date with the days that it means, and the things named beside it."""

    scanned: ScannedPassage
    start: int
    end: int
    unit: str
    first: date
    last: date
    names: tuple[str, ...]


@in_passages(
    "DAT-004",
    Grade.HINT,
    source="read on another day, a relative date means another day",
    wrong="We agreed on it last month.",
    right="We agreed on it in February 2023.",
    languages=tuple(_PATTERNS),
    needs=lambda words, language: words.holding(_TRIGGERS[language]),
)
def dates_are_absolute(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """Dates do not hang on the day on which they are written or read."""
    day = day_of_writing(scanned.manuscript, scanned.passage, context.day)
    for found in _relative_dates(scanned):
        is_of_another_year = re.match(rf"(?:{_EN_MONTHS}) ", found[0]) is not None
        remedy = f"Name the date{_suggested(found[0], day)}"
        message = f"“{found[0]}” means another time on another day."
        yield scanned.at(*found.span(), message, remedy, Grade.WARNING if is_of_another_year else None)


@in_context(
    "DAT-005",
    Grade.ERROR,
    source="letter and annex of 20 March 2023: “next week” for a meeting of the same week",
    wrong="in a letter of 20 March 2023 “Management Board next week”, in its annex “Management Board on 23 March”",
    right="“Management Board on 23 March” in both",
    languages=("en",),
)
def relative_and_absolute_dates_agree(context: CheckContext) -> Iterator[Fault]:
    """A date told from the day of writing is the one that other passages name for the same thing."""
    english = (each for each in context.manuscripts if each.language == "en")
    likely = (scanned for each in english for scanned in context.passages_with(each, *_TRIGGERS["en"]))
    meant = [each for scanned in likely for each in _meant(scanned, context)]
    wanted = {name for each in meant for name in each.names}
    if not wanted:
        return
    named = _named_dates(context, wanted)
    for each in meant:
        for name in each.names:
            days = [day for day in named.get((name, each.scanned.language), ()) if _is_near(day, each)]
            if days and not any(first <= each.last and last >= each.first for first, last, _ in days):
                yield _disagreement(each, name, days[0][2])


def _relative_dates(scanned: ScannedPassage) -> Iterator[re.Match[str]]:
    """Those of a passage; only where a word stands in it that each of them has."""
    if scanned.holds(*_TRIGGERS[scanned.language]):
        yield from _PATTERNS[scanned.language].finditer(scanned.text)


def _disagreement(each: _Meant, name: str, typed: str) -> Fault:
    said = localiser("en", each.first)
    words = each.scanned.text[each.start : each.end]
    stretch = f"{said.date(each.first, year=True)} to {said.date(each.last, year=True)}"
    message = f"“{words}” is {stretch} as the document is dated, but “{name}” has “{typed}” elsewhere."
    return each.scanned.at(each.start, each.end, message, f"Name the day: {typed}?")


def _meant(scanned: ScannedPassage, context: CheckContext) -> Iterator[_Meant]:
    day = day_of_writing(scanned.manuscript, scanned.passage, context.day)
    if day is None:
        return
    for found in _relative_dates(scanned):
        read = _stretch(found[0], day)
        if read:
            left, right = clause_around(scanned.text, found.start(), found.end())
            names = _names_beside(left, right)
            yield _Meant(scanned, found.start(), found.end(), *read, names)


def _names_beside(left: str, right: str) -> tuple[str, ...]:
    """The names that a relative date stands behind, or in front of at once."""
    before = [each for each in re.findall(_NAME, left) if left.rstrip().endswith(each)]
    behind = re.match(rf"\s*(?:the |our )?({_NAME})", right)
    return tuple(each for each in (*before, *([behind[1]] if behind else [])) if each not in _GENERIC)


def _named_dates(context: CheckContext, wanted: set[str]) -> dict[tuple[str, str], list[tuple[date, date, str]]]:
    """The dates that stand right behind the names wanted, by name and language."""
    found: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for scanned in context.every_passage:
        for name in wanted:
            if name not in scanned.text:
                continue
            for said in scanned.dates:
                left = before(scanned.text, said.start)
                if said.means and said.means.first and said.means.last and _belongs(name, left):
                    day = (said.means.first, said.means.last, said.typed)
                    found.setdefault((name, scanned.language), []).append(day)
    return found


def _belongs(name: str, left: str) -> bool:
    return (
        re.search(rf"{re.escape(name)}(?: in [A-Z]\w+)? (?:on|from|of|in|will meet on|meets on|met on) $", left)
        is not None
    )


def _is_near(day: tuple[date, date, str], each: _Meant) -> bool:
    """Whether a date can be that of the same occasion: on the same side, and not far away."""
    words = each.scanned.text[each.start : each.end].casefold()
    first, last, _ = day
    reach = timedelta(days=_UNITS[each.unit])
    if "next" in words or "coming" in words:
        return each.first - reach <= first <= each.last + reach and last >= each.first - timedelta(days=7)
    return each.first - reach <= last and first <= each.last + reach and "last" in words


def _stretch(words: str, day: date) -> tuple[str, date, date] | None:
    """Unit, first and last day of “next week” and the like, seen from a day; None for what cannot be computed."""
    found = re.fullmatch(r"(?i)(last|next|this) (week|month|year)(?:[’']s)?", words)
    if not found:
        return None
    steps = _STEPS[found[1].casefold()]
    unit = found[2].casefold()
    first, last = {"week": _week, "month": _month, "year": _year}[unit](day, steps)
    return unit, first, last


def _week(day: date, steps: int) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
    return monday, monday + timedelta(days=6)


def _month(day: date, steps: int) -> tuple[date, date]:
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def _year(day: date, steps: int) -> tuple[date, date]:
    return date(day.year + steps, 1, 1), date(day.year + steps, 12, 31)


def _suggested(words: str, day: date | None) -> str:
    """What a relative date means, seen from the day of the document: “: February 2023?”."""
    if day is None:
        return "."
    of_a_year = re.match(rf"({_EN_MONTHS}) (?:of )?(last|next|this) year", words)
    if of_a_year:
        return f": {of_a_year[1]} {_year(day, _STEPS[of_a_year[2]])[0].year}?"
    read = _stretch(words, day)
    if read is None or read[0] == "week":
        return "."
    unit, first, _ = read
    return f": {first.year}?" if unit == "year" else f": {localiser('en', first).date(f'{first:%Y-%m}', year=True)}?"


_YEAR = r"(?:19|20)\d\d"
# each begins with its first letter or figure and then looks behind it, so that a search goes from one to the next
_SPAN = late(
    rf"(?P<first>[12](?<!\w.)(?:(?<=1)9|(?<=2)0)\d\d)\s?(?:[-–‑/]|to|until|and|à|bis|und)\s?(?P<last>{_YEAR})\b"
)
_UNTIL = late(
    r"[UuJjBb](?<!\w.)(?:(?<=[Uu])(?:ntil|p to)|(?<=[Jj])usqu[’'](?:en|à)|(?<=[Bb])is)"
    rf"(?: the end of| Ende)? (?P<last>{_YEAR})\b"
)
_WORD = late(r"[^\W\d_]{6,}")


class _DatedAmount(Struct, frozen=True):
    """An amount with the period that its sentence names, and the words that tell what it is for."""

    scanned: ScannedPassage
    amount: AmountInText
    start: int
    end: int
    period: tuple[int | None, int]
    about: frozenset[str]

    @property
    def typed(self) -> str:
        return self.scanned.text[self.start : self.end]


@in_context(
    "DAT-010",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: EUR 480 million “until 2025” in one, “for 2023-2025” in the other",
    wrong="“EUR 480 million for resettlement until 2025”, elsewhere “EUR 480 million for resettlement in 2023–2025”",
    right="“EUR 480 million for resettlement in 2023–2025” in both",
)
def one_commitment_has_one_period(context: CheckContext) -> Iterator[Fault]:
    """The same money for the same thing is promised for the same years."""
    first: dict[tuple[str, Decimal, str], dict[object, _DatedAmount]] = {}
    for dated in (each for scanned in context.every_passage for each in _dated_amounts(scanned)):
        same = first.setdefault((*dated.amount.key, dated.scanned.language), {})
        others = same.values()
        other = next(
            (each for each in others if each.period != dated.period and len(each.about & dated.about) >= 2), None
        )
        same.setdefault((dated.period, dated.about), dated)
        if other:
            message = f"“{dated.typed}” here, but “{other.typed}” for the same amount at {other.scanned.passage.place}."
            yield dated.scanned.at(dated.start, dated.end, message, "Name the same first and last year in both places.")


def _dated_amounts(scanned: ScannedPassage) -> Iterator[_DatedAmount]:
    text = scanned.text
    if not scanned.may_have_amounts or not (_SPAN.search(text) or _UNTIL.search(text)):
        return
    for amount in scanned.amounts:
        start, end = sentence_around(scanned.text, amount.start, amount.end)
        period = _SPAN.search(scanned.text, start, end) or _UNTIL.search(scanned.text, start, end)
        if period:
            first = int(period["first"]) if "first" in period.re.groupindex else None
            words = frozenset(word.casefold() for word in _WORD.findall(scanned.text[start:end]))
            yield _DatedAmount(scanned, amount, *period.span(), (first, int(period["last"])), words)


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
_OTHER_TRIGGERS = {
    "en": (
        *("ecently", "be confirmed", "be determined", "be decided", "be fixed", "tb"),
        *("the present", "now", "today", "to date", "and date", "until date"),
    ),
    "fr": ("cemment", "à "),
    "de": ("ürzlich", "nlängst", "or Kurzem", "noch ", "heute"),
}
# the same for what is vague, which is found in any capitals
_VAGUE_WORDS = {
    "en": ("soon", "shortly", "coming", "few", "following", "later", "course", "future"),
    "fr": ("prochain", "bientôt", "peu", "ultérieurement", "semaines", "jours", "mois", "tard", "avenir"),
    "de": ("demnächst", "bald", "kürze", "kommenden", "nächsten", "laufe", "gegebener"),
}


def _with_vagueness(words: Vocabulary, language: str) -> Numbers:
    return words.holding(_OTHER_TRIGGERS[language]) | words.holding_any_case(_VAGUE_WORDS[language])


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
    needs=_with_vagueness,
)
def every_deadline_can_be_held_to(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """A deadline, or the time of something done, can be found in a calendar."""
    is_vague = scanned.holds_any_case(_VAGUE_WORDS[scanned.language])
    for pattern, remedy in zip(_patterns(scanned.language), _REMEDIES, strict=True):
        is_asked = is_vague or not pattern.flags & re.IGNORECASE
        for found in pattern.finditer(scanned.text) if is_asked else ():
            words = found[0].strip()
            if not _is_a_value(words, scanned):
                start = found.end() - len(words)
                grade = Grade.HINT if "to be" in words or not _is_answered_for(scanned.manuscript) else None
                yield scanned.at(start, found.end(), f"“{words}” names no date.", remedy, grade)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(each[language], re.IGNORECASE if each is _VAGUE else 0) for each in (_VAGUE, _LATELY, _OPEN)
    )


def _is_answered_for(manuscript: Manuscript) -> bool:
    """Whether somebody will be asked about its deadlines: it is a letter, or reports as of a day."""
    return bool(manuscript.kind or manuscript.as_of) or is_letter(manuscript)


def _is_a_value(words: str, scanned: ScannedPassage) -> bool:
    """Whether the words come from a date in the record, such as when("2023-03-18/2023-04-28~"): it can be held to."""
    source = scanned.passage.source
    return bool(source) and words.casefold() not in source.casefold()
