"""NAM-001: a body's name and its acronym belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.known_names import Body, bodies_in
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade

_ACRONYM = late(r"[ \u00a0]\((?P<short>[A-Za-z][\w\-‑]{1,9})\)")
_WORD = late(r"[^\s\u00a0,;:()“”„«»\"]+")
_REACH, _LIKE = 170, 0.6
_ENDINGS: Mapping[str, int] = {"de": 2, "pl": 4}
_UNION = {"en": ("eu", "european union"), "de": ("eu", "europäischen union"), "fr": ("ue", "union européenne")}


@in_passages(
    "NAM-001",
    Grade.WARNING,
    source="the act that set a body up gives it its name; bodies.csv has them",
    wrong="The European Maritime Security Agency (EMSA) has sent two experts.",
    right="The European Maritime Safety Agency (EMSA) has sent two experts.",
    needs=("(",),
)
def name_and_acronym(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """A known body is called by its own name, and has its own acronym behind it."""
    known = _by_acronym(scanned.language)
    for found in _ACRONYM.finditer(scanned.text) if known else ():
        first = max(0, found.start() - _REACH)
        words = list(_WORD.finditer(scanned.text, first, found.start()))
        if words and words[-1].end() == found.start():
            yield from _of_one(scanned, found, words, known.get(found["short"].casefold()))


def _of_one(
    scanned: ScannedPassage, found: re.Match[str], words: Sequence[re.Match[str]], body: Body | None
) -> Iterator[Fault]:
    language = scanned.language
    if body and any(_ends_in(words, name, language) for name in body.names):
        return
    other = _called(words, language)
    if other and not any(_ends_in(words, name, language) for name in (body.names if body else ())):
        if found["short"].isupper():
            message = f"“{found['short']}” is not the acronym of “{other.names[0]}”."
            remedy = f"Write “({other.acronyms[0]})”, or the name that is meant."
            yield scanned.at(*found.span("short"), message, remedy)
    elif body:
        start, share = max((_nearest(words, name, language) for name in body.names), key=lambda each: each[1])
        if share >= _LIKE:
            typed = scanned.text[start : found.start()]
            grade = Grade.HINT if _folded(body.names[0]).endswith(_folded(typed)) else None
            message = f"“{typed}” is not the name of {found['short']}."
            yield scanned.at(start, found.start(), message, f"Write “{body.names[0]}”.", grade)


@lru_cache(maxsize=16)
def _by_acronym(language: str) -> Mapping[str, Body]:
    return {short.casefold(): each for each in bodies_in(language) for short in each.acronyms}


def _called(words: Sequence[re.Match[str]], language: str) -> Body | None:
    """The body whose whole name some words end in."""
    return next((each for each in bodies_in(language) if any(_ends_in(words, n, language) for n in each.names)), None)


def _ends_in(words: Sequence[re.Match[str]], name: str, language: str) -> bool:
    wanted, typed = _parts(name, language), _parts(" ".join(each[0] for each in words), language)
    pairs = zip(wanted, typed[-len(wanted) :], strict=False)
    return len(typed) >= len(wanted) and all(_is_form(one, other, language) for one, other in pairs)


@lru_cache(maxsize=1024)
def _parts(name: str, language: str) -> tuple[str, ...]:
    short, long = _UNION.get(language, ("", ""))
    words = re.sub(r"[-‑’]", " ", _folded(name)).split()
    return tuple(part for word in words for part in (long.split() if word == short else (word,)))


def _folded(name: str) -> str:
    return name.casefold().replace("\u00a0", " ").replace("'", "’").replace("organisation", "organization")


def _is_form(one: str, other: str, language: str) -> bool:
    """Whether two words are one, or bent forms of one."""
    if one == other:
        return True
    ending = _ENDINGS.get(language, 0)
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same > 1 and max(len(one), len(other)) - same <= min(ending, same)


def _nearest(words: Sequence[re.Match[str]], name: str, language: str) -> tuple[int, float]:
    """Where the words begin that are most like a name, and the share of words that they have in common."""
    wanted = _parts(name, language)
    best = (words[0].start(), 0.0)
    for count in range(max(1, len(wanted) - 2), len(wanted) + 2):
        part = words[-count:]
        typed = _parts(" ".join(each[0] for each in part), language)
        share = SequenceMatcher(None, wanted, typed, autojunk=False).ratio()
        if share > best[1] and part[0][0][0].isupper():
            best = (part[0].start(), share)
    return best
