"""The numbers of points and annexes: which there are, and that none is left out or used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import body_of, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript, Passage, Role

_REMEDY = "Number the points one after the other, without a gap."
_TYPED = late(r"\s*(?P<number>\d{1,3})(?P<letter>[a-z]?)(?P<sign>[.)])[ \u00a0\u202f\t]+\S")


def numbers_of_points(manuscript: Manuscript, context: CheckContext) -> frozenset[str]:
    """The numbers by which the points of a document, or of the record behind it, can be referred to."""
    own = (number for each in manuscript.passages for number in _numbers_of(each))
    recorded = (each.commitment.number for each in context.situation.points) if context.situation else ()
    return frozenset((*own, *recorded)) - {""}


def _numbers_of(passage: Passage) -> Iterator[str]:
    if passage.role is Role.NOTE:
        return
    if passage.number[:1].isdigit():
        yield passage.number.rstrip(".)")
    elif typed := _TYPED.match(passage.text):
        yield typed["number"] + typed["letter"]


@in_manuscripts(
    "REF-010",
    Grade.WARNING,
    source="points are referred to by their numbers for years; Council conclusions number them through",
    wrong="1. …, 2. …, 2. …, 4. …",
    right="1. …, 2. …, 3. …, 4. …",
)
def numbered_through(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Numbered points follow each other without a gap and without a number used twice."""
    if is_composed(manuscript):
        return  # the record's own rules look at its numbers
    for typed in _runs(manuscript):
        if len(typed) >= 3:
            yield from _faults(typed)


def _runs(manuscript: Manuscript) -> Iterator[list[tuple[int, str, Passage]]]:
    """Points with typed numbers that belong together: of one table, or of the text; a 0 or 1 begins anew."""
    runs: dict[tuple[tuple[int, int], str], list[tuple[int, str, Passage]]] = {}
    for passage in manuscript.passages:
        typed = _TYPED.match(passage.text) if "\n" not in passage.text.rstrip() else None  # a form, typed line by line
        table = _room(passage)
        if passage.number:
            _go_on_by_itself(passage, runs.get((table, passage.number[-1:]), []))
        if (
            not typed
            or passage.number
            or passage.role in (Role.NOTE, Role.HEADING)
            or _OF_CONTENTS.search(passage.text)
        ):
            continue
        room = table, typed["sign"]
        if room in runs and _begins_anew(runs[room], typed):
            yield runs.pop(room)
        runs.setdefault(room, []).append((int(typed["number"]), typed["letter"], passage))
    yield from runs.values()


def _room(passage: Passage) -> tuple[int, int]:
    """What numbers go through: the text, the first column of a table, or any other cell by itself."""
    cell = passage.cell
    return (cell.table, cell.row if cell.column > 1 else 0) if cell else (0, 0)


def _go_on_by_itself(passage: Passage, run: list[tuple[int, str, Passage]]) -> None:
    """Counts a point that Word has numbered among the typed ones, where it is the next of them."""
    number = passage.number[:-1]
    if run and number == str(run[-1][0] + 1):
        run.append((int(number), "", passage))


def _begins_anew(run: Sequence[tuple[int, str, Passage]], typed: re.Match[str]) -> bool:
    """Whether a 0 or 1 is the first of other points, and not the 1 behind a 0."""
    follows = typed["number"] == "1" and run[-1][0] == 0
    return typed["number"] in ("0", "1") and typed["letter"] in "a" and not follows


def _faults(points: Sequence[tuple[int, str, Passage]]) -> Faults:
    for (before, letter_before, _), (number, letter, passage) in pairwise(points):
        name = f"{number}{letter}"
        if (number, letter) == (before, letter_before):
            message = f"Two points have the number {name}."
            yield Fault(passage.place, message, _REMEDY, passage.text[:40])
        elif number not in (before, before + 1):
            message = f"Point {name} comes after point {before}{letter_before}."
            yield Fault(passage.place, message, _REMEDY, passage.text[:40])


_OF_CONTENTS = late(r"\t\d{1,3}\s*$")
_NAMED = late(
    r"\b(?:(?:find|found|set out|is|are|contained|listed|given|attached|see) (?:(?:in|at) )?(?:the )?[Aa]nnex"
    r"|[Aa]nnexed to this|in the [Aa]nnex to this)\b(?![ \u00a0](?:[IVX\d]+[ \u00a0])?(?:of|to (?!this)|§|\())"
)
_CLOSE = late(r"Yours (?:sincerely|faithfully|truly)\b|(?:Kind|Best) regards\b")


@in_manuscripts(
    "REF-006",
    Grade.WARNING,
    source="what a letter or note sends along is part of it; registries file it by that name",
    wrong="Delegations will find the text in Annex. (and no heading “Annex” follows)",
    right="Delegations will find the text in Annex. … ANNEX",
    languages=("en",),
)
def named_referred_to_and_there(manuscript: Manuscript, context: CheckContext) -> Faults:
    """An annex is called by that name, the text refers to it, and it is there."""
    if is_composed(manuscript) or any(each.kind == "annex" for each in context.manuscripts):
        return
    style = context.house.style_of_text(manuscript.language, manuscript.tag)
    if not _headings(manuscript, style):
        yield from _named_in_vain(context.passages(manuscript))
        yield from _nameless(manuscript, context)


def _headings(manuscript: Manuscript, style: HouseStyle) -> list[Passage]:
    """The lines that say that an annex begins."""
    words = {style.get(key, "Annex").casefold() for key in ("word_annex", "word_council_annex")} | {"annex"}
    return [each for each in body_of(manuscript) if _first_word(each.text) in words and len(each.text) <= 120]


def _first_word(text: str) -> str:
    found = re.match(r"\W*(\w+)", text)
    return found[1].casefold() if found else ""


def _named_in_vain(passages: Iterable[ScannedPassage]) -> Faults:
    for scanned in passages:
        found = _NAMED.search(scanned.text) if "nnex" in scanned.text else None
        if found:
            message = "The text sends the reader to an annex, but no heading says where one begins."
            remedy = "Set the heading “ANNEX” above it, on a page of its own."
            yield scanned.at(*found.span(), message, remedy)


def _nameless(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A heading behind the end of a letter that begins something without a name."""
    body = body_of(manuscript)
    closes = [number for number, each in enumerate(body) if _CLOSE.match(each.text.strip()) and not each.cell]
    after = body[closes[-1] + 1 :] if closes else []
    heading = next((each for each in after if each.role in (Role.HEADING, Role.TITLE)), None)
    if heading:
        named = any("annex" in each.text.casefold() for each in context.passages(manuscript))
        unnamed = "" if named else ", and the letter never refers to it"
        message = f"What follows the letter is not called an annex{unnamed}."
        remedy = "Begin its heading with “Annex” and name the annex in the letter."
        yield Fault(heading.place, message, remedy, heading.text[:60])
