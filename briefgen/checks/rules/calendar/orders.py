"""What is closed before it is opened, deadlines that are over when a paper is written, and years typed crosswise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.order_words import ORDER_LANGUAGES, act_steps, order_words
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import Sentence, before, between, has_any, sentence_at, sentences
from briefgen.checks.rules.calendar.days import CALENDAR
from briefgen.findings import Grade

_EXACT = frozenset({"day", "figures"})
_FAR, _NEAR = 15, 4
_LATELY = timedelta(days=800)  # older ones are told of, as in laws that still hold
_YEAR = late(r"2(?<![\w/.,–-].)0\d\d(?![\w/–-]|[.,]\d)")
_PROMISED = ("commitments/",)

# what stands before a date that is a limit; what says that it is still ahead; what says that it is over
_LIMITS: Mapping[str, tuple[str, str, str]] = {
    "de": (
        r"bis(?: zum| Ende)?|vor dem|spätestens(?: am)?",
        r"wird|werden|kann|können|soll|sollen|muss|müssen|gebeten|ersucht|möge|bitte|zu \w+en",
        r"wurden?|war|waren|hatten?|musste|sollte|konnten?|worden|verlängert",
    ),
    "en": (
        r"by(?: the end of)?|until|before|no later than|not later than",
        (
            r"will|shall|can|could tell|could you|may|must|should|to|asked|requested"
            r"|invited|[Pp]lease|CALLS ON|INVITES|URGES|REQUESTS|ASKS"
        ),
        r"was|were|had|did|has been|have been|extended|originally|initially|expired|missed",
    ),
    "es": (
        r"antes del?|hasta el|a más tardar el",
        r"deberán?|podrán?|pueden?|será|serán|se ruega|PIDE|INVITA|INSTA",
        r"fue|fueron|había|habían|debía|debían|ha sido|han sido",
    ),
    "fr": (
        r"d’ici (?:au|à)|avant le|avant la fin de|jusqu’au|au plus tard le|avant",
        r"sera|seront|peut|peuvent|doit|doivent|devra|devront|priés?|invités?|\w+era|\w+eront|INVITE|DEMANDE|PRIE",
        r"était|étaient|avait|avaient|a été|ont été|devait|devaient|fut|prolongée?s?",
    ),
    "it": (
        r"entro(?: il| la fine di)?|fino al|prima del",
        r"deve|devono|può|possono|sarà|saranno|dovrà|dovranno|INVITA|CHIEDE",
        r"era|erano|è stat\w|sono stat\w|aveva|avevano|doveva|dovevano",
    ),
    "nl": (
        r"uiterlijk(?: op)?|vóór|voor het einde van|tot(?: en met)?",
        r"zal|zullen|kan|kunnen|moet|moeten|verzocht|VERZOEKT|ROEPT",
        r"was|waren|werd|werden|had|hadden|is verlengd|moest|moesten",
    ),
    "pl": (
        r"do(?: dnia| końca)?|przed(?: dniem)?|nie później niż",
        r"będzie|będą|może|mogą|musi|muszą|należy|powinn\w+|prosz[eo]n\w+|proszę|zostan\w+|prześl\w+|WZYWA|ZWRACA|informacj\w+",
        r"był\w*|został[aoy]?|miał\w*|musiał\w*|przedłużon\w+|\w+ono|\w+[aiy]ł[aoy]?|\w+ęły|\w+ęto|\w+ano",
    ),
    "pt": (
        r"até(?: ao?| ao fim de)?|antes de|o mais tardar em",
        r"deve|devem|pode|podem|será|serão|deverá|deverão|CONVIDA|SOLICITA",
        r"era|eram|foi|foram|tinha|tinham|devia|deviam",
    ),
}


@in_passages(
    "CAL-004",
    Grade.WARNING,
    source=CALENDAR,
    wrong="The call was opened on 12 March 2026 and closed on 27 February 2026.",
    right="The call was opened on 12 January 2026 and closed on 27 February 2026.",
    languages=ORDER_LANGUAGES,
)
def opening_before_closing(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """In a sentence with two days, a thing is opened before it is closed."""
    exact = [each for each in scanned.dates if each.form in _EXACT] if len(scanned.dates) > 1 else []
    for sentence in sentences(scanned.text) if len(exact) > 1 else ():
        inside = between(exact, sentence.start, sentence.end)
        if len(inside) == 2 and _is_crossed(sentence, inside[0], inside[1], scanned.language):
            message = f"what is opened on “{inside[0].typed}” is closed on “{inside[1].typed}”"
            yield scanned.at(inside[0].start, inside[1].end, message, "Correct one of the two days.")


_STEP_WORDS = ("publi", "veröff", "pubbl", "opubl", "bekend", "force", "effect", "Kraft", "vig", "werking", "życie")
_OTHER_ACT = late(
    r"replac|repeal|amend|earlier|previous|former|ersetz|aufgehob|geänd|früher|remplac|abrog|modifi|antérieur|sustitu"
    r"|derog|sostitu|vervang|ingetrokken|gewijzigd|zastąp|uchyl|zmieni|revog|substitu|alter",
    re.IGNORECASE,
)
_NOT_IN_ORDER = {("published", "in_force"), ("signed", "published"), ("adopted", "signed")}


@in_passages(
    "CAL-010",
    Grade.WARNING,
    source=CALENDAR,
    wrong="The Regulation was adopted on 14 May 2024 and published on 2 May 2024.",
    right="The Regulation was adopted on 14 May 2024 and published on 28 May 2024.",
    languages=ORDER_LANGUAGES,
)
def steps_of_acts(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """An act is not published, nor in force, before the day on which it is proposed, adopted or signed."""
    exact = [each for each in scanned.dates if each.form in _EXACT] if len(scanned.dates) > 1 else []
    for sentence in sentences(scanned.text) if len(exact) > 1 and has_any(scanned.text, _STEP_WORDS) else ():
        inside = between(exact, sentence.start, sentence.end)
        if len(inside) != 2 or _OTHER_ACT.search(sentence.text):
            continue
        if not _is_told_backwards(sentence, inside[0], inside[1], scanned.language):
            continue
        message = f"“{inside[0].typed}” and “{inside[1].typed}” stand in an order that an act cannot have"
        yield scanned.at(inside[0].start, inside[1].end, message, "Correct one of the two days.")


def _is_told_backwards(sentence: Sentence, one: DateInText, two: DateInText, language: str) -> bool:
    """Whether two steps have a day each, side by side, and what comes later has the earlier day."""
    if not (one.has_year and two.has_year and one.means and two.means):
        return False
    steps = act_steps(language)._asdict()
    found = sorted(
        (each.start() + sentence.start, name) for name, step in steps.items() for each in step.finditer(sentence.text)
    )
    if len(found) != 2 or not _is_each_dated([at for at, _ in found], one, two):
        return False
    first, second = (name for _, name in found)
    days = (one.means.first, two.means.first)
    ranks = [list(steps).index(name) for name in (first, second)]
    if ranks[0] > ranks[1]:
        first, second, days = second, first, days[::-1]
    is_ordered = first != second and (first, second) not in _NOT_IN_ORDER
    return bool(is_ordered and days[0] and days[1] and days[1] < days[0])


def _is_each_dated(verbs: Sequence[int], one: DateInText, two: DateInText) -> bool:
    """Whether verb and day follow each other twice: “adopted on 14 May and published on 28 May”, or the day first."""
    return verbs[0] < one.start < verbs[1] < two.start or one.start < verbs[0] < two.start < verbs[1]


def _is_crossed(sentence: Sentence, one: DateInText, two: DateInText, language: str) -> bool:
    """Whether the sentence opens once, then closes once, at days in the wrong order; both with or without a year."""
    words = order_words(language)
    opened, closed = ([*pattern.finditer(sentence.text)] for pattern in words)
    if len(opened) != 1 or len(closed) != 1 or one.has_year > two.has_year:
        return False
    first, second = (each.means.first if each.means else None for each in (one, two))
    if not first or not second or (two.has_year and not one.has_year and first.year != second.year):
        return False
    return opened[0].start() < closed[0].start() and second < first


@in_passages(
    "CAL-005",
    Grade.WARNING,
    source="A deadline that was over when it was set is a year mistyped or left standing.",
    wrong="In a note of 17 March 2023: “Please register by 8 March 2023.”",
    right="In a note of 17 March 2023: “Please register by 28 March 2023.”",
    languages=tuple(_LIMITS),
)
def deadlines_ahead(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """A deadline that is set lies after the day of the paper that sets it."""
    if not scanned.dates or scanned.passage.key.startswith(_PROMISED):
        return
    day = _written(scanned, context)
    for said in scanned.dates if day else ():
        last = said.means.last if said.means and said.has_year else None
        if last and day and day - _LATELY < last < day and _is_set(scanned, said):
            message = f"“{said.typed}” is a deadline, and it was over on {day.day} {day:%B %Y}, when this was written"
            yield scanned.at(said.start, said.end, message, "Correct the date, or say that the deadline is over.")


def _written(scanned: ScannedPassage, context: CheckContext) -> date | None:
    """The earlier of the days that a paper bears: one that reports on March may be sent in May."""
    days = (scanned.manuscript.written, scanned.manuscript.as_of or context.day)
    return min((each for each in days if each), default=None)


def _is_set(scanned: ScannedPassage, said: DateInText) -> bool:
    limit, ahead, over = _LIMITS[scanned.language]
    if not re.search(rf"\b(?:{limit})\s(?:the\s|la\s|de\s|r\.\s)?$", before(scanned.text, said.start)):
        return False
    start, end = _clause(scanned.text, said)
    clause = scanned.text[start:end]
    return bool(re.search(rf"\b(?:{ahead})\b", clause)) and not re.search(rf"\b(?:{over})\b", clause)


def _clause(text: str, said: DateInText) -> tuple[int, int]:
    """The part of the sentence between two commas or semicolons that the date stands in; “and” parts it as well."""
    sentence = sentence_at(text, said.start)
    parting = re.compile(r"[,;:](?=\s)|\s(?:and|et|und|oraz|i|a|e|y|en)\s")
    cuts = [found.end() for found in parting.finditer(text, sentence.start, said.start)]
    behind = parting.search(text, said.end, sentence.end)
    return (cuts[-1] if cuts else sentence.start), (behind.start() if behind else sentence.end)


@lru_cache(maxsize=8)
def _far_ahead_of(year: int) -> Callable[[str], bool]:
    """Tells of a word whether a year far ahead of another stands in it."""
    return lambda word: any(int(found[0]) - year > _FAR for found in _YEAR.finditer(word))


@in_passages(
    "CAL-009",
    Grade.WARNING,
    source="Digits that change places are the commonest slip of typists; most often those of the year.",
    wrong="In a report of 2026: “The Commission will report by the end of 2062.”",
    right="In a report of 2026: “The Commission will report by the end of 2026.”",
)
def years_typed_crosswise(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """A year far ahead is not one of these years with its digits exchanged."""
    day = scanned.day or context.day
    for found in _YEAR.finditer(scanned.text) if day and scanned.has_word(_far_ahead_of(day.year)) else ():
        crosswise = int(found[0][:2] + found[0][3] + found[0][2])
        if day and int(found[0]) - day.year > _FAR and abs(crosswise - day.year) <= _NEAR:
            message = f"“{found[0]}” lies {int(found[0]) - day.year} years ahead; are its last two digits exchanged?"
            yield scanned.at(*found.span(), message, f"{crosswise}?")
