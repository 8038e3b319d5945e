"""How the items of lists end: PUN-001 for bullets, PUN-002 for recitals and the points of conclusions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import all_bold, all_capitals
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import sentences
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_ALIKE = "Items of a list end alike; one that ends otherwise seems cut."
_STOPS, _FEWEST, _MOST_OF = ".!?…", 4, 0.75
_SHORTEST_TEXT = 40
_CLOSERS = "”’\"')]» \u00a0*"
_RECITAL = late(r"(?:\(?\d+\)?\.?\s+)?[A-ZÀ-Þ]{4,}(?:ING|ANT|ND)?\b")
_ADDRESS = late(r"(?:https?://|www\.|@)\S+\W?$")
_REACH = 200
_FEWEST_WORDS, _SENTENCE = 4, 60
_LABELLED = late(r"[A-Z]{1,3}\.[\w.]+[ \u00a0][-–][ \u00a0]")  # “R.A.1.1b - …”: the heading of what follows
_PLACEHOLDER = late(r"\[[^\]]*\]\W*$")
_TYPED_NUMBER = late(r"\(?\d+[.)]\s")


@in_manuscripts(
    "PUN-001",
    Grade.WARNING,
    source=_ALIKE,
    wrong="four items, three with a full stop at the end and one without",
    right="four items, each with a full stop at the end",
)
def final_stops(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The items of a list have a final full stop, all or none."""
    for items in _lists(context.passages(manuscript)):
        stopped = [each for each in items if _last_sign(each.text) in _STOPS]
        if len(items) >= _FEWEST and len(items) > len(stopped) >= _MOST_OF * len(items):
            for each in items:
                if each not in stopped and _lacks_a_stop(each):
                    yield _unstopped(each, len(stopped))
        if len(items) > _FEWEST and len(stopped) == 1 and _is_stray(stopped[0], items):
            words = stopped[0].text.rstrip()
            message = f"the item has a final full stop, the {len(items) - 1} others of its list have none"
            yield stopped[0].at(words.rfind(" ") + 1, len(words), message, "Take it out.")


def _is_stray(item: ScannedPassage, items: list[ScannedPassage]) -> bool:
    """Whether the one stop of a list is a slip: behind words, not behind the last item or an abbreviation."""
    is_bullet = all(each.passage.role is Role.BULLET for each in items)
    if not is_bullet or item is items[-1] or len(sentences(item.text)) > 1 or not _STRAY.search(item.text.rstrip()):
        return False
    return all(_last_sign(each.text).isalnum() or each.text.rstrip()[-1:] in ")…" for each in items if each is not item)


_STRAY = late(r"[ \u00a0][^\W\d_]{4,}\.$")


def _lacks_a_stop(item: ScannedPassage) -> bool:
    """Whether an item ends like a sentence without its stop; an address has none, nor a heading among the items."""
    if _ADDRESS.search(item.text[-_REACH:]) or all_capitals(item.text) or all_bold(item.passage):
        return False
    if len(item.text.split()) < _FEWEST_WORDS or _PLACEHOLDER.search(item.text[-_REACH:]) or _LABELLED.match(item.text):
        return False
    is_cell = item.passage.cell is not None and item.passage.role is not Role.BULLET
    if is_cell and (len(item.text) < _SENTENCE or item.text.rstrip().endswith((")", "]"))):
        return False  # a note or a label among sentences
    return _last_sign(item.text).isalnum() or item.text.rstrip().endswith(")")


def _unstopped(item: ScannedPassage, others: int) -> Fault:
    words = item.text.rstrip()
    start = words.rfind(" ", 0, max(0, len(words) - 30)) + 1
    message = f"the item has no final full stop, {others} others of its list have one"
    return item.at(start, len(words), message, "Add a full stop.")


def _lists(passages: Iterable[ScannedPassage]) -> Iterator[list[ScannedPassage]]:
    """The bullets of each run, or of each column of a table; and the texts of a column that are no bullets."""
    columns: dict[object, list[ScannedPassage]] = defaultdict(list)
    run: list[ScannedPassage] = []
    previous: dict[object, ScannedPassage] = {}
    for scanned in passages:
        passage = scanned.passage
        if passage.cell and passage.cell.is_head:
            continue
        if cell := passage.cell:
            own = previous.get((cell.table, cell.column))
            if own and _goes_on(own, scanned):
                columns[_list_of(own)][-1:] = []  # a row broken over a page: the rest stands in the next
            if passage.role is Role.BULLET or len(scanned.text) >= _SHORTEST_TEXT:
                columns[_list_of(scanned)].append(scanned)
                previous[cell.table, cell.column] = scanned
        elif passage.role is Role.BULLET:
            run.append(scanned)
        elif run and passage.role is not Role.NOTE:
            yield run
            run = []
    yield from (each for each in (run, *columns.values()) if each)


def _list_of(scanned: ScannedPassage) -> tuple[int, int, bool]:
    cell = scanned.passage.cell
    assert cell is not None
    return cell.table, cell.column, scanned.passage.role is Role.BULLET and cell.column > 1


def _goes_on(before: ScannedPassage, after: ScannedPassage) -> bool:
    """Whether a passage is the rest of the one before, which a broken row has cut."""
    here, there = before.passage.cell, after.passage.cell
    is_cut = _last_sign(before.text).isalnum() and before.passage.role is Role.BULLET is not after.passage.role
    return bool((is_cut or after.text[:1].islower()) and here and there and there.row > here.row)


def _last_sign(text: str) -> str:
    stripped = text.rstrip(_CLOSERS)
    return stripped[-1:] or " "


@in_manuscripts(
    "PUN-002",
    Grade.WARNING,
    source="Interinstitutional style guide, 10.4: recitals and points of an enumeration end alike, the last one apart",
    wrong="recital 6 ends with a full stop among recitals that end with semicolons",
    right="all recitals but the last end with a semicolon",
)
def recitals(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Recitals and points end alike, each is one sentence, and only the last one ends otherwise."""
    for run, following in _numbered_runs(context.passages(manuscript)):
        ends = [_last_sign(each.text) for each in run]
        ended = [end for end in ends[:-1] if end != ":"]
        if len(run) > _FEWEST and ended.count(";") >= _MOST_OF * len(ended):
            yield from _odd_ends(run, ends)
            yield from (fault for each in run for fault in _second_sentence(each))
            yield from _last_recital(run[-1], following)


def _odd_ends(run: list[ScannedPassage], ends: list[str]) -> Iterator[Fault]:
    for scanned, end in zip(run[:-1], ends, strict=False):
        if end == "." and scanned.text.rstrip()[-1] == ".":
            grade = Grade.ERROR if _RECITAL.match(scanned.text) else None
            message = f"{_name(scanned)} ends with a full stop, the others of the list with a semicolon"
            yield _at_end(scanned, message, "Write a semicolon.", grade)


def _second_sentence(scanned: ScannedPassage) -> Iterator[Fault]:
    first, *others = sentences(scanned.text)
    if others and _last_sign(scanned.text) == ";":
        second = others[0]
        words = " ".join(second.text.split()[:4])
        message = f"{_name(scanned)} holds a second sentence, the others of the list are one each"
        yield scanned.at(first.end - 1, second.start + len(words), message, "Join the two, or make two items.")


def _last_recital(last: ScannedPassage, following: ScannedPassage | None) -> Iterator[Fault]:
    is_enacting = following and following.text.isupper() and not following.text.rstrip().endswith(":")
    if is_enacting and _last_sign(last.text) == ";" and _RECITAL.match(last.text):
        message = f"{_name(last)} is the last before “{following.text.strip()}” and ends like those before it"  # type: ignore[union-attr]
        yield _at_end(last, message, "End the last recital with a comma or a full stop.", None)


def _at_end(scanned: ScannedPassage, message: str, remedy: str, grade: Grade | None) -> Fault:
    words = scanned.text.rstrip()
    return scanned.at(words.rfind(" ", 0, max(0, len(words) - 30)) + 1, len(words), message, remedy, grade)


def _name(scanned: ScannedPassage) -> str:
    number = scanned.passage.number.rstrip(".")
    return f"item {number}" if number else "the item"


def _numbered_runs(passages: Iterable[ScannedPassage]) -> Iterator[tuple[list[ScannedPassage], ScannedPassage | None]]:
    """Runs of numbered passages outside tables, the items of lists within them too, each with what follows it.

    A head that ends with a colon (CALLS ON THE COMMISSION:) does not end a run.
    """
    run: list[ScannedPassage] = []
    for scanned in passages:
        passage = scanned.passage
        numbered = passage.role is Role.NUMBERED or bool(_TYPED_NUMBER.match(scanned.text))
        if not passage.cell and (numbered or (run and passage.role is Role.BULLET)):
            run.append(scanned)
        elif (
            run
            and passage.role not in (Role.NOTE, Role.FOOTER, Role.HEADER)
            and not scanned.text.rstrip().endswith(":")
        ):
            yield run, scanned
            run = []
    if run:
        yield run, None
