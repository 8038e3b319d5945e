"""NAM-002: words of known names that are one letter off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.known_names import other_words, words_of_names
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.findings import Grade

_WORD = late(r"(?<![\w.@/\-‑])[^\W\d_]{4,}(?![\w@/\-‑]|\.\w)")
_SHORTEST = 5
_ACCENTED = frozenset({"es", "fr", "nl", "pt"})  # where no ending differs by an accent alone
_KNOWN_WELL = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro"})
_LONG, _ENDING, _GERMAN_ENDING = 10, 2, 3  # letters at the end that may be an ending; of a long name one alone


def _with_slips(vocabulary: Vocabulary, language: str) -> Numbers:
    """The passages with a word that may be meant for a known name."""
    return vocabulary.matching(_looks_like_a_slip(language)) if words_of_names(language) else frozenset()


@in_passages(
    "NAM-002",
    Grade.WARNING,
    source="a spelling checker passes over names; the reader does not",
    wrong="The European Comission met with Austria and Rumania.",
    right="The European Commission met with Austria and Romania.",
    needs=_with_slips,
)
def one_letter_off(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Names of countries and institutions are spelt letter by letter, with their accents."""
    names = words_of_names(scanned.language)
    for found in () if scanned.text.isupper() else _WORD.finditer(scanned.text):
        word = found[0]
        is_free = word not in names and not _begins_a_sentence(found, scanned) and not _is_first_name(found, scanned)
        if is_free and (right := _meant(word, scanned.language)):
            is_alone = word == scanned.text.strip() and not _stands_among_names(scanned, names)
            grade = Grade.HINT if is_alone or scanned.language not in _KNOWN_WELL else None
            yield scanned.at(*found.span(), f"“{word}” looks like “{right}” with a slip.", f"Write “{right}”?", grade)


def _stands_among_names(scanned: ScannedPassage, names: frozenset[str]) -> bool:
    """Whether other cells of its table hold a known name each; else a place can be called anything."""
    table = scanned.passage.cell.table if scanned.passage.cell else 0
    cells = (each.text.strip() for each in scanned.manuscript.passages if each.cell and each.cell.table == table)
    return any(each in names for each in cells)


@lru_cache(maxsize=32)
def _likely(language: str) -> re.Pattern[str]:
    """Words that begin like a name, which no slip changes; a quick look at most texts finds few."""
    firsts = {first for name in words_of_names(language) for first in (name[0], _fold(name[0]).upper())}
    return re.compile(rf"[{''.join(sorted(firsts))}](?<!\w.)[^\W\d_]{{3,}}")


@lru_cache(maxsize=32)
def _looks_like_a_slip(language: str) -> Callable[[str], bool]:
    """Tells of a word, from space to space, whether a known name may be meant."""
    likely = _likely(language)
    return lambda typed: any(_meant(word, language) for word in likely.findall(typed))


def _begins_a_sentence(found: re.Match[str], scanned: ScannedPassage) -> bool:
    """Whether a word has its capital from its place alone, so that it can be any word; a cell of its own is none."""
    if found[0] == scanned.text.strip() and scanned.passage.cell:
        return False
    left = before(scanned.text, found.start()).rstrip(" \u00a0“„«(")
    return found[0][0].isupper() and len(found[0]) < 8 and (not left or left[-1] in ".!?:;•")


def _is_first_name(found: re.Match[str], scanned: ScannedPassage) -> bool:
    """Whether a word begins a list’s entry and a surname follows: “Jakub Klos, Giorgia Lindt, Ana Ruiz”."""
    left = before(scanned.text, found.start()).rstrip()
    follows = re.match(r" [A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+)?\s*(?:[,;(]|$)", scanned.text[found.end() :])
    return found[0][0].isupper() and (not left or left[-1] in ",;") and follows is not None


@lru_cache(maxsize=8192)
def _meant(word: str, language: str) -> str:
    """The name that a word is one slip away from, not counting endings; "" for every other word."""
    small = word[0].islower()
    known = _reduced(language)
    if word in other_words(language) or word.isupper() or word.casefold() in _forms(language):
        return ""
    for each in (word, *_without_a_letter(word), *([_fold(word)] if language in _ACCENTED else [])):
        for name in known.get(each, ()):
            lost = language in _ACCENTED and _fold(word) == _fold(name)
            if name[0].islower() == small and (lost or _is_slip(word, name, _ending(name, language))):
                return name
    return ""


def _ending(name: str, language: str) -> int:
    if language == "de":
        return _GERMAN_ENDING
    return 1 if len(name) >= _LONG else _ENDING


@lru_cache(maxsize=32)
def _forms(language: str) -> frozenset[str]:
    """All the names in small letters: “Europäische” and “europäische” are one word."""
    return frozenset(name.casefold() for name in words_of_names(language))


@lru_cache(maxsize=32)
def _reduced(language: str) -> Mapping[str, tuple[str, ...]]:
    """The names by themselves and by what is left of them without one letter (symmetric deletion, Garbe 2012)."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(words_of_names(language)):
        for each in {name, *_without_a_letter(name)}:
            found[each] = (*found.get(each, ()), name)
    return found


def _without_a_letter(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _is_slip(word: str, name: str, kept: int) -> bool:
    """One letter put in, left out, changed or exchanged with the next, neither the first nor in the ending."""
    same = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    rests = word[same:], name[same:]
    left, right = rests
    is_one = left[1:] == right[1:] or left[1:] == right or left == right[1:] or _exchanged(left, right)
    return is_one and 0 < same < len(name) - kept and min(len(word), len(name)) >= _SHORTEST


def _exchanged(left: str, right: str) -> bool:
    return len(left) > 1 and left[1::-1] == right[:2] and left[2:] == right[2:]


def _fold(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(each))
