"""REF-011 to REF-013: numbers of headings and rows run through, and points and annexes named by number are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.rules.references.points import numbers_of_points
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role

_HEADING = late(r"(?P<above>(?:\d{1,2}\.)*)(?P<number>\d{1,2})(?P<stop>\.?)[ \u00a0\t]+\S")
_ROW = late(r"(?P<number>\d{1,3})\.?")
_FEWEST = 3
_REMEDY = "Number them one after the other, without a gap."


@in_manuscripts(
    "REF-011",
    Grade.WARNING,
    source="a number that is left out looks like a part that was taken out",
    wrong="headings 1., 2., 4. and 4.; rows of a table 1, 2, 4, 4",
    right="headings 1., 2., 3. and 4.; rows of a table 1, 2, 3, 4",
)
def headings_and_rows(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Numbered headings and numbered rows follow each other without a gap, and none has a number twice."""
    if is_composed(manuscript):
        return
    headings = [each for each in manuscript.passages if each.role is Role.HEADING and not each.number]
    levels: dict[tuple[int, str], list[tuple[int, Passage]]] = defaultdict(list)
    for each in headings:
        if found := _HEADING.match(each.text.strip()):
            levels[each.level, found["above"]].append((int(found["number"]), each))
    for run in levels.values():
        if run[0][0] == 1 and len(run) >= _FEWEST:
            yield from _gaps(run, "Heading")
    yield from _rows(context.passages(manuscript))


def _gaps(run: Sequence[tuple[int, Passage]], what: str) -> Iterator[Fault]:
    for (before, _), (number, passage) in pairwise(run):
        if number not in {before + 1, 1}:
            said = f"{what} {number} stands twice" if number == before else f"{what} {number} comes after {before}"
            yield Fault(passage.place, f"{said}.", _REMEDY, passage.text[:40])
            return


def _rows(passages: Sequence[ScannedPassage]) -> Iterator[Fault]:
    """The first columns of tables that hold nothing but numbers, from 1 on; those of sections begin anew."""
    columns: dict[int, list[Passage]] = defaultdict(list)
    for each in passages:
        if each.passage.cell and each.passage.cell.column == 1:
            columns[each.passage.cell.table].append(each.passage)
    for cells in columns.values():
        found = [(_ROW.fullmatch(each.text.strip()), each) for each in cells[1:]]
        run = [(int(match["number"]), each) for match, each in found if match]
        if len(run) == len(found) >= _FEWEST and run[0][0] == 1 and _rises(run):
            yield from _gaps(run, "Row")


def _rises(run: Sequence[tuple[int, Passage]]) -> bool:
    """Whether all steps but one are of one, so that the numbers count the rows."""
    steps = [later - earlier for (earlier, _), (later, _) in pairwise(run)]
    return sum(step != 1 for step in steps) <= 2 and steps.count(1) * 2 > len(steps) - 1


_POINTS = ("points", "Punkte", "punkt", "puntos", "punti", "pontos", "punten")
_RANGE = late(
    r"\b(?:points|Punkte|punkt\w+|puntos|punti|pontos|punten)[ \u00a0](?P<first>\d{1,2})"
    r"[ \u00a0]?(?:to|–|-|à|bis|do|a|tot)[ \u00a0]?(?P<last>\d{1,2})\b(?!\d|[./]\d)"
)
_ELSEWHERE = late(
    r"[ \u00a0](?:of|in|de|du|des|der|vom|del|della|van|z)[ \u00a0](?!(?:these|this|the present|ces|diese\w*)\b)"
)


@in_manuscripts(
    "REF-012",
    Grade.WARNING,
    source="a reader who follows a reference must find what is meant",
    wrong="when the results of points 1 to 9 are known (in a paper with seven points); points 6 to 1",
    right="when the results of points 1 to 6 are known",
)
def ranges_of_points(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A range of points goes from the lower number to the higher, and all of them are there."""
    numbers = {each for each in numbers_of_points(manuscript, context) if each.isdigit()}
    for scanned in context.passages_with(manuscript, *_POINTS):
        for found in _RANGE.finditer(scanned.text):
            first, last = int(found["first"]), int(found["last"])
            if first > last:
                yield scanned.at(*found.span(), f"“{found[0]}” runs backwards.", "Name the lower number first.")
            elif (
                len(numbers) >= _FEWEST
                and found["last"] not in numbers
                and not _ELSEWHERE.match(scanned.text, found.end())
            ):
                message = f"“{found[0]}”, but the paper has no point {last}."
                yield scanned.at(*found.span(), message, "Correct the range.")


_ANNEX_WORDS = "Annexe|Annex|Anhang|Anlage|Anexo|Allegato|Bijlage|Anexa|Załącznik"
_ANNEX_WORD = rf"(?:{_ANNEX_WORDS}|{_ANNEX_WORDS.upper()})"
_ANNEX = late(rf"\W*{_ANNEX_WORD}[ \u00a0](?P<number>[IVX]{{1,5}}|\d{{1,2}})\b")
_NAMED = late(
    rf"\b{_ANNEX_WORD}[ \u00a0](?P<number>[IVX]{{1,5}}|\d{{1,2}})\b"
    r"(?![ \u00a0](?:to|of|de|du|zu|der|des|della?|van|do)\b|[,.]\d|\()"
)
_LINE = 120


@in_manuscripts(
    "REF-013",
    Grade.WARNING,
    source="what a paper sends along is found by its number",
    wrong="Annex III lists the projects. (in a paper with ANNEX I and ANNEX II)",
    right="Annex II lists the projects. (in the same paper)",
)
def annexes_by_number(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Where a paper has numbered annexes, each that its text names is one of them."""
    passages = context.passages(manuscript)
    heads = [each for each in passages if len(each.text) <= _LINE and not each.passage.cell]
    there = {found["number"] for each in heads if (found := _ANNEX.match(each.text))}
    if not there:
        return
    for scanned in passages:
        for found in _NAMED.finditer(scanned.text):
            if found["number"] not in there:
                message = f"“{found[0]}”, but the paper has annexes {', '.join(sorted(there))} alone."
                yield scanned.at(*found.span(), message, "Correct the number, or name the act that it is an annex of.")
