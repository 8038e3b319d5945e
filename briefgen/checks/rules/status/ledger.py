"""The record on its day: points without news, items overdue or stale, entries that know too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.asof import Item, Situation
from briefgen.asof.situation import last_day_of
from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.tenses import LANGUAGES, reads_as_done
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.dossier import FollowUp, State

_OPEN = frozenset({State.ONGOING, State.PLANNED, State.DELAYED, State.BLOCKED})


@in_context(
    "STA-005",
    Grade.WARNING,
    source="an empty cell beside a promise reads as if nothing had been done",
    wrong="a commitment with no follow-up on the day asked for",
    right="a commitment with a follow-up, if only that nothing has been decided yet",
)
def each_point_has_a_follow_up(context: CheckContext) -> Iterator[Fault]:
    """Each point of the list has at least one follow-up on the day."""
    if context.situation is None:
        return
    for point in context.situation.points:
        if not point.items:
            name = f"Point {point.commitment.number}" if point.commitment.number else "A point without a number"
            day = localiser("en", context.situation.as_of).date(context.situation.as_of, year=True)
            message = f"{name} (“{point.commitment.point}”) has no follow-up as of {day}."
            remedy = "Enter what has been done or is planned, or say that nothing has been decided yet."
            yield Fault(point.commitment.place, message, remedy, point.commitment.point)


@in_context(
    "STA-006",
    Grade.WARNING,
    source="a deadline that has passed is the first thing that a reader asks about",
    wrong="due 2023-03-10, state “planned”, as of 17 March 2023",
    right="state “done”, or “delayed” with the new date in “due”",
)
def nothing_is_overdue(context: CheckContext) -> Iterator[Fault]:
    """What is not done has its deadline still before it."""
    if context.situation is None:
        return
    day = context.situation.as_of
    for item in context.situation.items:
        last = last_day_of(item.follow_up.due)
        if item.overdue and last:
            state = f", and it is “{item.follow_up.state}”" if item.follow_up.state else ""
            said = localiser("en", day)
            message = f"“{item.key}” was due by {said.date(last, year=True)}{state} as of {said.date(day, year=True)}."
            remedy = "Enter what has become of it: done, delayed to a new date, or withdrawn."
            yield Fault(item.follow_up.place.in_column("due"), message, remedy, item.follow_up.due)


@in_context(
    "STA-007",
    Grade.HINT,
    source="an open item of which nothing has been heard for long may have moved unnoticed",
    wrong="state “ongoing”, last entry of 1 January 2023, as of 17 March 2023",
    right="a newer entry, or a deadline that is still to come",
)
def nothing_is_stale(context: CheckContext) -> Iterator[Fault]:
    """Of what is open and has no deadline before it, something has been heard lately."""
    if context.situation is None:
        return
    for item in context.situation.items:
        days = (context.situation.as_of - _last_news(item)).days
        if days > context.settings.stale_after and _waits(item, context.situation):
            message = f"“{item.key}” has had no news for {days} days."
            remedy = "Ask who is in charge of it, and enter what he or she says, even if nothing has changed."
            yield Fault(item.follow_up.place.in_column("as_of"), message, remedy, str(item.follow_up.as_of))


@in_context(
    "STA-008",
    Grade.WARNING,
    source="an entry that holds from a day cannot tell of a later one as done: it would be printed too early",
    wrong="an entry as of 2 March 2023: “adopted on 14 March”",
    right="an entry as of 14 March 2023: “adopted on 14 March”",
    languages=LANGUAGES,
)
def entries_tell_of_nothing_later(context: CheckContext) -> Iterator[Fault]:
    """An entry tells as done only what was done on the day from which it holds."""
    if context.situation is None:
        return
    entries = {f"followup/{item.key}": item.follow_up for item in context.situation.items}
    for scanned in context.every_passage:
        entry = entries.get(scanned.passage.key)
        if entry and scanned.language in LANGUAGES:
            yield from _told_too_early(scanned, entry, context.situation.as_of)


def _told_too_early(scanned: ScannedPassage, entry: FollowUp, as_of: date) -> Iterator[Fault]:
    """Dates between the day of the entry and that of the document; what lies behind both is DAT-001's."""
    for said in scanned.dates:
        first = said.means.first if said.means else None
        is_word = said.form == "season" and not said.has_year  # “été” is a participle more often than a summer
        if first and entry.as_of < first <= as_of and not is_word:
            done = reads_as_done(scanned.text, said.start, said.end, scanned.language)
            if done:
                holds = localiser("en", as_of).date(entry.as_of, year=True)
                message = f"The entry holds from {holds} and tells of “{said.typed}” as done (“{done}”)."
                remedy = f"Enter it as of {first} in a row of its own, and keep in this row what stood before."
                yield scanned.at(said.start, said.end, message, remedy)


def _last_news(item: Item) -> date:
    return max(max(row.as_of, row.recorded) for row in item.history)


def _waits(item: Item, situation: Situation) -> bool:
    """Whether an item is open, and no deadline tells when it will be heard of again."""
    last = last_day_of(item.follow_up.due)
    return item.follow_up.state in _OPEN and (last is None or last < situation.as_of) and not item.overdue
