"""The record over time: the wordings of each item and commitment up to the day, as they were printed from each on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from briefgen.asof import Situation
from briefgen.asof.situation import confirms
from briefgen.asof.standing import histories
from briefgen.checks.rules.changes.wordings import DatedWording, Thread
from briefgen.localise import localiser
from briefgen.model.dossier import Commitment, FollowUp


def threads_in(situation: Situation) -> Iterator[Thread]:
    """The items and commitments that stand on the day, with all that was said of them before.

    What is said once is a thread as well: a deadline is held against its commitment from the first day on.
    """
    language = situation.profile.languages[0] if situation.profile.languages else "en"
    promises = histories(situation.history.commitments, attrgetter("point"), situation.as_of)
    for point in situation.points:
        key, number = point.commitment.point, point.commitment.number
        name = f"Commitment {number}" if number else f"The commitment “{key}”"
        promise = Thread(name, tuple(_wordings(promises.get(key, ()), language)), is_promise=True)
        yield promise
        for item in point.items:
            wordings = tuple(_wordings(item.history, language))
            yield Thread(f"“{item.key}”", wordings, promise=promise.wordings[-1] if promise.wordings else None)


def items_that_ended(situation: Situation) -> Iterator[tuple[str, tuple[FollowUp, ...]]]:
    """The items that once stood and stand no more, with their rows up to the day, oldest first."""
    standing = {item.key for item in situation.items}
    rows = [row for row in situation.history.follow_ups if row.item not in standing]
    found = histories(rows, attrgetter("item"), situation.as_of) if rows else {}
    yield from found.items()


def first_day(situation: Situation) -> date:
    """The day on which the record begins; what a commitment tells of before it was no promise then."""
    return min((row.as_of for row in situation.history.follow_ups), default=situation.as_of)


def _wordings(rows: Sequence[FollowUp | Commitment], language: str) -> Iterator[DatedWording]:
    """What held from each day on: of one day the last row; one that confirms keeps the text."""
    text, cells = "", dict[str, str]()
    last_of_day = {row.as_of: row for row in rows}
    for row in last_of_day.values():
        said = {name: str(getattr(row, name, "") or "") for name in ("state", "due", "source")}
        cells = {**cells, **{name: value for name, value in said.items() if value}} if confirms(row) else said
        text = row.text or text
        yield wording_of(row, text, cells, language)


def wording_of(row: FollowUp | Commitment, text: str, cells: Mapping[str, str], language: str) -> DatedWording:
    """A row as a wording, in the language of the record.

    Args:
        text: of the row, or of the one that it confirms.
        cells: its state, due and source, likewise.
    """
    when = f"as of {name_day(row.as_of)}" if row.as_of else "at first"
    return DatedWording(
        when,
        row.as_of,
        row.recorded,
        language,
        text,
        row.place,
        cells.get("state", ""),
        cells.get("due", ""),
        cells.get("source", ""),
        confirms(row),
        is_record=True,
    )


@lru_cache(maxsize=1024)
def name_day(day: date) -> str:
    """A day as findings name it: 6 March 2023, with the spaces that people type when they search for it."""
    return localiser("en", day).date(day, year=True).replace("\u00a0", " ")
