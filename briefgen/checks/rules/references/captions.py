"""REF-001, REF-002 and REF-004: captions have numbers without a gap and titles, and stand where they are announced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.checks.engine.passages import body_of, is_composed, next_in_body
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.rules.references.words import TABLE, Caption, caption_of
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role

_LISTED = 3
_SOURCE = "captions are what references point at; Council notes number tables and charts through"


@in_manuscripts(
    "REF-001",
    Grade.ERROR,
    source=_SOURCE,
    wrong="Table 12, Table 13, Table 13, Table 14",
    right="Table 12, Table 13, Table 14, Table 15",
)
def numbered_once(manuscript: Manuscript, context: CheckContext) -> Faults:
    """The captions of tables and of charts are numbered through: no number twice, none left out."""
    for label, captions in _by_label(manuscript, context).items():
        yield from _doubled(label, captions)
        yield from _left_out(label, captions)


@cache_per_manuscript
def captions_of(manuscript: Manuscript, _context: CheckContext) -> Sequence[Caption]:
    """The captions of a document, in order; three typed lines in a row that read so are a list of tables."""
    runs = groupby((caption_of(each, manuscript.language) for each in manuscript.passages if each.text.strip()), bool)
    found = ([each for each in run if each] for is_caption, run in runs if is_caption)
    return tuple(each for run in found if not _is_list_of_tables(run) for each in run)


def _is_list_of_tables(run: Sequence[Caption]) -> bool:
    return len(run) >= _LISTED and all(each.title and each.passage.role is not Role.CAPTION for each in run)


def _by_label(manuscript: Manuscript, context: CheckContext) -> Mapping[str, list[Caption]]:
    found: dict[str, list[Caption]] = defaultdict(list)
    for caption in captions_of(manuscript, context):
        found[caption.label].append(caption)
    return found


def _doubled(label: str, captions: Sequence[Caption]) -> Faults:
    numbers = [each.number for each in captions]
    grade = Grade.WARNING if begin_anew(captions) else None
    for caption in captions:
        if numbers.count(caption.number) > 1:
            name = f"{label} {caption.number}"
            message = f"{numbers.count(caption.number)} captions are called “{name}”, so that nobody can refer to one."
            remedy = f"Number the captions through; all after the first “{name}” move up, and references with them."
            yield Fault(caption.passage.place, message, remedy, name, grade)


def begin_anew(captions: Sequence[Caption]) -> bool:
    """Whether the parts of a paper number their captions each for itself, so that numbers come again on purpose."""
    firsts = [at for at, each in enumerate(captions) if each.number == "1"]
    parts = [[each.number for each in captions[start:end]] for start, end in pairwise([*firsts, len(captions)])]
    return len(parts) > 1 and all(len(set(part)) == len(part) for part in parts) and max(map(len, parts)) > 1


def _left_out(label: str, captions: Sequence[Caption]) -> Faults:
    plain = [each for each in captions if each.number.isdigit()]
    for before, after in pairwise(plain):
        if int(after.number) not in (int(before.number), int(before.number) + 1):
            message = f"“{label} {after.number}” comes after “{label} {before.number}”."
            remedy = "Number the captions through, in the order in which they stand."
            yield Fault(after.passage.place, message, remedy, f"{label} {after.number}", Grade.WARNING)


@in_manuscripts(
    "REF-002",
    Grade.WARNING,
    source=_SOURCE,
    wrong="…, the results are as follows: (and then no caption)",
    right="…, the results are as follows (see Table 8): Table 8",
)
def announced_and_captioned(manuscript: Manuscript, context: CheckContext) -> Faults:
    """What is announced stands there, and each table and chart has a number and a title."""
    if is_composed(manuscript):
        return
    scanned = context.passages(manuscript)
    yield from (fault for each in scanned if each.language == "en" for fault in _announced_in_vain(each, context))
    yield from _without_caption(manuscript, context)


_ANNOUNCES = late(r"\b(?:as follows|(?:table|chart|figure|graph) below):$", re.IGNORECASE)


def _announced_in_vain(scanned: ScannedPassage, context: CheckContext) -> Faults:
    text = scanned.text.rstrip()
    announced = _ANNOUNCES.search(text) if text.endswith(":") else None
    if not announced or scanned.passage.role is not Role.PARAGRAPH:
        return
    after = next_in_body(scanned.manuscript, scanned.passage)
    if after is None or _goes_on_as_prose(after, scanned.passage):
        message = "This announces something that does not follow, or follows without a number and a title."
        remedy = "Give the table or chart a caption and name it here: “… (see Table 8)”."
        words = scanned.text.rstrip()[-60:].partition(" ")[2]
        yield Fault(scanned.passage.place, message, remedy, words)


def _goes_on_as_prose(passage: Passage, before: Passage) -> bool:
    """Whether a passage is the next paragraph, and not a list, a table, a caption or a quotation."""
    same_room = (passage.cell is None) == (before.cell is None)
    sentence = passage.text[:1].isupper() and passage.text.rstrip().endswith((".", ":"))
    return passage.role in (Role.PARAGRAPH, Role.HEADING) and same_room and passage.exhibit is None and sentence


def _without_caption(manuscript: Manuscript, context: CheckContext) -> Faults:
    """The tables and charts without a caption, in a document that gives captions to others of their kind."""
    kinds = {each.kind for each in captions_of(manuscript, context)}
    late = _tables_behind_the_first_caption(manuscript) - _beside_typed_captions(manuscript)
    remedy = "Give it a caption with a number and a title, as the others have."
    captioned = sum(each.kind == TABLE for each in captions_of(manuscript, context))
    for table in (
        manuscript.tables
        if TABLE in kinds and captioned * 2 >= len(_tables_behind_the_first_caption(manuscript))
        else ()
    ):
        if not table.captioned and table.inside is None and table.number in late:
            yield Fault(table.place, "This table has no caption, though others of the document have one.", remedy)
    for picture in manuscript.pictures if kinds - {TABLE} else ():
        if picture.is_chart and not picture.captioned:
            yield Fault(picture.place, "This chart has no caption, though others of the document have one.", remedy)


def _beside_typed_captions(manuscript: Manuscript) -> set[int]:
    """The tables beside a paragraph that reads as a caption, though it has not the style of one."""
    beside: set[int] = set()
    for one, other in pairwise(body_of(manuscript)):
        for passage, neighbour in ((one, other), (other, one)):
            is_typed = not passage.cell and passage.role is not Role.CAPTION
            if neighbour.cell and is_typed and caption_of(passage, manuscript.language):
                beside.add(neighbour.cell.table)
    return beside


def _tables_behind_the_first_caption(manuscript: Manuscript) -> set[int]:
    """The tables of the text proper; what stands before may be the head of a note, set as a table."""
    passages = iter(manuscript.passages)
    for passage in passages:
        if caption_of(passage, manuscript.language):
            break
    return {each.cell.table for each in passages if each.cell}


@in_manuscripts(
    "REF-004",
    Grade.HINT,
    source=_SOURCE,
    wrong="Table 8",
    right="Table 8: Member States that assist Albania, by area",
)
def titled(manuscript: Manuscript, context: CheckContext) -> Faults:
    """What can be referred to has a number and a title."""
    captions = captions_of(manuscript, context)
    bare = [each for each in captions if not each.title]
    if bare and not is_composed(manuscript):
        first = f"{bare[0].label} {bare[0].number}"
        message = f"{len(bare)} of {len(captions)} captions have a number but no title; the first is “{first}”."
        remedy = "Say behind each number what is shown, of which day and from which source."
        yield Fault(bare[0].passage.place, message, remedy, first)
    yield from _rows_without_number(manuscript)


_TYPED_NUMBER = late(r"\d+[a-z]?[.)]\s")


def _rows_without_number(manuscript: Manuscript) -> Faults:
    """Rows that begin anew without a number, between rows that have one."""
    if is_composed(manuscript):
        return
    for table in manuscript.tables:
        firsts = _first_cells(manuscript, table.number)
        numbered = [
            row for row, passage in firsts.items() if passage.number[:1].isdigit() or _TYPED_NUMBER.match(passage.text)
        ]
        if len(numbered) < 3:
            continue
        for row, passage in firsts.items():
            if numbered[0] < row < numbered[-1] and row not in numbered and _begins_anew(passage, firsts):
                message = "This row stands between numbered ones and has no number, so that nobody can refer to it."
                remedy = "Give it a number of its own, such as 2a and 2b."
                yield Fault(passage.place, message, remedy, passage.text[:60], Grade.WARNING)


def _first_cells(manuscript: Manuscript, table: int) -> dict[int, Passage]:
    """The first passage of the first cell of each row; rows whose first cell is empty are left out."""
    found: dict[int, Passage] = {}
    for passage in manuscript.cells(table):
        if passage.cell and passage.cell.column == 1 and passage.text.strip():
            found.setdefault(passage.cell.row, passage)
    return found


def _begins_anew(passage: Passage, firsts: Mapping[int, Passage]) -> bool:
    """Whether a row is neither a heading typed again nor the rest of a row that was broken in two."""
    head = next(iter(firsts.values()))
    is_head = passage.cell is not None and passage.cell.is_head
    return passage.text[:1].isupper() and passage.text != head.text and not is_head
