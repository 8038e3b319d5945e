"""What a person should know of an import, and what must be asked before it: each cause told once, with its count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefgen.findings import Finding, Place, declare, error, hint, warning
from briefgen.intake.day import DayWitness, ReportedDay
from briefgen.intake.histories import JoinedLedger
from briefgen.intake.ledger import LedgerNote
from briefgen.intake.reading import Reading, Told
from briefgen.intake.trackers.rows import Doubt
from briefgen.intake.trackers.tables import ActionTable
from briefgen.intake.word.letters import LetterRead
from briefgen.intake.words import shorten
from briefgen.model.dossier import State

STATE_ASKED: Final = declare(
    "IMP-001", "A state word of an imported file has a state of ours, or is said to have none."
)
DAY_ORDER_ASKED: Final = declare("IMP-002", "Day and month in the dates of an imported file can be told apart.")
NO_DAY: Final = declare("IMP-003", "An imported file says on which day it reports, or `--as-of` does.")
OTHER_DAYS: Final = declare("IMP-004", "What an imported file, its name and its properties say of its day agrees.")
LOST: Final = declare("IMP-005", "What is in the cells of an imported file can be given back in words.")
CHANGED: Final = declare("IMP-006", "Keys, numbers and days of an imported file can stay as they are typed.")
ENDED_BUT_OPEN: Final = declare("IMP-007", "What has a day on which it ended has a state that says so.")
NO_COLUMN: Final = declare("IMP-008", "A heading that `--map` names stands in the imported file.")
COPIED: Final = declare("IMP-009", "A tracker stays the source where `sources` in dossier.yaml can say what it means.")
OF_ANOTHER_DAY: Final = declare("IMP-010", "Rows for a dossier do not differ from what it says for the same day.")
NOT_SEEN: Final = declare("IMP-011", "An item of a dossier is in the file that is imported into it.")
FIRST_ANNEX: Final = declare("IMP-012", "The first annex of an imported dossier can be made.")
LIKE_EACH_OTHER: Final = declare("IMP-020", "It is plain whether wordings of two imported papers are of one thing.")
ORDER: Final = declare("IMP-021", "The order of points and items is the same in all imported papers.")
LANGUAGES: Final = declare("IMP-022", "Papers that are imported together are in one language.")
ONE_LETTER: Final = declare("IMP-023", "One of the imported files has a letter, as a dossier has one.")
ADDRESSEE: Final = declare("IMP-024", "An imported letter is for all its recipients alike.")
LEFT_OUT_OF_TEMPLATE: Final = declare("IMP-025", "All of a file stands in the template that is made of it.")
_SHOWN: Final = 3


def states_to_ask(unknown: Counter[str], file: str) -> Iterator[Finding]:
    """An error for each state word that has no counterpart."""
    for word, count in unknown.items():
        message = f"the state “{word}” has no plain counterpart ({_count(count, 'cell')})."
        typed, states = _argument(f"{word}=…"), ", ".join(State)
        choice = f"--state {typed} with one of {states}, or nothing behind the = where it says none."
        yield error(STATE_ASKED, Place(file), message, f"Add {choice}", word)


def orders_to_ask(doubts: Iterable[Doubt], file: str) -> Iterator[Finding]:
    """An error for each column whose dates can be read in two ways."""
    for heading, cells, example in doubts:
        message = (
            f"“{example}” under “{heading}” can be read as two days ({_count(cells, 'cell')}), and no other cell tells."
        )
        yield error(DAY_ORDER_ASKED, Place(file), message, "Add --date-format dmy or --date-format mdy.", example)


def day_to_ask(file: str) -> Finding:
    """The error that nothing says on which day a file reports."""
    message = "nothing in the file, its name or its properties says on which day it reports."
    return error(NO_DAY, Place(file), message, "Add --as-of YYYY-MM-DD.")


def days_told(day: ReportedDay, file: str) -> Iterator[Finding]:
    """A warning where several days are named: which was taken, and what says another."""
    if day.others:
        listed = "; ".join(f"{each.day} ({each.where})" for each in _each_day_once(day.others))
        message = f"{day.day} was taken as its day ({day.where}). Other days stand there too: {listed}."
        yield warning(OTHER_DAYS, Place(file), message, "If another one is right, add --as-of YYYY-MM-DD.")


def _each_day_once(witnesses: Sequence[DayWitness]) -> list[DayWitness]:
    firsts = {each.day: each for each in reversed(witnesses)}
    return [each for each in witnesses if firsts[each.day] is each]


def losses_told(told: Iterable[Told]) -> Iterator[Finding]:
    """A warning for each kind of thing that is in cells and not in their words."""
    kinds: dict[str, list[Told]] = {}
    for each in told:
        if not each.rows:
            kinds.setdefault(each.what, []).append(each)
    for what, those in kinds.items():
        spots = ", ".join(each.place.spot or f"row {each.place.row}" for each in those[:_SHOWN])
        more = " …" if len(those) > _SHOWN else ""
        yield warning(
            LOST, those[0].place, f"{what}: {len(those)} ({spots}{more}).", "Say it in words where it counts."
        )


def joins_told(joined: JoinedLedger) -> Iterator[Finding]:
    """Warnings where it is not plain what became of a wording, and where the order of a day cannot be kept."""
    for each in joined.reworded:
        if not each.joined:
            words = f"“{shorten(each.before)}” before, “{shorten(each.after)}” on {each.day}"
            message = f"these are alike ({each.likeness:.0%}), and were not taken for one: {words}."
            remedy = "Where they are one, give the rows of the first the key of the second."
            yield warning(LIKE_EACH_OTHER, each.place, message, remedy, each.key)
    if joined.out_of_order:
        days = ", ".join(map(str, joined.out_of_order))
        message = f"points or items stand in another order on {days} than later; the later order was kept."
        yield warning(ORDER, joined.readings[0].points[0].place, message)


def languages_told(readings: Sequence[Reading]) -> Iterator[Finding]:
    """A warning where papers are in several languages, of which the record has one."""
    found = {each.language: each.file for each in readings if each.language}
    if len(found) > 1:
        listed = ", ".join(f"{code} ({file})" for code, file in found.items())
        message = f"the files are in several languages: {listed}; their texts were taken as they are."
        remedy = "Import those of one language; the other texts are its translation."
        yield warning(LANGUAGES, Place(readings[-1].file), message, remedy)


def letters_told(file: str, others: Sequence[str], letter: LetterRead) -> Iterator[Finding]:
    """Warnings where other files have letters too, and hints of what a letter says to its addressee alone."""
    if others:
        message = f"its letter was taken, and that of {', '.join(others)} was not."
        yield warning(ONE_LETTER, Place(file), message, "Import them one by one.")
    if letter.recipient:
        message = f"the addressee was left out: {', '.join(letter.recipient)}."
        yield hint(ADDRESSEE, Place(file), message, "Put who gets letters into recipients.csv.")


def template_told(file: str, dropped: Sequence[str]) -> Iterator[Finding]:
    """A warning of what stands in a file and not in its template."""
    if dropped:
        listed = "; ".join(f"“{shorten(each)}”" for each in dropped[:_SHOWN])
        more = " …" if len(dropped) > _SHOWN else ""
        message = (
            f"{_count(len(dropped), 'paragraph')} before or between the tables are not in the template: {listed}{more}."
        )
        yield warning(LEFT_OUT_OF_TEMPLATE, Place(file), message, "A letter is a document of its own, letter.docx.")


def notes_told(notes: Iterable[LedgerNote]) -> Iterator[Finding]:
    """A warning for each kind of change that was made to keys, numbers and days."""
    for note in notes:
        words = ": " + ", ".join(f"“{each}”" for each in note.words) if note.words else ""
        more = " …" if note.count > len(note.words) and note.words else ""
        yield warning(CHANGED, note.place, f"{note.message} ({_count(note.count, 'row')}{words}{more}).")


def contradictions_told(ended_but_open: int, file: str) -> Iterator[Finding]:
    """A warning where rows have a day on which they ended, and a state that says otherwise."""
    if ended_but_open:
        message = f"{_count(ended_but_open, 'row')} with a day on which the action ended say that it has not."
        yield warning(ENDED_BUT_OPEN, Place(file), message, "The state was taken, and the day was not.")


def columns_told(tables: Sequence[ActionTable], file: str) -> Iterator[Finding]:
    """A warning for each heading that was named and stands in none of the tables."""
    missing = [set(table.missing) for table in tables]
    for heading in sorted(set.intersection(*missing)) if missing else ():
        there = ", ".join(f"“{each}”" for each in tables[0].headings if each)
        yield warning(NO_COLUMN, Place(file), f"there is no heading “{heading}”.", f"The headings: {there}.", heading)


def copy_told(reasons: Sequence[str], file: str) -> Iterator[Finding]:
    """A hint that rows were copied, and why the tracker could not stay the source."""
    if reasons:
        message = f"its rows were copied, as the tracker cannot be read in place: {'; '.join(dict.fromkeys(reasons))}."
        yield hint(COPIED, Place(file), message, "Import the next one with --into.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _argument(words: str) -> str:
    """Words as they are typed on a command line."""
    return words if re.fullmatch(r"[\w=…-]+", words) else f'"{words}"'
