"""TRM-001, TRM-002, TRM-004 to TRM-006: what a thing is called, by the glossary, and how words are spelled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.houses import setting_in
from briefgen.checks.engine.passages import day_of
from briefgen.checks.engine.rule import Faults, in_manuscripts
from briefgen.checks.language.glossary import Term, terms_for
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.rules.naming.english import is_american
from briefgen.checks.rules.terms.search import SearchText, text_of
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_OPENS = late(r"[ \u00a0]\((?:the )?[“\"]?", re.IGNORECASE)
_GOES_BY_EU_TERMS = {"plain": False}
Taken = defaultdict[int, list[TextRange]]
"""The places found already, by their passage."""


@in_manuscripts(
    "TRM-001",
    Grade.WARNING,
    source="the glossary of the dossier, and eu_terms.csv with the source of each term",
    wrong="the EU Asylum Agency … the EU Agency for Asylum",
    right="the EU Asylum Agency … the EU Asylum Agency",
)
def one_name(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A thing has one name throughout a document, and none that the glossary refuses."""
    yield from find_refused_words(manuscript, context, "TRM-001")
    text = text_of(manuscript, context)
    for term in terms_of(manuscript.language, context):
        if term.also and term.rule in ("", "TRM-001") and _may_have_several(term, text):
            yield from _several_names(term, text)


@in_manuscripts(
    "TRM-004",
    Grade.WARNING,
    source="Interinstitutional Style Guide, Annex A5: short names of countries, with the days from which they hold",
    wrong="the border with Turkey (in a letter of 2023)",
    right="the border with Türkiye; but: the EU-Turkey Statement",
)
def countries(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A country is called by the short name that holds on the document's day; names of older acts keep theirs."""
    yield from find_refused_words(manuscript, context, "TRM-004")


@in_manuscripts(
    "TRM-005",
    Grade.WARNING,
    source="Commission style guide: acronyms of up to five letters are all capitals, longer ones have one",
    wrong="FRONTEX and EUROPOL",
    right="Frontex and Europol",
)
def long_acronyms(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Acronyms of more than five letters that are spoken as words have one capital."""
    yield from find_refused_words(manuscript, context, "TRM-005")


def terms_of(language: str, context: CheckContext) -> tuple[Term, ...]:
    """The terms that a run goes by in a language: those of the EU only where its house is theirs."""
    key = (terms_of, language)
    if key not in context.cache:
        of_eu = setting_in(context.house, _GOES_BY_EU_TERMS, True)
        context.cache[key] = terms_for(context.glossary, language, of_eu=of_eu)
    found: tuple[Term, ...] = context.cache[key]
    return found


def _refused_by(rule: str, language: str, context: CheckContext) -> Sequence[tuple[Term, Sequence[str]]]:
    """The terms with refused words that a rule reports, and these words, the longest first."""
    key = (_refused_by, rule, language)
    if key not in context.cache:
        asked = (
            (term, [word for word in term.refused if term.rule_for(word) == rule])
            for term in terms_of(language, context)
        )
        context.cache[key] = [(term, sorted(words, key=len, reverse=True)) for term, words in asked if words]
    found: Sequence[tuple[Term, Sequence[str]]] = context.cache[key]
    return found


def find_refused_words(manuscript: Manuscript, context: CheckContext, rule: str) -> Faults:
    """The refused words of a document that one rule reports: a finding for each word, at its first place."""
    text = text_of(manuscript, context)
    day = day_of(manuscript, context)
    for term, refused in _refused_by(rule, manuscript.language, context):
        if term.since and not (day and day >= term.since):
            continue
        taken: Taken = defaultdict(list)
        for word in refused:
            if text.may_hold(word):
                found = [each for each in _standing(term, word, text) if _is_free(each, taken)]
                _take(found, taken)
                yield from _faults(term, found)


def _standing(term: Term, word: str, text: SearchText) -> Iterator[TextRange]:
    """Where a refused word stands and is not right all the same."""
    # “member States” is also looked for with a capital, and may be the right name after all
    right = frozenset(name.removesuffix("s") for name in (term.preferred, *term.also))
    for place in text.places(word, but=right):
        around = place.scanned.text
        allowed = any(_names(each, around) for each in term.unless)
        if not (allowed or _within(place, term) or _in_number(place, around)):
            yield place


@lru_cache(maxsize=256)
def _names(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _within(place: TextRange, term: Term) -> bool:
    """Whether the word is part of a right name that stands there."""
    text = place.scanned.text
    for name in (term.preferred, *term.also):
        at = text.find(name)
        while at >= 0:
            if at <= place.start and place.end <= at + len(name) and place.words != name:
                return True
            at = text.find(name, at + 1)
    return False


def _in_number(place: TextRange, around: str) -> bool:
    """Whether a word in capitals is part of the number of a document (FRONTEX 20) or of an address."""
    return place.words.isupper() and bool(re.match(r"[ \u00a0]\d|@|\.\w", around[place.end :]))


def _faults(term: Term, found: Sequence[TextRange]) -> Faults:
    if not found:
        return
    first = found[0]
    times = f" ({len(found)} times)" if len(found) > 1 else ""
    since = f" since {term.since.year}" if term.since else ""
    message = f"“{first.words}”{times}: the name is “{term.preferred}”{since}."
    remedy = f"Write “{term.preferred}”." + (f" Source: {term.note}." if term.note else "")
    yield first.scanned.at(first.start, first.end, message, remedy, term.grade)


def _may_have_several(term: Term, text: SearchText) -> bool:
    """Whether two of the right names of a thing stand in the text: a quick look, as most texts keep to one."""
    standing = (name for name in (term.preferred, *term.also) if text.has_place(name))
    return len(list(islice(standing, 2))) > 1


def _several_names(term: Term, text: SearchText) -> Faults:
    """The rarer names of a thing that a document calls by several."""
    found = find_names(term, text)
    if len(found) < 2:
        return
    usual = max(found, key=lambda name: (len(found[name]), name == term.preferred))
    for name, places in found.items():
        if name != usual:
            first = places[0]
            here, there = len(places), len(found[usual])
            message = f"The same is called “{first.words}” here ({here}) and “{usual}” elsewhere ({there})."
            remedy = f"Keep to one name, for instance “{usual}”."
            yield first.scanned.at(first.start, first.end, message, remedy, term.grade)


def find_names(term: Term, text: SearchText) -> dict[str, list[TextRange]]:
    """Which of the right names of a thing a document uses, with their places; a definition in brackets is none."""
    names = sorted((term.preferred, *term.also), key=len, reverse=True)
    taken: Taken = defaultdict(list)
    found: dict[str, list[TextRange]] = {}
    for name in names:
        for place in text.places(name, any_case=not name.isupper()):
            if _is_free(place, taken):
                _take((place,), taken)
                if not _defines(place, names):
                    found.setdefault(name, []).append(place)
    return found


def _take(places: Iterable[TextRange], taken: Taken) -> None:
    for each in places:
        taken[id(each.scanned)].append(each)


def _is_free(place: TextRange, taken: Taken) -> bool:
    """Whether no longer name was found around a place."""
    return not any(each.start <= place.start and place.end <= each.end for each in taken[id(place.scanned)])


def _defines(place: TextRange, names: Sequence[str]) -> bool:
    """Whether “(Frontex)” follows, or the name itself stands in such brackets: then both are named on purpose."""
    text = place.scanned.text
    if text[place.end : place.end + 1] == ")" and text[place.start - 1 : place.start] == "(":
        return True
    opens = _OPENS.match(text, place.end)
    return opens is not None and behind(text, opens.end()).casefold().startswith(
        tuple(each.casefold() for each in names)
    )


_IZE = late(r"(?<![\w\-‑/.@])(?P<stem>[A-Za-z][a-z]*[a-z])iz(?P<end>e[sdr]?|ing|ations?|ational|able)\b")
_KEPT = frozenset(
    "s pr se ass caps bapt ma ba ga down up re over out mid under super full half".split()
)  # size, prize, seize, assize, capsize, maize, downsize, resize
_SOURCE = "Interinstitutional Style Guide, 10.3 and 10.1.8; Commission, English Style Guide: -ise, not -ize"


@in_manuscripts(
    "TRM-006",
    Grade.WARNING,
    source=_SOURCE,
    wrong="organized, multi-annual, combatting; the International Organisation for Migration",
    right="organised, multiannual, combating; the International Organization for Migration",
    languages=("en",),
    houses={"plain": None, "gb": Grade.WARNING},
)
def one_spelling(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Words are spelt with -ise and compounds closed up, as in EU texts; official names keep their own spelling."""
    yield from find_refused_words(manuscript, context, "TRM-006")
    for scanned in () if is_american(manuscript, context) else context.passages(manuscript):
        if "iz" in scanned.text:
            yield from _with_z(scanned)


_IN_CODE, _CODE_BEHIND = late(r"[:/#._@]\w"), late(r"[-_:]\w+\W*(?:[:\"=]|$)|[/_=]\w")


def _with_z(scanned: ScannedPassage) -> Faults:
    for found in _IZE.finditer(scanned.text):
        if _IN_CODE.match(scanned.text, max(0, found.start() - 1)) or _CODE_BEHIND.match(scanned.text, found.end()):
            continue
        if found["stem"].removesuffix("s") in _KEPT or found["stem"] in _KEPT or _is_name(found, scanned.text):
            continue
        british = f"{found['stem']}is{found['end']}"
        yield scanned.at(*found.span(), f"“{found[0]}” is spelt with a z.", f"Write “{british}”.")


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether a word has a capital and does not begin a sentence: it is part of an official name."""
    left = before(text, found.start()).rstrip()
    begins = not left or left[-1] in ".!?:;•"
    name_follows = bool(re.match(r"[ \u00a0](?:for|of the|of)?[ \u00a0]?[A-Z]", behind(text, found.end())))
    return found[0][0].isupper() and (not begins or name_follows)
