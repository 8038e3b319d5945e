"""What of grammar can be found without understanding a text: articles, hyphens, doubled words, fixed phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import compress
from operator import eq
from typing import Final

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind, sentences
from briefgen.findings import Grade
from briefgen.model.manuscript import Role

_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON = f"(?:{'|'.join(_SEASONS)})"
_ACHIEVE = "prevent|reduce|improve|strengthen|ensure|achieve|enhance|avoid|protect|tackle"


class Phrase(Struct, frozen=True):
    """A phrase; texts without any of its `needles` need not be searched for it."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    grade: Grade
    remedy: str


def _phrase(needles: Iterable[str], pattern: str, remedy: str, grade: Grade = Grade.HINT) -> Phrase:
    return Phrase(tuple(needles), re.compile(pattern), grade, remedy)


PHRASES: Final = (
    _phrase(["such as well"], r"\bsuch as well as\b", "Name what “such as” is followed by.", Grade.ERROR),
    _phrase([" manner"], r"\bon an? (?:more |less )?\w+ manner\b", "Write “in a … manner”.", Grade.WARNING),
    _phrase(
        [f"in {season}" for season in _SEASONS],
        rf"in (?<!\win ){_SEASON} {_SEASON}\b",
        "Name one season, or put “and” between the two.",
        Grade.WARNING,
    ),
    _phrase(["the aim to "], r"\bwith the aim to \w+", "Write “with the aim of …ing”."),
    _phrase(
        [f"contribut{end} to " for end in ("e", "es", "ed", "ing")],
        rf"\bcontribut(?:e|es|ed|ing) to (?:{_ACHIEVE})\b",
        "Write “contribute to …ing”.",
    ),
    _phrase(
        [f"border{end} with the" for end in ("", "s", "ing")],
        r"\bborder(?:s|ing)? with the\b",
        "Write “bordering the …”.",
    ),
    _phrase(["of own ", "by own "], r"\b(?:of|by) own(?= \w+s\b)", "Say whose: “of their own …”."),
    _phrase(["now onwards"], r"\bfrom now onwards\b", "Write “from now on”."),
    _phrase(
        ["contact with", "contacts with"],
        r"\b(?:taken|take|takes|took) contacts? with\b",
        "Write “been in contact with”.",
    ),
    _phrase(["flagships "], r"\bflagships (?:initiatives|projects|programmes)\b", "Write “flagship” here."),
    _phrase(["leverages"], r"\b(?:all|our|its|their) leverages\b", "Write “levers”; “leverage” has no plural."),
)
"""Most are hints; those graver are no English at all."""

SPELLINGS: Final[Mapping[str, str]] = {
    r"\bon-going\b": "ongoing",
    r"\b[Pp]ro-actively\b": "proactively",
    r"\b[Pp]ro-active\b": "proactive",
    r"\bblue print\b": "blueprint",
    r"\belectro optical\b": "electro-optical",
    r"\b(?:the|a|possible|joint) set up(?= of\b)": "set-up",
}
"""Patterns of compounds, with the usual spelling."""


_COMPOUNDS = "Interinstitutional style guide, 10.1.8 Compound words and hyphens"
_ARTICLE = late(r"([aA](?<![\w.’'-].)n?)[ \u00a0]+[“‘\"'(]?([A-Za-zÀ-ÿ0-9][\w’'-]*)")
_SOUNDS_LIKE_YOU = late(
    r"(?:uni(?!n|m)|unanim|us(?:e|ing|ag|abl|ual|ur)|util|uter|ubiq|uran|urin|urol|uk|u-|eu|ew|one(?:\b|-|s|ness)|once|ouija)"
)
_SILENT_H = late(r"(?:hono(?:u)?r|hour|heir|honest)")
_EITHER_H = late(r"(?:hotel|histor|habitual|heroic|hysteric|herb|homage|hallucin|hereditary|horrific|hypothes)")
_FUNCTION_WORDS = frozenset("in of is and or as at on if are into it its also under a an i".split())
_SPOKEN_EITHER_WAY = frozenset("SQL URL FAQ MS RFID LED SAP".split())  # “an S-Q-L” or “a sequel”
_SPOKEN_AS_VOWELS, _SHORTEST_WORD = "AEFHILMNORSX", 3

_LY = late(r"\b([a-z]{3,}ly)-([a-z]+)\b", re.IGNORECASE)
_ADDRESS_BEFORE = late(r"[/@]\S*$")
_NOT_ADVERBS = frozenset(
    "early daily weekly monthly yearly quarterly fortnightly family friendly only likely unlikely costly elderly "
    "timely orderly deadly supply assembly anomaly reply rely apply ally italy july monopoly multiply comply "
    "fly".split()
)
_LETTERED = late(r"(?:\d|\b(?:point|letter|option|annex|type|category|paragraph|part|article))\s*$", re.IGNORECASE)
_COMPOUND = late("|".join(SPELLINGS))

NEVER_TWICE = frozenset("the a an of to in for on at by with and or are was be will has from as its their this".split())
_QUESTION = late(r"(?:Is|Are|Was|Does|Did|Has) (?!not\b)[a-z]")  # “Does not assume …”, as items of lists say


_QUESTIONS = ("Is ", "Are ", "Was ", "Does ", "Did ", "Has ")
_PHRASES = tuple(needle for phrase in PHRASES for needle in phrase.needles)


def _with_slips(vocabulary: Vocabulary, _language: str) -> Numbers:
    return vocabulary.with_doubled_words | vocabulary.holding(_PHRASES) | vocabulary.holding(_QUESTIONS)


@in_passages(
    "GRM-001",
    Grade.WARNING,
    source="Slips of typing that spelling checkers pass over",
    wrong="with a focus on practices such as well as humanitarian corridors",
    right="with a focus on practices such as sponsorship, as well as humanitarian corridors",
    languages=("en",),
    needs=_with_slips,
)
def slips(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """No word is doubled, none is missing from a fixed phrase, and no statement begins like a question."""
    words = scanned.text.split() if scanned.number in scanned.vocabulary.with_doubled_words else []
    doubled = {word for word in compress(words, map(eq, words, words[1:])) if word in NEVER_TWICE}
    for word in sorted(doubled):
        for found in re.finditer(rf"(?<!\S){word}\s+{word}(?!\S|\s(?:vitro|vivo|situ|camera)\b)", scanned.text):
            yield scanned.at(*found.span(), f"“{word}” stands twice", "Take one out.")
    for phrase in PHRASES:
        for found in phrase.pattern.finditer(scanned.text) if scanned.holds(*phrase.needles) else ():
            message = f"“{found[0]}” lacks a word, or is not said so in English"
            yield scanned.at(*found.span(), message, phrase.remedy, phrase.grade)
    yield from _statements_like_questions(scanned)


def _statements_like_questions(scanned: ScannedPassage) -> Iterator[Fault]:
    """Sentences within running text; the note of a cell may well begin so."""
    is_item = scanned.passage.role in (Role.BULLET, Role.NUMBERED)  # of a list that begins “Each plan:”
    asked = "." in scanned.text and not scanned.passage.cell and not is_item and _QUESTION.search(scanned.text)
    for sentence in sentences(scanned.text) if asked else ():
        if sentence.text.endswith(".") and _QUESTION.match(sentence.text):
            message = f"the sentence begins with “{sentence.text.split()[0]}” like a question and ends with a full stop"
            remedy = "Add the subject that is missing, or a question mark."
            grade = Grade.ERROR if sentence.start else None
            yield scanned.at(sentence.start, sentence.end, message, remedy, grade)


@in_passages(
    "GRM-002",
    Grade.ERROR,
    source="The article follows the sound: a European network, an EU agency, an hour",
    wrong="the creation of an European network",
    right="the creation of a European network",
    languages=("en",),
)
def articles(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """“an” stands before a vowel that is heard, “a” before all else."""
    for found in _ARTICLE.finditer(scanned.text):
        article, word = found[1], found[2]
        if article == "A" and not _begins(scanned.text, found.start()):
            continue
        wanted = _wanted_article(word)
        if wanted and wanted != article.lower() and not _is_letter(scanned.text, found.start()):
            right = wanted if article.islower() else wanted.capitalize()
            yield scanned.at(*found.span(), f"“{article}” stands before “{word}”", f"Write “{right} {word}”.")


def _begins(text: str, start: int) -> bool:
    """Whether a sentence can begin here; elsewhere a capital A is a letter or a grade."""
    left = before(text, start).rstrip()
    return not left or left[-1] in ".:!?“‘"


def _is_letter(text: str, start: int) -> bool:
    """Whether “a” is the letter of a point (paragraph 1 a, option a)."""
    return _LETTERED.search(before(text, start)) is not None


@lru_cache(maxsize=1024)
def _wanted_article(word: str) -> str:
    """The article of a word, by its sound; "" where that is not sure."""
    if word[0].isdigit():
        return _before_figure(word)
    stem = re.match(r"[^\W\d_]+", word)
    letters = stem[0] if stem else word
    if len(letters) > 1 and letters.isupper():
        return "" if letters in _SPOKEN_EITHER_WAY else _before_acronym(letters)
    lowered = word.lower()
    if len(letters) < _SHORTEST_WORD or lowered in _FUNCTION_WORDS or not letters[1:].islower():
        return ""
    return _before_word(lowered)


def _before_word(lowered: str) -> str:
    if lowered[0] == "h":
        return "an" if _SILENT_H.match(lowered) else "" if _EITHER_H.match(lowered) else "a"
    if lowered[0] in "aeiou":
        return "a" if _SOUNDS_LIKE_YOU.match(lowered) else "an"
    return "a" if lowered[0] in "bcdfgjklmnpqrstvwxz" and re.search("[aeiouy]", lowered[:4]) else ""


def _before_figure(typed: str) -> str:
    """Figures that are heard with a vowel: 8, 11, 18, 80 to 89, 800 and so on."""
    digits = re.match(r"\d+", typed)
    figure = digits[0] if digits else ""
    if figure[:1] == "8":
        return "an"
    return "" if figure in ("11", "18") or len(figure) > 3 else "a"


def _before_acronym(letters: str) -> str:
    """Acronyms without a vowel are spelt; others may be said as words, and then follow those."""
    if letters.startswith(("EUR", "UN", "UK", "US", "EWR")):
        return "a" if len(letters) <= 3 or letters.startswith(("UN", "EURO")) else ""
    if letters[0] in "AEIO":
        return "an"
    is_spelt = not re.search("[AEIOUY]", letters)
    if letters[0] not in _SPOKEN_AS_VOWELS:
        return "" if letters[0] == "U" else "a"
    return "an" if is_spelt else ""


@in_passages(
    "GRM-003",
    Grade.WARNING,
    source=_COMPOUNDS,
    wrong="the return of illegally-staying persons",
    right="the return of illegally staying persons",
    languages=("en",),
    needs=("ly-", "on-going", "ro-active", "blue print", "electro optical", "set up"),
)
def compounds(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """No hyphen stands behind an adverb in -ly; other compounds are closed up, hyphened or parted as is usual."""
    for found in _LY.finditer(scanned.text) if "ly-" in scanned.text else ():
        if found[1].lower() not in _NOT_ADVERBS and not _ADDRESS_BEFORE.search(before(scanned.text, found.start())):
            yield scanned.at(
                *found.span(), "a hyphen stands behind an adverb in -ly", f"Write “{found[1]} {found[2]}”."
            )
    for found in _COMPOUND.finditer(scanned.text):
        as_typed = f"{found[0]}{behind(scanned.text, found.end())}"
        right = next(word for pattern, word in SPELLINGS.items() if re.match(pattern, as_typed))
        yield scanned.at(*found.span(), f"“{found[0].strip()}” is written otherwise", f"Write “{right}”.", Grade.HINT)
