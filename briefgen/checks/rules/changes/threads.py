"""All that a run can follow over time: the record up to its day, or the papers that were given together."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault
from briefgen.checks.rules.changes.ledger import threads_in
from briefgen.checks.rules.changes.papers import Gone, series_in, threads_between
from briefgen.checks.rules.changes.wordings import DatedWording, Thread
from briefgen.findings import Grade

_KEY = "threads"


class Followed(Struct, frozen=True):
    """What a run follows.

    Attributes:
        threads: each commitment and item with all its wordings.
        gone: what one paper of a series has and the next one has not; of the record nothing.
    """

    threads: tuple[Thread, ...] = ()
    gone: tuple[Gone, ...] = ()


def follow(context: CheckContext) -> Followed:
    """What a run follows; found once, whatever asks first."""
    if _KEY not in context.cache:
        context.cache[_KEY] = _follow(context)
    return context.cache[_KEY]  # type: ignore[no-any-return]


def steps_in(context: CheckContext) -> Iterator[tuple[Thread, DatedWording, DatedWording]]:
    """Each change of wording that is asked about: both wordings, and what they are wordings of."""
    for thread in follow(context).threads:
        for one, other in thread.steps if len(thread.wordings) > 1 else ():
            if is_asked(other, context):
                yield thread, one, other


def is_asked(wording: DatedWording, context: CheckContext) -> bool:
    """Whether a wording is newer than the day from which on changes are asked for, by its day or when it was known."""
    since = context.since
    days = (each for each in (wording.day, wording.known) if each)
    return since is None or any(day > since for day in days)


def fault_at(
    wording: DatedWording, column: str, message: str, remedy: str, words: str, grade: Grade | None = None
) -> Fault:
    """A fault of a wording: of the record at its cell, of a paper at its paragraph."""
    place = wording.place if wording.place.row is None else wording.place.in_column(column)
    return Fault(place, message, remedy, words, grade)


def _follow(context: CheckContext) -> Followed:
    if context.situation is not None:
        return Followed(tuple(threads_in(context.situation)))
    if len(context.manuscripts) < 2:
        return Followed()
    followed = [threads_between(each) for each in series_in(context)]
    threads = tuple(thread for found, _ in followed for thread in found)
    return Followed(threads, tuple(each for _, lost in followed for each in lost))
