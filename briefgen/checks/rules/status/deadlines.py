"""STA-009 and STA-010: the column of deadlines fits what the same row says, in the record and in tables of files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from briefgen.asof.situation import deadline_of
from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_context, in_manuscripts
from briefgen.checks.language.change_words import change_words_of, state_of_cell
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.tenses import LANGUAGES, reads_as_coming
from briefgen.dates import ImpreciseDate
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.dossier import State
from briefgen.model.manuscript import Manuscript

_OPEN = frozenset({State.ONGOING, State.PLANNED})
_EXACT = frozenset({"day", "figures"})
_HEADS: Final[Mapping[str, str]] = {
    "de": r"Fristen?|Termine?|Fällig\w*|Zieldatum|Bis wann",
    "en": r"Deadlines?|Due(?: date)?|Target(?: date)?|By when|Time ?limit|Expected by",
    "es": r"Plazos?|Fecha límite|Vencimiento",
    "fr": r"Échéances?|Echéances?|Délais?|Date limite|Pour quand",
    "it": r"Scadenz[ae]|Termin[ei]",
    "nl": r"Termijn(?:en)?|Deadline|Uiterlijk",
    "pl": r"Termin(?:y| realizacji)?",
    "pt": r"Prazos?|Data-limite",
    "ro": r"Term(?:en|ene)|Data-limită",
}
_DATED_CELL = 40


class _Row(Struct, frozen=True):
    """A row of a table: its deadline, its state, and what else it says."""

    due: ScannedPassage
    said: DateInText
    state: State
    texts: Sequence[ScannedPassage]


@in_context(
    "STA-009",
    Grade.WARNING,
    source="the tracker is sorted by its column of deadlines, the annex prints the words; both are read",
    wrong="due 14 July, and in the text of the same row “the choice will be made on 24 July”",
    right="due 24 July, and “the choice will be made on 24 July”",
)
def due_as_in_its_words(context: CheckContext) -> Iterator[Fault]:
    """The deadline of a row is the day that its own words promise."""
    yield from _of_the_record(context)
    for manuscript in context.manuscripts:
        for row in _rows(manuscript, context) if not manuscript.kind and manuscript.language in LANGUAGES else ():
            promised = [(text, said) for text in row.texts for said in _promised(text)]
            named = [said for text in row.texts for said in _named_in(text)]
            if promised and all(_are_apart(said.means, row.said.means) for said in named):
                text, said = promised[0]
                message = f"The deadline is “{row.said.typed}”, but the row promises “{said.typed}”."
                yield text.at(said.start, said.end, message, "Give the same day in both.")


def _of_the_record(context: CheckContext) -> Iterator[Fault]:
    items = {f"followup/{each.key}": each for each in context.situation.items} if context.situation else {}
    for scanned in context.every_passage if items else ():
        item = items.get(scanned.passage.key)
        due = deadline_of(item.follow_up.due) if item and item.follow_up.state in _OPEN else None
        if item and isinstance(due, ImpreciseDate) and scanned.language in LANGUAGES:
            promised = _promised(scanned)
            if promised and all(_are_apart(said.means, due) for said in _named_in(scanned)):
                message = f"The deadline in “due” is {item.follow_up.due}, but the text promises “{promised[0].typed}”."
                place = item.follow_up.place.in_column("due")
                yield Fault(place, message, "Give the same day in both.", item.follow_up.due)
                items.pop(scanned.passage.key)


def _promised(scanned: ScannedPassage) -> list[DateInText]:
    """The days that a text promises something for; none where it tells that a day has moved."""
    exact = [each for each in scanned.dates if each.form in _EXACT]
    if not exact or change_words_of(scanned.language).later.search(scanned.text):
        return []
    return [each for each in exact if reads_as_coming(scanned.text, each.start, each.end, scanned.language)]


def _named_in(scanned: ScannedPassage) -> list[DateInText]:
    """The dates of a text; “été” alone is more often “been” than “summer”."""
    return [each for each in scanned.dates if each.form != "season" or each.has_year]


def _are_apart(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    ends = [end for each in (one, other) for end in ((each.first, each.last) if each else (None, None))]
    first, last, start, stop = ends
    return bool(first and last and start and stop and (last < start or stop < first))


@in_manuscripts(
    "STA-010",
    Grade.WARNING,
    source="a deadline that has passed is the first thing that a reader asks about",
    wrong="in a table as of 31 March 2026: deadline 30 June 2025, state “ongoing”",
    right="in a table as of 31 March 2026: deadline 30 June 2026, state “ongoing”; or “delayed”",
)
def no_open_row_is_overdue(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """In the table of a file what is not done has its deadline still before it."""
    day = manuscript.as_of or context.day
    if manuscript.kind or day is None or manuscript.language not in _HEADS:
        return
    for row in _rows(manuscript, context):
        last = row.said.means.last if row.said.means else None
        if row.said.has_year and last and last < day:
            message = f"The deadline was “{row.said.typed}”, and the row is still “{row.state}” on {_named(day)}."
            yield row.due.at(row.said.start, row.said.end, message, "Say what has become of it, or name the new date.")


def _named(day: date) -> str:
    return localiser("en", day).date(day, year=True)


def _rows(manuscript: Manuscript, context: CheckContext) -> Iterator[_Row]:
    """The rows of tables that have a column of deadlines and say of themselves that they are open."""
    head = re.compile(rf"\s*(?:{_HEADS.get(manuscript.language, '(?!)')})\b", re.IGNORECASE)
    for rows in _tables(manuscript, context).values():
        first = min(rows)
        columns = [column for column, cells in rows[first].items() if head.match(cells[0].text)]
        for number, cells in rows.items() if len(columns) == 1 else ():
            due = cells.get(columns[0], []) if number != first else []
            row = _row_of(due[0], cells, manuscript.language) if len(due) == 1 else None
            if row:
                yield row


_Cells = Mapping[int, Sequence[ScannedPassage]]


def _row_of(due: ScannedPassage, cells: _Cells, language: str) -> _Row | None:
    said = due.dates[0] if len(due.text) <= _DATED_CELL and len(due.dates) == 1 else None
    words = [each for found in cells.values() for each in found if each is not due]
    states = [state for each in words if (state := state_of_cell(each.text, language))]
    if said is None or len(states) != 1 or states[0] not in _OPEN:
        return None
    return _Row(due, said, states[0], words)


def _tables(manuscript: Manuscript, context: CheckContext) -> Mapping[int, Mapping[int, _Cells]]:
    tables: dict[int, dict[int, dict[int, list[ScannedPassage]]]] = defaultdict(lambda: defaultdict(dict))
    for scanned in context.passages(manuscript):
        if cell := scanned.passage.cell:
            tables[cell.table][cell.row].setdefault(cell.column, []).append(scanned)
    return tables
