"""Finished papers of a series, such as the annexes of several days: which item of one is which of the next.

Points are paired by their numbers and the likeness of their commitments, items by the records that their anchors name,
else by equal or like texts, wherever they stand. What is not of one series, as a letter and its annex, is not compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.language.change_words import state_of_cell
from briefgen.checks.rules.changes.ledger import name_day
from briefgen.checks.rules.changes.wordings import DatedWording, Thread, quote
from briefgen.localise import languages
from briefgen.model.manuscript import Manuscript, Role
from briefgen.pairs import pair

_NUMBER = re.compile(r"\s*(?:[A-Z] ?)?(\d{1,3}[a-z]?)(?:[.)]\s|\s*$)")
_WORDS, _PROMISE_WORDS = 4, 3  # from so many on a paragraph says something, and a cell can be a commitment
_ROUNDS = 3  # a chain of pairs does not cross itself; what has moved is found in the next
_AKIN = 0.5  # the share of points that two papers of one series have in common
_NOT_IN_BODY = frozenset({Role.HEADER, Role.FOOTER, Role.NOTE})
_LISTED = frozenset({Role.BULLET, Role.NUMBERED})


class PaperEntry(Struct, frozen=True):
    """A commitment or an item of a paper, as `briefgen.pairs` pairs it.

    Attributes:
        kind: "promise" or "item".
        point: which commitment of its paper it answers, counted from 0; of a commitment its own count.
    """

    kind: str
    wording: DatedWording
    point: int
    number: str = ""
    record: str = ""

    @property
    def identity(self) -> str:
        """The record, which stays the same while the words change."""
        return self.record

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is paired by."""
        return (self.wording.text,)


class Paper(Struct):
    """A paper as it is compared.

    Attributes:
        shown: its name with its day, as findings call it.
    """

    manuscript: Manuscript
    shown: str
    promises: list[PaperEntry] = field(default_factory=list)
    items: list[PaperEntry] = field(default_factory=list)

    @property
    def entries(self) -> Sequence[PaperEntry]:
        """All of them, commitments first."""
        return (*self.promises, *self.items)


class Gone(Struct, frozen=True):
    """A commitment or item of a paper that the next one does not have."""

    entry: PaperEntry
    before: Paper
    after: Paper


def in_order(manuscripts: Sequence[Manuscript]) -> tuple[Manuscript, ...]:
    """Papers from the oldest to the newest by the days that they state; as they were given where one states none."""
    days = [each.as_of for each in manuscripts]
    if None in days:
        return tuple(manuscripts)
    return tuple(sorted(manuscripts, key=lambda each: each.as_of or date.min))


def series_in(context: CheckContext) -> list[list[Paper]]:
    """The papers of a run that follow each other, oldest first; each series has two at least."""
    found: list[list[Paper]] = []
    for manuscript in in_order(context.manuscripts):
        paper = _read(manuscript, context)
        if paper.promises:
            before = next((each for each in found if _are_akin(each[-1], paper)), None)
            if before:
                before.append(paper)
            else:
                found.append([paper])
    return [each for each in found if len(each) > 1]


def threads_between(series: Sequence[Paper]) -> tuple[list[Thread], list[Gone]]:
    """What is said of each thing in the papers of a series, and what is in one of them and not in the next."""
    open_: dict[int, list[DatedWording]] = {n: [each.wording] for n, each in enumerate(series[0].entries)}
    done: list[Thread] = []
    gone: list[Gone] = []
    for before, after in pairwise(series):
        pairs = _pairs(before.entries, after.entries)
        lost = [n for n in open_ if n not in pairs]
        gone += (Gone(before.entries[n], before, after) for n in lost)
        done += (_thread(before, before.entries[n], open_[n], is_last=False) for n in lost)
        old = {new: open_[n] for n, new in pairs.items()}
        open_ = {n: [*old.get(n, ()), each.wording] for n, each in enumerate(after.entries)}
    last = series[-1]
    return [*done, *(_thread(last, last.entries[n], wordings) for n, wordings in open_.items())], gone


def _thread(paper: Paper, entry: PaperEntry, wordings: Sequence[DatedWording], *, is_last: bool = True) -> Thread:
    is_promise = entry.kind == "promise"
    if is_promise:
        name = f"Commitment {entry.number}" if entry.number else f"The commitment {quote(entry.wording.text)}"
    else:
        name = f"“{entry.wording.label}”" if entry.wording.label else "The item"
    promise = None if is_promise else paper.promises[entry.point].wording
    return Thread(name, tuple(wordings), is_promise=is_promise, promise=promise, is_last=is_last)


def _pairs(old: Sequence[PaperEntry], new: Sequence[PaperEntry]) -> Mapping[int, int]:
    """Which entry of the newer paper each of the older one is."""
    found: dict[int, int] = {}
    for _ in range(_ROUNDS):
        ours = [n for n in range(len(old)) if n not in found]
        taken = set(found.values())
        theirs = [n for n in range(len(new)) if n not in taken]
        pairs = pair([old[n] for n in ours], [new[n] for n in theirs]) if ours and theirs else []
        if not pairs:
            break
        found |= {ours[each.old]: theirs[each.new] for each in pairs}
    return found


def _are_akin(one: Paper, other: Paper) -> bool:
    """Whether two papers are of one series: of one language, with half of their commitments the same."""
    if one.manuscript.language != other.manuscript.language:
        return False
    pairs = _pairs(one.promises, other.promises)
    return len(pairs) >= _AKIN * min(len(one.promises), len(other.promises)) and bool(pairs)


def _read(manuscript: Manuscript, context: CheckContext) -> Paper:
    day = f" (as of {name_day(manuscript.as_of)})" if manuscript.as_of else ""
    paper = Paper(manuscript, f"{manuscript.name}{day}")
    for rows in _tables(context.passages(manuscript)):
        column = _promise_column(rows)
        for cells in rows if column else ():
            _read_row(cells, column, paper)
    return paper


_Cells = Mapping[int, Sequence[ScannedPassage]]


def _tables(passages: Sequence[ScannedPassage]) -> Iterator[Sequence[_Cells]]:
    """The tables of the text, each row by row and cell by cell, without their heads."""
    tables: dict[int, dict[int, dict[int, list[ScannedPassage]]]] = {}
    for scanned in passages:
        cell = scanned.passage.cell
        if cell and not cell.is_head and scanned.passage.role not in _NOT_IN_BODY:
            rows = tables.setdefault(cell.table, {})
            rows.setdefault(cell.row, defaultdict(list))[cell.column].append(scanned)
    yield from (list(rows.values()) for rows in tables.values())


def _promise_column(rows: Sequence[_Cells]) -> int:
    """The first column that has words in most rows, and is not the last one; 0 for a table that has none."""
    filled = Counter(n for cells in rows for n, found in cells.items() if _is_worded(found))
    last = max(n for cells in rows for n in cells)
    return next((n for n in sorted(filled) if n < last and 2 * filled[n] >= len(rows)), 0)


def _is_worded(passages: Sequence[ScannedPassage]) -> bool:
    return sum(len(each.text.split()) for each in passages) >= _PROMISE_WORDS


def _read_row(cells: _Cells, column: int, paper: Paper) -> None:
    """A row without a commitment goes on with the one above; one that is all one cell is the heading of a section."""
    said = cells.get(column)
    if said and len(cells) == 1 and said[0].passage.cell and said[0].passage.cell.columns > 1:
        return
    if said:
        text = " ".join(each.text for each in said)
        openings = (_opening(cells[n]) for n in sorted(cells) if n <= column)
        number = next((found[1] for each in openings if (found := _NUMBER.match(each))), "")
        entry = PaperEntry("promise", _wording(paper, said, text), len(paper.promises), number, _record(said))
        paper.promises.append(entry)
    if paper.promises:
        _read_items({n: found for n, found in cells.items() if n > column}, paper)


def _read_items(cells: _Cells, paper: Paper) -> None:
    """Each paragraph of some words; a state and a deadline in cells of their own hold for the row's only item."""
    passages = [each for _, found in sorted(cells.items()) for each in _without_groups(found)]
    language = paper.manuscript.language
    states = [str(state) for each in passages if (state := state_of_cell(each.text, language))]
    dues = [each for each in passages if language in languages() and _is_a_date(each)]
    items = [each for each in passages if len(each.text.split()) >= _WORDS and each not in dues]
    word = states[0] if len(states) == 1 and len(items) <= 1 else ""
    due = _due_of(dues[0]) if len(dues) == 1 and len(items) <= 1 else ""
    point = len(paper.promises) - 1
    for each in items:
        said = replace(_wording(paper, [each], each.text), state=word, due=due)
        paper.items.append(PaperEntry("item", said, point, record=_record([each])))
    if not items and (word or due):
        said = replace(paper.promises[point].wording, place=(dues or passages)[0].passage.place, state=word, due=due)
        paper.items.append(PaperEntry("item", said, point, paper.promises[point].number))


def _due_of(scanned: ScannedPassage) -> str:
    means = scanned.dates[0].means
    return means.edtf if means else ""


def _without_groups(passages: Sequence[ScannedPassage]) -> Sequence[ScannedPassage]:
    """The paragraphs of a cell; where it has a list, those of the list, since the others are the headings of groups."""
    return [each for each in passages if each.passage.role in _LISTED] or passages


def _is_a_date(scanned: ScannedPassage) -> bool:
    if len(scanned.dates) != 1:
        return False
    [said] = scanned.dates
    return not (scanned.text[: said.start] + scanned.text[said.end :]).strip(" .\u00a0")


def _wording(paper: Paper, passages: Sequence[ScannedPassage], text: str) -> DatedWording:
    day = paper.manuscript.as_of
    return DatedWording(f"in {paper.shown}", day, day, paper.manuscript.language, text, passages[0].passage.place)


def _record(passages: Sequence[ScannedPassage]) -> str:
    return next((each.passage.record for each in passages if each.passage.record), "")


def _opening(passages: Sequence[ScannedPassage]) -> str:
    passage = passages[0].passage
    return f"{passage.number} " if passage.number else passage.text
