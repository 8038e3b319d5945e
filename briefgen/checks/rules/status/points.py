"""The points of a list of commitments, read off the record or off the table of a finished file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct, field

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.model.manuscript import Manuscript

_NUMBER = re.compile(r"\s*(\d{1,2}[a-z]?)[.)]\s")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SHORT = 4
_EMPTY = frozenset(
    "about above after against also among another around because been before being below between both could "
    "during each either every first following from further have having into itself just latest less like many "
    "more most much must next only other others over particular same several should since some such than that "
    "their them then there these they this those through towards under until upon well were what when where "
    "which while whose will with within without would yet your already including new".split()
)


Thing = tuple[str, str]
"""Two words in small letters that stand side by side: “bilateral meetings”."""


class PointRow(Struct, frozen=True):
    """One point: what was promised, and what is reported of it, in the order of the document."""

    promised: list[ScannedPassage] = field(default_factory=list)
    reported: list[ScannedPassage] = field(default_factory=list)


@cache_per_manuscript
def points_of(manuscript: Manuscript, context: CheckContext) -> Mapping[str, PointRow]:
    """The points of a document by their numbers; a row without a number goes on with the point above it."""
    found: dict[str, PointRow] = {}
    for number, scanned in _numbered(context.passages(manuscript)):
        row = found.setdefault(number, PointRow())
        cell = scanned.passage.cell
        is_promise = scanned.passage.key.startswith("commitments/") or (cell is not None and cell.column == 1)
        (row.promised if is_promise else row.reported).append(scanned)
    return found


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, in small letters."""
    return [word.casefold() for word in _WORD.findall(text) if len(word) >= _SHORT and word.casefold() not in _EMPTY]


def things_in(text: str) -> set[Thing]:
    """What a text speaks of."""
    return set(first_things(text))


def first_things(text: str) -> dict[Thing, tuple[int, int, str]]:
    """What a text speaks of: where it first stands, from and up to, and the word in front of it in small letters."""
    found: dict[Thing, tuple[int, int, str]] = {}
    before = ""
    for first, second in pairwise(_WORD.finditer(text)):
        a, b = first[0], second[0]
        if _is_a_thing(a, b) and text[first.end() : second.start()].isspace():
            found.setdefault((a.casefold(), b), (first.start(), second.end(), before))
        before = a.casefold()
    return found


def may_name(text: str, things: Collection[Thing]) -> bool:
    """Whether a text can speak of one of some things; a quick look before `first_things`."""
    words = _WORD.findall(text.casefold())
    return any(each in things for each in pairwise(words))


def names_in(text: str) -> set[str]:
    """The words with a capital inside a sentence: “Serbia”, but not what opens it."""
    return {found[0] for found in re.finditer(r"(?<=[a-zà-ÿ,(] )[A-Z][\w’'-]{2,}", text)} | _opening_name(text)


def _opening_name(text: str) -> set[str]:
    found = re.match(r"\W*([A-Z][\w’'-]{2,})(?= (?:has|have|is|was|confirmed|declared|agreed)|:)", text)
    return {found[1]} if found else set()


def _is_a_thing(first: str, second: str) -> bool:
    is_plain = second.islower() and first[1:].islower()
    return is_plain and min(len(first), len(second)) >= _SHORT and not {first.casefold(), second} & _EMPTY


def _numbered(passages: tuple[ScannedPassage, ...]) -> Iterator[tuple[str, ScannedPassage]]:
    """Each passage with the number of its point; in a finished file the number opens the row's first cell."""
    number = ""
    for scanned in passages:
        passage = scanned.passage
        if passage.key:
            number = passage.point
        elif passage.cell is None:
            continue
        elif passage.cell.column == 1:
            opening = _NUMBER.match(f"{passage.number} " if passage.number else scanned.text)
            number = opening[1] if opening else number
        if number and not (passage.cell and passage.cell.is_head):
            yield number, scanned
