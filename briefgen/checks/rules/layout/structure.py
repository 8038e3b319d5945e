"""LAY-003 and LAY-004: lists are lists, what acts as a heading is one, and each row of a table has a head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.passages import all_bold, all_capitals, body_of, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
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
def headings_are_headings(manuscript: Manuscript, context: CheckContext) -> Faults:
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
            grade = Grade.WARNING if _looks_like_a_heading(passage) else Grade.HINT
            message = f"“{passage.text.strip()}” stands there like a heading, but has no heading’s style."
            remedy = "Give it the style “Heading 2”, or, if it names who is quoted, a style for that."
            yield Fault(passage.place, message, remedy, passage.text.strip(), grade)


def _looks_like_a_heading(passage: Passage) -> bool:
    """Whether a line is set off from the text by more than that it is short: a name or an address may be that."""
    underlined = all(span.underline for span in passage.spans if span.text.strip())
    return all_bold(passage) or underlined or passage.look.size > 1


def _is_prose(passage: Passage) -> bool:
    text = passage.text.rstrip()
    return passage.cell is None and len(text) >= _PROSE and text.endswith((".", ":", ";"))


def _stands_alone(passage: Passage) -> bool:
    text = passage.text.strip()
    plain = passage.role is Role.PARAGRAPH and passage.cell is None and passage.exhibit is None
    return plain and 3 <= len(text) <= _SHORT and ": " not in text and text[0].isupper() and not text.endswith(_ENDS)


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
        empty = [row for row in table.empty_firsts if row in filled and row > 1]  # the corner of a table is empty
        if empty and table.columns > 1:
            rows = f"row {empty[0]}" if len(empty) == 1 else f"{len(empty)} rows (the first is row {empty[0]})"
            message = f"The first cell is empty in {rows} of this table, so that nobody hears what the row is about."
            remedy = "Join it with the row that it belongs to, or repeat that row’s head."
            yield Fault(table.place, message, remedy)


_BULLET = late(r"\s*(?P<mark>[•·▪◦‣●○■])\s*\S|\s*(?P<dash>[-–—*])[ \u00a0\t]+\S")
_NUMBER = late(r"\s*(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,4})[.)][ \u00a0\t]+\S")


@in_manuscripts(
    "LAY-003",
    Grade.HINT,
    source="screen readers announce real lists, and their numbers move when an item is put in",
    wrong="“• Kosovo” with a typed mark; a list item without words",
    right="a list made with Word’s own bullets or numbers",
)
def real_lists(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Lists are made with the word processor's own marks, and no item is empty."""
    if is_composed(manuscript):
        return
    runs: dict[str, list[Passage]] = {}
    for kind, passage in _typed(manuscript):
        runs.setdefault(kind, []).append(passage)
    for kind, typed in runs.items():
        if len(typed) > 1 or kind == "bullet":
            yield _fault(kind, typed)
    yield from _empty(manuscript)


def _typed(manuscript: Manuscript) -> Iterator[tuple[str, Passage]]:
    """Lines that begin with a typed mark, with what kind of mark it is."""
    for passage in manuscript.passages:
        if passage.role is not Role.PARAGRAPH or passage.number:
            continue
        found = _BULLET.match(passage.text)
        if found:
            yield ("bullet" if found["mark"] else "dash"), passage
        elif _NUMBER.match(passage.text):
            yield "number", passage


def _fault(kind: str, typed: list[Passage]) -> Fault:
    lines = "1 line begins" if len(typed) == 1 else f"{len(typed)} lines begin"
    message = f"{lines} with a typed {kind} instead of being an item of a real list."
    remedy = f"Make them items of a {'numbered list' if kind == 'number' else 'list'} in Word."
    return Fault(typed[0].place, message, remedy, typed[0].text.strip()[:40])


def _empty(manuscript: Manuscript) -> Faults:
    for passage in manuscript.passages:
        if passage.role in (Role.BULLET, Role.NUMBERED) and not passage.text.strip() and not passage.exhibit:
            yield Fault(passage.place, "This item of a list has no words.", "Delete it.")
