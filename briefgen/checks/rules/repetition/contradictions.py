"""DUP-003: what a paper says twice of one thing, it says alike: its day, its place, its money."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, Fault, ScannedPassage
from briefgen.checks.engine.passages import all_capitals
from briefgen.checks.engine.rule import in_manuscripts
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, sentence_at
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

# an event that is held once | what joins it to its day | what joins it to its place | what money is for
_WORDS: Mapping[str, str] = {
    "de": "konferenz gipfel forum seminar auftaktveranstaltung workshop | vom am | in | für",
    "en": "conference summit forum seminar workshop hearing ceremony | of on | in | for",
    "es": "conferencia cumbre foro seminario taller ceremonia | del de el | en | para",
    "fr": "conférence sommet forum séminaire atelier cérémonie | du le | à | pour",
    "it": "conferenza vertice forum seminario cerimonia | del il | a | per",
    "nl": "conferentie top forum seminar workshop | van op | in | voor",
    "pl": "konferencja konferencji szczyt szczytu forum seminarium warsztaty | z w dniu dnia | w | na",
    "pt": "conferência cimeira fórum seminário cerimónia | de em | em | para",
}
_DAY = frozenset({"day"})
_BEHIND = frozenset({"es", "fr", "it", "pt"})  # the words that tell one event from another stand behind it
_ARTICLE = late(r"^.*\b(?:[Tt]he|[Dd]e[rnms]?|[Dd]ie|[Dd]as|[Hh]et|[Ll][ae]|[Ee]l|[Ii]l|[AaOo]|[Aa]n) ")
_NAMED = late(r"(?<=[^\W_] )[A-ZÀ-Þ][\w’-]+|\b(?:19|20)\d\d\b")
_PURPOSE = late(r"(?P<what>[^\W\d_][^.,;:()–\n]{5,60}?)(?=[.,;:()–]|$)")
_LONG, _LEAST, _MOST = 4, 2, 8
_NOT_PROSE = frozenset({Role.HEADER, Role.FOOTER, Role.NOTE, Role.TITLE, Role.HEADING, Role.CAPTION})


class Telling(Struct, frozen=True):
    """A place that tells something of a thing: `what` is the thing, `told` the day, the place or the amount."""

    what: str
    told: str
    scanned: ScannedPassage
    start: int
    end: int


@in_manuscripts(
    "DUP-003",
    Grade.WARNING,
    source="A reader who meets two days for one event, or two amounts for one purpose, believes neither",
    wrong="the Tirana conference of 12 May 2026 … the Tirana conference of 13 May 2026",
    right="the Tirana conference of 12 May 2026 … the Tirana conference of 12 May 2026",
    languages=tuple(_WORDS),
)
def one_thing_two_ways(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """One event has one day and one place, and one purpose one amount, wherever the running text names them."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for scanned in context.passages(manuscript):
        if not scanned.passage.cell and scanned.passage.role not in _NOT_PROSE and not all_capitals(scanned.text):
            for each in _tellings(scanned):
                told[each.what].append(each)
    for same in told.values():
        ways = list(dict.fromkeys(each.told for each in same))
        if len(ways) == 2 and _are_told_apart(same):
            rare = min(reversed(ways), key=lambda way: sum(each.told == way for each in same))
            yield _fault(same, rare)


def _fault(same: Sequence[Telling], rare: str) -> Fault:
    other = next(each for each in same if each.told != rare)
    odd = [each for each in same if each.told == rare][-1]
    words = other.scanned.text[other.start : other.end]
    message = f"“{odd.scanned.text[odd.start : odd.end]}” is “{words}” elsewhere in this paper"
    return odd.scanned.at(odd.start, odd.end, message, "Correct the one that is wrong, or name the difference.")


def _are_told_apart(same: Sequence[Telling]) -> bool:
    """Whether no two of them stand in one sentence, which sets them side by side on purpose."""
    places = [(id(each.scanned), sentence_at(each.scanned.text, each.start).start) for each in same]
    return len(set(places)) == len(places)


def _tellings(scanned: ScannedPassage) -> Iterator[Telling]:
    if scanned.amounts:
        yield from _purposes(scanned)
    days = [each for each in scanned.dates if each.form in _DAY and each.means and each.means.first]
    for said in days:
        yield from _events(scanned, said)


def _events(scanned: ScannedPassage, said: DateInText) -> Iterator[Telling]:
    """The event that a day is named of, by its month; and its place by its day."""
    found = _event(scanned.language).search(before(scanned.text, said.start))
    if not found or not said.means or not said.means.first:
        return
    name, place, day = _ARTICLE.sub("", found["name"]).casefold(), found["place"], said.means.first
    start = said.start - len(found[0])
    yield Telling(f"{name} {place or ''} {day:%Y-%m}", f"{day}", scanned, start, said.end)
    if place:
        yield Telling(f"{name} {day}", place, scanned, start, said.end)


@lru_cache(maxsize=16)
def _event(language: str) -> re.Pattern[str]:
    """Ends what stands before a day: “the Tirana conference of”, “the conference in Tirana on”."""
    events, days, places, _ = (part.split() for part in _WORDS[language].split("|"))
    stem = r"\w*" if language in ("de", "nl") else ""
    more = r"(?:(?: (?:de |d’|di |sur )?(?!du |le |on |of |in )[^\W\d_]{4,}){1,2})?" if language in _BEHIND else ""
    name = rf"(?P<name>(?:[^\W\d_][\w’-]* ){{0,2}}{stem}(?:{'|'.join(map(_any_first, events))}){more})"
    where = rf"(?: (?:{'|'.join(places)}) (?P<place>[A-ZÀ-Þ][\w’-]+))?"
    return re.compile(rf"\b{name}{where},? (?:(?:{'|'.join(days)}|was held|held|will be held) ?){{1,3}}\Z")


def _any_first(word: str) -> str:
    return f"[{word[0]}{word[0].upper()}]{word[1:]}"


def _purposes(scanned: ScannedPassage) -> Iterator[Telling]:
    """Amounts with what they are for; the names and years of the sentence belong to it, for they tell cases apart."""
    joint = _WORDS[scanned.language].split("|")[3].strip()
    for amount in scanned.amounts:
        sentence = sentence_at(scanned.text, amount.start)
        behind = scanned.text[amount.end : sentence.end].replace("\u00a0", " ")
        found = _PURPOSE.match(behind, len(joint) + 2) if behind.startswith(f" {joint} ") else None
        words = found["what"].split() if found else []
        if _LEAST <= len(words) <= _MOST and sum(len(each) >= _LONG for each in words) >= _LEAST:
            names = sorted(set(_NAMED.findall(sentence.text)))
            what = " ".join([*words, *names]).casefold()
            end = amount.end + len(joint) + 2 + len(found["what"]) if found else amount.end
            yield Telling(what, f"{amount.total} {amount.currency}", scanned, amount.start, end)
