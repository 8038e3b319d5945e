"""LAY-004: what acts as a heading is one, like things look alike, and each row of a table has a head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import Reading
from briefgen.checks.engine.passages import all_bold, all_capitals, body_of, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role

_SHORT = 90
_PROSE = 80
_ENDS = (".", ";", ":", ",", "!", "?", ")")


@in_manuscripts(
    "LAY-004",
    Grade.WARNING,
    source="screen readers, contents lists and navigation know headings by their style only",
    wrong="**Work methodology**, as a bold paragraph",
    right="Work methodology, in the style “Heading 2”",
)
def headings_are_headings(manuscript: Manuscript, reading: Reading) -> Faults:
    """What acts as a heading has a heading's style, sister headings look alike, and no row lacks its head."""
    if is_composed(manuscript):
        return
    body = body_of(manuscript)
    yield from _in_text(body)
    yield from _in_cells(body)
    yield from _as_items(body)
    yield from _rows_without_head(manuscript)


def _in_text(body: Sequence[Passage]) -> Faults:
    """Short lines that stand alone above a paragraph; what stands before the first one is the head of the document."""
    started = False
    for passage, after in pairwise(body):
        started = started or _is_prose(passage)
        if started and _stands_alone(passage) and _is_prose(after) and not all_capitals(passage.text):
            grade = Grade.HINT if "," in passage.text and not all_bold(passage) else Grade.WARNING
            message = f"“{passage.text.strip()}” stands there like a heading, but has no heading’s style."
            remedy = "Give it the style “Heading 2”, or, if it names who is quoted, a style for that."
            yield Fault(passage.place, message, remedy, passage.text.strip(), grade)


def _is_prose(passage: Passage) -> bool:
    text = passage.text.rstrip()
    return passage.cell is None and len(text) >= _PROSE and text.endswith((".", ":", ";"))


def _stands_alone(passage: Passage) -> bool:
    text = passage.text.strip()
    plain = passage.role is Role.PARAGRAPH and passage.cell is None and passage.exhibit is None
    return plain and 3 <= len(text) <= _SHORT and text[0].isupper() and not text.endswith(_ENDS)


def _in_cells(body: Sequence[Passage]) -> Faults:
    """Lines in capitals inside the cells of a table."""
    for passage in body:
        text = passage.text.strip()
        if passage.cell and not passage.cell.is_head and passage.role is Role.PARAGRAPH and _is_label(passage, text):
            message = f"“{text}” is a sub-heading made of capitals, without a style of its own."
            yield Fault(passage.place, message, "Give it a style for such lines; no capitals.", text, Grade.HINT)


def _is_label(passage: Passage, text: str) -> bool:
    has_figures = any(character.isdigit() for character in text)
    return all_capitals(text) and all_bold(passage) and len(text) <= _SHORT and not has_figures


def _as_items(body: Sequence[Passage]) -> Faults:
    """Headings made as items of a list, where they do not all look alike."""
    sisters = [each for each in _lone_items(body) if len(each.text) <= 60 and each.text.strip()[-1:] not in ".;,"]
    if len(sisters) < 3:
        return
    looks = Counter(_look(each) for each in sisters)
    usual = looks.most_common(1)[0][0]
    for each in sisters:
        if _look(each) != usual:
            message = f"“{each.text.strip()}” is a heading like {len(sisters) - 1} others, but looks different."
            remedy = "Give all of them one heading style, instead of list marks and bold type."
            yield Fault(each.place, message, remedy, each.text.strip())


def _lone_items(body: Sequence[Passage]) -> Iterator[Passage]:
    """Items of lists that stand alone between paragraphs of the text."""
    padded = [None, *body, None]
    for before, passage, after in zip(padded, padded[1:], padded[2:], strict=False):
        if passage is None or passage.cell or passage.role is not Role.BULLET or after is None:
            continue
        if after.role is Role.PARAGRAPH and (before is None or before.role is not Role.BULLET):
            yield passage


def _look(passage: Passage) -> tuple[bool, bool]:
    return all_bold(passage), passage.text.rstrip(" *").endswith(":")


def _rows_without_head(manuscript: Manuscript) -> Faults:
    for table in manuscript.tables:
        filled = {each.cell.row for each in manuscript.cells(table.number) if each.cell and each.text.strip()}
        empty = [row for row in table.empty_firsts if row in filled]
        if empty and table.columns > 1:
            rows = f"row {empty[0]}" if len(empty) == 1 else f"{len(empty)} rows (the first is row {empty[0]})"
            message = f"The first cell is empty in {rows} of this table, so that nobody hears what the row is about."
            remedy = "Join it with the row that it belongs to, or repeat that row’s head."
            yield Fault(table.place, message, remedy)
